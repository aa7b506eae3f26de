"""Citations of the GDPR as they are written in the wild."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.citations import citations


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("GDPR-6-1-a", ["6-1-a"]),
        ("DSGVO-6-1-a", ["6-1-a"]),
        ("DS-GVO-6-1-f", ["6-1-f"]),
        ("EU-DSGVO-6-1-b", ["6-1-b"]),
        ("gdpr-6-1-F", ["6-1-f"]),
        ("GDPR-99", ["99"]),
        ("GDPR-31", ["31"]),
        ("GDPR-6-1", ["6-1"]),
        ("GDPR-", []),
        ("Art. 6(1)(f) GDPR", ["6-1-f"]),
        ("Article 6(1)(f) of the General Data Protection Regulation", ["6-1-f"]),
        ("Article 6 (1) point (c) of Regulation (EU) 2016/679", ["6-1-c"]),
        ("GDPR, Article 6.1(f)", ["6-1-f"]),
        ("GDPR Art. 6(1)(f)", ["6-1-f"]),
        ("Art. 6 1 (a) GDPR", ["6-1-a"]),
        ("Artikel 6 Absatz 1 Buchstabe b) DSGVO", ["6-1-b"]),
        ("Art. 6 Abs. 1 lit. b", ["6-1-b"]),
        ("Art. 6 Abs. 1c DSGVO", ["6-1-c"]),
        ("Art. 6 (1) f DSGVO (berechtigtes Interesse)", ["6-1-f"]),
        ("(Art 6 Abs. 1 lit f) DSGVO)", ["6-1-f"]),
        ("Art. 6 Abs. 1 S. 1 lit. f DS-GVO", ["6-1-f"]),
        (
            "Art. 6 Abs. 1 Unterabs. 1 Buchst. c der Datenschutz-Grundverordnung",
            ["6-1-c"],
        ),
        ("Art. 6, Abs. 1, lit. f DSGVO", ["6-1-f"]),
        ("Artikel 6 I lit. f DSGVO", ["6-1-f"]),
        ("Art. 6 Abs. 1 lit. b D-GVO, sofern", ["6-1-b"]),
        ("Article 6(1)(a), (b) and (f) of the UK GDPR", ["6-1-a", "6-1-b", "6-1-f"]),
        ("Art. 6 Abs. 1 lit. a und lit. f DSGVO", ["6-1-a", "6-1-f"]),
        ("Art. 6(1) and (4) GDPR", ["6-1", "6-4"]),
        ("Article 6 (1) sentence 1 lit. c", ["6-1-c"]),
        ("Art. 6 Abs. 1 Satz 1 lit. f DSGVO", ["6-1-f"]),
        ("Art. 6 Abs.1 Satz1 lit.f DSGVO", ["6-1-f"]),
        ("Art. 6 Abs. 1 S. 1 lit. a, b, f DSGVO", ["6-1-a", "6-1-b", "6-1-f"]),
        ("Art. 6 para. 1 sent. 1 lit. f GDPR", ["6-1-f"]),
        ("Article 6 section 1 sentence 1 lit. b GDPR", ["6-1-b"]),
        ("Art. 6(1), first subparagraph, point (e)", ["6-1-e"]),
        ("Art. 6(1) first of all", ["6-1"]),
        ("Art 6 I 1 lit. b", ["6-1-b"]),
        ("Art. 6 I 1 b DSGVO", ["6-1-b"]),
        ("Art. 6 I 1 DSGVO", ["6-1"]),
        ("Art. 6 1 lit. f DSGVO", ["6-1-f"]),
        ("Art. 6 (1) (1) (f) GDPR", ["6-1-f"]),
        ("Art. 6 (1) (a), (b)", ["6-1-a", "6-1-b"]),
        ("Art. 6(1)(a and b) GDPR", ["6-1-a", "6-1-b"]),
        ("Art. 6 Abs. 1 lit. a bis c DSGVO", ["6-1-a", "6-1-b", "6-1-c"]),
        ("Art. 6(1)(a)-(c) GDPR", ["6-1-a", "6-1-b", "6-1-c"]),
        ("Art. 6 (1) lit. a, c \u2013 e GDPR", ["6-1-a", "6-1-c", "6-1-d", "6-1-e"]),
        ("Art. 6(1)(f) to (b)", ["6-1-f"]),
        ("Art. 6(1)(a) \u2013 e.g. where you agree", ["6-1-a"]),
        ("Art. 6 Abs. 1 lit. b, d.h. beim Kauf", ["6-1-b"]),
        ("Art. 6 Abs. 1 lit. f i. V. m. Art. 9 Abs. 2 lit. a", ["6-1-f", "9-2-a"]),
        ("Art. 6 Abs. 1 lit. a, § 25 Abs. 1 TTDSG", ["6-1-a"]),
        ("Art. 6.1.a GDPR", ["6-1-a"]),
        ("Art. 6.1. a company", ["6-1"]),
        ("GDPR-6-1a", ["6-1-a"]),
        ("GDPR 6(1)(f)", ["6-1-f"]),
        ("DSGVO, 6 Kinder", []),
        ("points (a) and (f) of Article 6(1) GDPR", ["6-1-a", "6-1-f"]),
        ("point (a) of the first subparagraph of Article 6(1)", ["6-1-a"]),
        ("Buchstabe b des Artikels 6 Absatz 1 DSGVO", ["6-1-b"]),
        ("point (a) of the contract", []),
        ("at this point we stop", []),
        ("Art. 6(1)(a) and 9(2)(a) GDPR", ["6-1-a", "9-2-a"]),
        ("Art. 6 Abs. 1 lit. a, Art. 9 Abs. 2 lit. a DSGVO", ["6-1-a", "9-2-a"]),
        ("Art. 6 (1) (a) and others", ["6-1-a"]),
        ("Art. 6(1) a company", ["6-1"]),
        ("Art. 6(1) f: because", ["6-1-f"]),
        ("Art. 6 Abs. BDSG", []),
        ("Art. 6 Abs. 1 BDSG", []),
        ("Art. 6 Abs. 1 BayDSG", []),
        ("Art. 6 lit.", ["6"]),
        ("Art. 6 (1", ["6"]),
        ("Art. 6 and the rest", ["6"]),
        ("Art. 6 and (x)", ["6"]),
        ("Art. 6, 12345(1)", ["6"]),
        ("Art. one", []),
        ("Art. 9999999", []),
        ("BDSG-42-5", []),
        ("§ 7 Absatz 3 UWG", []),
        ("", []),
    ],
)
def test_each_form_is_read(text: str, ids: list[str]) -> None:
    assert [each.id for each in citations(text)] == [f"gdpr:{id_}" for id_ in ids]


def test_a_citation_knows_what_it_is() -> None:
    basis, condition, other = citations("Art. 6(1)(f), 9(2)(h) and 46(2)(c) GDPR")

    assert (basis.basis, basis.condition) == ("legitimate-interests", None)
    assert (condition.basis, condition.condition) == (None, "gdpr:9-2-h")
    assert (other.basis, other.condition) == (None, None)
    assert basis.label == "GDPR Art. 6(1)(f)"


def test_an_article_that_is_no_basis_says_so() -> None:
    """GDPR-31 is about cooperation, and Art. 6(1) has no point g."""
    for text in ("GDPR-31", "GDPR-99-1-a", "GDPR-6-1-g", "GDPR-6-1", "GDPR-9-2-z"):
        (found,) = citations(text)

        assert (found.basis, found.condition) == (None, None), text


def test_a_text_that_names_no_law_is_told_apart() -> None:
    bare, named, before = (
        citations(text)[0].named
        for text in ("Art. 6 Abs. 1 lit. b", "Art. 6(1)(b) GDPR", "DSGVO: Art. 6")
    )

    assert (bare, named, before) == (False, True, True)


def test_the_place_in_the_text_is_kept() -> None:
    text = "We rely on Art. 6(1)(f) GDPR here."
    (found,) = citations(text)

    assert text[found.start : found.end] == "Art. 6(1)(f)"


@given(st.text(alphabet="Aart. 6(1)f,undGDPR-lit§\u0663", max_size=200))
def test_any_text_gives_citations_within_it(text: str) -> None:
    for found in citations(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "Art. 6",
        "Art. 6(1)(a), ",
        "GDPR-",
        "(a) and ",
        "regulation ( eu ) 2016 / ",
        "1-",
        "point (a) of the ",
        "Art. 6 I 1 ",
        "(a) to (f), ",
        "lit. a - ",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(pattern: str) -> None:
    """TILT's own expression takes exponential time on such input."""

    def seconds(times: int) -> float:
        text = pattern * times
        start = time.process_time()
        citations(text)
        return time.process_time() - start

    seconds(1_000)

    assert min(seconds(16_000) for _ in range(2)) < 40 * max(seconds(2_000), 0.002)
