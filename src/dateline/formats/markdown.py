"""Markdown: the headline, who, when and where from, the blocks and the pictures.

What stands in the page is text here: nothing of it is read as Markdown or HTML, and links are kept only
where they lead to a web address.

Source: CommonMark 0.31.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from dateline.formats.text import CELLS, remove_controls, remove_line_ends
from dateline.types import Article, Block, Link, Moment, Picture

_MARKUP = re.compile(r"[\\`*_\[\]<>~|]|&(?=[#\w])")
_LINE_START = re.compile(r"^(\s*)([#+\-=]|\d{1,9}(?=[.)]))", re.MULTILINE)
_UNSAFE_IN_ADDRESS = re.compile(r"[()<>\s\\]")
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def encode_article(article: Article) -> bytes:
    """Return the article as Markdown, ended by a line end."""
    parts = [*_make_head(article), *_make_body(article), *map(_make_picture, article.pictures)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode(errors="replace")


def _make_head(article: Article) -> Iterator[str]:
    if article.kicker:
        yield f"**{_escape_line(article.kicker)}**"
    if article.headline:
        yield f"# {_escape_line(article.headline)}"
    if article.deck:
        yield f"*{_escape_line(article.deck)}*"
    facts = [
        _escape_line(article.byline or ", ".join(article.authors)),
        _escape_line(article.publisher or ""),
        _make_moment("published", article.published),
        _make_moment("modified", article.modified),
        _make_link("source", article.url),
    ]
    yield " · ".join(fact for fact in facts if fact)


def _make_body(article: Article) -> Iterator[str]:
    """Yield the blocks but the headline; items of a list and rows of a table follow each other closely."""
    for kind, run in groupby(article.blocks, key=lambda block: block.kind):
        blocks = [(block, _link_up(article, block)) for block in run]
        if kind == "list_item":
            yield "\n".join(f"- {text}" for _, text in blocks)
        elif kind == "table_row":
            yield _make_table([article.text[block.span.start : block.span.end] for block, _ in blocks])
        elif kind == "subheading":
            yield from (f"## {text}" for _, text in blocks)
        elif kind == "quote":
            yield "\n>\n".join(f"> {text}" for _, text in blocks)
        elif kind != "headline":
            yield from (_make_time(block) + text for block, text in blocks)


def _make_table(rows: list[str]) -> str:
    cells = [[_escape_line(cell) for cell in row.split(CELLS)] for row in rows]
    width = max(map(len, cells))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _make_picture(picture: Picture) -> str:
    credit = f"({_escape_line(picture.credit)})" if picture.credit else ""
    words = " ".join(part for part in (_escape_line(picture.caption or ""), credit) if part)
    address = _make_link("picture", picture.url)
    return " ".join(part for part in (f"*{words}*" if words else "", address) if part)


def _make_moment(name: str, moment: Moment | None) -> str:
    return f"{name} {_escape_line(moment.value)}" if moment else ""


def _make_time(block: Block) -> str:
    return f"**{_escape_line(block.published.value)}** " if block.published else ""


def _make_link(words: str, url: str | None) -> str:
    if url is None or not _WEB_ADDRESS.match(url):
        return ""
    return f"[{words}]({_UNSAFE_IN_ADDRESS.sub(_quote, remove_controls(url))})"


def _link_up(article: Article, block: Block) -> str:
    """Return the block's text in one line, with its links."""
    parts: list[str] = []
    at = block.span.start
    for link in _links_of(article, block):
        if link.span.start < at:  # links do not nest
            continue
        words = _escape_line(article.text[link.span.start : link.span.end])
        parts.append(_escape(article.text[at : link.span.start]))
        parts.append(_make_link(words, link.url) or words)
        at = link.span.end
    parts.append(_escape(article.text[at : block.span.end]))
    return _guard_start(" ".join("".join(parts).split()))


def _links_of(article: Article, block: Block) -> list[Link]:
    inside = [link for link in article.links if block.span.start <= link.span.start < link.span.end <= block.span.end]
    return sorted(inside, key=lambda link: link.span.start)


def _quote(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", remove_controls(text))


def _escape_line(text: str) -> str:
    return _guard_start(_MARKUP.sub(r"\\\g<0>", remove_line_ends(text)))


def _guard_start(line: str) -> str:
    """Keep a line from being read as a heading, a list or a rule."""
    return _LINE_START.sub(_guard_mark, line)


def _guard_mark(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"
