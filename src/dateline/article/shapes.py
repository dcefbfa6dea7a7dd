"""What the markup around each block says: numbers, and sets of names (tags, classes and the like)."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .layout import Element, Image, Layout, PageBlock

Columns = list[npt.NDArray[np.floating]]
Words = tuple[str, ...]
_Name = tuple[str | None, ...]

# Parts of compound class names that say what an element is for ("metrofactbox", "articlebody").
_STEM = re.compile(
    "box|relat|promo|teaser|caption|credit|byline|author|comment|share|social|news|letter|subscri|paywall|premium|lead|"
    "intro|summary|standfirst|body|content|text|story|article|paragraph|aside|side|widget|embed|ad(?=s|vert)|sponsor|tag|"
    "topic|list|item|card|nav|menu|foot|head|title|date|time|publish|figure|image|photo|gallery|video|quote|recommend|"
    "popular|most|more|breadcrumb|copyright|disclaimer|note|bio|live|post|entry|modal|cookie|consent|banner|toolbar"
)
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_MAX_NAMES, _MAX_NAMES_CHARS, _MAX_ABOVE = 12, 200, 16
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em"))
_HIDDEN = ("display:none", "display: none", "visibility:hidden")
_NO_SHARES = (0.0, 0.0, 0.0)

NUMBERS = (
    "parent_share parent_links element_links grand_share grand_links twin_share twin_count twin_before twin_after "
    "sibling_before sibling_after hidden bold italic link_at_end near_image depth"
).split()


class Shapes:
    """The elements around the rows of one page, parents before children, and what is known of each."""

    def __init__(self, layout: Layout, rows: Sequence[PageBlock]) -> None:
        self._rows = rows
        self._images = layout.images
        self._total = max(1, layout.elements[0].chars)
        self._elements = _elements_around(layout, rows)
        places = {element.order: place for place, element in enumerate(self._elements)}
        self._above = [
            places[element.parent.order] if element.parent is not None else place
            for place, element in enumerate(self._elements)
        ]
        self._own = [places[row.element.order] for row in rows]
        self._names: dict[_Name, int] = {}
        self._twins: list[int] = []
        self._hidden: list[bool] = []
        self._name_of: list[int] = []
        self._read_elements()

    def _read_elements(self) -> None:
        """Number the elements: those that look alike, and whose parents do, are twins; and find what is hidden."""
        looks: dict[tuple[str, str | None], int] = {}
        twins: dict[tuple[int, int], int] = {}
        look: list[int] = []
        names = self._names
        for element, above in zip(self._elements, self._above, strict=True):
            attributes = element.attributes
            first = element.parent is None
            name = (element.tag, attributes.get("class"))
            look.append(looks.setdefault(name, len(looks)))
            self._twins.append(twins.setdefault((look[-1], -1 if first else look[above]), len(twins)))
            self._hidden.append((not first and self._hidden[above]) or _hides(attributes))
            self._name_of.append(names.setdefault(_name(element), len(names)))

    def numbers(self) -> Columns:
        """`NUMBERS` of each row, a column each."""
        rows, elements = self._rows, self._elements
        chars = np.array([element.chars for element in elements])
        link_share = np.array([element.link_chars for element in elements]) / np.maximum(chars, 1)
        share = chars / self._total
        above, own = np.array(self._above), np.array(self._own)
        parent = above[own]
        grand = above[parent]
        twins = np.array(self._twins)[own]
        lengths = np.array([len(row.text) - row.link_chars for row in rows])
        return [
            share[parent],
            link_share[parent],
            link_share[own],
            share[grand],
            link_share[grand],
            (np.bincount(twins, lengths) / max(1, lengths.sum()))[twins],
            np.log1p(np.bincount(twins))[twins] / 5,
            *_same_as_neighbours(twins),
            *_same_as_neighbours(parent),
            np.array(self._hidden)[own],
            *np.array([_inline_shares(row) if row.inlines else _NO_SHARES for row in rows]).T,
            np.array(_near_images(rows, self._images)),
            np.array([row.element.depth for row in rows]) / 20,
        ]

    def names(self) -> tuple[list[Words], dict[str, list[tuple[int, ...]]]]:
        """The sets of names, and for each bag and row the indices of those that count."""
        places, name_of, above = self._names, self._name_of, self._above
        own: list[tuple[int, ...]] = []
        for row, place in zip(self._rows, self._own, strict=True):
            index: tuple[int, ...] = (name_of[place],)
            if row.inlines:
                index += tuple([places.setdefault(name, len(places)) for name in _inline_names(row)])
            own.append(index)
        chains = _chains(name_of, above)
        bags: dict[str, list[tuple[int, ...]]] = {
            "own": own,
            "parent": [(name_of[above[place]],) for place in self._own],
            "above": [chains[above[place]] for place in self._own],
        }
        return [_split_name(name) for name in places], bags


def _elements_around(layout: Layout, rows: Sequence[PageBlock]) -> list[Element]:
    orders: set[int] = set()
    for row in rows:
        element: Element | None = row.element
        while element is not None and element.order not in orders:
            orders.add(element.order)
            element = element.parent
    return [layout.elements[order] for order in sorted(orders)]


def _chains(name_of: Sequence[int], above: Sequence[int]) -> list[tuple[int, ...]]:
    """For each element the different sets of names above it, nearest first, so that the cap cuts what is farthest."""
    chains: list[tuple[int, ...]] = []
    within: dict[int, tuple[int, ...]] = {}
    for place, parent in enumerate(above):
        if place == parent:
            chains.append(())
            continue
        chain = within.get(parent)
        if chain is None:
            chain, name = chains[parent], name_of[parent]
            chain = chain if name in chain else (name, *chain[: _MAX_ABOVE - 1])
            within[parent] = chain
        chains.append(chain)
    return chains


def _same_as_neighbours(values: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    same = values[1:] == values[:-1]
    return np.concatenate([[False], same]), np.concatenate([same, [False]])


def _near_images(rows: Sequence[PageBlock], images: Sequence[Image]) -> list[bool]:
    """Whether a picture stands right before or after the row."""
    orders = {image.order for image in images}
    return [row.order in orders or row.order + 1 in orders for row in rows]


def _hides(attributes: dict[str, str | None]) -> bool:
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and any([mark in style for mark in _HIDDEN])


def _inline_shares(block: PageBlock) -> tuple[float, float, float]:
    """The bold and the italic share of the text, and the share of a link at its end."""
    length = len(block.text)
    bold = italic = link = 0
    for inline in block.inlines:
        tag = inline.element.tag
        if tag in _BOLD:
            bold += inline.end - inline.start
        elif tag in _ITALIC:
            italic += inline.end - inline.start
        elif tag == "a" and inline.end >= length - 1:
            link = inline.end - inline.start
    return min(1.0, bold / length), min(1.0, italic / length), link / length


def _name(element: Element) -> _Name:
    """The tag and the attributes that say what an element is for."""
    attributes = element.attributes
    if not attributes:
        return (element.tag,)
    get = attributes.get
    return (element.tag, get("class"), get("id"), get("itemprop"), get("role"), get("data-testid"))


def _inline_names(block: PageBlock) -> list[_Name]:
    """Names of inline elements that hold most of the block."""
    half = len(block.text) // 2
    return [_name(inline.element) for inline in block.inlines[:3] if inline.end - inline.start > half]


@lru_cache(maxsize=20_000)
def _split_name(name: _Name) -> Words:
    tag, *values = name
    names = " ".join([value for value in values if value])[:_MAX_NAMES_CHARS]
    words = [word.lower() for word in _CLASS_WORD.findall(names)[:_MAX_NAMES]]
    stems = ["*" + stem for stem in _STEM.findall(names.lower())]
    return (f"<{tag}", *dict.fromkeys(words + stems))
