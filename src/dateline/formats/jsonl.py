"""JSON: one article, failure, analysis or record a line, and its JSON Schema."""

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from ..event_types import Record
from ..types import Analysis, Article

_SURROGATE = re.compile("[\ud800-\udfff]")


def encode_json(noun: object) -> str:
    """One of our nouns as a line of JSON, without the line end; fields in the order of its type."""
    if isinstance(noun, Analysis):
        noun = replace_surrogates(noun)
    return msgspec.json.encode(noun).decode()


def encode_with_events(article: Article, records: Sequence[Record] | None, coverage: str) -> str:
    """The article as `encode_json` writes it, with its ``events`` and their ``coverage``.

    ``events`` is null where none were looked for; ``coverage`` says why.
    """
    beside = {"events": records, "coverage": coverage}
    return msgspec.json.encode(msgspec.to_builtins(article) | beside).decode()


def make_schema(record: type[Article] | type[Analysis] | type[Record] = Article) -> str:
    """The JSON Schema of an article, an analysis, or a record."""
    schema = _without_key_names(msgspec.json.schema(record))
    return msgspec.json.format(msgspec.json.encode(schema), indent=1).decode() + "\n"


def _without_key_names(part: object) -> object:
    """What every version of msgspec says: from 0.23 on it also lists the keys of a mapping."""
    if isinstance(part, dict):
        return {key: _without_key_names(value) for key, value in part.items() if key != "propertyNames"}
    return [_without_key_names(each) for each in part] if isinstance(part, list) else part


def replace_surrogates(analysis: Analysis) -> Analysis:
    """The analysis with U+FFFD for each lone surrogate, which UTF-8 cannot hold; every span stays as it is."""
    if not _SURROGATE.search(analysis.text):
        return analysis
    return replace(
        analysis,
        text=_well_formed(analysis.text),
        tokens=tuple([replace(token, lemma=_well_formed(token.lemma)) for token in analysis.tokens]),
        entities=tuple([replace(x, name=x.name and _well_formed(x.name)) for x in analysis.entities]),
    )


def _well_formed(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
