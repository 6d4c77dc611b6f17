-- The columns of a table, in proportion to what stands in them. Pandoc takes widths from the dashes
-- of the source, which say nothing in a generated table. Both renderers run it.
--
-- A table that fits a line is left to the browser, to Typst, to Word. Else a column gets room by its
-- longest text, up to a line in full and by the square root of what is more, and never less than its
-- longest word: one long remark does not squeeze the numbers.

-- About as many characters of a table's type as fit on a line, on paper and on a page of the site.
local LINE_CHARACTERS = 92
-- Up to here a text stays on one line if there is room; what is longer may wrap.
local ONE_LINE = 24

local UNSEEN = {
  Note = function() return {} end,
  RawInline = function() return {} end,
  RawBlock = function() return {} end,
}

local function longest_word(text)
  local longest = 0
  for word in text:gmatch("%S+") do
    longest = math.max(longest, utf8.len(word))
  end
  return longest
end

-- For each column the lengths of its longest text and of its longest word.
local function measured(tbl)
  local columns = {}
  local function measure(rows)
    for _, row in ipairs(rows) do
      for place, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents)
        local column = columns[place] or { text = 0, word = 1 }
        column.text = math.max(column.text, utf8.len(text))
        column.word = math.max(column.word, longest_word(text))
        columns[place] = column
      end
    end
  end
  -- The whole table at once: to hand each cell to Pandoc would take most of the time.
  local shown = tbl:walk(UNSEEN)
  measure(shown.head.rows)
  for _, body in ipairs(shown.bodies) do
    measure(body.head)
    measure(body.body)
  end
  measure(shown.foot.rows)
  return columns
end

local function sum(columns, of)
  local total = 0
  for _, column in ipairs(columns) do
    total = total + of(column)
  end
  return total
end

local function widths(columns)
  if sum(columns, function(c) return c.text end) + 3 * #columns <= LINE_CHARACTERS then
    return {}
  end
  for _, c in ipairs(columns) do
    local wanted = math.min(c.text, ONE_LINE) + 4 * math.max(c.text - ONE_LINE, 0) ^ 0.5
    c.least = c.word + 3
    c.extra = math.max(c.word, wanted) - c.word
  end
  local room = math.max(LINE_CHARACTERS - sum(columns, function(c) return c.least end), 0)
  local extra = sum(columns, function(c) return c.extra end)
  local scale = extra > 0 and math.min(1, room / extra) or 0
  local function width(c) return c.least + scale * c.extra end
  local total = sum(columns, width)
  local shares = {}
  for place, column in ipairs(columns) do
    shares[place] = width(column) / total
  end
  return shares
end

function Table(tbl)
  local shares = widths(measured(tbl))
  local fresh = {}
  for place, spec in ipairs(tbl.colspecs) do
    fresh[place] = { spec[1], shares[place] }
  end
  tbl.colspecs = fresh
  return tbl
end
