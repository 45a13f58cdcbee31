"""What the stages can be told: the part of the settings that the work on articles depends on."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator

from tasks.source_rules import Sources, known_timezone


def _split_commas(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


WordList = Annotated[tuple[str, ...], BeforeValidator(_split_commas)]
"""A tuple of words that an environment variable gives as `a,b,c`."""

DEFAULT_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "sv", "da", "no", "fi",
    "tr", "ar", "fa", "he", "hi", "zh", "ja", "ko", "el", "hu", "ro",
)  # fmt: skip


class Options(BaseModel):
    """Options of the stages; the worker's `Settings` adds those of the processes."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )

    languages: WordList = DEFAULT_LANGUAGES
    """Languages that detection chooses among (ISO 639-1 codes, separated by commas)."""

    timezone: str = "UTC"
    """IANA time zone of dates that name none."""

    max_document_bytes: int = Field(default=20_000_000, gt=0)
    """Largest document that is parsed whole, such as NewsML or an array of articles, in bytes."""

    max_page_bytes: int = Field(default=5_000_000, gt=0)
    """Largest document that holds a single article, such as a page or a plain text, in bytes."""

    max_stream_bytes: int = Field(default=256_000_000, gt=0)
    """Largest document that is read item by item, such as JSON Lines or an archive, in bytes."""

    max_unpacked_bytes: int = Field(default=1_000_000_000, gt=0)
    """Most bytes that one packed document may unpack to."""

    max_articles_per_document: int = Field(default=500_000, gt=0)
    """Most articles taken from one document."""

    summary_words: int = Field(default=60, gt=0)
    """Words that a summary aims for; a first sentence of up to one and a half times as many is kept
    whole."""

    summary_method: str = Field(default="extractive", min_length=1)
    """How summaries are made: `extractive`, `lead`, or by an installed backend, such as `llm`."""

    llm_base_url: str = "https://api.openai.com/v1"
    """Where the language model is asked: OpenAI, or a server with the same interface, such as
    `http://localhost:11434/v1` for Ollama."""

    llm_model: str = ""
    """Name of the language model; must be set for `summary_method` `llm`."""

    llm_api_key: SecretStr = SecretStr("")
    """Key for that server; may be empty for one of your own."""

    llm_timeout_seconds: float = Field(default=20.0, gt=0)
    """Longest time for one answer, in seconds, from the connection to the last byte."""

    llm_concurrency: int = Field(default=4, gt=0)
    """Questions that all workers together ask at a time."""

    llm_tokens_per_day: int = Field(default=1_000_000, ge=0)
    """Tokens that all workers together use on one day (UTC); 0 for no limit."""

    llm_cache_seconds: int = Field(default=7 * 24 * 3600, gt=0)
    """How long an answer is kept for the same text, in seconds."""

    llm_pause_seconds: int = Field(default=60, gt=0)
    """Pause after five failures in a row before the server is asked again, in seconds."""

    dedup_window_seconds: int = Field(default=72 * 3600, gt=0)
    """How long an article is remembered for finding its copies, and how far their dates may lie
    apart, in seconds."""

    version_window_seconds: int = Field(default=14 * 24 * 3600, gt=0)
    """How long the newest version of each uri is remembered, in seconds."""

    dedup_text: float = Field(default=0.75, gt=0, le=1)
    """Share of the shorter text that a copy has in common with the longer one."""

    dedup_numbers: float = Field(default=0.85, ge=0, le=1)
    """Share of the numbers that a copy has in common; fewer make it another report."""

    dedup_title: float = Field(default=0.25, ge=0, le=1)
    """Share of the headline's words that a short copy has in common."""

    dedup_added: float = Field(default=0.25, gt=0, le=1)
    """Share of a text that must be new to make it an update and no copy."""

    dedup_related: float = Field(default=0.35, gt=0, le=1)
    """Share of the shorter text from which on two reports are called related."""

    max_attempts: int = Field(default=3, gt=0)
    """Attempts that an article gets at one stage before it becomes a failure."""

    batch_size: int = Field(default=64, gt=0, le=1_000)
    """Most documents or articles in one message."""

    soft_time_limit_seconds: int = Field(default=90, gt=0)
    """How long a stage may work on one batch before it is asked to stop, in seconds."""

    hard_time_limit_seconds: int = Field(default=120, gt=0)
    """How long a stage may work on one batch before its process is killed, in seconds."""

    lease_seconds: int = Field(default=150, gt=0)
    """How long a document counts as being worked on after a stage began, in seconds.

    More than the hard time limit: what holds an overdue lease can no longer be running."""

    retry_seconds: float = Field(default=2.0, gt=0)
    """Pause before the first retry after a transient fault, in seconds; it doubles each time."""

    history_seconds: int = Field(default=7 * 24 * 3600, gt=0)
    """How long the record of a settled document and its articles' publication guards are kept,
    in seconds."""

    stream_seconds: int = Field(default=7 * 24 * 3600, gt=0)
    """How long an entry stays on the streams, in seconds; longer if a living group needs it."""

    stream_max_bytes: int = Field(default=1_000_000_000, gt=0)
    """Memory that a stream may take in the server, in bytes; beyond it the oldest entries go, even
    if somebody needs them."""

    group_dead_seconds: int = Field(default=3 * 24 * 3600, gt=0)
    """How long nobody of a consumer group is heard of before it holds no entries back any more, in
    seconds."""

    trim_seconds: float = Field(default=60.0, gt=0)
    """Pause between two looks at what may be taken off the streams, in seconds."""

    silence_factor: float = Field(default=4.0, ge=0)
    """How many of its usual gaps a punctual source may be silent before an alarm, and a random one
    three times as many (docs/alarms.md); 0 for no alarms."""

    rules: Sources = Sources()
    """What is known of each source; no variable, but the content of `config`."""

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        return known_timezone(name)

    @field_validator("languages")
    @classmethod
    def _some_language(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        if not codes:
            raise ValueError("name at least one language, for example en")
        return codes
