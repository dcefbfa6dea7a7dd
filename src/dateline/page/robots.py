"""What a robots.txt allows us, and how long it is believed.

Source: RFC 9309; Crawl-delay is older custom.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.errors import ResourceError

if TYPE_CHECKING:
    from protego import Protego

AGENT = "dateline"
"""The name that robots.txt may call us by."""
MAX_ROBOTS_BYTES = 512_000
"""RFC 9309 asks for 500 KiB at the least."""
MAX_WORK = 2_000_000
"""Agent lines times lines: a rule is kept for each agent above it, and only a trap has so many of both."""
RULES_SECONDS = 86_400.0
"""RFC 9309 allows a day."""
REFUSAL_SECONDS = 600.0
"""How long a host is left alone whose robots.txt could not be read."""
NEEDS_EXTRA = "fetching pages needs an extra: pip install 'dateline[fetch]'"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; without any, everything is allowed."""

    rules: "Protego | None" = None
    unreadable: str | None = None
    """Why the rules could not be read; then nothing is allowed."""

    @property
    def seconds(self) -> float:
        """How long this is to be believed."""
        return REFUSAL_SECONDS if self.unreadable else RULES_SECONDS

    @property
    def delay(self) -> float:
        """Seconds the host wants between two requests; 0 where it does not say."""
        return (self.rules.crawl_delay(AGENT) if self.rules else None) or 0.0

    def refusal(self, url: str) -> str | None:
        """Return why an address of the host must not be fetched."""
        if self.unreadable:
            return f"robots.txt cannot be read: {self.unreadable}"
        if self.rules and not self.rules.can_fetch(url, AGENT):
            return "robots.txt does not allow it"
        return None


def parse_robots(body: bytes) -> Robots:
    """Return the rules of a robots.txt; lines that make no sense are skipped.

    Raises:
        ResourceError: the extra is not installed.
    """
    try:
        from protego import Protego  # noqa: PLC0415 (comes with the extra)
    except ImportError as error:
        raise ResourceError(NEEDS_EXTRA) from error
    text = body.decode("utf-8", "replace")
    if text.lower().count("agent") * len(text.splitlines()) > MAX_WORK:
        return Robots(unreadable="too many rules for too many agents")
    return Robots(rules=Protego.parse(text))
