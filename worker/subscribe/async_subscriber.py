"""The Python client of the articles stream, for asyncio."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Any

from worker.connection import connect_raw_async
from worker.subscribe.options import SubscriberOptions
from worker.subscribe.session import LeftError, Session
from worker.subscribe.steps import Ask, Handle, Pause, Report, resume, throw, without_errors
from worker.subscribe.subscriber import log_gap

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

    from worker.subscribe.delivery import Delivery, Gap
    from worker.subscribe.steps import Command, Step, Steps


class AsyncSubscriber:
    """As `Subscriber`, with handlers that are awaited.

    A task that is cancelled leaves its event unacknowledged: it is delivered again.

    Args:
        url: of the server, as `redis://…`, `rediss://…`, `unix://…`, `sentinel://…` or `rediss+sentinel://…`.
        group: name of the consumer group.
        on_gap: told of entries that this group will never get; called, not awaited.
        options: see `SubscriberOptions`.

    Raises:
        SetupError: the address cannot be understood.
    """

    def __init__(
        self, url: str, group: str, *, on_gap: Callable[[Gap], object] = log_gap, **options: Any
    ) -> None:
        self._session = Session(SubscriberOptions(group=group, **options))
        self._client = connect_raw_async(url)
        self._on_gap = on_gap
        self._stopped = asyncio.Event()

    async def run(self, handle: Callable[[Delivery], Awaitable[object]]) -> None:
        """Hand over one event after the other, until `stop` is called.

        Raises:
            redis.RedisError: the server refuses what no waiting mends, such as a wrong password.
        """
        async with aclosing(self.deliveries()) as deliveries:
            delivery = await anext(deliveries, None)
            while delivery is not None:
                outcome = None
                try:
                    await handle(delivery)
                except Exception as error:  # noqa: BLE001 - whatever a handler raises
                    outcome = error
                delivery = await _next(deliveries, outcome)

    async def deliveries(self) -> AsyncGenerator[Delivery, Exception | None]:
        """The events, for a loop: one counts as handled when the next is asked for.

        One at which the loop is left is delivered again; at once if the generator is closed
        (`contextlib.aclosing`).
        """
        steps = self._session.steps()
        step = next(steps, None)
        async with aclosing(self._client):
            while step is not None:
                if not isinstance(step, Handle):
                    step = await self._do(steps, step)
                    continue
                try:
                    outcome = yield step.delivery
                except GeneratorExit:
                    await self._leave(steps)
                    raise
                step = resume(steps, outcome)

    def stop(self) -> None:
        """End after the event at hand."""
        self._session.stop()
        self._stopped.set()

    async def _do(self, steps: Steps, step: Step) -> Step | None:
        if isinstance(step, Ask):
            try:
                replies = await self._ask(step.commands)
            except Exception as error:  # noqa: BLE001 - the session knows what passes by itself
                return throw(steps, error)
            return resume(steps, replies)
        if isinstance(step, Report):
            self._on_gap(step.gap)
        elif isinstance(step, Pause):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), step.seconds)
        return resume(steps, None)

    async def _leave(self, steps: Steps) -> None:
        self.stop()
        step = throw(steps, LeftError())
        while step is not None:
            step = await self._do(steps, step)

    async def _ask(self, commands: Sequence[Command]) -> list[Any]:
        if len(commands) == 1:
            return [await self._client.execute_command(*commands[0])]  # type: ignore[no-untyped-call]
        async with self._client.pipeline(transaction=True) as pipeline:
            for command in commands:
                pipeline.execute_command(*command)
            return without_errors(await pipeline.execute(raise_on_error=False))


async def _next(
    deliveries: AsyncGenerator[Delivery, Exception | None], outcome: Exception | None
) -> Delivery | None:
    try:
        return await deliveries.asend(outcome)
    except StopAsyncIteration:
        return None
