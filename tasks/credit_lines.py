"""Lines that stand around a story but tell no news: bylines, credits, notices, invitations."""

from __future__ import annotations

import re

LONGEST_LINE = 240
"""A credit line is not longer than this, in code points; a notice is known by its beginning."""

_BYLINE = re.compile(
    r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Автор:?|Текст:)\s+(?P<names>[^.!?…]{1,100}"
    # A full stop within quotation marks ends a sentence, and no initial.
    r"(?:\.[^.!?…\"'”’»][^.!?…]{0,59}){0,4})"
)
_JOINTS = frozenset(
    {"and", "und", "et", "y", "e", "en", "for", "in", "with", "de", "der", "del", "di", "du"}
    | {"la", "van", "von", "bin", "al", "el", "и"}
)

_CREDITS = r"""
    \((?:additional\ )?(?:reporting|writing|editing|compiled|edited|written|reported|translated
        |produced|photography)(?:,?\s(?:(?:and|&)\s)?\w+){0,3}\sby\b
    | (?:additional\ )?(?:reporting|writing|editing)(?:\s(?:and|&)\s\w+)?\sby\b
        (?=[^;]{3,120};|[^;.]{3,80}\Z)
    | additional\ reporting\ by\b
    | \((?:by|di|par|por|von)\ [^();]{3,80};[^();]{3,120}\)\W*\Z
    | \((?:reporter|redaktion|bericht|geschrieben|reportage|rédigé|avec|reporte|información|escrito
        |editado|reportagem|edição|edizione|tradotto|redattore|репортаж|редактор|текст|записал[аи]?)
        \b[^()]{3,180}\)\W*\Z
    | \(?(?:mit\ material\ von|avec\ (?:afp|reuters)|con\ información\ de
        |com\ informações\ d[aeo]
        |with\ (?:files|reporting)\ (?:from|by)|--\ ?with\ assistance\ (?:from|by))\b
    | to\ contact\ the\ (?:reporters?|editors?|authors?|writers?)\b
    | (?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}|by\b))
    | (?:file\ )?(?:photo|foto|image|picture|bild|фото|zdjęcie|kuva|写真|사진|图片|图)
        (?:s|graph|graphs)?(?:\ (?:credit|by|courtesy(?:\ of)?))?\s*[:：/©|]
    | (?:photo|photograph|image|picture)\ (?:by|courtesy\ of)\s
    | (?:crédits?\ (?:photo|image)|credits?|bildnachweis|fotos?|photos?|symbolbild|archivbild)\s*:
"""

_RIGHTS = r"""
    (?:all\ rights\ reserved|alle\ rechte\ vorbehalten|tous\ droits\ (?:de\ reproduction\ )?réservés
        |todos\ los\ derechos\ reservados|todos\ os\ direitos\ reservados|riproduzione\ riservata
        |tutti\ i\ diritti\ riservati|alle\ rechten\ voorbehouden|все\ права\ защищены
        |wszelkie\ prawa\ zastrzeżone|her\ hakk[ıi]\ sakl[ıi]d[ıi]r|무단\s?전재|版权所有|無断転載)
    | this\ material\ may\ not\ be\ (?:published|reproduced)\b
    | our\ standards:\ the\ thomson\ reuters
"""

_INVITATIONS = r"""
    (?:read|see|find\ out|learn)\ more(?=\W*\Z|\s*[:>»…]|\s+(?:at|on|about|here|in|from)\b)
    | (?:read\ (?:also|next)|see\ also|also\ read|related(?:\ (?:articles?|stories|news|topics?))?
        |more\ on\ this\ (?:story|topic)|lire\ (?:aussi|également)|à\ lire(?:\ (?:aussi|également))?
        |lea\ (?:también|más)|lee\ (?:también|más)|le\ puede\ interesar|te\ puede\ interesar
        |leggi\ anche|leia\ (?:também|mais)|lees\ (?:ook|meer)|czytaj\ (?:także|też|również|więcej)
        |čtěte\ (?:také|také)|läs\ (?:också|även|mer)|læs\ også|les\ også|lue\ myös|читайте\ также
        |читайте\ також|mehr\ zum\ thema|lesen\ sie\ (?:auch|mehr|dazu)|auch\ interessant
        |关联阅读|相关(?:新闻|阅读|报道)|関連記事|관련기사)\s*[:：>»-]
    | (?:lesen\ sie\ auch|читайте\ также|lire\ aussi|lea\ también|leggi\ anche|leia\ também)\b
    | (?:click\ here|sign\ up\ (?:for|to)|subscribe\ (?:to|now|here)|follow\ us\ on
        |share\ this\ (?:article|story)|подписывайтесь|подпишитесь|abonnez-vous|inscrivez-vous
        |suscríbete|síguenos|iscriviti\ (?:a|al|alla)\b|assine\ (?:a|o|nossa)\b|siga-nos
        |(?:jetzt\ )?newsletter\ abonnieren|abonneer\ u)\b
    | continue\ reading(?=\W*\Z) | the\ post\ .{1,200}\ appeared\ first\ on\b
    | follow\ (?:him|her|them|ap|afp|reuters|@\w+|[\w’']+\ coverage)\b
        .{0,60}(?:\bon\ (?:x|twitter)|@|http)
"""

_NOTES = r"""
    (?:editor['’]s\ note|notes?\ to\ editors?|ednote|anm(?:erkung|\.)?\ d(?:er|\.)\ red
        |n\.?d\.?l\.?r\b|nota\ (?:del\ editor|do\ editor|della\ redazione))
    | (?:ends|-30-|\(ends\)|/ends/|\#\#\#|（完）|\(完\)|\(끝\))\W*\Z
"""

_RELEASE = r"""
    (?:press\ release|news\ release|media\ (?:release|advisory)|press\ statement
        |(?:for\ )?immediate\ release|pressemitteilung|presseinformation|presseaussendung
        |medienmitteilung|communiqué\ de\ presse|comunicado\ de\ (?:prensa|imprensa)
        |nota\ de\ prensa|comunicato\ stampa|persbericht|pressmeddelande|pressemelding
        |pressemeddelelse|lehdistötiedote|informacja\ prasowa|tisková\ zpráva|пресс-релиз
        |basın\ bülteni|新闻稿|新聞稿|プレスリリース|보도자료)
        (?:\s(?:nr?|no|n[°º])?\.?\s?[\d/.-]{1,15})?\W*\Z
    | (?:(?:strictly\ )?(?:under\ )?embargo(?:ed)?(?:\s?(?:until|till|for)\b|:\s?(?=until|\d))
        |not\ for\ (?:publication|release|broadcast)\ (?:before|until)\b
        |sperrfrist\s?(?::|bis\b)|gesperrt\ bis\b|embargad[oa]\ hasta\b
        |(?:sous\ |bajo\ )?embargo\ (?:jusqu|hasta|fino))
        (?:[^.!?]|(?<=\b\w)\.|\.(?=[\s,]{0,2}\d)){0,100}[.!]?\W*\Z
"""

_RELEASE_LINE = re.compile(rf"\W{{0,3}}(?:{_RELEASE})", re.VERBOSE)

_CREDIT_LINE = re.compile(
    rf"\W{{0,3}}(?:{_CREDITS}|{_RIGHTS}|{_INVITATIONS}|{_NOTES}|{_RELEASE})", re.VERBOSE
)
"""Of a line in small letters: alternatives are then told apart by their first letter, which takes
a seventh of the time that `re.IGNORECASE` takes."""

_CONTRIBUTED = re.compile(r"\W{0,3}[^.!?]{3,150}\bcontributed (?:to this|reporting)\b")


def is_boilerplate(line: str) -> bool:
    """Whether a paragraph or sentence is a byline, a credit, a notice or has no word at all."""
    opening = line[:LONGEST_LINE]
    return not _has_word(opening) or _is_byline(line) or _is_credit(opening.lower())


def announces_release(line: str) -> bool:
    """Whether a line above a title says that it is a press release's, or held back until when."""
    return len(line) <= LONGEST_LINE and _RELEASE_LINE.match(line.strip().lower()) is not None


def _has_word(text: str) -> bool:
    return text[:1].isalnum() or any(map(str.isalnum, text))


def _is_credit(lowered: str) -> bool:
    if _CREDIT_LINE.match(lowered):
        return True
    return "contributed" in lowered and _CONTRIBUTED.match(lowered) is not None


def _is_byline(line: str) -> bool:
    if len(line) > LONGEST_LINE:
        return False
    found = _BYLINE.fullmatch(line)
    return found is not None and _is_name(found["names"].partition(",")[0])


def _is_name(text: str) -> bool:
    return all(word in _JOINTS or not word[0].islower() for word in text.split())
