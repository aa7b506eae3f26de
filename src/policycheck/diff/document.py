"""The facts of the document itself: who answers for it, its scope, tables and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from policycheck.diff import document_topics as topics
from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.identity import Names
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy import statements as st
from policycheck.policy import values as v

_REACHED: Final = ("name", "email", "form", "phone", "address")
_AT: Final = ROOT / "policy"


class Paper:
    """States what a policy says of itself and of who answers for it."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self._facts = facts
        self._names = names

    def all(self, policy: Policy) -> None:
        """Everything but what is done with data and what people can do."""
        for controller in policy.controllers.values():
            self._controller(controller)
        for contact in policy.contacts.values():
            self._contact(contact)
        for representative in policy.representatives:
            self._representative(representative)
        for audience in policy.audiences.values():
            self._audience(audience)
        for table in policy.published:
            self._table(table)
        self._about(policy)

    def _controller(self, entry: v.Controller) -> None:
        name = self._names.of("controllers", entry.id)
        parent = ("controllers", name)
        self._facts.known.add(parent)
        for reader in self._readers(entry):
            self._facts.state(
                topics.CONTROLLER, entry.at, subject=name, audience=reader
            )
        self._facts.state(
            topics.CONTROLLER_NAME, entry.at / "name", subject=name, value=entry.name,
            parents=(parent,),
        )  # fmt: skip
        said = [(key, getattr(entry, key)) for key in _REACHED if key != "name"]
        said += [("country", entry.country), ("arrangement", entry.arrangement)]
        said += [
            ("joint_with", self._names.of("controllers", id_))
            for id_ in entry.joint_with
        ]
        self._details(topics.CONTROLLER_DETAIL, entry, name, parent, said)

    def _contact(self, entry: v.Contact) -> None:
        name = self._names.of("contacts", entry.id)
        parent = ("contacts", name)
        self._facts.known.add(parent)
        for reader in self._readers(entry):
            self._facts.state(topics.CONTACT, entry.at, subject=name, audience=reader)
        said = [(key, getattr(entry, key)) for key in _REACHED]
        if entry.toll_free is not None:
            said.append(("toll_free", _yes(entry.toll_free)))
        self._details(topics.CONTACT_DETAIL, entry, name, parent, said)

    def _representative(self, entry: v.Representative) -> None:
        for reader in self._readers(entry):
            parent = ("representative", reader)
            self._facts.known.add(parent)
            self._facts.state(
                topics.REPRESENTATIVE, entry.at, value=entry.name, audience=reader
            )
            said = [(key, getattr(entry, key)) for key in _REACHED if key != "name"]
            said.append(("country", entry.country))
            self._details(topics.REPRESENTATIVE_DETAIL, entry, "", parent, said, reader)

    def _details(  # noqa: PLR0913, PLR0917 - a fact has that many sides
        self,
        topic: Topic,
        entry: v.Statement,
        subject: str,
        parent: tuple[str, ...],
        said: list[tuple[str, str | None]],
        reader: str = EVERYONE,
    ) -> None:
        for key, value in said:
            if value is not None:
                self._facts.state(
                    topic, entry.at / key, subject=subject, scope=(key,), value=value,
                    audience=reader, parents=(parent,),
                )  # fmt: skip

    def _readers(self, said: v.Addressed) -> tuple[str, ...]:
        return self._names.all("audiences", said.audiences) or (EVERYONE,)

    def _audience(self, entry: v.Audience) -> None:
        name = self._names.of("audiences", entry.id)
        parent = ("audiences", name)
        self._facts.known.add(parent)
        people = [self._names.of("data_subjects", each) for each in entry.data_subjects]
        only = (entry.narrowed_to,) if entry.narrowed_to else ()
        for topic, key, values in (
            (topics.PLACE, "places", entry.places),
            (topics.SUBJECTS, "data_subjects", people),
            (topics.OF_THEM, "services", entry.services),
            (topics.OTHER_PLACE, "except_places", entry.except_places),
            (topics.ONLY, "narrowed_to", only),
        ):
            for value in values:
                self._facts.state(
                    topic, entry.at / key, subject=name, scope=(key,), value=value,
                    parents=(parent,),
                )  # fmt: skip
        self._facts.state(
            topics.DETAIL, entry.at / "name", subject=f"the audience {name}",
            value=entry.name, parents=(parent,),
        )  # fmt: skip

    def _table(self, table: st.Table) -> None:
        name, parent = table.table, ("table", table.table)
        self._facts.known.add(parent)
        self._facts.state(topics.TABLE, table.at, subject=name)
        if table.window is not None:
            self._facts.state(
                topics.WINDOW, table.at / "window", subject=name, value=table.window,
                parents=(parent,),
            )  # fmt: skip
        for row in table.rows:
            self._row(table, row, parent)

    def _row(self, table: st.Table, row: st.Row, parent: tuple[str, ...]) -> None:
        subject = f"{table.table}: {row.label}"
        known = ("row", subject)
        self._facts.known.add(known)
        self._facts.state(topics.ROW, row.at, subject=subject, parents=(parent,))
        for key, value in _cells(row, self._names):
            self._facts.state(
                topics.CELL, row.at / key, subject=subject, scope=(key,), value=value,
                parents=(parent,) if value in topics.DENIALS else (known,),
            )  # fmt: skip

    def _about(self, policy: Policy) -> None:
        facts = self._facts
        for sentence in policy.covers:
            facts.state(topics.COVERED, sentence.at, value=sentence.text)
        for excluded in policy.excludes:
            words = f"{excluded.what} ({excluded.because.replace('-', ' ')})"
            facts.state(topics.EXCLUDED, excluded.at, value=words)
            at = excluded.at / "recipients"
            for name in self._names.all("recipients", excluded.recipients):
                facts.state(topics.EXCLUDED_OF, at, subject=excluded.what, value=name)
        self._examples(policy)
        for regime in policy.regimes:
            facts.state(topics.REGIME, _AT / "regimes", value=regime)
        for key in ("effective", "last_updated", "reviewed"):
            value = getattr(policy, key)
            if value is not None:
                facts.state(topics.DATE, _AT / key, subject=key, value=value)
        self._details_of(policy)

    def _examples(self, policy: Policy) -> None:
        for slots in (*policy.general, *policy.activities):
            for index, slot in enumerate(slots.illustrative):
                at = slots.at / "illustrative" / index
                words = f"the {slot.replace('_', ' ')} are examples"
                self._facts.state(topics.EXAMPLES, at, subject=words, value=words)

    def _details_of(self, policy: Policy) -> None:
        facts = self._facts
        for key in ("id", "title", "version", "url", "text"):
            value = getattr(policy, key)
            if value is not None:
                facts.state(topics.DETAIL, _AT / key, subject=key, value=value)
        if policy.language is not None:
            at = _AT / "language"
            facts.state(topics.SERVES, at, subject="language", value=policy.language)
        for word in policy.serves_as:
            facts.state(
                topics.SERVES, _AT / "serves_as", subject="serves_as", value=word
            )
        if policy.metrics_url is not None:
            at = ROOT / "metrics" / "url"
            facts.state(topics.DETAIL, at, subject="metrics", value=policy.metrics_url)
        for each in fields(policy.organisation):
            said = getattr(policy.organisation, each.name)
            if said is not None:
                facts.state(
                    topics.ORGANISATION,
                    ROOT / "organisation" / each.name,
                    subject=each.name,
                    value=_organised(said),
                )


def _organised(said: object) -> str:
    """A fact about the organisation in words; an empty list says there is none."""
    if isinstance(said, tuple):
        return ", ".join(sorted(said)) or "none"
    return _yes(said) if isinstance(said, bool) else str(said)


def _yes(said: bool) -> str:  # noqa: FBT001 - a flag of the model
    return "yes" if said else "no"


def _cells(row: st.Row, names: Names) -> Iterator[tuple[str, str]]:
    """What a row prints, cell by cell, in no order."""
    if isinstance(row.categories, tuple):
        yield from (("categories", each) for each in row.categories)
    elif row.categories is not None:
        yield "categories", "none"
    for name in names.all("data_categories", row.data_categories):
        yield "data_categories", name
    yield from (("examples", each) for each in row.examples)
    for key, said in row.cells.items():
        if isinstance(said, tuple):
            yield from ((key, each) for each in said)
        else:
            yield key, _yes(said) if isinstance(said, bool) else said
