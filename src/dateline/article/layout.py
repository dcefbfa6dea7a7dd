"""What a page looks like before it is judged: its blocks in order, each in its chain of elements.

HTML and scraped text both become a `Layout`; everything after this file sees only that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

MOST_COUNTED = 5_000
"""Characters that one block adds to its elements' and its page's: a huge one must not make all else look small."""


class Markup(Protocol):
    """What an element is made from."""

    @property
    def attributes(self) -> dict[str, str | None]: ...  # noqa: D102 (the parser's own)


class Element:
    """An element around text, with its place in the tree and the amount of text below it.

    ``order`` is its index in `Layout.elements`; -1 for inline elements and pictures, which are not listed there.
    """

    __slots__ = ("_attributes", "_markup", "blocks", "chars", "depth", "link_chars", "order", "parent", "tag")

    def __init__(self, tag: str, markup: Markup | None, parent: "Element | None", order: int) -> None:
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.order = order
        self.chars = 0
        self.link_chars = 0
        self.blocks = 0
        self._markup = markup
        self._attributes: dict[str, str | None] | None = None

    @property
    def attributes(self) -> dict[str, str | None]:
        """Read from the parser when first asked for: most elements are never asked."""
        if self._attributes is None:
            self._attributes = self._markup.attributes if self._markup is not None else {}
        return self._attributes

    def lineage(self, levels: int) -> Iterator["Element"]:
        """The element and those around it, the nearest first: so many levels, or fewer where the page ends."""
        element: Element | None = self
        for _ in range(levels):
            if element is None:
                return
            yield element
            element = element.parent

    def attribute(self, name: str) -> str:
        """The attribute's value, or the empty string."""
        return self.attributes.get(name) or ""


@dataclass(slots=True)
class Inline:
    """An inline element inside a block's text; characters are half-open."""

    start: int
    end: int
    element: Element


@dataclass(slots=True)
class PageBlock:
    """A run of text between two breaks of the page, its white space collapsed."""

    text: str
    element: Element
    inlines: tuple[Inline, ...]
    order: int
    """Position in the walk, comparable with `Image.order`."""
    after_break: bool
    """A ``<br>`` or a single line end stands before it, not the edge of an element."""
    link_chars: int = 0

    def links(self) -> list[Inline]:
        """The links inside the text."""
        return [inline for inline in self.inlines if inline.element.tag == "a"]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture element and where it stands."""

    element: Element
    order: int


@dataclass(slots=True)
class Layout:
    """The blocks of a page in reading order and what else the walk met."""

    plain: bool
    """Made from scraped text: there are no elements, classes, links or metadata."""
    blocks: list[PageBlock] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    """Block-level elements, parents before children; the first is the body."""
    images: list[Image] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    """Contents of scripts that carry data, in order."""
    json_ld: list[str] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    """Name (lower case) and content of each ``meta``, in order."""
    title: str = ""
    """The ``<title>`` element."""
    language: str = ""
    canonical: str = ""
    base: str = ""
