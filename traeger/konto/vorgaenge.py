"""Konten: einladen, annehmen, Mitgliedschaft beenden, zweiten Faktor zurücksetzen (Fachmodell 0; qualitaet S6)."""

import hashlib
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from arge.daten.bremse import gebremst
from arge.daten.schreiben import aendern, gesperrt
from arge.zahlen import format as formate
from arge.zahlen.zeitraum import tag_danach, tag_davor
from traeger.begriffe import ROLLEN_UNVERZICHTBAR, Bereich, Rolle
from traeger.konto.regeln import entsteht_luecke
from traeger.models import Benutzer, Einladung, Entwurf, Mitgliedschaft, Traeger
from traeger.zugang import Zugang, technisch
from traeger.zugang.postausgang import adresse, aufgeben

GUELTIG = timedelta(days=7)
#: Was länger liegt, wird gelöscht: Entwürfe und nicht angenommene Einladungen (Speicherbegrenzung, Art. 5 Abs. 1 e DSGVO).
ENTWURF_FRIST = timedelta(days=7)
EINLADUNG_FRIST = timedelta(days=30)
#: Einladungen je Stunde: von einer Person, an eine Adresse.
EINLADUNGEN_JE_STUNDE = (60, 5)


def _hash(schluessel: str) -> str:
    return hashlib.sha256(schluessel.encode()).hexdigest()


def _schluessel(absendung: UUID) -> str:
    """Einmal-Schlüssel aus der Absendung des Formulars und dem Geheimnis der Anwendung.

    Dieselbe Absendung ergibt denselben Schlüssel, also dieselbe Einladung; erraten oder aus der Datenbank lesen lässt
    er sich nicht.
    """
    return salted_hmac("traeger.einladung", str(absendung), algorithm="sha256").hexdigest()


def einladen(
    *, email: str, name: str, rolle: str, traeger: Traeger | None, arbeitsfelder: list[str], absendung: UUID,
    jetzt: datetime, durch: Zugang,
) -> Einladung:  # fmt: skip
    """Einladung anlegen und verschicken; dieselbe Absendung und dieselbe offene Einladung gibt es nur einmal.

    ValidationError, wenn für Adresse, Träger und Rolle schon eine Einladung läuft oder die Mitgliedschaft schon gilt. Der Brief
    geht nach der Antwort hinaus und wird wiederholt, bis der Postausgang ihn nimmt.
    """
    schluessel, email = _schluessel(absendung), email.strip().lower()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"einladung:{email}"])
        if schon_da := Einladung.objects.filter(schluessel_hash=_hash(schluessel)).first():
            return schon_da
        gleiche = {"traeger": traeger, "rolle": rolle}
        if offene := Einladung.objects.offen(jetzt).filter(email=email, **gleiche).first():
            tag = formate.zeitpunkt(offene.gueltig_bis)
            raise ValidationError(f"Für diese Adresse läuft schon eine Einladung in dieser Rolle, gültig bis {tag}.")
        if Mitgliedschaft.objects.am(timezone.localdate(jetzt)).filter(benutzer__email=email, **gleiche).exists():
            raise ValidationError("Diese Person hat diese Rolle schon.")
        einladung = Einladung.objects.create(
            email=email, name=name, arbeitsfelder=arbeitsfelder, schluessel_hash=_hash(schluessel),
            gueltig_bis=jetzt + GUELTIG, eingeladen_von_id=durch.benutzer_id, **gleiche,
        )  # fmt: skip
        _bremsen(einladung, durch)
        _verschicken(einladung, schluessel)
    return einladung


def einladung_erneuern(*, einladung: Einladung, absendung: UUID, jetzt: datetime, durch: Zugang) -> None:
    """Neuer Verweis per E-Mail, der alte gilt nicht mehr; nur für nicht angenommene Einladungen."""
    schluessel = _schluessel(absendung)
    with transaction.atomic():
        stand = _offen(einladung)
        aendern(stand, schluessel_hash=_hash(schluessel), gueltig_bis=jetzt + GUELTIG)
        _bremsen(stand, durch)
        _verschicken(stand, schluessel)


def einladung_zurueckziehen(*, einladung: Einladung) -> None:
    """Offene Einladung löschen; eine angenommene bleibt als Nachweis."""
    with transaction.atomic():
        _offen(einladung).delete()


def _offen(einladung: Einladung) -> Einladung:
    """Die gesperrte Einladung, wenn sie noch niemand angenommen hat; wer gerade annimmt, geht vor."""
    stand = gesperrt(einladung)
    if stand.angenommen_am:
        raise ValidationError("Diese Einladung wurde schon angenommen.")
    return stand


def _bremsen(einladung: Einladung, durch: Zugang) -> None:
    """Auch wer einladen darf, verschickt keine Postwürfe: je einladender Person und je eingeladener Adresse."""
    je_person, je_adresse = EINLADUNGEN_JE_STUNDE
    if gebremst("einladungen", durch.benutzer_id, hoechstens=je_person, sekunden=3600):
        raise ValidationError(
            f"Sie haben in dieser Stunde schon {je_person} Einladungen verschickt. Bitte warten Sie etwas."
        )
    if gebremst("einladung", einladung.email, hoechstens=je_adresse, sekunden=3600):
        raise ValidationError("An diese Adresse gingen in dieser Stunde schon mehrere Einladungen. Bitte warten Sie etwas.")


def _verschicken(einladung: Einladung, schluessel: str) -> None:
    ziel = adresse("traeger:einladung-annehmen", schluessel)
    sitz = einladung.traeger.name if einladung.traeger else "die ARGE Integration"
    text = (
        f"Guten Tag {einladung.name},\n\n"
        f"{einladung.eingeladen_von} lädt Sie zur Fachanwendung der ARGE Integration Heilbronn ein.\n"
        f"Ihre Rolle: {einladung.get_rolle_display()} für {sitz}\n\n"
        f"Bitte öffnen Sie diesen Verweis und legen Sie Ihr Passwort fest:\n{ziel}\n\n"
        f"Der Verweis gilt bis {formate.zeitpunkt(einladung.gueltig_bis)} und nur einmal. Geben Sie ihn nicht weiter.\n"
        "Haben Sie diese Einladung nicht erwartet, brauchen Sie nichts zu tun.\n"
    )
    aufgeben(EmailMessage("Einladung zur ARGE Integration", text, None, [einladung.email]))


def einladung_finden(*, schluessel: str) -> Einladung | None:
    """Einladung zu einem Schlüssel; gesucht wird nach seiner Prüfsumme, denn nur die ist gespeichert."""
    with technisch(Bereich.KONTEN):
        return Einladung.objects.select_related("traeger").filter(schluessel_hash=_hash(schluessel)).first()


def einladung_annehmen(
    *, einladung: Einladung, jetzt: datetime, heute: date, konto: Benutzer | None = None, name: str = "", passwort: str = ""
) -> Benutzer:
    """Konto (falls neu), bestätigte E-Mail-Adresse und Mitgliedschaft in einem Zug; die Einladung ist danach benutzt.

    ValidationError, wenn sie inzwischen benutzt oder abgelaufen ist oder einem anderen Konto gilt.
    """
    with technisch(Bereich.KONTEN, benutzer_id=konto.pk if konto else None):
        zeile = Einladung.objects.select_for_update(of=("self",), no_key=True).filter(pk=einladung.pk).first()
        if zeile is None or zeile.angenommen_am or zeile.gueltig_bis < jetzt:
            raise ValidationError("Diese Einladung gilt nicht mehr.")
        if konto is not None and konto.email != zeile.email:
            raise ValidationError("Diese Einladung gilt einem anderen Konto.")
        konto = konto or Benutzer.objects.create_user(zeile.email, passwort, name=name)
        EmailAddress.objects.get_or_create(user=konto, email=zeile.email, defaults={"verified": True, "primary": True})
        _mitgliedschaft_aufnehmen(zeile, konto, heute)
        aendern(zeile, angenommen_am=jetzt, angenommen_von=konto)
    return konto


def _mitgliedschaft_aufnehmen(einladung: Einladung, konto: Benutzer, heute: date) -> None:
    """Neue Mitgliedschaft ab heute; gilt dieselbe Rolle schon, kommen nur die Arbeitsfelder dazu."""
    merkmale = {"benutzer": konto, "traeger": einladung.traeger, "rolle": einladung.rolle}
    vorhanden = Mitgliedschaft.objects.am(heute).filter(**merkmale).first()
    if vorhanden is None:
        Mitgliedschaft.objects.create(**merkmale, arbeitsfelder=einladung.arbeitsfelder, von=heute)
        return
    stand = gesperrt(vorhanden)
    if set(einladung.arbeitsfelder) - set(stand.arbeitsfelder):
        aendern(stand, arbeitsfelder=sorted({*stand.arbeitsfelder, *einladung.arbeitsfelder}))


def mitgliedschaft_beenden(*, mitgliedschaft: Mitgliedschaft, letzter_tag: date, heute: date) -> None:
    """Mitgliedschaft mit Ablauf eines Tages beenden; `gestern` heißt sofort, denn sie gilt bis einschließlich.

    Eine Organisation bleibt nie ohne Leitung und die ARGE nie ohne Betrieb: Sonst könnte niemand mehr einladen. Die
    Zeilen der Rolle sind dabei gesperrt, damit nicht zwei Leitungen einander gleichzeitig beenden.
    """
    if letzter_tag < tag_davor(heute):
        raise ValidationError("Eine Mitgliedschaft endet nicht rückwirkend.")
    with transaction.atomic():
        _besetzt_bleiben(mitgliedschaft, tag_danach(letzter_tag), heute)
        if letzter_tag < mitgliedschaft.von:
            mitgliedschaft.delete()  # hat nie einen ganzen Tag gegolten; das Änderungsprotokoll behält sie
            return
        aendern(mitgliedschaft, bis=letzter_tag)


def _gesperrt(mitgliedschaft: Mitgliedschaft) -> list[Mitgliedschaft]:
    """Alle Mitgliedschaften derselben Rolle am selben Sitz, in fester Folge gesperrt: So warten zwei, die einander (oder
    sich selbst) gleichzeitig aus der Rolle nehmen, aufeinander, statt sich zu verklemmen."""
    reihe = Mitgliedschaft.objects.select_for_update(of=("self",), no_key=True).select_related("benutzer").order_by("pk")
    return list(reihe.filter(traeger=mitgliedschaft.traeger_id, rolle=mitgliedschaft.rolle))


def _besetzt_bleiben(mitgliedschaft: Mitgliedschaft, danach: date, heute: date, *, ersatz: bool = False) -> None:
    """ValidationError, wenn die Rolle ohne diese Mitgliedschaft ab `danach` an irgendeinem Tag unbesetzt wäre.

    Auch an einem späteren: Wer bleibt, kann selbst schon ein Ende haben, und mit dem Datum liefe die letzte Leitung aus.
    `ersatz`: dieselbe Person übernimmt dieselbe Rolle nahtlos wieder.
    """
    reihe = [m for m in _gesperrt(mitgliedschaft) if m.benutzer.is_active]
    if ersatz or mitgliedschaft.rolle not in ROLLEN_UNVERZICHTBAR:
        return
    vorher = [(m.von, m.bis) for m in reihe]
    andere = [(m.von, m.bis) for m in reihe if m.pk != mitgliedschaft.pk]
    bis_dahin = danach > mitgliedschaft.von and len(andere) < len(reihe)
    nachher = [*andere, (mitgliedschaft.von, tag_davor(danach))] if bis_dahin else andere
    if luecke := entsteht_luecke(vorher, nachher, heute):
        leitung = mitgliedschaft.rolle == Rolle.LEITUNG
        wort = "Eine Organisation bleibt nie ohne Leitung" if leitung else "Die ARGE bleibt nie ohne Betrieb"
        raise ValidationError(f"{wort}. Laden Sie zuerst eine Nachfolge ein, die am {formate.datum(luecke)} dabei ist.")


def mitgliedschaft_aendern(
    *, mitgliedschaft: Mitgliedschaft, rolle: str, arbeitsfelder: list[str], ab: date, heute: date
) -> Mitgliedschaft:
    """Andere Rolle oder andere Arbeitsfelder ab einem Tag: Die alte Mitgliedschaft endet am Vortag, eine neue beginnt.

    So bleibt lesbar, was jemand wann durfte. Gilt die alte erst ab demselben Tag, wird sie selbst berichtigt: Sie hat noch
    keinen ganzen Tag gegolten. Ein vereinbartes Ende gilt weiter.
    """
    if ab < heute:
        raise ValidationError("Eine Mitgliedschaft ändert sich nicht rückwirkend.")
    with transaction.atomic():
        stand = next((m for m in _gesperrt(mitgliedschaft) if m.pk == mitgliedschaft.pk), None)
        if stand is None or (stand.bis and stand.bis < ab):
            raise ValidationError("Diese Mitgliedschaft ist an dem Tag schon beendet.")
        if (stand.rolle, sorted(stand.arbeitsfelder)) == (rolle, sorted(arbeitsfelder)):
            raise ValidationError("Rolle und Arbeitsfelder sind dieselben wie bisher.")
        if ab < stand.von:
            raise ValidationError(f"Diese Mitgliedschaft beginnt erst am {formate.datum(stand.von)}.")
        _besetzt_bleiben(stand, ab, heute, ersatz=stand.rolle == rolle)
        bis = stand.bis
        if ab == stand.von:
            return aendern(stand, rolle=rolle, arbeitsfelder=arbeitsfelder)
        aendern(stand, bis=tag_davor(ab))
        return Mitgliedschaft.objects.create(
            benutzer_id=stand.benutzer_id,
            traeger_id=stand.traeger_id,
            rolle=rolle,
            arbeitsfelder=arbeitsfelder,
            von=ab,
            bis=bis,
        )


def name_aendern(*, name: str, durch: Zugang) -> None:
    """Der eigene Name; frühere Einträge nennen die Person dann mit dem neuen."""
    Benutzer.objects.filter(pk=durch.benutzer_id).update(name=name)


def faktor_zuruecksetzen(*, benutzer: Benutzer, durch: Zugang) -> None:
    """Verlorenes Gerät: alle Faktoren und Anmeldungen der Person enden, sie richtet beim nächsten Mal neu ein (S6)."""
    with transaction.atomic():
        Authenticator.objects.filter(user=benutzer).delete()
        for anmeldung in UserSession.objects.filter(user=benutzer):
            anmeldung.end()
        _faktor_melden(benutzer, durch)


def _faktor_melden(benutzer: Benutzer, durch: Zugang) -> None:
    brief = EmailMessage(
        "ARGE Integration: Zweiter Faktor zurückgesetzt",
        f"Guten Tag {benutzer},\n\nIhr zweiter Faktor wurde zurückgesetzt ({durch.bezeichnung}).\n"
        "Bei der nächsten Anmeldung richten Sie ihn neu ein. Haben Sie darum nicht gebeten, melden Sie sich bitte sofort.\n",
        None, [benutzer.email],
    )  # fmt: skip
    aufgeben(brief)


def aufraeumen(*, jetzt: datetime) -> int:
    """Täglich: Entwürfe nach 7, offene Einladungen nach 30 Tagen löschen. Entwürfe sieht nur ihre Person, also je Person."""
    geloescht = 0
    for benutzer_id in Benutzer.objects.order_by("pk").values_list("pk", flat=True):
        with technisch(benutzer_id=benutzer_id):
            geloescht += Entwurf.objects.filter(benutzer=benutzer_id, gesichert_am__lt=jetzt - ENTWURF_FRIST).delete()[0]
    with technisch(Bereich.KONTEN):
        abgelaufen = Einladung.objects.filter(angenommen_am__isnull=True, gueltig_bis__lt=jetzt - EINLADUNG_FRIST)
        return geloescht + abgelaufen.delete()[0]
