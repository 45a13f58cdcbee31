"""The receiving side: `from worker.subscribe import Subscriber`."""

from worker.subscribe.async_subscriber import AsyncSubscriber
from worker.subscribe.delivery import Delivery, Gap
from worker.subscribe.filters import Filter
from worker.subscribe.options import SubscriberOptions
from worker.subscribe.subscriber import Subscriber

__all__ = ["AsyncSubscriber", "Delivery", "Filter", "Gap", "Subscriber", "SubscriberOptions"]
