"""Names of the months in seventeen languages, full and as newspapers shorten them."""

from __future__ import annotations

_NAMES = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января янв "
    "січня styczeń stycznia sty leden ledna tammikuu tammikuuta ocak يناير 1月",
    2: "february feb februar februari février févr fév febrero febbraio fevereiro fev февраля фев "
    "лютого luty lutego lut únor února helmikuu helmikuuta şubat فبراير 2月",
    3: "march mar märz mrz mars marzo março maart mrt марта мар березня marzec marca březen března "
    "marts maaliskuu maaliskuuta mart مارس 3月",
    4: "april apr avril avr abril abr aprile апреля апр квітня kwiecień kwietnia kwi duben dubna "
    "huhtikuu huhtikuuta nisan أبريل 4月",
    5: "may mai mayo maggio mag maio mei мая май травня maj maja květen května maí toukokuu "
    "toukokuuta mayıs مايو 5月",
    6: "june jun juni juin junio giugno giu junho июня июн червня czerwiec czerwca cze červen "
    "června kesäkuu kesäkuuta haziran يونيو 6月",
    7: "july jul juli juillet juil julio luglio lug julho июля июл липня lipiec lipca lip "
    "červenec července heinäkuu heinäkuuta temmuz يوليو 7月",
    8: "august aug août aou agosto ago augustus augusti августа авг серпня sierpień sierpnia sie "
    "srpen srpna elokuu elokuuta ağustos أغسطس 8月",
    9: "september sept sep septembre septiembre settembre set setembro сентября сен сент вересня "
    "wrzesień września wrz září syyskuu syyskuuta eylül سبتمبر 9月",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out октября окт жовтня "
    "październik października paź říjen října lokakuu lokakuuta ekim أكتوبر 10月",
    11: "november nov novembre noviembre novembro ноября ноя нояб листопада listopad listopada lis "
    "listopadu marraskuu marraskuuta kasım نوفمبر 11月",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro декабря дек грудня "
    "grudzień grudnia gru prosinec prosince joulukuu joulukuuta aralık ديسمبر 12月",
}

MONTHS = {name: month for month, names in _NAMES.items() for name in names.split()}
"""Name in lower case, without a full stop -> number of the month."""
