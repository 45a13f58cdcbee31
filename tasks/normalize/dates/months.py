"""Names of the months in over twenty languages, full and as newspapers shorten them."""

from __future__ import annotations

import re

MONTH_NAME = r"[^\W\d_]{3,13}"
"""Pattern of what may be the name of a month."""

_NAMES = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января янв "
    "січня styczeń stycznia sty leden ledna tammikuu tammikuuta ocak oca يناير január januára "
    "ianuarie ian ιανουαρίου ιαν ינואר בינואר януари janeiro ژانویه 1月",
    2: "february feb februar februari février févr fév febrero febbraio fevereiro fev февраля фев "
    "лютого luty lutego lut únor února helmikuu helmikuuta şubat şub فبراير február februára "
    "februarie φεβρουαρίου φεβ פברואר בפברואר февруари فوریه 2月",
    3: "march mar märz mrz mars marzo março maart mrt марта мар березня marzec marca březen března "
    "marts maaliskuu maaliskuuta mart مارس március márc martie μαρτίου μαρ μάρ מרץ במרץ март 3月",
    4: "april apr avril avr abril abr aprile апреля апр квітня kwiecień kwietnia kwi duben dubna "
    "huhtikuu huhtikuuta nisan nis أبريل április ápr apríl apríla aprilie απριλίου απρ אפריל "
    "באפריל април آوریل 4月",
    5: "may mai mayo maggio mag maio mei мая май травня maj maja květen května maí toukokuu "
    "toukokuuta mayıs مايو május máj mája μαΐου μαΐ μάι מאי במאי 5月",
    6: "june jun juni juin junio giugno giu junho июня июн червня czerwiec czerwca cze červen "
    "června kesäkuu kesäkuuta haziran haz يونيو június jún júna iunie iun ιουνίου ιουν ιούν יוני "
    "ביוני юни ژوئن 6月",
    7: "july jul juli juillet juil julio luglio lug julho июля июл липня lipiec lipca lip "
    "červenec července heinäkuu heinäkuuta temmuz tem يوليو július júl júla iulie iul ιουλίου "
    "ιουλ ιούλ יולי ביולי юли ژوئیه 7月",
    8: "august aug août aou agosto ago augustus augusti августа авг серпня sierpień sierpnia sie "
    "srpen srpna elokuu elokuuta ağustos ağu أغسطس augusztus augusta αυγούστου αυγ αύγ אוגוסט "
    "באוגוסט август 8月",
    9: "september sept sep septembre septiembre settembre set setembro сентября сен сент вересня "
    "wrzesień września wrz září syyskuu syyskuuta eylül eyl سبتمبر szeptember szept septembra "
    "septembrie σεπτεμβρίου σεπ σεπτ ספטמבר בספטמבר септември سپتامبر 9月",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out октября окт жовтня "
    "październik października paź říjen října lokakuu lokakuuta ekim eki أكتوبر október októbra "
    "octombrie οκτωβρίου οκτ אוקטובר באוקטובר октомври اکتبر 10月",
    11: "november nov novembre noviembre novembro ноября ноя нояб листопада listopad listopada lis "
    "listopadu marraskuu marraskuuta kasım kas نوفمبر novembra noiembrie noi νοεμβρίου νοε νοέ "
    "נובמבר בנובמבר ноември نوامبر 11月",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro декабря дек грудня "
    "grudzień grudnia gru prosinec prosince joulukuu joulukuuta aralık ara ديسمبر desember des "
    "decembra decembrie δεκεμβρίου δεκ דצמבר בדצמבר декември دسامبر 12月",
}

MONTHS = {name: month for month, names in _NAMES.items() for name in names.split()}
"""Name in lower case, without a full stop -> number of the month."""

_ENGLISH = {month: names.split()[0] for month, names in _NAMES.items()}
_SPELLED = {
    1: "जनवरी|كانون الثاني", 2: "फ\u093c?रवरी|شباط", 3: "मार्च|آذار", 4: "अप्रैल|نيسان",
    5: "मई|أيار", 6: "जून|حزيران", 7: "जुलाई|تموز", 8: "अगस्त|آب", 9: "सित(?:ं|म्)बर|أيلول",
    10: "अक्टूबर|अक्तूबर|تشرين الأول", 11: "नव(?:ं|म्)बर|تشرين الثاني",
    12: "दिस(?:ं|म्)बर|كانون الأول",
}  # fmt: skip
"""Patterns of names that are no single run of letters: in Hindi, and in the Levant's Arabic."""

_ANY_SPELLED = re.compile("|".join(f"(?P<m{month}>{names})" for month, names in _SPELLED.items()))


def with_plain_months(text: str) -> str:
    """A text in which names of months that are no single run of letters are in English."""
    return _ANY_SPELLED.sub(lambda found: _ENGLISH[int(str(found.lastgroup)[1:])], text)
