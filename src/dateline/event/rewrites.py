"""Types that become others by status, polarity and speaker: the ontology's rewrite rules applied."""

from dateline.event_types import Polarity, Status
from dateline.ontology import Ontology


def rewrite(
    event_type: str, status: Status, polarity: Polarity, *, self_speech: bool, ontology: Ontology
) -> tuple[str, str, str] | None:
    """New type, the type that it would be if carried out, and the rule's name; ``None`` where no rule fits."""
    for rule in ontology.rewrites:
        fits = event_type in rule.types and (not rule.statuses or status in rule.statuses)
        if not fits or rule.polarity not in (None, polarity):
            continue
        if rule.self_speech is None or rule.self_speech == self_speech:
            return rule.becomes, event_type, f"rule “{rule.id}”"
    return None
