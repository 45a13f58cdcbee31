"""Words that a full stop may follow inside a sentence, and words that begin one.

The languages are English, German, French, Spanish and Russian. Abbreviations of all of them are
known whatever an article's language: foreign titles and companies occur everywhere.
"""

from __future__ import annotations


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split())


SHORT_MONTHS = _words(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    "Jän Mrz Okt Dez",
    "janv févr avr juill sept oct nov déc",
    "ene feb abr jun jul ago dic",
    "янв февр апр авг сент окт нояб дек",
)
"""Months in short: English, German, French, Spanish, Russian."""

MONTHS = SHORT_MONTHS | _words(
    "January February March April May June July August September October November December",
    "Januar Jänner Februar März Mai Juni Juli Oktober Dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
"""Names of months as they stand beside a day in a date."""

TITLES = _words(
    "Mr Mrs Ms Messrs Mx Dr Drs Prof Rev Fr Hon Gen Lt Col Capt Cmdr Cpl Sgt Maj Brig Adm Pvt",
    "Sen Sens Rep Reps Gov Govs Pres Supt Insp Det Atty Amb Ste vs eg ie cf viz",
    "Hr Dipl Ing Bgm bzw vgl sog",
    "M Mme Mmes Mlle MM Me Mgr",
    "Sra Srta Dña Excmo Ilmo Lic Arq",
    "им проф акад ген полк тов просп пос дер обл респ",
)
"""Abbreviations that a sentence never ends with: a name or a comparison follows."""

NEVER_LAST = frozenset({
    "e.g", "i.e", "z.B", "z. B", "d.h", "d. h", "u.a", "p.ej", "c.-à-d", "т.е", "т. е", "т.н",
})  # fmt: skip
"""Abbreviations with inner full stops that a sentence never ends with."""

HOURS = frozenset({"a.m", "p.m", "A.M", "P.M"})
"""Hours end a sentence before any capitalised word but `AFTER_HOURS` and time zones."""

AFTER_HOURS = MONTHS | _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "Eastern Central Mountain Pacific Atlantic Greenwich Moscow Beijing Universal",
)
"""What may follow an hour inside a sentence: `9 a.m. Eastern time`."""

NUMBERED = _words(
    "No no Nos nos Nr nr Nrn p pp Pp Art art Abs Par par vol Vol ed fig Fig ch Ch ver",
    "Ziff Kap Bd Anm núm Núm pág págs ст стр рис гл пп",
)
"""Abbreviations only where a number follows: `No. 5`, but `He said no.`"""

ABBREVIATIONS = SHORT_MONTHS | _words(
    "Inc Corp Co Cos Ltd LLC Plc Bros Assn Assoc Dept Univ Jr Sr Esq Ave Blvd Rd Hwy Sq St Mt Ft",
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mich Minn Miss Mo Mont",
    "Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que etc approx al dept incl excl",
    "Mio Mrd Tsd Str Tel Std Min Sek usw ca inkl exkl evtl ggf geb gest zzgl lt Hbf",
    "env av bd éd hab tél Cía Sres Dpto Avda aprox tel",
    "тыс млн млрд трлн руб коп долл гг вв ул пер др пр см напр шт чел кв гр",
)
"""Abbreviations that may also end a sentence: then one of `SENTENCE_STARTERS` follows."""

NAME_PARTICLES = _words("Da De Del Des Di Du El La Le Les Los Von Van Der Das Dos An Al")
"""Sentence starters that also begin a surname: no sentence ends at an initial before them."""

ORDINAL_LANGUAGES = _words("de cs sk da no nb nn fi et lv hu pl sl hr sr tr")
"""Languages that write an ordinal number with a full stop: `der 3. Tag`."""

_ENGLISH = (
    "A After Although An And As At Because Before But By Despite During Each Earlier Even Every "
    "For From He Her His How However I If In It Its Last Later Many Meanwhile More Most No Nor On "
    "One Only Or Other Our Police She Since So Some Still Such That The Their Then There These "
    "They This Those Though Three To Two Under Until We What When Where While Who Why With You"
)
_GERMAN = (
    "Aber Alle Als Am An Auch Auf Aus Bei Bereits Bis Da Dabei Dafür Damit Danach Dann Das "
    "Dem Den Denn Der Derzeit Des Deshalb Die Dies Diese Dieser Dieses Doch Dort Ein Eine Einen "
    "Einer Er Erst Es Für Gegen Ich Ihr Ihre Im In Insgesamt Ist Man Mehr Mit Nach Nun Nur Ob "
    "Obwohl Seit Sein Seine Sie So Trotz Um Und Unter Viele Vom Von Vor Während Was Weil Wenn "
    "Wer Wie Wir Wo Zu Zudem Zum Zur Zwei"
)
_FRENCH = (
    "À Ainsi Alors Après Au Aucun Aujourd Aussi Autre Aux Avant Avec Ce Cela Celui Ces Cet Cette "
    "Ceux Chaque Comme D Dans De Depuis Des Dès Deux Du Elle Elles En Enfin Entre Et Il Ils J Je "
    "L La Le Les Leur Lors Lorsque Mais Malgré N Nous On Or Ou Par Parmi Pendant Plus Plusieurs "
    "Pour Puis Quand Quant Que Qui S Sa Selon Ses Si Son Sur Tous Tout Un Une Vers Vous"
)
_SPANISH = (
    "A Al Además Ahora Ante Antes Así Aunque Cada Como Con Cuando De Del Desde Después Dos "
    "Durante El Ella Ellos En Entonces Entre Era Es Esa Ese Eso Esta Este Esto Fue Ha Hasta Hay "
    "La Las Lo Los Mientras Muchos Ni No Nos Otra Otro Para Pero Por Porque Que Quien Se Según Si "
    "Sin Sobre Su Sus También Tras Todo Todos Un Una Y Ya"
)
_RUSSIAN = (
    "А Благодаря Более Был Была Были Было В Вместе Во Все Всего Вчера Где Для До Его Ее Если Есть "
    "Еще За Затем Здесь И Из Или Именно Их К Как Кроме Когда Который Мы На Накануне Напомним Не Но "
    "О Об Однако Он Она Они Оно От По Под После Поэтому При Ранее С Сегодня Сейчас Со Согласно Так "
    "Также Там Теперь То Только Тогда У Уже Хотя Чтобы Что Эта Эти Это Этот Я"
)

SENTENCE_STARTERS: dict[str, frozenset[str]] = {
    "en": _words(_ENGLISH),
    "de": _words(_GERMAN),
    "fr": _words(_FRENCH),
    "es": _words(_SPANISH),
    "ru": _words(_RUSSIAN),
}
"""Capitalised words that hardly ever stand inside a sentence, by language."""

ANY_STARTER = frozenset[str]().union(*SENTENCE_STARTERS.values())
"""The starters of all languages, for a text whose language is not known."""
