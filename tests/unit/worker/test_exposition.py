"""Metrics as text, read again by a strict reader."""

from __future__ import annotations

import pytest

from tasks.counters import Kind, Metric
from tests.exposition_reader import read_exposition
from worker.exposition import Sample, exposition

PLAIN = Metric("wire_entries", Kind.GAUGE, "Entries.")
LABELLED = Metric("wire_lag", Kind.GAUGE, "Lag.", ("group", "stream"))


def test_a_metric_has_its_help_its_type_and_its_value() -> None:
    text = exposition([(PLAIN, [Sample(3)])])
    assert text == "# HELP wire_entries Entries.\n# TYPE wire_entries gauge\nwire_entries 3\n"


def test_labels_come_in_the_order_of_the_metric() -> None:
    text = exposition([(LABELLED, [Sample(0.5, ("desk", "articles"))])])
    assert text.endswith('\nwire_lag{group="desk",stream="articles"} 0.5\n')


def test_a_bound_is_the_last_label() -> None:
    sample = Sample(1, ("a", "b"), "_bucket", "+Inf")
    assert '_bucket{group="a",stream="b",le="+Inf"} 1\n' in exposition([(LABELLED, [sample])])


def test_a_metric_without_samples_is_left_out() -> None:
    assert exposition([(PLAIN, [])]) == ""


def test_a_sample_with_too_few_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        exposition([(LABELLED, [Sample(1, ("desk",))])])


@pytest.mark.parametrize(
    "value", ['a"b', "a\\b", "a\nb", "\\n", '\\"', "Ö😀", "", "a,b}", "\r\t", "\u2028\x85"]
)
def test_any_label_value_can_be_read_again(value: str) -> None:
    text = exposition([(LABELLED, [Sample(1, (value, "x"))])])
    assert read_exposition(text)["wire_lag"].value(group=value, stream="x") == 1


@pytest.mark.parametrize("words", ["two\nlines", "a \\ back", "\\n"])
def test_any_help_can_be_read_again(words: str) -> None:
    text = exposition([(Metric("wire", Kind.GAUGE, words), [Sample(1)])])
    assert read_exposition(text)["wire"].help == words


@pytest.mark.parametrize("value", [0, 10**18, 0.1, 1e-09, 1e300, 123456.789])
def test_any_number_can_be_read_again(value: float) -> None:
    assert read_exposition(exposition([(PLAIN, [Sample(value)])]))["wire_entries"].value() == value


@pytest.mark.parametrize(
    "text",
    [
        "wire 1\n",
        "# HELP wire W\nwire 1\n",
        "# HELP wire W\n# TYPE wire gauge\n",
        "# HELP wire W\n# TYPE wire gauge\nwire 1",
        "# HELP wire W\n# TYPE wire gauge\nwire  1\n",
        "# HELP wire W\n# TYPE wire gauge\nwire one\n",
        "# HELP wire W\n# TYPE wire gauge\nwire 1\nwire 2\n",
        "# HELP wire W\n# TYPE wire gauge\nother 1\n",
        '# HELP wire W\n# TYPE wire gauge\nwire{a="1",a="2"} 1\n',
        '# HELP wire W\n# TYPE wire gauge\nwire{a="\\x"} 1\n',
        "# HELP wire W\n# TYPE wire counter\nwire 1\n",
        '# HELP w W\n# TYPE w histogram\nw_bucket{le="+Inf"} 1\nw_sum 1\nw_count 2\n',
        (
            '# HELP w W\n# TYPE w histogram\nw_bucket{le="1.0"} 2\nw_bucket{le="+Inf"} 1\n'
            "w_sum 1\nw_count 1\n"
        ),
    ],
)
def test_the_reader_of_these_tests_refuses_what_is_wrong(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_exposition(text)
