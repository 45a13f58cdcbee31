"""Where a single full stop ends a sentence of news, language by language."""

from __future__ import annotations

import pytest

from tasks.summarize.sentences import split_sentences

WHOLE = [
    # titles and what else never ends a sentence
    ("en", "Dr. Amara Obi met Gen. Lewis Hart and Sen. Ruth Vane on Tuesday."),
    ("en", "Lt.-Gen. Piet Maas and the Rt. Hon. Ida Crane resigned."),
    ("en", "Roe v. Wade and Smith vs. The People were cited, e.g. The Hague did so."),
    ("de", "Er kommt z.B. Die Linke oder z. B. Der Bund als Partner infrage."),
    ("de", "Dr. med. Anke Wolf und Dr. rer. nat. Hans Graf kamen."),
    ("fr", "M. Le Goff et Mme. Durand se sont vus."),
    ("fr", "Certains fruits, p. ex. Les Belles de Tarn, sont rares."),
    ("es", "El Gral. Soto y Mons. Ríos asistieron."),
    ("it", "L'avv. Neri e l’ing. Bruni sono qui."),
    ("nl", "Dhr. De Vries en mevr. Bakker tekenden."),
    ("pl", "Dr hab. Anna Lis mieszka przy ul. Długiej."),
    ("ru", "Это случилось на ул. Лесной в г. Тарн, т. е. В. П. Орлов прав."),
    ("hi", "डॉ. अमित शर्मा और प्रो. रीना वर्मा मिले"),
    ("th", "ดร. สมชาย พบ พล.อ. วิชัย เมื่อเวลา 19.45 น. ที่กรุงเทพ"),
    # with a capital letter from their place
    ("de", "Ca. 50 Boote kamen."),
    ("ru", "Ул. Ленина закрыта."),
    ("en", "Approx. 50 boats came."),
    # abbreviations that may end a sentence
    ("en", "Shares of Calder Inc. Chief Executive Tom Reed's former employer fell."),
    ("en", "The U.S. Supreme Court sat at 9 a.m. Eastern time."),
    ("en", "It opens at 9 a.m. GMT and closes at 5 p.m. Sunday."),
    ("en", "It lists fruit (apples, pears, etc. Bramleys too) by weight."),
    ("en", "By 10 p.m. Olsen had conceded."),
    ("en", "SALEM, Ore. — The mill closed."),
    ("de", "Die Firma zahlte ca. 3 Mio. Euro an Prof. Dr. Anke Wolf."),
    ("fr", "Le 3 janv. Paris s'est réveillée sous la neige."),
    ("fr", "La loi du 5 juil. 1905 est claire."),
    ("es", "EE. UU. retiró las tropas."),
    ("ru", "Компания вложила 5 млн. рублей."),
    ("hi", "बी.जे.पी. ने सूची जारी की"),
    # initials
    ("en", "J. K. Marlow wrote to George W. Hale."),
    ("hi", "ए. के. सिंह ने पद छोड़ा"),
    (None, "J. De Souza sang."),
    # numbers
    ("en", "It began at 19.45 GMT and lasted 2.5 hours."),
    ("en", "It is 5 ft. 9 in. tall."),
    ("en", "See No. 5 and p. 12 for the tables, and App. B for the model."),
    ("en", "The vote on Nov. 26 was close."),
    ("en", "1. The first item of the list"),
    ("de", "Am 26. November tagt der 3. Senat, am 30. 6. 2015 der 4. Senat."),
    ("es", "El Sr. Ruiz y la Sra. Vega firmaron el art. 5 ayer."),
    ("ru", "Билет стоит 300 руб. 50 коп. за день."),
    ("sv", "Mötet börjar kl. 19.45 i salen."),
    # others
    ("en", "Visit example.com or mail a.b@c.example for more."),
    ("en", "MOSCOW, 26 Nov. In the Kremlin the talks began."),
    ("en", "no full stop at all"),
]

CUT = [
    ("es", ["No.", "Hay más."]),
    ("en", ["He lives in the U.S.", "The law bars him."]),
    ("en", ["It would bar exports to the U.S.", "Analysts expect a reply."]),
    ("en", ["It opens at 9 a.m.", "The doors close at noon."]),
    ("en", ["It opens at 9 a.m.", "Lorries wait."]),
    ("en", ["She runs Calder Inc.", "It makes pumps."]),
    ("en", ["He will come on 26 Nov.", "The talks start later."]),
    ("en", ["The rain stops in November.", "Snow follows in May.", "Officials agree."]),
    ("en", ["It closed two years ago.", "Calder bought it."]),
    ("en", ["He said no.", "Nobody else spoke."]),
    ("en", ["No.", "That was all."]),
    ("en", ["He was 26.", "Officials named him."]),
    ("en", ["It ended in 2015.", "Nobody won."]),
    ("en", ["They went over to plan B.", "Olsen hated it."]),
    ("en", ["He ran the 100 m.", "Olsen won."]),
    ("en", ["1. Close the valve.", "2. Open the door.", "3. Leave."]),
    ("en", ["Sales fell 3.5 percent.", "$5 million was lost.", "26 people left."]),
    ("en", ["Read wire.example.", "The file is large."]),
    ("de", ["Er wurde 26.", "Die Feier war kurz."]),
    ("de", ["Das sind Pumpen, Ventile usw.", "Sie kosten viel."]),
    ("fr", ["Le taux passe à 3,5 %.", "« Trop tard », juge un élu."]),
    ("fr", ["Rendez-vous à 19 h.", "Le maire sera là."]),
    ("es", ["Cierra a las 5 p. m.", "Los domingos no abre."]),
    ("es", ["El presidente de EE. UU.", "El vicepresidente calló."]),
    ("pt", ["Vende pão, leite, etc.", "Os preços sobem."]),
    ("ru", ["Это было в 2015 г.", "В Москве шёл снег."]),
    ("ru", ["Билет стоит 300 руб.", "Компания обещает скидки."]),
    ("ru", ["Рынок продаёт рыбу и т. д.", "Цены растут."]),
    ("ar", ["انتهى الاجتماع.", "لا أحد يعرف."]),
    ("ko", ["회의가 끝났다.", "모두 떠났다."]),
    ("de-CH", ["Es begann im 19. Jh.", "Die Stadt wuchs."]),
    (None, ["The end.", "A start."]),
    ("xx", ["The end.", "A start."]),
]


def split(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(("language", "sentence"), WHOLE)
def test_stays_whole(language: str | None, sentence: str) -> None:
    assert split(sentence, language) == [sentence]


@pytest.mark.parametrize(("language", "sentences"), CUT)
def test_is_cut(language: str | None, sentences: list[str]) -> None:
    assert split(" ".join(sentences), language) == sentences


def test_a_small_abbreviation_counts_in_its_own_language_only() -> None:
    assert len(split("Vino el 3 ago. Calder ganó.", "es")) == 1
    assert len(split("It closed years ago. Calder won.", "en")) == 2


def test_other_languages_with_ordinals_have_them_too() -> None:
    assert len(split("Je to 3. Armáda.", "cs")) == 1
    assert len(split("On this day 3. Armada won.", "ga")) == 2
