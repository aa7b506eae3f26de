"""A policy in the Data Privacy Vocabulary, as JSON-LD written by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from policycheck.interop import contacts
from policycheck.interop import dpv_terms as terms
from policycheck.interop.filled import Filled, Named, filled
from policycheck.interop.loss import Fields, Note, lost
from policycheck.interop.naming import slug
from policycheck.interop.terms import basis, condition, mechanism
from policycheck.policy import build
from policycheck.policy.slots import Grain

Node = dict[str, Any]
_CURIE: Final = re.compile("(?:dpv|pd|eu-gdpr|tech):[A-Za-z][A-Za-z0-9_-]*")
_XSD_DURATION: Final = re.compile("[^W]*")
_ENTRY: Final[Fields] = {
    "name": None, "same_as": None, "kind": None, "sensitive": {"gdpr": None},
    "basis": None, "role": None, "max": None, "after": None, "criterion": None,
}  # fmt: skip
_CATALOGUE: Final[Fields] = {"*": _ENTRY}
_SLOTS: Final[Fields] = {
    "id": None, "name": None, "data_subjects": None, "data_categories": None,
    "purposes": None, "legal_bases": {"*": {"use": None, "basis": None}},
    "conditions": {"*": {"condition": None}}, "sources": {"*": {"from": None}},
    "recipients": {"*": {"to": None, "role": None, "name": None}},
    "transfers": {"*": {"countries": None, "mechanism": None}},
    "retention": {"*": _ENTRY},
}  # fmt: skip
CARRIED: Final[Fields] = {
    "policy": dict.fromkeys(("id", "title", "version", "url", "language"), None),
    "controllers": {"*": {"name": None}},
    "contacts": {"*": {"email": None, "form": None, "name": None}},
    "data_subjects": _CATALOGUE, "data_categories": _CATALOGUE, "purposes": _CATALOGUE,
    "legal_bases": _CATALOGUE, "recipients": _CATALOGUE, "retention": _CATALOGUE,
    "general": {"*": {**_SLOTS, "about": None}}, "activities": {"*": _SLOTS},
    "rights": {"*": {"via": None, "grants": {"*": {"via": None}}}},
    "complaints": {"authorities": None},
}  # fmt: skip


def export(data: Any) -> str:
    """The policy as a JSON-LD document that names the version of DPV it uses."""
    document = {"@context": terms.CONTEXT, "@graph": _Graph(data).nodes()}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def losses(data: Any) -> tuple[Note, ...]:
    """What of the policy is not in the export."""
    return tuple(lost(data, CARRIED, "DPV"))


class _Graph:
    """The nodes of one policy; what an entry is called is minted under `pol:`."""

    def __init__(self, data: Any) -> None:
        self._data = data
        self._policy = build(data)
        self._base = f"urn:policycheck:{data['policy']['id']}:"
        self._nodes: dict[str, Node] = {}

    def nodes(self) -> list[Node]:
        processes = [
            self._process(filled(self._data, self._policy, each), each.id, each.name)
            for each in self._policy.activities
        ]
        return [self._notice(processes), *self._nodes.values(), *processes]

    def _id(self, kind: str, name: str) -> str:
        return f"{self._base}{kind}:{name}"

    def _notice(self, processes: list[Node]) -> Node:
        about = self._data["policy"]
        officer = self._data.get("contacts", {}).get("dpo")
        node = {
            "@id": f"{self._base}policy",
            "@type": "dpv:PrivacyNotice",
            "conformsTo": terms.VERSION,
            "dct:title": about["title"],
            "dct:hasVersion": about.get("version"),
            "dct:language": about.get("language"),
            "dct:source": about.get("url"),
            "dpv:hasDataController": [
                self._mint("controller", id_, {"skos:prefLabel": entry["name"]})
                for id_, entry in self._data["controllers"].items()
            ],
            "dpv:hasDataProtectionOfficer": officer and _reached(officer),
            "dpv:hasRight": list(self._rights()),
            "dpv:hasProcess": [_ref(each["@id"]) for each in processes],
        }
        return _stated(node)

    def _mint(self, kind: str, name: str, node: Mapping[str, Any]) -> Node:
        """Keep a node under a name of its own and refer to it."""
        id_ = self._id(kind, name)
        self._nodes.setdefault(id_, _stated({"@id": id_, **node}))
        return _ref(id_)

    def _concept(self, kind: str, item: Named, broader: list[str]) -> Node:
        name = item.id or slug(item.entry["name"], kind)
        same = [
            each for each in item.entry.get("same_as", []) if _CURIE.fullmatch(each)
        ]
        others = [each for each in item.entry.get("same_as", []) if each not in same]
        node = {
            "@type": "skos:Concept",
            "skos:prefLabel": item.entry["name"],
            "skos:broader": [_ref(each) for each in broader],
            "skos:exactMatch": [_ref(each) for each in same],
            "skos:notation": others,
        }
        return self._mint(kind, name, node)

    def _process(self, slots: dict[str, Filled], id_: str, name: str | None) -> Node:
        sources = [each.entry["from"] for each in slots["sources"].items]
        kinds = [terms.DATA_SOURCES[each] for each in sources if each in terms.OF_DATA]
        node = {
            "@id": self._id("activity", id_),
            "@type": "dpv:Process",
            "skos:prefLabel": name,
            "dpv:hasDataSubject": [
                self._concept("data-subject", each, [])
                for each in slots["data_subjects"].items
            ],
            "dpv:hasPersonalData": [
                self._concept("data-category", each, _sensitive(each.entry))
                for each in slots["data_categories"].items
            ]
            + [_ref(each) for each in kinds],
            "dpv:hasPurpose": [
                self._concept("purpose", each, _kinds(each.entry))
                for each in slots["purposes"].items
            ],
            "dpv:hasLegalBasis": list(_bases(slots)),
            "dpv:hasDataSource": [
                _ref(terms.DATA_SOURCES[each])
                for each in dict.fromkeys(sources)
                if each in terms.DATA_SOURCES and each not in terms.OF_DATA
            ],
            "dpv:hasStorageCondition": [
                _storage(each.entry) for each in slots["retention"].items
            ],
            "dpv:hasProcess": [
                _transfer(each.entry) for each in slots["transfers"].items
            ],
            **self._recipients(slots["recipients"]),
        }
        return _stated(node)

    def _recipients(self, said: Filled) -> dict[str, list[Node]]:
        found: dict[str, dict[str, Node]] = {}
        for each in said.items:
            edge = each.edge.get("role")
            roles = [edge] if isinstance(edge, str) else each.entry.get("role", [])
            types = [terms.ROLES[role] for role in roles if role in terms.ROLES]
            node = {"@type": types, "skos:prefLabel": each.entry["name"]}
            name = each.id or slug(each.entry["name"], "recipient")
            role = roles[0] if len(roles) == 1 else ""
            key = terms.RECIPIENT_OF_ROLE.get(role, "dpv:hasRecipient")
            named = self._mint("recipient", name, node)
            found.setdefault(key, {}).setdefault(named["@id"], named)
        return {key: list(each.values()) for key, each in found.items()}

    def _rights(self) -> Iterator[Node]:
        contacts = self._data.get("contacts", {})
        for number, block in enumerate(self._data.get("rights", []), 1):
            for right, grant in block["grants"].items():
                if right not in terms.RIGHTS:
                    continue
                via = grant.get("via", block.get("via", []))
                reached = [_reached(contacts[id_]) for id_ in via if id_ in contacts]
                node = {"@type": terms.RIGHTS[right], "dpv:isExercisedAt": reached}
                yield self._mint("right", f"{number}-{right}", node)
        for said in self._data.get("complaints", {}).get("authorities", []):
            text = said if isinstance(said, str) else said["text"]
            node = {"@type": terms.COMPLAINT, "dct:description": text}
            yield self._mint("right", f"complaint-{slug(text, 'authority')}", node)


def _ref(id_: str) -> Node:
    return {"@id": id_}


def _stated(node: Mapping[str, Any]) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], {})}


def _reached(contact: Mapping[str, Any]) -> Node:
    """Where a contact is reached; what is no address stays as it is written."""
    form, email = contact.get("form"), contact.get("email")
    said = {
        "foaf:name": contact.get("name"),
        "foaf:page": _ref(form) if form and contacts.url(form) == form else form,
        "foaf:mbox": (
            _ref(f"mailto:{email}")
            if email and contacts.email(email) == email
            else email
        ),
    }
    return _stated(said)


def _sensitive(entry: Mapping[str, Any]) -> list[str]:
    kinds = entry.get("sensitive", {}).get("gdpr", [])
    return [terms.SPECIAL[kind] for kind in kinds if kind in terms.SPECIAL]


def _kinds(entry: Mapping[str, Any]) -> list[str]:
    return [terms.PURPOSES[kind] for kind in entry.get("kind", ())]


def _bases(slots: dict[str, Filled]) -> Iterator[Node]:
    """The bases and conditions; several named for everything attach to nothing."""
    said = slots["legal_bases"]
    ids = list(dict.fromkeys(basis(each.entry.get("basis", "")) for each in said.items))
    if said.grain is not Grain.SPECIFIC and len(ids) > 1:
        ids = []
    ids += [condition(each.entry["condition"]) for each in slots["conditions"].items]
    for id_ in ids:
        if id_ in terms.LEGAL:
            yield _ref(terms.LEGAL[id_])


def _storage(entry: Mapping[str, Any]) -> Node:
    longest = entry.get("max")
    duration: Node | None = None
    if longest == "unlimited":
        duration = {"@type": "dpv:EndlessDuration"}
    elif longest is not None:
        value: Any = longest
        if _XSD_DURATION.fullmatch(longest):
            value = {"@value": longest, "@type": "xsd:duration"}
        duration = {"@type": "dpv:TemporalDuration", "rdf:value": value}
    elif "after" in entry:
        duration = {"@type": "dpv:UntilEventDuration"}
    words = [f"after {entry['after']}"] if "after" in entry else []
    words += [entry["criterion"]] if "criterion" in entry else []
    node = {
        "@type": "dpv:StorageCondition",
        "dpv:hasDuration": duration,
        "dct:description": words,
    }
    return _stated(node)


def _transfer(entry: Mapping[str, Any]) -> Node:
    legal = terms.LEGAL.get(mechanism(entry.get("mechanism", "")))
    node = {
        "@type": ["dpv:Process", "dpv:CrossBorderTransfer"],
        "dpv:hasThirdCountry": [
            _ref(terms.place(each)) for each in entry.get("countries", [])
        ],
        "dpv:hasLegalBasis": legal and _ref(legal),
    }
    return _stated(node)
