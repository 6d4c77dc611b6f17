-- The printed book by Quarto: PDF, DOCX and EPUB, set as the embedded renderer sets them. Quarto
-- hands over the whole book as one document.
--
-- Its own figures and callouts become plain blocks first:
--
--     Div .float .float-fig   with its id: Div .float-caption, then what it shows
--     Div .callout            data-kind:   Div .callout-title, then what it says
--
-- Then everything is numbered anew, because Quarto goes on counting through chapters without a
-- number, links to pages lead to their chapters, pages that say nothing on paper are left out, and
-- each format gets its own shape: Typst calls `book.typ`, Word and EPUB Pandoc's own blocks.
-- `_book.json`, which staging writes, holds the words.
--
-- The language is a variable of each format and the style's of the citations: of one in the metadata
-- Pandoc says for each word it has none of, needed or not, that it has none.

local FORMATS = { typst = "typst", docx = "office", epub = "office", epub2 = "office", epub3 = "office" }
local KIND = FORMATS[FORMAT]
if not KIND then
  return {}
end

local root = quarto and quarto.project.directory or "."
local file = assert(io.open(root .. "/_book.json", "r"), "no _book.json; stage the book anew")
local book = pandoc.json.decode(file:read("a"), false)
file:close()
local words = book.words

local WORD = { fig = "crossref-fig-title", tbl = "crossref-tbl-title" }
-- A table with more characters in its longest texts than this is set smaller, and where a cell has
-- more than that, a row may go on over the end of a page.
local DENSE_CHARACTERS, WHOLE_CELL = 150, 1000
-- Characters of a chapter's last words that stay on one page, about half of one; how many of them
-- are not alone there; and what hardly fills a page behind a figure.
local TOGETHER, NOT_ALONE, HARDLY_ANY = 700, 300, 1400

local stringify = pandoc.utils.stringify

local function has(classes, name) return classes:includes(name) end

local function literal(text) return pandoc.json.encode(text) end

local function raw(text) return pandoc.RawBlock("typst", text) end

local function inline(text) return pandoc.RawInline("typst", text) end

local function as_inlines(content)
  if content == nil then return pandoc.Inlines({}) end
  local kind = pandoc.utils.type(content)
  if kind == "Inlines" then return content end
  if kind == "Block" then return content.content or pandoc.Inlines({}) end
  return pandoc.utils.blocks_to_inlines(content, { pandoc.Space() })
end

local function as_blocks(content)
  if content == nil then return pandoc.Blocks({}) end
  return pandoc.utils.type(content) == "Block" and pandoc.Blocks({ content }) or pandoc.Blocks(content)
end

-- Quarto's own nodes as plain blocks.

local function float(node)
  local kind = node.identifier:match("^(%a+)%-")
  if not WORD[kind] then return nil end
  local caption = pandoc.Div({ pandoc.Plain(as_inlines(node.caption_long)) }, { class = "float-caption" })
  local content = as_blocks(node.content)
  content:insert(1, caption)
  return pandoc.Div(content, pandoc.Attr(node.identifier, { "float", "float-" .. kind }))
end

local function callout(node)
  local title = pandoc.Div({ pandoc.Plain(as_inlines(node.title)) }, { class = "callout-title" })
  local content = as_blocks(node.content)
  content:insert(1, title)
  local attr = pandoc.Attr(node.attr and node.attr.identifier or "", { "callout" }, { kind = node.type })
  return pandoc.Div(content, attr)
end

-- Chapters: what stands between two headings of level 1, with the file it came from.

local function metadata_of(block)
  local text = block.t == "RawBlock" and block.text:match("quarto%-file%-metadata: ([%w+/=]+)")
  if not text then return nil end
  local decoded = quarto and quarto.base64.decode(text) or text
  return pandoc.json.decode(decoded, false)
end

local function says_something(blocks)
  local said = false
  pandoc.Blocks(blocks):walk({
    Inline = function(each) said = said or each.t ~= "RawInline" end,
    CodeBlock = function(each) said = said or not has(each.classes, "cell-code") end,
    HorizontalRule = function() said = true end,
  })
  return said
end

local function chapters_of(blocks)
  local chapters, current, source = {}, nil, nil
  for _, block in ipairs(blocks) do
    local meta = metadata_of(block)
    if meta then
      source = meta.bookItemFile or source
    elseif block.t == "Div" and has(block.classes, "quarto-book-part") then
      -- The title of a part is no chapter; it stands in the contents above its first one.
      current = nil
    elseif block.t == "Header" and block.level == 1 then
      current = { source = source, title = block, blocks = pandoc.Blocks({}) }
      table.insert(chapters, current)
    elseif current then
      current.blocks:insert(block)
    end
  end
  local printed, last = {}, ""
  for _, chapter in ipairs(chapters) do
    if says_something(chapter.blocks) then
      local part = book.parts[chapter.source] or ""
      chapter.part = part ~= last and part ~= "" and part or nil
      last = part
      table.insert(printed, chapter)
    end
  end
  return printed
end

-- Numbers, by id, of everything that has one.

local function numbered(word, number)
  local pattern = words.numbered or "{word} {number}"
  if pattern:sub(1, 6) ~= "{word}" then word = pandoc.text.lower(word) end
  local text = pattern:gsub("{(%w+)}", { word = word, number = number })
  return (text:gsub(" ", "\u{a0}"))
end

local function number_all(chapters)
  local numbers, count = {}, 0
  for _, chapter in ipairs(chapters) do
    local sections, floats, hidden = {}, {}, 99
    local own = ""
    if not has(chapter.title.classes, "unnumbered") then
      count = count + 1
      own = tostring(count)
    end
    chapter.number = own
    numbers[chapter.title.identifier] = own
    local function heading(header)
      if header.level <= hidden then
        hidden = has(header.classes, "unnumbered") and header.level or 99
      end
      if own == "" or hidden < 99 then return "" end
      local level = header.level - 1
      for deeper = level + 1, #sections do sections[deeper] = nil end
      for above = 1, level do sections[above] = sections[above] or 0 end
      sections[level] = sections[level] + 1
      return own .. "." .. table.concat(sections, ".")
    end
    chapter.blocks:walk({
      traverse = "topdown",
      Header = function(header)
        numbers[header.identifier] = heading(header)
      end,
      Div = function(div)
        local kind = div.identifier:match("^(%a+)%-")
        if has(div.classes, "float") then
          floats[kind] = (floats[kind] or 0) + 1
          numbers[div.identifier] = (own ~= "" and own .. "." or "") .. floats[kind]
        end
      end,
    })
  end
  return numbers
end

-- Links: to a page's chapter, to what has an id in print, else nowhere.

local function resolved(target, base)
  local path, anchor = target:match("^([^#]*)(#?.*)$")
  local parts = {}
  for part in (base .. "/" .. path):gmatch("[^/]+") do
    if part == ".." then table.remove(parts) elseif part ~= "." then table.insert(parts, part) end
  end
  return table.concat(parts, "/"), anchor
end

local function targets_of(chapters)
  local known, by_source = {}, {}
  for _, chapter in ipairs(chapters) do
    known[chapter.title.identifier] = true
    by_source[chapter.source or ""] = chapter.title.identifier
    local function note(element)
      if element.identifier ~= "" then known[element.identifier] = true end
    end
    chapter.blocks:walk({ Header = note, Div = note, Span = note, Link = note, Table = note })
  end
  return known, by_source
end

local function link_to(link, chapter, known, by_source)
  if link.target:match("^%a[%w+.-]*:") then return nil end
  local anchor = link.target:match("^#(.+)$")
  if not anchor then
    local base = (chapter.source or ""):match("^(.*)/[^/]*$") or ""
    local path, hash = resolved(link.target, base)
    anchor = hash ~= "" and hash:sub(2) or by_source[path]
  end
  return anchor and known[anchor] and anchor or false
end

-- Quarto says a reference in Typst's words; the numbers are ours.
local function with_references(inlines, numbers)
  local fresh, open = pandoc.Inlines({}), nil
  for _, each in ipairs(inlines) do
    local label = each.t == "RawInline" and each.text:match("^#ref%(<(.-)>, supplement: %[$")
    if label then
      open = { label = label, prefix = pandoc.Inlines({}) }
    elseif open and each.t == "RawInline" and each.text == "])" then
      local number, word = numbers[open.label] or "", stringify(open.prefix)
      local said = word ~= "" and numbered(word, number) or number
      fresh:insert(pandoc.Link({ pandoc.Str(said) }, "#" .. open.label))
      open = nil
    elseif open then
      open.prefix:insert(each)
    else
      fresh:insert(each)
    end
  end
  return fresh
end

local function xref(link, numbers)
  local label = link.target:match("#(.+)$")
  local number, said = label and numbers[label], stringify(link.content)
  if not number or number == "" then return link.content end
  local word = said:match("^(.-)[\u{a0}%s]*[%d.]+$") or ""
  link.content = { pandoc.Str(word ~= "" and numbered(word, number) or number) }
  return link
end

-- A caption's first sentence names the figure in a list of figures.
local function split_caption(inlines)
  for place = 1, #inlines - 2 do
    local each, follows = inlines[place], inlines[place + 2]
    if each.t == "Str" and each.text:match("[.?]$") and follows.t == "Str" then
      local first = pandoc.text.sub(follows.text, 1, 1)
      if pandoc.text.lower(first) ~= first then
        return pandoc.Inlines({ table.unpack(inlines, 1, place) }), pandoc.Inlines({ table.unpack(inlines, place + 1) })
      end
    end
  end
  return inlines, pandoc.Inlines({})
end

local function labelled(div, numbers)
  local kind = div.identifier:match("^(%a+)%-")
  local caption = div.content[1].content[1].content
  local label = pandoc.Strong({ pandoc.Str(numbered(words[WORD[kind]], numbers[div.identifier]) .. ":") })
  local inlines = pandoc.Inlines({ label, pandoc.Space() })
  inlines:extend(caption)
  return inlines
end

local function rest_of(div)
  return pandoc.Blocks({ table.unpack(div.content, 2) })
end

local function callout_label(div)
  local title = div.content[1].content[1].content
  return words["callout-" .. div.attributes.kind .. "-title"], title
end

local function alt_of(image)
  local alt = image.attributes["fig-alt"] or image.attributes.alt
  return alt and alt ~= "" and alt or stringify(image.caption)
end

-- Typst.

-- The longest text of each column in characters.
local function longest_texts(tbl)
  local longest = {}
  local function count(list)
    for _, row in ipairs(list) do
      for place, cell in ipairs(row.cells) do
        longest[place] = math.max(longest[place] or 0, pandoc.text.len(stringify(cell.contents)))
      end
    end
  end
  count(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do count(body.body) end
  return longest
end

-- A note stands where its heading or caption stands, not where a list or a running head repeats it.
local function with_notes(inlines)
  return inlines:walk({
    Note = function(note) return { inline("#note["), note, inline("]") } end,
  })
end

local function typst_float(div, numbers)
  local kind = has(div.classes, "float-tbl") and "float-tbl" or "float-fig"
  local first, rest = split_caption(with_notes(labelled(div, numbers)))
  if #rest > 0 then
    first:insert(inline("#rest-of-caption["))
    first:extend(rest)
    first:insert(inline("]"))
  end
  local options = ("id: %s, late: %s"):format(literal(div.identifier), has(div.classes, "late"))
  local blocks = pandoc.Blocks({ raw(("#captioned(%s, %s, ["):format(literal(kind), options)), pandoc.Plain(first), raw("])[") })
  blocks:extend(rest_of(div))
  blocks:insert(raw("]"))
  return blocks
end

local function typst_callout(div)
  local word, title = callout_label(div)
  word = #title > 0 and word .. ": " or word
  local blocks = pandoc.Blocks({
    raw(("#callout(%s, %s, ["):format(literal(div.attributes.kind), literal(word))),
    pandoc.Plain(title),
    raw("], ["),
  })
  blocks:extend(rest_of(div))
  blocks:insert(raw("])"))
  return blocks
end

local function typst_table(tbl)
  local total, most = 0, 0
  for _, length in pairs(longest_texts(tbl)) do
    total, most = total + length, math.max(most, length)
  end
  for _, spec in ipairs(tbl.colspecs) do
    if spec[1] == "AlignDefault" then spec[1] = "AlignLeft" end
  end
  local opening = "#align(left)["
  if total >= DENSE_CHARACTERS then
    opening = opening .. "#show table: set text(size: 8pt, hyphenate: true)"
    if most > WHOLE_CELL then opening = opening .. "\n#set table.cell(breakable: true)" end
  end
  return { raw(opening), tbl, raw("]") }
end

local function typst_heading(header, number, part)
  local numbering = number ~= "" and "(..n) => " .. literal(number) or "none"
  local opens = part and ", supplement: " .. literal(part) or ""
  local content = pandoc.Inlines({ inline(("#heading(level: %d, numbering: %s%s)["):format(header.level, numbering, opens)) })
  content:extend(with_notes(header.content))
  content:insert(inline(header.identifier ~= "" and ("] <%s>"):format(header.identifier) or "]"))
  return pandoc.Para(content)
end

-- Signs at the start of a cell or link that Typst would take for a heading, a list or a term.
local function guarded(inlines)
  local first = inlines[1]
  if first and first.t == "Str" and (first.text:match("^=+$") or first.text:match("^[-+/]$") or first.text:match("^%d+%.$")) then
    inlines:insert(1, inline("#[]"))
  end
  return inlines
end

-- Where the last words of a chapter start that stay on one page; its end when they may part.
local function closing_text(blocks)
  local length = 0
  for start = #blocks, 1, -1 do
    local block, words_only = blocks[start], true
    local function other() words_only = false end
    pandoc.Blocks({ block }):walk({ Image = other, Table = other, CodeBlock = other })
    length = length + pandoc.text.len(stringify(block))
    if length > TOGETHER or not words_only then return start + 1 end
    if block.t == "Header" or length > NOT_ALONE then return start end
  end
  return 1
end

-- Figures and tables that hardly any text follows are marked: they cannot wait for the next page.
local function mark_late(blocks)
  local length = 0
  for place = #blocks, 1, -1 do
    local is_float = false
    local marked = pandoc.Blocks({ blocks[place] }):walk({
      Div = function(div)
        if not has(div.classes, "float") then return nil end
        is_float = true
        if length < HARDLY_ANY then div.classes:insert("late") end
        return div
      end,
    })
    if is_float then blocks[place] = marked[1] else length = length + pandoc.text.len(stringify(blocks[place])) end
  end
end

local function typst_chapter(chapter, title, transform)
  mark_late(chapter.blocks)
  local start = closing_text(chapter.blocks)
  local fresh = pandoc.Blocks({ title })
  fresh:extend(transform(pandoc.Blocks({ table.unpack(chapter.blocks, 1, start - 1) })))
  local last = chapter.blocks[start]
  if last then
    fresh:insert(raw(("#together(above: %s)["):format(last.t == "Header" and "26pt" or "auto")))
    fresh:extend(transform(pandoc.Blocks({ table.unpack(chapter.blocks, start) })))
    fresh:insert(raw("]"))
  end
  -- Figures that wait for room come before the next chapter.
  fresh:insert(raw("#place.flush()"))
  return fresh
end

local function rendered()
  return quarto and ("%s Quarto %s"):format(words["rendered-by"], table.concat(quarto.version, ".")) or ""
end

local function array(texts)
  local items = {}
  for _, text in ipairs(texts) do
    if text ~= "" then table.insert(items, literal(text) .. ", ") end
  end
  return "(" .. table.concat(items) .. ")"
end

local function preamble()
  local credits = {}
  for place = 1, 3 do credits[place] = literal(book.credits[place] or "") end
  return raw(([[#show: book.with(
  title: %s, subtitle: %s, authors: %s, date: %s, credits: (%s), lang: %s, keywords: %s,
  notes: %s, contents: %s, figures: %s, tables: %s,
)]]):format(
    literal(book.title), literal(book.subtitle), array(book.authors), literal(book.date),
    table.concat(credits, ", "), literal(book.language), array(book.keywords),
    array({ book.sources, rendered() }), literal(words["toc-title-document"]),
    literal(words["crossref-lof-title"]), literal(words["crossref-lot-title"])
  ))
end

-- Word and EPUB.

local function office_float(div, numbers)
  local caption = { long = { pandoc.Plain(labelled(div, numbers)) } }
  local body = rest_of(div)
  if #body == 1 and body[1].t == "Table" then
    body[1].caption, body[1].identifier = caption, div.identifier
    return body[1]
  end
  local shown = pandoc.Inlines({})
  body:walk({ Image = function(image) shown:insert(image) end })
  local figure = pandoc.Figure(#shown > 0 and { pandoc.Plain(shown) } or body, caption)
  return pandoc.Div({ figure }, pandoc.Attr(div.identifier))
end

local function office_callout(div)
  local word, title = callout_label(div)
  local label = pandoc.Inlines({ pandoc.Str(#title > 0 and word .. ":" or word) })
  if #title > 0 then
    label:insert(pandoc.Space())
    label:extend(title)
  end
  local name = pandoc.Div({ pandoc.Para({ pandoc.Strong(label) }) },
    pandoc.Attr("", { "callout-title" }, { ["custom-style"] = "Callout Title" }))
  local blocks = rest_of(div)
  blocks:insert(1, name)
  return pandoc.Div(blocks,
    pandoc.Attr(div.identifier, { "callout", "callout-" .. div.attributes.kind }, { ["custom-style"] = "Callout" }))
end

-- Word shows the PNG that staging put beside the drawing, because its older versions show no SVG.
local function office_image(image)
  local alt = alt_of(image)
  image.attributes["fig-alt"], image.attributes.alt = nil, nil
  if alt ~= "" then image.caption = { pandoc.Str(alt) } end
  if FORMAT == "docx" then
    local name = image.src:match("([^/]+)%.svg$")
    local path = name and ("figures/%s.png"):format((name:gsub("%-output%-%d+$", "")))
    local found = path and io.open(root .. "/" .. path, "rb")
    if found then
      found:close()
      -- The whole book is set in the project's own directory.
      image.src = path
    end
  end
  return image
end

local function office_heading(header, number)
  if number ~= "" then
    header.content:insert(1, pandoc.Span({ pandoc.Str(number) }, { class = "number" }))
    header.content:insert(2, pandoc.Space())
  end
  header.classes = { "unnumbered" }
  header.attributes.number = nil
  return header
end

local function colophon()
  local said = {}
  for _, text in ipairs(book.credits) do table.insert(said, pandoc.Para(pandoc.Inlines(text))) end
  for _, text in ipairs({ book.sources, rendered() }) do
    if text ~= "" then table.insert(said, pandoc.Para(pandoc.Inlines(text))) end
  end
  return pandoc.Div(said, pandoc.Attr("", { "colophon" }, { ["custom-style"] = "Colophon" }))
end

-- Word would show an empty list of contents until asked to update it: the list is a field of Word's,
-- which holds the headings, each a link, until "update field" adds the pages.
local function field(kind)
  return ('<w:r><w:fldChar w:fldCharType="%s"/></w:r>'):format(kind)
end

local function contents(blocks)
  local lines = pandoc.Blocks({})
  local opening = field("begin") .. '<w:r><w:instrText>TOC \\o "1-2" \\h</w:instrText></w:r>' .. field("separate")
  for _, block in ipairs(blocks) do
    if block.t == "Header" and block.level <= 2 then
      local link = pandoc.Link(pandoc.Inlines(stringify(block.content)), "#" .. block.identifier)
      local line = pandoc.Inlines({ pandoc.RawInline("openxml", #lines == 0 and opening or ""), link })
      lines:insert(pandoc.Div({ pandoc.Para(line) }, pandoc.Attr("", {}, { ["custom-style"] = "toc " .. block.level })))
    end
  end
  local title = pandoc.Para(pandoc.Inlines(words["toc-title-document"]))
  lines:insert(1, pandoc.Div({ title }, pandoc.Attr("", {}, { ["custom-style"] = "Contents Heading" })))
  lines:insert(pandoc.Para({ pandoc.RawInline("openxml", field("end")) }))
  return lines
end

local function references(blocks)
  local heading = pandoc.Header(1, words["section-title-references"], pandoc.Attr("references", { "unnumbered" }))
  if KIND == "typst" then heading = typst_heading(heading, "") end
  blocks:extend({ heading, pandoc.Div({}, pandoc.Attr("refs", { "references" })) })
end

-- The whole book.

local function shaped(chapter, numbers, known, by_source)
  local is_typst = KIND == "typst"
  local function heading(header)
    local number = header == chapter.title and chapter.number or numbers[header.identifier] or ""
    local part = header == chapter.title and chapter.part or nil
    return is_typst and typst_heading(header, number, part) or office_heading(header, number)
  end
  local filter = {
    Inlines = function(inlines) return with_references(inlines, numbers) end,
    RawBlock = function(each)
      if each.format ~= "typst" or not is_typst then return {} end
    end,
    RawInline = function(each)
      if each.format ~= "typst" or not is_typst then return {} end
    end,
    CodeBlock = function(each)
      if has(each.classes, "cell-code") then return {} end
      each.classes = {}
      return each
    end,
    Code = function(each)
      each.classes = {}
      return each
    end,
    Link = function(link)
      if has(link.classes, "quarto-xref") then link = xref(link, numbers) end
      if link.t ~= "Link" then return link end
      local is_claim, anchor = has(link.classes, "claim"), link_to(link, chapter, known, by_source)
      if anchor == nil then
        link.classes, link.attributes = {}, {}
        return link
      end
      if not anchor then return guarded(link.content) end
      local own = pandoc.Link(guarded(link.content), "#" .. anchor, link.title)
      if is_typst then
        own.title = ""
        return is_claim and { inline("#claim["), own, inline("];") } or own
      end
      return link.identifier ~= "" and pandoc.Span({ own }, pandoc.Attr(link.identifier)) or own
    end,
    Plain = function(plain)
      if is_typst then
        plain.content = guarded(plain.content)
        return plain
      end
    end,
    Para = function(para)
      -- A title in bold type does not end a page.
      local first = para.content[1]
      if is_typst and #para.content == 1 and first.t == "Strong" then
        return { raw("#block(sticky: true)["), pandoc.Plain(para.content), raw("]") }
      end
    end,
    Math = function(math)
      if is_typst then
        return { inline(("#[#set math.equation(alt: %s); "):format(literal(math.text))), math, inline("]") }
      end
    end,
  }
  if is_typst then
    filter.Image = function(image)
      image.attributes["fig-alt"] = alt_of(image)
      return image
    end
  else
    filter.Image = office_image
  end
  local function other(div)
    if has(div.classes, "float") then
      return is_typst and typst_float(div, numbers) or office_float(div, numbers)
    elseif has(div.classes, "callout") and div.attributes.kind then
      return is_typst and typst_callout(div) or office_callout(div)
    elseif has(div.classes, "float-caption") or has(div.classes, "callout-title") or has(div.classes, "callout") then
      return nil
    elseif div.identifier == "" then
      -- Other wrappers mean nothing on paper; a link may lead to one.
      return div.content
    elseif is_typst then
      local mark = pandoc.Plain({ inline(("#metadata(none) <%s>"):format(div.identifier)) })
      return { mark, table.unpack(div.content) }
    end
    return pandoc.Div(div.content, pandoc.Attr(div.identifier))
  end
  local function transform(blocks)
    blocks = blocks:walk({ Header = heading, Inlines = filter.Inlines }):walk(filter)
    if is_typst then blocks = blocks:walk({ Table = typst_table }) end
    return blocks:walk({ Div = other })
  end
  local title = heading(chapter.title)
  if is_typst then return typst_chapter(chapter, title, transform) end
  local blocks = pandoc.Blocks({ title })
  blocks:extend(transform(chapter.blocks))
  return blocks
end

-- Only what a link leads to keeps an id: pages have ids of the same name.
local function linked_ids(chapters, known, by_source)
  local linked = {}
  for _, chapter in ipairs(chapters) do
    chapter.blocks:walk({
      Link = function(link)
        local anchor = link_to(link, chapter, known, by_source)
        if anchor then linked[anchor] = true end
      end,
    })
  end
  return linked
end

local function drop_ids(chapters, linked)
  local seen = {}
  local function keep(element)
    local identifier = element.identifier
    if identifier == "" or element.t == "Header" then return nil end
    if element.t == "Div" and has(element.classes, "float") then return nil end
    if not linked[identifier] or seen[identifier] then
      element.identifier = ""
      return element
    end
    seen[identifier] = true
  end
  for _, chapter in ipairs(chapters) do
    chapter.blocks = chapter.blocks:walk({ Div = keep, Span = keep, Link = keep })
  end
end

local function describe(meta)
  local function list(texts)
    local items = pandoc.List({})
    for _, text in ipairs(texts) do items:insert(pandoc.MetaInlines(pandoc.Inlines(text))) end
    return pandoc.MetaList(items)
  end
  meta.identifier = book.identifier
  meta.language = book.language
  meta.subject = list(book.keywords)
  meta.rights = table.concat(book.credits, " ")
  meta["toc-title"] = words["toc-title-document"]
end

local function whole(doc)
  local chapters = chapters_of(doc.blocks)
  local numbers = number_all(chapters)
  local known, by_source = targets_of(chapters)
  drop_ids(chapters, linked_ids(chapters, known, by_source))
  local blocks = pandoc.Blocks({})
  for _, chapter in ipairs(chapters) do
    blocks:extend(shaped(chapter, numbers, known, by_source))
  end
  if KIND == "typst" then
    blocks:insert(1, preamble())
  elseif FORMAT == "docx" then
    local front = pandoc.Blocks({ colophon() })
    front:extend(contents(blocks))
    front:extend(blocks)
    blocks = front
  else
    blocks:insert(colophon())
  end
  references(blocks)
  doc.blocks = blocks
  if KIND == "office" then describe(doc.meta) end
  doc.meta.lang = nil
  return doc
end

return { { FloatRefTarget = float, Callout = callout }, { Pandoc = whole } }
