"""Words for texts in which only their number and their place matter."""

from __future__ import annotations

WORDS = (
    "harbour council minister ferry storm railway vote budget bridge strike union market price "
    "river school hospital police court company engine factory farmer winter summer report talks "
    "agreement border island mountain village city driver doctor teacher student player coach "
    "said told called opened closed agreed refused promised began ended rose fell reached left "
    "the a of in on at by for with from after before during against between under about more "
    "new old long early late northern southern public local former deputy small large quiet"
).split()
