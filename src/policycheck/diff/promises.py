"""The facts of what is denied, promised, offered and decided."""

from __future__ import annotations

from collections.abc import Callable

from policycheck.diff import promise_topics as topics
from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.identity import Names
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy import statements as st
from policycheck.policy import values as v


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
            self._facts.state(topics.BEYOND, at, value=_said(beyond))
        for channel in dict.fromkeys(each.channel for each in policy.marketing):
            same = [each for each in policy.marketing if each.channel == channel]
            self._marketing(channel, same)
        for key, state in (
            ("automated_decisions", self._decision),
            ("financial_incentives", self._incentive),
        ):
            self._answer(key, getattr(policy, key), state)
        self._about_policy(policy)

    def _answer(self, key: str, answer: object, state: Callable[..., None]) -> None:
        """A list at the top of a policy that can also say none, or nothing clear."""
        if isinstance(answer, tuple):
            self._facts.known.add(("has", key, ""))
            for each in answer:
                for reader in self._names.all("audiences", each.audiences) or (
                    EVERYONE,
                ):
                    state(each, reader)
        elif isinstance(answer, v.Unclear):
            self._facts.state(
                topics.UNCLEAR, answer.at, subject=key, value=answer.words
            )
            self._facts.known.add(("unclear", key, ""))
        elif answer is not None:
            self._facts.known.add(("none", key, ""))
            self._facts.state(topics.NONE_SAID, Pointer((key,)), subject=key)

    def _minors(self, minors: st.Minors) -> None:
        for key in ("directed_to_children", "under_13_known", "under_16_known",
                    "sells_or_shares_under_16"):  # fmt: skip
            self._one(topics.CHILDREN, minors, key)
        for key in ("opt_in", "parental_consent"):
            self._one(topics.CHILD_PROTECTION, minors, key)
        self._one(topics.CONSENT_AGE, minors, "consent_age")

    def _one(self, topic: Topic, said: v.Statement, key: str) -> None:
        value = getattr(said, key)
        if value is not None:
            self._facts.state(topic, said.at / key, subject=key, value=_said(value))

    def _marketing(self, channel: str, same: list[st.Marketing]) -> None:
        """One channel: what several statements on it promise is what all of them do."""
        known = ("marketing", channel)
        self._facts.known.add(known)
        for said in same:
            self._facts.state(topics.MARKETING, said.at, subject=channel)
            for name in self._names.all("data_subjects", said.to) or ("",):
                self._facts.state(
                    topics.REACHED, said.at / "to", subject=channel, value=name,
                    parents=(known,),
                )  # fmt: skip
            for key in topics.ABOUT_MARKETING:
                self._detail(topics.MARKETING_WORDS, said, channel, key, known)
        for key in ("refusal_at_collection", "refusal_each_message"):
            if all(getattr(each, key) for each in same):
                self._detail(topics.REFUSAL, same[0], channel, key, known)

    def _detail(  # noqa: PLR0913, PLR0917 - a fact has that many sides
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
        self._facts.state(topics.DECISION, said.at, subject=said.about, audience=reader)
        for key in ("solely", "significant"):
            self._detail(topics.EXTENT, said, said.about, key, known, reader)
        for safeguard in said.safeguards:
            self._facts.state(
                topics.SAFEGUARD, said.at / "safeguards", subject=said.about,
                value=safeguard,
                audience=reader, parents=(known,),
            )  # fmt: skip
        if said.opt_out is not None:
            self._facts.state(
                topics.SAFEGUARD, said.at / "opt_out", subject=said.about,
                value=said.opt_out,
                audience=reader, parents=(known,),
            )  # fmt: skip
        for key in ("logic", "consequences", "exception", "access"):
            self._detail(topics.DECISION_WORDS, said, said.about, key, known, reader)
        for key in ("data_categories", "purposes"):
            for name in self._names.all(key, getattr(said, key) or ()):
                self._facts.state(
                    topics.DECISION_WORDS, said.at / key, subject=said.about,
                    scope=(key,),
                    value=name, audience=reader, parents=(known,),
                )  # fmt: skip

    def _incentive(self, said: st.Incentive, reader: str) -> None:
        subject = said.name or said.summary or "a financial incentive"
        known = ("incentive", reader, subject)
        self._facts.known.add(known)
        self._facts.state(topics.INCENTIVE, said.at, subject=subject, audience=reader)
        for key in (
            "summary",
            "terms",
            "opt_in",
            "withdraw",
            "value",
            "value_method",
            "url",
        ):
            self._detail(topics.INCENTIVE_WORDS, said, subject, key, known, reader)
        for name in self._names.all("data_categories", said.data_categories or ()):
            self._facts.state(
                topics.INCENTIVE_WORDS, said.at / "data_categories", subject=subject,
                scope=("data_categories",), value=name, audience=reader,
                parents=(known,),
            )  # fmt: skip

    def _about_policy(self, policy: Policy) -> None:
        if policy.deidentification is not None:
            said = policy.deidentification
            for key in ("public_commitment", "recipients_bound", "measures"):
                value = getattr(said, key)
                if value is not None:
                    self._facts.state(
                        topics.DEIDENTIFICATION,
                        said.at / key,
                        scope=(key,),
                        value=value,
                    )
        notice = policy.change_notice
        if notice is not None:
            self._one(topics.ADVANCE, notice, "advance")
            self._one(topics.NOTICE, notice, "method")
            if notice.acceptance_by_use:
                self._facts.state(topics.ACCEPTANCE, notice.at / "acceptance_by_use")
        if policy.security is not None:
            at = Pointer(("security", "measures"))
            self._facts.state(topics.SECURITY, at, value=policy.security)


def _said(value: bool | int | str) -> str:  # noqa: FBT001 - as the model has it
    return value if isinstance(value, str) else str(value).lower()
