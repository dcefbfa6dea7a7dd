"""JSON-LD and meta elements as pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pages import json_ld, metadata_of

from dateline.article.metadata import clean, strings, types

GOOD = '{"@type": "NewsArticle", "headline": "Port quiet"}'
SLOPPY = [
    GOOD,
    f"\n\n  {GOOD}  \n",
    f"<!-- {GOOD} -->",
    f"//<![CDATA[\n{GOOD}\n//]]>",
    f"/*<![CDATA[*/{GOOD}/*]]>*/",
    f"{GOOD};",
    '{"@type": "NewsArticle", "headline": "Port\n\tquiet"}',
    '{"@type": "NewsArticle", "headline": "Port\x01 quiet"}',
    f"[{GOOD}]",
    f'{{"@graph": [{{"@type": "WebPage"}}, {GOOD}]}}',
    f'{{"@type": "WebPage", "mainEntity": {{"mainEntity": {GOOD}}}}}',
    '{"@type": ["Thing", "https://schema.org/NewsArticle"], "headline": "Port quiet"}',
    '{"@type": "http://schema.org/NewsArticle", "headline": "<b>Port</b> quiet"}',
    '{"@type": "schema:newsArticle", "headline": "Port&nbsp;quiet"}',
    f"{GOOD} and what a template left behind",
]


@pytest.mark.parametrize("text", SLOPPY)
def test_an_article_is_found_however_its_json_is_wrapped(text: str) -> None:
    found = metadata_of(f'<script type="application/ld+json">{text}</script>')
    assert [list(strings(value)) for value in found.ld("headline")] == [["Port quiet"]]


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "7", '"text"', "{'single': 'quotes'}", "[" * 100_000])
def test_what_is_no_json_or_holds_no_object_is_nothing(text: str) -> None:
    found = metadata_of(f'<script type="application/ld+json">{text}</script>')
    assert (found.articles, found.others) == ((), ())


def test_articles_come_outermost_first_and_other_objects_apart() -> None:
    found = metadata_of(
        json_ld(
            {"@type": "WebPage", "name": "page"},
            {"@type": "NewsArticle", "headline": "outer", "isPartOf": {"@type": "Article", "headline": "inner"}},
            {"headline": "of no type"},
        )
    )
    assert [item["headline"] for item in found.articles] == ["outer", "inner"]
    assert [item["name"] for item in found.others] == ["page"]


def test_a_graph_without_end_is_read_up_to_a_cap() -> None:
    found = metadata_of(json_ld([{"@type": "Person", "name": str(i)} for i in range(5_000)]))
    assert len(found.others) <= 2_000


def test_metas_are_kept_by_name_in_lower_case_with_all_their_contents_in_order() -> None:
    found = metadata_of(
        '<meta property="article:tag" content="port"><meta property="Article:Tag" content="strike">'
        '<meta name="author" content="Ode&amp;nbsp;Marn"><meta name="empty" content=""><meta content="nameless">'
    )
    assert found.metas == {"article:tag": ("port", "strike"), "author": ("Ode Marn",)}
    assert found.meta("byl", "author", "article:tag") == "Ode Marn"
    assert found.meta("none") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("Dover &amp; Sons", "Dover & Sons"),
        ("<a href='/x'>Nele</a> Hoorn", "Nele Hoorn"),
        (" a \n b ", "a b"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("Порт&#8212;тихо", "Порт—тихо"),
    ],
)
def test_a_metadata_string_is_made_text(value: str, text: str) -> None:
    assert clean(value) == text


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("one", ["one"]),
        ("  ", []),
        (["one", {"name": "two"}, ["nested lists are not followed"], 3, None], ["one", "two"]),
        ({"name": ["one", "two"]}, ["one", "two"]),
        ({"name": {"name": "too deep"}}, []),
        ({"title": "another key"}, []),
        (True, []),
        (12, []),
    ],
)
def test_texts_are_taken_from_a_value_of_any_shape(value: object, texts: list[str]) -> None:
    assert list(strings(value)) == texts


@pytest.mark.parametrize(
    ("given_type", "names"),
    [
        ("NewsArticle", ["newsarticle"]),
        (["http://schema.org/Person", "schema:Thing"], ["person", "thing"]),
        (None, []),
        ([1, "Place"], ["place"]),
    ],
)
def test_types_are_named_without_their_vocabulary(given_type: object, names: list[str]) -> None:
    assert list(types({"@type": given_type})) == names


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["@type", "@graph", "name", "author"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_json_of_any_shape_is_walked(value: object) -> None:
    found = metadata_of(json_ld(value))
    for item in (*found.articles, *found.others):
        assert "@type" in item


@given(st.text(max_size=200))
def test_text_in_the_place_of_json_breaks_nothing(text: str) -> None:
    found = metadata_of(f'<script type="application/ld+json">{text}</script>')
    assert isinstance(found.articles, tuple)
