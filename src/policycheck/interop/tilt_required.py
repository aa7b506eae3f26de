"""The keys a TILT document has to have, empty where a policy says nothing."""

from __future__ import annotations

from typing import Any, Final

_AVAILABLE: Final = {"available": None, "description": None}
_RIGHT: Final[dict[str, Any]] = {
    "available": None,
    "description": None,
    "url": None,
    "email": None,
    "identificationEvidences": [],
}
_REQUIRED: Final[dict[str, Any]] = {
    "meta": dict.fromkeys(
        ("_id", "name", "created", "modified", "version", "language", "status", "url",
         "_hash")
    ),
    "controller": {
        "name": None,
        "address": None,
        "country": None,
        "representative": {"name": None, "email": None, "phone": None},
    },
    "dataProtectionOfficer": dict.fromkeys(("name", "address", "country", "email")),
    "dataDisclosed": [
        {
            "_id": None,
            "category": None,
            "purposes": [{"purpose": None, "description": None}],
            "legalBases": [{"reference": None, "description": None}],
            "legitimateInterests": [{"exists": None, "reasoning": None}],
            "recipients": [{"category": None}],
            "storage": [
                {
                    "temporal": [{"description": None, "ttl": None}],
                    "purposeConditional": [],
                    "legalBasisConditional": [],
                    "aggregationFunction": None,
                }
            ],
            "nonDisclosure": {
                "legalRequirement": None,
                "contractualRegulation": None,
                "obligationToProvide": None,
                "consequences": None,
            },
        }
    ],
    "thirdCountryTransfers": [
        {
            "country": None,
            "adequacyDecision": _AVAILABLE,
            "appropriateGuarantees": _AVAILABLE,
            "presenceOfEnforceableRightsAndEffectiveRemedies": _AVAILABLE,
            "standardDataProtectionClause": _AVAILABLE,
        }
    ],
    "accessAndDataPortability": {
        **_RIGHT,
        "administrativeFee": {"amount": None, "currency": None},
        "dataFormats": [],
    },
    "sources": [{"_id": None, "dataCategory": None, "sources": []}],
    "rightToInformation": _RIGHT,
    "rightToRectificationOrDeletion": _RIGHT,
    "rightToDataPortability": _RIGHT,
    "rightToWithdrawConsent": _RIGHT,
    "rightToComplain": {
        **_RIGHT,
        "supervisoryAuthority": dict.fromkeys(
            ("name", "address", "country", "email", "phone")
        ),
    },
    "automatedDecisionMaking": dict.fromkeys(
        ("inUse", "logicInvolved", "scopeAndIntendedEffects")
    ),
    "changesOfPurpose": [],
}  # fmt: skip
KEYS: Final = frozenset(_REQUIRED)


def completed(document: Any) -> Any:
    """The document with each key that TILT requires; an absent list is an empty one."""
    return _completed(document, _REQUIRED)


def _completed(said: Any, required: Any) -> Any:
    if isinstance(said, dict) and isinstance(required, dict):
        inside = {
            key: _completed(each, required.get(key)) for key, each in said.items()
        }
        missing = {
            key: _empty(each) for key, each in required.items() if key not in said
        }
        return {**inside, **missing}
    if isinstance(said, list) and isinstance(required, list):
        return [_completed(each, next(iter(required), None)) for each in said]
    return said


def _empty(required: Any) -> Any:
    if isinstance(required, dict):
        return {key: _empty(each) for key, each in required.items()}
    return [] if isinstance(required, list) else None
