"""What is said of changes in who answers for a policy, and in the document."""

from __future__ import annotations

from typing import Final

from policycheck.diff.kinds import Kind
from policycheck.diff.messages.uses import Variants

K = Kind
MESSAGES: Final[dict[Kind, str | Variants]] = {
    K.CONTROLLER_ADDED: "new controller | {subject}",
    K.CONTROLLER_REMOVED: "no longer a controller | {subject}",
    K.CONTROLLER_RENAMED: "controller under another name | {old} is now {new}",
    K.CONTROLLER_DETAIL_CHANGED: (
        "controller changed | {subject}, another {items}",
        "more said of a controller | {subject}, {items}",
        "less said of a controller | {subject}, {items}",
    ),
    K.CONTACT_ADDED: "new contact | {subject}",
    K.CONTACT_REMOVED: "contact gone | {subject}",
    K.CONTACT_CHANGED: (
        "contact changed | {subject}, another {items}",
        "more ways to reach a contact | {subject}, {items}",
        "fewer ways to reach a contact | {subject}, {items}",
    ),
    K.REPRESENTATIVE_ADDED: "new representative | {new}",
    K.REPRESENTATIVE_REMOVED: "representative gone | {old}",
    K.REPRESENTATIVE_CHANGED: (
        "representative changed | another {items}",
        "more said of a representative | {items}",
        "less said of a representative | {items}",
    ),
    K.SCOPE_WIDENED: "the policy covers more",
    K.SCOPE_NARROWED: "the policy covers less",
    K.REGIME_ADDED: "policy now written for a law | {new}",
    K.REGIME_REMOVED: "policy no longer written for a law | {old}",
    K.AUDIENCE_WIDENED: "group of readers that is larger | {subject}",
    K.AUDIENCE_NARROWED: "group of readers that is smaller | {subject}",
    K.TABLE_ADDED: "new table | {subject}",
    K.TABLE_REMOVED: "table gone | {subject}",
    K.TABLE_CHANGED: (
        "table of another time | {subject}",
        "table, the time it is about now stated | {subject}",
        "table, the time it is about no longer stated | {subject}",
    ),
    K.TABLE_ROW_ADDED: "new row in a table | {subject}",
    K.TABLE_ROW_REMOVED: "row gone from a table | {subject}",
    K.TABLE_ROW_CHANGED: (
        "row of a table that reads otherwise | {subject}, {items}",
        "more in a row of a table | {subject}, {items}",
        "less in a row of a table | {subject}, {items}",
    ),
    K.ORGANISATION_CHANGED: (
        "organisation | {subject}",
        "organisation, said for the first time | {subject}",
        "organisation, no longer said | {subject}",
    ),
    K.DATE_FORWARD: "date moved on | {subject}",
    K.DATE_BACK: "date moved back | {subject}",
    K.DATE_STATED: "date now given | {subject}",
    K.DATE_WITHDRAWN: "date no longer given | {subject}",
    K.ENTRY_LISTED: "listed, but nothing uses it | {subject}",
    K.ENTRY_UNLISTED: "no longer listed; nothing used it | {subject}",
    K.RENAMED: "another id | {new} takes the place of {old}, in {subject}",
    K.ENTRY_SPLIT: (
        "several entries in the place of one | {old} is now {new}, in {subject}"
    ),
    K.ENTRIES_MERGED: (
        "one entry in the place of several | {old} are now {new}, in {subject}"
    ),
    K.DOCUMENT_USE_CHANGED: (
        "what the text is | {subject}",
        "what the text is, said for the first time | {subject}",
        "what the text is, no longer said | {subject}",
    ),
    K.DOCUMENT_DETAIL_CHANGED: (
        "document | {subject}",
        "document, said for the first time | {subject}",
        "document, no longer said | {subject}",
    ),
    K.WORDING_CHANGED: "quotes of the prose | {items}",
    K.MATERIAL_UNDATED: (
        "material changes, and neither the effective nor the last-updated date moved"
    ),
    K.DATE_ALONE: "a date moved, and nothing else that matters did",
    K.EFFECTIVE_TOO_EARLY: "material changes take effect before people can be told",
}
