"""Nevada's rules, in alphabetical order."""

from __future__ import annotations

from policycheck.regimes.nevada.law import NevadaLaw
from policycheck.regimes.nevada.rules.content import (
    categories_undisclosed,
    change_process_undisclosed,
    effective_date_undisclosed,
    last_update_for_effective_date,
    review_process_undescribed,
)
from policycheck.regimes.nevada.rules.sale import (
    opt_out_narrowed,
    request_address_undisclosed,
    response_too_slow,
)
from policycheck.regimes.nevada.rules.tracking import third_party_tracking_undisclosed
from policycheck.rule import Rule

RULES: tuple[Rule[NevadaLaw], ...] = (
    categories_undisclosed,
    change_process_undisclosed,
    effective_date_undisclosed,
    last_update_for_effective_date,
    opt_out_narrowed,
    request_address_undisclosed,
    response_too_slow,
    review_process_undescribed,
    third_party_tracking_undisclosed,
)
