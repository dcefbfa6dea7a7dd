"""Our names to the scorers': one small function for each."""

import os
from datetime import date

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the workers have it

from dateline.analysis import analyse_text, read_text
from dateline.article import extract_article
from dateline.event import annotate
from dateline.event.actors import resolve_actor
from dateline.event.learned.factuality import score_factuality
from dateline.event.learned.questions import ask
from dateline.event.participants import phrase_of
from dateline.event.setting import read_setting
from dateline.event.times import find_times
from dateline.event_types import Participant, Place
from dateline.ml.event_heads import Floats, load_heads
from dateline.ml.language_model import load_model
from dateline.ontology import load_ontology
from dateline.page import open_page
from dateline.story.cluster import cluster_stories
from dateline.story.copies import find_copies
from dateline.story.features import Features, describe
from dateline.text.fingerprint import make_fingerprint
from dateline.types import Analysis, Article, Page, Span


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
        parsed.append(
            [
                {
                    "upos": reading.upos[i],
                    "lemma": reading.lemmas[i],
                    "head": 0 if head is None else head - first + 1,
                    "deprel": reading.deprels[i],
                    "mention": reading.mentions[i],
                }
                for i, head in zip(numbers, heads, strict=True)
            ]
        )
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


def analyse(text: str) -> tuple[Analysis, Floats | None]:
    """The analysis of a text with the vectors of its words."""
    return read_text(text)


def article_events(text: str, title: str, published: str) -> list[dict[str, object]]:
    """What ``score_articles.py`` expects of an article."""
    return _code(text, len(title) if text.startswith(title) else 0, published)


def sentence_events(text: str, published: str) -> list[dict[str, object]]:
    """What ``score_events.py`` expects of a sentence."""
    return _code(text, 0, published)


def copies(docs: list[dict[str, str]]) -> list[tuple[str, str]]:
    """What ``score_stories.py`` expects of near-duplicates: pairs of ids."""
    pairs = find_copies([make_fingerprint(doc["text"]) for doc in docs])
    return [(docs[pair.first]["id"], docs[pair.second]["id"]) for pair in pairs]


def _code(text: str, headline: int, published: str) -> list[dict[str, object]]:
    # Some of the sets have days such as "121108".
    day = date.fromisoformat(published[:10]) if published[4:5] == "-" else None
    analysis, vectors = analyse(text)
    annotations = annotate(
        "scored", analysis, headline=headline, published=day, ontology=load_ontology(), vectors=vectors
    )
    numbers = {event.id: i for i, event in enumerate(annotations.events)}
    said = {one.id: one for one in annotations.attributions}
    return [
        {
            "type": event.type,
            "mode": list(event.modes),
            "trigger": _pair(event.trigger),
            "mentions": [_pair(span) for span in event.mentions],
            "actors": [_side(text, side) for side in event.actors],
            "recipients": [_side(text, side) for side in event.recipients],
            "date": {"start": event.date.start, "end": event.date.end},
            "place": _where(text, event.place),
            "attribution": [
                {"kind": said[i].kind, "source": _pair(span) if (span := said[i].source) else None}
                for i in event.attributions
            ],
            "status": event.status,
            "relations": [
                {"type": relation.type, "target": numbers[relation.target]}
                for relation in event.relations
                if relation.type != "precondition_of"
            ],
            "confidence": event.confidence,
        }
        for event in annotations.events
    ]


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _side(text: str, side: Participant) -> dict[str, object]:
    words = text[side.span.start : side.span.end]
    return {"span": _pair(side.span), "text": words, "code": side.code, "sector": side.sector}


def _where(text: str, place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    words = text[place.span.start : place.span.end]
    return {"span": _pair(place.span), "text": words, "country": place.country_code}


def factuality(text: str, spans: list[list[int]]) -> list[float]:
    """What ``score_events.py`` expects of factuality: of the word that the others of a span hang on."""
    analysis, vectors = read_text(text)
    setting = read_setting("scored", analysis, 0, None, load_ontology(), None)
    return score_factuality(setting.trees, vectors, [setting.head_of(Span(*span)) for span in spans])


def attributions(text: str) -> list[dict[str, object]]:
    """What ``score_events.py`` expects of attributions."""
    analysis, vectors = read_text(text)
    setting = ask(read_setting("scored", analysis, 0, None, load_ontology(), None), vectors, load_heads()).setting
    trees = setting.trees

    def hull(tokens: tuple[int, int]) -> list[list[int]]:
        return [[trees.tokens[tokens[0]].span.start, trees.tokens[tokens[1] - 1].span.end]]

    return [
        {
            "cue": hull(one.cue),
            "source": [] if one.source is None else [_pair(phrase_of(analysis, one.source))],
            "content": hull(one.content) if one.content else [],
        }
        for one in setting.attributed
    ]


def stories(docs: list[dict[str, str]]) -> dict[str, int]:
    """What ``score_stories.py`` expects: the story of each text."""
    found = cluster_stories(describe_story(doc["id"], doc["text"]) for doc in docs)
    return {member.id: number for number, story in enumerate(found) for member in story.members}


def describe_story(article_id: str, text: str) -> Features:
    """The features of a text without a day of publication."""
    times = find_times(text, None)
    return describe(article_id, text, names=analyse_text(text).names, times=times, published=None)
