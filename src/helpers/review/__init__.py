"""The built book as a reader meets it: seen, weighed and compared.

`contact_sheet` photographs every page, `weights` measures what a page costs its reader, `parity`
compares what two renderers made of one project. `browser` is the one place that starts a browser,
`accessibility` the one that asks axe-core. None of them changes the book.
"""
