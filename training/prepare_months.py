"""Write the month names of the news languages, from CLDR, as `src/dateline/resources/lexicons/months.tsv`.

Run it again after a new CLDR release: `python training/prepare_months.py`; it needs `babel`, the package
does not.
One line a language: its tag, then twelve columns, the names of a month joined by ``|``: as inside a date and,
where that differs, standing alone; wide and abbreviated, lower case, without closing dots and without
particles ("de gener").
"""

import unicodedata
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parents[1] / "src/dateline/resources/lexicons/months.tsv"

LOCALES = """
af am ar ar_SY ar_DZ ar_MA as az be bg bn bs bs_Cyrl ca cs cy da de de_AT el en en_GB es es_UY et eu fa fi fil
fr fr_CA ga gl gu ha he hi hr hu hy id is it jv ka kk km kn ku ky lo lt lv mk ml mr ms mt my nb ne nl nn or
pa pl ps pt pt_PT ro ru si sk sl so sq sr sr_Latn sv sw ta te tg th tk tr uk ur uz uz_Cyrl vi yo zu
"""

# Forms that papers print and CLDR does not list: the tag, then January to December, "-" for none.
EXTRA = """
de jän feber mrz|maerz - - jun jul - - - - -
en - - - - - - - - sept - - -
es - - - - - - - - setiembre|set - - -
et jaanuaril veebruaril märtsil aprillil mail juunil juulil augustil septembril oktoobril novembril detsembril
eu urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren irailaren \
urriaren azaroaren abenduaren
fr jan fév|fev - - - - juill|juil - - - - dec
id - peb|pebruari - - - - - agu|ags|agt - - nop|nopember -
lv janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī
nl - - mar|maa - - - - - - - - -
ru - фев - - - - - - сен - ноя -
"""

# The Solar Hijri months, which Persian papers use beside or instead of the Gregorian ones.
PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"

# Languages whose names change case inside a date. Elsewhere both contexts agree, and babel's answer for the
# stand-alone form of such a locale cannot be trusted: it may come from the locale asked before.
INFLECTED = {"be", "bs", "ca", "cs", "el", "fi", "hr", "hy", "lt", "pl", "ru", "sk", "so", "uk"}

PARTICLES = ("de ", "d’", "d'")
MONTHS = range(1, 13)
WIDTHS = ("wide", "abbreviated")


def clean(name: str) -> str:
    """The name as it is looked up: lower case, composed, without closing marks and particles."""
    name = unicodedata.normalize("NFC", name).casefold().strip(" .॰׳’'")
    for particle in PARTICLES:
        name = name.removeprefix(particle)
    return name


def names(locale: Locale, month: int) -> list[str]:
    """All forms of one month, without the numbered ones ("tháng 1") and single letters."""
    contexts = ("format", "stand-alone") if locale.language in INFLECTED else ("format",)
    found = [clean(locale.months[context][width][month]) for context in contexts for width in WIDTHS]
    if locale.language == "he":  # "in January" is one word
        found += ["ב" + name for name in found]
    return [name for name in found if len(name) > 1 and not any(c.isdigit() for c in name)]


def main() -> None:
    """Write the table."""
    table: dict[str, dict[int, list[str]]] = {}
    for tag in LOCALES.split():
        locale = Locale.parse(tag)
        row = table.setdefault(locale.language, {month: [] for month in MONTHS})
        for month in MONTHS:
            row[month] += names(locale, month)
    for line in EXTRA.strip().splitlines():
        tag, *columns = line.split()
        for month, column in enumerate(columns, 1):
            table[tag][month] += column.split("|") if column != "-" else []
    table["fa-persian"] = {month: [name] for month, name in enumerate(PERSIAN.split(), 1)}
    lines = []
    for tag, row in table.items():
        if any(row.values()):  # Vietnamese numbers its months
            lines.append("\t".join([tag, *("|".join(dict.fromkeys(row[month])) for month in MONTHS)]))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
