"""The kinds of change: what each means for people, which way it goes, and its mirror."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Direction(Enum):
    """Which way a change goes, seen by the people whose data it is."""

    EXPANDS = "expands"  # more may be done with their data, or they can do less
    NARROWS = "narrows"
    NEUTRAL = "neutral"


class Significance(Enum):
    """How much a change matters; docs/diff.md states the yardstick."""

    MATERIAL = "material"
    NOTABLE = "notable"
    EDITORIAL = "editorial"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that sorting puts it first."""
        return _RANKS[self]


_RANKS: Final = {each: rank for rank, each in enumerate(Significance)}


class Theme(Enum):
    """What a change is about, in the words of a heading."""

    USE = "What is done with personal data"
    RECIPIENTS = "Who gets it"
    TRANSFERS = "Where it goes"
    RETENTION = "How long it is kept"
    DEVICES = "What is stored on or read from devices"
    RIGHTS = "What people can ask for and refuse"
    PROMISES = "What is promised"
    CONTACTS = "Who answers"
    DOCUMENT = "The document"


E, N, O = Direction.EXPANDS, Direction.NARROWS, Direction.NEUTRAL
M, S, W = Significance.MATERIAL, Significance.NOTABLE, Significance.EDITORIAL
T = Theme


class Kind(Enum):
    """One kind of change: id, direction, theme, and how it matters before any law speaks.

    `significance` is the first half of the yardstick: whether a person who read the old
    text is treated differently. A regime's own judgement can only make it graver.
    """

    PURPOSE_ADDED = ("purpose-added", E, M, T.USE)
    PURPOSE_REMOVED = ("purpose-removed", N, S, T.USE)
    PURPOSE_ADDED_WITH_DATA = ("purpose-added-with-data", E, S, T.USE)
    PURPOSE_REMOVED_WITH_DATA = ("purpose-removed-with-data", N, S, T.USE)
    PURPOSE_REWORDED = ("purpose-reworded", O, S, T.USE)
    PURPOSE_KIND_ADDED = ("purpose-kind-added", E, M, T.USE)
    PURPOSE_KIND_REMOVED = ("purpose-kind-removed", N, S, T.USE)
    PURPOSE_BECAME_THEIRS = ("purpose-became-theirs", E, M, T.USE)
    PURPOSE_BECAME_OURS = ("purpose-became-ours", N, S, T.USE)
    STATUTORY_PURPOSE_ADDED = ("statutory-purpose-added", E, S, T.USE)
    STATUTORY_PURPOSE_REMOVED = ("statutory-purpose-removed", N, S, T.USE)
    PAIRING_ADDED = ("pairing-added", E, M, T.USE)
    PAIRING_REMOVED = ("pairing-removed", N, S, T.USE)
    READERS_WIDENED = ("readers-widened", E, S, T.USE)
    READERS_NARROWED = ("readers-narrowed", N, S, T.USE)
    READERS_CHANGED = ("readers-changed", O, S, T.USE)
    DATA_CATEGORY_ADDED = ("data-category-added", E, S, T.USE)
    DATA_CATEGORY_REMOVED = ("data-category-removed", N, S, T.USE)
    DATA_CATEGORY_REWORDED = ("data-category-reworded", O, S, T.USE)
    ELEMENT_ADDED = ("element-added", E, S, T.USE)
    ELEMENT_REMOVED = ("element-removed", N, S, T.USE)
    SENSITIVE_ADDED = ("sensitive-added", E, M, T.USE)
    SENSITIVE_REMOVED = ("sensitive-removed", N, S, T.USE)
    STATUTORY_CATEGORY_ADDED = ("statutory-category-added", E, S, T.USE)
    STATUTORY_CATEGORY_REMOVED = ("statutory-category-removed", N, S, T.USE)
    IDENTIFIABILITY_RAISED = ("identifiability-raised", E, M, T.USE)
    IDENTIFIABILITY_LOWERED = ("identifiability-lowered", N, S, T.USE)
    DATA_SUBJECT_ADDED = ("data-subject-added", E, S, T.USE)
    DATA_SUBJECT_REMOVED = ("data-subject-removed", N, S, T.USE)
    DATA_SUBJECT_REWORDED = ("data-subject-reworded", O, S, T.USE)
    SUBJECT_PAIRING_ADDED = ("subject-pairing-added", E, M, T.USE)
    SUBJECT_PAIRING_REMOVED = ("subject-pairing-removed", N, S, T.USE)
    BASIS_FROM_CONSENT = ("basis-from-consent", E, M, T.USE)
    BASIS_TO_CONSENT = ("basis-to-consent", N, S, T.USE)
    BASIS_CHANGED = ("basis-changed", O, M, T.USE)
    BASIS_ADDED = ("basis-added", E, S, T.USE)
    BASIS_REMOVED = ("basis-removed", N, S, T.USE)
    BASIS_STATED = ("basis-stated", O, S, T.USE)
    BASIS_WITHDRAWN = ("basis-withdrawn", O, S, T.USE)
    BASIS_DETAIL_CHANGED = ("basis-detail-changed", O, S, T.USE)
    INTEREST_ADDED = ("interest-added", E, M, T.USE)
    INTEREST_REMOVED = ("interest-removed", N, S, T.USE)
    INTEREST_REWORDED = ("interest-reworded", O, S, T.USE)
    CONSENT_MADE_EXPLICIT = ("consent-made-explicit", N, S, T.USE)
    CONSENT_NO_LONGER_EXPLICIT = ("consent-no-longer-explicit", E, M, T.USE)
    CONSENT_METHOD_CHANGED = ("consent-method-changed", O, S, T.USE)
    CONDITION_ADDED = ("condition-added", E, S, T.USE)
    CONDITION_REMOVED = ("condition-removed", N, S, T.USE)
    CONDITION_CHANGED = ("condition-changed", O, M, T.USE)
    SOURCE_ADDED = ("source-added", E, S, T.USE)
    SOURCE_REMOVED = ("source-removed", N, S, T.USE)
    PROVISION_MADE_REQUIRED = ("provision-made-required", E, M, T.USE)
    PROVISION_MADE_VOLUNTARY = ("provision-made-voluntary", N, S, T.USE)
    PROVISION_REWORDED = ("provision-reworded", O, S, T.USE)
    DECISION_ADDED = ("decision-added", E, M, T.USE)
    DECISION_REMOVED = ("decision-removed", N, S, T.USE)
    DECISION_WIDENED = ("decision-widened", E, M, T.USE)
    DECISION_NARROWED = ("decision-narrowed", N, S, T.USE)
    DECISION_REWORDED = ("decision-reworded", O, S, T.USE)
    CHILDREN_INCLUDED = ("children-included", E, M, T.USE)
    CHILDREN_EXCLUDED = ("children-excluded", N, S, T.USE)
    CHILDREN_LESS_PROTECTED = ("children-less-protected", E, M, T.USE)
    CHILDREN_MORE_PROTECTED = ("children-more-protected", N, S, T.USE)
    CHILDREN_REWORDED = ("children-reworded", O, S, T.USE)
    SENSITIVE_USE_WIDENED = ("sensitive-use-widened", E, M, T.USE)
    SENSITIVE_USE_NARROWED = ("sensitive-use-narrowed", N, S, T.USE)
    MARKETING_ADDED = ("marketing-added", E, M, T.USE)
    MARKETING_REMOVED = ("marketing-removed", N, S, T.USE)
    MARKETING_REWORDED = ("marketing-reworded", O, S, T.USE)

    RECIPIENT_ADDED = ("recipient-added", E, M, T.RECIPIENTS)
    RECIPIENT_REMOVED = ("recipient-removed", N, S, T.RECIPIENTS)
    RECIPIENT_RENAMED = ("recipient-renamed", O, S, T.RECIPIENTS)
    RECIPIENT_REWORDED = ("recipient-reworded", O, S, T.RECIPIENTS)
    RECIPIENT_BECAME_INDEPENDENT = ("recipient-became-independent", E, M, T.RECIPIENTS)
    RECIPIENT_BECAME_PROCESSOR = ("recipient-became-processor", N, S, T.RECIPIENTS)
    RECIPIENT_ROLE_CHANGED = ("recipient-role-changed", O, S, T.RECIPIENTS)
    DISCLOSURE_ADDED = ("disclosure-added", E, M, T.RECIPIENTS)
    DISCLOSURE_REMOVED = ("disclosure-removed", N, S, T.RECIPIENTS)
    DISCLOSURE_PURPOSE_ADDED = ("disclosure-purpose-added", E, M, T.RECIPIENTS)
    DISCLOSURE_PURPOSE_REMOVED = ("disclosure-purpose-removed", N, S, T.RECIPIENTS)
    DISCLOSURE_DETAIL_CHANGED = ("disclosure-detail-changed", O, S, T.RECIPIENTS)
    SALE_STARTED = ("sale-started", E, M, T.RECIPIENTS)
    SALE_STOPPED = ("sale-stopped", N, S, T.RECIPIENTS)
    SHARING_STARTED = ("sharing-started", E, M, T.RECIPIENTS)
    SHARING_STOPPED = ("sharing-stopped", N, S, T.RECIPIENTS)
    BUSINESS_PURPOSE_STATED = ("business-purpose-stated", O, S, T.RECIPIENTS)
    BUSINESS_PURPOSE_WITHDRAWN = ("business-purpose-withdrawn", O, S, T.RECIPIENTS)

    TRANSFER_ADDED = ("transfer-added", E, M, T.TRANSFERS)
    TRANSFER_REMOVED = ("transfer-removed", N, S, T.TRANSFERS)
    SAFEGUARD_ADDED = ("safeguard-added", N, S, T.TRANSFERS)
    SAFEGUARD_REMOVED = ("safeguard-removed", E, M, T.TRANSFERS)
    SAFEGUARD_CHANGED = ("safeguard-changed", O, S, T.TRANSFERS)
    TRANSFER_DETAIL_CHANGED = ("transfer-detail-changed", O, S, T.TRANSFERS)
    RECIPIENT_COUNTRY_CHANGED = ("recipient-country-changed", O, S, T.TRANSFERS)

    RETENTION_LONGER = ("retention-longer", E, M, T.RETENTION)
    RETENTION_SHORTER = ("retention-shorter", N, S, T.RETENTION)
    RETENTION_UNBOUNDED = ("retention-unbounded", E, M, T.RETENTION)
    RETENTION_BOUNDED = ("retention-bounded", N, S, T.RETENTION)
    PERIOD_TO_CRITERION = ("period-to-criterion", E, M, T.RETENTION)
    CRITERION_TO_PERIOD = ("criterion-to-period", N, S, T.RETENTION)
    RETENTION_STATED = ("retention-stated", N, S, T.RETENTION)
    RETENTION_WITHDRAWN = ("retention-withdrawn", E, M, T.RETENTION)
    RETENTION_START_CHANGED = ("retention-start-changed", O, S, T.RETENTION)
    RETENTION_END_CHANGED = ("retention-end-changed", O, S, T.RETENTION)
    RETENTION_REWORDED = ("retention-reworded", O, S, T.RETENTION)

    TRACKER_ADDED = ("tracker-added", E, M, T.DEVICES)
    TRACKER_REMOVED = ("tracker-removed", N, S, T.DEVICES)
    TRACKER_LONGER = ("tracker-longer", E, M, T.DEVICES)
    TRACKER_SHORTER = ("tracker-shorter", N, S, T.DEVICES)
    TRACKER_OPENED = ("tracker-opened-to-third-party", E, M, T.DEVICES)
    TRACKER_CLOSED = ("tracker-closed-to-third-party", N, S, T.DEVICES)
    TRACKER_PURPOSE_ADDED = ("tracker-purpose-added", E, M, T.DEVICES)
    TRACKER_PURPOSE_REMOVED = ("tracker-purpose-removed", N, S, T.DEVICES)
    TRACKER_CONTROL_WEAKENED = ("tracker-control-weakened", E, M, T.DEVICES)
    TRACKER_CONTROL_STRENGTHENED = ("tracker-control-strengthened", N, S, T.DEVICES)
    TRACKER_DATA_ADDED = ("tracker-data-added", E, S, T.DEVICES)
    TRACKER_DATA_REMOVED = ("tracker-data-removed", N, S, T.DEVICES)
    TRACKER_REWORDED = ("tracker-reworded", O, S, T.DEVICES)

    RIGHT_ADDED = ("right-added", N, S, T.RIGHTS)
    RIGHT_REMOVED = ("right-removed", E, M, T.RIGHTS)
    RIGHT_WIDENED = ("right-widened", N, S, T.RIGHTS)
    RIGHT_NARROWED = ("right-narrowed", E, M, T.RIGHTS)
    RIGHT_METHOD_ADDED = ("right-method-added", N, S, T.RIGHTS)
    RIGHT_METHOD_REMOVED = ("right-method-removed", E, M, T.RIGHTS)
    RIGHT_REWORDED = ("right-reworded", O, S, T.RIGHTS)
    RESPONSE_SLOWER = ("response-slower", E, M, T.RIGHTS)
    RESPONSE_FASTER = ("response-faster", N, S, T.RIGHTS)
    FEE_INTRODUCED = ("fee-introduced", E, M, T.RIGHTS)
    FEE_DROPPED = ("fee-dropped", N, S, T.RIGHTS)
    HURDLE_ADDED = ("hurdle-added", E, S, T.RIGHTS)
    HURDLE_REMOVED = ("hurdle-removed", N, S, T.RIGHTS)
    OPT_OUT_ADDED = ("opt-out-added", N, S, T.RIGHTS)
    OPT_OUT_REMOVED = ("opt-out-removed", E, M, T.RIGHTS)
    OPT_OUT_CHANGED = ("opt-out-changed", O, S, T.RIGHTS)
    SIGNAL_HONOURED = ("signal-honoured", N, S, T.RIGHTS)
    SIGNAL_DROPPED = ("signal-dropped", E, M, T.RIGHTS)
    SIGNAL_REWORDED = ("signal-reworded", O, S, T.RIGHTS)
    SAFEGUARD_OFFERED = ("decision-safeguard-added", N, S, T.RIGHTS)
    SAFEGUARD_DENIED = ("decision-safeguard-removed", E, M, T.RIGHTS)
    REFUSAL_ADDED = ("marketing-refusal-added", N, S, T.RIGHTS)
    REFUSAL_REMOVED = ("marketing-refusal-removed", E, M, T.RIGHTS)
    COMPLAINT_ADDED = ("complaint-channel-added", N, S, T.RIGHTS)
    COMPLAINT_REMOVED = ("complaint-channel-removed", E, M, T.RIGHTS)
    COMPLAINT_REWORDED = ("complaint-channel-reworded", O, S, T.RIGHTS)

    CLAIM_ADDED = ("claim-added", N, S, T.PROMISES)
    CLAIM_REMOVED = ("claim-removed", E, M, T.PROMISES)
    CLAIM_STRENGTHENED = ("claim-strengthened", N, S, T.PROMISES)
    CLAIM_WEAKENED = ("claim-weakened", E, M, T.PROMISES)
    CLAIM_REWORDED = ("claim-reworded", O, S, T.PROMISES)
    NONE_STATED = ("none-stated", N, S, T.PROMISES)
    NONE_WITHDRAWN = ("none-withdrawn", E, M, T.PROMISES)
    UNCLEAR_ADDED = ("unclear-added", E, S, T.PROMISES)
    UNCLEAR_REMOVED = ("unclear-removed", N, S, T.PROMISES)
    DEIDENTIFICATION_PROMISED = ("deidentification-promised", N, S, T.PROMISES)
    DEIDENTIFICATION_DROPPED = ("deidentification-dropped", E, M, T.PROMISES)
    DEIDENTIFICATION_REWORDED = ("deidentification-reworded", O, S, T.PROMISES)
    INCENTIVE_ADDED = ("incentive-added", E, S, T.PROMISES)
    INCENTIVE_REMOVED = ("incentive-removed", N, S, T.PROMISES)
    INCENTIVE_REWORDED = ("incentive-reworded", O, S, T.PROMISES)
    NOTICE_LONGER = ("change-notice-longer", N, S, T.PROMISES)
    NOTICE_SHORTER = ("change-notice-shorter", E, M, T.PROMISES)
    NOTICE_REWORDED = ("change-notice-reworded", O, S, T.PROMISES)
    ACCEPTANCE_BY_USE_ADDED = ("acceptance-by-use-added", E, M, T.PROMISES)
    ACCEPTANCE_BY_USE_REMOVED = ("acceptance-by-use-removed", N, S, T.PROMISES)
    SECURITY_REWORDED = ("security-reworded", O, W, T.PROMISES)

    CONTROLLER_ADDED = ("controller-added", E, M, T.CONTACTS)
    CONTROLLER_REMOVED = ("controller-removed", N, M, T.CONTACTS)
    CONTROLLER_RENAMED = ("controller-renamed", O, M, T.CONTACTS)
    CONTROLLER_DETAIL_CHANGED = ("controller-detail-changed", O, S, T.CONTACTS)
    CONTACT_ADDED = ("contact-added", N, S, T.CONTACTS)
    CONTACT_REMOVED = ("contact-removed", E, S, T.CONTACTS)
    CONTACT_CHANGED = ("contact-changed", O, S, T.CONTACTS)
    REPRESENTATIVE_ADDED = ("representative-added", N, S, T.CONTACTS)
    REPRESENTATIVE_REMOVED = ("representative-removed", E, S, T.CONTACTS)
    REPRESENTATIVE_CHANGED = ("representative-changed", O, S, T.CONTACTS)

    SCOPE_WIDENED = ("scope-widened", E, S, T.DOCUMENT)
    SCOPE_NARROWED = ("scope-narrowed", N, S, T.DOCUMENT)
    REGIME_ADDED = ("regime-added", N, S, T.DOCUMENT)
    REGIME_REMOVED = ("regime-removed", E, S, T.DOCUMENT)
    AUDIENCE_WIDENED = ("audience-widened", O, S, T.DOCUMENT)
    AUDIENCE_NARROWED = ("audience-narrowed", O, S, T.DOCUMENT)
    TABLE_ROW_ADDED = ("table-row-added", O, S, T.DOCUMENT)
    TABLE_ROW_REMOVED = ("table-row-removed", O, S, T.DOCUMENT)
    TABLE_ROW_CHANGED = ("table-row-changed", O, S, T.DOCUMENT)
    ORGANISATION_CHANGED = ("organisation-changed", O, S, T.DOCUMENT)
    DATE_FORWARD = ("date-moved-forward", O, W, T.DOCUMENT)
    DATE_BACK = ("date-moved-back", O, S, T.DOCUMENT)
    DATE_STATED = ("date-stated", O, W, T.DOCUMENT)
    DATE_WITHDRAWN = ("date-withdrawn", O, S, T.DOCUMENT)
    ENTRY_LISTED = ("unused-entry-added", O, W, T.DOCUMENT)
    ENTRY_UNLISTED = ("unused-entry-removed", O, W, T.DOCUMENT)
    RENAMED = ("renamed", O, W, T.DOCUMENT)
    DOCUMENT_DETAIL_CHANGED = ("document-detail-changed", O, W, T.DOCUMENT)
    WORDING_CHANGED = ("wording-changed", O, W, T.DOCUMENT)

    MATERIAL_UNDATED = ("material-change-undated", O, S, T.DOCUMENT)
    DATE_ALONE = ("date-moved-alone", O, W, T.DOCUMENT)
    EFFECTIVE_TOO_EARLY = ("effective-before-notice", E, M, T.DOCUMENT)

    def __init__(
        self, slug: str, direction: Direction, significance: Significance, theme: Theme
    ) -> None:
        self.slug = slug
        self.direction = direction
        self.significance = significance
        self.theme = theme

    @property
    def rule(self) -> str:
        """Its id as waivers name it."""
        return f"diff/{self.slug}"
