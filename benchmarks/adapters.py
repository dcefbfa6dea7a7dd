"""Our names to the scorers': one small function for each."""

import os
from datetime import date

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the workers have it

from dateline.analysis import analyse_text
from dateline.article import extract_article
from dateline.event.actors import resolve_actor
from dateline.event.times import find_times
from dateline.ml.language_model import load_model
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


def parse_words(sentences: list[list[str]]) -> list[list[dict[str, object]]]:
    """What ``score_language.py`` expects of words and sentences that are given."""
    reading = load_model().read_sentences(sentences)
    parsed, first = [], 0
    for words in sentences:
        numbers = range(first, first + len(words))
        heads = [reading.heads[i] for i in numbers]
        parsed.append([
            {
                "upos": reading.upos[i],
                "lemma": reading.lemmas[i],
                "head": 0 if head is None else head - first + 1,
                "deprel": reading.deprels[i],
                "mention": reading.mentions[i],
            }
            for i, head in zip(numbers, heads, strict=True)
        ])
        first += len(words)
    return parsed


def names(tokens: list[str]) -> list[str]:
    """What ``score_language.py`` expects of a paragraph: BIO tags."""
    return load_model().read([tokens])[0].name_tags


def parse(text: str) -> list[list[dict[str, object]]]:
    """What ``score_language.py`` expects of raw text."""
    analysis = analyse_text(text)
    return [
        [
            {
                "start": token.span.start,
                "end": token.span.end,
                "upos": token.upos,
                "lemma": token.lemma,
                "head": 0 if token.head is None else token.head - sentence.first + 1,
                "deprel": token.deprel,
            }
            for token in analysis.tokens[sentence.first : sentence.end]
        ]
        for sentence in analysis.sentences
    ]


def times(text: str, published: str | None) -> list[dict[str, object]]:
    """What ``score_events.py`` expects of time expressions."""
    return [
        {"span": [time.span.start, time.span.end], "type": time.type, "value": time.value}
        for time in find_times(text, date.fromisoformat(published[:10]) if published else None)
    ]


def actor(text: str, context: str | None, day: str | None) -> dict[str, object] | None:
    """What ``score_events.py`` expects of a mention of an actor."""
    found = resolve_actor(text, context=context or "", on=date.fromisoformat(day) if day else None)
    if found is None:
        return None
    return {"code": found.code, "sector": found.sector, "name": found.name}

