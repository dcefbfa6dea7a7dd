"""The headline: what sources agree on, without the names of section and site around it."""

import pytest
from made_pages import json_ld, layout_of, lines_of, scores_of, texts_of

from dateline.article.headline import find_headline
from dateline.article.layout import Layout
from dateline.article.metadata import read_metadata
from dateline.article.ranking import Found

PROSE = "<p>The dockers of Port Ombrey stopped work at six on Wednesday, and no ship left the harbour.</p>"
TITLE = "Port Ombrey falls silent as dockers walk out"


def headline_of(layout: Layout, *, headline: tuple[int, ...] = (), body: tuple[int, ...] | None = None) -> Found[str]:
    prose = tuple(i for i, text in enumerate(texts_of(layout)) if text.startswith("The dockers"))
    scores = scores_of(layout, headline=headline, body=prose if body is None else body)
    found = find_headline(layout, read_metadata(layout), scores)
    assert found is not None
    return found


def page(h1: str, *, head: str = "", before: str = "", lang: str = "en") -> Layout:
    return layout_of(f"{before}{h1}{PROSE * 3}", head=head, lang=lang)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


AGREED = [
    (f"<h1>{TITLE}</h1>", f"<title>{TITLE} | The Ombrey Ledger</title>" + meta("og:title", TITLE)),
    (f"<h1>{TITLE}</h1>", f"<title>{TITLE} - Strike - Nine Bells</title>" + json_ld(
        {"@type": "NewsArticle", "headline": TITLE})),
    (f"<h1><span>Strike</span> {TITLE}</h1>", f"<title>{TITLE} – Nine Bells</title>" + meta("og:title", TITLE)),
    (f"<h1>{TITLE}</h1>", ""),
    (f"<h2>{TITLE}</h2>", f"<title>{TITLE}</title>" + meta("og:title", f"{TITLE} | Nine Bells")
     + meta("og:site_name", "Nine Bells")),
]  # fmt: skip


@pytest.mark.parametrize(("h1", "head"), AGREED)
def test_the_headline_is_given_without_what_stands_around_it(h1: str, head: str) -> None:
    assert headline_of(page(h1, head=head), headline=(0,)).value == TITLE


OTHER_TONGUES = [
    ("de", "Im Hafen von Ombrey steht alles still", " | Neun Glocken"),
    ("ru", "В порту Омбри остановились все суда", " — Девять склянок"),
    ("ar", "ميناء أومبري يتوقف عن العمل بعد إضراب العمال", " | تسعة أجراس"),
    ("ja", "オンブリー港で全ての船が停止、労働者がスト", "｜九つの鐘"),
    ("th", "เรือทุกลำหยุดที่ท่าเรือออมเบรย์หลังคนงานนัดหยุดงาน", " | เก้าระฆัง"),
]


@pytest.mark.parametrize(("lang", "title", "site"), OTHER_TONGUES)
def test_headlines_of_all_scripts_are_parted_from_the_sites_name(lang: str, title: str, site: str) -> None:
    layout = page(f"<h1>{title}</h1>", head=f"<title>{title}{site}</title>" + meta("og:title", title), lang=lang)
    assert headline_of(layout, headline=(0,)).value == title


def test_the_printed_form_is_given_where_sources_differ_in_signs_only() -> None:
    head = meta("og:title", "“Nothing moves” – Port Ombrey in Silence")
    assert headline_of(page('<h1>"Nothing moves": Port Ombrey in silence</h1>', head=head), headline=(0,)).value == (
        '"Nothing moves": Port Ombrey in silence'
    )


def test_a_sites_name_in_a_first_level_heading_is_no_headline() -> None:
    head = f"<title>{TITLE} | Nine Bells</title>" + meta("og:title", TITLE) + meta("og:site_name", "Nine Bells")
    layout = page(f"<h2>{TITLE}</h2>", head=head, before="<h1>Nine Bells</h1>")
    assert headline_of(layout, headline=(1,)).value == TITLE


BASES = [
    (json_ld({"@type": "NewsArticle", "headline": TITLE}), "json-ld"),
    (meta("og:title", TITLE), "meta"),
    ("", "markup"),
]


@pytest.mark.parametrize(("head", "basis"), BASES)
def test_the_basis_is_the_firmest_source_that_states_it(head: str, basis: str) -> None:
    found = headline_of(page(f"<h1>{TITLE}</h1>", head=head), headline=(0,))
    assert (found.value, found.basis, found.block) == (TITLE, basis, 0)


def test_the_headline_of_scraped_text_is_the_line_before_the_body() -> None:
    layout = lines_of(
        f"Home\nPolitics\nWeather\n\n{TITLE}\n\n18 Nov, 2026\n\n" + "\n\n".join([PROSE[3:-4]] * 3) + "\n\nRead more"
    )
    assert headline_of(layout, headline=(3,)) == Found(TITLE, "text", 3)


def test_an_empty_page_has_no_headline() -> None:
    layout = layout_of("")
    assert find_headline(layout, read_metadata(layout), scores_of(layout)) is None
