"""From an opened page to its article.

The steps, in order: the page becomes a layout of blocks (`dom` for HTML, `lines` for scraped text); `metadata` reads
what it says about itself; `features` and `block_model` score what role each block plays; `headline`, `main_text` (with
`twins`), `posts`, `deck`, `published`, `byline`, `pictures`, `about` and `quality` each decide one thing; `script_body`
stands in where the page shows no body; this file writes the text and counts characters.
"""

import hashlib
from collections.abc import Sequence

from ..errors import NotAnArticle
from ..types import Article, Basis, Block, BlockKind, Link, Moment, OpenedPage, Span
from ..urls import resolve
from .about import find_address, find_language, find_publisher, find_section, find_topics
from .block_model import load_block_model
from .byline import find_authors
from .clues import read_hints
from .dateline import find_dateline
from .deck import find_deck, find_kicker
from .dom import read_layout
from .features import BlockFeatures, make_features
from .headline import find_headline
from .layout import Layout
from .lines import read_lines
from .main_text import choose_body, kinds_of
from .metadata import read_metadata
from .pictures import find_pictures
from .posts import LIVE_UPDATE, Posts, find_posts, with_headings
from .published import find_times
from .quality import find_page_type, judge_quality
from .ranking import Found
from .script_body import ScriptBody, find_script_body

_ID_DIGITS = 16
_GAP = "\n\n"

Part = tuple[BlockKind, str, Moment | None]
"""A block of the text: what it is, its text, and when its post was published."""


def extract_article(opened: OpenedPage) -> Article:
    """The article of a page.

    Raises:
        NotAnArticle: there is neither a headline nor a body.
    """
    page = opened.page
    layout = read_lines(opened.utf8) if opened.kind == "text" else read_layout(opened.utf8)
    metadata = read_metadata(layout)
    features = make_features(layout, read_hints(layout, metadata))
    scores = load_block_model(plain=layout.plain).score_blocks(features)
    headline = find_headline(layout, metadata, scores)
    posts = find_posts(layout, metadata) if LIVE_UPDATE in opened.utf8 else Posts({}, frozenset())
    body = with_headings(choose_body(layout, scores, headline.value if headline else None), posts)
    script = find_script_body(layout, metadata, sum([len(layout.blocks[i].text) for i in body]))
    if headline is None and not body and script is None:
        raise NotAnArticle("no headline and no body on the page", origin=page.origin, url=page.url)
    address = find_address(layout, metadata, page.url)
    deck = find_deck(layout, metadata, headline.block if headline else None, body)
    kicker = find_kicker(layout, headline)
    parts = _parts(layout, body, posts, deck) if script is None else _script_parts(script)
    text, blocks = _write_text(headline, parts)
    publisher = find_publisher(layout, metadata)
    times = find_times(layout, metadata, scores, url=page.url, headline=headline.block if headline else None)
    byline = find_authors(layout, metadata, scores, publisher=publisher.value if publisher else None)
    language = find_language(layout, metadata, text)
    section, topics = find_section(metadata), find_topics(metadata)
    pictures = find_pictures(layout, scores, body=body, base=page.url)
    body_start = blocks[-len(parts)].span.start if parts else len(text)
    body_text = text[body_start:]
    dateline = find_dateline(text, body_start) if parts else None
    agency = byline.agency or (dateline.agency if dateline else None)
    quality = judge_quality(metadata, body_text, _names_met(features), from_script=script is not None)
    found: dict[str, Basis | None] = {
        "url": _basis(address),
        "headline": _basis(headline),
        "kicker": _basis(kicker),
        "deck": _basis(deck),
        "authors": byline.basis if byline.authors else None,
        "agency": byline.basis if byline.agency else "text" if agency else None,
        "published": times.published.basis if times.published else None,
        "modified": times.modified.basis if times.modified else None,
        "publisher": _basis(publisher),
        "language": _basis(language),
        "text": script.basis if script else None,
        "section": _basis(section),
        "topics": _basis(topics),
    }
    digest = hashlib.sha256(page.body).hexdigest()
    return Article(
        id=hashlib.sha256(address.value.encode()).hexdigest()[:_ID_DIGITS] if address else digest[:_ID_DIGITS],
        url=address.value if address else None,
        origin=page.origin,
        headline=headline.value if headline else None,
        kicker=kicker.value if kicker else None,
        deck=deck.value if deck else None,
        byline=byline.line,
        authors=byline.authors,
        agency=agency,
        dateline=dateline,
        published=times.published,
        modified=times.modified,
        publisher=publisher.value if publisher else None,
        language=language.value if language else None,
        section=section.value if section else None,
        topics=topics.value if topics else (),
        page_type=find_page_type(
            metadata,
            quality,
            posts=len({moment.value for moment in posts.moments.values()}),
            body_chars=len(body_text),
            pictures=len(pictures),
            blocks=len(parts),
        ),
        text=text,
        blocks=blocks,
        pictures=pictures,
        links=_links(layout, body, blocks, page.url) if script is None else (),
        quality=quality,
        page_sha256=digest,
        found_in={field: basis for field, basis in found.items() if basis},
    )


def _parts(layout: Layout, body: Sequence[int], posts: Posts, deck: Found[str] | None) -> list[Part]:
    """The visible body's blocks as they are written."""
    return [
        (
            "lede" if deck and i == deck.block else "subheading" if i in posts.headings else kind,
            layout.blocks[i].text,
            posts.moments.get(i),
        )
        for i, kind in zip(body, kinds_of(layout.blocks, body), strict=True)
    ]


def _script_parts(script: ScriptBody) -> list[Part]:
    return [("paragraph", text, None) for text in script.paragraphs]


def _write_text(headline: Found[str] | None, parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """The text of the article, and its blocks as intervals of it."""
    head: list[Part] = [("headline", headline.value, None)] if headline else []
    blocks = []
    start = 0
    for kind, text, moment in (*head, *parts):
        blocks.append(Block(Span(start, start + len(text)), kind, moment))
        start += len(text) + len(_GAP)
    return _GAP.join([text for _, text, _ in (*head, *parts)]), tuple(blocks)


def _links(layout: Layout, body: Sequence[int], blocks: Sequence[Block], base: str | None) -> tuple[Link, ...]:
    found = []
    for i, block in zip(body, blocks[-len(body) :], strict=True) if body else ():
        for inline in layout.blocks[i].links():
            address = resolve(inline.element.attribute("href"), base)
            if address:
                start = block.span.start
                found.append(Link(Span(start + inline.start, start + inline.end), address))
    return tuple(found)


def _names_met(features: BlockFeatures) -> str:
    return " ".join([name for names in features.names for name in names])


def _basis(found: Found[str] | Found[tuple[str, ...]] | None) -> Basis | None:
    return found.basis if found else None
