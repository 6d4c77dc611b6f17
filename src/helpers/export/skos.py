"""Themes and directions of the quotes as SKOS in JSON-LD: labels, definitions, made-up examples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from helpers.export.about import SPDX

if TYPE_CHECKING:
    from helpers.export.about import About
    from helpers.ledger.codebook import Codebook

SECTIONS = ("quote_themes", "directions")
_CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
    "license": {"@id": "dct:license", "@type": "@id"},
    "title": "dct:title",
    "notation": "skos:notation",
    **{
        name: {"@id": f"skos:{name}", "@container": "@language"}
        for name in ("prefLabel", "definition", "example")
    },
}


def codes(codebook: Codebook, about: About) -> str:
    """Both lists of codes as one JSON-LD document, in all languages."""
    graph: list[dict[str, Any]] = []
    for section in SECTIONS:
        labels = codebook.labels[section]
        scheme: dict[str, Any] = {
            "@id": f"#{section}",
            "@type": "skos:ConceptScheme",
            "title": section.replace("_", " "),
            "license": SPDX + about.licence,
            "hasTopConcept": [f"#{section}/{code}" for code in labels],
        }
        graph.append(scheme)
        for code, label in labels.items():
            concept = {
                "@id": f"#{section}/{code}",
                "@type": "skos:Concept",
                "notation": code,
                "inScheme": scheme["@id"],
                "topConceptOf": scheme["@id"],
                "prefLabel": dict(label),
            }
            graph.append(concept | dict(codebook.quote_codes.get(code, {})))
    made = {"@context": _CONTEXT, "@graph": graph}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
