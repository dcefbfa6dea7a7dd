"""Plain text and Markdown of one article."""

import re

from ..types import Article, Block

_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")
_PREFIX = {"headline": "# ", "subheading": "## ", "list_item": "- ", "quote": "> "}


def encode_text(article: Article) -> str:
    """The article's text, as its spans count it, with a line end."""
    return article.text + "\n"


def encode_markdown(article: Article) -> str:
    """The article as Markdown, its markup characters escaped."""
    lines = [_markdown(article, block) for block in article.blocks]
    about = [
        ", ".join(article.authors),
        article.published.value if article.published else "",
        article.url or "",
    ]
    lines.insert(1 if article.headline else 0, "*" + " · ".join([part for part in about if part]) + "*")
    return "\n\n".join([line for line in lines if line != "**"]) + "\n"


def _markdown(article: Article, block: Block) -> str:
    text = article.text[block.span.start : block.span.end]
    return _PREFIX.get(block.kind, "") + _MARKDOWN.sub(r"\\\1", text)
