"""The afternoon's stack itself: the Celery app, and as a program its observer of the folder.

Each package is used as its manual shows it.
"""

from __future__ import annotations

import importlib
import json
import os
import time
from pathlib import Path
from typing import Any

from celery import Celery, chain
from redis import Redis

from benchmarks.afternoon import STREAM

THRESHOLD, PERMUTATIONS, SENTENCES = 0.5, 128, 3
URL = os.environ.get("AFTERNOON_URL", "unix:///nowhere")
SOCKET = URL.removeprefix("unix://")

app = Celery(
    "afternoon",
    broker=f"redis+socket://{SOCKET}",
    backend=f"redis+socket://{SOCKET}",
)
_kept: dict[str, Any] = {}


def _tokenizer() -> Any:
    """Sumy's own; its trained model of sentences would be a download, so that one has no model."""
    if "tokenizer" not in _kept:
        tokenizers = importlib.import_module("sumy.nlp.tokenizers")
        punkt = importlib.import_module("nltk.tokenize.punkt")
        words = importlib.import_module("nltk.tokenize")

        class Tokenizer(tokenizers.Tokenizer):  # type: ignore[misc, name-defined]
            def _get_sentence_tokenizer(self, _language: str) -> Any:
                return punkt.PunktSentenceTokenizer()

            def _get_word_tokenizer(self, _language: str) -> Any:
                return words.NLTKWordTokenizer()

        _kept["tokenizer"] = Tokenizer("english")
    return _kept["tokenizer"]


def _index() -> Any:
    if "index" not in _kept:
        datasketch = importlib.import_module("datasketch")
        storage = {"type": "redis", "basename": b"lsh", "redis": {"unix_socket_path": SOCKET}}
        _kept["index"] = datasketch.MinHashLSH(
            threshold=THRESHOLD, num_perm=PERMUTATIONS, storage_config=storage
        )
    return _kept["index"]


def _lex_rank() -> Any:
    if "lex_rank" not in _kept:
        lex_rank = importlib.import_module("sumy.summarizers.lex_rank")
        stemmer = importlib.import_module("sumy.nlp.stemmers").Stemmer("english")
        made = _kept["lex_rank"] = lex_rank.LexRankSummarizer(stemmer)
        made.stop_words = importlib.import_module("sumy.utils").get_stop_words("english")
    return _kept["lex_rank"]


def _client() -> Redis:
    client: Redis = _kept.setdefault("client", Redis(unix_socket_path=SOCKET))
    return client


@app.task
def normalize(name: str, text: str) -> dict[str, Any]:
    """Headline and body."""
    headline, _, body = text.partition("\n\n")
    return {"name": name, "headline": headline.strip(), "body": body.strip()}


@app.task
def deduplicate(article: dict[str, Any]) -> dict[str, Any]:
    """Look it up by its word 3-grams, then remember it."""
    datasketch = importlib.import_module("datasketch")
    words = article["body"].lower().split()
    made = datasketch.MinHash(num_perm=PERMUTATIONS)
    for at in range(len(words) - 2):
        made.update(" ".join(words[at : at + 3]).encode())
    same = _index().query(made)
    _index().insert(article["name"], made)
    return {**article, "duplicate_of": same[0] if same else None}


@app.task
def summarize(article: dict[str, Any]) -> dict[str, Any]:
    """LexRank, of an article that is no copy, with stemmer and stop words as in sumy's manual."""
    if article["duplicate_of"]:
        return {**article, "summary": ""}
    parsers = importlib.import_module("sumy.parsers.plaintext")
    parser = parsers.PlaintextParser.from_string(article["body"], _tokenizer())
    sentences = _lex_rank()(parser.document, SENTENCES)
    return {**article, "summary": " ".join(map(str, sentences))}


@app.task
def publish(article: dict[str, Any]) -> None:
    """One entry on the stream."""
    _client().xadd(STREAM, {"data": json.dumps(article)})


def main() -> None:
    """Observe the folder; a chain for each file that is moved in."""
    events = importlib.import_module("watchdog.events")
    observers = importlib.import_module("watchdog.observers")

    class Dropped(events.FileSystemEventHandler):  # type: ignore[misc, name-defined]
        def on_created(self, event: Any) -> None:
            path = Path(event.src_path)
            first = normalize.s(path.name, path.read_text("utf-8"))
            chain(first, deduplicate.s(), summarize.s(), publish.s()).apply_async()

        def on_moved(self, event: Any) -> None:
            self.on_created(events.FileCreatedEvent(event.dest_path))

    observer = observers.Observer()
    observer.schedule(Dropped(), os.environ["AFTERNOON_INBOX"])
    observer.start()
    while observer.is_alive():
        time.sleep(1)
