"""What the metadata says that helps to recognise the blocks."""

from .features import Hints
from .layout import Layout
from .metadata import Metadata, strings

_HEADLINE_METAS = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_DESCRIPTION_METAS = ("og:description", "description", "twitter:description")
_AUTHOR_METAS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
# An article's text in JSON-LD beyond this adds nothing to the recognition of blocks.
_MAX_BODY = 200_000
_MAX_AUTHORS = 20


def read_hints(layout: Layout, metadata: Metadata) -> Hints:
    """The headline as the metadata has it, description, articleBody and author names."""
    headlines = [text for value in metadata.ld("headline") for text in strings(value)][:5]
    headlines += [text for name in _HEADLINE_METAS if (text := metadata.meta(name))]
    headlines += [layout.title] if layout.title else []
    bodies = [text for value in metadata.ld("articleBody") for text in strings(value)]
    authors = [text for value in metadata.ld("author") for text in strings(value)]
    authors += [text for name in _AUTHOR_METAS if (text := metadata.meta(name)) and not text.startswith("http")]
    return Hints(
        headlines=tuple(dict.fromkeys([text[:300] for text in headlines])),
        description=(metadata.meta(*_DESCRIPTION_METAS) or "")[:2000],
        body=max(bodies, key=len, default="")[:_MAX_BODY],
        authors=tuple([name[:80] for name in authors[:_MAX_AUTHORS]]),
    )
