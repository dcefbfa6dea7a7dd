"""An analysis as JSON: read back as the same, also where the text holds what UTF-8 cannot."""

from dataclasses import replace

import msgspec
from hypothesis import given
from made_analysis import TEXT, analyses, make_analysis

from dateline.formats.jsonl import encode_json, replace_surrogates
from dateline.types import Analysis


def test_json_is_read_back_as_the_same_analysis() -> None:
    written = encode_json(make_analysis())
    assert "\n" not in written
    assert msgspec.json.decode(written, type=Analysis) == make_analysis()


def test_a_lone_surrogate_is_written_as_one_replacement_character() -> None:
    broken = replace(make_analysis(), text=TEXT.replace("Ilva", "Il\udc80a"))
    assert msgspec.json.decode(encode_json(broken), type=Analysis).text == TEXT.replace("Ilva", "Il\ufffda")


@given(analyses())
def test_any_analysis_is_written_and_its_spans_stay(analysis: Analysis) -> None:
    back = msgspec.json.decode(encode_json(analysis), type=Analysis)
    assert back == replace_surrogates(analysis)
    assert len(back.text) == len(analysis.text)
