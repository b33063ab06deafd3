"""Kalender-Abonnement: Adresse mit Geheimnis und der Kalender dahinter nach RFC 5545 (Fachmodell 6)."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event

from arge.zahlen.zeitraum import tag_danach
from traeger.begriffe import Bereich, Recht, Rolle
from traeger.models import Aufgabe, Kalenderabo, Sitzung
from traeger.sitzung.briefe import kennung
from traeger.warnung.kennzahlen import lage_aller, sichtbar
from traeger.zugang import Zugang, handeln, mitgliedschaften, technisch, zugang_von

#: So weit zurück stehen Sitzungen im Kalender.
RUECKBLICK = timedelta(days=90)


def _hash(geheimnis: str) -> str:
    return hashlib.sha256(geheimnis.encode()).hexdigest()


def erneuern(*, durch: Zugang, absendung: UUID) -> str:
    """Neues Geheimnis für diese Mitgliedschaft; das alte gilt ab jetzt nicht mehr. Gespeichert wird nur sein Hash.

    256 Bit aus der Absendung und dem Geheimnis der Anwendung: Doppelt abgeschickt ist es dieselbe Adresse.
    """
    geheimnis = salted_hmac("traeger.kalender", f"{durch.mitgliedschaft_id}:{absendung}", algorithm="sha256").hexdigest()
    with transaction.atomic():
        Kalenderabo.objects.filter(benutzer=durch.benutzer_id, mitgliedschaft=durch.mitgliedschaft_id).delete()
        Kalenderabo.objects.create(
            benutzer_id=durch.benutzer_id, mitgliedschaft_id=durch.mitgliedschaft_id, schluessel_hash=_hash(geheimnis)
        )
    return geheimnis


def beenden(*, durch: Zugang) -> None:
    """Die Adresse gilt sofort nicht mehr."""
    Kalenderabo.objects.fuer(durch).delete()


def zugang_zu(*, geheimnis: str, heute: date) -> Zugang | None:
    """Der Zugang hinter einer Adresse; None, wenn sie unbekannt ist, Konto oder Mitgliedschaft enden oder das Recht fehlt."""
    with technisch(Bereich.KONTEN):
        abo = Kalenderabo.objects.filter(schluessel_hash=_hash(geheimnis)).first()
    if abo is None:
        return None
    with technisch(benutzer_id=abo.benutzer_id):
        mitgliedschaft = mitgliedschaften(abo.benutzer_id, heute).filter(pk=abo.mitgliedschaft_id).first()
        zugang = zugang_von(mitgliedschaft) if mitgliedschaft else None
    darf = zugang and (zugang.darf(Recht.WARNUNG_LESEN) or zugang.darf(Recht.SITZUNG_LESEN))
    return zugang if darf else None


def kalender(*, zugang: Zugang, jetzt: datetime) -> bytes:
    """Warnungen, Sitzungen und offene Aufgaben des Zugangs; ohne Namen von Fachkräften, Ratsuchende gibt es hier nicht."""
    heute = timezone.localdate(jetzt)
    plan = Calendar()
    plan.add("prodid", "-//ARGE Integration Heilbronn//Kalender//DE")
    plan.add("version", "2.0")
    plan.add("method", "PUBLISH")
    plan.add("x-wr-calname", f"ARGE Integration – {zugang.bezeichnung}")
    plan.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    with handeln(zugang):
        if zugang.darf(Recht.WARNUNG_LESEN):
            for eintrag in _warnungen(zugang, heute):
                plan.add_component(_termin(jetzt, **eintrag))
        if zugang.darf(Recht.SITZUNG_LESEN):
            for eintrag in [*_sitzungen(heute), *_aufgaben(zugang)]:
                plan.add_component(_termin(jetzt, **eintrag))
    return plan.to_ical()


def _termin(
    jetzt: datetime,
    *,
    uid: str,
    titel: str,
    von: date,
    bis: date | None,
    pfad: str,
    text: str = "",
    ort: str = "",
    entfaellt: bool = False,
    version: int = 1,
) -> Event:
    """Ein Termin mit bleibender Kennung, damit Kalender ihn aktualisieren statt verdoppeln; er belegt keine Zeit.

    `version` steigt mit jeder Änderung der Zeile: Ohne SEQUENCE behalten manche Kalender den alten Tag (RFC 5545, 3.8.7.4).
    Eine Sitzung zählt wie in ihrer Einladung (`folge`), denn es ist derselbe Termin. Warnungen sind gerechnet und haben keine; bei gleicher Nummer entscheidet DTSTAMP.
    """
    termin = Event()
    termin.add("uid", kennung(uid))
    termin.add("dtstamp", jetzt.astimezone(UTC))
    termin.add("sequence", version - 1)
    termin.add("dtstart", von)
    if bis:
        termin.add("dtend", bis)
    termin.add("summary", f"Entfällt: {titel}" if entfaellt else titel)
    termin.add("status", "CANCELLED" if entfaellt else "CONFIRMED")
    termin.add("transp", "OPAQUE" if isinstance(von, datetime) and not entfaellt else "TRANSPARENT")
    termin.add("url", settings.BASIS_URL + pfad)
    for name, wert in (("description", text), ("location", ort)):
        if wert:
            termin.add(name, wert)
    return termin


def _warnungen(zugang: Zugang, heute: date) -> list[dict[str, Any]]:
    alle = lage_aller(heute).warnungen
    return [
        {
            "uid": f"warnung-{w.ereignis}", "titel": w.titel, "von": w.faellig_am, "bis": tag_danach(w.faellig_am),
            "text": f"{w.folge}\nVerantwortlich: {w.wer}", "pfad": reverse("traeger:warnung-detail", args=[w.schluessel]),
        }
        for w in alle if sichtbar(w, zugang)
    ]  # fmt: skip


def _sitzungen(heute: date) -> list[dict[str, Any]]:
    return [
        {
            "uid": f"sitzung-{s.pk}", "titel": s.get_art_display(), "von": _beginn(s, s.beginn), "ort": s.ort,
            "bis": _beginn(s, s.ende) if s.beginn and s.ende else None if s.beginn else tag_danach(s.am),
            "pfad": reverse("traeger:sitzung-detail", args=[s.pk]), "entfaellt": s.abgesagt_am is not None,
            "version": s.folge + 1,
        }
        for s in Sitzung.objects.filter(am__gte=heute - RUECKBLICK).order_by("am", "pk")
    ]  # fmt: skip


def _beginn(sitzung: Sitzung, uhrzeit: Any) -> date | datetime:
    """Berliner Uhrzeit als UTC (RFC 5545 Form 2): So braucht der Kalender keine eigene Zeitzone; ohne Uhrzeit ganztägig."""
    if uhrzeit is None:
        return sitzung.am
    return timezone.make_aware(datetime.combine(sitzung.am, uhrzeit)).astimezone(UTC)


def _aufgaben(zugang: Zugang) -> list[dict[str, Any]]:
    """Offene Aufgaben des Trägers; ohne Träger sind es die der Koordination."""
    if zugang.traeger_id is None and zugang.rolle != Rolle.KOORDINATION:
        return []
    return [
        {
            "uid": f"aufgabe-{a.pk}", "titel": f"Aufgabe: {a.titel}", "von": a.faellig_am, "bis": tag_danach(a.faellig_am),
            "pfad": reverse("traeger:aufgabe-detail", args=[a.pk]), "version": a.version,
        }
        for a in Aufgabe.objects.filter(erledigt_am__isnull=True, traeger=zugang.traeger_id).order_by("faellig_am", "pk")
    ]  # fmt: skip
