"""The facts of what is denied, promised, offered and decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.identity import Names
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import (
    is_longer,
    is_same,
    listed,
    member,
    ranked,
    replaced,
    reworded,
)
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy import statements as st
from policycheck.policy import values as v

_SAID_NO: Final = {"false": -1, "not-known": -1, "true": 1, "known": 1}


def _notice(old: Any, new: Any) -> Iterator[Any]:
    """How long before; no time stated is none."""
    for gone, came in replaced(old, new):
        if is_same(gone, came):
            continue
        if gone is None or (came is not None and is_longer(came, gone)):
            yield Kind.NOTICE_LONGER, gone, came
        elif came is None or is_longer(gone, came):
            yield Kind.NOTICE_SHORTER, gone, came
        else:
            yield Kind.NOTICE_REWORDED, gone, came


def _told(old: Any, new: Any) -> Iterator[Any]:
    for gone, came in replaced(old, new):
        kind = Kind.NOTICE_REWORDED
        if gone is None:
            kind = Kind.NOTICE_LONGER
        elif came is None:
            kind = Kind.NOTICE_SHORTER
        yield kind, gone, came


_children = ranked(
    lambda word: _SAID_NO[str(word)],
    Kind.CHILDREN_INCLUDED,
    Kind.CHILDREN_EXCLUDED,
    Kind.CHILDREN_REWORDED,
)
_protected = listed(
    Kind.CHILDREN_MORE_PROTECTED, Kind.CHILDREN_LESS_PROTECTED, Kind.CHILDREN_REWORDED
)
_age = ranked(
    lambda age: int(str(age)) + 1,
    Kind.CHILDREN_MORE_PROTECTED,
    Kind.CHILDREN_LESS_PROTECTED,
    Kind.CHILDREN_REWORDED,
)
_wider = ranked(
    lambda word: _SAID_NO[str(word)],
    Kind.DECISION_WIDENED,
    Kind.DECISION_NARROWED,
    Kind.DECISION_REWORDED,
)
_beyond = ranked(
    lambda word: _SAID_NO[str(word)],
    Kind.SENSITIVE_USE_WIDENED,
    Kind.SENSITIVE_USE_NARROWED,
    Kind.SENSITIVE_USE_NARROWED,
)

NONE_SAID: Final = Topic(member(Kind.NONE_STATED, Kind.NONE_WITHDRAWN))
UNCLEAR: Final = Topic(listed(Kind.UNCLEAR_ADDED, Kind.UNCLEAR_REMOVED))
CHILDREN: Final = Topic(_children)
CHILD_PROTECTION: Final = Topic(_protected)
CONSENT_AGE: Final = Topic(_age)
BEYOND: Final = Topic(_beyond, vocabulary="us-ca-ccpa")
MARKETING: Final = Topic(member(Kind.MARKETING_ADDED, Kind.MARKETING_REMOVED))
REFUSAL: Final = Topic(
    listed(Kind.REFUSAL_ADDED, Kind.REFUSAL_REMOVED, Kind.MARKETING_REWORDED),
    "words", ("words",),
)  # fmt: skip
MARKETING_WORDS: Final = Topic(reworded(Kind.MARKETING_REWORDED), "words", ("words",))
DECISION: Final = Topic(member(Kind.DECISION_ADDED, Kind.DECISION_REMOVED))
EXTENT: Final = Topic(_wider, "words", ("words",))
SAFEGUARD: Final = Topic(listed(Kind.SAFEGUARD_OFFERED, Kind.SAFEGUARD_DENIED))
DECISION_WORDS: Final = Topic(reworded(Kind.DECISION_REWORDED), "words", ("words",))
INCENTIVE: Final = Topic(member(Kind.INCENTIVE_ADDED, Kind.INCENTIVE_REMOVED))
INCENTIVE_WORDS: Final = Topic(reworded(Kind.INCENTIVE_REWORDED), "words", ("words",))
DEIDENTIFICATION: Final = Topic(
    listed(
        Kind.DEIDENTIFICATION_PROMISED,
        Kind.DEIDENTIFICATION_DROPPED,
        Kind.DEIDENTIFICATION_REWORDED,
    ),
    "words", ("words",),
)  # fmt: skip
ADVANCE: Final = Topic(_notice, values="period")
NOTICE: Final = Topic(_told)
ACCEPTANCE: Final = Topic(
    member(Kind.ACCEPTANCE_BY_USE_ADDED, Kind.ACCEPTANCE_BY_USE_REMOVED)
)
SECURITY: Final = Topic(reworded(Kind.SECURITY_REWORDED))


class Promises:
    """States what a policy says beside its activities."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self._facts = facts
        self._names = names

    def all(self, policy: Policy) -> None:
        """Children, marketing, decisions, incentives, and promises about the policy."""
        if policy.minors is not None:
            self._minors(policy.minors)
        beyond = policy.sensitive_use_beyond_permitted
        if beyond is not None:
            at = Pointer(("sensitive_use", "beyond_permitted"))
            self._facts.state(BEYOND, at, value=_said(beyond))
        for marketing in policy.marketing:
            self._marketing(marketing)
        for key, state in (
            ("automated_decisions", self._decision),
            ("financial_incentives", self._incentive),
        ):
            self._answer(key, getattr(policy, key), state)
        self._about_policy(policy)

    def _answer(self, key: str, answer: Any, state: Any) -> None:
        """A list at the top of a policy that can also say none, or nothing clear."""
        if isinstance(answer, tuple):
            self._facts.known.add(("has", key, ""))
            for each in answer:
                for reader in self._names.all("audiences", each.audiences) or (
                    EVERYONE,
                ):
                    state(each, reader)
        elif isinstance(answer, v.Unclear):
            self._facts.state(UNCLEAR, answer.at, subject=key, value=answer.words)
        elif answer is not None:
            self._facts.state(NONE_SAID, Pointer((key,)), subject=key)

    def _minors(self, minors: st.Minors) -> None:
        for key in ("directed_to_children", "under_13_known", "under_16_known",
                    "sells_or_shares_under_16"):  # fmt: skip
            self._one(CHILDREN, minors, key)
        for key in ("opt_in", "parental_consent"):
            self._one(CHILD_PROTECTION, minors, key)
        self._one(CONSENT_AGE, minors, "consent_age")

    def _one(self, topic: Topic, said: v.Statement, key: str) -> None:
        value = getattr(said, key)
        if value is not None:
            self._facts.state(topic, said.at / key, subject=key, value=_said(value))

    def _marketing(self, said: st.Marketing) -> None:
        known = ("marketing", said.channel)
        self._facts.known.add(known)
        self._facts.state(MARKETING, said.at, subject=said.channel)
        for key in ("refusal_at_collection", "refusal_each_message"):
            if getattr(said, key):
                self._detail(REFUSAL, said, said.channel, key, known)
        for key in ("from_sale", "similar_products", "how_refused"):
            self._detail(MARKETING_WORDS, said, said.channel, key, known)

    def _detail(  # noqa: PLR0913 - a fact has that many sides
        self,
        topic: Topic,
        said: v.Statement,
        subject: str,
        key: str,
        parent: tuple[str, ...],
        reader: str = EVERYONE,
    ) -> None:
        value = getattr(said, key)
        if value is not None:
            self._facts.state(
                topic, said.at / key, subject=subject, scope=(key,), value=_said(value),
                audience=reader, parents=(parent,),
            )  # fmt: skip

    def _decision(self, said: st.AutomatedDecision, reader: str) -> None:
        known = ("decision", reader, said.about)
        self._facts.known.add(known)
        self._facts.state(DECISION, said.at, subject=said.about, audience=reader)
        for key in ("solely", "significant"):
            self._detail(EXTENT, said, said.about, key, known, reader)
        for safeguard in said.safeguards:
            self._facts.state(
                SAFEGUARD, said.at / "safeguards", subject=said.about, value=safeguard,
                audience=reader, parents=(known,),
            )  # fmt: skip
        if said.opt_out is not None:
            self._facts.state(
                SAFEGUARD, said.at / "opt_out", subject=said.about, value=said.opt_out,
                audience=reader, parents=(known,),
            )  # fmt: skip
        for key in ("logic", "consequences", "exception", "access"):
            self._detail(DECISION_WORDS, said, said.about, key, known, reader)
        for key in ("data_categories", "purposes"):
            for name in self._names.all(key, getattr(said, key) or ()):
                self._facts.state(
                    DECISION_WORDS, said.at / key, subject=said.about, scope=(key,),
                    value=name, audience=reader, parents=(known,),
                )  # fmt: skip

    def _incentive(self, said: st.Incentive, reader: str) -> None:
        subject = said.name or said.summary or "a financial incentive"
        known = ("incentive", reader, subject)
        self._facts.known.add(known)
        self._facts.state(INCENTIVE, said.at, subject=subject, audience=reader)
        for key in (
            "summary",
            "terms",
            "opt_in",
            "withdraw",
            "value",
            "value_method",
            "url",
        ):
            self._detail(INCENTIVE_WORDS, said, subject, key, known, reader)
        for name in self._names.all("data_categories", said.data_categories or ()):
            self._facts.state(
                INCENTIVE_WORDS, said.at / "data_categories", subject=subject,
                scope=("data_categories",), value=name, audience=reader, parents=(known,),
            )  # fmt: skip

    def _about_policy(self, policy: Policy) -> None:
        if policy.deidentification is not None:
            said = policy.deidentification
            for key in ("public_commitment", "recipients_bound", "measures"):
                value = getattr(said, key)
                if value is not None:
                    self._facts.state(
                        DEIDENTIFICATION, said.at / key, scope=(key,), value=value
                    )
        notice = policy.change_notice
        if notice is not None:
            self._one(ADVANCE, notice, "advance")
            self._one(NOTICE, notice, "method")
            if notice.acceptance_by_use:
                self._facts.state(ACCEPTANCE, notice.at / "acceptance_by_use")
        if policy.security is not None:
            at = Pointer(("security", "measures"))
            self._facts.state(SECURITY, at, value=policy.security)


def _said(value: bool | int | str) -> str:  # noqa: FBT001 - as the model has it
    return value if isinstance(value, str) else str(value).lower()
