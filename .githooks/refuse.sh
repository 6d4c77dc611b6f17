# What the hooks here refuse: respondents' files, and rows made up in their place.
# Sourced by pre-commit and pre-push; plain sh and git, so that it runs wherever git does.

# `helpers.synthetic.watermark.TEXT`, in every made-up row.
MARK='synthetic row: no respondent'

# Of names on standard input, one a line: those below data/restricted but for its README, and tables
# or projects as questionnaires and coded discussions come in, wherever they are.
restricted_names() {
  sed -e 's/^"//' -e 's/"$//' |
    grep -E -i -e '^data/restricted/' -e '\.(parquet|xlsx?|ods|qdpx|nvpx?|mx[0-9]+|z?sav|dta)$' |
    grep -v -x 'data/restricted/README\.md' |
    sort -u
}

# Names of files with made-up rows, in the index (--cached) or in a commit; code may name the mark.
marked_names() {
  git -c core.quotePath=false grep -l -F -e "$MARK" "$1" -- ':!src' ':!tests' ':!.githooks' | sed "s/^$1://"
}

# Names of files with a value that was planted among respondents to see whether it comes out: in the
# index or in a commit. Short ones occur by chance.
planted_names() {
  planted=${CIVIC_VOICE_RESTRICTED:-data/restricted}/canaries.json
  test -f "$planted" || return 0
  sed -n 's/^ *"[^"]*": "\(.\{9,\}\)",\{0,1\}$/\1/p' "$planted" |
    git -c core.quotePath=false grep -l -F -f - "$1" | sed "s/^$1://"
}

refuse() {
  echo "$1: these files hold respondents, or rows made up in their place; they stay out of git." >&2
  echo "$2" | sed 's/^/  /' >&2
  echo "$3" >&2
  exit 1
}
