"""What an ontology holds, as frozen data: types, modes, contexts, cues, rewrite rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Quad = Literal[1, 2, 3, 4]
Recipient = Literal["needed", "optional", "one-sided"]
CueWord = Literal["verb", "noun"]
Side = Literal["any", "subject", "object"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One further word of a cue: where it stands and what fits there."""

    side: Side
    words: frozenset[str]
    """Lemmas and forms in small letters; empty where only the kind counts."""
    mention_types: frozenset[str]
    """Types of mentions that fit as well: ``person``, ``place``, ``organization``."""
    is_function_word: bool
    """A preposition, particle or negation: it stands close to the head."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cue as written, taken apart: a verb or noun, and what must stand with it."""

    text: str
    head: str
    """Lemma of the word that carries the act."""
    word: CueWord
    slots: tuple[Slot, ...]
    weak: bool
    """Right in less than a third of its uses: counts only with a fitting side."""
    type: str
    mode: str | None

    @property
    def via(self) -> str:
        """How a reason names it: ``cue PROTEST.strike: stop work``."""
        name = f"{self.type}.{self.mode}" if self.mode else self.type
        return f"cue {name}: {self.text}"


@dataclass(frozen=True, slots=True)
class Mode:
    """How an act is done."""

    name: str
    score: float | None
    words: frozenset[str]
    """Words of the clause that give it, lemmas and forms in small letters; several words with a space between."""
    actors: frozenset[str]
    """Sectors of an actor that give it."""
    recipients: frozenset[str]
    """Sectors of a recipient that give it."""
    verbs: tuple[str, ...]
    """Cues as written, as are `nouns` and `weak`."""
    nouns: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """What happened: a type with what tells of it."""

    name: str
    definition: str
    quad: Quad | None
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; ``None`` for neither."""
    score: float | None
    """From -10, conflict, to 10, cooperation."""
    recipient: Recipient
    """Whether an event of the type needs one; ``one-sided``: only where one side acts on the other."""
    modes: tuple[Mode, ...]
    default_mode: str | None
    """The mode where nothing tells."""
    verbs: tuple[str, ...]
    """Cues of no mode, as written; so are `nouns` and `weak`."""
    nouns: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What a text is about, and the words that tell: lemmas and forms, several with a space between."""

    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A type that becomes another by status, polarity and who speaks."""

    id: str
    types: frozenset[str]
    statuses: frozenset[str]
    """Empty where the status does not matter."""
    polarity: str | None
    self_speech: bool | None
    """Whether the event is its actor's own speech; ``None`` where that does not matter."""
    becomes: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Event types by name, contexts, rewrite rules; and the cues by each form of their heads."""

    name: str
    version: str
    types: Mapping[str, EventType]
    contexts: tuple[Context, ...]
    rewrites: tuple[Rewrite, ...]
    word_lists: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[Pattern, ...]]
    """By form or lemma of the head, in small letters."""

    @property
    def label(self) -> str:
        """Name and version, as a record carries them: ``plover 2.0.1``."""
        return f"{self.name} {self.version}"
