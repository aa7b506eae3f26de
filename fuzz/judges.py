"""What would harm the reader of an output: one judge for each kind of format.

Each raises where an output is not harmless.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from policycheck import source

UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u180b\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufe00\ufeff\ufff0\U00013430\U0001d173"
    "\U000e0000-\U000e0fff]|[a-z\ufe0f][\ufe0e\ufe0f]"
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


def still(text: str) -> None:
    """Nothing that moves a cursor, turns text or hides it.

    What a line of words may look like to a runner, the command line silences.
    """
    assert UNSAFE.search(text) is None


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
    assert COLOUR.search(text)
    plain(COLOUR.sub("", text))


def data(text: str) -> None:
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
    still(re.sub("[\xad\u200b-\u200d]", "", text))


def html(text: str) -> None:
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
    still(text.replace("\r\n", "\n"))
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            for cell in row:
                assert cell.lstrip(" ")[:1] not in set("=+-@\t\r\uff1d"), cell


def yaml(text: str) -> None:
    plain(text)
    assert source.read("p.yaml", _unwrapped(text).encode()).faults == ()


def _unwrapped(text: str) -> str:
    """The text that was told the runner not to listen to."""
    silenced = re.fullmatch(r"::stop-commands::(\w+)\n(.*)::\1::\n", text, re.DOTALL)
    return text if silenced is None else silenced[2]
