import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resources import read_text
from dateline.text.language import identify_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour at Port Alder stayed shut on Tuesday as dockers refused to unload three freighters.", "en"),
        ("THE HARBOUR AT PORT ALDER STAYED SHUT ON TUESDAY AS DOCKERS REFUSED TO UNLOAD THREE FREIGHTERS.", "en"),
        ("Die Hafenarbeiter legten am Dienstag die Arbeit nieder, weil die Löhne seit Jahren nicht steigen.", "de"),
        ("Les dockers ont refusé mardi de décharger trois cargos qui étaient arrivés dans le port.", "fr"),
        ("Los estibadores se negaron el martes a descargar tres buques que habían llegado al puerto.", "es"),
        ("I portuali si sono rifiutati martedì di scaricare tre navi che erano arrivate nel porto.", "it"),
        ("Os estivadores recusaram na terça-feira descarregar três navios que tinham chegado ao porto.", "pt"),
        ("De havenarbeiders weigerden dinsdag drie schepen te lossen die in de haven waren aangekomen.", "nl"),
        ("Hamnarbetarna vägrade på tisdagen att lossa tre fartyg som hade kommit till hamnen.", "sv"),
        ("Dokerzy odmówili we wtorek rozładunku trzech statków, które przypłynęły do portu.", "pl"),
        ("Докеры во вторник отказались разгружать три судна, прибывшие в порт.", "ru"),
        ("Докери у вівторок відмовилися розвантажувати три судна, що прибули до порту.", "uk"),
        ("Liman işçileri salı günü limana gelen üç gemiyi boşaltmayı reddetti.", "tr"),
        ("رفض عمال الميناء يوم الثلاثاء تفريغ ثلاث سفن وصلت إلى الميناء.", "ar"),
        ("סוורי הנמל סירבו ביום שלישי לפרוק שלוש אוניות שהגיעו לנמל.", "he"),
        ("港湾労働者は火曜日、到着した三隻の船の荷下ろしを拒否した。", "ja"),
        ("码头工人周二拒绝卸载抵达港口的三艘货船，工会表示罢工将持续到周末。", "zh"),
        ("बंदरगाह के मज़दूरों ने मंगलवार को तीन जहाज़ों से माल उतारने से इनकार कर दिया।", "hi"),
    ],
)
def test_the_language_of_a_sentence_is_told(text: str, language: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Giuseppe Montalbano met Ambassador François Lefèvre and Señor Joaquín Ibáñez in Düsseldorf on Monday.",
        "The Oberhafenrat of Kranzstadt and the Hafenarbeitergewerkschaft did not comment on the strike.",
    ],
)
def test_english_with_foreign_names_is_not_another_language(text: str) -> None:
    assert identify_language(text) in {"en", None}


@pytest.mark.parametrize(
    "text",
    ["", "Storm kills 12", "Ida Brandt", "12:30 - 14:00", "2026 " * 100, "...", "\0" * 100, "\ud800" * 100, "😀" * 100],
)
def test_what_is_too_short_or_no_language_is_not_told(text: str) -> None:
    assert identify_language(text) is None


def test_the_german_demo_page_is_german() -> None:
    page = read_text("demo/ninebells-23-hafenstreik.html")
    assert identify_language(re.sub(r"<[^>]+>", " ", page.partition("<body")[2])) == "de"


def test_a_nul_does_not_end_the_text() -> None:
    text = "Oui \0 the harbour at Port Alder stayed shut on Tuesday as dockers refused to unload three freighters."
    assert identify_language(text) == "en"


@given(st.text(st.characters()))
def test_any_text_is_taken_and_the_answer_is_the_same_each_time(text: str) -> None:
    first = identify_language(text * 3)
    assert first is None or re.fullmatch("[a-z]{2,3}", first)
    assert identify_language(text * 3) == first


def test_a_long_text_is_read() -> None:
    assert identify_language("The port of Alder stayed shut on Tuesday, said the union. " * 10_000) == "en"
