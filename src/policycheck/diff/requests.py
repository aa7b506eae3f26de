"""The facts of what people can ask for and refuse."""

from __future__ import annotations

from collections.abc import Iterable

from policycheck import wording
from policycheck.diff import request_topics as topics
from policycheck.diff.facts import EVERYONE, Facts, Topic, Value
from policycheck.diff.identity import Names
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy import statements as st
from policycheck.policy import values as v


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
        fee = topics.FREE if rights.fee is v.NONE else rights.fee
        times = topics.answered(rights.response, rights.extension, rights.response_text)
        said: tuple[tuple[Topic, str, Value | None], ...] = (
            (topics.RESPONSE, "response", times),
            (topics.FEE, "fee", fee),
            (topics.AGENT, "authorised_agent", rights.authorised_agent),
            (topics.HURDLE, "verification", rights.verification),
            (topics.HURDLE, "exemptions", rights.exemptions),
            (topics.HURDLE, "conditional", rights.conditional),
        )
        for topic, key, value in said:
            if value is not None:
                facts.state(
                    topic, at / key, subject=key, value=value, audience=reader,
                    parents=(block,),
                )  # fmt: skip

    def _grant(self, rights: st.Rights, grant: st.Grant, reader: str) -> None:
        facts, right = self._facts, (grant.right,)
        parents = (("right", reader, grant.right),)
        facts.state(topics.RIGHT, grant.at, scope=right, audience=reader)
        for contact in grant.via or rights.via:
            name = self._names.of("contacts", contact.id)
            place = (grant.at if grant.via else rights.at) / "via"
            facts.state(
                topics.METHOD,
                place,
                subject=name,
                scope=right,
                audience=reader,
                parents=parents,
            )
            self._ways(contact, name, grant.right, reader)
        for key, catalogue in (
            ("purposes", grant.purposes),
            ("data_categories", grant.data_categories),
        ):
            names = ("",) if catalogue is None else self._names.all(key, catalogue)
            for name in names:
                facts.state(
                    topics.EXTENT, grant.at / key, subject=key, scope=right, value=name,
                    audience=reader, parents=parents,
                )  # fmt: skip
        for topic, key, value in (
            (topics.WORDS, "how", grant.how),
            (topics.WORDS, "for_using", ", ".join(grant.for_using) or None),
            (topics.FLAG, "separate", _said(grant.separate)),
            (topics.FLAG, "any_time", _said(grant.any_time)),
            (topics.FLAG, "earlier_processing", _said(grant.earlier_processing)),
        ):
            if value is not None:
                facts.state(
                    topic, grant.at / key, subject=key, scope=right, value=value,
                    audience=reader, parents=parents,
                )  # fmt: skip

    def _ways(self, contact: v.Contact, name: str, right: str, reader: str) -> None:
        """By which of a contact's addresses a right can be used."""
        via = ("via", reader, right, name)
        self._facts.known.update([via, ("asked", name)])
        for key in topics.WAYS:
            if getattr(contact, key) is not None:
                self._facts.known.add(("way", name, key))
                self._facts.state(
                    topics.WAY, contact.at / key, subject=f"{key}|{name}",
                    scope=(right,), audience=reader, parents=(via,),
                )  # fmt: skip

    def _opt_out(self, opt_out: st.OptOut, end: str, reader: str) -> None:
        known = ("opt-out", reader, end)
        self._facts.known.update([known, ("offered", reader)])
        self._facts.state(topics.OPT_OUT, opt_out.at, scope=(end,), audience=reader)
        said: list[tuple[str, str | None]] = [
            (key, getattr(opt_out, key)) for key in ("link_title", "url", "how")
        ]
        said += [
            ("via", self._names.of("contacts", contact.id)) for contact in opt_out.via
        ]
        for key, value in said:
            if value is not None:
                self._facts.state(
                    topics.OPT_OUT_DETAIL, opt_out.at / key, scope=(end, key),
                    value=value,
                    audience=reader, parents=(known,),
                )  # fmt: skip

    def _signal(self, name: str, signal: st.Signal) -> None:
        word = "honoured" if signal.honoured else "ignored"
        said = [
            (key, _said(getattr(signal, key)))
            for key in ("or_similar", "how", "frictionless", "status")
        ]
        for reader in self._readers(signal):
            known = ("signal", name, reader)
            self._facts.known.update([known, ("offered", reader)])
            self._facts.state(
                topics.SIGNAL,
                signal.at / "is",
                subject=name,
                value=word,
                audience=reader,
            )
            self._details(topics.SIGNAL_DETAIL, signal.at, name, reader, said, known)

    def _complaints(self, complaints: st.Complaints) -> None:
        facts = self._facts
        for reader in self._readers(complaints):
            facts.known.add(("offered", reader))
            for authority in complaints.authorities:
                facts.state(
                    topics.COMPLAINT, authority.at, subject="authority",
                    value=authority.text,
                    audience=reader,
                )  # fmt: skip
            if complaints.courts is not None:
                facts.state(
                    topics.COMPLAINT, complaints.courts.at, subject="courts",
                    value=complaints.courts.text, audience=reader,
                )  # fmt: skip
            channel = complaints.to_controller
            if channel is None:
                continue
            known = ("complaint-channel", reader)
            facts.known.add(known)
            facts.state(
                topics.COMPLAINT, channel.at, subject="to_controller",
                value="our own channel",
                audience=reader,
            )  # fmt: skip
            within = channel.acknowledged_within
            said: list[tuple[str, str | None]] = [
                ("form", channel.form),
                ("acknowledged_within", within and wording.period(within)),
                ("how", channel.how),
            ]
            said += [
                ("via", self._names.of("contacts", each.id)) for each in channel.via
            ]
            self._details(
                topics.COMPLAINT_DETAIL,
                channel.at,
                "to_controller",
                reader,
                said,
                known,
            )

    def _details(  # noqa: PLR0913, PLR0917 - a fact has that many sides
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


def _said(value: bool | str | None) -> str | None:  # noqa: FBT001 - as the model has it
    """A flag or words as text."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
