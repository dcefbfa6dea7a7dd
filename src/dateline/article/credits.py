"""Who a picture is from: the mark, name or agency at the end of a caption."""

import re
from dataclasses import dataclass

from .features import DENSE

_MARKS = (
    "photograph|photographer|photography|photos?|fotos?|pictures?|pic|images?|bild(?:er)?|credits?|copyright|sources?|"
    "quelle|fotograf[oiaí]*|fotografía|imagen|imágenes|imagem|crédito|créditos|crédit(?:s)?|zdjęcie|fot|nuotr|kuva|kép|"
    "fotó|görsel|фото|снимка|写真|撮影|图|圖|사진|तस्वीर|फोटो|صورة|تصوير|videos?|источник|foto de|source photo"
)
# "Photo: A. Name", "(Picture: Name)", "Photo by Name", "© Name": the credit is what follows the mark.
_MARKED = re.compile(
    rf"(?:^|[\s\[(|/–—.!?…-])[\[(]?(?:(?:©|\(c\)|ⓒ)|(?:{_MARKS})\s?(?:by\b|credit\b|courtesy(?: of)?\b|/)?\s?[:：©]|"
    rf"(?:photos?|pictures?|images?|photograph)\s(?:by|courtesy(?: of)?|credit)\b:?)"
    r"\s*(?P<credit>[^()\[\]]{2,100}?(?:\s?\([^()\[\]]{2,40}\))?)\s*[\])]?\s*\.?$",
    re.IGNORECASE,
)
# One of these stands in every text that `_MARKED` finds.
_MARK_SIGNS = (":", "：", "©", "ⓒ", "(c)", "(C)", " by", " By", " BY", "ourtesy", "OURTESY", "redit", "REDIT")
_AGENCIES = (
    "AFP|AP|Associated Press|Reuters|dpa|EPA|EFE|APA|ANSA|PA|Press Association|Getty(?: Images)?|IMAGO|Xinhua|TASS|"
    "Keystone(?:-SDA)?|SDA|Picture[ -]Alliance|Shutterstock|iStock(?:photo)?|Alamy|Bloomberg|NurPhoto|ZUMA(?: Press)?|"
    "SIPA|Anadolu|AA|CP|The Canadian Press|AAP|NTB|TT|Ritzau|PAP|CTK|LUSA|Belga|ANP|Kyodo|Yonhap|PTI|ANI|UNIAN|"
    "Ukrinform|RIA|Sputnik|Rex|Corbis|WireImage|Imaginechina|VCG|LaPresse|Agence France-Presse|Adobe Stock|Pixabay|"
    "Unsplash"
)
# "Name/Agency", "AGENCY/Name", "Agency via Agency" at the very end, after the caption's own end or a bracket.
_SIGNED = re.compile(
    rf"(?:^|[.!?…)”\"»]\s+|\s[|/–—-]\s|\s?[\[(])(?P<credit>(?:[^\s()\[\]|/.][^()\[\]|/.!?]{{0,50}}?\s?[/|,]\s?)?"
    rf"\b(?:{_AGENCIES})\b(?:(?:\s?[/|,–-]\s?|\svia\s)[^()\[\].!?]{{1,50}})?)\s*[\])]?\s*\.?$",
    re.IGNORECASE,
)
# "caption / A. Name / Agency photo.": the words for a picture may also end the credit.
_ENDED = re.compile(rf"\s/\s(?P<credit>[^()\[\]]{{2,80}}?\s(?:{_MARKS})\.?)$", re.IGNORECASE)
# "caption (Name)": a name in brackets at the end.
_BRACKETED = re.compile(r"\s[(（](?P<credit>[^()（）]{2,60})[)）]\.?$")
# Words that stand in names without a capital.
_INSIDE = frozenset(
    "of the and via for by de da do del la le du des di van von der den ter al bin ibn y e und et / dpa epa afp".split()
)
# Scripts without capitals: a line this short is a name.
_DENSE_NAME = re.compile(f"[{DENSE}0-9 ]{{2,8}}$")
_LOOSE = " ()[]|©:/.,"
_NO_NAME_END = ".!?:。"
# A full stop after one letter is an initial's.
_BEFORE_NAME = re.compile(r"(?<!\b[^\W\d_])[.!?。…][”\"»]?\s+(?=(?:[^.!?]|(?<=\b[^\W\d_])\.){2,60}$)|\s[|/]\s")
_STROKE = re.compile(r"\s?[|;]\s?")
_NAME_WORDS = 8
# "A. Name/Copyright 2026 Agency. All rights reserved": whose right it is to print the picture is no credit.
_RIGHTS = re.compile(r"\s*[/|,–-]?\s*(?:copyright|©|\(c\))\s*(?:19|20)\d\d\b.*$", re.IGNORECASE)
_NAMES = re.compile(
    r"credit|copyright|(?<!re)source(?!s)|author|photographer|quelle|fotograf|agency|rights|byline|courtesy",
    re.IGNORECASE,
)
# What may end a caption right before its credit.
_ENDS = '.!?…)”"»'
LEAST_CAPTION = 30
"""A credit mark after less text than this is a line of its own, or a copyright notice."""
# A credit stands at the end; what is before this is not looked at.
_TAIL = 200


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit and where it begins, its mark included."""

    credit: str
    start: int


def find_credit(text: str) -> Credit | None:
    """The credit that ends the text, or ``None``."""
    offset = max(0, len(text) - _TAIL)
    for pattern in (_MARKED, _SIGNED, _ENDED):
        match = pattern.search(text, offset)
        if match:
            start = match.start()
            # The sign that ends the caption is the caption's.
            start += len(match[0]) - len(match[0].lstrip(_ENDS))
            return Credit(match["credit"].strip(), start)
    match = _BRACKETED.search(text, offset)
    if match and is_name(match["credit"]):
        return Credit(match["credit"], match.start())
    return _trailing_name(text, offset)


def _trailing_name(text: str, offset: int) -> Credit | None:
    """A name after the caption's last sentence, or after a stroke: "caption. Name", "caption / Name | Agency"."""
    for match in _BEFORE_NAME.finditer(text, offset):
        rest = text[match.end() :]
        if rest and all([is_name(part) for part in _STROKE.split(rest)]):
            return Credit(rest, match.start() + 1)
    return None


def is_name(text: str) -> bool:
    """Whether the text may be the name of a photographer or an agency: a few words with capitals, no sentence."""
    words = text.replace("/", " / ").split()
    if not 0 < len(words) <= _NAME_WORDS or text[-1] in _NO_NAME_END or text[0].isdigit():
        return False
    if _DENSE_NAME.match(text):
        return True
    return any([word[:1].isupper() for word in words]) and all(
        [word[:1].isupper() or word in _INSIDE for word in words]
    )


def clean_credit(text: str) -> str | None:
    """A credit line without its mark, its brackets and what it says about rights."""
    found = find_credit(text) if is_marked(text) else None
    credit = (found.credit if found else text).strip(_LOOSE)
    return _RIGHTS.sub("", credit).strip(_LOOSE) or credit or None


def is_marked(text: str) -> bool:
    """Whether a word or sign says that a credit follows."""
    # Few paragraphs have such a sign near their end: asking for it first is ten times as fast.
    tail = text[-_TAIL:]
    return any([sign in tail for sign in _MARK_SIGNS]) and _MARKED.search(text, max(0, len(text) - _TAIL)) is not None


def is_signed_caption(text: str) -> bool:
    """Whether the text is a caption that ends in a marked credit: of 44,000 paragraphs of gold, five end so."""
    found = find_credit(text) if is_marked(text) else None
    return found is not None and found.start >= LEAST_CAPTION


def is_credit_name(names: str) -> bool:
    """Whether a class or property says that an element is a credit."""
    return _NAMES.search(names) is not None
