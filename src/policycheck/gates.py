"""What can be wrong whatever the law says: the file, the schema, quotes, excuses."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.rule import Rule


def _none(_policy: Policy, _law: None) -> Iterator[Problem]:
    """No problem: what a gate finds is found before there is a policy."""
    yield from ()


def _gate(
    id_: str, title: str, why: str, fix: str, severity: Severity = Severity.ERROR
) -> Rule[None]:
    return Rule(id_, severity, (), _none, f"{title}.\n\n{why} To fix it, {fix}.")


_READ_ALIKE = (
    "A policy is read by people, editors and this tool, and all must read the same."
)
_LAST_WINS = "Most readers keep the last one and drop the other without a word."
_LIMIT = "A limit keeps checking fast and safe in CI."
_ONE_MEANING = "A key or value nobody knows is a statement nobody checks."

GATES: tuple[Rule[None], ...] = (
    _gate("baseline/idle", "The baseline knows findings that are gone",
          "An entry nobody needs hides the next fault at its place.",
          "write the baseline again with --write-baseline", Severity.WARNING),
    _gate("evidence/quote-not-in-text", "A quote is not in the published prose",
          "A statement is worth what it can prove: its quote stands in the text word "
          "for word, or the data no longer says what the text says.",
          "copy the words from the prose, or correct the statement"),
    _gate("evidence/quotes-without-text", "Quotes are compared with nothing",
          "A quote proves something where it stands word for word in the published "
          "prose; without policy.text nobody checks that it does.",
          "name the file with the prose in policy.text", Severity.WARNING),
    _gate("evidence/text-unreadable", "The published prose cannot be read",
          "policy.text names the prose that quotes are checked against. It stands "
          "beside or below the policy, which cannot make the tool read other files.",
          "name a readable UTF-8 file in the policy's own folder"),
    _gate("evidence/unwritten-text", "A text is still to be written",
          "TODO stands for words nobody has written yet: until then the policy says "
          "less than it seems to.",
          "write what your policy says in its place", Severity.WARNING),
    _gate("json/duplicate-key", "A key stands twice in one object", _LAST_WINS,
          "keep one of the two"),
    _gate("json/empty", "The file is empty", "There is no document to check.",
          "name the file that holds the document"),
    _gate("json/not-tilt", "The JSON is no TILT document",
          "None of its keys is one that TILT knows, so nothing it says can be checked.",
          "name a file with keys such as meta, controller and dataDisclosed"),
    _gate("json/not-utf-8", "The file is not UTF-8",
          "RFC 8259 has no other encoding for a file that others read.",
          "save it as UTF-8"),
    _gate("json/syntax", "The JSON cannot be parsed",
          "What is no JSON is read in as many ways as there are readers: comments, "
          "NaN, a comma at the end, half of a character.", "mend the place"),
    _gate("json/too-deep", "The file is nested too deeply", _LIMIT,
          "flatten it: a TILT document is some six levels deep"),
    _gate("json/too-large", "The file is too large", _LIMIT,
          "split it: a TILT document has some 20 kB"),
    _gate("schema/empty-value", "A key is there and says nothing",
          "Leaving a key out says 'undisclosed', `none` says there is none; an empty "
          "value says neither.", "leave the key out, or write a value"),
    _gate("schema/malformed-value", "A value is not written the way it must be",
          _ONE_MEANING, "write it as the message shows"),
    _gate("schema/missing-key", "A key that every such entry needs is missing",
          "Without it the entry cannot be named, joined or checked.", "add the key"),
    _gate("schema/repeated-item", "A list names the same thing twice",
          "The second says nothing, or was meant to be another.",
          "remove one of the two"),
    _gate("schema/unknown-key", "A key is not in the schema",
          _ONE_MEANING,
          "correct the key, or start it with x- to keep what is your own"),
    _gate("schema/unknown-value", "A word is not one of those allowed here",
          _ONE_MEANING,
          "use one of the words the message names; the schema, which an editor reads, "
          "has them all"),
    _gate("schema/validators-disagree", "The two schema validators disagree",
          "One validator refuses the policy and the other sees nothing wrong; then the "
          "policy is not called valid.", "report the policy as a bug of policycheck"),
    _gate("schema/wrong-type", "A value is of another kind than expected",
          _ONE_MEANING, "write the kind of value the message asks for"),
    _gate("tilt/value-not-read",
          "A value of a TILT document was not read, or not for certain",
          "Nothing is guessed: a country written IR may be Ireland or Iran, and prose "
          "in place of a citation names no legal basis. What was not read is not "
          "checked.", "write the value as TILT wants it", Severity.NOTE),
    _gate("waiver/ends-soon", "A waiver ends within two weeks",
          "What it excuses counts again from the day after.",
          "mend what it excuses, or set a later `until` with a reason", Severity.NOTE),
    _gate("waiver/expired", "A waiver is past its last day",
          "An excuse with an end is a promise to mend the text by then.",
          "mend what it excused, or set a new `until` with a reason", Severity.WARNING),
    _gate("waiver/idle", "A waiver excuses nothing",
          "An excuse nobody needs hides the next fault at its place.",
          "remove it", Severity.WARNING),
    _gate("waiver/impossible-date", "A waiver ends on a day that does not exist",
          "An excuse whose end cannot be told might never end, so it excuses nothing.",
          "write the last day on which it holds"),
    _gate("waiver/unbounded", "A waiver excuses a rule everywhere and for ever",
          "Such an excuse covers faults nobody has seen yet, and nobody is reminded of "
          "it.", "add `at`, the place it is for, or `until`, its last day",
          Severity.WARNING),
    _gate("waiver/unknown-rule", "A waiver names a rule that does not exist",
          "It excuses nothing, and what it was meant to excuse still counts.",
          "correct the rule id; `policycheck rules` lists them"),
    _gate("waiver/unwaivable", "A waiver excuses a fault of the file itself",
          "A file that cannot be read as one meaning cannot excuse that.",
          "mend the file and remove the waiver"),
    _gate("waiver/without-reason", "A waiver has a blank for a reason",
          "Nobody can tell whether an excuse without a reason still holds, so it "
          "excuses nothing.", "say why the finding is excused"),
    _gate("yaml/alias-bomb", "Aliases stand for too much", _READ_ALIKE,
          "write the values out"),
    _gate("yaml/comma-in-braces", "A comma ends a value inside { } too early",
          "Inside { } a comma separates entries: the rest of the text becomes a key.",
          "put the text in quotes"),
    _gate("yaml/duplicate-key", "A key stands twice in one mapping", _LAST_WINS,
          "keep one of the two"),
    _gate("yaml/empty", "The file is empty", "There is no policy to check.",
          "start from `policycheck init`"),
    _gate("yaml/key-not-text", "A key is a mapping or a list", _READ_ALIKE,
          "use plain words for keys"),
    _gate("yaml/line-separator", "A character counts as a line break for some readers",
          "libyaml counts U+0085, U+2028 and U+2029 as lines and other readers do not.",
          "remove it, or write it as an escape inside double quotes"),
    _gate("yaml/not-utf-8", "The file is not UTF-8", _READ_ALIKE, "save it as UTF-8"),
    _gate("yaml/recursive-alias", "An alias stands inside what it names",
          "Such a document has no end.", "write the value out"),
    _gate("yaml/several-documents", "The file holds a second document",
          "One policy stands in one file, so that a place in it has one meaning.",
          "keep one of them"),
    _gate("yaml/syntax", "The YAML cannot be parsed", _READ_ALIKE,
          "mend the place; text with : or # in it belongs in quotes"),
    _gate("yaml/tag", "A value carries a tag", _READ_ALIKE,
          "remove the tag; quote the value if it is text"),
    _gate("yaml/too-deep", "The file is nested too deeply", _READ_ALIKE,
          "flatten it: a policy is some ten levels deep"),
    _gate("yaml/too-large", "The file is too large", _LIMIT, "split the policy"),
    _gate("yaml/unknown-alias", "An alias names no anchor", _READ_ALIKE,
          "write the value out"),
)  # fmt: skip

BY_ID = {gate.id: gate for gate in GATES}
