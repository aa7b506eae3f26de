"""Art. 13 or Art. 14: what a problem rests on, by where the data comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import SOURCES
from policycheck.policy.statements import Activity
from policycheck.regimes.gdpr.reading import told

_DIRECT = frozenset({"data-subject", "observed"})
_INDIRECT = frozenset({"third-party", "public", "processor"})


def cites(
    policy: Policy, activities: Iterable[Activity], *, direct: str, indirect: str
) -> tuple[str, ...]:
    """The items of Art. 13 and of Art. 14 a problem in some activities rests on.

    Art. 13 is about data from the person, observed data included, Art. 14 about data
    from elsewhere; both where an activity has both. Derived data follows its inputs,
    the other sources of the activity. Where no source is stated, Art. 13: a notice
    speaks to the people it collects from, and whether Art. 14 applies as well is what
    gdpr/source-undisclosed asks.
    """
    origins = _origins(policy)
    kinds = [origins[each.at] for each in activities]
    elsewhere = any(each & _INDIRECT for each in kinds)
    person = not elsewhere or any(each & _DIRECT or not each for each in kinds)
    return (*((direct,) if person else ()), *((indirect,) if elsewhere else ()))


def _origins(policy: Policy) -> Mapping[Pointer, frozenset[str]]:
    """The kinds of source each activity has, derived data left out."""
    return policy.once(
        "gdpr.origins",
        lambda: {
            each.activity.at: frozenset(source.kind for source in each.values)
            & (_DIRECT | _INDIRECT)
            for each in told(policy, SOURCES)
        },
    )
