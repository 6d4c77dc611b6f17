# Reads every table of one language: CSV with what comes with R, SPSS and Stata with haven where that
# is there. Nothing is installed. (Package foreign cuts texts of SPSS at 255 bytes into several
# columns and knows no Stata file newer than release 12.)
#
#   Rscript read.R en
#
# After `source("read.R")` the list `tables` holds each table under its name.
# With haven labels are kept: haven::as_factor(tables$quotes$sav$theme).

arguments <- commandArgs(trailingOnly = TRUE)
language <- if (length(arguments)) arguments[[1]] else "en"
has_haven <- requireNamespace("haven", quietly = TRUE)

# Where a spreadsheet would compute, an apostrophe stands in CSV that is not of the text: at the start
# of a cell, and after a separator inside it.
unguarded <- function(text)
  gsub("(^|[;\t\r\n])'(?='*[\\s\"'`]*[-=+@\uFF1D\uFF0B\uFF0D\uFF20])", "\\1", text, perl = TRUE)

read_csv <- function(path) {
  table <- read.csv(path, fileEncoding = "UTF-8", encoding = "UTF-8", na.strings = "",
                    stringsAsFactors = FALSE, check.names = FALSE)
  is_text <- vapply(table, is.character, logical(1))
  table[is_text] <- lapply(table[is_text], unguarded)
  table
}

read_sav <- function(path) if (has_haven) haven::read_sav(path, user_na = TRUE) else NULL
read_dta <- function(path) if (has_haven) haven::read_dta(path) else NULL

if (!length(list.files(language, pattern = "\\.csv$")))
  stop("no tables in '", language, "/' of ", getwd(), "; start R where read.R is, with a language ",
       "whose directory is there", call. = FALSE)
names <- sub("\\.csv$", "", list.files(language, pattern = "\\.csv$"))
tables <- lapply(setNames(names, names), function(name) {
  path <- function(end) file.path(language, paste0(name, end))
  list(csv = read_csv(path(".csv")), sav = read_sav(path(".sav")), dta = read_dta(path(".dta")))
})

for (name in names) {
  for (form in names(tables[[name]])) {
    table <- tables[[name]][[form]]
    if (is.null(table)) cat(name, form, "not read: needs haven\n") else
      cat(name, form, nrow(table), ncol(table), "\n")
  }
}
