"""Small pages made for one test, and role scores as a perfect block model would give them."""

import json

import numpy as np

from dateline.article.block_model import ROLES, Floats
from dateline.article.dom import read_layout
from dateline.article.layout import Layout
from dateline.article.lines import read_lines
from dateline.article.metadata import Metadata, read_metadata

SURE = 0.99


def page_of(body: str = "", *, head: str = "", lang: str = "en") -> bytes:
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'.encode()


def layout_of(body: str = "", *, head: str = "", lang: str = "en") -> Layout:
    return read_layout(page_of(body, head=head, lang=lang))


def lines_of(text: str) -> Layout:
    return read_lines(text.encode())


def texts_of(layout: Layout) -> list[str]:
    return [block.text for block in layout.blocks]


def json_ld(*items: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items)


def metadata_of(head: str) -> Metadata:
    return read_metadata(layout_of(head=head))


def scores_of(layout: Layout, **roles: tuple[int, ...]) -> Floats:
    """Sure of the blocks named for each role, and that all others do not play it."""
    scores = np.full((len(layout.blocks), len(ROLES)), 1 - SURE, dtype=np.float32)
    for role, blocks in roles.items():
        scores[list(blocks), ROLES.index(role)] = SURE
    return scores
