"""The readable view of one article in a terminal."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..types import Article, Block, Moment

# A page must not drive the terminal: control characters and those that turn the direction of text are not shown.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INDENT = 4
_MAX_WIDTH = 100
_BETWEEN = " · "
_STYLES = {"subheading": "bold", "lede": "italic"}


def show_article(article: Article, console: Console) -> None:
    """Print the article, its facts first."""
    width = min(console.width, _MAX_WIDTH)
    body = [block for block in article.blocks if block.kind != "headline"]
    console.print(Group(*_head(article), *_body(article, body)), width=width)
    for picture in article.pictures:
        credit = f"  [{safe(picture.credit)}]" if picture.credit else ""
        console.print(Text(f"▣ {safe(picture.caption or '')}{credit}", style="dim"), width=width)


def safe(text: str) -> str:
    """The text without characters that act on a terminal."""
    return _UNSAFE.sub("", text)


def _head(article: Article) -> list[RenderableType]:
    lines = [Text(safe(article.headline or "(no headline)"), style="bold")]
    if article.kicker:
        lines.insert(0, Text(safe(article.kicker), style="dim"))
    lines.append(_facts(_byline(article), _when("published", article.published), _when("modified", article.modified)))
    quality = article.quality.verdict + (f" ({article.quality.reason})" if article.quality.reason else "")
    words = len(article.text[len(article.headline or "") :].split())
    about = (article.publisher, _language(article), article.page_type.replace("_", " "), f"{words} words", quality)
    lines.append(_facts(*about, style="dim"))
    return [*lines, Text("")]


def _byline(article: Article) -> str | None:
    who = ", ".join(article.authors)
    return " / ".join(part for part in (who, article.agency) if part) or article.byline


def _language(article: Article) -> str | None:
    read = article.language in (None, "en")
    return article.language if read else f"{article.language} (events: English only)"


def _when(clock: str, moment: Moment | None) -> str | None:
    if moment is None:
        return "no date stated" if clock == "published" else None
    return f"{clock} {moment.value.replace('T', ' ')} ({moment.basis})"


def _facts(*facts: str | None, style: str = "") -> Text:
    return Text(safe(_BETWEEN.join(fact for fact in facts if fact)), style=style)


def _body(article: Article, blocks: list[Block]) -> Iterator[RenderableType]:
    """The blocks, a blank line between them but for the items of a list; a post begins with its time."""
    posted: Moment | None = None
    for block, following in zip_longest(blocks, blocks[1:]):
        text = Text(safe(article.text[block.span.start : block.span.end]), style=_STYLES.get(block.kind, ""))
        if block.published and block.published != posted:
            text = Text.assemble((block.published.value.replace("T", " ") + "  ", "dim"), text)
        posted = block.published
        if block.kind == "list_item":
            inside = following is not None and following.kind == "list_item"
            yield Padding(Text.assemble("• ", text), (0, 0, 0 if inside else 1, 2))
        else:
            yield Padding(text, (0, 0, 1, _INDENT if block.kind == "quote" else 0))
