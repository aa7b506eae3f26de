"""The rules about the Online Privacy Protection Act, in alphabetical order."""

from __future__ import annotations

from policycheck.regimes.caloppa.law import CaloppaLaw
from policycheck.regimes.caloppa.rules.content import (
    categories_undisclosed,
    change_process_undisclosed,
    effective_date_undisclosed,
    last_update_for_effective_date,
    review_process_undescribed,
)
from policycheck.regimes.caloppa.rules.tracking import (
    do_not_track_undisclosed,
    third_party_tracking_undisclosed,
)
from policycheck.rule import Rule

RULES: tuple[Rule[CaloppaLaw], ...] = (
    categories_undisclosed,
    change_process_undisclosed,
    do_not_track_undisclosed,
    effective_date_undisclosed,
    last_update_for_effective_date,
    review_process_undescribed,
    third_party_tracking_undisclosed,
)
