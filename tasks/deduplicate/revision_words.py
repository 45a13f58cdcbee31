"""The words by which agencies mark corrections, updates, repetitions and withdrawals.

Each table holds phrases set apart by commas or line breaks, in small letters. Letter case and
accents make no difference: wires print CORRIGE for corrigé. Two spellings are one if they differ
in hyphens and spaces only.
"""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    """What an article does to an earlier one."""

    CORRECTION = "correction"
    UPDATE = "update"
    REFILE = "refile"
    REPEAT = "repeat"
    KILL = "kill"
    ADVISORY = "advisory"


CORRECTION = """
corrected, correction, corrects, correcting, corr, official correction, corrigendum, corrigenda
erratum, errata, clarification, clarified, clarifies, cancels and replaces, cancel and replace
corrigé, corrigée, corrige, rectificatif, rectification, rectifié, annule et remplace
berichtigung, berichtigt, korrektur, korrigiert, korrigierte fassung, richtigstellung
corrección, correcciones, corregido, corregida, rectificación, rectifica, fe de errata
fe de erratas, anula y sustituye, anula y reemplaza
rettifica, correzione, corretto, corretta, corregge, errata corrige, annulla e sostituisce
correção, correcção, corrigido, corrigida, retificação, rectificação, substitui e anula
correctie, rectificatie, gecorrigeerd, gerectificeerd
rettelse, rettet, korrektion, korrigering, korrigert, korrigerad, korrigeret, rättelse, rättad
retting, korreksjon, korjaus, korjattu, oikaisu, leiðrétting
korekta, sprostowanie, poprawka, poprawione, skorygowane, oprava, opraveno, opravené
helyesbítés, javítás, javított, corectură, corecție, corectat, rectificare
düzeltme, düzeltilmiş, düzelterek, korekcija, ispravka, ispravak, popravek
исправлено, исправление, исправленная версия, поправка, уточнение, уточнено, коррекция
виправлено, виправлення, уточнено, корекция, διόρθωση, תיקון
更正, 勘误, 勘誤, 订正, 訂正, 修正, 정정, 바로잡습니다
تصحيح, تصويب, تصحیح, اصلاح, اصلاحیه, koreksi, ralat, diperbaiki, đính chính
"""

UPDATE = """
update, updates, updated, updating, upd, recasts, recast, recasting, writethru, write thru
writethrough, ld writethru, lead writethru, adds, new version, rewrite, refreshed
actualisé, actualisée, actualise, actualisation, mise à jour, mis à jour, màj
aktualisiert, aktualisierung, aktualisierte fassung, neufassung, ergänzung, ergänzt
zusammenfassung
actualización, actualizado, actualizada, actualiza, ampliación, amplía, ampliado
aggiornamento, aggiornato, aggiornata, aggiorna
atualização, actualização, atualizado, atualizada, atualiza
geactualiseerd, bijgewerkt, actualisering
uppdatering, uppdaterad, uppdaterat, uppdaterar, opdatering, opdateret, opdaterer, oppdatering
oppdatert, päivitys, päivitetty, uppfært
aktualizacja, aktualizowane, zaktualizowane, aktualizace, aktualizováno, aktualizované
frissítés, frissítve, frissített, actualizare, actualizat, ažurirano, dopolnjeno
güncelleme, güncellendi, güncellenmiş
обновлено, обновление, обновлённая версия, дополнено, дополнение, расширенная версия, расширено
оновлено, оновлення, доповнено, обновена, ενημέρωση, עדכון
更新, 最新, 差し替え, 差替, 업데이트, 종합, 수정본
تحديث, محدث, بهروزرسانی, pembaruan, diperbarui, cập nhật
"""

WRAPUP = "wrapup, wrap up, wrap"
"""A round-up of stories that were sent one by one: the first one of its kind replaces nothing."""

LEAD = "ld, lead, ld writethru, lead writethru, take, sub"
"""Updates where they are numbered: `2nd Ld`, `LEAD 3`."""

REFILE = "refile, refiled, refiles, refiling"

REPEAT = """
rpt, rpts, repeat, repeats, repeated, repeating, repetition, resend, resending, resent
répétition, répète, rediffusion, wiederholung, wiederholt, wdhlg, wdh
repetición, repite, reiteración, reenvío, ripetizione, ripete, repetição, repete
herhaling, repris, upprepning, gentagelse, gjentakelse, repetisjon, toisto, uusinta
powtórzenie, powtórka, opakování, ismétlés, repetare, tekrar, yineleme
повтор, повторно, повторение, повторяется, επανάληψη
重发, 重發, 再送, 再掲, 재송, 재전송, مكرر, تكرار, ulangan
"""

KILL = """
kill, story kill, kill notice, kill advisory, mandatory kill, bulletin kill, urgent kill
mandatory kill advisory, kill takedown notice, takedown, takedown notice, elimination notice
withdrawn, story withdrawn, story withdrawal, notice of withdrawal, withdrawal notice
article withdrawn, news withdrawn, report withdrawn, alert withdrawn, headline withdrawn
mandatory elimination, bulletin elimination, advisory elimination, story retracted
retracted, retraction, story killed, story cancelled, story canceled, withdraw, withdraws, kills
dépêche annulée, à annuler, avis d annulation, annulation de dépêche, dépêche retirée
löschung, zurückgezogen, eilmeldung zurückgezogen, meldung zurückgezogen, bitte löschen
eilmeldung gelöscht, meldung gelöscht, zurückziehung, bitte nicht verwenden
noticia anulada, nota anulada, anulación de noticia, despacho anulado, noticia retirada
notizia annullata, annullamento notizia, notícia anulada, notícia cancelada, texto anulado
bericht ingetrokken, bericht vervallen, telegram tilbagekaldt, depesza anulowana, zpráva zrušena
аннулировано, сообщение аннулировано, новость аннулирована, отозвано, анульовано, відкликано
撤回, 撤稿, 記事取り消し, 記事削除, 配信取り消し, 전문취소, 기사취소, 기사삭제
إلغاء خبر, سحب خبر, لغو خبر
"""

NEWSY_KILL = """
elimination, withdrawal, cancel
annulé, annulée, annule, annulation, retrait, retiré, suppression, supprimé
storno, stornierung, storniert, widerruf, gelöscht, annullierung
anulación, anulada, anulado, anula, retirada, retirado, cancelado, cancelada, cancelación
annullamento, annullato, annullata, annulla, ritirata, ritirato, anulação
ingetrokken, intrekking, vervallen, annulering, annullering, annulleret, annullert, återkallad
återkallas, återtagen, stryks, trukket tilbage, trukket tilbake, peruutus, mitätöity
anulowane, anulowanie, wycofane, wycofanie, zrušeno, staženo, törlés, visszavonás
anulare, anulat, iptal, geri çekildi, отзыв, снято, аннулируется, ακύρωση, ביטול
取り消し, 取消, 撤销, 취소, إلغاء, ملغى, لغو, pembatalan, dibatalkan
"""
"""Of which news is made, too: marks only in brackets, or in capitals before other letters."""

ADVISORY = """
advisory, news advisory, advisories, service advisory, note to editors, attention editors
editors note, notice to editors, advisory to editors, clients note, note to clients
avis aux rédactions, note aux rédactions, note à nos clients, avis aux abonnés
hinweis an die redaktionen, redaktioneller hinweis, achtung redaktionen, an die redaktionen
aviso a los editores, nota a los editores, aviso a las redacciones, aviso a los abonados
avviso alle redazioni, nota alle redazioni, nota aos editores, aviso aos editores
aan de redacties, let op redacties, till redaktionen, til redaktionen, til redaksjonen
dla redakcji, вниманию редакций, к сведению редакций, редакциям, 编者注意, 致编辑
"""

NEUTRAL = """
official, urgent, attention, achtung, atención, attenzione, atenção, внимание, срочно, dikkat
eil, eilmeldung, flash, bulletin, alert, alerte, apnewsalert, breaking, breaking news, snap
exclusive, exclusif, notice, kor, 速報, 快讯, ajoute, full text
"""
"""What may stand between marks or before one, and by itself is no mark."""

NOTES = {
    Change.CORRECTION: """
        corrects corrected correcting correction clarifies clarified fixes corrige corrigé
        korrigiert korrigiere berichtigt berichtigung korrektur corregge rettifica
        исправлено исправлена исправлены уточнено уточнена
        """,
    Change.UPDATE: """
        adds updates updated updating recasts recast recasting rewrites actualise actualisé ajoute
        aktualisiert ergänzt neu actualiza agrega añade amplía aggiorna aggiunge atualiza acrescenta
        добавлено добавлена добавлены обновлено обновлена обновлены
        """,
    Change.REFILE: "refiles refiled refiling",
    Change.REPEAT: """
        repeats repeating resends resending répète répétition wiederholung repite ripete repete
        """,
}
"""Words with which a note begins that says what has changed."""
