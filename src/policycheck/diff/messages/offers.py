"""What is said of changes in trackers, decisions, rights, choices and promises."""

from __future__ import annotations

from typing import Final

from policycheck.diff.kinds import Kind
from policycheck.diff.messages.uses import Variants

K = Kind
MESSAGES: Final[dict[Kind, str | Variants]] = {
    K.DECISION_ADDED: "decision now taken by automated means | {subject}",
    K.DECISION_REMOVED: "decision no longer taken by automated means | {subject}",
    K.DECISION_WIDENED: "automated decision that weighs more | {subject}, {items}",
    K.DECISION_NARROWED: "automated decision that weighs less | {subject}, {items}",
    K.DECISION_REWORDED: (
        "automated decision in other words | {subject}, {items}",
        "more said of an automated decision | {subject}, {items}",
        "less said of an automated decision | {subject}, {items}",
    ),
    K.CHILDREN_INCLUDED: (
        "children | {subject}",
        "said of children for the first time | {subject}",
        "no longer said of children | {subject}",
    ),
    K.CHILDREN_EXCLUDED: (
        "children | {subject}",
        "said of children for the first time | {subject}",
        "no longer said of children | {subject}",
    ),
    K.CHILDREN_LESS_PROTECTED: (
        "children are protected less | {subject}",
        "children are protected less | {subject}",
        "protection of children no longer named | {subject}",
    ),
    K.CHILDREN_MORE_PROTECTED: (
        "children are protected more | {subject}",
        "protection of children now named | {subject}",
        "children are protected more | {subject}",
    ),
    K.CHILDREN_REWORDED: "protection of children in other words | {subject}",
    K.SENSITIVE_USE_WIDENED: (
        "sensitive information used for more than is permitted without a choice",
        "sensitive information used for more than is permitted without a choice",
        "sensitive information no longer said to be used as permitted only",
    ),
    K.SENSITIVE_USE_NARROWED: (
        "sensitive information used only as permitted without a choice",
        "sensitive information now said to be used only as permitted",
        "sensitive information no longer said to be used for more than is permitted",
    ),
    K.MARKETING_ADDED: "new marketing channel | {subject}",
    K.MARKETING_REMOVED: "marketing channel no longer used | {subject}",
    K.MARKETING_WIDENED: "marketing to more people | {subject}",
    K.MARKETING_NARROWED: "marketing to fewer people | {subject}",
    K.MARKETING_REWORDED: (
        "marketing in other words | {subject}, {items}",
        "more said of marketing | {subject}, {items}",
        "less said of marketing | {subject}, {items}",
    ),
    K.TRACKER_ADDED: "new tracker | {subject}",
    K.TRACKER_REMOVED: "tracker no longer used | {subject}",
    K.TRACKER_LONGER: "stored on devices longer | {subject}",
    K.TRACKER_SHORTER: "stored on devices for a shorter time | {subject}",
    K.TRACKER_LIFE_STATED: "how long it stays is now stated | {subject}",
    K.TRACKER_LIFE_WITHDRAWN: "how long it stays is no longer stated | {subject}",
    K.TRACKER_OPENED: "now set or read by a third party | {subject}",
    K.TRACKER_CLOSED: "no longer set or read by a third party | {subject}",
    K.TRACKER_PURPOSE_ADDED: "tracker for a further purpose | {subject}, for {new}",
    K.TRACKER_PURPOSE_REMOVED: "tracker for one purpose less | {subject}, for {old}",
    K.TRACKER_CONTROL_WEAKENED: "people have less of a choice | {subject}",
    K.TRACKER_CONTROL_STRENGTHENED: "people have more of a choice | {subject}",
    K.TRACKER_DATA_ADDED: "tracker of more data | {subject}, {data}",
    K.TRACKER_DATA_REMOVED: "tracker of less data | {subject}, {data}",
    K.TRACKER_REWORDED: (
        "tracker, {items} in other words | {subject}",
        "tracker, {items} now stated | {subject}",
        "tracker, {items} no longer stated | {subject}",
    ),
    K.RIGHT_ADDED: "new rights | {items}",
    K.RIGHT_REMOVED: "rights no longer granted | {items}",
    K.RIGHT_WIDENED: "rights that cover more | {items}",
    K.RIGHT_NARROWED: "rights that cover less | {items}",
    K.RIGHT_METHOD_ADDED: "further way to use rights | {subject}",
    K.RIGHT_METHOD_REMOVED: "way to use rights gone | {subject}",
    K.RIGHT_REWORDED: (
        "how rights work, in other words | {items}, {subject}",
        "how rights work, said for the first time | {items}, {subject}",
        "how rights work, no longer said | {items}, {subject}",
    ),
    K.RESPONSE_SLOWER: "requests may take longer",
    K.RESPONSE_FASTER: "requests are answered sooner",
    K.RESPONSE_STATED: "how soon requests are answered is now stated",
    K.RESPONSE_WITHDRAWN: "how soon requests are answered is no longer stated",
    K.FEE_INTRODUCED: "requests may now cost something",
    K.FEE_DROPPED: "a fee for requests is no longer named",
    K.HURDLE_ADDED: "requests now depend on something | {subject}",
    K.HURDLE_REMOVED: "requests no longer depend on something | {subject}",
    K.OPT_OUT_ADDED: "new way to say no | to {items}",
    K.OPT_OUT_REMOVED: "no way any more to say no | to {items}",
    K.OPT_OUT_CHANGED: (
        "how to say no, in other words | to {items}",
        "more said of how to say no | to {items}",
        "less said of how to say no | to {items}",
    ),
    K.SIGNAL_HONOURED: "browser signal now honoured | {subject}",
    K.SIGNAL_DROPPED: "browser signal no longer honoured | {subject}",
    K.SIGNAL_REWORDED: (
        "browser signal in other words | {subject}, {items}",
        "more said of a browser signal | {subject}, {items}",
        "less said of a browser signal | {subject}, {items}",
    ),
    K.SAFEGUARD_OFFERED: (
        "people can now ask for {new} in an automated decision | {subject}"
    ),
    K.SAFEGUARD_DENIED: (
        "people can no longer ask for {old} in an automated decision | {subject}"
    ),
    K.REFUSAL_ADDED: "new way to refuse marketing | {subject}, {items}",
    K.REFUSAL_REMOVED: "way to refuse marketing gone | {subject}, {items}",
    K.COMPLAINT_ADDED: "further place to complain | {new}",
    K.COMPLAINT_REMOVED: "place to complain no longer named | {old}",
    K.COMPLAINT_REWORDED: (
        "where to complain, in other words | {subject}, {items}",
        "where to complain, said for the first time | {subject}, {items}",
        "where to complain, no longer said | {subject}, {items}",
    ),
    K.OFFERED_TO_FEWER: "rights and promises for fewer people | {subject}",
    K.OFFERED_TO_MORE: "rights and promises for more people | {subject}",
    K.CLAIM_ADDED: "new promise | {new}",
    K.CLAIM_REMOVED: "promise gone | {old}",
    K.CLAIM_STRENGTHENED: "promise strengthened | {new}",
    K.CLAIM_WEAKENED: "promise weakened | {new}",
    K.CLAIM_EXCHANGED: "another promise in the place of one | {new}",
    K.CLAIM_REWORDED: "promise in other words | {new}",
    K.NONE_STATED: (
        "now said that there are none | {subject}{of_items} {data_for_purposes}"
    ),
    K.NONE_WITHDRAWN: (
        "no longer said that there are none | {subject}{of_items} {data_for_purposes}"
    ),
    K.UNCLEAR_ADDED: "words that decide nothing | {subject} {data_for_purposes}",
    K.UNCLEAR_REMOVED: (
        "words that decided nothing are gone | {subject} {data_for_purposes}"
    ),
    K.UNCLEAR_REWORDED: (
        "other words that decide nothing | {subject} {data_for_purposes}"
    ),
    K.DEIDENTIFICATION_PROMISED: "new promise about de-identified data | {items}",
    K.DEIDENTIFICATION_DROPPED: "promise about de-identified data gone | {items}",
    K.DEIDENTIFICATION_REWORDED: (
        "promise about de-identified data in other words | {items}"
    ),
    K.INCENTIVE_ADDED: "something now offered for data | {subject}",
    K.INCENTIVE_REMOVED: "something no longer offered for data | {subject}",
    K.INCENTIVE_REWORDED: (
        "what is offered for data, in other words | {subject}, {items}",
        "more said of what is offered for data | {subject}, {items}",
        "less said of what is offered for data | {subject}, {items}",
    ),
    K.NOTICE_LONGER: (
        "changes are announced earlier or better",
        "how changes are announced is now said | {subject}",
        "changes are announced earlier or better",
    ),
    K.NOTICE_SHORTER: (
        "changes are announced later",
        "changes are announced later",
        "how changes are announced is no longer said | {subject}",
    ),
    K.NOTICE_REWORDED: "how changes are announced, in other words | {subject}",
    K.ACCEPTANCE_BY_USE_ADDED: "continued use now counts as agreement to changes",
    K.ACCEPTANCE_BY_USE_REMOVED: (
        "continued use no longer counts as agreement to changes"
    ),
    K.SECURITY_REWORDED: (
        "the security measures in other words",
        "security measures are now named",
        "security measures are no longer named",
    ),
}
