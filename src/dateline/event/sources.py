"""What kind of source someone is, and whether an act is its actor's own speech."""

from dateline.event.attribution import is_speech
from dateline.event.trees import Trees
from dateline.event_types import Participant, SourceKind

OWN_WORD = -1
"""Stands for the actor's own speech where the number of an attribution may stand."""
_DOCUMENTS = frozenset(
    "statement report letter document lawsuit complaint filing indictment memo email e-mail survey poll study "
    "record footage video transcript affidavit communique communiqué release paper warrant resolution".split()
)
_ANONYMOUS = frozenset(
    "source witness people person insider resident activist observer analyst rumor rumour other some many".split()
)
_MEDIA = frozenset("newspaper agency television channel broadcaster magazine daily media press radio website".split())
_OFFICIAL = frozenset(
    "official officials police authority authorities ministry government spokesman spokeswoman spokesperson prosecutor "
    "department officer military army embassy office commission council".split()
)
_OFFICIAL_SECTORS = frozenset({"GOV", "COP", "MIL", "JUD", "LEG"})
# Types that are speech where a verb of saying, or one of these, carries them.
_SPEECH_TYPES = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "AGREE"})
_SPOKEN = frozenset(
    "condemn criticise criticize accuse blame denounce slam blast urge demand call ask appeal insist warn threaten vow "
    "promise pledge deny dismiss reject refuse praise hail welcome endorse thank congratulate apologise "
    "apologize admit acknowledge concede order request beg plead attack mock ridicule challenge oppose applaud decry "
    "rebuke".split()
)


def kind_of_source(trees: Trees, head: int, who: Participant) -> SourceKind:
    """Named, official, anonymous, a document or another outlet."""
    lemma = trees.tokens[head].lemma.lower()
    if lemma in _DOCUMENTS:
        return "document"
    if who.sector == "JRN" or lemma in _MEDIA:
        return "media"
    if who.kind == "named":
        return "named"
    if lemma in _OFFICIAL or who.sector in _OFFICIAL_SECTORS:
        return "official"
    return "anonymous" if lemma in _ANONYMOUS or who.name is None else "named"


def speaks_itself(trees: Trees, trigger: int, event_type: str) -> bool:
    """Whether the act is done by saying: "urged", "condemned", "vowed"."""
    if event_type not in _SPEECH_TYPES:
        return False
    lemma = trees.tokens[trigger].lemma.lower()
    return lemma in _SPOKEN or (is_speech(lemma) and trees.tokens[trigger].upos == "VERB")
