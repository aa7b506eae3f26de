"""What is said of changes in what is done with data, who gets it and how long."""

from __future__ import annotations

from typing import Final, TypeAlias

from policycheck.diff.kinds import Kind

Variants: TypeAlias = tuple[str, str, str]
"""What to say if something is said otherwise, for the first time, and no longer."""

K = Kind
MESSAGES: Final[dict[Kind, str | Variants]] = {
    K.PURPOSE_ADDED: "new purpose | {subject}{with_data}",
    K.PURPOSE_REMOVED: "no longer done | {subject}{with_data}",
    K.PURPOSE_ADDED_WITH_DATA: "new purpose, with new data only | {subject}{with_data}",
    K.PURPOSE_REMOVED_WITH_DATA: "no longer done, nor is its data used | {subject}",
    K.PURPOSE_REWORDED: "purpose in other words | {old} is now {new}",
    K.PURPOSE_KIND_ADDED: "purpose of a further kind | {subject}, now also {new}",
    K.PURPOSE_KIND_REMOVED: "purpose of one kind less | {subject}, no longer {old}",
    K.PURPOSE_BECAME_THEIRS: "now for the recipient's own purposes | {subject}",
    K.PURPOSE_BECAME_OURS: "no longer for the recipient's own purposes | {subject}",
    K.STATUTORY_PURPOSE_ADDED: (
        "purpose under a further heading of the law | {subject}, {new}"
    ),
    K.STATUTORY_PURPOSE_REMOVED: (
        "purpose under one heading of the law less | {subject}, {old}"
    ),
    K.PAIRING_ADDED: "known data now also used | {data}, for {subject}",
    K.PAIRING_REMOVED: "data used for less | {data}, no longer for {subject}",
    K.READERS_WIDENED: "said to more people | {data_for_purposes}",
    K.READERS_NARROWED: "said to fewer people | {data_for_purposes}",
    K.READERS_CHANGED: "said to other people | {data_for_purposes}",
    K.DATA_CATEGORY_ADDED: "new data | {subject}{for_purposes}",
    K.DATA_CATEGORY_REMOVED: "data no longer used | {subject}",
    K.DATA_CATEGORY_REWORDED: (
        "data in other words | {old} is now {new}",
        "data now called {new} | {subject}",
        "data no longer called {old} | {subject}",
    ),
    K.ELEMENT_ADDED: "data with a further part | {subject}, now including {new}",
    K.ELEMENT_REMOVED: "data with one part less | {subject}, no longer including {old}",
    K.SENSITIVE_ADDED: "now sensitive data {law} | {subject} ({new})",
    K.SENSITIVE_REMOVED: "no longer sensitive data {law} | {subject} ({old})",
    K.STATUTORY_CATEGORY_ADDED: (
        "data in a further category of the law | {subject}, {new}"
    ),
    K.STATUTORY_CATEGORY_REMOVED: (
        "data in one category of the law less | {subject}, {old}"
    ),
    K.IDENTIFIABILITY_RAISED: "data closer to a person | {subject}",
    K.IDENTIFIABILITY_LOWERED: "data farther from a person | {subject}",
    K.DATA_SUBJECT_ADDED: "data of more people | {subject}{with_data}",
    K.DATA_SUBJECT_REMOVED: "people whose data is no longer used | {subject}",
    K.DATA_SUBJECT_REWORDED: (
        "people in other words | {old} is now {new}",
        "people now called {new} | {subject}",
        "people no longer called {old} | {subject}",
    ),
    K.SENSITIVE_PAIRING_ADDED: (
        "sensitive data {law} now also used | {data}, for {subject}"
    ),
    K.SENSITIVE_PAIRING_REMOVED: (
        "sensitive data {law} used for less | {data}, no longer for {subject}"
    ),
    K.SUBJECT_PAIRING_ADDED: (
        "data of more people now also used | {subject}, with {data_for_each}"
    ),
    K.SUBJECT_PAIRING_REMOVED: (
        "data of fewer people used | {subject}, with {data_for_each}"
    ),
    K.BASIS_FROM_CONSENT: (
        "consent is no longer the legal basis | {purposes_with_data}"
    ),
    K.BASIS_TO_CONSENT: "consent is now the legal basis | {purposes_with_data}",
    K.BASIS_CHANGED: "another legal basis | {purposes_with_data}",
    K.BASIS_ADDED: "a further legal basis | {purposes_with_data}",
    K.BASIS_REMOVED: "one legal basis less | {purposes_with_data}",
    K.BASIS_STATED: "legal basis stated for the first time | {purposes_with_data}",
    K.BASIS_WITHDRAWN: "legal basis no longer stated | {purposes_with_data}",
    K.BASIS_DETAIL_CHANGED: (
        "another {items} behind the legal basis | {purposes}",
        "the {items} behind the legal basis is now named | {purposes}",
        "the {items} behind the legal basis is no longer named | {purposes}",
    ),
    K.BASES_LISTED: "legal bases now named together, for no single purpose",
    K.BASES_UNLISTED: "the list of legal bases for everything together is gone",
    K.BASES_LIST_CHANGED: "the list of legal bases for everything together changed",
    K.INTEREST_ADDED: "a further legitimate interest | {purposes}",
    K.INTEREST_REMOVED: "one legitimate interest less | {purposes}",
    K.INTEREST_REWORDED: "legitimate interest in other words | {purposes}",
    K.CONSENT_MADE_EXPLICIT: "consent is now explicit | {purposes}",
    K.CONSENT_NO_LONGER_EXPLICIT: "consent is no longer explicit | {purposes}",
    K.CONSENT_METHOD_CHANGED: "consent {items} in another way | {purposes}",
    K.CONSENT_METHOD_STATED: "how consent is {items} is now said | {purposes}",
    K.CONSENT_METHOD_WITHDRAWN: "how consent is {items} is no longer said | {purposes}",
    K.CONDITION_ADDED: "a further condition permits special data | {data}",
    K.CONDITION_REMOVED: "a condition no longer permits special data | {data}",
    K.CONDITION_CHANGED: "another condition permits special data | {data}",
    K.SOURCE_ADDED: "a further source | {data}",
    K.SOURCE_REMOVED: "one source less | {data}",
    K.SOURCE_PERSON_ADDED: "now also from people themselves | {data}",
    K.SOURCE_PERSON_REMOVED: "no longer from people themselves | {data}",
    K.SOURCE_REWORDED: "source in other words | {data}",
    K.SOURCES_STATED: "where data comes from is now said | {data}",
    K.SOURCES_WITHDRAWN: "where data comes from is no longer said | {data}",
    K.PROVISION_MADE_REQUIRED: "people must now provide | {data_for_purposes}",
    K.PROVISION_MADE_VOLUNTARY: (
        "people are now free not to provide | {data_for_purposes}"
    ),
    K.PROVISION_REWORDED: (
        "why people provide data, in other words | {data_for_purposes}"
    ),
    K.PROVISION_STATED: (
        "whether people must provide data is now said | {data_for_purposes}"
    ),
    K.PROVISION_WITHDRAWN: (
        "whether people must provide data is no longer said | {data_for_purposes}"
    ),
    K.RECIPIENT_ADDED: "new recipient | {subject}, of {data}",
    K.RECIPIENT_REMOVED: "no longer a recipient | {subject}, of {data}",
    K.PROCESSOR_ADDED: "further processor of a known kind | {subject}, of {data}",
    K.PROCESSOR_REMOVED: "one processor of its kind less | {subject}, of {data}",
    K.RECIPIENT_NAMED: "recipient now named | {subject}, of {data}",
    K.RECIPIENT_UNNAMED: "recipient no longer named | {subject}, of {data}",
    K.RECIPIENT_RENAMED: "recipient under another name | {old} is now {new}",
    K.RECIPIENT_REWORDED: (
        "recipient listed otherwise | {subject}, as {new}",
        "recipient now listed | {subject}, as {new}",
        "recipient no longer listed | {subject}, as {old}",
    ),
    K.RECIPIENT_BECAME_INDEPENDENT: (
        "recipient no longer only on instructions | {subject}, of {data}"
    ),
    K.RECIPIENT_BECAME_PROCESSOR: (
        "recipient now only on instructions | {subject}, of {data}"
    ),
    K.RECIPIENT_ROLE_CHANGED: (
        "recipient in another role | {subject}, of {data}",
        "role of a recipient now stated | {subject}, of {data}",
        "role of a recipient no longer stated | {subject}, of {data}",
    ),
    K.DISCLOSURE_ADDED: "recipient of more data | {subject}, of {data}",
    K.DISCLOSURE_REMOVED: "recipient of less data | {subject}, of {data}",
    K.DISCLOSURE_PURPOSE_ADDED: (
        "recipient for further purposes | {subject}, of {data_for_each}"
    ),
    K.DISCLOSURE_PURPOSE_REMOVED: (
        "recipient for fewer purposes | {subject}, of {data_for_each}"
    ),
    K.DISCLOSURE_DETAIL_CHANGED: (
        "how a recipient gets data, in other words | {subject}, of {data}"
    ),
    K.SALE_STARTED: "now sold | {data}, to {subject}",
    K.SALE_STOPPED: "no longer sold | {data}, to {subject}",
    K.SHARING_STARTED: "now shared for advertising | {data}, with {subject}",
    K.SHARING_STOPPED: "no longer shared for advertising | {data}, with {subject}",
    K.BUSINESS_PURPOSE_STATED: (
        "now said to be for a business purpose | {subject}, of {data}"
    ),
    K.BUSINESS_PURPOSE_WITHDRAWN: (
        "no longer said to be for a business purpose | {subject}, of {data}"
    ),
    K.TRANSFER_ADDED: "new transfer | to {subject}, of {data}",
    K.TRANSFER_REMOVED: "no longer transferred | to {subject}, of {data}",
    K.SAFEGUARD_ADDED: "what permits a transfer is now named | to {subject}, of {data}",
    K.SAFEGUARD_REMOVED: (
        "what permits a transfer is no longer named | to {subject}, of {data}"
    ),
    K.SAFEGUARD_CHANGED: "something else permits a transfer | to {subject}, of {data}",
    K.TRANSFER_DETAIL_CHANGED: (
        "transfer, {items} in other words | to {subject}, of {data}",
        "transfer, {items} now given | to {subject}, of {data}",
        "transfer, {items} no longer given | to {subject}, of {data}",
    ),
    K.RECIPIENT_COUNTRY_CHANGED: "recipient in another country | {subject}",
    K.COUNTRY_STATED: "country of a recipient now named | {subject}",
    K.COUNTRY_WITHDRAWN: "country of a recipient no longer named | {subject}",
    K.RETENTION_LONGER: "kept longer | {data_for_purposes}",
    K.RETENTION_SHORTER: "kept for a shorter time | {data_for_purposes}",
    K.RETENTION_UNBOUNDED: "now kept without end | {data_for_purposes}",
    K.RETENTION_BOUNDED: "no longer kept without end | {data_for_purposes}",
    K.PERIOD_TO_CRITERION: (
        "kept no longer for a period, but by a criterion | {data_for_purposes}"
    ),
    K.CRITERION_TO_PERIOD: (
        "kept no longer by a criterion, but for a period | {data_for_purposes}"
    ),
    K.RETENTION_STATED: "how long data is kept is now stated | {data_for_purposes}",
    K.RETENTION_WITHDRAWN: (
        "how long data is kept is no longer stated | {data_for_purposes}"
    ),
    K.RETENTION_REPLACED: (
        "kept for another period, from another event | {data_for_purposes}"
    ),
    K.RETENTION_START_CHANGED: (
        "the event the period counts from told otherwise | {data_for_purposes}"
    ),
    K.RETENTION_END_CHANGED: "something else happens at the end | {data_for_purposes}",
    K.RETENTION_REWORDED: (
        "how long data is kept, in other words | {data_for_purposes}"
    ),
}
