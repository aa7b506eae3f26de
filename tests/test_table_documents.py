"""Tables kept in a document: the blocks between markers, and their options."""

from __future__ import annotations

import pytest

from policycheck.errors import PolicycheckError
from policycheck.placeholders import Block, blocks, refreshed
from policycheck.table_options import Label, Options, Order, Sensitive, Words, options

NOTICE = """# Notice

<!-- policycheck:table ccpa layout=full caption="A caption" -->
old
<!-- /policycheck:table -->

```md
<!-- policycheck:table ccpa -->
```

  <!--policycheck:table gdpr-->
  <!-- /policycheck:table -->
end
"""


def made(block: Block) -> str:
    return f"{block.name} {dict(block.options)}  \n| new |\n"


def test_blocks_are_found_outside_code() -> None:
    assert blocks(NOTICE) == (
        Block("ccpa", {"layout": "full", "caption": "A caption"}, 2, 4),
        Block("gdpr", {}, 10, 11),
    )


def test_refreshing_changes_what_stands_between_the_markers() -> None:
    text = refreshed(NOTICE, "ccpa", made)

    assert text == NOTICE.replace(
        "old\n", "\nccpa {'layout': 'full', 'caption': 'A caption'}\n| new |\n\n"
    )
    assert refreshed(text, "ccpa", made) == text
    assert refreshed(text, "gdpr", made) == text.replace(
        "gdpr-->\n", "gdpr-->\n\ngdpr {}\n| new |\n\n"
    )


def test_line_ends_stay_as_they_are() -> None:
    text = refreshed(NOTICE.replace("\n", "\r\n"), "ccpa", made)

    assert text == refreshed(NOTICE, "ccpa", made).replace("\n", "\r\n")


def test_a_document_without_blocks_stays_as_it_is() -> None:
    assert refreshed("nothing\n", "ccpa", made) == "nothing\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "x\n<!-- policycheck:table ccpa -->",
            "line 2: add <!-- /policycheck:table --> where the table ends",
        ),
        ("<!-- /policycheck:table -->", "line 1: this closes no table"),
        (
            "<!-- policycheck:table a -->\n<!-- policycheck:table b -->",
            "line 2: the table of line 1 is still open",
        ),
        (
            "<!-- policycheck:table -->",
            "line 1: name the table after policycheck:table, such as ccpa",
        ),
        (
            "<!-- policycheck:table layout=full -->",
            "line 1: name the table after policycheck:table, such as ccpa",
        ),
        (
            "<!-- policycheck:table ccpa full -->",
            "line 1: write each option once, as name=value, not 'full'",
        ),
        ("<!-- policycheck:table ccpa a='x -->", "line 1: no closing quotation"),
    ],
)
def test_a_marker_that_makes_no_sense_is_refused(text: str, message: str) -> None:
    with pytest.raises(PolicycheckError) as error:
        blocks(text)

    assert str(error.value) == message


def test_options_are_read_from_words() -> None:
    words = {
        "layout": "full",
        "columns": "sources, retention,",
        "headers": "sources:Where from; retention: How long",
        "label": "citation",
        "order": "data",
        "uncollected": "yes",
        "split": "no",
        "sensitive": "annex",
        "caption": "",
        "none": "Not stated",
        "not-stated": "None",
        "not-applicable": "-",
        "not-listed": "No",
    }

    assert options(words, Options()) == Options(
        layout="full",
        columns=("sources", "retention"),
        headers={"sources": "Where from", "retention": "How long"},
        label=Label.CITATION,
        order=Order.DATA,
        uncollected=True,
        split=False,
        sensitive=Sensitive.ANNEX,
        caption="",
        words=Words(
            none="Not stated",
            not_stated="None",
            not_applicable="-",
            not_listed="No",
        ),
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"layouts": "full"}, "no option is called 'layouts': did you mean layout?"),
        ({"label": "cite"}, "no label is called 'cite'"),
        ({"split": "true"}, "no answer to split is called 'true': choose from yes, no"),
        ({"headers": "sources"}, "write a header as column:text, not 'sources'"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    words: dict[str, str], message: str
) -> None:
    with pytest.raises(PolicycheckError) as error:
        options(words, Options())

    assert message in str(error.value)
