"""The integrity rules, in alphabetical order."""

from __future__ import annotations

from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.regimes.integrity.rules.activities import (
    data_without_purpose,
    none_contradicted,
    purpose_without_data,
    repeated_id,
)
from policycheck.regimes.integrity.rules.claims import (
    contradicted_claim,
    doubtful_claim,
)
from policycheck.regimes.integrity.rules.forms import (
    impossible_date,
    malformed_email,
    malformed_url,
    minimum_above_maximum,
    not_yet_effective,
    unknown_country,
)
from policycheck.regimes.integrity.rules.names import unresolved_name, unused_entry
from policycheck.regimes.integrity.rules.rights import right_unexplained
from policycheck.rule import Rule

RULES: tuple[Rule[IntegrityLaw], ...] = (
    contradicted_claim,
    data_without_purpose,
    doubtful_claim,
    impossible_date,
    malformed_email,
    malformed_url,
    minimum_above_maximum,
    none_contradicted,
    not_yet_effective,
    purpose_without_data,
    repeated_id,
    right_unexplained,
    unknown_country,
    unresolved_name,
    unused_entry,
)
