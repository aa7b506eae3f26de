"""Activities, general statements and what the policy says beside them."""

from __future__ import annotations

from dataclasses import field

from policycheck.frozen import Frozen
from policycheck.policy.values import (
    Addressed,
    Answer,
    BasisUse,
    Condition,
    Contact,
    DataCategory,
    DataProvision,
    DataSubject,
    Disclosure,
    Entry,
    Law,
    Purpose,
    Recipient,
    Retention,
    Source,
    Statement,
    Tracker,
    Transfer,
    Use,
)


class Slots(Entry, kw_only=True):
    """What an activity can say of itself, and a general statement of many.

    `illustrative` names the slots whose list the text calls examples.
    """

    data_subjects: Answer[tuple[Use[DataSubject], ...]] = None
    data_categories: Answer[tuple[Use[DataCategory], ...]] = None
    purposes: Answer[tuple[Use[Purpose], ...]] = None
    legal_bases: Answer[tuple[BasisUse, ...]] = None
    conditions: Answer[tuple[Condition, ...]] = None
    sources: Answer[tuple[Source, ...]] = None
    recipients: Answer[tuple[Disclosure, ...]] = None
    transfers: Answer[tuple[Transfer, ...]] = None
    retention: Answer[tuple[Use[Retention], ...]] = None
    provision: Answer[tuple[DataProvision, ...]] = None
    trackers: Answer[tuple[Use[Tracker], ...]] = None
    illustrative: tuple[str, ...] = ()


class Activity(Slots, kw_only=True):
    """What is done with data: the unit of every rule."""

    name: str | None = None


class Part(Frozen, kw_only=True):
    """Some entries of some catalogues, by id; None where one is not narrowed."""

    data_subjects: frozenset[str] | None = None
    data_categories: frozenset[str] | None = None
    purposes: frozenset[str] | None = None
    recipients: frozenset[str] | None = None
    activities: frozenset[str] | None = None


class General(Slots, kw_only=True):
    """What the text says once: about `part` (everything when None), save `but`."""

    part: Part | None = None
    but: Part | None = None


class Grant(Statement, kw_only=True):
    """A right that is granted; `for_using` are the rights it protects the use of."""

    right: str
    how: str | None = None
    via: tuple[Contact, ...] = ()
    purposes: tuple[Purpose, ...] | None = None
    data_categories: tuple[DataCategory, ...] | None = None
    separate: bool | None = None
    any_time: bool | None = None
    earlier_processing: bool | None = None
    for_using: tuple[str, ...] = ()


class Rights(Addressed, kw_only=True):
    """What one audience can ask for."""

    grants: dict[str, Grant]
    via: tuple[Contact, ...] = ()
    verification: str | None = None
    authorised_agent: str | None = None
    response: str | None = None
    response_text: str | None = None
    extension: str | None = None
    fee: Answer[str] = None
    exemptions: str | None = None
    conditional: str | None = None


class Sentence(Statement, kw_only=True):
    """A sentence the policy keeps as it stands."""

    text: str


class ComplaintChannel(Statement, kw_only=True):
    """The controller's own complaint channel."""

    form: str | None = None
    via: tuple[Contact, ...] = ()
    acknowledged_within: str | None = None
    how: str | None = None


class Complaints(Addressed, kw_only=True):
    """Where people can complain."""

    authorities: tuple[Sentence, ...] = ()
    courts: Sentence | None = None
    to_controller: ComplaintChannel | None = None


class OptOut(Addressed, kw_only=True):
    """A way to say no."""

    ends: tuple[str, ...]
    link_title: str | None = None
    url: str | None = None
    via: tuple[Contact, ...] = ()
    how: str | None = None


class Signal(Addressed, kw_only=True):
    """What is done with a browser signal, and with others like it (`or_similar`)."""

    honoured: bool
    or_similar: bool | None = None
    how: str | None = None
    frictionless: bool | None = None
    status: str | None = None


class Incentive(Addressed, kw_only=True):
    """A financial incentive."""

    name: str | None = None
    summary: str | None = None
    terms: str | None = None
    data_categories: tuple[DataCategory, ...] | None = None
    opt_in: str | None = None
    withdraw: str | None = None
    value: str | None = None
    value_method: str | None = None
    url: str | None = None


class AutomatedDecision(Addressed, kw_only=True):
    """A decision taken by automated means."""

    about: str
    solely: bool | None = None
    significant: bool | None = None
    logic: str | None = None
    consequences: str | None = None
    exception: str | None = None
    law: Law | None = None
    safeguards: tuple[str, ...] = ()
    opt_out: str | None = None
    access: str | None = None
    data_categories: tuple[DataCategory, ...] | None = None
    purposes: tuple[Purpose, ...] | None = None


class Claim(Entry, kw_only=True):
    """What the text says is never done.

    `data_categories` is None for all data; `but` is what the denial leaves out; `when`
    is a condition only a person can judge.
    """

    never: tuple[str, ...]
    data_categories: tuple[DataCategory, ...] | None = None
    purposes: tuple[Purpose, ...] | None = None
    recipients: tuple[Recipient, ...] | None = None
    whose_purposes: str | None = None
    mechanism: str | None = None
    but: Part | None = None
    when: str | None = None
    window: str | None = None


class Row(Statement, kw_only=True):
    """A row of a published table; cells are what it prints."""

    label: str
    categories: Answer[tuple[str, ...]] = None
    data_categories: tuple[DataCategory, ...] = ()
    examples: tuple[str, ...] = ()
    cells: dict[str, bool | str | tuple[str, ...]] = field(default_factory=dict)


class Table(Statement, kw_only=True):
    """A table the notice itself publishes."""

    table: str
    rows: tuple[Row, ...]
    window: str | None = None


class Marketing(Statement, kw_only=True):
    """One channel of direct marketing."""

    channel: str
    to: tuple[DataSubject, ...] = ()
    activity: str | None = None
    from_sale: bool | None = None
    similar_products: bool | None = None
    from_support: bool | None = None
    charitable: bool | None = None
    refusal_at_collection: bool | None = None
    refusal_each_message: bool | None = None
    how_refused: str | None = None


class Minors(Statement, kw_only=True):
    """What the text says of children."""

    directed_to_children: bool | None = None
    under_13_known: bool | None = None
    under_16_known: bool | None = None
    sells_or_shares_under_16: str | None = None
    opt_in: str | None = None
    consent_age: int | None = None
    parental_consent: str | None = None


class Deidentification(Statement, kw_only=True):
    """Commitments about de-identified data."""

    public_commitment: str | None = None
    recipients_bound: str | None = None
    measures: str | None = None


class ChangeNotice(Statement, kw_only=True):
    """How changes of the policy are told; `quotes` are the words of its parts."""

    method: str | None = None
    advance: str | None = None
    acceptance_by_use: bool | None = None
    quotes: tuple[str, ...] = ()


class Exclusion(Statement, kw_only=True):
    """Something the policy says it does not cover."""

    what: str
    because: str
    notice: str | None = None
    data_subjects: tuple[DataSubject, ...] = ()
    recipients: tuple[Recipient, ...] = ()
