"""From exported and typed-in questionnaires to one clean table, with a line for every problem.

    python -m helpers intake FILE... [--wave 2026]

`reading` opens a file as text, `headers` says whose column each is, `answers` and `dates` what a
cell means, `columns` joins what belongs to one question, `cleaning` does all this batch by batch
and stops what is personal, `identity` makes pseudonyms, `noticing` looks for trials and straight
lines, `schema` holds the rows to their instrument, `repeats` finds what is there twice, `tables`
writes the clean table, `reporting` its report and `manifest` what it was made of. `mapping` is the
file in which an author answers what nothing else could.
"""
