"""The readable view of one article in a terminal."""

import re

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..types import Article, Block

# A page must not drive the terminal: control characters and those that turn the direction of text are not shown.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INDENT = 4
_MAX_WIDTH = 100


def show_article(article: Article, console: Console) -> None:
    """Print the article, its facts first."""
    console.print(
        Group(*_head(article), *[_block(article, b) for b in article.blocks if b.kind != "headline"]),
        width=min(console.width, _MAX_WIDTH),
    )
    for picture in article.pictures:
        credit = f"  [{safe(picture.credit)}]" if picture.credit else ""
        console.print(
            Text(f"▣ {safe(picture.caption or '')}{credit}", style="dim"),
            width=min(console.width, _MAX_WIDTH),
        )


def safe(text: str) -> str:
    """The text without characters that act on a terminal."""
    return _UNSAFE.sub("", text)


def _head(article: Article) -> list[RenderableType]:
    published = article.published
    when = f"published {published.value.replace('T', ' ')} ({published.basis})" if published else "no date stated"
    if article.modified:
        when += f"   modified {article.modified.value.replace('T', ' ')}"
    quality = article.quality.verdict + (f" ({article.quality.reason})" if article.quality.reason else "")
    body = article.text[len(article.headline or "") :]
    facts = [
        f"{len(body.split())} words, {quality}",
        article.language or "",
        article.page_type,
        article.publisher or "",
    ]
    who = ", ".join(article.authors) or (article.byline or "")
    lines = [
        Text(safe(article.headline or "(no headline)"), style="bold"),
        Text(
            safe(f"By {who}   " if who else "")
            + (f"agency: {safe(article.agency)}   " if article.agency else "")
            + when
        ),
        Text(safe("   ".join([fact for fact in facts if fact])), style="dim"),
        Text(""),
    ]
    return list(lines)


def _block(article: Article, block: Block) -> RenderableType:
    text = safe(article.text[block.span.start : block.span.end])
    if block.kind == "subheading":
        return Padding(Text(text, style="bold"), (0, 0, 1, 0))
    if block.kind == "list_item":
        return Padding(Text("• " + text), (0, 0, 0, 2))
    return Padding(Text(text), (0, 0, 1, _INDENT if block.kind == "quote" else 0))
