"""Publisher, section, topics, language and address, by who states them."""

import pytest
from made_pages import json_ld, layout_of, metadata_of

from dateline.article.about import find_address, find_language, find_publisher, find_section, find_topics
from dateline.article.metadata import read_metadata
from dateline.article.ranking import Found


def article(**fields: object) -> str:
    return json_ld({"@type": "NewsArticle", **fields})


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


PUBLISHERS = [
    (article(publisher={"@type": "Organization", "name": "The Ombrey Ledger"}), ("The Ombrey Ledger", "json-ld")),
    (article(publisher="Halyard"), ("Halyard", "json-ld")),
    (article(publisher=[{"name": "https://halyard.example"}, {"name": "Halyard"}]), ("Halyard", "json-ld")),
    (article(publisher={}) + meta("og:site_name", "Nine Bells"), ("Nine Bells", "meta")),
    (meta("application-name", "Kestholm Courier"), ("Kestholm Courier", "meta")),
    (meta("publisher", "https://www.social.example/ledger"), None),
    ("", None),
]


@pytest.mark.parametrize(("head", "found"), PUBLISHERS)
def test_the_publisher_is_the_name_the_page_states(head: str, found: tuple[str, str] | None) -> None:
    layout = layout_of(head=head)
    assert find_publisher(layout, read_metadata(layout)) == (found and Found(*found))


MASTHEAD = '<div><a href="/">Kestholm Courier</a></div><div><a href="/">Home</a></div>'


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Kestholm Courier - Country - Port quiet", "Kestholm Courier"),
        ("Port quiet | Kestholm Courier", "Kestholm Courier"),
        ("What the Kestholm Courier printed in 1911", None),
        ("Home prices rise", None),
    ],
)
def test_without_metadata_the_link_home_names_the_publisher_if_a_part_of_the_title_does(
    title: str, found: str | None
) -> None:
    layout = layout_of(MASTHEAD, head=f"<title>{title}</title>")
    assert find_publisher(layout, read_metadata(layout)) == (found and Found(found, "markup"))


SECTIONS = [
    (article(articleSection=["Hafen", "Politik"]) + meta("section", "x"), ("Hafen", "json-ld")),
    (meta("article:section", "Порт"), ("Порт", "meta")),
    ("", None),
]


@pytest.mark.parametrize(("head", "found"), SECTIONS)
def test_the_section_is_the_first_one_stated(head: str, found: tuple[str, str] | None) -> None:
    assert find_section(metadata_of(head)) == (found and Found(*found))


TOPICS = [
    (article(keywords="port, strike; Port Ombrey|pears"), (("port", "strike", "Port Ombrey", "pears"), "json-ld")),
    (article(keywords=["port", "strike, port"]), (("port", "strike"), "json-ld")),
    (meta("article:tag", "Streik") + meta("article:tag", "Hafen"), (("Streik", "Hafen"), "meta")),
    (meta("keywords", "a, b") + meta("news_keywords", "港湾, スト"), (("港湾", "スト"), "meta")),
    (meta("keywords", "x" * 81 + ", y"), None),
    ("", None),
]


@pytest.mark.parametrize(("head", "found"), TOPICS)
def test_topics_are_the_publishers_own_key_words(head: str, found: tuple[tuple[str, ...], str] | None) -> None:
    assert find_topics(metadata_of(head)) == (found and Found(*found))


def test_topics_without_end_are_cut() -> None:
    found = find_topics(metadata_of(article(keywords=[f"topic {i}" for i in range(900)])))
    assert found is not None
    assert len(found.value) == 50


LANGUAGES = [
    ("en-GB", "", "The port is quiet.", ("en", "markup")),
    ("DE", "", "", ("de", "markup")),
    ("", article(inLanguage="pt_BR"), "", ("pt", "json-ld")),
    ("", meta("og:locale", "sr_RS"), "", ("sr", "meta")),
    ("english", "", "The port is quiet.", None),
    ("en", "", "港では全ての船が止まっている。", ("ja", "text")),
    ("en", "", "항구의 모든 배가 멈췄다.", ("ko", "text")),
    ("", "", "港口全部船只停航。", ("zh", "text")),
    ("en", "", "เรือทุกลำหยุดที่ท่าเรือ", ("th", "text")),
    ("en-US", "", "Το λιμάνι είναι ήσυχο.", ("el", "text")),
    ("en", "", "הנמל שקט הבוקר.", ("he", "text")),
    ("ru", "", "В порту тихо.", ("ru", "markup")),
    ("", "", "Nobody says in which language this is.", None),
    ("", "", "The dockers of the port stopped work on Friday, the union said in the evening.", ("en", "text")),
    ("", "", "Die Hafenarbeiter von Kestholm haben am Freitag die Arbeit niedergelegt.", ("de", "text")),
]


@pytest.mark.parametrize(("lang", "head", "text", "found"), LANGUAGES)
def test_the_language_is_that_of_a_telling_script_or_what_the_page_or_its_words_say(
    lang: str, head: str, text: str, found: tuple[str, str] | None
) -> None:
    layout = layout_of(head=head, lang=lang)
    assert find_language(layout, read_metadata(layout), text) == (found and Found(*found))


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


HOME = "https://ledger.example/port/strike"
ADDRESSES = [
    (canonical(HOME), HOME + "?utm_source=mail", (HOME, "markup")),
    (canonical("/port/strike"), "https://ledger.example/x", (HOME, "markup")),
    (canonical("https://other.example/a"), HOME, (HOME, "url")),
    (canonical(HOME), "https://www.ledger.example/amp/strike", (HOME, "markup")),
    (meta("og:url", HOME), HOME + "?page=2", (HOME, "meta")),
    (canonical(HOME), None, (HOME, "markup")),
    (canonical("/port/strike"), None, None),
    (canonical("javascript:void(0)"), HOME, (HOME, "url")),
    ("", HOME, (HOME, "url")),
    ("", None, None),
]


@pytest.mark.parametrize(("head", "url", "found"), ADDRESSES)
def test_the_address_is_the_pages_own_where_it_is_of_the_same_site(
    head: str, url: str | None, found: tuple[str, str] | None
) -> None:
    layout = layout_of(head=head)
    assert find_address(layout, read_metadata(layout), url) == (found and Found(*found))
