"""Forms of an English word: its regular inflection, the irregular ones that news uses, British and American spelling.

A lemma found by a model may be off ("fle" for "fled"), so a cue is found by the forms of its word as well.
"""

from functools import cache

_VOWELS = "aeiou"
_IRREGULAR = {
    "arise": "arose arisen", "beat": "beaten", "begin": "began begun", "blow": "blew blown", "break": "broke broken",
    "bring": "brought", "build": "built", "buy": "bought", "child": "children", "come": "came", "deal": "dealt",
    "die": "dying", "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen", "feed": "fed",
    "fight": "fought", "find": "found", "flee": "fled", "fly": "flew flown", "forbid": "forbade forbidden",
    "forgive": "forgave forgiven", "freeze": "froze frozen", "give": "gave given", "go": "went gone", "hang": "hung",
    "hold": "held", "keep": "kept", "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "lie": "lying lied",
    "lose": "lost", "make": "made", "man": "men", "mean": "meant", "meet": "met", "overrun": "overran",
    "override": "overrode overridden", "overthrow": "overthrew overthrown", "pay": "paid", "person": "people",
    "policeman": "policemen", "plead": "pled", "retake": "retook retaken", "ride": "rode ridden", "rise": "rose risen",
    "seek": "sought", "sell": "sold", "send": "sent", "shake": "shook shaken", "shoot": "shot", "sink": "sank sunk",
    "slay": "slew slain", "speak": "spoke spoken", "spend": "spent", "stand": "stood", "steal": "stole stolen",
    "strike": "struck stricken", "swear": "swore sworn", "sweep": "swept", "take": "took taken", "tell": "told",
    "throw": "threw thrown", "win": "won", "withdraw": "withdrew withdrawn", "withhold": "withheld", "woman": "women",
    "write": "wrote written", "gunman": "gunmen", "rebut": "rebutted rebutting", "thief": "thieves", "not": "n't never",
}  # fmt: skip
_BRITISH = (("ise", "ize"), ("yse", "yze"), ("our", "or"))
_SPELLINGS = tuple(pair for a, b in _BRITISH for pair in ((a, b), (b, a)))
# The shortest word whose ending is read as a matter of spelling: not "rise", "size" or "our".
_SHORTEST_SPELLED = 6
# Words that keep the last letter single: it does not close a stressed syllable.
_UNSTRESSED = ("er", "en", "on", "or", "it", "et", "op", "el")


@cache
def forms_of(word: str) -> frozenset[str]:
    """The word itself and its forms as verb and as noun, in small letters."""
    lemma = word.lower()
    spelled = {lemma, *(respelled(lemma))}
    return frozenset(form for one in spelled for form in (one, *_inflect(one), *_IRREGULAR.get(one, "").split()))


def respelled(lemma: str) -> tuple[str, ...]:
    """The same word as written on the other side of the ocean, where its ending differs there."""
    if len(lemma) < _SHORTEST_SPELLED:
        return ()
    return tuple(lemma.removesuffix(old) + new for old, new in _SPELLINGS if lemma.endswith(old))


def _inflect(lemma: str) -> tuple[str, ...]:
    if not lemma.replace("-", "").isalpha() or len(lemma) < 3:
        return ()
    if lemma.endswith("ee"):
        return (lemma + "s", lemma + "d", lemma + "ing")
    if lemma.endswith("e"):
        return (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stems = [lemma]
    if _doubles(lemma):
        stems.append(lemma + lemma[-1])
    return (plural, *(stem + ending for stem in stems for ending in ("ed", "ing")))


def _doubles(lemma: str) -> bool:
    """Whether the last letter may be doubled: "ban", "quit", "expel"."""
    last = lemma[-1]
    closes = last not in _VOWELS + "wxyhc" and lemma[-2] in _VOWELS and lemma[-3:-2] not in tuple(_VOWELS)
    qu = lemma[-3:-1] in ("ui", "ua")
    return (closes or qu) and (len(lemma) <= 5 or last == "l" or not lemma.endswith(_UNSTRESSED))
