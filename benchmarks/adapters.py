"""Our names to the scorers': one small function for each."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the workers have it

from dateline.article import extract_article
from dateline.page import open_page
from dateline.types import Article, Page


def page(html: bytes, url: str | None) -> dict[str, object]:
    """What ``score_pages.py`` expects."""
    return _fields(extract_article(open_page(Page(html, url=url))))


def hostile(data: bytes, *, url: str, content_type: str) -> dict[str, object]:
    """What ``hostile_pages.py`` expects."""
    media_type, _, rest = content_type.partition(";")
    charset = rest.partition("charset=")[2].strip() or None
    return _fields(extract_article(open_page(Page(data, url=url, media_type=media_type, charset=charset))))


def _agency_as_author(article: Article) -> list[str]:
    """The agency where the page gives it out as the author; one that only the dateline names is not."""
    if article.agency is None:
        return []
    stated = article.found_in["agency"] != "text" or article.agency in (article.byline or "")
    return [article.agency] if stated else []


def _fields(article: Article) -> dict[str, object]:
    body = [article.text[b.span.start : b.span.end] for b in article.blocks if b.kind != "headline"]
    return {
        "title": article.headline,
        "text": "\n".join(body),
        "published": article.published.value if article.published else None,
        "authors": [*article.authors, *_agency_as_author(article)],
        "captions": [{"caption": picture.caption, "credit": picture.credit} for picture in article.pictures],
    }
