"""Mitgliedschaften: wer sie vergibt, wer sie freigibt, wann sie enden (Fachmodell 0).

Eine Rolle, die selbst Zugang vergibt, gilt erst nach der Freigabe durch eine zweite Person, und alle Leitungen des Trägers erfahren
von jeder neuen Mitgliedschaft: Wer Zugang vergibt, gibt ihn nie sich selbst und nie allein.
"""

from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from arge.daten.bremse import gebremst
from arge.daten.schreiben import aendern, gesperrt, pruefe
from arge.zahlen import format as formate
from arge.zahlen.zeitraum import tag_danach, tag_davor
from traeger.begriffe import ROLLEN_UNVERZICHTBAR, Bereich, Rolle
from traeger.konto.regeln import NICHT_SICH_SELBST, entsteht_luecke, nur_kuerzer, vergeben
from traeger.models import Benutzer, Einladung, Kalenderabo, Mitgliedschaft, Traeger, Vertretung
from traeger.zugang import Zugang, nachsehen, technisch
from traeger.zugang.postausgang import aufgeben

#: So viele Mitgliedschaften ändert eine Person in einer Stunde: Jede Änderung schreibt allen Leitungen.
AENDERUNGEN_JE_STUNDE = 30

# --- Vergeben -------------------------------------------------------------------------------------------------------------


def leitungen_am(heute: date) -> QuerySet[Mitgliedschaft]:
    """Wer heute irgendwo Leitung ist, so weit der Zugang sieht."""
    return Mitgliedschaft.objects.am(heute).filter(rolle=Rolle.LEITUNG, benutzer__is_active=True)


def traeger_ohne_leitung(heute: date) -> QuerySet[Traeger]:
    """Träger, deren erste Leitung der Betrieb einladen darf."""
    return Traeger.objects.exclude(pk__in=leitungen_am(heute).values("traeger"))


def vergabe_satz(*, rolle: str, traeger_id: int | None, heute: date, durch: Zugang) -> str | None:
    """Warum dieser Zugang die Rolle an diesem Sitz nicht vergibt; None, wenn doch."""
    hat_leitung = traeger_id is not None and leitungen_am(heute).filter(traeger=traeger_id).exists()
    return vergeben(durch.rolle, Rolle(rolle), beim_eigenen=durch.traeger_id == traeger_id, hat_leitung=hat_leitung)


def vergabe_pruefen(*, rolle: str, traeger_id: int | None, heute: date, durch: Zugang) -> None:
    """ValidationError, wenn dieser Zugang die Rolle an diesem Sitz nicht vergibt."""
    pruefe(vergabe_satz(rolle=rolle, traeger_id=traeger_id, heute=heute, durch=durch))


def aendern_geht_nicht(*, mitgliedschaft: Mitgliedschaft, heute: date, durch: Zugang) -> str | None:
    """Warum dieser Zugang an dieser Mitgliedschaft keine Rolle ändert; None, wenn doch."""
    if mitgliedschaft.benutzer_id == durch.benutzer_id:
        return NICHT_SICH_SELBST
    sitz = {"rolle": mitgliedschaft.rolle, "traeger_id": mitgliedschaft.traeger_id}
    return vergabe_satz(**sitz, heute=heute, durch=durch)


def melden(neu: Mitgliedschaft, heute: date, was: str = "es gibt eine neue Mitgliedschaft") -> None:
    """E-Mail an alle Leitungen des Trägers, und an die, die freigeben können: wer, welche Rolle, wer hat sie vergeben.

    Hinaus geht sie nach der Transaktion; kommt sie nicht an, gilt die Mitgliedschaft trotzdem – sie steht in der Liste.
    """
    with nachsehen(Bereich.KONTEN):  # eine Leitung sieht die Steuerung nicht, soll ihr aber schreiben
        personen = {m.benutzer for m in leitungen_am(heute).filter(traeger=neu.traeger_id).select_related("benutzer")}
        if neu.wartet and not personen - {neu.vergeben_von, neu.benutzer}:
            steuerung = Mitgliedschaft.objects.am(heute).filter(rolle=Rolle.STEUERUNG, benutzer__is_active=True)
            personen |= {m.benutzer for m in steuerung.select_related("benutzer")}
    post = [_meldung(person, neu, was) for person in sorted(personen, key=lambda b: b.pk)]
    for brief in post:
        aufgeben(brief)


def _meldung(person: Benutzer, neu: Mitgliedschaft, was: str) -> EmailMessage:
    sitz = neu.traeger.name if neu.traeger else "die ARGE Integration"
    felder = f"Arbeitsfelder: {', '.join(neu.arbeitsfelder)}\n" if neu.arbeitsfelder else ""
    folge = (
        "Sie gilt erst, wenn eine zweite Person sie freigibt, die weder eingeladen hat noch eingeladen ist:\n"
        f"{settings.BASIS_URL}{reverse('traeger:freigabe-liste')}\n"
        if neu.wartet
        else "Stimmt das nicht, beenden Sie die Mitgliedschaft bitte sofort unter Mitglieder.\n"
    )
    text = (
        f"Guten Tag {einzeilig(person)},\n\n{was}:\n\n{einzeilig(neu.benutzer)}\n"
        f"Rolle: {neu.get_rolle_display()} für {sitz}, ab {formate.datum(neu.von)}\n{felder}"
        f"Vergeben von: {einzeilig(neu.vergeben_von)}\n\n{folge}"
    )
    return EmailMessage("ARGE Integration: Neue Mitgliedschaft", text, None, [person.email])


def einzeilig(person: Benutzer | None) -> str:
    """Der Name in einer Zeile: Niemand schreibt mit seinem Namen Absätze in fremde Post."""
    return " ".join(str(person).split())


# --- Freigeben ------------------------------------------------------------------------------------------------------------


def _sicht(durch: Zugang, *, schreibend: bool = False) -> AbstractContextManager[None]:
    """Die Leitung sieht ihren Träger selbst; die Steuerung sieht Konten nur hier, und nur, was auf sie wartet."""
    if durch.rolle != Rolle.STEUERUNG:
        return nullcontext()
    wer = {"benutzer": durch.benutzer_id, "mitgliedschaft": durch.mitgliedschaft_id}
    return technisch(Bereich.KONTEN, benutzer_id=durch.benutzer_id, wer=wer) if schreibend else nachsehen(Bereich.KONTEN)


def _freigebbar(durch: Zugang, heute: date) -> QuerySet[Mitgliedschaft]:
    andere = leitungen_am(heute).filter(traeger=OuterRef("traeger"))
    andere = andere.exclude(benutzer=OuterRef("benutzer")).exclude(benutzer=OuterRef("vergeben_von"))
    wartend = Mitgliedschaft.objects.wartend().offen_ab(heute)
    wartend = wartend.exclude(benutzer=durch.benutzer_id).exclude(vergeben_von=durch.benutzer_id)
    if durch.rolle == Rolle.LEITUNG:
        return wartend.filter(traeger=durch.traeger_id)
    return wartend.exclude(Exists(andere)) if durch.rolle == Rolle.STEUERUNG else wartend.none()


def freigebbare(*, durch: Zugang, heute: date) -> list[Mitgliedschaft]:
    """Was auf diesen Zugang wartet: bei der Leitung alles ihres Trägers, bei der Steuerung, wo keine andere Leitung es könnte.

    Nie, was er selbst vergeben hat oder was ihm selbst gilt. Liste und Knopf fragen dasselbe.
    """
    with _sicht(durch):
        zeilen = _freigebbar(durch, heute).select_related("benutzer", "traeger", "vergeben_von")
        return list(zeilen.order_by("vergeben_am", "pk"))


def erinnerung(*, durch: Zugang, heute: date) -> QuerySet[Mitgliedschaft]:
    """Was auf diese Leitung wartet, für die Startseite.

    Die Steuerung sieht Konten nur in `_sicht`, und die kostet mehr Abfragen, als eine Startseite hat: Sie bekommt Post und hat die
    Freigaben im Hauptmenü.
    """
    return _freigebbar(durch, heute) if durch.rolle == Rolle.LEITUNG else Mitgliedschaft.objects.none()


def gesehen(mitgliedschaft: Mitgliedschaft) -> str:
    """Woran eine Freigabe hängt: Rolle, Sitz, Felder, Zeitraum, und wer sie wann vergeben hat."""
    m = mitgliedschaft
    wann = m.vergeben_am.isoformat() if m.vergeben_am else ""
    return f"{m.benutzer_id}|{m.rolle}|{m.traeger_id}|{','.join(m.arbeitsfelder)}|{m.von}|{m.bis}|{m.vergeben_von_id}|{wann}"


def freigeben(*, mitgliedschaft: Mitgliedschaft, gezeigt: str, jetzt: datetime, heute: date, durch: Zugang) -> None:
    """Ab jetzt gilt sie; frühestens ab heute, denn vorher hat sie nie Zugang gegeben. `gezeigt`: was die freigebende Person sah."""
    with transaction.atomic(), _sicht(durch, schreibend=True):
        stand = gesperrt(mitgliedschaft)
        if not _freigebbar(durch, heute).filter(pk=stand.pk).exists():
            raise ValidationError("Diese Mitgliedschaft wartet nicht mehr auf Ihre Freigabe.")
        if gesehen(stand) != gezeigt:
            raise ValidationError("Diese Mitgliedschaft wurde inzwischen geändert. Bitte prüfen Sie sie noch einmal.")
        aendern(stand, freigegeben_am=jetzt, freigegeben_von_id=durch.benutzer_id, von=max(stand.von, heute))
        text = (
            f"Guten Tag {einzeilig(stand.benutzer)},\n\nIhre Mitgliedschaft ist freigegeben und gilt: {stand}.\n"
            "Wechseln können Sie oben rechts in Ihrem Kontomenü.\n"
        )
        post = [EmailMessage("ARGE Integration: Ihre Mitgliedschaft gilt", text, None, [stand.benutzer.email])]
    for brief in post:
        aufgeben(brief)


# --- Ändern und beenden ---------------------------------------------------------------------------------------------------


def mitgliedschaft_beenden(*, mitgliedschaft: Mitgliedschaft, letzter_tag: date, heute: date) -> list[Mitgliedschaft]:
    """Mitgliedschaft mit Ablauf eines Tages beenden; `gestern` heißt sofort, denn sie gilt bis einschließlich.

    Eine Organisation bleibt nie ohne Leitung und die ARGE nie ohne Betrieb: Sonst könnte niemand mehr einladen. Die
    Zeilen der Rolle sind dabei gesperrt, damit nicht zwei Leitungen einander gleichzeitig beenden. Mit ihr endet, was die Person an
    diesem Sitz noch bekäme: vorgemerkte Änderungen (sie kommen zurück), offene Einladungen, Vertretungen.
    """
    if letzter_tag < tag_davor(heute):
        raise ValidationError("Eine Mitgliedschaft endet nicht rückwirkend.")
    with transaction.atomic():
        stand = next((m for m in _gesperrt(mitgliedschaft) if m.pk == mitgliedschaft.pk), None)
        if stand is None or stand.galt_nie:
            raise ValidationError("Diese Mitgliedschaft ist schon beendet.")
        pruefe(nur_kuerzer(stand.bis, letzter_tag))
        _besetzt_bleiben(stand, tag_danach(letzter_tag), heute)
        vorgemerkt = _vorgemerkt(stand)
        aendern(stand, bis=letzter_tag, galt_nie=letzter_tag < stand.von)
        for danach in vorgemerkt:
            mitgliedschaft_beenden(mitgliedschaft=danach, letzter_tag=letzter_tag, heute=heute)
        einladungen_zurueckziehen(stand)
        _vertretungen_beenden(stand, letzter_tag)
        return vorgemerkt


def _vorgemerkt(stand: Mitgliedschaft) -> list[Mitgliedschaft]:
    """Was sich an diese Mitgliedschaft anschließt: eine Änderung ab einem späteren Tag."""
    if stand.bis is None:
        return []
    am_sitz = Mitgliedschaft.objects.filter(benutzer=stand.benutzer_id, traeger=stand.traeger_id, galt_nie=False)
    return list(am_sitz.filter(von=tag_danach(stand.bis)).select_related("benutzer", "traeger"))


def einladungen_zurueckziehen(mitgliedschaft: Mitgliedschaft) -> None:
    """Was einer Person an diesem Sitz noch offen angeboten ist, hebt nicht auf, was eben jemand einschränkt oder beendet.

    Auch an eine Adresse, unter der sie früher angenommen hat: Wer seine E-Mail-Adresse wechselt, behält keine Hintertür.
    """
    am_sitz = Einladung.objects.filter(traeger=mitgliedschaft.traeger_id)
    adressen = {mitgliedschaft.benutzer.email}
    adressen |= set(
        EmailAddress.objects.filter(user=mitgliedschaft.benutzer_id, verified=True).values_list("email", flat=True)
    )
    adressen |= set(am_sitz.filter(angenommen_von=mitgliedschaft.benutzer_id).values_list("email", flat=True))
    am_sitz.filter(email__in=adressen, angenommen_am__isnull=True).delete()


def _vertretungen_beenden(stand: Mitgliedschaft, letzter_tag: date) -> None:
    """Wer keine Fachkraft mehr ist, vertritt niemanden; käme die Person wieder, lebte sonst auch die Vertretung wieder auf."""
    andere = Mitgliedschaft.objects.offen_ab(tag_danach(letzter_tag)).filter(galt_nie=False, rolle=Rolle.FACHKRAFT)
    if andere.filter(benutzer=stand.benutzer_id, traeger=stand.traeger_id).exclude(pk=stand.pk).exists():
        return
    vertretungen_begrenzen(
        Vertretung.objects.filter(benutzer=stand.benutzer_id, traeger=stand.traeger_id), letzter_tag=letzter_tag
    )


def vertretungen_begrenzen(vertretungen: QuerySet[Vertretung], *, letzter_tag: date) -> None:
    """Alle diese Vertretungen enden spätestens an diesem Tag; die erst danach begännen, entfallen."""
    for vertretung in map(gesperrt, vertretungen.filter(bis__gt=letzter_tag).order_by("pk")):
        vertretung_begrenzen(vertretung, vertretung.von, letzter_tag)


def vertretung_begrenzen(vertretung: Vertretung, von: date, bis: date) -> None:
    """Auf diese Tage kürzen; bleibt kein ganzer Tag, entfällt sie (das Änderungsprotokoll behält sie)."""
    if von > bis:
        vertretung.delete()
    elif (von, bis) != (vertretung.von, vertretung.bis):
        aendern(vertretung, von=von, bis=bis)


def aufnehmen(
    *, von: date, arbeitsfelder: list[str], vergabe: dict[str, Any], bis: date | None = None, **wer: Any
) -> Mitgliedschaft:
    """Neue Mitgliedschaft ab einem Tag. Hat dieselbe an diesem Tag schon begonnen und nie gegolten, gilt ihre Zeile wieder."""
    alte = Mitgliedschaft.objects.filter(von=von, galt_nie=True, **wer).first()
    werte = {"arbeitsfelder": arbeitsfelder, "bis": bis, **vergabe}
    if alte is None:
        return Mitgliedschaft.objects.create(von=von, **wer, **werte)
    with technisch(Bereich.KONTEN, benutzer_id=alte.benutzer_id):
        Kalenderabo.objects.filter(mitgliedschaft=alte.pk).delete()  # die alte Adresse öffnet den Kalender nicht wieder
    return aendern(gesperrt(alte), galt_nie=False, freigegeben_am=None, freigegeben_von=None, **werte)


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
    reihe = [m for m in _gesperrt(mitgliedschaft) if m.benutzer.is_active and not m.wartet and not m.galt_nie]
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
    *,
    mitgliedschaft: Mitgliedschaft,
    rolle: str,
    arbeitsfelder: list[str],
    ab: date,
    jetzt: datetime,
    heute: date,
    durch: Zugang,
) -> Mitgliedschaft:
    """Andere Rolle oder andere Arbeitsfelder ab einem Tag: Die alte Mitgliedschaft endet am Vortag, eine neue beginnt.

    So bleibt lesbar, was jemand wann durfte. Gilt die alte erst ab demselben Tag, wird sie selbst berichtigt: Sie hat noch
    keinen ganzen Tag gegolten. Ein vereinbartes Ende gilt weiter. Wer eine Rolle ändert, vergibt sie: Es gilt dasselbe wie beim
    Einladen, auch die Freigabe.
    """
    if ab < heute:
        raise ValidationError("Eine Mitgliedschaft ändert sich nicht rückwirkend.")
    pruefe(aendern_geht_nicht(mitgliedschaft=mitgliedschaft, heute=heute, durch=durch))
    vergabe_pruefen(rolle=rolle, traeger_id=mitgliedschaft.traeger_id, heute=heute, durch=durch)
    if gebremst("mitgliedschaften", durch.benutzer_id, hoechstens=AENDERUNGEN_JE_STUNDE, sekunden=3600):
        raise ValidationError(
            f"Sie haben in dieser Stunde schon {AENDERUNGEN_JE_STUNDE} Mitgliedschaften geändert. Bitte warten Sie etwas."
        )
    with transaction.atomic():
        stand = next((m for m in _gesperrt(mitgliedschaft) if m.pk == mitgliedschaft.pk), None)
        if stand is None or (stand.bis and stand.bis < ab):
            raise ValidationError("Diese Mitgliedschaft ist an dem Tag schon beendet.")
        if (stand.rolle, sorted(stand.arbeitsfelder)) == (rolle, sorted(arbeitsfelder)):
            raise ValidationError("Rolle und Arbeitsfelder sind dieselben wie bisher.")
        if ab < stand.von:
            raise ValidationError(f"Diese Mitgliedschaft beginnt erst am {formate.datum(stand.von)}.")
        _besetzt_bleiben(stand, ab, heute, ersatz=stand.rolle == rolle)
        vergabe = {"vergeben_am": jetzt, "vergeben_von_id": durch.benutzer_id}
        if ab == stand.von:
            offen = {"freigegeben_am": None, "freigegeben_von": None} if rolle != stand.rolle else {}
            neu = aendern(stand, rolle=rolle, arbeitsfelder=arbeitsfelder, **vergabe, **offen)
        else:
            wer = {"benutzer_id": stand.benutzer_id, "traeger_id": stand.traeger_id, "rolle": rolle}
            bis = stand.bis
            aendern(stand, bis=tag_davor(ab))
            neu = aufnehmen(**wer, arbeitsfelder=arbeitsfelder, von=ab, bis=bis, vergabe=vergabe)
        einladungen_zurueckziehen(neu)
        if rolle != Rolle.FACHKRAFT:
            _vertretungen_beenden(stand, tag_davor(ab))
        melden(neu, heute)
        return neu
