"""From HTML to a `Layout`: one parse by Lexbor, one walk."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .layout import Element, Image, Inline, Layout, PageBlock

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
# Scripts that may carry the article's data hold at least this many characters; longer ones than the cap are not read.
_SCRIPT_FLOOR, _SCRIPT_CAP = 200, 2_000_000
_MAX_JSON_LD = 64
# The parser compares each option of a form control with those before it: 200,000 take minutes. None is ever text.
_MANY_OPTIONS = 2_000
_OPTION = re.compile(rb"</?option\b[^>]{0,2000}>", re.IGNORECASE)


class _Walk:
    """The state of one walk: the open block and what has been collected."""

    __slots__ = (
        "after_break",
        "element",
        "inlines",
        "layout",
        "length",
        "link_chars",
        "open_space",
        "order",
        "parts",
    )

    def __init__(self, root: Element) -> None:
        self.layout = Layout(plain=False)
        self.layout.elements.append(root)
        self.element = root
        self.parts: list[str] = []
        self.length = 0
        self.open_space = False
        self.inlines: list[Inline] = []
        self.link_chars = 0
        self.after_break = False
        self.order = 0

    def text(self, piece: str, in_link: bool) -> None:
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

    def flush(self) -> None:
        """The open block, if there is one, is complete."""
        self.open_space = False
        if not self.parts:
            if self.inlines:
                self.inlines.clear()
            return
        text = "".join(self.parts)
        # The space owed before an element's first word is not part of the element.
        inlines = tuple([Inline(i.start + (text[i.start] == " "), i.end, i.element) for i in self.inlines])
        element = self.element
        self.layout.blocks.append(PageBlock(text, element, inlines, self.order, self.after_break, self.link_chars))
        self.order += 1
        element.chars += self.length
        element.link_chars += self.link_chars
        element.blocks += 1
        self.parts.clear()
        self.inlines.clear()
        self.length = self.link_chars = 0
        self.after_break = False

    def close(self, node: LexborNode, opened_at: tuple[int, int] | None) -> None:
        """An element ends: ``opened_at`` is where an inline one began, in blocks and characters."""
        if opened_at is None:
            self.flush()
            self.after_break = False
            self.element = self.element.parent or self.element
            return
        order, start = opened_at
        if order != self.order:  # a break inside the element: what is left of it starts the open block
            start = 0
        if self.length > start:
            element = Element(node.tag or "", node, self.element, -1)
            self.inlines.append(Inline(start, self.length, element))


def read_layout(utf8: bytes) -> Layout:
    """The page's blocks in reading order, with its metadata still unread."""
    tree = LexborHTMLParser(_OPTION.sub(b" ", utf8) if utf8.lower().count(b"<option") > _MANY_OPTIONS else utf8)
    body = tree.body
    root = Element("body", body, None, 0)
    walk = _Walk(root)
    layout = walk.layout
    html = tree.root
    if html is not None:
        layout.language = html.attributes.get("lang") or html.attributes.get("xml:lang") or ""
    if tree.head is not None:
        _read_head(tree.head, layout)
    if body is not None:
        _walk_body(body, walk)
        walk.flush()
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


def _walk_body(body: LexborNode, walk: _Walk) -> None:
    # An explicit stack: pages nest deeper than Python recurses. Where an inline element opened is kept with it.
    stack: list[tuple[LexborNode, tuple[int, int] | None, bool]] = []
    node = body.child
    in_link = False
    while True:
        while node is None:
            if not stack:
                return
            closed, opened_at, in_link = stack.pop()
            walk.close(closed, opened_at)
            node = closed.next
        tag = node.tag
        if tag == "-text":
            walk.text(node.text_content or "", in_link)
            node = node.next
        elif tag in _INLINE:
            child = node.child
            if child is not None:
                stack.append((node, (walk.order, walk.length), in_link))
                in_link = in_link or tag == "a"
                node = child
            else:
                node = node.next
        elif not tag or tag in _UNSEEN or tag[0] in "-!_":
            if tag == "script":
                _read_script(node, walk.layout)
            node = node.next
        else:
            child = _open(walk, node, tag)
            if child is None:
                node = node.next
            else:
                stack.append((node, None, in_link))
                node = child


def _open(walk: _Walk, node: LexborNode, tag: str) -> LexborNode | None:
    """Open a block-level element; its first child, or ``None`` when there is nothing to enter."""
    if tag == "br":
        walk.flush()
        walk.after_break = True
        return None
    if tag == "img":
        element = Element(tag, node, walk.element, -1)
        walk.layout.images.append(Image(element, walk.order))
        return None
    if tag in ("meta", "link"):
        _read_head_node(node, walk.layout)
        return None
    child = node.child
    walk.flush()
    walk.after_break = False
    if child is not None:
        walk.element = Element(tag, node, walk.element, len(walk.layout.elements))
        walk.layout.elements.append(walk.element)
    return child


def _sum_up(elements: list[Element]) -> None:
    for element in reversed(elements):
        parent = element.parent
        if parent is not None:
            parent.chars += element.chars
            parent.link_chars += element.link_chars
            parent.blocks += element.blocks
