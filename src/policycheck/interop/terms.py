"""The schema's words for places of the GDPR, and the places of other words."""

from __future__ import annotations

from typing import Final

BASES: Final = {
    "consent": "gdpr:6-1-a",
    "contract": "gdpr:6-1-b",
    "legal-obligation": "gdpr:6-1-c",
    "vital-interests": "gdpr:6-1-d",
    "public-task": "gdpr:6-1-e",
    "legitimate-interests": "gdpr:6-1-f",
    "recognised-legitimate-interest": "uk-gdpr:6-1-ea",
    "soft-opt-in": "eprivacy:13-2",
}
CONDITIONS: Final = {
    "explicit-consent": "gdpr:9-2-a",
    "employment-law": "gdpr:9-2-b",
    "vital-interests-incapable": "gdpr:9-2-c",
    "not-for-profit-members": "gdpr:9-2-d",
    "made-public": "gdpr:9-2-e",
    "legal-claims": "gdpr:9-2-f",
    "substantial-public-interest": "gdpr:9-2-g",
    "health-care": "gdpr:9-2-h",
    "public-health": "gdpr:9-2-i",
    "archiving-research-statistics": "gdpr:9-2-j",
    "criminal-data-law": "gdpr:10",
}
MECHANISMS: Final = {
    "adequacy": "gdpr:45-3",
    "dpf": "gdpr:45-3",
    "public-instrument": "gdpr:46-2-a",
    "bcr": "gdpr:46-2-b",
    "scc": "gdpr:46-2-c",
    "authority-scc": "gdpr:46-2-d",
    "code-of-conduct": "gdpr:46-2-e",
    "certification": "gdpr:46-2-f",
    "ad-hoc-clauses": "gdpr:46-3-a",
    "administrative-arrangement": "gdpr:46-3-b",
    "explicit-consent": "gdpr:49-1-a",
    "contract-necessity": "gdpr:49-1-b",
    "contract-in-interest": "gdpr:49-1-c",
    "public-interest": "gdpr:49-1-d",
    "legal-claims": "gdpr:49-1-e",
    "vital-interests": "gdpr:49-1-f",
    "public-register": "gdpr:49-1-g",
    "compelling-interests": "gdpr:49-1-2",
}


def basis(word: str) -> str:
    """The id of a legal basis, which the schema lets one write either way."""
    return BASES.get(word, word)


def condition(word: str) -> str:
    """The id of a condition of Art. 9(2), or of Art. 10."""
    return CONDITIONS.get(word, word)


def mechanism(word: str) -> str:
    """The id of what permits a transfer."""
    return MECHANISMS.get(word, word)
