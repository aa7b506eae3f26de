"""What each output must not hold, whatever a policy says."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

from fuzz.door import run
from fuzz.payloads import example, full_of, in_yaml
from policycheck import source

TODAY = "2026-11-23"
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\U0001d173\U000e0000-\U000e007f]"
)
"""What a terminal obeys or hides; a line break is a line break."""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
OURS = (
    "https://github.com/policycheck/policycheck/blob/main/",
    "https://eur-lex.europa.eu/",
)


def plain(text: str) -> None:
    """Nothing that moves a cursor, turns text or hides it, and no command."""
    assert UNSAFE.search(text) is None
    assert list(heard(text)) == []


def heard(text: str) -> Iterator[str]:
    """The commands that the runner of GitHub obeys in a log."""
    silence = None
    for line in text.split("\n"):
        if silence is not None:
            silence = None if line == f"::{silence}::" else silence
        elif line.startswith("::stop-commands::"):
            silence = line.removeprefix("::stop-commands::")
        elif line.lstrip().startswith("::") or "##[" in line:
            yield line


def coloured(text: str) -> None:
    """As plain text, but for colours of our own."""
    assert COLOUR.search(text)
    plain(COLOUR.sub("", text))


def data(text: str) -> None:
    """JSON without anything that a terminal obeys."""
    plain(text)
    json.loads(text)


def commands(text: str) -> None:
    """Only our own commands, and each on one line."""
    assert UNSAFE.search(text) is None
    for line in text.splitlines():
        assert re.match(r"::(?:error|warning|notice) [a-z]+=|- ", line), line
        if line.startswith("::"):
            properties = line[2:].partition(" ")[2].partition("::")[0]
            names = [each.partition("=")[0] for each in properties.split(",")]
            assert set(names) <= {
                "file", "line", "endLine", "col", "endColumn", "title",
            }  # fmt: skip
            assert len(names) == len(set(names))


def xml(text: str) -> None:
    """JUnit with the elements it has, and no entity."""
    plain(text)
    assert "<!" not in text
    tags = {each.tag for each in ET.fromstring(text).iter()}  # noqa: S314 - our own
    assert tags <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped", "error",
        "system-out",
    }  # fmt: skip


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in {"href", "src"}}

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def _parsed(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    page.close()
    return page


def page(text: str) -> None:
    """As plain text, but for what shapes words in a page: hyphens and joiners."""
    plain(re.sub("[\xad\u200b-\u200d]", "", text))


def html(text: str) -> None:
    """Our own elements and attributes, and no comment."""
    page(text)
    read = _parsed(text)
    assert read.tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "div", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "ul", "li", "span", "strong",
        "small", "wbr", "p",
    }  # fmt: skip
    assert read.attributes <= {
        "class", "data-layout", "data-header", "scope", "role", "lang", "charset",
        "name", "content", "http-equiv",
    }  # fmt: skip
    assert read.comments == []


def markdown(text: str) -> None:
    """Rendered, it has our own links and none of the policy's markup."""
    page(text)
    read = _parsed(
        MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    )
    assert read.tags <= {
        "h1", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li",
        "ol", "a", "em", "strong", "code", "br", "details", "summary",
    }  # fmt: skip
    assert read.attributes <= {"href", "start", "style"}
    assert all(link.startswith(OURS) for link in read.links), read.links
    assert set(read.comments) <= {" "}
    for live in ("@everyone", "www.evil", "http://evil"):
        assert live not in text or "<!-- -->" not in text


def cells(text: str) -> None:
    """No cell that a spreadsheet would compute."""
    plain(text.replace("\r\n", "\n"))
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert cell[:1] not in set("=+-@\t\r\uff1d"), cell


def yaml(text: str) -> None:
    """A policy that the reader takes without a fault."""
    plain(text)
    assert source.read("p.yaml", _unwrapped(text).encode()).faults == ()


def _unwrapped(text: str) -> str:
    """The text that was told the runner not to listen to."""
    silenced = re.fullmatch(r"::stop-commands::(\w+)\n(.*)::\1::\n", text, re.DOTALL)
    return text if silenced is None else silenced[2]


P = "policy.yaml"
VALIDATE = ["validate", P, "--as-of", TODAY, "--notes", "--show-excused"]
DIFF = ["diff", "old.yaml", P, "--as-of", TODAY]
CCPA = ["table", "ccpa", P, "--as-of", TODAY]
EXPORT = ["export"]
OUTPUTS: dict[str, tuple[list[str], Callable[[str], None]]] = {
    "validate text": ([*VALIDATE, "-f", "text"], plain),
    "validate colour": ([*VALIDATE, "-f", "text", "--color", "always"], coloured),
    "validate concise": ([*VALIDATE, "-f", "concise"], plain),
    "validate statistics": ([*VALIDATE, "-f", "text", "--statistics"], plain),
    "validate json": ([*VALIDATE, "-f", "json"], data),
    "validate sarif": ([*VALIDATE, "-f", "sarif"], data),
    "validate gitlab": ([*VALIDATE, "-f", "gitlab"], data),
    "validate junit": ([*VALIDATE, "-f", "junit"], xml),
    "validate github": ([*VALIDATE, "-f", "github"], commands),
    "validate markdown": ([*VALIDATE, "-f", "markdown"], markdown),
    "table text": ([*CCPA, "--layout", "full"], plain),
    "table colour": ([*CCPA, "--color", "always"], coloured),
    "table markdown": ([*CCPA, "--format", "md", "--layout", "full"], markdown),
    "table html": ([*CCPA, "--format", "html", "--layout", "full"], html),
    "table page": ([*CCPA, "--format", "html", "--page"], html),
    "table csv": ([*CCPA, "--format", "csv", "--layout", "full"], cells),
    "table json": ([*CCPA, "--format", "json", "--layout", "full"], data),
    "table gdpr": (["table", "gdpr", P, "--format", "md"], markdown),
    "table check": ([*CCPA, "--check"], plain),
    "diff text": (DIFF, plain),
    "diff colour": ([*DIFF, "--color", "always"], coloured),
    "diff markdown": ([*DIFF, "--format", "markdown"], markdown),
    "diff public": ([*DIFF, "--format", "markdown", "--audience", "public"], markdown),
    "diff json": ([*DIFF, "--format", "json"], data),
    "diff github": ([*DIFF, "--format", "github"], commands),
    "trace text": (["trace", P], plain),
    "trace line": (["trace", P, "--at", "1"], plain),
    "trace json": (["trace", P, "--format", "json"], data),
    "export tilt": ([*EXPORT, "tilt", P], data),
    "export tilt report": ([*EXPORT, "tilt", P, "--report"], plain),
    "export dpv": ([*EXPORT, "dpv", P], data),
    "export dpv report": ([*EXPORT, "dpv", P, "--report"], plain),
    "export ropa": ([*EXPORT, "ropa", P], cells),
    "export json": ([*EXPORT, "json", P], data),
    "import tilt": (["import", "tilt", "in.json"], yaml),
    "import tilt report": (["import", "tilt", "in.json", "--report"], plain),
    "import fides": (["import", "fides", "in.json"], yaml),
    "import fides report": (["import", "fides", "in.json", "--report"], plain),
    "tilt text": (["validate", "--from", "tilt", "in.json", "-f", "text"], plain),
    "config text": (["config", "--config", "in.toml"], plain),
    "config json": (["config", "--config", "in.toml", "--format", "json"], data),
}


def write_inputs(payloads: Sequence[str]) -> None:
    """Every kind of input in the folder, each full of the payloads."""
    policy = full_of(payloads)
    payload = payloads[0]
    policy["policy"] = {**policy["policy"], "text": "privacy.md"}
    policy["published"] = [
        {
            "table": "collected",
            "rows": [{"label": payload, "categories": ["identifiers"]}],
        }
    ]
    policy["waivers"] = [{"rule": "gdpr/nothing", "reason": payload, "owner": payload}]
    Path(P).write_bytes(in_yaml(policy))
    Path("old.yaml").write_bytes(in_yaml(example()))
    prose = "".join(f"We sell {each} to {each}.\n\n" for each in payloads)
    Path("privacy.md").write_bytes(prose.encode())
    tilt = {
        "meta": {"name": payload, "language": payload, payload: payload},
        "controller": {"name": payload, "address": payload, payload: [payload]},
        "dataDisclosed": [
            {
                "category": payload,
                "purposes": [{"purpose": payload, "description": payload}],
                "legalBases": [{"reference": payload, "description": payload}],
                "recipients": [{"name": payload, "category": payload}],
                "storage": [{"temporal": [{"description": payload, "ttl": payload}]}],
                payload: payload,
            }
        ],
        "system": [
            {
                "fides_key": payload,
                "name": payload,
                "privacy_declarations": [
                    {
                        "name": payload,
                        "data_use": payload,
                        "data_categories": [payload],
                        "data_subjects": [payload],
                        payload: payload,
                    }
                ],
            }
        ],
    }
    Path("in.json").write_text(json.dumps(tilt))
    words = in_yaml(payload).decode().replace("\x7f", "\\u007f")
    Path("in.toml").write_text(f"exclude = [{words}]\nbaseline = {words}\n")


def judged(name: str) -> Iterator[str]:
    """What is wrong with an output, if anything is."""
    words, judge = OUTPUTS[name]
    done = run(*words)
    assert done.status in {0, 1}, done.err
    assert done.out, done.err
    plain(done.err)
    try:
        judge(done.out)
    except (AssertionError, ValueError, ET.ParseError) as error:
        yield f"{name}: {str(error)[:500]}"
