"""Each kind of change in one line: what it means for people."""

from __future__ import annotations

from typing import Final

from policycheck.diff.kinds import Kind

K = Kind
MESSAGES: Final[dict[Kind, str]] = {
    K.PURPOSE_ADDED: "new purpose: {subject}, with {data}",
    K.PURPOSE_REMOVED: "no longer done: {subject}, with {data}",
    K.PURPOSE_ADDED_WITH_DATA: (
        "new purpose, with new data only: {subject}, with {data}"
    ),
    K.PURPOSE_REMOVED_WITH_DATA: (
        "no longer done, and its data no longer used: {subject}"
    ),
    K.PURPOSE_REWORDED: "a purpose is worded anew: {old} is now {new}",
    K.PURPOSE_KIND_ADDED: "{subject}: now also {new}",
    K.PURPOSE_KIND_REMOVED: "{subject}: no longer {old}",
    K.PURPOSE_BECAME_THEIRS: "{subject}: now for the recipient's own purposes",
    K.PURPOSE_BECAME_OURS: "{subject}: no longer for the recipient's own purposes",
    K.STATUTORY_PURPOSE_ADDED: "{subject}: now given as {new}",
    K.STATUTORY_PURPOSE_REMOVED: "{subject}: no longer given as {old}",
    K.PAIRING_ADDED: "{data} is now also used for: {subject}",
    K.PAIRING_REMOVED: "{data} is no longer used for: {subject}",
    K.READERS_WIDENED: "{data} for {purposes}: said to {old} before, now to {new}",
    K.READERS_NARROWED: "{data} for {purposes}: said to {old} before, now to {new}",
    K.READERS_CHANGED: "{data} for {purposes}: said to {old} before, now to {new}",
    K.DATA_CATEGORY_ADDED: "new data: {subject}, for {purposes}",
    K.DATA_CATEGORY_REMOVED: "data no longer used: {subject}",
    K.DATA_CATEGORY_REWORDED: "data is described anew: {old} is now {new}",
    K.ELEMENT_ADDED: "{subject} now includes {new}",
    K.ELEMENT_REMOVED: "{subject} no longer includes {old}",
    K.SENSITIVE_ADDED: "{subject} is now sensitive data: {new}",
    K.SENSITIVE_REMOVED: "{subject} is no longer sensitive data: {old}",
    K.STATUTORY_CATEGORY_ADDED: "{subject} is now listed under {new}",
    K.STATUTORY_CATEGORY_REMOVED: "{subject} is no longer listed under {old}",
    K.IDENTIFIABILITY_RAISED: (
        "{subject} points more clearly to a person: {old}, now {new}"
    ),
    K.IDENTIFIABILITY_LOWERED: (
        "{subject} points less clearly to a person: {old}, now {new}"
    ),
    K.DATA_SUBJECT_ADDED: "data of other people is used: {subject}, {data}",
    K.DATA_SUBJECT_REMOVED: "data of these people is no longer used: {subject}",
    K.DATA_SUBJECT_REWORDED: "people are described anew: {old} is now {new}",
    K.SUBJECT_PAIRING_ADDED: "{data} of {subject} is now also used for: {purposes}",
    K.SUBJECT_PAIRING_REMOVED: "{data} of {subject} is no longer used for: {purposes}",
    K.BASIS_FROM_CONSENT: "consent is no longer the basis for: {purposes}, with {data}",
    K.BASIS_TO_CONSENT: "consent is now the basis for: {purposes}, with {data}",
    K.BASIS_CHANGED: "another legal basis for: {purposes}, with {data}",
    K.BASIS_ADDED: "a further legal basis for: {purposes}, with {data}",
    K.BASIS_REMOVED: "one legal basis less for: {purposes}, with {data}",
    K.BASIS_STATED: "a legal basis is now stated for: {purposes}, with {data}",
    K.BASIS_WITHDRAWN: "a legal basis is no longer stated for: {purposes}, with {data}",
    K.BASIS_DETAIL_CHANGED: (
        "what the legal basis rests on is worded anew: {items}, for {purposes}"
    ),
    K.INTEREST_ADDED: "a further legitimate interest in: {purposes}",
    K.INTEREST_REMOVED: "a legitimate interest less in: {purposes}",
    K.INTEREST_REWORDED: "the legitimate interest is worded anew in: {purposes}",
    K.CONSENT_MADE_EXPLICIT: "consent is now explicit to: {purposes}",
    K.CONSENT_NO_LONGER_EXPLICIT: "consent is no longer explicit to: {purposes}",
    K.CONSENT_METHOD_CHANGED: "consent is {items} in another way, to: {purposes}",
    K.CONDITION_ADDED: "a condition now permits special data: {data}",
    K.CONDITION_REMOVED: "a condition no longer permits special data: {data}",
    K.CONDITION_CHANGED: "another condition permits special data: {data}",
    K.SOURCE_ADDED: "{data} now also comes from: {subject}",
    K.SOURCE_REMOVED: "{data} no longer comes from: {subject}",
    K.PROVISION_MADE_REQUIRED: "people must now provide {data}, for {purposes}",
    K.PROVISION_MADE_VOLUNTARY: "people are free not to provide {data}, for {purposes}",
    K.PROVISION_REWORDED: "why people provide {data} is worded anew, for {purposes}",
    K.DECISION_ADDED: "a decision is now taken by automated means: {subject}",
    K.DECISION_REMOVED: "a decision is no longer taken by automated means: {subject}",
    K.DECISION_WIDENED: "an automated decision weighs more: {subject}, {items}",
    K.DECISION_NARROWED: "an automated decision weighs less: {subject}, {items}",
    K.DECISION_REWORDED: "an automated decision is described anew: {subject}, {items}",
    K.CHILDREN_INCLUDED: "children are now included: {subject}",
    K.CHILDREN_EXCLUDED: "children are now left out: {subject}",
    K.CHILDREN_LESS_PROTECTED: "children are protected less: {subject}",
    K.CHILDREN_MORE_PROTECTED: "children are protected more: {subject}",
    K.CHILDREN_REWORDED: "what is said of children is worded anew: {subject}",
    K.SENSITIVE_USE_WIDENED: (
        "sensitive information is now used for more than is permitted without a choice"
    ),
    K.SENSITIVE_USE_NARROWED: (
        "sensitive information is used only for what is permitted"
    ),
    K.MARKETING_ADDED: "new marketing channel: {subject}",
    K.MARKETING_REMOVED: "marketing channel no longer used: {subject}",
    K.MARKETING_REWORDED: "marketing by {subject} is described anew: {items}",
    K.RECIPIENT_ADDED: "new recipient: {subject}, which gets {data}",
    K.RECIPIENT_REMOVED: "no longer a recipient: {subject}",
    K.RECIPIENT_RENAMED: "a recipient has another name: {old} is now {new}",
    K.RECIPIENT_REWORDED: "{subject} is now listed as {new}, not as {old}",
    K.RECIPIENT_BECAME_INDEPENDENT: (
        "{subject} no longer only follows instructions: {data}"
    ),
    K.RECIPIENT_BECAME_PROCESSOR: "{subject} now only follows instructions: {data}",
    K.RECIPIENT_ROLE_CHANGED: "{subject} gets {data} in another role",
    K.DISCLOSURE_ADDED: "{subject} now also gets {data}",
    K.DISCLOSURE_REMOVED: "{subject} no longer gets {data}",
    K.DISCLOSURE_PURPOSE_ADDED: "{subject} now also gets {data} for: {purposes}",
    K.DISCLOSURE_PURPOSE_REMOVED: "{subject} no longer gets {data} for: {purposes}",
    K.DISCLOSURE_DETAIL_CHANGED: "how {subject} gets {data} is described anew",
    K.SALE_STARTED: "{data} is now sold to {subject}",
    K.SALE_STOPPED: "{data} is no longer sold to {subject}",
    K.SHARING_STARTED: "{data} is now shared for advertising with {subject}",
    K.SHARING_STOPPED: "{data} is no longer shared for advertising with {subject}",
    K.BUSINESS_PURPOSE_STATED: (
        "{subject} is now said to get {data} for a business purpose"
    ),
    K.BUSINESS_PURPOSE_WITHDRAWN: (
        "{subject} is no longer said to get {data} for a business purpose"
    ),
    K.TRANSFER_ADDED: "{data} now goes to {subject}",
    K.TRANSFER_REMOVED: "{data} no longer goes to {subject}",
    K.SAFEGUARD_ADDED: "a mechanism is named for {data} going to {subject}",
    K.SAFEGUARD_REMOVED: "no mechanism is named any more for {data} going to {subject}",
    K.SAFEGUARD_CHANGED: "another mechanism is named for {data} going to {subject}",
    K.TRANSFER_DETAIL_CHANGED: "the transfer of {data} to {subject} is described anew",
    K.RECIPIENT_COUNTRY_CHANGED: "{subject} is in another country",
    K.RETENTION_LONGER: "{data} is kept longer, for {purposes}",
    K.RETENTION_SHORTER: "{data} is kept for a shorter time, for {purposes}",
    K.RETENTION_UNBOUNDED: "{data} is now kept without end, for {purposes}",
    K.RETENTION_BOUNDED: "{data} is no longer kept without end, for {purposes}",
    K.PERIOD_TO_CRITERION: (
        "no period says any more how long {data} is kept, for {purposes}"
    ),
    K.CRITERION_TO_PERIOD: "a period now says how long {data} is kept, for {purposes}",
    K.RETENTION_STATED: "it is now said how long {data} is kept, for {purposes}",
    K.RETENTION_WITHDRAWN: (
        "it is no longer said how long {data} is kept, for {purposes}"
    ),
    K.RETENTION_START_CHANGED: (
        "the period for {data} counts from another event, for {purposes}"
    ),
    K.RETENTION_END_CHANGED: (
        "something else happens to {data} at the end, for {purposes}"
    ),
    K.RETENTION_REWORDED: "how long {data} is kept is described anew, for {purposes}",
    K.TRACKER_ADDED: "new tracker: {subject}",
    K.TRACKER_REMOVED: "tracker no longer used: {subject}",
    K.TRACKER_LONGER: "{subject} stays longer",
    K.TRACKER_SHORTER: "{subject} goes sooner",
    K.TRACKER_OPENED: "{subject} is now set or read by a third party",
    K.TRACKER_CLOSED: "{subject} is no longer set or read by a third party",
    K.TRACKER_PURPOSE_ADDED: "{subject} now also serves: {new}",
    K.TRACKER_PURPOSE_REMOVED: "{subject} no longer serves: {old}",
    K.TRACKER_CONTROL_WEAKENED: "people control {subject} less",
    K.TRACKER_CONTROL_STRENGTHENED: "people control {subject} more",
    K.TRACKER_DATA_ADDED: "{subject} now also collects {data}",
    K.TRACKER_DATA_REMOVED: "{subject} no longer collects {data}",
    K.TRACKER_REWORDED: "{subject} is described anew",
    K.RIGHT_ADDED: "new rights: {items}",
    K.RIGHT_REMOVED: "rights no longer granted: {items}",
    K.RIGHT_WIDENED: "rights cover more: {items}",
    K.RIGHT_NARROWED: "rights cover less: {items}",
    K.RIGHT_METHOD_ADDED: "a further way to use rights: {subject}",
    K.RIGHT_METHOD_REMOVED: "a way to use rights is gone: {subject}",
    K.RIGHT_REWORDED: "how rights work is described anew: {subject} {items}",
    K.RESPONSE_SLOWER: "requests may take longer: {subject}",
    K.RESPONSE_FASTER: "requests are answered sooner: {subject}",
    K.FEE_INTRODUCED: "requests may now cost something",
    K.FEE_DROPPED: "requests no longer cost anything",
    K.HURDLE_ADDED: "requests now depend on something: {subject}",
    K.HURDLE_REMOVED: "requests no longer depend on something: {subject}",
    K.OPT_OUT_ADDED: "a way to say no to: {items}",
    K.OPT_OUT_REMOVED: "no way any more to say no to: {items}",
    K.OPT_OUT_CHANGED: "the way to say no is another: {items}",
    K.SIGNAL_HONOURED: "a browser signal is now honoured: {subject}",
    K.SIGNAL_DROPPED: "a browser signal is no longer honoured: {subject}",
    K.SIGNAL_REWORDED: (
        "what is done with a browser signal is described anew: {subject}"
    ),
    K.SAFEGUARD_OFFERED: (
        "against an automated decision, people can now ask for {new}: {subject}"
    ),
    K.SAFEGUARD_DENIED: (
        "against an automated decision, people can no longer ask for {old}: {subject}"
    ),
    K.REFUSAL_ADDED: "marketing by {subject} can be refused: {items}",
    K.REFUSAL_REMOVED: "marketing by {subject} can no longer be refused: {items}",
    K.COMPLAINT_ADDED: "a further place to complain: {new}",
    K.COMPLAINT_REMOVED: "a place to complain is no longer named: {old}",
    K.COMPLAINT_REWORDED: "where to complain is described anew: {subject} {items}",
    K.CLAIM_ADDED: "new promise: {new}",
    K.CLAIM_REMOVED: "promise gone: {old}",
    K.CLAIM_STRENGTHENED: "promise strengthened: {new}",
    K.CLAIM_WEAKENED: "promise weakened: {old}; now {new}",
    K.CLAIM_REWORDED: "promise worded anew: {new}",
    K.NONE_STATED: "it is now said that there are no {subject} {data}",
    K.NONE_WITHDRAWN: "it is no longer said that there are no {subject} {data}",
    K.UNCLEAR_ADDED: "words that decide nothing: {subject} {data}",
    K.UNCLEAR_REMOVED: "words that decided nothing are gone: {subject} {data}",
    K.UNCLEAR_REWORDED: "words that decide nothing are worded anew: {subject} {data}",
    K.DEIDENTIFICATION_PROMISED: "new promise about de-identified data: {items}",
    K.DEIDENTIFICATION_DROPPED: "promise about de-identified data gone: {items}",
    K.DEIDENTIFICATION_REWORDED: (
        "promise about de-identified data worded anew: {items}"
    ),
    K.INCENTIVE_ADDED: "something is now offered for data: {subject}",
    K.INCENTIVE_REMOVED: "something is no longer offered for data: {subject}",
    K.INCENTIVE_REWORDED: (
        "what is offered for data is described anew: {subject}, {items}"
    ),
    K.NOTICE_LONGER: "changes are announced earlier or better: {subject}",
    K.NOTICE_SHORTER: "changes are announced later or not at all: {subject}",
    K.NOTICE_REWORDED: "how changes are announced is described anew: {subject}",
    K.ACCEPTANCE_BY_USE_ADDED: "continued use now counts as agreement to changes",
    K.ACCEPTANCE_BY_USE_REMOVED: (
        "continued use no longer counts as agreement to changes"
    ),
    K.SECURITY_REWORDED: "the security measures are described anew",
    K.CONTROLLER_ADDED: "new controller: {subject}",
    K.CONTROLLER_REMOVED: "no longer a controller: {subject}",
    K.CONTROLLER_RENAMED: "the controller has another name: {old} is now {new}",
    K.CONTROLLER_DETAIL_CHANGED: "details of the controller {subject} changed: {items}",
    K.CONTACT_ADDED: "new contact: {subject}",
    K.CONTACT_REMOVED: "contact gone: {subject}",
    K.CONTACT_CHANGED: "the contact {subject} changed: {items}",
    K.REPRESENTATIVE_ADDED: "new representative: {new}",
    K.REPRESENTATIVE_REMOVED: "representative gone: {old}",
    K.REPRESENTATIVE_CHANGED: "the representative changed: {items}",
    K.SCOPE_WIDENED: "the policy covers more",
    K.SCOPE_NARROWED: "the policy covers less",
    K.REGIME_ADDED: "the policy is now written for {new}",
    K.REGIME_REMOVED: "the policy is no longer written for {old}",
    K.AUDIENCE_WIDENED: "the group {subject} is larger",
    K.AUDIENCE_NARROWED: "the group {subject} is smaller",
    K.TABLE_ROW_ADDED: "a published table has a further row: {subject}",
    K.TABLE_ROW_REMOVED: "a published table has lost a row: {subject}",
    K.TABLE_ROW_CHANGED: (
        "a row of a published table reads otherwise: {subject}, {items}"
    ),
    K.ORGANISATION_CHANGED: "a fact about the organisation changed: {subject}",
    K.DATE_FORWARD: "the date moved on: {subject}",
    K.DATE_BACK: "the date moved back: {subject}",
    K.DATE_STATED: "a date is now given: {subject}",
    K.DATE_WITHDRAWN: "a date is no longer given: {subject}",
    K.ENTRY_LISTED: "listed, but nothing uses it: {subject}",
    K.ENTRY_UNLISTED: "no longer listed; nothing used it: {subject}",
    K.RENAMED: "the same under another id: {old} is now {new}",
    K.DOCUMENT_DETAIL_CHANGED: "the document says something else: {subject}",
    K.WORDING_CHANGED: "quotes of the prose changed",
    K.MATERIAL_UNDATED: (
        "material changes, and neither the effective nor the last-updated date moved"
    ),
    K.DATE_ALONE: "a date moved, and nothing else that matters did",
    K.EFFECTIVE_TOO_EARLY: "material changes take effect before people can be told",
}
