"""What a note to editors says: whether it takes a story back, and how it names the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NOTE = 1_500
"""Code points within which a note says what it has to say."""

MOST_NAMED = 5
"""Stories that are looked for."""

LONGEST_CUE = 24
"""Code points before a quotation in which a word may introduce it."""

FEWEST_WORDS = 3
FEWEST_IDEOGRAPHS = 6
"""A shorter quotation names no story by itself."""

_QUOTES = (
    "“([^“”\n]{3,200})”|„([^„“”\n]{3,200})[“”]|«([^«»\n]{3,200})»|»([^«»\n]{3,200})«"
    "|「([^「」\n]{3,200})」|《([^《》\n]{3,200})》|『([^『』\n]{3,200})』"
    '|"([^"\n]{3,200})"|(?<!\\w)[\'‘]([^\n]{3,200}?)[\'’](?!\\w)'
)
_QUOTED = re.compile(_QUOTES)

_NAMED = re.compile(
    r"\b(?:headlined|headline|slugged|slugline|slug|titled|entitled|headed|intitulée?|titrée?"
    r"|titulad[ao]|intitulad[ao]|intitolat[ao]|dal titolo|(?:mit der|unter der) überschrift"
    r"|(?:mit dem|unter dem) titel|met de kop|под заголовком|с заголовком)\b\s*:?\s*"
    r"(?:as\s+)?(?P<name>(?-i:[^\W\d_a-zа-я]|\d)[^\n\"“”„«»]{2,160}?)"
    r"(?=[,;]\s|\.\s|\.?$|\n|\s+(?:which|that|sent|moved|transmitted|issued|published|filed|from|at"
    r"|on|in|is|was|has|of|timed|datelined|as|and|because|qui|du|de|publiée?|vom|von|um|ist|war"
    r"|wurde|transmitid[ao]|emitid[ao]|publicad[ao]|от|переданн\w+|опубликованн\w+)\s)",
    re.IGNORECASE,
)

_STORY = (
    r"(?:story|stories|article|articles|item|items|report|alert|snap|brief|dispatch|copy|version"
    r"|versions|writethru|transmission|slug|slugged|headlined|dépêche|papier|alerte|information"
    r"|meldung|eilmeldung|bericht|beitrag|artikel|text|noticia|nota|despacho|información|teletipo"
    r"|notizia|lancio|articolo|notícia|matéria|texto|artigo|telegram|berichtgeving|nyhed|nyhet"
    r"|depesza|depeszę|новость|сообщение|материал|информацию|заметку)"
)
_TAKE_BACK = (
    r"(?:kill|kills|withdraw|withdraws|disregard|retract|retracts|eliminate|delete|cancel|cancels"
    r"|(?<!not )(?:withdrawn|withdrawing|retracted|retracting)|spike|take\s+down"
    r"|annuler|annule|annulons|supprimer|retirer|retire|ignorer"
    r"|ne\s+pas\s+(?:tenir\s+compte|utiliser|diffuser|publier)|löschen|zurückziehen"
    r"|quedan?\s+(?:anul|retir)ad[ao]s?|anulen|retiren|eliminen"
    r"|no\s+(?:utilizar|utilicen|usar|usen|publicar|publiquen|difundir|difundan)"
    r"|anular|anula|anulamos|retirar|retiramos|retira|eliminar|ignorar|desestimar|descartar"
    r"|annullare|annulliamo|ritirare|ritiriamo|non\s+(?:utilizzare|tenere\s+conto)"
    r"|desconsiderar|cancelar|verwijderen|intrekken|аннулировать|аннулирует|отзывает|отозвать"
    r"|не\s+использовать|снимает|снять)"
)
_TAKEN_BACK = (
    r"(?:withdrawn|killed|retracted|cancell?ed|eliminated|deleted|spiked|disregarded|annulée?"
    r"|retirée?|supprimée?|zurückgezogen|gelöscht|anulad[ao]|retirad[ao]|annullat[ao]|ritirat[ao]"
    r"|cancelad[ao]|ingetrokken|vervallen|аннулирован[ао]?|отозван[ао]?|снят[ао]?)"
)
_PART = (
    r"(?:para\w*|grafs?|sentences?|lines?|quotes?|quotation|references?|words?|names?|captions?"
    r"|photos?|pictures?|images?|videos?|graphics?|bylines?|figures?|tables?|links?|phrase"
    r"|absatz|satz|bild|bilder|foto|fotos|párrafo|paragrafo|parágrafo|абзац|фото)"
)
_WITHIN = rf"(?:(?!\b{_PART}\b)[^.!?\n]|\.(?=\d|\s?(?-i:[a-zа-я\d])))"
_WITHDRAWS = re.compile(
    rf"\b{_TAKE_BACK}\b{_WITHIN}{{0,80}}?\b{_STORY}\b"
    rf"|\b{_STORY}\b{_WITHIN}{{0,200}}?\b(?:is|are|was|were|been|be|being|est|été|être|wird|wurde"
    rf"|ist|worden|es|ha|sido|queda|fue|viene|è|stata|stato|foi|está|is|wordt)?\s*(?:hereby\s+)?"
    rf"(?<!not )\b{_TAKEN_BACK}\b"
    rf"|\b{_STORY}\b{_WITHIN}{{0,120}}?\b(?:bitte\s+)?(?:nicht\s+(?:zu\s+)?verwenden|löschen)\b"
    rf"|\b(?:ziehen|zieht)\b{_WITHIN}{{0,60}}?\b{_STORY}\b{_WITHIN}{{0,160}}?\bzurück\b"
    r"|\bthere will be no (?:substitute|replacement) (?:story|item|version)\b"
    r"|撤回|撤销|请勿(?:使用|采用|刊发)(?![^。]{0,6}[图照])|取り消し|取消|削除|전문취소|삭제",
    re.IGNORECASE,
)
_NO_USE = re.compile(
    rf"(?:\bdo not (?:use|publish|run|print)\b{_WITHIN}{{0,60}}?\b{_STORY}\b"
    rf"|\b(?:verwenden|nutzen|veröffentlichen)\s+sie\b{_WITHIN}{{0,60}}?\b{_STORY}\b"
    rf"{_WITHIN}{{0,160}}?\bnicht\b)(?P<rest>[^\n]{{0,160}})",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:before|until|prior|unless|without|outside|after|online|except|if|in|embargo\w*"
    r"|vor|bis|ohne|außerhalb)\b",
    re.IGNORECASE,
)
_TO_EDITORS = re.compile(
    r"\W*(?:(?:attention|attn|dear|note\s+to|notice\s+to|all)[\s:,-]+)*(?:eds|editors?"
    r"|editor['’]s\s+note|clients|subscribers|news\s*desks?|rédactions?|redaktionen|editores"
    r"|redacciones|redazioni|redacties|redaktioner|redakcje|редакци\w+)"
    r"(?:\s*[:\n–—-]|[\s,]+please\b)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:headlined?|slugged|slugline|slug|titled|entitled|headed|story|item|article|intitulée?"
    r"|titulad[ao]|intitulad[ao]|intitolat[ao]|titolo|titel|überschrift|kop|заголовком|题为|題)"
    r"[\s:,]*$",
    re.IGNORECASE,
)


def is_to_editors(text: str) -> bool:
    """Whether a text begins by addressing editors."""
    return _TO_EDITORS.match(text) is not None


def withdraws(text: str) -> bool:
    """Whether a note tells editors to take a story back, all of it and for good.

    What it quotes does not count: a headline may speak of anything. Nor does what asks for
    the third paragraph, for a picture, or not to use a story before noon.
    """
    said = _QUOTED.sub('""', text[:LONGEST_NOTE])
    if _WITHDRAWS.search(said) is not None:
        return True
    unused = _NO_USE.search(said)
    return unused is not None and _CONDITION.search(unused["rest"]) is None


def stories_named(text: str, *, any_quotation: bool) -> tuple[str, ...]:
    """The headlines and sluglines that a note names, in order, each once.

    Args:
        any_quotation: whether whatever it quotes may be one; otherwise only what it introduces
            by a word such as `headlined`.
    """
    said = text[:LONGEST_NOTE]
    return tuple(dict.fromkeys(_named(said, any_quotation=any_quotation)))[:MOST_NAMED]


def _named(text: str, *, any_quotation: bool) -> Iterator[str]:
    for quoted in _QUOTED.finditer(text):
        name = next(filter(None, quoted.groups())).strip(" ,.")
        introduced = _CUE.search(text[max(0, quoted.start() - LONGEST_CUE) : quoted.start()])
        if name and (introduced or (any_quotation and _is_long(name))):
            yield name
    for named in _NAMED.finditer(_QUOTED.sub('""', text)):
        yield named["name"].strip(" ,.")


def _is_long(name: str) -> bool:
    """Whether a quotation is long enough to be a headline."""
    in_ideographs = len(name) >= FEWEST_IDEOGRAPHS and name[0] >= "\u3040"
    return in_ideographs or len(name.split()) >= FEWEST_WORDS
