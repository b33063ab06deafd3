"""Einladen und annehmen: Wer Zugang vergibt, gibt ihn nie sich selbst und nie allein (Fachmodell 0)."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from arge.daten.bremse import gebremst
from arge.daten.schreiben import aendern, gesperrt, pruefe
from arge.zahlen import format as formate
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import ROLLEN_VERGIBT, Bereich, Rolle
from traeger.konto.regeln import NICHT_SICH_SELBST
from traeger.konto.vorgaenge.mitgliedschaft import aufnehmen, melden, vergabe_pruefen
from traeger.models import Benutzer, Einladung, Mitgliedschaft, Traeger
from traeger.zugang import Zugang, technisch
from traeger.zugang.postausgang import adresse, aufgeben

GUELTIG = timedelta(days=7)
#: Einladungen je Stunde: von einer Person, an eine Adresse.
EINLADUNGEN_JE_STUNDE = (60, 5)


def _hash(schluessel: str) -> str:
    return hashlib.sha256(schluessel.encode()).hexdigest()


def _schluessel() -> str:
    """Einmal-Schlüssel: zufällig und nur in der E-Mail. Nie aus der Absendung – die wählt der Browser dessen, der einlädt, und er
    läse den Schlüssel einer anderen Einladung dann in seinem eigenen Postfach."""
    return secrets.token_hex(32)


def einladen(
    *, email: str, name: str, rolle: str, traeger: Traeger | None, arbeitsfelder: list[str], absendung: UUID,
    jetzt: datetime, durch: Zugang,
) -> Einladung:  # fmt: skip
    """Einladung anlegen und verschicken; dieselbe Absendung und dieselbe offene Einladung gibt es nur einmal.

    ValidationError, wenn `durch` diese Rolle nicht vergibt oder sich selbst meint, wenn für Adresse, Träger und Rolle schon
    eine Einladung läuft oder die Mitgliedschaft schon besteht. Der Brief geht nach der Antwort hinaus und wird wiederholt, bis
    der Postausgang ihn nimmt.
    """
    schluessel, email, heute = _schluessel(), email.strip().lower(), timezone.localdate(jetzt)
    with transaction.atomic():
        vergabe_pruefen(rolle=rolle, traeger_id=traeger and traeger.pk, heute=heute, durch=durch)
        pruefe(_eigene_adresse(email, durch.benutzer_id))
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"einladung:{email}"])
        if schon_da := Einladung.objects.filter(eingeladen_von=durch.benutzer_id, absendung=absendung).first():
            return schon_da
        gleiche = {"traeger": traeger, "rolle": rolle}
        if offene := Einladung.objects.offen(jetzt).filter(email=email, **gleiche).first():
            tag = formate.zeitpunkt(offene.gueltig_bis)
            raise ValidationError(f"Für diese Adresse läuft schon eine Einladung in dieser Rolle, gültig bis {tag}.")
        if _besteht(heute).filter(benutzer__email=email, **gleiche).exists():
            raise ValidationError("Diese Person hat diese Rolle schon.")
        einladung = Einladung.objects.create(
            email=email, name=name, arbeitsfelder=arbeitsfelder, schluessel_hash=_hash(schluessel),
            gueltig_bis=jetzt + GUELTIG, eingeladen_von_id=durch.benutzer_id, absendung=absendung, **gleiche,
        )  # fmt: skip
        _bremsen(einladung, durch)
        _verschicken(einladung, schluessel)
    return einladung


def _eigene_adresse(email: str, benutzer_id: int) -> str | None:
    """Auch eine zweite eigene Adresse, bestätigt oder nicht, ist man selbst."""
    eigene = EmailAddress.objects.filter(user=benutzer_id, email__iexact=email).exists()
    return NICHT_SICH_SELBST if eigene or Benutzer.objects.filter(pk=benutzer_id, email=email).exists() else None


def _besteht(heute: date):
    """Mitgliedschaften, die heute gelten oder gälten, wenn jemand sie freigäbe."""
    return Mitgliedschaft.objects.im(Zeitraum(heute, heute))


def einladung_erneuern(*, einladung: Einladung, absendung: UUID, jetzt: datetime, durch: Zugang) -> None:
    """Neuer Verweis per E-Mail, der alte gilt nicht mehr; nur für nicht angenommene Einladungen.

    Wer erneuert, lädt ein: Er muss die Rolle selbst vergeben dürfen und steht von da an als einladend da. Dieselbe Absendung
    verschickt nur einen Brief.
    """
    schluessel = _schluessel()
    with transaction.atomic():
        stand = _offen(einladung)
        if stand.absendung == absendung:
            return
        vergabe_pruefen(rolle=stand.rolle, traeger_id=stand.traeger_id, heute=timezone.localdate(jetzt), durch=durch)
        pruefe(_eigene_adresse(stand.email, durch.benutzer_id))
        aendern(
            stand, schluessel_hash=_hash(schluessel), gueltig_bis=jetzt + GUELTIG, absendung=absendung,
            eingeladen_von_id=durch.benutzer_id,
        )  # fmt: skip
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
        f"Guten Tag {' '.join(einladung.name.split())},\n\n"
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

    Im Änderungsprotokoll steht, wer annimmt und welche Einladung; die Mitgliedschaft selbst nennt, wer eingeladen hat.
    ValidationError, wenn sie inzwischen benutzt oder abgelaufen ist, einem anderen Konto gilt oder man sich selbst eingeladen hat.
    """
    wer = {"benutzer": konto.pk} if konto else {"technisch": True}
    with technisch(Bereich.KONTEN, benutzer_id=konto and konto.pk, wer={**wer, "einladung": einladung.pk}):
        zeile = Einladung.objects.select_for_update(of=("self",), no_key=True).filter(pk=einladung.pk).first()
        if zeile is None or zeile.angenommen_am or zeile.gueltig_bis < jetzt:
            raise ValidationError("Diese Einladung gilt nicht mehr.")
        if konto is not None and konto.email != zeile.email:
            raise ValidationError("Diese Einladung gilt einem anderen Konto.")
        pruefe(_eigene_adresse(zeile.email, zeile.eingeladen_von_id))
        pruefe(_vergibt_nicht_mehr(zeile, heute))
        konto = konto or Benutzer.objects.create_user(zeile.email, passwort, name=name)
        EmailAddress.objects.get_or_create(user=konto, email=zeile.email, defaults={"verified": True, "primary": True})
        with technisch(Bereich.KONTEN, benutzer_id=konto.pk, wer={"benutzer": konto.pk, "einladung": zeile.pk}):
            _mitgliedschaft_aufnehmen(zeile, konto, jetzt, heute)
            aendern(zeile, angenommen_am=jetzt, angenommen_von=konto)
    return konto


def _vergibt_nicht_mehr(einladung: Einladung, heute: date) -> str | None:
    """Eine Einladung gilt nur, solange die einladende Person die Rolle an diesem Sitz noch vergeben dürfte."""
    for m in Mitgliedschaft.objects.am(heute).filter(benutzer=einladung.eingeladen_von_id, benutzer__is_active=True):
        am_sitz = m.rolle == Rolle.BETRIEB or m.traeger_id == einladung.traeger_id
        if am_sitz and einladung.rolle in ROLLEN_VERGIBT.get(Rolle(m.rolle), frozenset()):
            return None
    return "Diese Einladung gilt nicht mehr: Wer sie verschickt hat, vergibt diese Rolle nicht mehr. Bitte lassen Sie sich neu einladen."


def _mitgliedschaft_aufnehmen(einladung: Einladung, konto: Benutzer, jetzt: datetime, heute: date) -> None:
    """Neue Mitgliedschaft ab heute; besteht dieselbe Rolle schon, kommen nur die Arbeitsfelder dazu."""
    merkmale = {"benutzer": konto, "traeger": einladung.traeger, "rolle": einladung.rolle}
    vorhanden = _besteht(heute).filter(**merkmale).first()
    if vorhanden is None:
        vergabe = {"vergeben_am": jetzt, "vergeben_von": einladung.eingeladen_von}
        melden(aufnehmen(**merkmale, arbeitsfelder=einladung.arbeitsfelder, von=heute, vergabe=vergabe), heute)
        return
    stand = gesperrt(vorhanden)
    if set(einladung.arbeitsfelder) - set(stand.arbeitsfelder):
        vergabe = {"vergeben_am": jetzt, "vergeben_von": einladung.eingeladen_von}
        weiter = aendern(stand, arbeitsfelder=sorted({*stand.arbeitsfelder, *einladung.arbeitsfelder}), **vergabe)
        melden(weiter, heute, "eine Mitgliedschaft hat durch eine Einladung mehr Arbeitsfelder")
