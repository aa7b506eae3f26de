"""The facts of disclosure: who gets which data, as what, why, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policycheck import wording
from policycheck.diff.facts import TOLD, Facts, Judged, Topic, Words
from policycheck.diff.identity import Names
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import listed, member, replaced, reworded
from policycheck.diff.units import Heard
from policycheck.location import Pointer
from policycheck.policy import values as v

_D, _P, _R = "data_categories", "purposes", "recipients"
_CALIFORNIA: Final = "us-ca-ccpa"
_INSTRUCTED: Final = frozenset({"processor", "contractor"})


def _roles(old: Words, new: Words) -> Iterator[Judged]:
    """One that decides for itself is told from one that follows instructions."""
    was, now = bool(old - _INSTRUCTED), bool(new - _INSTRUCTED)
    kind = Kind.RECIPIENT_ROLE_CHANGED
    if old and new and was != now:
        kind = (
            Kind.RECIPIENT_BECAME_INDEPENDENT
            if now
            else Kind.RECIPIENT_BECAME_PROCESSOR
        )
        yield kind, old, new
        return
    for gone, came in replaced(old, new):
        yield kind, gone, came


RECIPIENT: Final = Topic(member(Kind.RECIPIENT_ADDED, Kind.RECIPIENT_REMOVED), _R)
DISCLOSURE: Final = Topic(
    member(Kind.DISCLOSURE_ADDED, Kind.DISCLOSURE_REMOVED), _R, (_D,)
)
WHY: Final = Topic(
    member(Kind.DISCLOSURE_PURPOSE_ADDED, Kind.DISCLOSURE_PURPOSE_REMOVED), _R, (_D, _P)
)
ROLE: Final = Topic(_roles, _R, (_D,), values="id")
DETAIL: Final = Topic(reworded(Kind.DISCLOSURE_DETAIL_CHANGED), _R, (_D,))
SALE: Final = Topic(member(Kind.SALE_STARTED, Kind.SALE_STOPPED), _R, (_D,))
SHARING: Final = Topic(member(Kind.SHARING_STARTED, Kind.SHARING_STOPPED), _R, (_D,))
BUSINESS: Final = Topic(
    member(Kind.BUSINESS_PURPOSE_STATED, Kind.BUSINESS_PURPOSE_WITHDRAWN),
    _R, (_D,), _CALIFORNIA,
)  # fmt: skip
TRANSFER: Final = Topic(
    member(Kind.TRANSFER_ADDED, Kind.TRANSFER_REMOVED), "place", (_D,)
)
SAFEGUARD: Final = Topic(
    listed(Kind.SAFEGUARD_ADDED, Kind.SAFEGUARD_REMOVED, Kind.SAFEGUARD_CHANGED),
    "place", (_D,), values="mechanism",
)  # fmt: skip
TRANSFER_DETAIL: Final = Topic(
    reworded(Kind.TRANSFER_DETAIL_CHANGED), "place", (_D, "words")
)
TRANSFER_WHY: Final = Topic(
    member(Kind.DISCLOSURE_PURPOSE_ADDED, Kind.DISCLOSURE_PURPOSE_REMOVED),
    "place", (_D, _P),
)  # fmt: skip
_KINDS: Final = {"business-purpose": BUSINESS, "sold": SALE, "shared": SHARING}
ELSEWHERE: Final = "elsewhere"


class Disclosed:
    """States who gets data, and where it goes."""

    def __init__(self, facts: Facts, names: Names, same: Mapping[str, str]) -> None:
        self._facts = facts
        self._names = names
        self._same = same

    def recipient(
        self,
        disclosure: v.Disclosure,
        heard: Heard,
        data: str,
        purposes: tuple[str, ...],
        *,
        are_used: bool = True,
    ) -> None:
        """One recipient of one data category for some purposes.

        `are_used` says that the activity has them: with it they came, and go.
        """
        facts = self._facts
        name = self._names.of(_R, disclosure.recipient.id)
        gets = ("gets", name, data)
        facts.known.add(gets)
        for reader in heard.readers:

            def state(
                topic: Topic,
                *parents: tuple[str, ...],
                scope: tuple[str, ...] = (data,),
                value: str = "",
                audience: str = reader,
            ) -> None:
                facts.state(
                    topic, disclosure.at, subject=name, scope=scope, value=value,
                    audience=audience, parents=parents,
                )  # fmt: skip

            told = (TOLD, reader, data)
            state(DISCLOSURE, (_R, name), told)
            for purpose in purposes:
                why = (*told, purpose) if are_used else told
                state(WHY, gets, why, scope=(data, purpose))
            for role in disclosure.roles:
                state(ROLE, gets, told, value=role)
            for kind in disclosure.kinds or ():
                state(
                    _KINDS[kind], *((gets, told) if kind == "business-purpose" else ())
                )
            if disclosure.window is not None:
                over = f"over {wording.period(disclosure.window)}"
                state(DETAIL, gets, told, value=over)
            if disclosure.collects_directly:
                state(DETAIL, gets, told, value="it collects the data itself")

    def transfer(
        self,
        transfer: v.Transfer,
        heard: Heard,
        data: str,
        purposes: tuple[str, ...],
        *,
        are_used: bool = True,
    ) -> None:
        """One transfer of one data category for some purposes, as a recipient."""
        to = transfer.recipient
        name = self._names.of(_R, to.id) if to else ""
        places = transfer.countries
        if not places and not transfer.elsewhere and to and to.country:
            places = (to.country,)
        for place in (*places, *((ELSEWHERE,) if transfer.elsewhere else ())) or ("",):
            for reader in heard.readers:
                self._to(
                    transfer, f"{place}|{name}", data, reader, purposes,
                    are_used=are_used,
                )  # fmt: skip

    def _to(  # noqa: PLR0913 - a fact has that many sides
        self, transfer: v.Transfer, place: str, data: str, reader: str,
        purposes: tuple[str, ...], *, are_used: bool,
    ) -> None:  # fmt: skip
        facts = self._facts
        goes = ("goes", place, data)
        facts.known.add(goes)
        facts.state(
            TRANSFER, transfer.at, subject=place, scope=(data,), audience=reader,
            parents=((TOLD, reader, data),),
        )  # fmt: skip
        if transfer.mechanism is not None:
            word = self._same.get(transfer.mechanism, transfer.mechanism)
            facts.state(
                SAFEGUARD, transfer.at / "mechanism", subject=place, scope=(data,),
                value=word, audience=reader, parents=(goes,),
            )  # fmt: skip
        for purpose in purposes:
            why = (TOLD, reader, data, purpose) if are_used else (TOLD, reader, data)
            facts.state(
                TRANSFER_WHY, transfer.at, subject=place, scope=(data, purpose),
                audience=reader, parents=(goes, why),
            )  # fmt: skip
        for key, text, at in _details(transfer):
            facts.state(
                TRANSFER_DETAIL, at, subject=place, scope=(data, key), value=text,
                audience=reader, parents=(goes,),
            )  # fmt: skip


def _details(transfer: v.Transfer) -> Iterator[tuple[str, str, Pointer]]:
    """What else the text says of a transfer, by key."""
    at = transfer.at
    if transfer.mechanism_text is not None:
        yield "mechanism_text", transfer.mechanism_text, at / "mechanism_text"
    if transfer.copy is not None:
        yield "copy", transfer.copy, at / "copy"
    if isinstance(transfer.adequacy, v.Adequacy):
        said = (transfer.adequacy.decision, *transfer.adequacy.certified)
        words = ", ".join(filter(None, said))
        yield "adequacy", f"adequacy decision {words}".strip(), at / "adequacy"
    elif transfer.adequacy is v.NONE:
        yield "adequacy", "no adequacy decision", at / "adequacy"
