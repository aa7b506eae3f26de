"""Which rows a category table has, and which data each is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policycheck.answers import Datum
from policycheck.policy.values import NONE
from policycheck.regimes.ccpa.law import Category, CcpaLaw, SensitiveKind
from policycheck.table_options import Label, Order, Sensitive

_LAW = "us-ca-ccpa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one row is about; `is_classified` is false where no category is stated."""

    id: str
    name: str
    letter: str | None = None
    citation: str | None = None
    words: tuple[str, ...] = ()
    data: tuple[Datum, ...] = ()
    kinds: frozenset[str] = frozenset()
    is_classified: bool = True

    def title(self, label: Label) -> str:
        """What the row is called, with its letter, its citation, or neither."""
        if label is Label.LETTER and self.letter is not None:
            return f"{self.letter}. {self.name}"
        if label is Label.CITATION and self.citation is not None:
            return f"{self.name} ({self.citation})"
        return self.name


def kinds_of(datum: Datum, law: CcpaLaw) -> tuple[SensitiveKind, ...]:
    """The kinds of sensitive personal information it holds, as the law has them."""
    held = datum.entry.kinds(_LAW)
    return tuple(kind for kind in law.sensitive_kinds if kind.word in held)


def categories_of(datum: Datum) -> tuple[str, ...]:
    """The enumerated categories the policy puts it in, in the schema's words."""
    stated = datum.entry.ccpa
    return stated if isinstance(stated, tuple) else ()


def statutory(law: CcpaLaw, data: Sequence[Datum]) -> Iterator[Subject]:
    """A row for each enumerated category, with the data it has or without."""
    for category in law.categories:
        yield _subject(
            category,
            (datum for datum in data if category.word in categories_of(datum)),
        )


def sensitive_row(
    law: CcpaLaw, category: Category | None, data: Sequence[Datum]
) -> Iterator[Subject]:
    """The one row of all sensitive data, where the law knows it."""
    if category is not None:
        yield _subject(category, (datum for datum in data if kinds_of(datum, law)))


def sensitive_rows(law: CcpaLaw, data: Sequence[Datum]) -> Iterator[Subject]:
    """A row for each kind of sensitive data, with the data it has or without."""
    for kind in law.sensitive_kinds:
        yield Subject(
            id=f"sensitive-{kind.word}",
            name=kind.name,
            citation=kind.citation,
            words=(kind.word,),
            data=tuple(datum for datum in data if kind in kinds_of(datum, law)),
            kinds=frozenset({kind.word}),
        )


def unclassified(law: CcpaLaw, data: Sequence[Datum]) -> Iterator[Subject]:
    """The data of no category, by what the policy says and by what it leaves out."""
    known = {category.word for category in law.categories}
    rest = [datum for datum in data if not kinds_of(datum, law)]
    denied = tuple(datum for datum in rest if datum.entry.ccpa is NONE)
    silent = tuple(
        datum
        for datum in rest
        if datum.entry.ccpa is not NONE and known.isdisjoint(categories_of(datum))
    )
    if denied:
        name = "Personal information of no enumerated category"
        yield Subject(id="other", name=name, data=denied)
    if silent:
        name = "Personal information whose category is not stated"
        yield Subject(id="unclassified", name=name, data=silent, is_classified=False)


def chosen(
    law: CcpaLaw,
    category: Category | None,
    data: Sequence[Datum],
    where: Sensitive,
) -> tuple[Subject, ...]:
    """The rows of a table about all categories; an annex has the sensitive ones."""
    sensitive: Iterable[Subject] = ()
    if where is Sensitive.ROW:
        sensitive = sensitive_row(law, category, data)
    elif where is Sensitive.ROWS:
        sensitive = sensitive_rows(law, data)
    return (*statutory(law, data), *sensitive, *unclassified(law, data))


def ordered(
    subjects: Iterable[Subject], data: Sequence[Datum], order: Order
) -> tuple[Subject, ...]:
    """The rows in the order of the statute, or in that of the data they have."""
    if order is Order.STATUTORY:
        return tuple(subjects)
    place = {datum.entry.id: index for index, datum in enumerate(data)}
    return tuple(
        sorted(
            subjects,
            key=lambda row: min(
                (place[datum.entry.id] for datum in row.data), default=len(place)
            ),
        )
    )


def _subject(category: Category, data: Iterable[Datum]) -> Subject:
    return Subject(
        id=category.word,
        name=category.name,
        letter=category.letter,
        citation=category.citation,
        words=(category.word,),
        data=tuple(data),
    )
