-- Texts to Pandoc's trees, each for itself: no text can swallow or close a part of another.
-- In: a JSON list of [format, text]. Out: a line of JSON for each document, and on the standard error a sign
-- after each, so that the one that is not read is known. Readers see no file.
local function read(item)
  local document = pandoc.read(item[2], item[1], {}, {})
  if item[1] == "biblatex" then
    document = pandoc.utils.citeproc(document)
  end
  return pandoc.write(document, "json")
end

local documents = {}
for index, item in ipairs(pandoc.json.decode(io.read("a"), false)) do
  documents[index] = read(item)
  io.stderr:write("\30")
end
io.write(table.concat(documents, "\n"))
