"""What a line of a search asks for."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.query import Query, parse_query
from dateline.errors import QueryError


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("port strike", '("port") AND ("strike")'),
        ('"port strike"', '("port strike")'),
        ("strike*", '("strike"*)'),
        ("strike OR walkout", '("strike" OR "walkout")'),
        ("port strike OR walkout OR stoppage", '("port") AND ("strike" OR "walkout" OR "stoppage")'),
        ("strike strike OR strike", '("strike") AND ("strike" OR "strike")'),
        ("OR strike OR", '("strike")'),
        ("strike -navy", '("strike") NOT "navy"'),
        ('strike -"navy crews"', '("strike") NOT "navy crews"'),
        ("U.N. co-operation", '("U N") AND ("co operation")'),
        ("don't NEAR AND NOT", '("don t") AND ("NEAR") AND ("AND") AND ("NOT")'),
        ("* - !? \"\"", ""),
        ("", ""),
    ],
)
def test_words_are_asked_for_as_the_index_takes_them(line: str, words: str) -> None:
    assert parse_query(line, {}).words == words


def test_fields_stand_among_the_words_or_beside_them() -> None:
    found = parse_query('strike type:protest place:"Port Ombrey" since:2026-11', {"actor": "USA", "since": "2025"})
    assert found == Query('("strike")', since="2026-11", type="PROTEST", actor="USA", place="Port Ombrey")


@pytest.mark.parametrize(
    ("line", "says"), [("colour:red", "no field colour"), ("since:soon", "no day"), ("-navy", "a word that is wanted")]
)
def test_a_wrong_search_says_what_is_wrong(line: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        parse_query(line, {})


@given(st.text(max_size=40))
def test_no_line_is_an_error_of_the_index(line: str) -> None:
    try:
        words = parse_query(line, {}).words
    except QueryError:
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (body)")
    connection.execute("INSERT INTO words VALUES ('the port strike')")
    if words:
        connection.execute("SELECT * FROM words WHERE words MATCH ?", (words,)).fetchall()
    connection.close()
