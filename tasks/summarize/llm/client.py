"""One question to a language model."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import openai

from tasks.summarize.backend import BackendError
from tasks.summarize.llm.prompt import RESPONSE_FORMAT, messages
from tasks.summarize.llm.transport import UnusableResponseError, bounded_client

if TYPE_CHECKING:
    from schemas.article import Article
    from tasks.options import Options

TOKENS_PER_WORD = 4
TOKENS_BESIDE = 300
"""Room for an answer: words have up to four tokens in most languages, and JSON needs some."""

NOT_REACHABLE = "not reachable"

KEY_OF_NONE = "none"
"""Servers on one's own machine want no key, but the client wants to send one."""


MOST_TOKENS = 200_000
"""More than any question and answer can take; a server that counts more does not count well."""

OF_THE_ARTICLE = frozenset({400, 413, 422})
"""Statuses that speak of one question only, such as one that is too long for the model."""


class ServerError(BackendError):
    """The server is at fault, or the way to it: the next article would fare no better.

    Attributes:
        worked: whether the server may have worked on the question, and count its tokens.
    """

    def __init__(self, reason: str, *, worked: bool = False) -> None:
        super().__init__(reason)
        self.worked = worked


@dataclass(frozen=True)
class Answered:
    """An answer, and the tokens that question and answer took."""

    text: str
    tokens: int


def ask(article: Article, words: int, options: Options, deadline: float) -> Answered:
    """The model's answer.

    Args:
        deadline: on the clock of `time.monotonic`; the connection is closed then.

    Raises:
        ServerError: there is no answer.
        BackendError: there is one that cannot be used.
    """
    try:
        with bounded_client(deadline) as http:
            client = openai.OpenAI(
                base_url=options.llm_base_url,
                api_key=options.llm_api_key.get_secret_value() or KEY_OF_NONE,
                max_retries=0,
                timeout=max(0.001, deadline - time.monotonic()),
                http_client=http,
            )
            client.organization = client.project = None  # not those of the environment
            return _answered(_complete(client, article, words, options.llm_model))
    except (openai.OpenAIError, UnusableResponseError, OSError, RuntimeError, ValueError) as error:
        reason = _reason(error, deadline)
        if isinstance(error, openai.APIStatusError) and error.status_code in OF_THE_ARTICLE:
            raise BackendError(reason) from None
        worked = not isinstance(error, openai.APIStatusError) and reason != NOT_REACHABLE
        raise ServerError(reason, worked=worked) from None


def _complete(client: openai.OpenAI, article: Article, words: int, model: str) -> Any:
    return client.chat.completions.create(
        model=model,
        messages=cast("Any", messages(article, words)),
        response_format=cast("Any", RESPONSE_FORMAT),
        temperature=0,
        max_tokens=words * TOKENS_PER_WORD + TOKENS_BESIDE,
        stream=False,
    )


def _answered(completion: Any) -> Answered:
    """What is of use in a completion; servers fill in more or less of it.

    Raises:
        BackendError: nothing is.
    """
    choices = getattr(completion, "choices", None) or []
    content = getattr(getattr(choices[0], "message", None), "content", None) if choices else None
    if not isinstance(content, str) or not content.strip():
        raise BackendError("the answer is empty")
    tokens = getattr(getattr(completion, "usage", None), "total_tokens", None)
    counted = tokens if isinstance(tokens, int) else 0
    return Answered(content, min(max(counted, 0), MOST_TOKENS))


def _reason(error: Exception, deadline: float) -> str:
    """What has failed, from a short list: never what the server says."""
    if isinstance(error, openai.APIStatusError):
        return f"http {error.status_code}"
    causes = (error, error.__cause__, error.__context__)
    unusable = next((each for each in causes if isinstance(each, UnusableResponseError)), None)
    if time.monotonic() >= deadline or isinstance(error, openai.APITimeoutError):
        return "time-out"
    if unusable is not None:
        return f"the response is {unusable}"
    if isinstance(error, openai.APIConnectionError | OSError):
        return NOT_REACHABLE
    return "the response is none of a language model"
