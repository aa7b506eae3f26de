"""Commitments about data that is no longer personal (Civ. Code 1798.140(m))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, RECIPIENTS
from policycheck.policy.values import DataCategory
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/deidentification-uncommitted",
    Severity.WARNING,
    "cpra-140-m",
)
def deidentification_uncommitted(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Data is called deidentified without the commitments that make it so.

    Data counts as deidentified only if the business commits in public not to reidentify
    it and binds whoever gets it by contract. To fix it, state both in
    `deidentification`.
    """
    used = tuple(_deidentified(policy))
    if not used:
        return
    about = tuple(Related(data.at, data.name) for data, _ in used)
    said, at = policy.deidentification, ROOT / "deidentification"
    promised = any("reidentified" in claim.never for claim in policy.claims)
    if not promised and (said is None or said.public_commitment is None):
        message = "no public commitment not to reidentify the data is stated"
        yield Problem(at / "public_commitment", message, about)
    if any(given for _, given in used) and (
        said is None or said.recipients_bound is None
    ):
        message = "how recipients are bound not to reidentify the data is not stated"
        yield Problem(at / "recipients_bound", message, about)


@rule(
    "us-ca-ccpa/patient-deidentification-undisclosed",
    Severity.WARNING,
    "cpra-130-a-5-D",
)
def patient_deidentification_undisclosed(
    policy: Policy, _law: CcpaLaw
) -> Iterator[Problem]:
    """Deidentified health data is given away without the method of deidentification.

    Whoever sells or discloses deidentified patient information says so and names the
    method: safe harbor, or expert determination. To fix it, name it in
    `deidentification.measures`.
    """
    said = policy.deidentification
    if said is not None and said.measures is not None:
        return
    for data, given in _deidentified(policy):
        if given and "health" in (*data.kinds("us-ca-ccpa"), *data.kinds("gdpr")):
            message = f"the method by which '{data.name}' was deidentified is not named"
            yield Problem(data.at / "identifiability", message)


def _deidentified(policy: Policy) -> Iterator[tuple[DataCategory, bool]]:
    """The deidentified data in use, and whether anyone else gets it."""
    given: dict[str, bool] = {}
    for activity in policy.activities:
        for use in policy.said(activity, DATA_CATEGORIES).values:
            if "deidentified" in (use.entry.identifiability, use.entry.described_as):
                said = policy.said(activity, RECIPIENTS, data_category=use.entry.id)
                here = bool(said.values) and said.is_specific
                given[use.entry.id] = given.get(use.entry.id, False) or here
    for id_, is_given in given.items():
        yield policy.data_categories[id_], is_given
