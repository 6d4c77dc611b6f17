-- What a page of Quarto's site lacks beside one of the embedded renderer: the way to the text, the
-- other editions, the chapter's notebook and how to run it, how to cite the page, what made it.
-- `_book.json`, which staging writes, holds the words.

if not FORMAT:match("^html") then
  return {}
end

local root = quarto and quarto.project.directory or "."
local file = assert(io.open(root .. "/_book.json", "r"), "no _book.json; stage the book anew")
local book = pandoc.json.decode(file:read("a"), false)
file:close()
local words = book.words

-- Addresses are unique by their last part, which is all that Pandoc knows of the page.
local function page_of(output)
  local name = output:match("([^/\\]+)$")
  for href, page in pairs(book.pages) do
    if href:match("([^/]+)$") == name then
      return href, page
    end
  end
end

local function escaped(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function html(text) return pandoc.RawBlock("html", text) end

local function languages(href, up)
  local items = {}
  for _, each in ipairs(book.editions) do
    local said = ('lang="%s"'):format(each.code)
    if each.code == book.language then
      table.insert(items, ('<span %s aria-current="true">%s</span>'):format(said, each.name))
    else
      table.insert(items, ('<a %s hreflang="%s" href="%s../%s/%s">%s</a>'):format(said, each.code, up, each.code, href, each.name))
    end
  end
  if #items == 0 then return {} end
  return { html(('<nav class="languages" aria-label="%s">%s</nav>'):format(escaped(words["language-label"]), table.concat(items))) }
end

-- What stands in the head of the page, and the scripts, which staging put beside the project's pages.
local function in_head(href, up)
  local said = {}
  for _, key in ipairs({ "enlarge", "close", "search-offline" }) do said[key] = words[key] end
  local json = pandoc.json.encode(said):gsub("</", "<\\/")
  local lines = { ('<script type="application/json" id="book-words">%s</script>'):format(json) }
  for _, each in ipairs(book.editions) do
    table.insert(lines, ('<link rel="alternate" hreflang="%s" href="%s../%s/%s">'):format(each.code, up, each.code, href))
  end
  quarto.doc.include_text("in-header", table.concat(lines, "\n"))
  local scripts = {}
  for _, name in ipairs(book.scripts) do
    table.insert(scripts, { path = root .. "/scripts/" .. name, attribs = { defer = "defer" } })
  end
  quarto.doc.add_html_dependency({ name = "book", version = "1", scripts = scripts })
  local skip = '<a class="skip-link" data-furniture="true" href="#quarto-document-content">%s</a>'
  quarto.doc.include_text("before-body", skip:format(escaped(words["skip-to-content"])))
end

local function tools(page)
  if page.notebook == "" then return {} end
  local name = ("<code>%s</code>"):format(page.notebook)
  local whence = escaped(words["jupyter-then"]):gsub("{name}", (name:gsub("%%", "%%%%")))
  return {
    html('<div class="page-tools" data-furniture="true">'
      .. ('<a href="%s" download>%s</a>'):format(page.notebook, escaped(words["notebook-download"]))
      .. ("<details><summary>%s</summary><p>%s</p>"):format(escaped(words["jupyter-title"]), escaped(words["jupyter-how"]))
      .. ('<pre tabindex="0"><code>make lab</code></pre><p>%s</p></details></div>'):format(whence)),
  }
end

local function sentence(text) return (text:gsub("%.$", "")) .. "." end

local function ending(page, is_front)
  local made = quarto and ("%s Quarto %s."):format(words["rendered-by"], table.concat(quarto.version, ".")) or ""
  if book.sources ~= "" then made = made .. " " .. sentence(book.sources) end
  return {
    html('<footer class="page-end" data-furniture="true">'
      .. ('<details class="cite"><summary>%s</summary>'):format(escaped(words[is_front and "cite-book" or "cite-chapter"]))
      .. ('<p class="copyable">%s</p><pre tabindex="0"><code>%s</code></pre></details>'):format(escaped(page.cited), escaped(page.bibtex))
      .. ('<p class="colophon">%s</p></footer>'):format(escaped(made))),
  }
end

-- Quarto lists a page's sources without a heading.
local function references(doc)
  local cited = false
  doc:walk({ Cite = function() cited = true end })
  if not cited then return {} end
  -- Raw, because a section takes the attributes of its heading, and its list is the page's own.
  local heading = '<section id="references" class="level2 unnumbered"><h2 class="unnumbered" data-furniture="true">%s</h2>'
  return {
    html(heading:format(escaped(words["section-title-references"]))),
    pandoc.Div({}, pandoc.Attr("refs", { "references" })),
    html("</section>"),
  }
end

local function with_furniture(doc)
  -- See paper.lua.
  doc.meta.lang = nil
  local href, page = page_of(PANDOC_STATE.output_file or "")
  if not page then
    return doc
  end
  local up = ("../"):rep(select(2, href:gsub("/", "")))
  if quarto then in_head(href, up) end
  local blocks = pandoc.Blocks({})
  blocks:extend(languages(href, up))
  blocks:extend(tools(page))
  blocks:extend(doc.blocks)
  blocks:extend(references(doc))
  blocks:extend(ending(page, href == "index.html"))
  doc.blocks = blocks
  return doc
end

-- Quarto gives a figure's description to the box around it, too, with its variables not filled in.
local function bare(node)
  node.attributes.alt, node.attributes["fig-alt"] = nil, nil
  return node
end

return { { FloatRefTarget = bare }, { Pandoc = with_furniture } }
