from __future__ import annotations

from tasks.keys import STATE_VERSION, Keys


def test_the_streams_carry_no_version_for_they_are_the_contract() -> None:
    assert (Keys().articles, Keys().failures) == ("{wiredesk}:articles", "{wiredesk}:failures")


def test_the_state_of_the_pipeline_carries_its_version() -> None:
    assert Keys().document("7") == f"{{wiredesk}}:{STATE_VERSION}:document:7"


def test_two_deployments_share_no_key() -> None:
    one, other = Keys("desk-a"), Keys("desk-b")
    assert one.pending != other.pending
    assert one.celery != other.celery


def test_all_keys_share_one_hash_tag() -> None:
    keys = Keys("desk")
    every = [keys.articles, keys.failures, keys.pending, keys.workers, keys.watchers, keys.celery]
    every += [keys.document("1"), keys.raw("1"), keys.article("1"), keys.published("1")]
    every += [keys.index, keys.stories, keys.term_counts, keys.earlier_term_counts]
    assert {key[: key.index("}") + 1] for key in every} == {"{desk}"}
