"""Who wrote the article: people and agency apart, by agreement of what states them."""

import pytest
from made_pages import json_ld, layout_of, lines_of, scores_of, texts_of

from dateline.article.byline import Byline, find_authors
from dateline.article.layout import Layout
from dateline.article.metadata import read_metadata

PROSE = "<p>The dockers of Port Ombrey stopped work at six on Wednesday, and no ship left the harbour.</p>"


def person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def article(**fields: object) -> str:
    return json_ld({"@type": "NewsArticle", "headline": "Port quiet", **fields})


def authors_of(line: str, head: str = "", *, publisher: str | None = None, after: str = "") -> Byline:
    """The authors of a page that prints the line between headline and text."""
    layout = layout_of(f"<h1>Port quiet</h1>{line}{PROSE * 3}{after}", head=head)
    return _read(layout, publisher=publisher)


def _read(layout: Layout, *, publisher: str | None = None) -> Byline:
    body = tuple(i for i, text in enumerate(texts_of(layout)) if text.startswith("The dockers"))
    scores = scores_of(layout, headline=(0,), byline=(1,) if body[0] > 1 else (), body=body)
    return find_authors(layout, read_metadata(layout), scores, publisher=publisher)


SEEN = [
    ('<p class="byline">By Nele Hoorn</p>', ("Nele Hoorn",)),
    ('<p class="byline">By <a rel="author" href="/a">Nele Hoorn</a> and <a rel="author" href="/b">Bram Tilling</a></p>',
     ("Nele Hoorn", "Bram Tilling")),
    ('<div class="author">Von Nele Hoorn</div>', ("Nele Hoorn",)),
    ('<p class="byline">Автор: Нела Хорн</p>', ("Нела Хорн",)),
]  # fmt: skip


@pytest.mark.parametrize(("line", "authors"), SEEN)
def test_authors_are_read_from_the_line_that_prints_them(line: str, authors: tuple[str, ...]) -> None:
    found = authors_of(line)
    assert found.authors == authors
    assert found.basis == "markup"
    assert found.agency is None


STATED = [
    (article(author=person("Nele Hoorn")), ("Nele Hoorn",), "json-ld"),
    (article(author=[person("Nele Hoorn"), person("Bram Tilling")]), ("Nele Hoorn", "Bram Tilling"), "json-ld"),
    (article(author={"@id": "#n"}) + json_ld({"@id": "#n", **person("Nele Hoorn")}), ("Nele Hoorn",), "json-ld"),
    ('<meta name="author" content="Nele Hoorn">', ("Nele Hoorn",), "meta"),
]


@pytest.mark.parametrize(("head", "authors", "basis"), STATED)
def test_authors_are_read_from_what_the_page_says_about_itself(head: str, authors: tuple[str, ...], basis: str) -> None:
    found = authors_of("", head)
    assert (found.authors, found.basis) == (authors, basis)


def test_the_line_is_given_as_printed_where_it_states_the_authors_chosen() -> None:
    found = authors_of('<p class="byline">By Nele Hoorn</p>', article(author=person("Nele Hoorn")))
    assert found == Byline(("Nele Hoorn",), None, "By Nele Hoorn", "json-ld")


@pytest.mark.parametrize(
    ("author", "authors", "agency"),
    [
        ({"@type": "Organization", "name": "Reuters"}, (), "Reuters"),
        ([person("Nele Hoorn"), {"@type": "Organization", "name": "dpa"}], ("Nele Hoorn",), "dpa"),
        ([person("Nele Hoorn"), person("Associated Press")], ("Nele Hoorn",), "Associated Press"),
    ],
)
def test_an_agency_is_never_among_the_people(author: object, authors: tuple[str, ...], agency: str | None) -> None:
    found = authors_of("", article(author=author))
    assert (found.authors, found.agency) == (authors, agency)


def test_two_agencies_are_parted_by_a_stroke() -> None:
    assert authors_of("", article(author=["AFP", "dpa"])).agency == "AFP/dpa"


def test_people_on_the_page_are_preferred_to_the_outlets_name_in_its_data() -> None:
    head = article(author={"@type": "Organization", "name": "Nine Bells"})
    found = authors_of('<p class="byline">By Nele Hoorn</p>', head, publisher="Nine Bells")
    assert found.authors == ("Nele Hoorn",)


def test_a_page_that_names_nobody_has_no_authors() -> None:
    assert authors_of("") == Byline()


def test_names_in_the_text_are_no_authors() -> None:
    layout = layout_of("<h1>Port quiet</h1>" + PROSE * 3 + "<p>“Nothing moves,” said Casim Otrell, the mayor.</p>")
    assert _read(layout).authors == ()


def test_the_byline_of_scraped_text_is_found_in_the_text() -> None:
    lines = lines_of("Port quiet\n\nBy Nele Hoorn\n\n" + "\n\n".join([PROSE[3:-4]] * 3))
    found = _read(lines)
    assert found == Byline(("Nele Hoorn",), None, "By Nele Hoorn", "text")


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By the Nine Bells desk, with material from Halyard", "Halyard"),
        ("By the Nine Bells desk, with files from Halyard", "Halyard"),
        ("Une soirée avec Nele Hoorn", None),
        ("By the Nine Bells desk, with reporting by Sanna Breck", None),
    ],
)
def test_a_desks_line_names_its_agency_and_no_person(line: str, agency: str | None) -> None:
    layout = layout_of(f"<h1>Port quiet</h1><p>{line}</p>{PROSE * 3}")
    found = find_authors(
        layout, read_metadata(layout), scores_of(layout, headline=(0,), body=(2, 3, 4)), body=[2, 3, 4]
    )
    assert found.agency == agency
