"""JSON: the whole timeline, its fields under their own names and in their own order."""

import msgspec

from ...story_types import Timeline


def encode_json(timeline: Timeline) -> str:
    """The timeline as indented JSON with a line end."""
    return msgspec.json.format(msgspec.json.encode(timeline), indent=2).decode() + "\n"
