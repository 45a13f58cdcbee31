"""Words that say that somebody said something."""

from __future__ import annotations

VERBS = frozenset(
    (
        "said says told tells added adds asked asks explained warned announced stated insisted "
        "argued noted replied wrote writes claimed declared admitted recalled continued concluded "
        "commented remarked complained joked tweeted "
        "sagte sagt erklärte erklärt betonte betont meinte meint teilte berichtete fügte warnte "
        "kritisierte forderte schrieb fragte "
        "dit déclaré déclare affirmé affirme expliqué explique ajouté ajoute estime indiqué "
        "souligné souligne assure assuré confié lancé répondu "
        "dijo dice afirmó afirma explicó explica añadió agregó señaló aseguró declaró indicó "
        "manifestó sostuvo comentó preguntó "
        "ha-detto detto dice dichiarato spiegato aggiunto afferma spiega "
        "disse diz afirmou afirma explicou acrescentou declarou contou "
        "zei zegt vertelde verklaarde vindt aldus "
        "sade säger sa sier säger sagde siger fortalte berättar uppger skriver "
        "сказал сказала заявил заявила сообщил сообщила отметил отметила добавил добавила "
        "подчеркнул подчеркнула пояснил пояснила рассказал рассказала считает говорит написал "
        "написала уточнил уточнила"
    ).split()
)

AUXILIARIES = frozenset("a ha avait avaient ont han había hanno aveva".split())
PARTICIPLES = VERBS.union(
    (
        "dicho afirmado explicado añadido agregado señalado asegurado declarado indicado "
        "manifestado sostenido comentado affermato precisato sottolineato commentato"
    ).split()
)
"""Verbs behind an auxiliary: `a déclaré`, `ha dicho`."""

ACCORDING = (
    ("according", "to"), ("laut",), ("selon",), ("según",), ("secondo",), ("segundo",),
    ("volgens",), ("enligt",), ("ifølge",),
)  # fmt: skip
"""Phrases after which the speaker is named."""
