"""The article's pictures: caption and credit apart, each once, none of another story."""

import pytest
from made_pages import layout_of, lines_of, scores_of, texts_of

from dateline.article.layout import Layout
from dateline.article.pictures import find_pictures
from dateline.types import Picture

PROSE = "<p>The dockers of Port Ombrey stopped work at six on Wednesday, and no ship left the harbour.</p>"
CAPTION = "A crane stands idle at Gate 4 on Wednesday morning."
BASE = "https://ledger.example/port/quiet"
IMAGE = "https://ledger.example/crane.jpg"


def pictures_of(layout: Layout, **roles: tuple[int, ...]) -> tuple[Picture, ...]:
    body = tuple(i for i, text in enumerate(texts_of(layout)) if text.startswith("The dockers"))
    return find_pictures(layout, scores_of(layout, headline=(0,), body=body, **roles), body=body, base=BASE)


def page(figure: str, *, after: str = "") -> Layout:
    return layout_of(f"<h1>Port quiet</h1>{figure}{PROSE * 3}{after}")


IMG = '<img src="/crane.jpg">'
FIGURES = [
    f"<figure>{IMG}<figcaption>{CAPTION} Photo: Nadja Brimm</figcaption></figure>",
    f"<figure>{IMG}<figcaption>{CAPTION} <span class=credit>Nadja Brimm</span></figcaption></figure>",
    f"<figure>{IMG}<figcaption><p>{CAPTION}</p><p class=credit>Nadja Brimm</p></figcaption></figure>",
    f"<figure>{IMG}<figcaption><p>{CAPTION}</p><p>Photo: Nadja Brimm</p></figcaption></figure>",
    f"<figure>{IMG}<figcaption>{CAPTION} (Nadja Brimm)</figcaption></figure>",
    f"<div>{IMG}<div><div>{CAPTION}</div><div>© Nadja Brimm</div></div></div>",
    f"<div>{IMG}<div itemprop=caption>{CAPTION}</div><div>© <span itemprop=creditText>Nadja Brimm</span></div></div>",
    f'<div>{IMG}<p class="wp-caption-text">{CAPTION} © Nadja Brimm</p></div>',
    f'<div>{IMG}<div class="bildunterschrift">{CAPTION} Foto: Nadja Brimm</div></div>',
    f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure><p class=credit>Nadja Brimm</p>",
    f'<figure><img src="data:x" data-src="/crane.jpg"><figcaption>{CAPTION} © Nadja Brimm</figcaption></figure>',
]


@pytest.mark.parametrize("figure", FIGURES)
def test_caption_and_credit_are_parted_however_they_are_set(figure: str) -> None:
    assert pictures_of(page(figure)) == (Picture(CAPTION, "Nadja Brimm", IMAGE),)


def test_an_agency_after_a_marked_photographer_belongs_to_the_credit() -> None:
    figure = (
        f"<figure>{IMG}<figcaption>{CAPTION} <span class=credit>Nadja Brimm</span> / PELIGRAPH</figcaption></figure>"
    )
    assert pictures_of(page(figure)) == (Picture(CAPTION, "Nadja Brimm / PELIGRAPH", IMAGE),)


def test_a_caption_without_a_credit_is_given_alone() -> None:
    figure = f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>"
    assert pictures_of(page(figure)) == (Picture(CAPTION, None, IMAGE),)


def test_a_caption_that_only_its_score_shows_is_found() -> None:
    assert pictures_of(page(f"<div>{CAPTION}</div>"), caption=(1,)) == (Picture(CAPTION, None, None),)


def test_the_same_caption_under_two_pictures_is_given_once() -> None:
    figure = f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>"
    assert len(pictures_of(page(figure * 2))) == 1


def test_a_gallery_goes_on_below_the_text() -> None:
    shots = "".join(f"<figure>{IMG}<figcaption>Shot {i}: a crane stands idle.</figcaption></figure>" for i in range(20))
    assert len(pictures_of(page("", after=shots))) == 20


def test_a_picture_far_below_the_text_is_another_storys() -> None:
    figure = f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>"
    assert pictures_of(page("", after="<p>Another story.</p>" * 9 + figure)) == ()


@pytest.mark.parametrize("label", ["Video", "Extra"])
def test_a_label_is_no_caption(label: str) -> None:
    assert pictures_of(page(f"<figure>{IMG}<figcaption>{label}</figcaption></figure>")) == ()


def test_paragraphs_of_the_body_are_never_captions() -> None:
    assert pictures_of(page(""), caption=(1, 2, 3)) == ()


def test_in_scraped_text_a_caption_is_known_by_its_mark() -> None:
    layout = lines_of(f"Port quiet\n{CAPTION} Photo: Nadja Brimm\n{PROSE[3:-4]}\n\nPhoto: The Ledger")
    assert pictures_of(layout) == (Picture(CAPTION, "Nadja Brimm", None),)
