-- A figure drawn twice: where the project holds figures/<label>.narrow.svg beside the picture
-- <label>.svg of a page, the site shows the narrow drawing on phones. Print has the wide one alone.
--
-- Both renderers run it once the pages are set, so the picture is the last thing that changes. Quarto
-- says where a page stands; the embedded renderer runs in the project and gives `project-offset`.

if not FORMAT:match("^html") then
  return {}
end

local MEDIA = "(max-width: 600px)"
local PIXELS_PER_POINT = 96 / 72

local in_quarto = quarto ~= nil
local root = in_quarto and quarto.project.directory or "."
local offset = in_quarto and quarto.project.offset or "."

-- An address as the name of a file, and the other way round.
local function decoded(address)
  return (address:gsub("%%(%x%x)", function(code) return string.char(tonumber(code, 16)) end))
end

local function encoded(name)
  return (name:gsub('[ "#%%<>?]', function(mark) return ("%%%02X"):format(mark:byte()) end))
end

-- Width and height of a drawing in CSS pixels: the page keeps its place while it loads.
local function size_of(svg)
  local tag = svg:match("<svg%f[%s][^>]*>") or ""
  local attributes = ""
  for _, side in ipairs({ "width", "height" }) do
    local points = tag:match("%f[%w]" .. side .. '="([%d.]+)pt"')
    if points then
      attributes = attributes .. (' %s="%.0f"'):format(side, points * PIXELS_PER_POINT)
    end
  end
  return attributes
end

local function both(image)
  -- Quarto calls the picture of a notebook's cell <label>-output-<number>.
  local label = decoded(image.src):match("([^/]+)%.svg$")
  label = label and label:gsub("%-output%-%d+$", "")
  local name = label and ("figures/%s.narrow.svg"):format(label)
  local file = name and io.open(root .. "/" .. name, "rb")
  if not file then
    return nil
  end
  local source = ('<source media="%s" srcset="%s/%s"%s>'):format(MEDIA, offset, encoded(name), size_of(file:read(4096)))
  file:close()
  return {
    pandoc.RawInline("html", "<picture>" .. source),
    image,
    pandoc.RawInline("html", "</picture>"),
  }
end

return {
  {
    Meta = function(meta)
      offset = meta["project-offset"] and pandoc.utils.stringify(meta["project-offset"]) or offset
    end,
  },
  { Image = both },
}
