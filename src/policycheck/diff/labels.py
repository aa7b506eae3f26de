"""What people call the things a change is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from policycheck import wording
from policycheck.diff.devices import FIRST_PARTY
from policycheck.diff.disclosed import ELSEWHERE
from policycheck.diff.facts import EVERYONE, Value
from policycheck.diff.identity import NAMES, Names, entries
from policycheck.diff.use_topics import Origin
from policycheck.law import countries
from policycheck.policy import Policy

_UNNAMED: Final = {
    "data_categories": "personal data",
    "purposes": "a purpose not stated",
    "data_subjects": "people",
}
_ALL: Final = "all personal data"
_NOT_PERSONAL: Final = {"deidentified", "aggregated"}
_WORDS: Final = {
    "acknowledged_within": "time to confirm a complaint",
    "advance": "time in advance",
    "any_time": "at any time",
    "authorised_agent": "an agent",
    "by": "who sets and reads it",
    "ca_consumers_per_year": "Californians whose data it has, in a year",
    "conditional": "a condition",
    "control": "the choice people have",
    "courts": "the courts",
    "directed_to_children": "whether our services are directed to children",
    "do_not_track": "Do Not Track",
    "earlier_processing": "what was done before stays lawful",
    "exemptions": "exceptions",
    "fee": "fees for requests",
    "given": "given",
    "gpc": "Global Privacy Control",
    "criminal": "criminal convictions or offences in",
    "link_title": "title of the link",
    "max_age": "how long it stays",
    "mechanism_text": "words on its protection",
    "copy": "how to get a copy",
    "opt_in": "consent to sale or sharing",
    "sensitive:gdpr": "special categories of data in",
    "sensitive:us-ca-ccpa": "sensitive personal information in",
    "separate": "told apart from everything else",
    "sells_or_shares_under_16": "whether data of people under 16 is sold or shared",
    "toll_free": "statement whether calls are free",
    "to_controller": "our own channel",
    "under_13_known": "whether users under 13 are known",
    "under_16_known": "whether users under 16 are known",
    "url": "address",
    "verification": "proof of who asks",
    "via": "contact",
}
"""Keys of a policy, where their words would not read well."""
_OF_DATA: Final = {"conditions", "recipients", "retention", "sources", "transfers"}
"""What is said of data: the names of the data follow."""
_IDS: Final = {
    "data-subject-directed": "at the direction of the person",
    "opt-in": "opt-in",
    "opt-out": "opt-out",
}
"""Words of the schema that are no words of a reader."""
_FLAGS: Final = {"true": "yes", "false": "no", "not-known": "not known to us"}
MANY: Final = 4
"""How many names are shown before the rest is counted."""
_WHOLE: Final = frozenset({""})
"""A part that is all of it."""


class Labels:
    """Names of entries by the ids both versions share; the newer name wins.

    Where one entry became several, the name of the one covers them all.
    """

    def __init__(self, *sides: tuple[Mapping[str, Any], Policy, Names]) -> None:
        """Take both versions: the whole file, what was built of it, and its names."""
        self._sides = sides
        self._known: dict[str, dict[str, str]] = {}

    def _named(self, catalogue: str, id_: str) -> str | None:
        """The name of an entry; names are gathered when a catalogue is asked for."""
        if catalogue not in NAMES:
            return None
        if catalogue not in self._known:
            self._known[catalogue] = self._gathered(catalogue)
        return self._known[catalogue].get(id_)

    def _gathered(self, catalogue: str) -> dict[str, str]:
        known: dict[str, str] = {}
        counted: dict[str, int] = {}
        for data, policy, names in self._sides:
            found: dict[str, list[str]] = {}
            for id_, label in (*_listed(data, catalogue), *_inline(policy, catalogue)):
                found.setdefault(names.of(catalogue, id_), []).append(label)
            for shared, labels in found.items():
                if len(labels) <= counted.get(shared, len(labels)):
                    known[shared], counted[shared] = labels[0], len(labels)
        return known

    def of(self, catalogue: str, id_: str) -> str:
        """The label of an id; words stand for themselves."""
        match catalogue:
            case "words" | "right":
                return _WORDS.get(id_) or id_.replace("_", " ").replace("-", " ")
            case "slot":
                return f"{id_} of" if id_ in _OF_DATA else self.of("words", id_)
            case "place" | "way":
                return (self._place if catalogue == "place" else self._way)(id_)
            case "entry":
                of, _, name = id_.partition(":")
                return f"{self._named(of, name) or name} in {of.replace('_', ' ')}"
            case "recipients" if id_ == FIRST_PARTY:
                return "ourselves"
        return self._named(catalogue, id_) or id_ or _UNNAMED.get(catalogue, "")

    def value(self, catalogue: str, value: Value | None) -> str | None:
        """A value as text; several in a fixed order."""
        if value is None:
            return None
        if isinstance(value, frozenset):
            if value == _WHOLE and catalogue != "audiences":
                return "everyone" if catalogue == "data_subjects" else "everything"
            return together(self.value(catalogue, each) or "" for each in value)
        text = str(value)
        if catalogue == "audiences" and text == EVERYONE:
            return "everyone"
        if catalogue == "source":
            return source(value)
        shown = _SHOWN.get(catalogue)
        return self.of(catalogue, text) if shown is None else shown(text)

    def _way(self, id_: str) -> str:
        key, _, contact = id_.partition("|")
        return f"{self.of('words', key)} of {self.of('contacts', contact)}"

    def _place(self, id_: str) -> str:
        place, _, recipient = id_.partition("|")
        where = "other countries" if place == ELSEWHERE else countries().name(place)
        who = self.of("recipients", recipient) if recipient else ""
        if not where:
            return who or "another country"
        return f"{where} ({who})" if who else where


def _listed(data: Mapping[str, Any], catalogue: str) -> Iterator[tuple[str, str]]:
    """The entries a file lists, each with what people call it."""
    found = data.get(catalogue, {})
    pairs = found.items() if isinstance(found, dict) else (
        (each["id"], each) for each in found
    )  # fmt: skip
    for id_, entry in pairs:
        yield id_, entry.get("name") or entry.get("email") or id_


def _inline(policy: Policy, catalogue: str) -> Iterator[tuple[str, str]]:
    """The entries written in place."""
    for id_, entry in entries(policy, catalogue).items():
        if id_[0] == "/":
            name = getattr(entry, "name", None) or getattr(entry, "email", None)
            yield id_, name or catalogue.replace("_", " ")


def _period(text: str) -> str:
    return "the session" if text == "session" else wording.period(text)


def _word(text: str) -> str:
    return _IDS.get(text) or text.replace("-", " ").replace("_", " ")


_SHOWN: Final[dict[str, Callable[[str], str]]] = {
    "words": str,
    "period": _period,
    "id": _word,
    "mechanism": wording.mechanism,
    "flag": lambda text: _FLAGS.get(text, text),
    "country": lambda code: countries().name(code),
}
"""How values are shown that are no ids of entries."""


def source(value: Value) -> str:
    """A source: its name, else what kind it is, as a part of a sentence."""
    if not isinstance(value, Origin):
        return str(value)
    word = wording.kind_of_source(value.kind)
    return value.name or f"{word[0].lower()}{word[1:]}"


def everything(data: Mapping[str, Any], names: Names) -> frozenset[str]:
    """The data that `all` stands for in a file: every entry that is personal."""
    return frozenset(
        names.of("data_categories", id_)
        for id_, entry in data.get("data_categories", {}).items()
        if entry.get("identifiability") not in _NOT_PERSONAL
    )


def all_data(told: Iterable[str], whole: frozenset[str]) -> str | None:
    """What several data categories are called together, if they are all there is."""
    return _ALL if len(whole) > 1 and whole <= set(told) else None


def several(labels: Iterable[str]) -> str:
    """Labels in a row, each once; the rest counted where they are many."""
    found = list(dict.fromkeys(labels))
    if len(found) <= MANY:
        return together(found, in_order=True)
    first = together(found[: MANY - 1], in_order=True)
    return f"{first} and {len(found) - MANY + 1} more"


def together(labels: Iterable[str], *, in_order: bool = False) -> str:
    """Labels in a row, told apart by a mark that none of them holds."""
    found = list(dict.fromkeys(labels))
    shown = found if in_order else sorted(found)
    if any(";" in each for each in shown):
        return " / ".join(shown)
    return ("; " if any("," in each for each in shown) else ", ").join(shown)
