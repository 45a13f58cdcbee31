"""Numbers that are spelled out: news style writes small ones in words (AP Stylebook, "numerals"),
so that a toll that rises from three to seven would look unchanged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tasks.deduplicate.shingles import alike_hashes

if TYPE_CHECKING:
    from collections.abc import Container

    from numpy.typing import NDArray

_NUMBERS = (*range(2, 21), *range(30, 100, 10))
"""The words for one are articles in most languages."""

_NONE = "-"
"""In the place of a number that a language writes in several words: `dix-sept`."""

WORDS = {
    "da": "to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten "
    "atten nitten tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig "
    "neunzig",
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta "
    "ochenta noventa",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "- - - vingt trente quarante cinquante soixante",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta "
    "settanta ottanta novanta",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig "
    "negentig",
    "no": "to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten "
    "atten nitten tjue tretti førti femti seksti sytti åtti nitti",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze "
    "dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove vinte trinta quarenta "
    "cinquenta sessenta setenta oitenta noventa",
    "ru": "два/две/двух/двое три/трех/трёх/трое четыре/четырех/четырёх/четверо пять/пяти/пятеро "
    "шесть/шести/шестеро семь/семи/семеро восемь/восьми девять/девяти десять/десяти "
    "одиннадцать/одиннадцати двенадцать/двенадцати тринадцать/тринадцати четырнадцать/четырнадцати "
    "пятнадцать/пятнадцати шестнадцать/шестнадцати семнадцать/семнадцати "
    "восемнадцать/восемнадцати девятнадцать/девятнадцати двадцать/двадцати тридцать/тридцати "
    "сорок/сорока пятьдесят/пятидесяти шестьдесят/шестидесяти семьдесят/семидесяти "
    "восемьдесят/восьмидесяти девяносто/девяноста",
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton "
    "arton nitton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
}
"""In folded text; `/` between forms of one. Agencies write them out below ten or thirteen, and
where a sentence begins."""

_SPELLINGS = {"nb": "no", "nn": "no"}
_DIGITS = {
    language: {
        word: str(number)
        for number, forms in zip(_NUMBERS, words.split(), strict=False)
        for word in forms.split("/")
        if word != _NONE
    }
    for language, words in WORDS.items()
}
_PATTERNS = {
    word: re.compile(rf"{word}(?<!\w{word})(?!\w)")
    for digits in _DIGITS.values()
    for word in digits
}
"""Each finds a word that stands for itself. The letters come first: a search for letters skips
through a text ten times as fast as one that tries `\\b` at each of them."""


_LOW_BITS = np.uint32(0xFFFF)
_BY_HASH: dict[int, list[str]] = {}
for _word, _hashes in zip(_PATTERNS, alike_hashes([*map(str.encode, _PATTERNS)]), strict=True):
    _BY_HASH.setdefault(int(_hashes[0]), []).append(_word)
_MAYBE = np.zeros(2**16, np.bool_)
_MAYBE[[each & 0xFFFF for each in _BY_HASH]] = True
"""Whether a number word has these low bits in its hash: one word in thousands that is none does."""


def spelled_in(hashes: NDArray[np.uint32]) -> set[str]:
    """The number words, of any language, that may be in a text in ASCII; no others are.

    Args:
        hashes: of the text's words, as `alike_hashes` makes them.
    """
    maybe = hashes[_MAYBE.take(hashes & _LOW_BITS)]
    return {word for each in maybe.tolist() for word in _BY_HASH.get(each, ())}


def with_digits(folded: str, language: str | None, spelled: Container[str] | None = None) -> str:
    """Folded text of a language (BCP 47) with digits for the numbers that it spells out.

    Args:
        spelled: the only number words that may be in it, where that is known.
    """
    primary = (language or "").partition("-")[0].lower()
    primary = _SPELLINGS.get(primary, primary)
    digits = _DIGITS.get(primary)
    for word, number in (digits or {}).items():
        if word in folded if spelled is None else word in spelled:
            folded = _PATTERNS[word].sub(number, folded)
    return folded
