"""The way of an article, whole: submit a batch of documents, and the four stages it goes through.

Each task reads the records of its batch, calls the stage's pure function on each, keeps the
outputs, and hands the ids on. Everything else (attempts, leases, failures, retries) is in
`Batch`; the functions themselves know neither Celery nor Redis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celery import shared_task

from schemas.failure import Stage
from tasks.base import StageTask, send, task_name
from tasks.batch import Batch
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.grouping import grouped
from tasks.document_batch import DocumentBatch
from tasks.normalize.normalize import normalize
from tasks.publish.event import event_of
from tasks.summarize.stage import judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celery import Celery


def submit(app: Celery, document_ids: Sequence[str]) -> None:
    """Send admitted documents on their way: normalize | deduplicate | summarize | publish."""
    send(app, Stage.NORMALIZE, document_ids)


@shared_task(bind=True, base=StageTask, name=task_name(Stage.NORMALIZE))
def normalize_documents(self: StageTask, document_ids: list[str]) -> list[str]:
    """Documents as received become articles; returns the ids of the articles."""
    options = self.deployment.options
    with DocumentBatch(self.deployment, document_ids, self.send_again, self.send_on) as batch:
        for record, content in batch.documents():
            with batch.attempt(record):
                start = batch.start_of(record)
                batch.keep(record, normalize(record.document, content, options, start))
    return self.hand_on(batch.onward)


@shared_task(bind=True, base=StageTask, name=task_name(Stage.DEDUPLICATE))
def deduplicate_articles(self: StageTask, article_ids: list[str]) -> list[str]:
    """Every article gets its verdict and its story, those within the batch seen as well."""
    articles = {}
    with Batch(self.deployment, self.stage, article_ids, self.send_again) as batch:
        for record in batch:
            with batch.attempt(record):
                articles[record.id] = record.article
        judgements = deduplicate(articles, self.deployment.index, self.deployment.options)
        judgements = grouped(judgements, articles, self.deployment.stories)
        for article_id, judgement in judgements.items():
            batch.done(article_id, judgement.to_json())
    return self.hand_on(batch.onward)


@shared_task(bind=True, base=StageTask, name=task_name(Stage.SUMMARIZE))
def summarize_articles(self: StageTask, article_ids: list[str]) -> list[str]:
    """Every article that is not a copy gets its summary."""
    summarizer, articles = self.deployment.summarizer, {}
    with Batch(self.deployment, self.stage, article_ids, self.send_again) as batch:
        for record in batch:
            with batch.attempt(record):
                articles[record] = judged(record.article, record.verdict)
        known = summarizer.look_up({record.id: articles[record] for record in articles})
        for record, article in articles.items():
            with batch.attempt(record):
                summary = summarizer.summary(record.id, article, known)
                batch.done(record.id, summary.to_json() if summary else "")
    return self.hand_on(batch.onward)


@shared_task(bind=True, base=StageTask, name=task_name(Stage.PUBLISH))
def publish_articles(self: StageTask, article_ids: list[str]) -> None:
    """Every article becomes its one entry on the stream."""
    events = {}
    with Batch(self.deployment, self.stage, article_ids, self.send_again) as batch:
        for record in batch:
            with batch.attempt(record):
                events[record] = event_of(record)
        pairs = [(each.document_id, events[each]) for each in events]
        self.deployment.stream.publish(self.deployment.tracing.marked(pairs))
        for record in events:
            batch.close(record)
