"""The backend `llm`: a question to a language model, if limits allow, and a cache of answers."""

from __future__ import annotations

import hashlib
import json
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

from schemas.errors import SetupError
from tasks.summarize.backend import BackendError
from tasks.summarize.grounding import objection
from tasks.summarize.llm.limits import Limits
from tasks.summarize.llm.prompt import PROMPT_VERSION, messages, parsed, speaks_to_model

if TYPE_CHECKING:
    from schemas.article import Article
    from tasks.summarize.backend import Brief, Resources

CODE_POINTS_PER_TOKEN = 3
"""An estimate on the safe side; what a question really took is counted when it is answered."""


class LlmBackend:
    """Asks a server with the interface of OpenAI: OpenAI, Ollama, vLLM, llama.cpp and others."""

    def __init__(self, resources: Resources, client: Any) -> None:
        self._options = resources.options
        self._redis = resources.redis
        self._keys = resources.keys
        self._limits = Limits(resources.redis, resources.keys, resources.options)
        self._client = client

    def summarize(self, article: Article, brief: Brief) -> str:
        """The model's summary, checked against the article.

        Raises:
            BackendError: there is none, or it says what the article does not.
            redis.RedisError: the server that workers share cannot be asked.
        """
        if time.monotonic() >= brief.deadline:
            raise BackendError("time-out")
        if speaks_to_model(article):
            raise BackendError("the article speaks to the model")
        key = self._keys.llm(f"answers:{self._digest(article, brief.words)}")
        known: Any = self._redis.get(key)
        if known is not None:
            return bytes(known).decode()
        text = parsed(self._ask(article, brief))
        refusal = objection(text, article, brief.words)
        if refusal:
            raise BackendError(refusal)
        self._redis.set(key, text, ex=self._options.llm_cache_seconds)
        return text

    def _ask(self, article: Article, brief: Brief) -> str:
        question = sum(len(each["content"]) for each in messages(article, brief.words))
        estimate = question // CODE_POINTS_PER_TOKEN + brief.words
        admission = self._limits.admit(estimate, brief.deadline)
        tokens, failed = estimate, False
        deadline = min(brief.deadline, time.monotonic() + self._options.llm_timeout_seconds)
        try:
            answered = self._client.ask(article, brief.words, self._options, deadline)
            tokens = answered.tokens or estimate
        except self._client.ServerError as error:
            tokens, failed = estimate if error.worked else 0, True
            raise
        finally:
            self._limits.settle(admission, tokens, failed=failed)
        text: str = answered.text
        return text

    def _digest(self, article: Article, words: int) -> str:
        """What an answer depends on."""
        options = self._options
        question = json.dumps([PROMPT_VERSION, options.llm_base_url, options.llm_model, words])
        told = f"{question}\0{article.headline}\0{article.body_text}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def make_backend(resources: Resources) -> LlmBackend:
    """The backend as it is announced.

    Raises:
        SetupError: the SDK is not installed, or no model is named.
    """
    if not resources.options.llm_model:
        raise SetupError("the summarizer llm needs a model: set WIREDESK_LLM_MODEL")
    try:
        client = import_module("tasks.summarize.llm.client")
    except ImportError as error:
        message = "the summarizer llm needs the openai package: pip install 'wiredesk[llm]'"
        raise SetupError(message) from error
    return LlmBackend(resources, client)
