"""Neue Warnungen per E-Mail: einmal je Warnung, eine Sammel-Mail je Person, lieber zweimal als nie (Fachmodell 1, 6)."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.urls import reverse

from arge.zahlen.format import datum
from traeger.begriffe import Bereich, Rolle
from traeger.models import Benutzer, Mitgliedschaft, Warnmeldung
from traeger.warnung.kennzahlen import lage_aller
from traeger.warnung.regeln.warnung import Warnung
from traeger.zugang import technisch
from traeger.zugang.postausgang import sofort

log = logging.getLogger("arge.warnung")

#: Sperre gegen zwei Läufe zugleich; stirbt der Prozess, gibt die Datenbank sie mit der Verbindung frei.
SPERRE = "select pg_try_advisory_lock(hashtextextended('warnungen-melden', 0))"
FREI = "select pg_advisory_unlock(hashtextextended('warnungen-melden', 0))"


def melden(*, heute: date, jetzt: datetime) -> int:
    """Verschickt, was noch niemand gemeldet bekam, und gibt die Zahl der E-Mails zurück.

    Als gemeldet gilt eine Warnung, sobald alle Verantwortlichen ihre Mail haben – erst danach wird es geschrieben. Stirbt
    der Lauf dazwischen, bekommt höchstens die letzte Gruppe ihre Mail noch einmal: Eine doppelte Mail stört, eine
    verlorene kostet die Stelle. Darum wartet sie nicht im Postausgang, der nach einem Tag aufgibt. Antwortet der Postausgang nicht, endet der Lauf, und der nächste holt alles nach.
    """
    with _allein() as allein:
        if not allein:
            return 0
        neue = _neue(heute)
        empfaenger = _empfaenger(neue, heute)
        offen = {w.schluessel: {b.pk for b in wer} for w, wer in zip(neue, empfaenger, strict=True)}
        erreicht: set[str] = set()
        anzahl = 0
        for person, meine in _je_person(neue, empfaenger).items():
            try:
                _verschicken(person, meine)
                anzahl += 1
                erreicht |= {w.schluessel for w in meine}
            except SMTPRecipientsRefused:
                log.error("Der Postausgang nimmt die Adresse von Konto %d nicht an.", person.pk)
            except OSError:
                log.exception("Der Postausgang antwortet nicht; der nächste Lauf holt die Warnungen nach.")
                break
            for w in meine:
                offen[w.schluessel].discard(person.pk)
            _festhalten([w for w in meine if not offen[w.schluessel] and w.schluessel in erreicht], jetzt)
    return anzahl


@contextmanager
def _allein() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute(SPERRE)
        allein = bool(cursor.fetchone()[0])
    try:
        yield allein
    finally:
        if allein:
            with connection.cursor() as cursor:
                cursor.execute(FREI)


def _neue(heute: date) -> list[Warnung]:
    """Noch nicht gemeldet; wer schon quittiert hat, braucht keine Mail mehr."""
    with technisch():  # niemand ist angemeldet, und ohne Zugang zählt auch die Zahlenrolle nichts
        alles = lage_aller(heute)
    return [w for w in alles.offen() if w.schluessel not in alles.gemeldet]


def _empfaenger(neue: list[Warnung], heute: date) -> list[list[Benutzer]]:
    """Je Warnung alle mit heute gültiger Mitgliedschaft in der verantwortlichen Rolle beim betroffenen Träger."""
    je: dict[tuple[str, int | None], list[Benutzer]] = defaultdict(list)
    with technisch(Bereich.KONTEN):
        gueltig = Mitgliedschaft.objects.am(heute).filter(
            rolle__in=[Rolle.LEITUNG, Rolle.STEUERUNG], benutzer__is_active=True
        )
        for m in gueltig.select_related("benutzer").order_by("pk"):
            je[m.rolle, None if m.rolle == Rolle.STEUERUNG else m.traeger_id].append(m.benutzer)
    return [je[w.verantwortlich, None if w.verantwortlich == Rolle.STEUERUNG else w.traeger_id] for w in neue]


def _je_person(neue: list[Warnung], empfaenger: list[list[Benutzer]]) -> dict[Benutzer, list[Warnung]]:
    """Eine Sammlung je Person, auch wenn sie mehrere Träger leitet; Gruppen bleiben beieinander."""
    je: dict[Benutzer, list[Warnung]] = defaultdict(list)
    for w, wer in zip(neue, empfaenger, strict=True):
        for person in wer:
            if w not in je[person]:
                je[person].append(w)
    return je


def _verschicken(person: Benutzer, meine: list[Warnung]) -> None:
    """Text ohne Namen von Fachkräften: Gerechnet wird mit Zahlen, die keine lesen können."""
    absaetze = [
        f"{'Fällig am' if w.ist_frist else 'Seit'} {datum(w.faellig_am)}: {w.titel}\n{w.folge}\n"
        f"{settings.BASIS_URL}{reverse('traeger:warnung-detail', args=[w.schluessel])}"
        for w in meine
    ]
    wieviele = "eine neue Warnung" if len(meine) == 1 else f"{len(meine)} neue Warnungen"
    text = (
        f"Guten Tag {person},\n\nfür Sie gibt es {wieviele} zu Stellen und Verträgen der ARGE Integration:\n\n"
        + "\n\n".join(absaetze)
        + f"\n\nAlle Warnungen: {settings.BASIS_URL}{reverse('traeger:warnung-liste')}\n"
        "Bitte quittieren Sie dort mit einer Notiz, was geschieht. Der Tag einer Warnung verschiebt sich dadurch nicht.\n"
    )
    sofort(EmailMessage(f"ARGE Integration: {wieviele}", text, None, [person.email]))


def _festhalten(fertig: list[Warnung], jetzt: datetime) -> None:
    """Einmal je Warnung; steht die Zeile schon (quittiert), kommt nur der Zeitpunkt der Meldung dazu."""
    if not fertig:
        return
    with technisch(Bereich.GELD):
        Warnmeldung.objects.bulk_create(
            (
                Warnmeldung(
                    traeger_id=w.traeger_id, art=w.art, schluessel=w.schluessel, faellig_am=w.faellig_am, gemeldet_am=jetzt
                )
                for w in fertig
            ),
            ignore_conflicts=True,
        )
        schon_da = Warnmeldung.objects.filter(schluessel__in=[w.schluessel for w in fertig], gemeldet_am__isnull=True)
        schon_da.update(gemeldet_am=jetzt)
