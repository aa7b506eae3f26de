"""The legal basis of each purpose (GDPR Art. 6 and 13(1)(c))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import LEGAL_BASES, PURPOSES
from policycheck.policy.statements import Activity
from policycheck.policy.values import Purpose
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.grounds import Ground, grounds, quoted, unpaired, used
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import once, told
from policycheck.rule import rule


@rule(
    "gdpr/purpose-without-legal-basis",
    Severity.ERROR,
    "gdpr-6-1",
    "gdpr-13-1-c-basis",
    "gdpr-14-1-c",
)
def purpose_without_legal_basis(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """No legal basis is attached to a purpose.

    People must be told, for each purpose, which of the bases of Art. 6 permits it; a
    list of several bases for everything attaches none. To fix it, name the basis of
    this purpose in the activity.
    """
    bare: dict[str, list[Ground]] = {}
    for ground in grounds(policy):
        if not ground.uses and (ground.said.stated or not ground.said.values):
            bare.setdefault(ground.purpose.entry.id, []).append(ground)
    places: dict[Pointer, list[Ground]] = {}
    for same in bare.values():
        places.setdefault(same[0].purpose.at, []).extend(same)
    for at, found in places.items():
        named = quoted(each.purpose.entry.name for each in found)
        yield Problem(
            at,
            _bare(found[0], named),
            _said_instead(found[0]),
            cites=("gdpr-6-1", *_cites(policy, [each.activity for each in found])),
        )


def _cites(policy: Policy, activities: Iterable[Activity]) -> tuple[str, ...]:
    return cites(policy, activities, direct="gdpr-13-1-c-basis", indirect="gdpr-14-1-c")


def _bare(ground: Ground, named: str) -> str:
    said = ground.said
    if said.unclear:
        return f"'{said.unclear[0].words}' names no legal basis for {named}"
    if said.is_undisclosed:
        return f"no legal basis is named for {named}"
    count = len({use.basis.at for use in said.values})
    return f"{count} bases are named for everything, none for {named}"


def _said_instead(ground: Ground) -> tuple[Related, ...]:
    return tuple(
        Related(each.at, "named here for many purposes") for each in ground.said.stated
    )


@rule("gdpr/legal-bases-unpaired", Severity.ERROR, "gdpr-13-1-c-basis", "gdpr-14-1-c")
def legal_bases_unpaired(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Several bases and several purposes stand side by side, unpaired.

    Each purpose has its own basis, and the rights people have follow from it; a reader
    cannot tell which is which. To fix it, say for each basis which purposes it is for.
    """
    for said, named in zip(
        told(policy, LEGAL_BASES), told(policy, PURPOSES), strict=True
    ):
        purposes = named.values
        open_ = () if said.stated else unpaired(said.values, purposes)
        if open_:
            yield Problem(
                said.at,
                f"{len(open_)} bases for {len(purposes)} purposes, not said which is"
                " for which",
                cites=_cites(policy, [said.activity]),
            )


@rule("gdpr/several-bases-for-one-purpose", Severity.WARNING, "gdpr-6-1-split")
def several_bases_for_one_purpose(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """One purpose rests on several bases, not told apart.

    Which rights a person has depends on the basis, so a reader must see which data or
    operation each basis covers. To fix it, say what data each basis is for, or split
    the purpose.
    """
    doubled: dict[str, Problem] = {}
    for ground in grounds(policy):
        whole = [use for use in ground.uses if use.data_categories is None]
        bases = {law.basis(use.basis.basis) for use in whole} - {"soft-opt-in", None}
        purpose = ground.purpose.entry
        if len(bases) > 1 and purpose.id not in doubled:
            named = ", ".join(sorted(str(each) for each in bases))
            doubled[purpose.id] = Problem(
                ground.purpose.at,
                f"'{purpose.name}' rests on {named}, not said which data or operation"
                " each is for",
            )
    yield from once(doubled.values())


@rule(
    "gdpr/legal-basis-unfit",
    Severity.WARNING,
    "gdpr-6-1-kind",
    "gdpr-6-1-b-unfit",
    "gdpr-6-1-d",
)
def legal_basis_unfit(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A legal basis does not fit the kind of purpose it is named for.

    Contract permits what this contract with this person needs, which is neither
    analytics nor advertising; vital interests are for emergencies; consent cannot carry
    what is done whether or not a person agrees. To fix it, name the basis that truly
    permits it, or stop.
    """

    def unfit() -> Iterator[Problem]:
        for ground in grounds(policy):
            for use in ground.uses:
                basis = law.basis(use.basis.basis)
                kinds = _misfits(law, ground.purpose.entry, basis)
                if kinds:
                    yield Problem(
                        use.at,
                        f"{basis} is no basis for '{ground.purpose.entry.name}'"
                        f" ({kinds})",
                        (Related(ground.purpose.at, "the purpose"),),
                    )

    yield from once(unfit())


def _misfits(law: GdprLaw, purpose: Purpose, basis: str | None) -> str:
    """The kinds of a purpose the basis does not fit; all of them, but for contract."""
    kinds = [kind for kind in purpose.kinds if basis in law.unfit[kind]]
    enough = basis in law.never_for or len(kinds) == len(purpose.kinds)
    return ", ".join(each.replace("_", " ") for each in kinds) if enough else ""


@rule("gdpr/legal-basis-unknown", Severity.ERROR, "gdpr-6-1")
def legal_basis_unknown(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A legal basis is named that this law does not have.

    Art. 6(1) lists the bases exhaustively; recognised legitimate interests exist in the
    United Kingdom only, since 5 February 2026. To fix it, name one of the bases of this
    law for the people it protects.
    """
    for each in used(policy):
        basis = law.basis(each.basis.basis)
        if basis is not None and basis not in law.known_bases:
            yield Problem(
                each.uses[0].at, f"{basis} is no legal basis of this law on {law.as_of}"
            )
