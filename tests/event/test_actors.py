"""Who a mention is: country or kind of body, and sector on the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.event.actors import resolve_actor

# The mention, its code, its sector.
STATES = [
    ("France", "FRA", "GOV"),
    ("the United Kingdom", "GBR", "GOV"),
    ("the U.S.", "USA", "GOV"),
    ("Côte d’Ivoire", "CIV", "GOV"),
    ("Washington", "USA", "GOV"),
    ("the Danes", "DNK", "GOV"),
    ("Norwegians", "NOR", "CVL"),
    ("some 200 Norwegians", "NOR", "CVL"),
    ("a Syrian", "SYR", "CVL"),
    ("Abkhazia", "GEO", "PRE"),
    ("Puerto Rico", "USA", None),
    ("Lyon", "FRA", None),
]

ROLES = [
    ("French soldiers", "FRA", "MIL"),
    ("the army chief", None, "MIL"),
    ("army doctors", None, "MED"),
    ("dock workers", None, "LAB"),
    ("Kenyan lawmakers", "KEN", "LEG"),
    ("Chile's supreme court", "CHL", "JUD"),
    ("the foreign ministry of Peru", "PER", "GOV"),
    ("riot police in Lyon", "FRA", "COP"),
    ("thousands of protesters", None, "CVL"),
    ("one of the gunmen", None, "UAF"),
    ("the head of the army", None, "MIL"),
    ("the president", None, "GOV"),
    ("a company president", None, "BUS"),
    ("the minister's wife", None, "CVL"),
    ("the Greek leader", "GRC", "GOV"),
    ("the Greek opposition leader", "GRC", "OPP"),
    ("rebel forces", None, "REB"),
    ("Afghan refugees in Greece", "AFG", "REF"),
    ("an American journalist in Syria", "USA", "JRN"),
    ("former Dutch ministers", "NLD", "ELI"),
    ("a former Dutch soldier", "NLD", "CVL"),
    ("a retired Dutch general", "NLD", "ELI"),
    ("a breakaway republic", None, "PRE"),
]

# Names before a hyphen, and several states at once.
TIED = [
    ("US-backed rebels", None, "REB"),
    ("US-backed Syrian rebels", "SYR", "REB"),
    ("a US-led coalition", "IGO", "MIL"),
    ("a London-based company", "GBR", "BUS"),
    ("pro-Russian militants", None, "REB"),
    ("an Iranian-American professor", "USA", "EDU"),
    ("French and British troops", None, "MIL"),
]

BODIES = [
    ("the United Nations", "UNO", None),
    ("UN peacekeepers", "UNO", "MIL"),
    ("the EU", "EUR", None),
    ("the World Bank", "IGO", None),
    ("Amnesty International", "NGO", "SOC"),
    ("a researcher for Amnesty International", "NGO", "SOC"),
    ("victims of the Islamic State", "IMG", "CVL"),
    ("Isis", "IMG", "REB"),
    ("ISIS fighters", "IMG", "REB"),
    ("a Hezbollah spokesman", "LBN", "REB"),
    ("Toyota", "MNC", "BUS"),
    ("the head of the Bundestag", "DEU", "LEG"),
    ("the FBI", "USA", "COP"),
    ("a Labour MP", "GBR", "LEG"),
    ("the Kremlin", "RUS", "GOV"),
    ("Le Monde", "FRA", "JRN"),
]

# A person, a day, the code and the sector.
PEOPLE = [
    ("Barack Obama", date(2006, 1, 1), "USA", "LEG"),
    ("Barack Obama", date(2012, 1, 1), "USA", "GOV"),
    ("Barack Obama", date(2020, 1, 1), "USA", "ELI"),
    ("President Obama", date(2012, 1, 1), "USA", "GOV"),
    ("Mr Macron", date(2018, 1, 1), "FRA", "GOV"),
    ("Bush", date(1990, 1, 1), "USA", "GOV"),
    ("the German chancellor, Angela Merkel", date(2015, 1, 1), "DEU", "GOV"),
    ("Angela Merkel's party", date(2015, 1, 1), "DEU", "PTY"),
    ("Donald Tusk", date(2010, 1, 1), "POL", "GOV"),
    ("Donald Tusk", date(2016, 1, 1), "EUR", "GOV"),
    ("Xi", date(2019, 1, 1), "CHN", "GOV"),
]

NOBODY = ["", " ", "it", "the weather", "Jana Roth", "Port Alder", "who", "us", "…", "’s"]


@pytest.mark.parametrize(("text", "code", "sector"), [*STATES, *ROLES, *TIED, *BODIES])
def test_a_mention_has_its_code_and_sector(text: str, code: str | None, sector: str | None) -> None:
    found = resolve_actor(text)
    assert found is not None
    assert (found.code, found.sector) == (code, sector), found.via


@pytest.mark.parametrize(("text", "day", "code", "sector"), PEOPLE)
def test_the_sector_of_a_leader_holds_on_the_day(text: str, day: date, code: str, sector: str) -> None:
    found = resolve_actor(text, on=day)
    assert found is not None
    assert (found.code, found.sector) == (code, sector), found.via


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_codable_is_none(text: str) -> None:
    assert resolve_actor(text) is None


def test_a_canonical_name_stands_for_its_other_forms() -> None:
    found = resolve_actor("the Fed")
    assert found is not None
    assert found.name == "Federal Reserve"


def test_a_name_the_tables_lack_is_given_without_its_titles() -> None:
    found = resolve_actor("Kenyan Police Chief Jana Roth")
    assert found is not None
    assert (found.name, found.code, found.sector) == ("Jana Roth", "KEN", "COP")


def test_a_family_name_beside_another_first_name_is_another_person() -> None:
    assert resolve_actor("Jana Obama") is None
    assert resolve_actor("Obama", context="The baker, Jana Obama, said so. Obama left.") is None
    found = resolve_actor("Obama", context="Will Obama go? He will.", on=date(2012, 1, 1))
    assert found is not None
    assert found.name == "Barack Obama"


@pytest.mark.parametrize(
    "context",
    [
        "Kenyan police chief Jana Roth said so.",
        "Jana Roth, the police chief of Kenya, said so.",
    ],
)
def test_the_context_tells_who_a_name_is(context: str) -> None:
    found = resolve_actor("Jana Roth", context=context)
    assert found is not None
    assert (found.code, found.sector) == ("KEN", "COP")
    assert "context" in found.via


def test_a_state_is_taken_from_the_context_only_where_it_clearly_is_about_one() -> None:
    clear = "Kenya voted. Kenyans queued. Kenyan papers said Nairobi was calm. Uganda watched."
    mixed = "Kenya voted. Kenyans queued. Kenyan papers said Kampala was calm. Uganda watched."
    assert [getattr(resolve_actor("the police", context=c), "code", "") for c in (clear, mixed)] == ["KEN", None]


def test_the_rule_and_its_rows_are_named() -> None:
    found = resolve_actor("French soldiers")
    assert found is not None
    assert found.via == "adjective French (nationalities) + role soldier (roles)"


PIECES = "the French UN of and , army former 's Isis Obama Syrian -led US-backed minister in Paris thousands Xi ( ) /"
WORDS = st.sampled_from(PIECES.split())


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.text(), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_and_every_field_has_its_rule(text: str, context: str, day: date | None) -> None:
    found = resolve_actor(text, context=context, on=day)
    assert found is None or (found.via and (found.code or found.sector))
