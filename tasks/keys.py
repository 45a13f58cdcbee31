"""Every Redis key of a deployment, with the reason why it is there.

All keys share one hash tag, so that scripts may touch several of them on any server.
The streams are the contract with subscribers and carry no version; the keys of the
pipeline's own state do, so that a later release can tell its state from today's.
"""

from __future__ import annotations

from dataclasses import dataclass

STATE_VERSION = 3
"""Part of every state key; raised when a release could misread the state of the one before."""


@dataclass(frozen=True)
class Keys:
    """The keys of one deployment.

    Args:
        deployment: name of the deployment; two names on one server share nothing.
        version: of the state.
    """

    deployment: str = "wiredesk"
    version: int = STATE_VERSION

    @property
    def release(self) -> str:
        """Hash: the version of the state (`state`), and the release that began or last joined it.

        Without a version of its own, for every release has to find it.
        """
        return f"{{{self.deployment}}}:release"

    @property
    def articles(self) -> str:
        """Stream: the events that subscribers read."""
        return f"{{{self.deployment}}}:articles"

    @property
    def failures(self) -> str:
        """Stream: a dead letter for every document or article that was given up."""
        return f"{{{self.deployment}}}:failures"

    @property
    def trims(self) -> str:
        """Stream: what was taken off the other streams, from where to where and why.

        Fields: `stream`, `from` and `to` (entry ids), `count`, `reason`; for an article that was
        withdrawn also `article` and `by`, the ids of its event and of the withdrawal's.
        """
        return f"{{{self.deployment}}}:trims"

    @property
    def alarms(self) -> str:
        """Stream: sources that have gone silent, and that are heard again."""
        return f"{{{self.deployment}}}:alarms"

    def dead(self, group: str) -> str:
        """Stream: events that a group's consumers could not handle, with the reason."""
        return f"{{{self.deployment}}}:dead:{group}"

    @property
    def pending(self) -> str:
        """Sorted set, the ledger: document id -> when its lease runs out (epoch seconds).

        Written before a document is enqueued and cleared by the script that publishes,
        so that what a crash or a lost message leaves behind is always found here.
        """
        return self._state("pending")

    @property
    def counters(self) -> str:
        """Hash: what has happened how often, in the terms of `tasks.counters`."""
        return self._state("counters")

    def counted(self, token: str) -> str:
        """String: a count that was made, so that a repeated command does not make it again."""
        return self._state(f"counted:{token}")

    @property
    def replicated(self) -> str:
        """String: the last write before replicas are asked how far they are."""
        return self._state("replicated")

    @property
    def rhythms(self) -> str:
        """Hash: a source -> when it delivers (`tasks.rhythm`); bounded by `tasks.arrivals`."""
        return self._state("rhythms")

    @property
    def silent(self) -> str:
        """Hash: a source that an alarm was raised for -> when it was last heard."""
        return self._state("silent")

    @property
    def silence_check(self) -> str:
        """String: which watcher looks for silent sources; it expires before the next look."""
        return self._state("silence-check")

    @property
    def workers(self) -> str:
        """Hash: a worker's name -> its last report: since when it lives, and what it holds."""
        return self._state("workers")

    @property
    def watchers(self) -> str:
        """Hash: the same for watchers."""
        return self._state("watchers")

    @property
    def celery(self) -> str:
        """Prefix of the broker's own keys: queues and unacknowledged messages."""
        return self._state("celery:")

    def document(self, document_id: str) -> str:
        """Hash: a document's name, state, counts and timeline."""
        return self._state(f"document:{document_id}")

    def raw(self, document_id: str) -> str:
        """String: the document's bytes, so that a worker needs no access to the spool."""
        return self._state(f"raw:{document_id}")

    def article(self, article_id: str) -> str:
        """Hash: an article with the output of each stage; gone once it is published."""
        return self._state(f"article:{article_id}")

    def published(self, article_id: str) -> str:
        """String, the guard: the one stream entry that this article or document has become."""
        return self._state(f"published:{article_id}")

    def withdrawn(self, article_id: str) -> str:
        """String: what has withdrawn an article; one that comes later is taken back at once."""
        return self._state(f"withdrawn:{article_id}")

    def outdated(self, article_id: str) -> str:
        """List: versions older than an article that came after it, to be taken back with it."""
        return self._state(f"outdated:{article_id}")

    def groups(self, stream: str) -> str:
        """Hash: a consumer group -> how far it had come when, so that a dead one is known."""
        return self._state(f"groups:{stream.rpartition(':')[2]}")

    @property
    def index(self) -> str:
        """Prefix of the hashes in which articles are remembered to find their copies and versions.

        How many there are grows with the articles; the script that settles verdicts names them.
        """
        return self._state("index:")

    @property
    def stories(self) -> str:
        """String: how many stories were ever opened; and the prefix of the keys they are kept in.

        How many there are grows with the articles; the script that joins articles names them.
        """
        return self._state("stories")

    @property
    def term_counts(self) -> str:
        """String of counters: how many articles have a term, so that rare ones weigh more."""
        return self._state("terms:counts")

    @property
    def earlier_term_counts(self) -> str:
        """The same from before counting began anew: what is rare is known without interruption."""
        return self._state("terms:earlier-counts")

    def sentences(self, epoch: int, shard: int) -> str:
        """Hash: article -> hashes of its sentences, for its next version to say what is new."""
        return self._state(f"sentences:{epoch}:{shard}")

    def llm(self, name: str) -> str:
        """What all workers share of the language model: failures, slots, tokens, answers."""
        return self._state(f"llm:{name}")

    def _state(self, name: str) -> str:
        return f"{{{self.deployment}}}:{self.version}:{name}"
