"""What must hold whatever is read: each property with the inputs it is tried on."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import jsonschema
import jsonschema_rs
from hypothesis import strategies as st

from fuzz import judges
from fuzz.payloads import PAYLOADS
from fuzz.strategies import (
    TREES,
    follow,
    mutations,
    pointers,
    raws,
    shuffled,
    texts,
    written,
)
from policycheck import config, diff, engine, json_source, schema, source, yaml_text
from policycheck import trace as traced
from policycheck.diff.kinds import Kind
from policycheck.diff.mirrors import MIRRORS, UNMIRRORED
from policycheck.document import Document
from policycheck.errors import PolicycheckError
from policycheck.files import Prose
from policycheck.interop import dpv, fides, resolved, ropa, tilt_in, tilt_out
from policycheck.limits import DEFAULT
from policycheck.location import Pointer
from policycheck.policy import build
from policycheck.regimes import REGIMES, tables
from policycheck.report import Checked, Report
from policycheck.reports import (
    Format,
    Options,
    diff_json,
    diff_markdown,
    diff_text,
    render,
    table_csv,
    table_html,
    table_json,
    table_markdown,
    table_text,
    trace_json,
    trace_text,
)
from policycheck.table_options import Options as TableOptions

TODAY: Final = date(2026, 11, 23)
DAYS: Final = (date(2019, 6, 1), date(2021, 8, 1), date(2023, 7, 1), TODAY)
_SCHEMA: Final[dict[str, Any]] = json.loads(schema.text())
_OTHER: Final = jsonschema.Draft202012Validator(_SCHEMA)
_COMPILED: Final = jsonschema_rs.Draft202012Validator(_SCHEMA)

Signature = tuple[str, ...]
"""What came of an input, such that two inputs with one are of one kind."""


@dataclass(frozen=True, slots=True)
class Property:
    """Inputs, made from the corpus, and a check that raises where one fails.

    The check gives a signature where the input is worth keeping in the corpus.
    """

    inputs: Callable[[Sequence[bytes]], st.SearchStrategy[Any]]
    check: Callable[[Any], Signature | None]


# --- reading


def _depth(node: Any, known: dict[int, int]) -> int:
    if id(node) not in known:
        below = node.values() if isinstance(node, dict) else node
        inside = [each for each in below if isinstance(each, dict | list)]
        known[id(node)] = 1 + max((_depth(each, known) for each in inside), default=0)
    return known[id(node)]


def _weight(node: Any, known: dict[int, int]) -> int:
    """The values of a tree, each alias counted as what it stands for."""
    if not isinstance(node, dict | list):
        return 1
    if id(node) not in known:
        below = node.values() if isinstance(node, dict) else node
        known[id(node)] = 1 + sum(_weight(each, known) for each in below)
    return known[id(node)]


def bounded(document: Document, raw: bytes) -> None:
    """Check that what was read is no deeper and no larger than the limits."""
    if isinstance(document.data, dict | list):
        assert _depth(document.data, {}) <= DEFAULT.depth, "deeper than the limit"
        most = len(raw) + DEFAULT.aliased + 1
        assert _weight(document.data, {}) <= most, "larger than the limit"


def sound(document: Document) -> None:
    """Check that faults have a place in the text, and that data can be checked."""
    for fault in document.faults:
        assert fault.message
        assert len(fault.message.splitlines()) == 1
        assert len(fault.message) < 300
        assert 1 <= fault.span.line <= len(document.lines)
        assert fault.span.column >= 1
        assert fault.span.end_line == fault.span.line
        assert fault.span.end_column > fault.span.column
    for pointer in pointers(document.data):
        span = document.locate(pointer).span
        assert span.end_line == span.line
        assert span.end_column > span.column
    assert document.faults or document.data is not None
    engine.check(document, as_of=TODAY)


def _read(raw: bytes) -> Signature:
    document = source.read("p.yaml", raw)
    bounded(document, raw)
    if _weight(document.data, {}) < 20_000:  # else the walk takes all the time
        sound(document)
    kinds = {fault.kind for fault in document.faults}
    return tuple(sorted(kinds)) or tuple(sorted(_rules(document)))


def _rules(document: Document) -> set[str]:
    return {each.rule for each in engine.check(document, as_of=TODAY).findings}


def _read_json(raw: bytes) -> None:
    document = json_source.read("p.json", raw)
    bounded(document, raw)
    try:
        expected = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        assert document.faults, "read what is no JSON"
    else:
        assert document.faults or document.data == expected


def _read_back(tree: Any) -> None:
    text = yaml_text.write({"a": tree})
    document = source.read("p.yaml", text.encode("utf-8", "backslashreplace"))
    assert document.faults == (), document.faults
    assert document.data == {"a": tree}


def _configured(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "policycheck.toml")
        path.write_bytes(raw)
        try:
            config.read(path)
        except PolicycheckError as error:
            assert len(str(error).splitlines()) == 1
            assert len(str(error)) < 400


# --- judging


def _checked(data: Any, day: date) -> Checked:
    document = source.read("p.yaml", written(data))
    assert document.faults == ()
    return engine.check(document, as_of=day, only=list(REGIMES))


def _judged(case: tuple[Any, date]) -> None:
    checked = _checked(*case)
    places = [(each.rule, str(each.location.pointer)) for each in checked.findings]
    assert len(places) == len(set(places)), "two findings of a rule at one place"
    for found in checked.findings:
        assert len(found.message.splitlines()) == 1
        assert 1 <= found.location.span.line <= len(checked.document.lines)
        assert found.rule != "schema/validators-disagree", found.message


def _agreed(data: Any) -> None:
    compiled = _COMPILED.is_valid(data)
    assert _OTHER.is_valid(data) is compiled, "the validators disagree"
    found = schema.problems(data)
    assert (found == []) is compiled
    rules = {rule for rule, _ in found}
    assert "schema/validators-disagree" not in rules, found


_JUDGES: Final = {
    Format.TEXT: judges.still,
    Format.CONCISE: judges.still,
    Format.JSON: judges.data,
    Format.SARIF: judges.data,
    Format.GITLAB: judges.data,
    Format.JUNIT: judges.xml,
    Format.GITHUB: judges.commands,
    Format.MARKDOWN: judges.markdown,
}


def _printed(case: tuple[Any, str, str]) -> None:
    """A policy with hostile words in a place, in every format of a report."""
    data, payload, key = case
    places = [each for each in pointers(data) if each]
    if places:
        place = places[len(key) % len(places)]
        parent = follow(data, Pointer(place[:-1]))
        parent[place[-1]] = payload
    data[f"x{payload}"] = key
    document = source.read("p.yaml", json.dumps(data).encode())
    report = Report(as_of=TODAY, checked=(engine.check(document, as_of=TODAY),))
    options = Options(width=60, notes=True, show_excused=True)
    for format_, judge in _JUDGES.items():
        shown = render(report, format_, options)
        try:
            judge(shown)
        except AssertionError as error:
            error.add_note(f"as {format_.value}")
            raise


def _valid(data: Any) -> Document | None:
    document = source.read("p.yaml", written(data))
    return None if document.faults or schema.problems(document.data) else document


def _derived(data: Any) -> None:
    """Tables and exports of whatever the schema allows."""
    document = _valid(data)
    if document is None:
        return
    policy = build(document.data)
    for name in ("ccpa", "gdpr"):
        shown = tables.build(name, policy, TODAY, TableOptions())
        judges.still(table_text.table(shown, width=60))
        judges.html(table_html.table(shown))
        judges.markdown(table_markdown.table(shown))
        judges.cells(table_csv.table(shown))
        judges.data(table_json.table(shown))
    json.dumps(tilt_out.export(document.data))
    json.loads(dpv.export(document.data))
    json.loads(resolved.export(document.data))
    ropa.export(document.data)


def _compared(case: tuple[Any, Any]) -> None:
    old, new = map(_valid, case)
    if old is None or new is None:
        return
    assert diff.compare(old, old, as_of=TODAY).changes == ()
    assert diff.compare(new, new, as_of=TODAY).changes == ()
    there, back = (
        diff.compare(old, new, as_of=TODAY), diff.compare(new, old, as_of=TODAY),
    )  # fmt: skip
    told = _kinds(there)
    mirrored = Counter({MIRRORS[kind]: many for kind, many in _kinds(back).items()})
    assert told == mirrored, f"only there: {told - mirrored}, back: {mirrored - told}"
    for comparison in (there, back):
        judges.still(diff_text.diff(comparison, width=60))
        judges.data(diff_json.diff(comparison))
        judges.markdown(diff_markdown.diff(comparison))


def _kinds(comparison: diff.Comparison) -> Counter[Kind]:
    kinds = (each.kind for each in comparison.changes)
    return Counter(kind for kind in kinds if kind not in UNMIRRORED)


def _reformatted(case: tuple[Any, Any]) -> None:
    """Another style and order of keys and of identified items: the same to all."""
    data, random = case
    plain = source.read("p.yaml", written(data))
    if plain.faults:
        return
    style = random.choice([{"default_flow_style": True}, {"indent": 6, "width": 30}])
    other = source.read("p.yaml", written(shuffled(data, random), **style))
    assert other.faults == ()
    assert _identified(plain) == _identified(other)
    if schema.problems(plain.data) == []:
        assert diff.compare(plain, other, as_of=TODAY).changes == ()


def _identified(document: Document) -> set[str]:
    found = engine.check(document, as_of=TODAY).findings
    return {each.fingerprint for each in found}


def _traced(case: tuple[Any, str]) -> None:
    data, text = case
    document = _valid(data)
    if document is not None:
        found = traced.trace(document, Prose("p.md", text))
        judges.still(trace_text.trace(found))
        judges.data(trace_json.trace(found))


def _imported(data: Any) -> None:
    raw = json.dumps(data).encode()
    for imported in tilt_in.read("p.json", raw):
        if not imported.document.faults:
            engine.check(imported.document, as_of=TODAY)
    with suppress(PolicycheckError):
        found = fides.read([("p.json", raw)])
        assert schema.problems(found.data) == [], "an import breaks the schema"


_TILT_KEYS: Final = (
    "meta", "controller", "dataProtectionOfficer", "dataDisclosed", "sources",
    "thirdCountryTransfers", "rightToComplain", "accessAndDataPortability",
    "rightToWithdrawConsent", "automatedDecisionMaking", "changesOfPurpose",
)  # fmt: skip
_TILT_FIELDS: Final = (
    "name", "category", "purposes", "purpose", "legalBases", "reference", "recipients",
    "storage", "temporal", "ttl", "country", "available", "description", "address",
    "email",
)  # fmt: skip
_FIDES_FIELDS: Final = (
    "name", "data_use", "data_categories", "cookies", "data_subjects", "features",
    "legal_basis_for_processing", "third_parties", "retention_period",
)  # fmt: skip


def _keyed(
    keys: Sequence[str], below: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(keys), below, max_size=5)


def _documents() -> st.SearchStrategy[Any]:
    """Trees with the keys of other formats."""
    fields = _keyed(_TILT_FIELDS, st.one_of(TREES, st.lists(TREES, max_size=2)))
    entries = _keyed(
        _TILT_FIELDS, st.one_of(TREES, fields, st.lists(fields, max_size=2))
    )
    tilt = st.one_of(TREES, entries, st.lists(entries, max_size=2))
    declared = st.lists(_keyed(_FIDES_FIELDS, TREES), max_size=2)
    keys = ("fides_key", "name", "privacy_declarations", "ingress", "egress")
    systems = st.lists(_keyed(keys, st.one_of(TREES, declared)), max_size=2)
    return st.one_of(
        _keyed(_TILT_KEYS, tilt), st.fixed_dictionaries({"system": systems})
    )


PROPERTIES: Final[dict[str, Property]] = {
    "bytes are read within bounds": Property(raws, _read),
    "json is read within bounds": Property(raws, _read_json),
    "what is written is read back": Property(
        lambda _: TREES.filter(_is_writable), _read_back
    ),
    "a configuration is one line": Property(raws, _configured),
    "a nearly valid policy is judged": Property(
        lambda _: st.tuples(mutations(), st.sampled_from(DAYS)), _judged
    ),
    "the validators agree": Property(lambda _: st.one_of(mutations(), TREES), _agreed),
    "nothing hostile is printed": Property(
        lambda _: st.tuples(
            mutations(),
            st.one_of(
                st.sampled_from([e for some in PAYLOADS.values() for e in some]),
                st.text(max_size=40),
            ),
            st.text(max_size=500),
        ),
        _printed,
    ),
    "tables and exports are derived": Property(lambda _: mutations(), _derived),
    "two policies are compared": Property(
        lambda _: st.tuples(mutations(), mutations()), _compared
    ),
    "the form of a policy means nothing": Property(
        lambda _: st.tuples(mutations(), st.randoms(use_true_random=False)),
        _reformatted,
    ),
    "any text is traced": Property(
        lambda _: st.tuples(mutations(), st.one_of(texts(), st.text(max_size=300))),
        _traced,
    ),
    "any document is imported": Property(lambda _: _documents(), _imported),
}


def _is_writable(tree: Any) -> bool:
    """Whether YAML as we read it can hold the tree: floats come back as text."""
    if isinstance(tree, dict):
        return all(map(_is_writable, (*tree, *tree.values())))
    if isinstance(tree, list):
        return all(map(_is_writable, tree))
    return not isinstance(tree, float)
