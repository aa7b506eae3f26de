"""The facts of catalogue entries: what a policy says of a thing wherever it uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policycheck.diff.facts import Facts, Judged, Topic, Words
from policycheck.diff.identity import Names
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import listed, member, ranked, replaced, reworded
from policycheck.policy import Policy
from policycheck.policy import values as v

_D, _P, _R, _S, _B = (
    "data_categories", "purposes", "recipients", "data_subjects", "legal_bases",
)  # fmt: skip
_IDENTIFIABLE: Final = ("", "aggregated", "deidentified", "pseudonymised", "personal")
_CALIFORNIA: Final = "us-ca-ccpa"
_GDPR: Final = "gdpr"


def _owner(old: Words, new: Words) -> Iterator[Judged]:
    for gone, came in replaced(old, new):
        kind = (
            Kind.PURPOSE_BECAME_THEIRS if came == "theirs" else Kind.PURPOSE_BECAME_OURS
        )
        yield kind, gone, came


LISTED: Final = Topic(member(Kind.ENTRY_LISTED, Kind.ENTRY_UNLISTED), "entry")
DATA_NAME: Final = Topic(reworded(Kind.DATA_CATEGORY_REWORDED), _D)
ELEMENT: Final = Topic(listed(Kind.ELEMENT_ADDED, Kind.ELEMENT_REMOVED), _D)
IDENTIFIABLE: Final = Topic(
    ranked(
        lambda word: _IDENTIFIABLE.index(str(word)),
        Kind.IDENTIFIABILITY_RAISED,
        Kind.IDENTIFIABILITY_LOWERED,
        Kind.DATA_CATEGORY_REWORDED,
    ),
    _D,
)
_SENSITIVE_KINDS = listed(Kind.SENSITIVE_ADDED, Kind.SENSITIVE_REMOVED)
SENSITIVE: Final = {
    law: Topic(_SENSITIVE_KINDS, _D, (), law) for law in (_GDPR, _CALIFORNIA)
}
STATUTORY: Final = Topic(
    listed(Kind.STATUTORY_CATEGORY_ADDED, Kind.STATUTORY_CATEGORY_REMOVED),
    _D, (), _CALIFORNIA,
)  # fmt: skip
SUBJECT_NAME: Final = Topic(reworded(Kind.DATA_SUBJECT_REWORDED), _S, ("words",))
PURPOSE_NAME: Final = Topic(reworded(Kind.PURPOSE_REWORDED), _P)
PURPOSE_KIND: Final = Topic(
    listed(Kind.PURPOSE_KIND_ADDED, Kind.PURPOSE_KIND_REMOVED), _P
)
PURPOSE_OWNER: Final = Topic(_owner, _P)
BUSINESS_PURPOSE: Final = Topic(
    listed(Kind.STATUTORY_PURPOSE_ADDED, Kind.STATUTORY_PURPOSE_REMOVED),
    _P, (), _CALIFORNIA,
)  # fmt: skip
RECIPIENT_NAME: Final = Topic(reworded(Kind.RECIPIENT_RENAMED), _R)
RECIPIENT_CATEGORY: Final = Topic(reworded(Kind.RECIPIENT_REWORDED), _R)
COUNTRY: Final = Topic(reworded(Kind.RECIPIENT_COUNTRY_CHANGED), _R)
INTEREST: Final = Topic(
    listed(Kind.INTEREST_ADDED, Kind.INTEREST_REMOVED, Kind.INTEREST_REWORDED),
    "words", (_P,), _GDPR,
)  # fmt: skip
BASIS_DETAIL: Final = Topic(
    reworded(Kind.BASIS_DETAIL_CHANGED), "words", (_P, "words"), _GDPR
)
CONSENT_METHOD: Final = Topic(
    reworded(Kind.CONSENT_METHOD_CHANGED), "words", (_P, "words"), _GDPR
)
EXPLICIT: Final = Topic(
    member(Kind.CONSENT_MADE_EXPLICIT, Kind.CONSENT_NO_LONGER_EXPLICIT),
    "words",
    (_P,),
    _GDPR,
)


class Entries:
    """States what a policy's catalogues say of the entries that are used."""

    def __init__(self, facts: Facts, names: Names, same: Mapping[str, str]) -> None:
        self._facts = facts
        self._names = names
        self._same = same

    def all(self, policy: Policy) -> None:
        """Every entry of the catalogues, but for bases, which go by their uses."""
        for entry in policy.data_subjects.values():
            self._subject(entry)
        for category in policy.data_categories.values():
            self._data(category)
        for purpose in policy.purposes.values():
            self._purpose(purpose)
        for recipient in policy.recipients.values():
            self._recipient(recipient)
        for catalogue in (_D, _P, _R, _S, _B, "retention"):
            for id_, entry in getattr(policy, catalogue).items():
                if id_[0] != "/":
                    subject = f"{catalogue}:{self._names.of(catalogue, id_)}"
                    self._facts.state(LISTED, entry.at, subject=subject)
                    if (catalogue, id_) in policy.used:
                        self._facts.known.add(("used", subject))

    def basis(self, entry: v.LegalBasis, purpose: str) -> None:
        """What a policy says of the basis it gives a purpose."""
        word = entry.basis or entry.id
        word = self._same.get(word, word)
        parents = (("basis", purpose, word),)
        at = entry.at

        def state(topic: Topic, key: str, value: str, *scope: str) -> None:
            place = at / key
            self._facts.state(
                topic, place, subject=word, scope=(purpose, *scope), value=value,
                parents=parents,
            )  # fmt: skip

        for interest in entry.interests:
            if interest.purposes is None or purpose in self._names.all(
                _P, interest.purposes
            ):
                whose = (
                    f" ({interest.whose})" if interest.whose == "third-party" else ""
                )
                state(INTEREST, "interests", f"{interest.text}{whose}")
        if entry.law is not None:
            state(BASIS_DETAIL, "law", entry.law.cite, "law")
        for key in ("law_text", "contract", "case"):
            text = getattr(entry, key)
            if text is not None:
                state(BASIS_DETAIL, key, text, key)
        for key in ("given", "withdrawn"):
            text = getattr(entry, key)
            if text is not None:
                state(CONSENT_METHOD, key, text, key)
        if entry.explicit:
            state(EXPLICIT, "explicit", "")

    def _subject(self, entry: v.DataSubject) -> None:
        name = self._names.of(_S, entry.id)
        for key in ("name", "kind"):
            text = getattr(entry, key)
            if text is not None:
                self._facts.state(
                    SUBJECT_NAME, entry.at / key, subject=name, scope=(key,),
                    value=text, parents=((_S, name),),
                )  # fmt: skip

    def _data(self, entry: v.DataCategory) -> None:
        name = self._names.of(_D, entry.id)
        parents = ((_D, name),)
        facts, at = self._facts, entry.at
        words = (entry.name, *((entry.described_as,) if entry.described_as else ()))
        for text in words:
            facts.state(
                DATA_NAME, at / "name", subject=name, value=text, parents=parents
            )
        for element in entry.elements:
            facts.state(
                ELEMENT, at / "elements", subject=name, value=element, parents=parents
            )
        facts.state(
            IDENTIFIABLE, at / "identifiability", subject=name,
            value=entry.identifiability or "personal", parents=parents,
        )  # fmt: skip
        for category in entry.ccpa if isinstance(entry.ccpa, tuple) else ():
            facts.state(
                STATUTORY, at / "ccpa", subject=name, value=category, parents=parents
            )
        if (_D, name) not in facts.known:
            return
        # Data that is new and sensitive is told twice: a law asks more of it.
        for law, topic in SENSITIVE.items():
            for kind in entry.kinds(law):
                facts.state(topic, at / "sensitive" / law, subject=name, value=kind)
        if entry.criminal is True:
            place = at / "criminal"
            word = "criminal convictions or offences"
            facts.state(SENSITIVE[_GDPR], place, subject=name, value=word)

    def _purpose(self, entry: v.Purpose) -> None:
        name = self._names.of(_P, entry.id)
        parents = ((_P, name),)
        said: tuple[tuple[Topic, str, tuple[str, ...]], ...] = (
            (PURPOSE_NAME, "name", (entry.name,)),
            (PURPOSE_KIND, "kind", entry.kinds),
            (PURPOSE_OWNER, "whose", (entry.whose or "ours",)),
            (BUSINESS_PURPOSE, "ccpa", entry.ccpa),
        )
        for topic, key, values in said:
            for value in values:
                self._facts.state(
                    topic, entry.at / key, subject=name, value=value, parents=parents
                )

    def _recipient(self, entry: v.Recipient) -> None:
        name = self._names.of(_R, entry.id)
        said = (
            (RECIPIENT_NAME, "name", entry.name),
            (RECIPIENT_CATEGORY, "category", entry.category),
            (COUNTRY, "country", entry.country),
        )
        for topic, key, value in said:
            if value is not None:
                self._facts.state(
                    topic, entry.at / key, subject=name, value=value,
                    parents=((_R, name),),
                )  # fmt: skip
