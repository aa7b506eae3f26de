"""What a file may hold to hurt its reader: each by name, the small ones and the big."""

from __future__ import annotations


def _laughs(one: str, many: str) -> str:
    """A billion laughs: each line stands for ten of the line before."""
    lines = [f"a0: &a0 {one}"]
    for level in range(1, 12):
        names = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"a{level}: &a{level} {many.replace('NAMES', names)}")
    return "\n".join(lines)


def contents(many: int) -> dict[str, bytes]:
    """Bytes that are no valid input of any kind, by name; `many` sets how big."""
    return {
        "empty": b"",
        "blank": b" \n\t\r\n",
        "bom alone": b"\xef\xbb\xbf",
        "bom twice": b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n",
        "utf-16": "policycheck: 1\n".encode("utf-16"),
        "utf-32": "policycheck: 1\n".encode("utf-32"),
        "latin-1": "policycheck: 1\nx-a: caf\xe9\n".encode("latin-1"),
        "not utf-8 at the end": b"policycheck: 1\nx-a: \xc3",
        "overlong": b"policycheck: 1\nx-a: \xc0\xaf\n",
        "half a character": b"policycheck: 1\nx-a: \xed\xa0\x80\n",
        "half a character escaped": b'{"policycheck": 1, "x-a": "\\ud800"}',
        "half a key escaped": b'{"policycheck": 1, "x-\\udc00": 1}',
        "nul": b"policycheck: 1\nx-a: \x00\n",
        "nul escaped": b'policycheck: 1\nx-a: "\\0"\n',
        "nothing but nul": b"\x00" * 4096,
        "controls": b"policycheck: 1\nx-a: \x1b[2J\x07\n",
        "crlf": b"policycheck: 1\r\nx-a: [1,\r\n",
        "cr": b"policycheck: 1\rx-a: [1,\r",
        "tabs": b"policycheck:\t1\n\tx-a: 1\n",
        "line separators": "policycheck: 1\nx-a: '\u2028\u2029\x85'\n".encode(),
        "unknown tag": b"policycheck: 1\nx-a: !!python/object/apply:os.system [id]\n",
        "local tag": b"policycheck: !secret 1\n",
        "several documents": b"---\npolicycheck: 1\n---\npolicycheck: 1\n...\n",
        "directive": b"%YAML 9.9\n%TAG ! tag:x,2000:\n---\npolicycheck: 1\n",
        "self-reference": b"policycheck: &a [*a]\n",
        "self-reference by merge": b"policycheck: 1\nx-a: &a {<<: *a}\n",
        "laughs by alias": _laughs("[lol]", "[NAMES]").encode(),
        "laughs by merge": _laughs("{x: lol}", "{<<: [NAMES]}").encode(),
        "laughs by text": _laughs("lol", "[NAMES]").encode(),
        "alias as key": b"&a k: &b {x: 1}\n*b : 2\n*a : 3\n",
        "nest of lists": b"[" * many,
        "nest of maps": b'{"a":' * many,
        "nest of blocks": b"- " * many,
        "nest of keys": b"? " * many,
        "nest of quotes": b"> " * (many // 10) + b"a",
        "nest of tables": b"<table><tr><td>" * (many // 10),
        "closing only": b"]" * many,
        "one line": b"x" * 2 * many,
        "one key": b"policycheck: 1\n" + b"k" * many + b": 1\n",
        "one number": b'{"policycheck": ' + b"9" * many + b"}",
        "one exponent": b'{"policycheck": 1e' + b"9" * 900 + b"}",
        "many keys": b"".join(b"k%d: 1\n" % each for each in range(many // 50)),
        "same keys": b"k: 1\n" * (many // 20),
        "quotes": b'"' * (many // 10 + 1),
        "comments": b"#\n" * (many // 5),
        "pipes": b"|" * (many // 10) + b"\n" + b"|-" * (many // 20) + b"|\n",
        "brackets": b"[](" * (many // 10),
        "stars": b"*_`" * (many // 10),
        "tags that stay open": b"<" * (many // 10)
        + b"<a <!--<!-- <![CDATA[" * (many // 200),
        "entities": b"&#;&amp;&#x;&" * (many // 50),
        "list": b"[1, 2]",
        "number": b"7",
        "text": b'"text"',
        "null": b"null",
        "odd tilt": b'{"meta": [], "dataDisclosed": {"purposes": {"a": 7}}}',
        "odd fides": b'{"system": {"a": 1}, "dataset": [[]], "organization": "x"}',
        "odd baseline": b'{"version": 1, "findings": [{"policy": []}]}',
        "odd config": b'fail-on = [1]\nseverity = {"a/b" = 7}\n',
        "deep key of toml": b"fail-on" + b".a" * many + b" = 1",
        "deep list of toml": b"paths = " + b"[" * many,
        "long number of toml": b"fail-on = " + b"9" * many,
        "long text of toml": b'fail-on = "' + b"x" * many + b'"',
        "odd policy": b"policycheck: 1\npolicy: []\nactivities: {a: [b]}\n",
    }
