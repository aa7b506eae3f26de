"""California's rules, in alphabetical order."""

from __future__ import annotations

from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.regimes.ccpa.rules.automated import (
    automated_decision_unexplained,
    automated_decision_without_rights,
)
from policycheck.regimes.ccpa.rules.categories import (
    category_undisclosed,
    sensitivity_undecided,
    special_data_without_sensitive_kind,
)
from policycheck.regimes.ccpa.rules.collection import (
    purposes_undisclosed,
    sources_undisclosed,
)
from policycheck.regimes.ccpa.rules.dates import (
    effective_date_for_last_update,
    last_update_undisclosed,
    update_overdue,
)
from policycheck.regimes.ccpa.rules.deidentified import (
    deidentification_uncommitted,
    patient_deidentification_undisclosed,
)
from policycheck.regimes.ccpa.rules.disclosures import (
    disclosure_purpose_undisclosed,
    disclosure_undisclosed,
    recipients_undisclosed,
    sale_purpose_undisclosed,
    sale_undisclosed,
    sharing_undisclosed,
)
from policycheck.regimes.ccpa.rules.examples import listed_example_uncollected
from policycheck.regimes.ccpa.rules.incentives import (
    broker_metrics_undisclosed,
    incentive_notice_incomplete,
    incentives_undecided,
    request_metrics_undisclosed,
)
from policycheck.regimes.ccpa.rules.inferences import inferences_undecided
from policycheck.regimes.ccpa.rules.minors import (
    minors_opt_in_undisclosed,
    sale_of_minors_data_undisclosed,
)
from policycheck.regimes.ccpa.rules.notice import (
    notice_category_sale_undisclosed,
    notice_category_without_purpose,
    retention_undisclosed,
    retention_without_limit,
)
from policycheck.regimes.ccpa.rules.opt_outs import (
    limit_instructions_undisclosed,
    limit_link_title_inexact,
    limit_link_undisclosed,
    opt_out_instructions_undisclosed,
    opt_out_link_title_inexact,
    opt_out_link_undisclosed,
    opt_out_signal_ignored,
    opt_out_signal_undisclosed,
)
from policycheck.regimes.ccpa.rules.published import (
    collected_category_unlisted,
    listed_category_uncollected,
    listed_recipient_unmentioned,
    recipient_missing_from_row,
)
from policycheck.regimes.ccpa.rules.recipients import (
    disclosure_recipients_not_per_category,
    sale_recipients_not_per_category,
)
from policycheck.regimes.ccpa.rules.requests import (
    authorised_agent_undisclosed,
    business_facts_unstated,
    contact_undisclosed,
    request_method_undisclosed,
    too_few_request_methods,
    verification_undisclosed,
)
from policycheck.regimes.ccpa.rules.retargeting import (
    opt_out_signal_refused_with_others,
    opt_out_signal_undecided,
    retargeting_beside_denial,
)
from policycheck.regimes.ccpa.rules.rights import (
    non_discrimination_unstated,
    non_retaliation_unstated,
    right_to_correct_unstated,
    right_to_delete_unstated,
    right_to_know_unstated,
    right_to_limit_unstated,
    right_to_opt_out_unstated,
    rights_unstated,
)
from policycheck.regimes.ccpa.rules.scope import (
    workforce_excluded,
)
from policycheck.regimes.ccpa.rules.sensitive import (
    sensitive_use_beyond_statement,
    sensitive_use_undisclosed,
    under_16_data_not_sensitive,
)
from policycheck.regimes.ccpa.rules.unlisted import (
    disclosed_category_unlisted,
    look_back_too_short,
    sold_category_unlisted,
)
from policycheck.rule import Rule

RULES: tuple[Rule[CcpaLaw], ...] = (
    authorised_agent_undisclosed,
    automated_decision_unexplained,
    automated_decision_without_rights,
    broker_metrics_undisclosed,
    business_facts_unstated,
    category_undisclosed,
    collected_category_unlisted,
    contact_undisclosed,
    deidentification_uncommitted,
    disclosed_category_unlisted,
    disclosure_purpose_undisclosed,
    disclosure_recipients_not_per_category,
    disclosure_undisclosed,
    effective_date_for_last_update,
    incentive_notice_incomplete,
    incentives_undecided,
    inferences_undecided,
    last_update_undisclosed,
    limit_instructions_undisclosed,
    limit_link_title_inexact,
    limit_link_undisclosed,
    listed_category_uncollected,
    listed_example_uncollected,
    listed_recipient_unmentioned,
    look_back_too_short,
    minors_opt_in_undisclosed,
    non_discrimination_unstated,
    non_retaliation_unstated,
    notice_category_sale_undisclosed,
    notice_category_without_purpose,
    opt_out_instructions_undisclosed,
    opt_out_link_title_inexact,
    opt_out_link_undisclosed,
    opt_out_signal_ignored,
    opt_out_signal_refused_with_others,
    opt_out_signal_undecided,
    opt_out_signal_undisclosed,
    patient_deidentification_undisclosed,
    purposes_undisclosed,
    recipient_missing_from_row,
    recipients_undisclosed,
    request_method_undisclosed,
    request_metrics_undisclosed,
    retargeting_beside_denial,
    retention_undisclosed,
    retention_without_limit,
    right_to_correct_unstated,
    right_to_delete_unstated,
    right_to_know_unstated,
    right_to_limit_unstated,
    right_to_opt_out_unstated,
    rights_unstated,
    sale_of_minors_data_undisclosed,
    sale_purpose_undisclosed,
    sale_recipients_not_per_category,
    sale_undisclosed,
    sensitive_use_beyond_statement,
    sensitive_use_undisclosed,
    sensitivity_undecided,
    sharing_undisclosed,
    sold_category_unlisted,
    sources_undisclosed,
    special_data_without_sensitive_kind,
    too_few_request_methods,
    under_16_data_not_sensitive,
    update_overdue,
    verification_undisclosed,
    workforce_excluded,
)
