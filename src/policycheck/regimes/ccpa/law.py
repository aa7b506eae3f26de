"""The facts the California rules read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from policycheck.frozen import Frozen
from policycheck.law import LawBook, current
from policycheck.period import Period

BUSINESS_PURPOSE: Final = "business-purpose"
SOLD: Final = "sold"
SHARED: Final = "shared"
KINDS: Final = (BUSINESS_PURPOSE, SOLD, SHARED)
"""The kinds of disclosure, in the schema's words."""


class Category(Frozen):
    """An enumerated category of personal information; `word` is the schema's."""

    word: str
    letter: str
    name: str
    citation: str


class SensitiveKind(Frozen):
    """A kind of sensitive personal information; `word` is the schema's."""

    word: str
    name: str
    citation: str


class Preferring(Frozen):
    """Purposes that go by what people prefer: their kinds, and words that say so."""

    kinds: frozenset[str]
    words: tuple[str, ...]


class Example(Frozen):
    """What a statute's examples call some data, and how other data is known to be it.

    `told_by` are the words, each from its start, and `known_as` the schema's words for
    categories and sensitive kinds.
    """

    says: re.Pattern[str]
    told_by: re.Pattern[str]
    known_as: frozenset[str]


class CcpaLaw(Frozen, kw_only=True):
    """The facts of California on a day.

    `opted_out_of` are the kinds of disclosure people can opt out of. `people_outside`
    are the kinds of people whose data a policy need not speak of, and
    `not_named_per_category` the roles of recipients it may name once. An update before
    `oldest_update` is too old; `metrics_from` counts consumers a year.
    """

    as_of: date
    categories: tuple[Category, ...]
    sensitive_kinds: tuple[SensitiveKind, ...]
    sensitive_counterparts: Mapping[str, str]
    may_be_sensitive: Mapping[str, str]
    people_outside: frozenset[str]
    opted_out_of: tuple[str, ...]
    opt_out_rights: frozenset[str]
    opt_out_is_explained_always: bool
    signal_can_replace_link: bool
    not_named_per_category: frozenset[str]
    opt_out_titles: tuple[str, ...]
    limit_titles: tuple[str, ...]
    cross_context_advertising: frozenset[str]
    preferring: tuple[Preferring, ...]
    examples: tuple[Example, ...]
    direct_marketing: frozenset[str]
    beyond_permitted_use: frozenset[str]
    printed_roles: Mapping[str, tuple[str, ...]]
    look_back: Period
    oldest_update: str
    metrics_from: int

    @classmethod
    def of(cls, book: LawBook, day: date) -> CcpaLaw:
        """The facts of a book that hold on a day."""

        def hold(name: str) -> list[dict[str, Any]]:
            return current(book.facts[name], day)

        def each(name: str, key: str) -> list[Any]:
            return [fact[key] for fact in hold(name)]

        def every(name: str, key: str) -> list[str]:
            return [word for words in each(name, key) for word in words]

        return cls(
            as_of=day,
            categories=tuple(
                Category(
                    fact["word"],
                    fact["letter"],
                    fact["name"],
                    f"{subdivision}({fact['letter']})",
                )
                for subdivision in each("categories_in", "subdivision")
                for fact in hold("categories")
            ),
            sensitive_kinds=tuple(
                SensitiveKind(fact["word"], fact["name"], fact["citation"])
                for fact in hold("sensitive_kinds")
            ),
            sensitive_counterparts={
                fact["special"]: fact["word"] for fact in hold("sensitive_counterparts")
            },
            may_be_sensitive={
                fact["word"]: fact["kind"] for fact in hold("may_be_sensitive")
            },
            people_outside=frozenset(every("people_outside", "kinds")),
            opted_out_of=tuple(every("opted_out_of", "kinds")),
            opt_out_rights=frozenset(every("opt_out_rights", "grants")),
            opt_out_is_explained_always=bool(hold("opt_out_explained_always")),
            signal_can_replace_link=bool(hold("signal_instead_of_link")),
            not_named_per_category=frozenset(every("not_named_per_category", "roles")),
            opt_out_titles=tuple(each("opt_out_titles", "title")),
            limit_titles=tuple(each("limit_titles", "title")),
            cross_context_advertising=frozenset(
                every("cross_context_advertising", "kinds")
            ),
            preferring=tuple(
                Preferring(frozenset(fact["kinds"]), tuple(fact["words"]))
                for fact in hold("preferring")
            ),
            examples=tuple(
                Example(
                    _words(fact["says"]),
                    _words(fact["told_by"]),
                    frozenset(fact["known_as"]),
                )
                for fact in hold("examples")
            ),
            direct_marketing=frozenset(every("direct_marketing", "kinds")),
            beyond_permitted_use=frozenset(every("beyond_permitted_use", "kinds")),
            printed_roles={
                fact["role"]: tuple(fact["words"]) for fact in hold("printed_roles")
            },
            look_back=Period.parse(book.facts["look_back"]["period"]),
            oldest_update=_months_before(day, book.facts["update_every"]["months"]),
            metrics_from=book.facts["metrics_from"]["consumers"],
        )


def _words(starts: list[str]) -> re.Pattern[str]:
    """Any of some words, whatever their endings."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, starts))})", re.IGNORECASE)


def _months_before(day: date, count: int) -> str:
    """The day some months before another, as ISO 8601 writes it; it has a year 0."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    last = monthrange(year, month + 1)[1]
    return f"{year:04}-{month + 1:02}-{min(day.day, last):02}"
