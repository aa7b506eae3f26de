"""The rules of the GDPR and ePrivacy, in alphabetical order of their ids."""

from __future__ import annotations

from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.rules.adequacy import (
    adequacy_beyond_decision,
    adequacy_condition_unstated,
    adequacy_without_certification,
    adequacy_without_decision,
)
from policycheck.regimes.gdpr.rules.automated import (
    automated_decision_on_special_data,
    automated_decision_unexplained,
    automated_decision_without_exception,
    automated_decision_without_safeguards,
)
from policycheck.regimes.gdpr.rules.children import (
    child_consent_age_not_national,
    child_consent_age_too_low,
    parental_consent_unstated,
)
from policycheck.regimes.gdpr.rules.consent import (
    change_accepted_by_use,
    consent_asking_unstated,
    consent_by_use,
    consent_for_several_purposes,
    consent_tied_to_service,
    consent_without_way_back,
)
from policycheck.regimes.gdpr.rules.controller import (
    controller_without_contact,
    dpo_unstated,
    dpo_without_contact,
    establishment_unstated,
    joint_controllers_without_arrangement,
    representative_outside_the_union,
    representative_unnamed,
    representative_without_contact,
)
from policycheck.regimes.gdpr.rules.derogations import (
    compelling_interests_unstated,
    derogation_for_routine_transfer,
    transfer_consent_by_use,
)
from policycheck.regimes.gdpr.rules.interests import (
    legitimate_interest_in_childrens_data,
    legitimate_interest_of_public_authority,
    legitimate_interest_unnamed,
    legitimate_interest_vague,
)
from policycheck.regimes.gdpr.rules.lawfulness import (
    legal_bases_unpaired,
    legal_basis_unfit,
    legal_basis_unknown,
    purpose_without_legal_basis,
    several_bases_for_one_purpose,
)
from policycheck.regimes.gdpr.rules.marketing import (
    marketing_without_consent,
    marketing_without_refusal,
    soft_opt_in_unmet,
    soft_opt_in_unstated,
)
from policycheck.regimes.gdpr.rules.obligations import (
    contract_unnamed,
    contract_with_another_party,
    legal_obligation_under_foreign_law,
    legal_obligation_without_law,
    public_task_without_law,
)
from policycheck.regimes.gdpr.rules.purposes import (
    list_left_open,
    purpose_vague,
    purposes_undisclosed,
)
from policycheck.regimes.gdpr.rules.recipients import (
    recipient_vague,
    recipients_undisclosed,
)
from policycheck.regimes.gdpr.rules.requests import (
    identity_check_for_everyone,
    response_too_slow,
    rights_conditional,
    rights_exemption_unknown,
    rights_for_a_fee,
    rights_without_contact,
)
from policycheck.regimes.gdpr.rules.retention import (
    retention_hedged,
    retention_not_per_category,
    retention_unbounded,
    retention_undisclosed,
    retention_vague,
)
from policycheck.regimes.gdpr.rules.rights import (
    complaint_authority_unstated,
    marketing_objection_unstated,
    objection_not_separate,
    objection_too_narrow,
    right_unstated,
    withdrawal_incomplete,
    withdrawal_unstated,
    withdrawal_without_consent,
)
from policycheck.regimes.gdpr.rules.sources import (
    indirect_data_unnamed,
    provision_unstated,
    provision_without_consequence,
    source_undisclosed,
    source_unnamed,
)
from policycheck.regimes.gdpr.rules.special import (
    condition_without_law,
    criminal_data_without_law,
    made_public_without_public_source,
    special_category_without_condition,
)
from policycheck.regimes.gdpr.rules.trackers import (
    consent_by_browser_settings,
    necessary_for_advertising,
    tracker_details_unstated,
    tracker_without_consent,
)
from policycheck.regimes.gdpr.rules.transfers import (
    adequacy_unstated,
    safeguard_without_copy,
    transfer_country_unnamed,
    transfer_mechanism_not_in_force,
    transfer_unclear,
    transfer_undisclosed,
    transfer_without_mechanism,
    transfers_undecided,
)
from policycheck.regimes.gdpr.rules.united_kingdom import (
    complaint_authority_foreign,
    complaint_channel_inadequate,
    complaint_to_controller_unstated,
    decision_without_safeguards,
    objection_unstated_for_recognised_interest,
    recognised_interest_without_case,
    uk_representative_unnamed,
)
from policycheck.rule import Rule

RULES: tuple[Rule[GdprLaw], ...] = (
    consent_by_browser_settings,
    marketing_without_consent,
    marketing_without_refusal,
    necessary_for_advertising,
    soft_opt_in_unmet,
    soft_opt_in_unstated,
    tracker_details_unstated,
    tracker_without_consent,
    adequacy_beyond_decision,
    adequacy_condition_unstated,
    adequacy_unstated,
    adequacy_without_certification,
    adequacy_without_decision,
    automated_decision_on_special_data,
    automated_decision_unexplained,
    automated_decision_without_exception,
    automated_decision_without_safeguards,
    change_accepted_by_use,
    child_consent_age_not_national,
    child_consent_age_too_low,
    compelling_interests_unstated,
    complaint_authority_unstated,
    condition_without_law,
    consent_asking_unstated,
    consent_by_use,
    consent_for_several_purposes,
    consent_tied_to_service,
    consent_without_way_back,
    contract_unnamed,
    contract_with_another_party,
    controller_without_contact,
    criminal_data_without_law,
    derogation_for_routine_transfer,
    dpo_unstated,
    dpo_without_contact,
    establishment_unstated,
    identity_check_for_everyone,
    indirect_data_unnamed,
    joint_controllers_without_arrangement,
    legal_bases_unpaired,
    legal_basis_unfit,
    legal_basis_unknown,
    legal_obligation_under_foreign_law,
    legal_obligation_without_law,
    legitimate_interest_in_childrens_data,
    legitimate_interest_of_public_authority,
    legitimate_interest_unnamed,
    legitimate_interest_vague,
    list_left_open,
    made_public_without_public_source,
    marketing_objection_unstated,
    objection_not_separate,
    objection_too_narrow,
    parental_consent_unstated,
    provision_unstated,
    provision_without_consequence,
    public_task_without_law,
    purpose_vague,
    purpose_without_legal_basis,
    purposes_undisclosed,
    recipient_vague,
    recipients_undisclosed,
    representative_outside_the_union,
    representative_unnamed,
    representative_without_contact,
    response_too_slow,
    retention_hedged,
    retention_not_per_category,
    retention_unbounded,
    retention_undisclosed,
    retention_vague,
    right_unstated,
    rights_conditional,
    rights_exemption_unknown,
    rights_for_a_fee,
    rights_without_contact,
    safeguard_without_copy,
    several_bases_for_one_purpose,
    source_undisclosed,
    source_unnamed,
    special_category_without_condition,
    transfer_consent_by_use,
    transfer_country_unnamed,
    transfer_mechanism_not_in_force,
    transfer_unclear,
    transfer_undisclosed,
    transfer_without_mechanism,
    transfers_undecided,
    withdrawal_incomplete,
    withdrawal_unstated,
    withdrawal_without_consent,
)
"""What the EU and the UK share; a rule that cites no provision of a law does not run there."""

UK_RULES: tuple[Rule[GdprLaw], ...] = (
    complaint_authority_foreign,
    complaint_channel_inadequate,
    complaint_to_controller_unstated,
    decision_without_safeguards,
    objection_unstated_for_recognised_interest,
    recognised_interest_without_case,
    uk_representative_unnamed,
)
"""What only the UK has."""
