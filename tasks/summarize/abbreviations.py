"""Abbreviations with a full stop, by language and by what may follow them.

Those in capitals and those in other scripts than the Latin count in every language: foreign
titles and companies occur everywhere. Small Latin ones count in their own languages only, for
`ago.` is August in Spanish and ends a sentence in English.
"""

from __future__ import annotations

from typing import NamedTuple


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split())


SHORT_MONTHS = _words(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    "Jän Mrz Okt Dez",
    "янв февр апр авг сент окт нояб дек",
)
"""Months in short, those in capitals and the Russian ones."""

_SMALL_SHORT_MONTHS = _words(
    "janv févr avr juil juill sept oct nov déc ene feb abr jun jul ago dic",
)

MONTHS = (
    SHORT_MONTHS
    | _SMALL_SHORT_MONTHS
    | _words(
        "January February March April May June July August September October November December",
        "Januar Jänner Februar März Mai Juni Juli Oktober Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
)
"""Names of months as they stand beside a day in a date."""

NEVER_LAST = frozenset({
    "e.g", "i.e", "z.B", "z. B", "d.h", "d. h", "u.a", "p.ej", "p. ej", "p.ex", "p. ex", "c.-à-d",
    "т.е", "т. е", "т.н", "d.w.z", "o.a", "t.ex", "bl.a", "f.d", "s.k", "p.g.a", "f.eks", "m.in",
    "π.χ",
})  # fmt: skip
"""Abbreviations with inner full stops that a sentence never ends with."""

HOURS = frozenset({"a.m", "p.m", "A.M", "P.M", "a. m", "p. m"})
"""Hours end a sentence before any capitalised word but `AFTER_HOURS` and time zones."""

AFTER_HOURS = MONTHS | _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "Eastern Central Mountain Pacific Atlantic Greenwich Moscow Beijing Universal",
)
"""What may follow an hour inside a sentence: `9 a.m. Eastern time`."""

COMPANY_FORMS = _words("Inc Corp Co Ltd LLC Plc PLC AG SA SE NV GmbH Group Holdings")
"""What follows the name of a company that has an exclamation mark: `Yahoo! Inc.`"""

LETTERED = _words(
    "appendix block category class exhibit gate grade group hall hepatitis level model option part "
    "phase plan platform route row section sector series team type unit vitamin zone"
)
"""Things that a single letter tells apart; it is no initial: `after plan B. Olsen …`"""

NAME_PARTICLES = _words("Da De Del Des Di Du El La Le Les Los Von Van Der Das Dos An Al")
"""Sentence starters that also begin a surname: no sentence ends at an initial before them."""

ELIDED = _words("l d un qu dell all dall nell sull degl L D Un Dell All Dall Nell Sull")
"""What French and Italian write before an apostrophe: the `art.` of `l’art. 5` comes after."""

SPELLED_LETTERS = _words(
    "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड"
)
"""Latin letters in Devanagari: the initials of Hindi names and acronyms."""

ORDINAL_LANGUAGES = _words("de cs sk da no nb nn fi et lv hu pl sl hr sr tr")
"""Languages that write an ordinal number with a full stop: `der 3. Tag`."""


class Abbreviations(NamedTuple):
    """The abbreviations of a language, by where a sentence may end."""

    titles: frozenset[str] = frozenset()
    """Never ends with one: a name or a comparison follows."""
    numbered: frozenset[str] = frozenset()
    """Abbreviations only where a number or a single letter follows: `No. 5`, but `He said no.`"""
    ambiguous: frozenset[str] = frozenset()
    """Ends with one if a word follows that begins sentences."""
    closing: frozenset[str] = frozenset()
    """Ends with one before any capitalised word: ends of lists, and units."""

    def __or__(self, other: Abbreviations) -> Abbreviations:
        """Those of both."""
        return Abbreviations(*(mine | others for mine, others in zip(self, other, strict=True)))


_COMMON = Abbreviations(
    titles=_words(
        "Mr Mrs Ms Messrs Mx Dr Drs Prof Profs Rev Revs Fr Rt Hon Msgr Gen Lt Lieut Col Capt Cdr",
        "Cmdr Comdr Cpl Sgt Maj Brig Adm Adj Pvt Pfc Spc Sen Sens Rep Reps Gov Govs Pres Supt Insp",
        "Det Asst Atty Amb Ste Hr Hrn Dipl Ing Bgm Mme Mmes Mlle Mgr Sra Sras Srta Dra Dña Excmo",
        "Ilmo Lic Arq Gral Mons Cnel Sto Sta Sig Dott Avv Dhr Mevr",
        "им проф акад ген полк тов просп пос дер обл респ ул св оз вул ім",
        "डॉ प्रो पं श्री सुश्री स्व मि",
    ),
    numbered=_words(
        "No Nos Nr Nrn Art Abs Vol Fig Sec Secs Ch App Rte Tel Ext Ziff Kap Bd Núm Pág ст стр рис",
        "гл пп тел रु सं पृ",
    ),
    ambiguous=SHORT_MONTHS
    | _words(
        "Inc Corp Co Cos Ltd LLC Plc Bros Assn Assoc Dept Univ Jr Sr Esq Ave Blvd Rd Hwy Pkwy Sq",
        "St Mt Ft Bldg Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mich Minn",
        "Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que Jh Jhdt Chr Mio Mrd",
        "Tsd Str Std Min Sek Hbf Cía Cie Ltda Dpto Depto Avda Av Ud Uds Vd Vds",
        "гг вв пер пр см напр кв гр млн млрд трлн тыс тис экз ред зам",
    ),
    closing=_words("руб коп долл грн чел шт мин сек км кг др ін").union(
        {"т. д", "т.д", "т. п", "т.п", "н. э", "н.э"}
    ),
)

_NORDIC = Abbreviations(
    titles=_words("dr prof hr fr adv dvs resp"),
    numbered=_words("kl nr kap s sid tel pkt"),
    ambiguous=_words("ca kr st mio mia mill milj mkr"),
    closing=_words("osv m.m m.fl m.v mv etc"),
)

_OF_LANGUAGE = {
    "en": Abbreviations(
        titles=_words("vs cf viz eg ie"),
        numbered=_words("no nos p pp vol fig sec par para paras ver tel ext est"),
        ambiguous=_words("etc approx al dept incl excl"),
        closing=_words("ft lb lbs oz mi deg pct hrs mins secs mln bln"),
    ),
    "de": Abbreviations(
        titles=_words(
            "bzw vgl sog med rer em bspw einschl allg ehem stellv insb insbes zw wg max mind "
            "hl Hl Abg Abt"
        ),
        numbered=_words("rd ca lt Anm Abb Aufl Jg Rn"),
        ambiguous=_words("usw ca inkl exkl evtl ggf geb gest zzgl lt nat jur phil jr etc Hrsg"),
    ),
    "fr": Abbreviations(
        titles=_words("MM Me Pr Vve Ets cf gén"),
        numbered=_words("art p pp vol no nos chap fig env al"),
        ambiguous=_words("janv févr avr juil juill sept oct nov déc env av apr bd éd hab tél etc"),
    ),
    "es": Abbreviations(
        titles=_words("Sr Sres Ilma Excma Cap Tte Sgto Cmdte Rvdo Hno Hna Pdte Pdta pdte cf Mtro"),
        numbered=_words("art arts núm núms nro pág págs cap caps vol p pp fig no n tel apdo inc"),
        ambiguous=_words("ene feb abr jun jul ago sept oct nov dic aprox máx mín etc hab"),
    ),
    "ru": Abbreviations(),
    "it": Abbreviations(
        titles=_words("On sig sigg dott prof avv ing arch geom rag mons sen sig.ra dott.ssa cfr"),
        numbered=_words("art artt pag pagg cap n nn vol tel sez"),
        ambiguous=_words("ca genn febbr mar apr mag giu lug ago sett ott nov dic"),
        closing=_words("ecc etc"),
    ),
    "pt": Abbreviations(
        titles=_words("Sr Srs Exmo Exma Profa Eng Pe Cel Ten Des Dep cf"),
        numbered=_words("art arts pág págs cap n p pp vol tel inc"),
        ambiguous=_words("aprox jan fev mar abr mai jun jul ago set out nov dez"),
        closing=_words("etc"),
    ),
    "nl": Abbreviations(
        titles=_words("dhr mevr mw mr drs dr ir ing prof ds bijv resp"),
        numbered=_words("nr nrs blz art tel"),
        ambiguous=_words("mln mld ca incl excl jan feb mrt apr aug sept okt nov dec"),
        closing=_words("enz etc"),
    ),
    "sv": _NORDIC,
    "da": _NORDIC,
    "nb": _NORDIC,
    "no": _NORDIC,
    "pl": Abbreviations(
        titles=_words("dr hab prof ul al im np tzw gen płk mjr kpt ks św inż mgr red bp pl os woj"),
        numbered=_words("nr godz str ust poz art tel"),
        ambiguous=_words("ok r w tys mln mld zł"),
        closing=_words("itd itp"),
    ),
    "cs": Abbreviations(
        titles=_words("dr doc prof např tzv tj mj ul nám sv MUDr JUDr PhDr RNDr Bc"),
        numbered=_words("č str tel odst"),
        ambiguous=_words("tis mil mld mld r st"),
        closing=_words("atd apod aj"),
    ),
    "tr": Abbreviations(
        titles=_words("Doç Sn Op örn bkz"),
        numbered=_words("no s"),
        ambiguous=_words("Cad Sok Mah Bul"),
        closing=_words("vb vs vd"),
    ),
    "el": Abbreviations(
        titles=_words("κ κκ Δρ δρ αρ οδ βλ"),
        numbered=_words("σελ αρ αριθ παρ τηλ"),
        closing=_words("κ.λπ κ.ά κ.α κτλ κλπ π.Χ μ.Χ"),
    ),
}

_ELSEWHERE = Abbreviations(
    titles=_words("dr prof"), numbered=_words("nr art p pp"), ambiguous=_words("ca etc")
)

LANGUAGES = frozenset(_OF_LANGUAGE)
"""Primary tags of the languages that have abbreviations of their own here."""

_WITH_COMMON = {language: own | _COMMON for language, own in _OF_LANGUAGE.items()}
_ANY = _WITH_COMMON["en"] | _ELSEWHERE


def abbreviations_of(primary: str) -> Abbreviations:
    """Those of a language, a primary tag of BCP 47; those of any language if it is not known."""
    return _WITH_COMMON.get(primary, _ANY)
