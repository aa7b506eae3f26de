"""The facts of what people can ask for and refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.identity import Names
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import (
    covering,
    is_longer,
    is_same,
    listed,
    member,
    replaced,
    reworded,
)
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy import statements as st
from policycheck.policy import values as v

_EXTENSION: Final = "extension"
_FREE: Final = "nothing"


def _answers(old: Any, new: Any) -> Iterator[Any]:
    """A time to answer; one that is not stated is longer than any."""
    for gone, came in replaced(old, new):
        if is_same(gone, came):
            continue
        if gone is None or (came is not None and is_longer(gone, came)):
            yield Kind.RESPONSE_FASTER, gone, came
        elif came is None or is_longer(came, gone):
            yield Kind.RESPONSE_SLOWER, gone, came
        else:
            yield Kind.RIGHT_REWORDED, gone, came


def _extensions(old: Any, new: Any) -> Iterator[Any]:
    """A time by which the answer can be late; one that is not stated is none."""
    for gone, came in replaced(old, new):
        if is_same(gone, came):
            continue
        if gone is None or (came is not None and is_longer(came, gone)):
            yield Kind.RESPONSE_SLOWER, gone, came
        elif came is None or is_longer(gone, came):
            yield Kind.RESPONSE_FASTER, gone, came
        else:
            yield Kind.RIGHT_REWORDED, gone, came


def _fees(old: Any, new: Any) -> Iterator[Any]:
    for gone, came in replaced(old, new):
        was, now = gone not in (None, _FREE), came not in (None, _FREE)
        kind = Kind.RIGHT_REWORDED
        if was != now:
            kind = Kind.FEE_INTRODUCED if now else Kind.FEE_DROPPED
        yield kind, gone, came


def _honours(old: Any, new: Any) -> Iterator[Any]:
    was, now = "honoured" in old, "honoured" in new
    kind = Kind.SIGNAL_REWORDED
    if was != now:
        kind = Kind.SIGNAL_HONOURED if now else Kind.SIGNAL_DROPPED
    yield kind, old or None, new or None


RIGHT: Final = Topic(member(Kind.RIGHT_ADDED, Kind.RIGHT_REMOVED), "words", ("right",))
METHOD: Final = Topic(
    member(Kind.RIGHT_METHOD_ADDED, Kind.RIGHT_METHOD_REMOVED), "contacts", ("right",)
)
AGENT: Final = Topic(
    listed(Kind.RIGHT_METHOD_ADDED, Kind.RIGHT_METHOD_REMOVED, Kind.RIGHT_REWORDED)
)
EXTENT: Final = Topic(
    covering(Kind.RIGHT_WIDENED, Kind.RIGHT_NARROWED, Kind.RIGHT_REWORDED),
    "words", ("right",), values="subject",
)  # fmt: skip
WORDS: Final = Topic(reworded(Kind.RIGHT_REWORDED), "words", ("right", "words"))
RESPONSE: Final = Topic(_answers, values="period")
EXTENSION: Final = Topic(_extensions, values="period")
FEE: Final = Topic(_fees)
HURDLE: Final = Topic(
    listed(Kind.HURDLE_ADDED, Kind.HURDLE_REMOVED, Kind.RIGHT_REWORDED)
)
OPT_OUT: Final = Topic(member(Kind.OPT_OUT_ADDED, Kind.OPT_OUT_REMOVED))
OPT_OUT_DETAIL: Final = Topic(reworded(Kind.OPT_OUT_CHANGED), "words", ("words",))
SIGNAL: Final = Topic(_honours)
SIGNAL_DETAIL: Final = Topic(reworded(Kind.SIGNAL_REWORDED), "words", ("words",))
COMPLAINT: Final = Topic(
    listed(Kind.COMPLAINT_ADDED, Kind.COMPLAINT_REMOVED, Kind.COMPLAINT_REWORDED)
)
COMPLAINT_DETAIL: Final = Topic(reworded(Kind.COMPLAINT_REWORDED), "words", ("words",))


class Requests:
    """States the rights, opt-outs, signals and complaint channels of a policy."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self._facts = facts
        self._names = names

    def all(self, policy: Policy) -> None:
        """Everything a person can ask for or refuse."""
        for rights in policy.rights:
            for reader in self._readers(rights):
                self._block(rights, reader)
        for opt_out in policy.opt_outs:
            for reader in self._readers(opt_out):
                for end in opt_out.ends:
                    self._opt_out(opt_out, end, reader)
        for name, signal in (
            ("gpc", policy.gpc),
            ("do_not_track", policy.do_not_track),
        ):
            if signal is not None:
                self._signal(name, signal)
        if policy.complaints is not None:
            self._complaints(policy.complaints)

    def _readers(self, said: v.Addressed) -> tuple[str, ...]:
        return self._names.all("audiences", said.audiences) or (EVERYONE,)

    def _block(self, rights: st.Rights, reader: str) -> None:
        facts, at = self._facts, rights.at
        block = ("rights", reader)
        facts.known.add(block)
        for right, grant in rights.grants.items():
            facts.known.add(("right", reader, right))
            self._grant(rights, grant, reader)
        fee = _FREE if rights.fee is v.NONE else rights.fee
        for topic, key, value in (
            (RESPONSE, "response", rights.response),
            (EXTENSION, _EXTENSION, rights.extension),
            (FEE, "fee", fee),
            (AGENT, "authorised_agent", rights.authorised_agent),
            (HURDLE, "verification", rights.verification),
            (HURDLE, "exemptions", rights.exemptions),
            (HURDLE, "conditional", rights.conditional),
            (HURDLE, "response_text", rights.response_text),
        ):
            if value is not None:
                facts.state(
                    topic, at / key, subject=key, value=value, audience=reader,
                    parents=(block,),
                )  # fmt: skip

    def _grant(self, rights: st.Rights, grant: st.Grant, reader: str) -> None:
        facts, right = self._facts, (grant.right,)
        parents = (("right", reader, grant.right),)
        facts.state(RIGHT, grant.at, scope=right, audience=reader)
        for contact in grant.via or rights.via:
            name = self._names.of("contacts", contact.id)
            place = (grant.at if grant.via else rights.at) / "via"
            facts.state(
                METHOD,
                place,
                subject=name,
                scope=right,
                audience=reader,
                parents=parents,
            )
        for key, catalogue in (
            ("purposes", grant.purposes),
            ("data_categories", grant.data_categories),
        ):
            names = ("",) if catalogue is None else self._names.all(key, catalogue)
            for name in names:
                facts.state(
                    EXTENT, grant.at / key, subject=key, scope=right, value=name,
                    audience=reader, parents=parents,
                )  # fmt: skip
        for key in ("how", "separate", "any_time", "earlier_processing"):
            value = getattr(grant, key)
            if value is not None:
                facts.state(
                    WORDS, grant.at / key, scope=(grant.right, key), value=_said(value),
                    audience=reader, parents=parents,
                )  # fmt: skip

    def _opt_out(self, opt_out: st.OptOut, end: str, reader: str) -> None:
        known = ("opt-out", reader, end)
        self._facts.known.add(known)
        self._facts.state(OPT_OUT, opt_out.at, subject=end, audience=reader)
        said: list[tuple[str, str | None]] = [
            (key, getattr(opt_out, key)) for key in ("link_title", "url", "how")
        ]
        said += [
            ("via", self._names.of("contacts", contact.id)) for contact in opt_out.via
        ]
        self._details(OPT_OUT_DETAIL, opt_out.at, end, reader, said, known)

    def _signal(self, name: str, signal: st.Signal) -> None:
        known = ("signal", name)
        self._facts.known.add(known)
        word = "honoured" if signal.honoured else "ignored"
        said = [
            (key, None if getattr(signal, key) is None else _said(getattr(signal, key)))
            for key in ("how", "frictionless", "status")
        ]
        for reader in self._readers(signal):
            self._facts.state(
                SIGNAL, signal.at / "is", subject=name, value=word, audience=reader
            )
            self._details(SIGNAL_DETAIL, signal.at, name, reader, said, known)

    def _complaints(self, complaints: st.Complaints) -> None:
        facts = self._facts
        for reader in self._readers(complaints):
            for authority in complaints.authorities:
                facts.state(
                    COMPLAINT, authority.at, subject="authority", value=authority.text,
                    audience=reader,
                )  # fmt: skip
            if complaints.courts is not None:
                facts.state(
                    COMPLAINT, complaints.courts.at, subject="courts",
                    value=complaints.courts.text, audience=reader,
                )  # fmt: skip
            channel = complaints.to_controller
            if channel is None:
                continue
            known = ("complaint-channel", reader)
            facts.known.add(known)
            facts.state(
                COMPLAINT, channel.at, subject="to_controller", value="our own channel",
                audience=reader,
            )  # fmt: skip
            said: list[tuple[str, str | None]] = [
                (key, getattr(channel, key))
                for key in ("form", "acknowledged_within", "how")
            ]
            said += [
                ("via", self._names.of("contacts", each.id)) for each in channel.via
            ]
            self._details(
                COMPLAINT_DETAIL, channel.at, "to_controller", reader, said, known
            )

    def _details(  # noqa: PLR0913 - a fact has that many sides
        self,
        topic: Topic,
        at: Pointer,
        subject: str,
        reader: str,
        said: Iterable[tuple[str, str | None]],
        parent: tuple[str, ...],
    ) -> None:
        for key, value in said:
            if value is not None:
                self._facts.state(
                    topic, at / key, subject=subject, scope=(key,), value=value,
                    audience=reader, parents=(parent,),
                )  # fmt: skip


def _said(value: bool | str) -> str:  # noqa: FBT001 - a flag or words, as the model has it
    return value if isinstance(value, str) else str(value).lower()
