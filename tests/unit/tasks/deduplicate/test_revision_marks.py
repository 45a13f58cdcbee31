"""What articles say of their relation to earlier ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.article import PubStatus
from tasks.deduplicate.revision_marks import Change, Revision, revision_of
from tests.samples import make_article

FERRY = "Ferry sinks off Skarvik"


def revision(headline: str = FERRY, **fields: Any) -> Revision:
    return revision_of(make_article(headline=headline, **fields))


@pytest.mark.parametrize(
    ("change", "marked"),
    [
        (Change.CORRECTION, "CORRECTED-{}|(CORRECTED) - {}|CORRECTED: {}|CORRECTED - {}"),
        (Change.CORRECTION, "Corrected: {}|corrected – {}|[Correction] {}|***CORRECTED*** {}"),
        (Change.CORRECTION, "(OFFICIAL CORRECTION) {}|CORRECTED-(OFFICIAL)-{}|CORRECTED {}"),
        (Change.CORRECTION, "CORRECTED (OFFICIAL)-{}|{} (corrected)|{} - corrected|{} — CORRECTED"),
        (Change.CORRECTION, "CORRIGÉ: {}|CORRIGE - {}|ANNULE ET REMPLACE: {}|(CORRECCIÓN) {}"),
        (Change.CORRECTION, "ATTENTION - CORRECTION: {}|(Berichtigung: Zahl der Toten) {}"),
        (
            Change.CORRECTION,
            "Korrektur: {}|RETTIFICA: {}|(CORREZIONE) {}|CORREÇÃO: {}|CORRECTIE: {}",
        ),
        (
            Change.CORRECTION,
            "RECTIFICATIE - {}|RETTELSE: {}|RÄTTELSE: {}|Korrigering: {}|OIKAISU: {}",
        ),
        (
            Change.CORRECTION,
            "KOREKTA: {}|DÜZELTME - {}|ИСПРАВЛЕНО: {}|更正：{}|【訂正】{}|تصحيح: {}",
        ),
        (Change.UPDATE, "UPDATED: {}|[Updated] {}|{} (UPDATED)|{} [Updated 14:05]|UPDATE: {}"),
        (
            Change.UPDATE,
            "RECASTS-{}|Update--{}|update_{}|UPD: {}|ACTUALISATION: {}|MISE À JOUR - {}",
        ),
        (Change.UPDATE, "(Actualización) {}|(Zusammenfassung 1230) {}|{} (Zusammenfassung 1230)"),
        (
            Change.UPDATE,
            "（更新）{}|ОБНОВЛЕНО - {}|Aggiornamento: {}|Güncelleme: {}|{} (updated at 2 p.m.)",
        ),
        (Change.REFILE, "REFILE-{}|Refile: {}|REFILE-CORRECTED-{}"),
        (Change.REPEAT, "RPT-{}|REPEAT-{}|RPT {}|REPETITION - {}|(Wiederholung) {}|(ПОВТОР) {}"),
        (Change.KILL, "KILL-{}|KILL: {}|WITHDRAWN-{}|MANDATORY KILL: {}|BULLETIN KILL {}"),
        (Change.KILL, "Kill/Takedown notice: {}|ADVISORY-KILL-{}|ELIMINATION: {}|Retraction: {}"),
        (Change.KILL, "ANNULE: {}|ACHTUNG - Löschung: {}|Eilmeldung zurückgezogen: {}|撤回：{}"),
        (Change.KILL, "(ANULACIÓN) {}|АННУЛИРОВАНО: {}|ОТЗЫВ: {}|전문취소: {}"),
        (Change.ADVISORY, "ADVISORY-{}|Advisory: {}|Note to editors: {}|Aviso a los editores: {}"),
    ],
)
def test_a_mark_is_read_in_any_typography_and_taken_off(change: Change, marked: str) -> None:
    for form in marked.split("|"):
        assert (form, revision(form.format(FERRY))) == (form, Revision(change, None, FERRY))


@pytest.mark.parametrize(
    ("marked", "change", "number"),
    [
        ("UPDATE 1-{}", Change.UPDATE, 1),
        ("UPDATE 12 - {}", Change.UPDATE, 12),
        ("Update 2: {}", Change.UPDATE, 2),
        ("{} (UPDATE 2)", Change.UPDATE, 2),
        ("{} - update 2", Change.UPDATE, 2),
        ("{}, 1st Ld", Change.UPDATE, 1),
        ("{}, 2nd Ld-Writethru,450", Change.UPDATE, 2),
        ("3RD LEAD {}", Change.UPDATE, 3),
        ("LEAD 2: {}", Change.UPDATE, 2),
        ("WRITETHRU 2: {}", Change.UPDATE, 2),
        ("(종합2보) {}", Change.UPDATE, 2),
        ("RPT-UPDATE 2-{}", Change.REPEAT, 2),
        ("CORRECTED-UPDATE 2-{}", Change.CORRECTION, 2),
        ("UPDATE 1-CORRECTED-{}", Change.UPDATE, 1),
        ("WRAPUP 3-{}", Change.UPDATE, 2),
        ("WRAPUP 1-{}", None, None),
    ],
)
def test_numbers_count_updates(marked: str, change: Change | None, number: int | None) -> None:
    assert revision(marked.format(FERRY)) == Revision(change, number, FERRY)


def test_a_headline_may_begin_with_a_number_after_its_mark() -> None:
    assert revision("UPDATE 1-3 killed as ferry sinks").headline == "3 killed as ferry sinks"


@pytest.mark.parametrize(
    "headline",
    """Correction in the bond market deepens|Kill switch law passes|Kill-switch law passes
KILL-SWITCH LAW PASSES|Update on flood relief promised|Repeat offender jailed|REPEAT OFFENDER JAILED
Repeat-offender jailed for ferry theft|Advisory council resigns|Withdrawn troops return home
Correction officers strike|Kill Bill director opens a cinema|Killed: 12 in ferry fire
Cancelled: ferry sailings to Skarvik|Repeat after me: the ferry is safe|Lead: poison in our pipes
2nd lead singer leaves band|Corrected growth figures cheer markets|Recast the die, says minister
Отзыв автомобилей Нордверк|Отзыв: книга о паромах|Attention: chute de neige
Official: ferry line closes|Shares fall (by 5 percent)|Ferry sinks, update promised
Urgent: blood donors wanted|Annulé, le festival revient|Retirada de tropas
Update 1-0 win keeps Nordby up|Ferry agreement: a correction|12 killed in ferry fire
Wrap your presents early|Kill zone - inside the trenches|UPDATE YOUR PHONES, SAYS MINISTER
修正预算案通过|取消签证要求|更新世遗址发现化石|Retraction of glaciers speeds up""".replace(
        "\n", "|"
    ).split("|"),
)
def test_a_headline_that_begins_with_such_a_word_is_left_alone(headline: str) -> None:
    assert revision(headline) == Revision(None, None, headline)


@pytest.mark.parametrize(
    "note",
    [
        'Editors: please disregard the story headlined "Ferry sinks off Skarvik", sent at 1105 GMT.',
        'The Nov. 24 story headlined "Ferry sinks off Skarvik" is withdrawn because it was wrong.',
        "Please kill the story slugged Ferry sinks off Skarvik, which moved at 11:05 a.m.",
        "Do not use the story headlined “Ferry sinks off Skarvik”. The ferry did not sink.",
        "Die Meldung „Ferry sinks off Skarvik“ wird zurückgezogen.",
        "Nordwire has withdrawn its story headlined “Ferry sinks off Skarvik”. It did not sink.",
        "We are retracting the report headlined “Ferry sinks off Skarvik”.",
        "Bitte verwenden Sie die Meldung „Ferry sinks off Skarvik“ nicht.",
        "Wir ziehen die Meldung „Ferry sinks off Skarvik“ zurück.",
        "Rogamos no utilicen la nota «Ferry sinks off Skarvik».",
        "请勿使用稿件《Ferry sinks off Skarvik》。",
        "Prière d'annuler la dépêche « Ferry sinks off Skarvik ».",
        "La noticia titulada «Ferry sinks off Skarvik» queda anulada.",
        "Просим аннулировать сообщение под заголовком «Ferry sinks off Skarvik».",
    ],
)
def test_an_advisory_that_takes_a_story_back_kills_it(note: str) -> None:
    found = revision("ADVISORY-Ferry story", body_text=note)
    assert found == Revision(Change.KILL, None, "Ferry story", (FERRY,))


@pytest.mark.parametrize(
    "note",
    [
        "Nordwire will cover the ferry inquiry. An opening story will follow at 0900 GMT.",
        "Please disregard the third paragraph of the ferry story.",
        "Editors, please do not use the photo with the ferry story.",
        "Editors: do not use the ferry story before 1800 GMT.",
        "Nordwire has not withdrawn the ferry story.",
        "Nordwire has withdrawn a photo with the ferry story.",
        "Bitte verwenden Sie die Meldung nicht vor 18 Uhr.",
        "请勿使用该图片。",
        'Editors: an update to the story headlined "Withdraw the article, says judge" follows.',
    ],
)
def test_other_advisories_take_nothing_back(note: str) -> None:
    assert revision("ADVISORY-Ferry story", body_text=note).change is Change.ADVISORY


def test_a_text_that_addresses_editors_is_an_advisory_without_a_mark() -> None:
    text = "EDITORS: Please kill the story slugged BC-Ferry Sinking, which moved at 11:05 a.m."
    found = revision("Note on the ferry", body_text=text)
    assert found == Revision(Change.KILL, None, "Note on the ferry", ("BC-Ferry Sinking",))


def test_news_about_editors_is_no_advisory() -> None:
    text = "Editors of Nordic papers said a story had been withdrawn."
    assert revision(body_text=text).change is None


def test_a_canceled_article_is_a_kill() -> None:
    assert revision(pubstatus=PubStatus.CANCELED) == Revision(Change.KILL, None, FERRY)


@pytest.mark.parametrize(
    ("fields", "change", "number"),
    [
        ({"slugline": "BC-Ferry Sinking, 2nd Ld-Writethru"}, Change.UPDATE, 2),
        ({"slugline": "FERRY/SKARVIK (UPDATE 3, PIX, TV)"}, Change.UPDATE, 3),
        ({"slugline": "BC-Ferry Sinking, KILL"}, Change.KILL, None),
        ({"slugline": "CORRECTION-PRISON"}, None, None),
        ({"ednote": "(Adds details and quotes)"}, Change.UPDATE, None),
        ({"ednote": "Eds: CORRECTS name of ferry in 2nd graf."}, Change.CORRECTION, None),
        ({"ednote": "Photo follows. This version CORRECTS the year."}, Change.CORRECTION, None),
        ({"ednote": "MANDATORY KILL. The ferry did not sink."}, Change.KILL, None),
        ({"ednote": "Editors: please withdraw this story."}, Change.KILL, None),
        ({"ednote": "Do not use this story before Friday."}, None, None),
        ({"ednote": "(Reporting by Ada Holm; Editing by Bo Lind)"}, None, None),
        ({"body_text": "CORRECTION: The ferry carried 40 people."}, Change.CORRECTION, None),
        ({"body_text": "It sank.\nThis story has been corrected."}, Change.CORRECTION, None),
        ({"body_text": "It sank.\nCorrection: The ferry carried 40."}, Change.CORRECTION, None),
        ({"body_text": "Sie sank.\nKorrektur: Es waren 40."}, Change.CORRECTION, None),
        (
            {"body_text": "It sank. An earlier version of this article misspelled her name."},
            Change.CORRECTION,
            None,
        ),
        ({"body_text": "It sank.\nCorrections officers were on board."}, None, None),
        ({"body_text": f"Eds: CORRECTS the toll.\n{FERRY}. {FERRY}."}, Change.CORRECTION, None),
        ({"body_text": f"Eds: Adds quotes, details.\n{FERRY}. {FERRY}."}, Change.UPDATE, None),
        ({"body_text": "Eds: Updates will follow."}, Change.ADVISORY, None),
        ({"genre": ("genre:Correction",)}, Change.CORRECTION, None),
        ({"genre": ("Analysis",)}, None, None),
    ],
)
def test_what_is_said_outside_the_headline(
    fields: dict[str, Any], change: Change | None, number: int | None
) -> None:
    assert revision(**fields) == Revision(change, number, FERRY)


def test_a_correction_names_only_what_it_introduces_as_a_headline() -> None:
    text = 'In the story headlined "Ferry sinks off Skarvik" a name was wrong. "We are all safe," he said.'
    assert revision("Correction: Ferry story", body_text=text).quoted == (FERRY,)


_PIECES = st.sampled_from(
    "UPDATE 1|-|CORRECTED|: |(|)|KILL| - |RPT|Ferry sinks|2nd Ld|official|【訂正】|ANNULE|,| |WRAPUP 2".split(
        "|"
    )
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join)))
@example("UPDATE 1-" * 20)
def test_marks_are_taken_off_at_once(headline: str) -> None:
    found = revision(headline)
    assert found.headline in headline
    assert revision(found.headline).headline == found.headline


@given(text=st.text(), note=st.text(), slug=st.text())
def test_any_text_can_be_read(text: str, note: str, slug: str) -> None:
    assert revision(body_text=text, ednote=note, slugline=slug).headline == FERRY
