"""The values a policy is made of: frozen, knowing their pointer, free of law."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Generic, Literal, TypeAlias, TypeVar

from policycheck.frozen import Frozen
from policycheck.location import Pointer

T = TypeVar("T")


class Word(Enum):
    """What a slot can say instead of a value."""

    NONE = "none"


class Statement(Frozen, kw_only=True):
    """Anything the policy states; `quote` holds the words it rests on."""

    at: Pointer
    quote: tuple[str, ...] = ()


class Unclear(Statement, kw_only=True):
    """Words of the text that decide nothing."""

    words: str


NONE: Literal[Word.NONE] = Word.NONE
Answer: TypeAlias = T | Literal[Word.NONE] | Unclear | None
"""The four words: a value, none, unclear, or None for undisclosed."""


class Law(Statement, kw_only=True):
    """A law that is named."""

    cite: str
    country: str | None = None


class Addressed(Statement, kw_only=True):
    """A statement that speaks to some audiences; to everyone when it names none."""

    audiences: tuple[Audience, ...] = ()


class Entry(Addressed, kw_only=True):
    """A statement other places name by its id.

    An entry written in place has its own pointer for an id. `resolved` is false for a
    name that resolves to nothing; such an entry stands for what was meant.
    """

    id: str
    resolved: bool = True
    replaces: tuple[str, ...] = ()


class Audience(Entry, kw_only=True):
    """A group of readers a statement can speak to."""

    name: str
    places: tuple[str, ...] = ()
    except_places: tuple[str, ...] = ()
    narrowed_to: str | None = None
    data_subjects: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


E = TypeVar("E", bound=Entry)


class Use(Statement, Generic[E], kw_only=True):
    """An entry, at the place that names it or writes it out."""

    entry: E


class Contact(Entry, kw_only=True):
    """A way to reach the organisation."""

    name: str | None = None
    email: str | None = None
    form: str | None = None
    phone: str | None = None
    toll_free: bool | None = None
    address: str | None = None


class Controller(Entry, kw_only=True):
    """Who decides why and how data is processed."""

    name: str
    address: str | None = None
    country: str | None = None
    email: str | None = None
    form: str | None = None
    phone: str | None = None
    joint_with: tuple[str, ...] = ()
    arrangement: str | None = None


class Representative(Addressed, kw_only=True):
    """Who speaks for the controller where it has no establishment."""

    name: str
    address: str | None = None
    country: str | None = None
    email: str | None = None
    form: str | None = None
    phone: str | None = None


class DataSubject(Entry, kw_only=True):
    """A kind of people."""

    name: str
    kind: str | None = None
    same_as: tuple[str, ...] = ()


class DataCategory(Entry, kw_only=True):
    """A kind of personal data.

    `sensitive` maps a law (gdpr, us-ca-ccpa) to the kinds it holds, or to none.
    """

    name: str
    elements: tuple[str, ...] = ()
    ccpa: Answer[tuple[str, ...]] = None
    sensitive: Mapping[str, Answer[tuple[str, ...]]]
    criminal: bool | Unclear | None = None
    identifiability: str | None = None
    described_as: str | None = None
    same_as: tuple[str, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether it is personal data in fact: neither de-identified nor aggregated."""
        return self.identifiability not in {"deidentified", "aggregated"}

    def is_sensitive(self, law: str) -> bool:
        """Whether a law (gdpr, us-ca-ccpa) has special rules for it.

        The GDPR has them for data on crimes as well (Art. 10).
        """
        return bool(self.kinds(law)) or (law == "gdpr" and self.criminal is True)

    def kinds(self, law: str) -> tuple[str, ...]:
        """The special or sensitive kinds it is said to hold under a law."""
        found = self.sensitive.get(law)
        return found if isinstance(found, tuple) else ()


class Purpose(Entry, kw_only=True):
    """Why data is processed."""

    name: str
    kinds: tuple[str, ...] = ()
    whose: str | None = None
    ccpa: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


class Narrowed(Statement, kw_only=True):
    """A statement about some purposes and some data; None where it is not narrowed."""

    purposes: tuple[Purpose, ...] | None = None
    data_categories: tuple[DataCategory, ...] | None = None

    def concerns(self, *, purpose: str | None, data_category: str | None) -> bool:
        """Whether it speaks of that purpose and that data, by id; None asks for any."""
        return _names(self.purposes, purpose) and _names(
            self.data_categories, data_category
        )


def _names(entries: tuple[Entry, ...] | None, id_: str | None) -> bool:
    return id_ is None or entries is None or any(entry.id == id_ for entry in entries)


class Interest(Statement, kw_only=True):
    """A legitimate interest pursued; `purposes` is None where it names none."""

    text: str
    whose: str | None = None
    purposes: tuple[Purpose, ...] | None = None


class LegalBasis(Entry, kw_only=True):
    """What permits processing; a regime knows what the word `basis` means."""

    basis: str | None
    interests: tuple[Interest, ...] = ()
    law: Law | None = None
    law_text: str | None = None
    contract: str | None = None
    given: str | None = None
    withdrawn: str | None = None
    explicit: bool | None = None
    case: str | None = None


class BasisUse(Narrowed, kw_only=True):
    """A legal basis, and the purposes and data it is paired with, if any."""

    basis: LegalBasis


class Condition(Narrowed, kw_only=True):
    """What permits special or criminal data; None where not narrowed."""

    condition: str

    law: Law | None = None


class Source(Narrowed, kw_only=True):
    """Where data comes from."""

    kind: str
    name: str | None = None


class Recipient(Entry, kw_only=True):
    """Anyone the data is disclosed to."""

    name: str
    category: str | None = None
    roles: tuple[str, ...] = ()
    country: str | None = None


class Disclosure(Narrowed, kw_only=True):
    """What goes to one recipient, why and how; None where not narrowed or not stated.

    `kinds` are California's words: business-purpose, sold, shared.
    """

    recipient: Recipient
    roles: tuple[str, ...] = ()

    kinds: tuple[str, ...] | None = None
    window: str | None = None
    collects_directly: bool | None = None


class Adequacy(Statement, kw_only=True):
    """What the text says of an adequacy decision."""

    decision: str | None = None
    certified: tuple[str, ...] = ()


class Transfer(Narrowed, kw_only=True):
    """Data that goes to another country; None where not narrowed or not stated."""

    recipient: Recipient | None = None
    countries: tuple[str, ...] = ()
    elsewhere: bool | None = None
    mechanism: str | None = None
    mechanism_text: str | None = None

    copy: str | None = None
    adequacy: Answer[Adequacy] = None


class Retention(Entry, kw_only=True):
    """How long data is kept: ISO 8601 periods, `unlimited`, or a criterion in words."""

    max: str | None = None
    min: str | None = None
    approximate: bool | None = None
    after: str | None = None
    criterion: str | None = None
    law: Law | None = None
    reason: str | None = None
    then: tuple[str, ...] = ()
    stage: str | None = None
    changeable: str | None = None


class DataProvision(Statement, kw_only=True):
    """Whether the person must provide the data (GDPR Art. 13(2)(e))."""

    required_by: tuple[str, ...] = ()
    consequence: str | None = None


class Tracker(Entry, kw_only=True):
    """A cookie or anything else that stores on or reads from a device.

    `recipient` is None for a first-party tracker and where nothing says who sets it;
    `first_party` tells the two apart.
    """

    kind: str
    name: str | None = None
    first_party: bool | None = None
    recipient: Recipient | None = None
    purposes: tuple[Purpose, ...] = ()
    max_age: str | None = None
    strictly_necessary: bool | None = None
    control: tuple[str, ...] = ()
    where: str | None = None
