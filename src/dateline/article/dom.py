"""From HTML to a `Layout`: one parse by Lexbor, one walk."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..errors import InputTooLarge
from .layout import MOST_COUNTED, Element, Image, Inline, Layout, PageBlock

MAX_BLOCK_CHARS = 500_000
"""No paragraph is longer: such a one buries the text beside it."""
# Elements whose text belongs to the block around them (HTML "phrasing content" that is set in the line).
_INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rb rp rt ruby "
        "s samp small span strike strong sub sup time tt u var"
    ).split()
)
# Never part of what a reader sees as text.
_UNSEEN = frozenset(
    (
        "script style template iframe svg select textarea object embed canvas noscript noframes head audio video map "
        "datalist math"
    ).split()
)
_HEAD_TAGS = frozenset(("meta", "link", "script", "title", "base"))
_SPECIAL = _UNSEEN | _HEAD_TAGS | frozenset(("br", "img"))
# Scripts that may carry the article's data hold at least this many characters; longer ones than the cap are not read.
_SCRIPT_FLOOR, _SCRIPT_CAP = 200, 2_000_000
_MAX_JSON_LD = 64
# The parser compares each option of a form control with those before it: 200,000 take minutes. None is ever text.
_MANY_OPTIONS = 2_000
_OPTION_START = re.compile(rb"<[oO][pP][tT][iI]")
_OPTION = re.compile(rb"</?option\b[^>]{0,2000}>", re.IGNORECASE)


def read_layout(utf8: bytes) -> Layout:
    """The page's blocks in reading order, with its metadata still unread.

    Raises:
        InputTooLarge: a paragraph is longer than `MAX_BLOCK_CHARS`.
    """
    tree = LexborHTMLParser(_OPTION.sub(b" ", utf8) if len(_OPTION_START.findall(utf8)) > _MANY_OPTIONS else utf8)
    body = tree.body
    root = Element("body", body, None, 0)
    layout = Layout(plain=False, elements=[root])
    html = tree.root
    if html is not None:
        layout.language = html.attributes.get("lang") or html.attributes.get("xml:lang") or ""
    if tree.head is not None:
        _read_head(tree.head, layout)
    if body is not None:
        _Walk(root, layout).run(body)
    _sum_up(layout.elements)
    return layout


def _read_head(head: LexborNode, layout: Layout) -> None:
    for node in head.iter():
        _read_head_node(node, layout)


def _read_head_node(node: LexborNode, layout: Layout) -> None:
    tag = node.tag
    if tag == "meta":
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            layout.metas.append((name.strip().lower(), content))
    elif tag == "script":
        _read_script(node, layout)
    elif tag == "title" and not layout.title:
        layout.title = " ".join(node.text().split())
    elif tag == "link":
        attributes = node.attributes
        if attributes.get("rel") == "canonical" and not layout.canonical:
            layout.canonical = attributes.get("href") or ""
    elif tag == "base" and not layout.base:
        layout.base = node.attributes.get("href") or ""


def _read_script(node: LexborNode, layout: Layout) -> None:
    kind = node.attributes.get("type") or ""
    text_node = node.child
    if text_node is None or kind.startswith("text/template"):
        return
    if "ld+json" in kind:
        text = text_node.text_content or ""
        if len(layout.json_ld) < _MAX_JSON_LD and len(text) <= _SCRIPT_CAP:
            layout.json_ld.append(text)
        return
    text = text_node.text_content or ""
    if _SCRIPT_FLOOR <= len(text) <= _SCRIPT_CAP:
        layout.scripts.append(text)


class _Walk:
    """One walk over the body: the open block, and what has been collected."""

    __slots__ = ("after_break", "element", "inlines", "layout", "length", "link_chars", "open_space", "parts")

    def __init__(self, root: Element, layout: Layout) -> None:
        self.layout = layout
        self.element = root
        self.parts: list[str] = []
        self.length = 0
        self.open_space = False
        self.inlines: list[Inline] = []
        self.link_chars = 0
        self.after_break = False

    def run(self, body: LexborNode) -> None:
        """Walk what is below the body, in reading order."""
        # An explicit stack: pages nest deeper than Python recurses. With an inline element goes where it opened.
        stack: list[tuple[LexborNode, int, int, bool]] = []
        push, pop, blocks = stack.append, stack.pop, self.layout.blocks
        node = body.child
        in_link = False
        while node is not None or stack:
            if node is None:
                closed, order, start, in_link = pop()
                if order >= 0:
                    self._close_inline(closed, start if order == len(blocks) else 0)
                else:
                    self._close(self.element)
                node = closed.next
                continue
            tag = node.tag or "-"
            child = None
            if tag == "-text":
                self._text(node.text_content, in_link)
            elif tag in _INLINE:
                child = node.child
                if child is not None:
                    push((node, len(blocks), self.length, in_link))
                    in_link = in_link or tag == "a"
            elif tag in _SPECIAL or tag[0] in "-!_":
                self._special(node, tag)
            else:
                child = node.child
                self._open(node, tag, child)
                if child is not None:
                    push((node, -1, 0, in_link))
            node = child if child is not None else node.next
        self.flush()

    def _text(self, piece: str | None, in_link: bool) -> None:
        if not piece:
            return
        words = piece.split()
        if not words:
            self.open_space = True
            return
        if self.length and (self.open_space or piece[0].isspace()):
            self.parts.append(" ")
            self.length += 1
        clean = " ".join(words)
        self.parts.append(clean)
        self.length += len(clean)
        if in_link:
            self.link_chars += len(clean)
        self.open_space = piece[-1].isspace()

    def _open(self, node: LexborNode, tag: str, child: LexborNode | None) -> None:
        if self.parts:
            self.flush()
        self.after_break = self.open_space = False
        if child is not None:
            elements = self.layout.elements
            self.element = Element(tag, node, self.element, len(elements))
            elements.append(self.element)

    def _close(self, element: Element) -> None:
        if self.parts:
            self.flush()
        self.after_break = self.open_space = False
        self.element = element.parent or element

    def _close_inline(self, node: LexborNode, start: int) -> None:
        if self.length > start:
            self.inlines.append(Inline(start, self.length, Element(node.tag or "", node, self.element, -1)))

    def _special(self, node: LexborNode, tag: str) -> None:
        """What is no text, and no element around text."""
        if tag == "br":
            self.flush()
            self.after_break = True
        elif tag == "img":
            image = Element(tag, node, self.element, -1)
            self.layout.images.append(Image(image, len(self.layout.blocks)))
        elif tag in _HEAD_TAGS:
            _read_head_node(node, self.layout)

    def flush(self) -> None:
        """The open block, if there is one, is complete."""
        self.open_space = False
        if not self.parts:
            return
        if self.length > MAX_BLOCK_CHARS:
            raise InputTooLarge(f"a paragraph of {self.length:,} characters; at most {MAX_BLOCK_CHARS:,} are read")
        text = "".join(self.parts)
        for inline in self.inlines:
            # The space owed before an element's first word is not part of the element.
            inline.start += text[inline.start] == " "
        element = self.element
        blocks = self.layout.blocks
        blocks.append(PageBlock(text, element, tuple(self.inlines), len(blocks), self.after_break, self.link_chars))
        element.chars += min(self.length, MOST_COUNTED)
        element.link_chars += min(self.link_chars, MOST_COUNTED)
        element.blocks += 1
        self.parts.clear()
        self.inlines.clear()
        self.length = self.link_chars = 0
        self.after_break = False


def _sum_up(elements: list[Element]) -> None:
    for element in reversed(elements):
        parent = element.parent
        if parent is not None:
            parent.chars += element.chars
            parent.link_chars += element.link_chars
            parent.blocks += element.blocks
