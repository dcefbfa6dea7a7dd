"""Sets of names a page may mean as its authors, and what states each."""

from made_pages import json_ld, layout_of, scores_of

from dateline.article.byline_candidates import MAX_NAMES, Statements, find_candidates
from dateline.article.metadata import read_metadata


def stated(body: str, head: str = "") -> dict[tuple[str, ...], set[str]]:
    layout = layout_of(f"<h1>12:30</h1>{body}<p>13:45</p>", head=head)
    scores = scores_of(layout, headline=(0,), byline=(1,))
    found = find_candidates(layout, read_metadata(layout), scores, ())
    return {candidate.names: candidate.sources for candidate in found}


def test_the_same_names_from_several_sources_are_one_candidate() -> None:
    head = json_ld({"@type": "NewsArticle", "author": {"@type": "Person", "name": "Nele Hoorn"}})
    found = stated("<p>By <b>Nele Hoorn</b></p>", head + '<meta name="author" content="NELE HOORN">')
    assert found == {("Nele Hoorn",): {"ld author person", "ld person", "meta author", "by"}}


def test_marked_elements_say_how_they_are_marked() -> None:
    found = stated('<p><a rel="author">Nele Hoorn</a> <span itemprop="author">Bram Tilling</span></p>')
    assert found[("Nele Hoorn", "Bram Tilling")] >= {"inline"}
    assert found[("Nele Hoorn",)] >= {"inline rel"}
    assert found[("Bram Tilling",)] >= {"inline itemprop"}


def test_names_one_a_block_are_also_read_together() -> None:
    found = stated('<ul class="authors"><li>Nele Hoorn<li>Bram Tilling</ul>')
    assert ("Nele Hoorn",) in found
    assert ("Nele Hoorn", "Bram Tilling") in found


def test_a_line_after_a_bare_by_is_introduced_by_it() -> None:
    assert "after by" in stated("<p>By</p><p>Nele Hoorn</p>")[("Nele Hoorn",)]


def test_a_card_is_an_author_only_where_its_label_says_so() -> None:
    by = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Nele Hoorn">'
    other = '<meta name="twitter:label2" content="Reading time"><meta name="twitter:data2" content="Four Minutes">'
    assert stated("", by + other) == {("Nele Hoorn",): {"meta card"}}


def test_metas_about_an_author_that_name_nobody_are_left_out() -> None:
    assert stated("", '<meta name="author_url" content="Nele Hoorn"><meta name="author-id" content="Nele Hoorn">') == {}


def test_a_list_of_a_whole_newsroom_is_no_candidate() -> None:
    found = Statements()
    found.add([f"Name Number{chr(97 + i % 26) * (1 + i // 26)}" for i in range(MAX_NAMES + 1)], "line", 3)
    assert found.candidates() == []


def test_numbers_are_no_names() -> None:
    found = Statements()
    found.add(["1234", "—", "Nele Hoorn"], "line", 1)
    assert [candidate.names for candidate in found.candidates()] == [("Nele Hoorn",)]
