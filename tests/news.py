"""Articles as an editor sees them arrive, and what becomes of them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.memory_index import MemoryIndex
from tasks.options import Options
from tests.samples import NOON, make_article

if TYPE_CHECKING:
    from schemas.article import Article
    from tasks.deduplicate.index import Index
    from tasks.deduplicate.judgement import Judgement

HEADLINE = "Tarnholm council closes old harbour bridge for repairs"
BODY = (
    "The council of Tarnholm will close the old harbour bridge from Monday for repairs that are "
    "to take 14 weeks and to cost 3.2 million crowns, the city engineer Marta Lindqvist said.\n"
    "Inspectors had found cracks in 9 of the 24 steel girders in August. Lorries have been "
    "banned from the bridge since then, and the ferry carries them across the Tarn for free.\n"
    "Pedestrians and cyclists can use a floating walkway that the navy has lent to the city. "
    "Shopkeepers on the northern bank fear for the Christmas trade. The council has promised "
    "them a rebate on the harbour dues, but has not said how much that will be.\n"
    "The bridge was opened in 1931. A new one upstream was voted down by residents in a "
    "referendum 6 years ago."
)
OTHER_REPORT = (
    "Anna Berg has sold bread at the northern end of the harbour bridge for thirty years. From "
    "Monday hardly anybody will pass her shop: the city shuts the crossing, because steel beams "
    "are cracked. Repairs cost 3.2 million crowns. Marta Lindqvist, the engineer in charge, asks "
    "for patience, and points to the pontoon on which people can walk and cycle over the river. "
    "Truck drivers already take the ferry. Many on Quay Street remember how they voted against a "
    "second bridge, and some regret it now."
)


def minutes(count: float) -> dt.datetime:
    """So many minutes after noon."""
    return NOON + dt.timedelta(minutes=count)


class Desk:
    """Takes articles one by one, as they arrive."""

    def __init__(self, options: Options | None = None, index: Index | None = None) -> None:
        self._options = options or Options()
        self._index = index or MemoryIndex()
        self.ids: list[str] = []

    def receive(self, **fields: Any) -> Judgement:
        """The judgement on the next article; without `uri` its document gave it none."""
        article_id = str(uuid.UUID(int=len(self.ids) + 1))
        self.ids.append(article_id)
        article = story(uri=fields.pop("uri", f"urn:uuid:{article_id}"), **fields)
        return deduplicate({article_id: article}, self._index, self._options)[article_id]


def story(**fields: Any) -> Article:
    """The report on the bridge, with these fields instead."""
    return make_article(**{"headline": HEADLINE, "body_text": BODY, **fields})
