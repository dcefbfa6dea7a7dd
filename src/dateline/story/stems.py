"""The words of a text that carry its meaning, cut to what their forms have in common."""

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}")
_EMPTY: Final = frozenset(
    """the of to in and that is was were be been being are am it its this these those for on at by with from as an or
    but not no he she they them him her his their who whom whose which what when where while had has have having
    will would could should may might must can shall do does did done say said says saying told tell tells than then
    there here if so such also just only more most very up down out off over under into after before since until
    about against between during because we our us you your my me any all some each other another one mr mrs ms dr
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week month year day now""".split()
)
# Forms that no ending explains, of the verbs that news use most for acts.
_IRREGULAR: Final = {
    form: verb
    for verb, forms in {
        "meet": "met meeting", "strike": "struck striking", "hold": "held", "send": "sent", "leave": "left leaving",
        "break": "broke broken", "begin": "began begun", "go": "went gone", "take": "took taken taking",
        "give": "gave given giving", "fall": "fell fallen", "rise": "rose risen rising", "shoot": "shot shooting",
        "fight": "fought", "find": "found", "keep": "kept", "sit": "sat", "hear": "heard", "win": "won winning",
        "lose": "lost losing", "sink": "sank sunk", "blow": "blew blown", "lead": "led", "bring": "brought",
        "build": "built", "buy": "bought", "sell": "sold", "catch": "caught", "draw": "drew drawn", "drive": "drove",
        "fly": "flew flown", "flee": "fled", "hurt": "hurt", "kill": "killed", "make": "made making", "pay": "paid",
        "seek": "sought", "speak": "spoke spoken", "spend": "spent", "steal": "stole stolen", "swear": "swore sworn",
        "teach": "taught", "throw": "threw thrown", "withdraw": "withdrew withdrawn", "write": "wrote written",
        "man": "men", "woman": "women", "person": "people", "child": "children", "die": "died dead deaths death",
    }.items()
    for form in forms.split()
}  # fmt: skip
_ENDINGS: Final = ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "es", "ed", "s", "e", "y")
_SHORTEST: Final = 3
_KEPT_WORDS: Final = 60_000


def find_stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, and the figures, in their order."""
    stems = map(_stem, _WORD.findall(text.lower().replace("’", "'")))
    return tuple([stem for stem in stems if stem])


@lru_cache(maxsize=_KEPT_WORDS)
def _stem(word: str) -> str:
    """The word without its ending; empty where it carries no meaning."""
    if word in _EMPTY:
        return ""
    if word[0].isdecimal():
        return word.replace(",", "")
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" and ending in ("ing", "ed") else stem
    return word
