"""What a stranger may write into a text to make it more than words, by what it is called here.

None of it does harm: each only tries to say `HERE` where no text can.
"""

HERE = "pwned"

VECTORS = {
    # Events and other attributes that act.
    "event on a span": f'[word]{{onclick="{HERE}()"}}',
    "event in capitals": f'[word]{{ONMOUSEOVER="{HERE}()"}}',
    "event on a link": f'[word](https://a.org){{onfocus="{HERE}()"}}',
    "event on code": f'`word`{{onclick="{HERE}()"}}',
    "event on a picture": f'![word](x.svg){{onerror="{HERE}()"}}',
    "style that fetches": f'[word]{{style="background:url(//{HERE}.org/x)"}}',
    "srcset": f'![word](x.svg){{srcset="//{HERE}.org/x.png 1x"}}',
    "data of a script": f'[word]{{data-folder="//{HERE}.org" data-name="{HERE}"}}',
    "class of a script": f"[{HERE}]{{.figure-files}}",
    "class of Quarto": f'[{HERE}]{{.content-visible when-format="html"}}',
    "attribute of an equation": f'$$x$$ {{#eq-a onclick="{HERE}()"}}',
    "class of a diagram": f"```{{.mermaid}}\n{HERE}\n```",
    "id of another": f"[{HERE}]{{#search-box}}",
    "span as HTML": f'<span onclick="{HERE}()">word</span>',
    "div as HTML": f'<div onclick="{HERE}()">word</div>',
    # Addresses.
    "javascript": f"[word](javascript:{HERE}())",
    "javascript in mixed case": f"[word](JaVaScRiPt:{HERE}())",
    "javascript by an entity": f"[word](java&#115;cript:{HERE}())",
    "javascript by a named entity": f"[word](javascript&colon;{HERE}())",
    "javascript with a tab": f"[word](java\tscript:{HERE})",
    "javascript with a control": f"[word](\x01javascript:{HERE}())",
    "javascript in brackets": f"[word](<javascript:{HERE}(1)>)",
    "javascript by itself": f"<javascript:{HERE}()>",
    "javascript by reference": f"[word][{HERE}]\n\n[{HERE}]: javascript:{HERE}()",
    "address for another's word": f"[word]: javascript:{HERE}()",
    "javascript as HTML": f'<a href="javascript:{HERE}()">word</a>',
    "data": f"[word](data:text/html,{HERE})",
    "vbscript": f"[word](vbscript:{HERE})",
    "file": f"[word](file:///etc/{HERE})",
    "another host": f"[word](//{HERE}.org/x)",
    "a backslash": f"[word](\\\\{HERE}\\x)",
    # Raw parts.
    "script": f"<script>{HERE}()</script>",
    "script that is fetched": f'<script src="//{HERE}.org/x.js"></script>',
    "picture as HTML": f"<img src=x onerror={HERE}()>",
    "frame": f'<iframe srcdoc="{HERE}"></iframe>',
    "drawing as HTML": f"<svg onload={HERE}()></svg>",
    "HTML inline": f"`<b>{HERE}</b>`{{=html}}",
    "Typst inline": f"`#text[{HERE}]`{{=typst}}",
    "LaTeX inline": f"`\\input{{{HERE}}}`{{=latex}}",
    "Word inline": f"`<w:t>{HERE}</w:t>`{{=openxml}}",
    "TeX": f"\\input{{{HERE}}}",
    "TeX macro": f"\\newcommand{{\\word}}{{{HERE}}}\\word",
    "HTML block": f"```{{=html}}\n<b>{HERE}</b>\n```",
    "HTML block with tildes": f"~~~ {{=html}}\n<b>{HERE}</b>\n~~~",
    "Typst block": f"```{{=typst}}\n#text[{HERE}]\n```",
    "Word block": f"~~~{{=openxml}}\n<w:p>{HERE}</w:p>\n~~~",
    "cell": f"```{{python}}\nprint('{HERE}')\n```",
    "code that runs": f"`{{python}} '{HERE}'`",
    "diagram": f"```{{mermaid}}\n{HERE}\n```",
    "comment that hides": f"<!-- {HERE}",
    # What Quarto finds within code, below words, or in a title.
    "cell in a fence of tildes": f"~~~text\n```{{ojs}}\n{HERE}()\n```\n~~~",
    "cell in a longer fence": f"````text\n```{{ojs}}\n{HERE}()\n```\n````",
    "metadata below words": f"word\n---\nheader-includes: {HERE}\n---",
    "metadata in a fence of tildes": f"~~~text\n---\nheader-includes: {HERE}\n---\n~~~",
    "HTML in a title": f'::: {{.callout-note title="<script>{HERE}()</script>"}}\nword\n:::',
    "link in a title": f'::: {{.callout-note title="[a](javascript:{HERE}())"}}\nword\n:::',
    # Shortcodes.
    "printed with HTML": f"{{{{{{< <script>{HERE}()</script> >}}}}}}",
    "printed with a link": f"{{{{{{< [a](javascript:{HERE}()) >}}}}}}",
    "include": "{{< include /etc/hostname >}}",
    "embed": f"{{{{< embed {HERE}.ipynb >}}}}",
    "environment": "{{< env HOME >}}",
    "metadata": "{{< meta title >}}",
    "video": f"{{{{< video //{HERE}.org/x >}}}}",
    "page break": "{{< pagebreak >}}",
    "shortcode in an attribute": '[word](x.qmd){title="{{< env HOME >}}"}',
    # Pictures, metadata, parts without another half.
    "remote picture": f"![word](http://{HERE}.org/x.png)",
    "picture of another host": f"![word](//{HERE}.org/x.png)",
    "file outside": f"![word](../../etc/{HERE})",
    "file of the machine": f"![word](/etc/{HERE})",
    "picture in data": f"![word](data:image/svg+xml,{HERE})",
    "metadata block": f"---\nheader-includes: {HERE}\n---",
    "list of includes": f'::: {{.include-in-header file="{HERE}"}}\nword\n:::',
    "half a raw part": f"`<b>{HERE}</b>",
    "the other half": f"{HERE}`{{=html}}",
    "words that turn": f"word \u202e{HERE}",
}

# On a page such a half is what it looks like; a page is checked whole.
WORDS_ON_A_PAGE = {
    *("comment that hides", "half a raw part", "the other half"),
    "address for another's word",
}
# A page may have these; a text within it may not.
ALLOWED_ON_A_PAGE = {"class of Quarto"}
