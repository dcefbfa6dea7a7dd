"""Words as the English treebanks of Universal Dependencies count them.

Clitics are words of their own (``do|n't``, ``John|'s``, ``can|not``), and so are the parts of a compound with
hyphens (``25|-|year|-|old``), but not a prefix (``co-founder``). An abbreviation keeps its full stop.
"""

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import category

from dateline.resources import read_text

_LEXICON = "lexicons/abbreviations.tsv"

# Stands for a combining mark where words are looked for: a letter to the patterns, and to nobody else.
_LETTER_FOR_A_MARK = "ʰ"
_JOINERS = "\u200c\u200d"

_GOES_ON = (",", ";")

_LETTER = r"[^\W\d_]"
_APOSTROPHE = "['’`´]"
_CLITIC = "(?:[sS]|[mM]|[dD]|ll|LL|re|RE|ve|VE)"

# Words written as one that the treebanks count as two; each pattern is the first of the two.
_FIRST_HALVES = r"""
    [cC]an(?=not\b) | CAN(?=NOT\b)
  | (?:[gG]on|[wW]an)(?=na\b) | [gG]ot(?=ta\b)
  | (?:[dD]o|[dD]id|[dD]oes|[wW]o|[cC]a|[iI]s|[wW]as|[aA]re|[cC]ould|[wW]ould|[sS]hould|[hH]as|[hH]ave|[aA]i)(?=nt\b)
  | [iI](?=ve\b) | i(?=m\b) | (?:[tT]hat|[wW]hat|[hH]e|[sS]he|[tT]here)(?=s\b) | (?:[yY]ou|[tT]hey)(?=re\b)
"""

# Prefixes that both treebanks leave on their word: "co-founder", "anti-government", "mid-July", "e-mail".
_PREFIX = (
    "(?:[aA]nti|[cC]o|[cC]ounter|[cC]ross|[eE]x|[iI]nter|[iI]ntra|[mM]icro|[mM]id|[mM]ini|[mM]ulti|[nN]eo|[nN]on"
    "|post|[pP]re|[pP]ro|[pP]roto|[rR]e|[sS]emi|[sS]ocio|[sS]ub|[sS]uper|[uU]n)"
)

# Ends of addresses and of file names; any other full stop between two words is a missing space ("port.In").
_ENDING = (
    "(?:(?i:com|org|net|edu|gov|mil|int|info|biz|html?|php|aspx?|pdf|docx?|xlsx?|txt|jpe?g|png|zip)"
    "|io|tv|uk|eu|de|fr|au|ca|nz|za)"
)

# A letter or two after a figure that are a word of their own: "5 km", "7 pm", "$1.2 bn".
_UNIT = r"(?:[ap]\.m|[mkbKMBptf]|[a-z]{2,}|[AP]M|MM|MW|GW|kW|Hz|[kMG]Hz|[KMGT]B)"

_TOKEN = re.compile(
    rf"""
    # Most words: letters alone, with nothing after them that could belong to the word.
    (?: {_FIRST_HALVES} )
  | {_LETTER}++ (?! [\w'’`´&.@/:$\-] )

    # Addresses, mail, names of sites and files, names and tags of social media.
  | (?: https?:// | ftp:// | www\. ) [^\s<>"“”]{{1,2000}} (?<! [.,;:!?)\]'’] )
  | \w[\w.+\-]{{0,63}} @ (?:[\w\-]{{1,63}}\.){{0,8}} \w{{1,63}}
  | \w[\w\-]{{0,63}} (?:\.[\w\-]{{1,63}}){{0,8}} \.{_ENDING} (?!\w) (?:/[^\s<>"“”]{{0,500}}(?<=[\w/]))?
  | [a-z][\w\-]{{0,63}} (?:\.[a-z][\w\-]{{1,63}}){{2,8}} (?!\w)
  | (?<!\w) @ \w+ (?:\.\w+)* | \# (?!\d) \w+

    # Figures: telephone numbers and dates, years and ordinals, fractions, times and sums.
  | \+? \d++ (?: -\d+ ){{2,5}} (?![\w\-]) | \d\d\d-\d{{4}} (?![\w\-]) | \d++-0\d+ (?![\w\-])
  | \d++ (?:,\d{{3}})* (?: st | nd | rd | th | TH | s | (?<=0)['’]s ) (?!\w)
  | (?<![\w+]) \+ \d++ (?:[.,:]\d++)*+ | (?<![\w.]) \. \d++
  | ^ \d{{1,2}} (?:\.\d{{1,2}}){{0,3}} \. (?= \s|$ )
  | \d++ (?: [.:/]\d++ | ,\d\d\d(?!\d) | ,\d\d(?=,\d) )*+ (?= (?:{_UNIT})? (?!\w) )
  | (?<!\w) ['’] \d0s (?!\w)
  | (?: US | U | AU? | CA? | NZ | HK | S | R | NT )\$

    # Letters with full stops between them: "U.S.", "e.g."; the last stop may be missing.
  | (?:{_LETTER}\.){{2,20}} (?: {_LETTER} (?![\w.]) )? | {_LETTER} \. {_LETTER} (?![\w.])
  | (?: Ph\.D | Ed\.D | D\.Phil | [MB]\.Sc | M\.Phil | LL\.[BM] | Litt\.D ) (?!\w)

    # Clitics and the words they stand on.
  | (?= {_LETTER}++ {_APOSTROPHE} [tT] (?!\w) ) {_LETTER}+ (?= [nN]{_APOSTROPHE} )
  | [nN] {_APOSTROPHE} [tT] (?!\w)
  | (?<=\w) {_APOSTROPHE} (?: {_CLITIC} (?!\w) | m (?=a\b) )
  | (?<!\w) {_APOSTROPHE} {_CLITIC} (?=\s)
  | (?<!\w) ['’] (?: em | til | cause | cuz | n | tis | twas ) (?!\w)

    # Words with marks inside: "co-founder", "O'Brien", "AT&T", "s/he", a stammer ("th- ").
  | (?: {_PREFIX}-(?=\w) | [eE]-(?={_LETTER}) ) \w++ (?!-)
  | (?<!\w) (?: {_LETTER} | [a-zA-Z][a-z] ) - (?=\s)
  | {_LETTER}{{1,3}} & {_LETTER}{{1,3}} (?!\w)
  | [sS]/he (?!\w) | [wW]/ (?: o (?!\w) | (?=\s) ) | b/[tc] (?!\w)
  | {_LETTER}++ (?: ['’] (?! (?:{_CLITIC}|[tT]|ma) (?!\w) ) {_LETTER}++ )++
  | \w++

    # Marks: faces, arrows, rulers, runs of one mark, dots, pictures.
  | (?: >?[:;=]['’]?[\-o^]?[)(\]\[|*]+ | [:;=]-?[DPpOo] | (?<!\w):-?[/\\] | \(-?[:;=] | <3 | \^_+\^ ) (?!\w)
  | <?[\-=]{{1,40}}> | <[\-=]{{1,40}} | [\-=*~+|_<>\#]{{4,}}
  | …\.? | \.{{2,}}
  | [?!]{{2,}}
  | ([!\"\#$%&'*+,\-:;<=>?@\\^`|~«»‘’„‚·•–—])\1+
  | (?P<stop>(?<=\w)\.)
  | [\U0001f1e6-\U0001f1ff]{{2}}
  | [^\w\s] (?: [\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f] | \u200d[^\w\s] )*
    """,
    re.VERBOSE | re.MULTILINE,
)


def find_tokens(text: str) -> list[tuple[int, int]]:
    """The half-open spans of the words of a paragraph, in order; every character but spaces lies in one.

    A combining mark is never parted from its letter, nor an emoji from what modifies it.

    Source: the training parts of UD English EWT and GUM 2.16.
    """
    marks = set() if text.isascii() else {c for c in set(text) if c in _JOINERS or category(c).startswith("M")}
    if not marks:
        return _find_words(text)
    tokens: list[tuple[int, int]] = []
    for start, end in _find_words(_with_letters_for_marks(text, marks)):
        if tokens and tokens[-1][1] == start and text[start] in marks:
            tokens[-1] = (tokens[-1][0], end)
        else:
            tokens.append((start, end))
    return tokens


def _with_letters_for_marks(text: str, marks: set[str]) -> str:
    """The text with a letter in place of each mark that stands on a letter or figure; its length stays."""
    characters: list[str] = []
    in_word = False
    for character in text:
        if character in marks:
            characters.append(_LETTER_FOR_A_MARK if in_word else character)
        else:
            in_word = character.isalnum()
            characters.append(character)
    return "".join(characters)


def _find_words(text: str) -> list[tuple[int, int]]:
    tokens: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text):
        if found.lastgroup and tokens and _keeps_stop(text, tokens[-1][0], found.start()):
            tokens[-1] = (tokens[-1][0], found.end())
        else:
            tokens.append(found.span())
    return tokens


def _keeps_stop(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to the word before it, which begins at ``start``."""
    word = text[start:stop]
    # No sentence ends before a comma.
    if text[stop + 1 : stop + 2] in _GOES_ON and word.isalpha():
        return True
    after = text[stop + 1 : stop + 3].lstrip()[:1]
    if len(word) == 1 and word != "I" and word.isupper():
        return after.isupper()
    match _abbreviations().get(word):
        case "any":
            return True
        case "name":
            return after.isupper() or after.isdigit() or after == ")"
        case "digit":
            return after.isdigit()
        case "inside":
            return after != "" and not after.isupper()
    return False


@cache
def _abbreviations() -> Mapping[str, str]:
    """What each abbreviation must stand before, by its form without the full stop."""
    kinds: dict[str, str] = {}
    for line in read_text(_LEXICON).splitlines():
        if not line.startswith("#"):
            word, kind = line.split("\t")
            word = word.removesuffix(".")
            for form in (word, word.upper() if word[0].isupper() else word[0].upper() + word[1:]):
                kinds.setdefault(form, kind)
    return kinds
