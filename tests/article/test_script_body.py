"""A body that the visible page lacks is read from its data, and said to be."""

import json

import pytest
from made_pages import json_ld, layout_of, page_of

from dateline import read
from dateline.article.metadata import read_metadata
from dateline.article.script_body import find_script_body

FIRST = (
    "The dockers of Port Ombrey stopped work at six on Wednesday, and no ship left the harbour. Two were turned away."
)
SECOND = (
    "“Not a box has moved,” said Irena Dovat, who leads the union. The authority called the strike “reckless”. " * 2
)
THIRD = "Talks had broken down on Monday. A mediator is to be named on Friday, a person close to both sides said. " * 2
BODY = [FIRST, SECOND.strip(), THIRD.strip()]
HTML = "".join(f"<p>{text}</p>" for text in BODY)


def state(value: object) -> str:
    return f"<script>window.__STATE__ = {json.dumps(value)};</script>"


@pytest.mark.parametrize(
    ("head", "basis"),
    [
        (json_ld({"@type": "NewsArticle", "articleBody": "\n\n".join(BODY)}), "json-ld"),
        (json_ld({"@type": "NewsArticle", "articleBody": HTML}), "json-ld"),
        (state({"article": {"bodyHtml": HTML, "id": 7}}), "markup"),
        (state({"elements": [{"type": "text", "content": text} for text in BODY]}), "markup"),
    ],
)
def test_the_data_give_the_paragraphs_that_the_page_does_not_show(head: str, basis: str) -> None:
    layout = layout_of("<h1>Port quiet</h1>", head=head)
    found = find_script_body(layout, read_metadata(layout), 0)
    assert found is not None
    assert (list(found.paragraphs), found.basis) == (BODY, basis)


@pytest.mark.parametrize(
    ("head", "visible"),
    [
        (json_ld({"@type": "NewsArticle", "articleBody": "\n\n".join(BODY)}), 300),
        (json_ld({"@type": "NewsArticle", "articleBody": "Port quiet."}), 0),
        (state({"bodyHtml": HTML}), 300),
        (state({"css": "a { color: red; } b { color: blue; } " * 40}), 0),
        (state({"code": "function() { return 1; }. Then. Else. If. " * 40}), 0),
        ("", 0),
    ],
)
def test_a_body_that_is_shown_or_is_no_prose_is_not_taken_from_the_data(head: str, visible: int) -> None:
    layout = layout_of("<h1>Port quiet</h1>", head=head)
    assert find_script_body(layout, read_metadata(layout), visible) is None


def test_such_an_article_is_partial_and_says_where_its_text_stood() -> None:
    article = read(page_of("<h1>Port quiet</h1><div id=app></div>", head=state({"bodyHtml": HTML})))
    assert [article.text[b.span.start : b.span.end] for b in article.blocks] == ["Port quiet", *BODY]
    assert (article.quality.verdict, article.quality.reason) == ("partial", "script_only")
    assert article.found_in["text"] == "markup"
