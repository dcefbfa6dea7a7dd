"""From scraped text to a `Layout`: each line is a block."""

from .layout import Element, Layout, PageBlock


def read_lines(utf8: bytes) -> Layout:
    """The text's lines in order; a blank line before a line counts as an edge, a bare line end as a break."""
    layout = Layout(plain=True)
    root = Element("body", None, None, 0)
    layout.elements.append(root)
    after_blank = True
    for line in utf8.decode("utf-8", "replace").splitlines():
        text = " ".join(line.split())
        if not text:
            after_blank = True
            continue
        layout.blocks.append(PageBlock(text, root, (), len(layout.blocks), not after_blank))
        root.chars += len(text)
        root.blocks += 1
        after_blank = False
    return layout
