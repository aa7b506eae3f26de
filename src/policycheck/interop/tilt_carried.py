"""The fields of a policy that a TILT document can hold."""

from __future__ import annotations

from typing import Final

from policycheck.interop.loss import Fields

_PERSON: Final[Fields] = dict.fromkeys(("name", "address", "email", "phone", "x-tilt"))
_GRANT: Final[Fields] = dict.fromkeys(("how", "via", "x-tilt"))
_RETENTION: Final[Fields] = {
    "*": dict.fromkeys(("max", "reason", "criterion", "after", "law", "x-tilt"))
}
_SLOTS: Final[Fields] = {
    "id": None,
    "about": None,
    "data_categories": None,
    "purposes": None,
    "legal_bases": {"*": dict.fromkeys(("use", "basis", "interests"))},
    "conditions": {"*": {"condition": None}},
    "sources": {"*": dict.fromkeys(("from", "name", "x-tilt"))},
    "recipients": {"*": dict.fromkeys(("to", "name", "category", "country"))},
    "transfers": {
        "*": dict.fromkeys(
            ("countries", "mechanism", "mechanism_text", "adequacy", "copy", "x-tilt")
        )
    },
    "retention": _RETENTION,
    "provision": dict.fromkeys(("is", "consequence", "x-tilt")),
    "x-tilt": None,
}
CARRIED: Final[Fields] = {
    "policy": dict.fromkeys(("id", "title", "version", "language", "url", "x-tilt")),
    "controllers": {
        "*": dict.fromkeys(("name", "address", "country", "email", "phone", "x-tilt"))
    },
    "contacts": {
        "dpo": _PERSON,
        "representative": _PERSON,
        "*": dict.fromkeys(("email", "form")),
    },
    "data_categories": {"*": dict.fromkeys(("name", "elements", "x-tilt"))},
    "purposes": {"*": dict.fromkeys(("name", "x-tilt"))},
    "legal_bases": {"*": dict.fromkeys(("basis", "interests", "x-tilt"))},
    "recipients": {"*": dict.fromkeys(("name", "category", "country", "x-tilt"))},
    "retention": _RETENTION,
    "general": {"*": _SLOTS},
    "activities": {"*": _SLOTS},
    "rights": {
        "*": {
            "via": None,
            "grants": {
                "access": _GRANT,
                "rectification": _GRANT,
                "erasure": _GRANT,
                "portability": _GRANT,
                "withdraw-consent": _GRANT,
            },
        }
    },
    "complaints": {"authorities": None, "x-tilt": None},
    "automated_decisions": {
        "*": dict.fromkeys(("about", "logic", "consequences", "x-tilt"))
    },
    "x-tilt": None,
}
