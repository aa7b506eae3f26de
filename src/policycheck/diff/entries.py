"""The facts of catalogue entries: what a policy says of a thing wherever it uses it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from policycheck.diff import entry_topics as topics
from policycheck.diff import use_topics
from policycheck.diff.facts import Facts, Topic
from policycheck.diff.identity import Names
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy import values as v

_D, _P, _R, _S, _B = (
    "data_categories", "purposes", "recipients", "data_subjects", "legal_bases",
)  # fmt: skip
_GDPR: Final = topics.GDPR
_CRIMINAL: Final = "criminal"


class Entries:
    """States what a policy's catalogues say of the entries that are used."""

    def __init__(self, facts: Facts, names: Names, same: Mapping[str, str]) -> None:
        self._facts = facts
        self._names = names
        self._same = same

    def all(self, policy: Policy, inert: Collection[tuple[str, str]] = ()) -> None:
        """Every entry of the catalogues, but for bases, which go by their uses.

        Those that are inert are the same in both versions, and used the same.
        """
        states: tuple[tuple[str, Callable[[Any], None]], ...] = (
            (_S, self._subject),
            (_D, self._data),
            (_P, self._purpose),
            (_R, self._recipient),
        )
        for catalogue, state in states:
            for id_, entry in getattr(policy, catalogue).items():
                if (catalogue, id_) not in inert:
                    state(entry)
        for catalogue in (_D, _P, _R, _S, _B, "retention"):
            for id_, entry in getattr(policy, catalogue).items():
                if id_[0] != "/" and (catalogue, id_) not in inert:
                    subject = f"{catalogue}:{self._names.of(catalogue, id_)}"
                    self._facts.state(topics.LISTED, entry.at, subject=subject)
                    if (catalogue, id_) in policy.used:
                        self._facts.known.add(("used", subject))

    def basis(self, entry: v.LegalBasis, purpose: str) -> None:
        """What a policy says of the basis it gives a purpose."""
        word = entry.basis or entry.id
        word = self._same.get(word, word)
        parents = (("basis", purpose, word),)
        at = entry.at

        def state(topic: Topic, key: str, value: object, *scope: str) -> None:
            place = at / key
            self._facts.state(
                topic, place, subject=word, scope=(purpose, *scope), value=value,
                parents=parents,
            )  # fmt: skip

        for interest in entry.interests:
            if interest.purposes is None or purpose in self._names.all(
                _P, interest.purposes
            ):
                others = interest.whose == "third-party"
                state(
                    topics.INTEREST, "interests", topics.Pursued(interest.text, others)
                )
        for topic, key, scope, value in _rests_on(entry):
            if value is not None:
                state(topic, key, value, *scope)

    def _subject(self, entry: v.DataSubject) -> None:
        name = self._names.of(_S, entry.id)
        parents = ((_S, name),)
        self._facts.state(
            topics.SUBJECT_NAME, entry.at / "name", subject=name, value=entry.name,
            parents=parents,
        )  # fmt: skip
        if entry.kind is not None:
            self._facts.state(
                topics.SUBJECT_KIND, entry.at / "kind", subject=name, scope=("kind",),
                value=entry.kind, parents=parents,
            )  # fmt: skip

    def _data(self, entry: v.DataCategory) -> None:
        name = self._names.of(_D, entry.id)
        parents = ((_D, name),)
        facts, at = self._facts, entry.at
        facts.state(
            topics.DATA_NAME,
            at / "name",
            subject=name,
            value=entry.name,
            parents=parents,
        )
        if entry.described_as is not None:
            facts.state(
                topics.DESCRIBED, at / "described_as", subject=name,
                scope=("described_as",), value=entry.described_as, parents=parents,
            )  # fmt: skip
        for element in entry.elements:
            facts.state(
                topics.ELEMENT,
                at / "elements",
                subject=name,
                value=element,
                parents=parents,
            )
        facts.state(
            topics.IDENTIFIABLE, at / "identifiability", subject=name,
            value=entry.identifiability or "personal", parents=parents,
        )  # fmt: skip
        for category in entry.ccpa if isinstance(entry.ccpa, tuple) else ():
            facts.state(
                topics.STATUTORY,
                at / "ccpa",
                subject=name,
                value=category,
                parents=parents,
            )
        if (_D, name) not in facts.known:
            return
        # Data that is new and sensitive is told twice: a law asks more of it.
        for law, topic in topics.SENSITIVE.items():
            place = at / "sensitive" / law
            for kind in entry.kinds(law):
                facts.known.add(("has", f"sensitive:{law}", name))
                facts.state(topic, place, subject=name, value=kind)
            if entry.sensitive.get(law) is v.NONE:
                self._none(topics.NOT_SENSITIVE[law], place, f"sensitive:{law}", name)
        self._criminal(entry, name)

    def _criminal(self, entry: v.DataCategory, name: str) -> None:
        """Whether data tells of crimes: yes, no, or words that decide nothing."""
        at, known = entry.at / "criminal", self._facts.known
        if entry.criminal is True:
            known.add(("has", _CRIMINAL, name))
            word = "criminal convictions or offences"
            self._facts.state(topics.SENSITIVE[_GDPR], at, subject=name, value=word)
        elif entry.criminal is False:
            known.add(("none", _CRIMINAL, name))
            self._none(topics.NOT_SENSITIVE[_GDPR], at, _CRIMINAL, name)
        elif entry.criminal is not None:
            self._facts.state(
                use_topics.UNCLEAR, at, subject=_CRIMINAL, scope=(name, ""),
                value=entry.criminal.words, parents=((_D, name),),
            )  # fmt: skip

    def _none(self, topic: Topic, at: Pointer, subject: str, name: str) -> None:
        self._facts.state(
            topic, at, subject=subject, scope=(name,), parents=((_D, name),)
        )

    def _purpose(self, entry: v.Purpose) -> None:
        name = self._names.of(_P, entry.id)
        parents = ((_P, name),)
        said: tuple[tuple[Topic, str, tuple[str, ...]], ...] = (
            (topics.PURPOSE_NAME, "name", (entry.name,)),
            (topics.PURPOSE_KIND, "kind", entry.kinds),
            (topics.PURPOSE_OWNER, "whose", (entry.whose or "ours",)),
            (topics.BUSINESS_PURPOSE, "ccpa", entry.ccpa),
        )
        for topic, key, values in said:
            for value in values:
                self._facts.state(
                    topic, entry.at / key, subject=name, value=value, parents=parents
                )

    def _recipient(self, entry: v.Recipient) -> None:
        name = self._names.of(_R, entry.id)
        said = (
            (topics.RECIPIENT_NAME, "name", entry.name),
            (topics.RECIPIENT_CATEGORY, "category", entry.category),
            (topics.COUNTRY, "country", entry.country),
        )
        for topic, key, value in said:
            if value is not None:
                self._facts.state(
                    topic, entry.at / key, subject=name, value=value,
                    parents=((_R, name),),
                )  # fmt: skip


def _rests_on(
    entry: v.LegalBasis,
) -> Iterator[tuple[Topic, str, tuple[str, ...], str | None]]:
    """What a basis names beside itself: topic, key, scope and value."""
    if entry.law is not None:
        yield topics.BASIS_DETAIL, "law", ("law",), entry.law.cite
    else:
        yield topics.BASIS_DETAIL, "law_text", ("law",), entry.law_text
    yield topics.BASIS_DETAIL, "contract", ("contract",), entry.contract
    yield topics.BASIS_DETAIL, "case", ("case",), entry.case
    yield topics.CONSENT_METHOD, "given", ("given",), entry.given
    yield topics.CONSENT_METHOD, "withdrawn", ("withdrawn",), entry.withdrawn
    yield topics.EXPLICIT, "explicit", (), "" if entry.explicit else None
