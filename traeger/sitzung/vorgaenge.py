"""Sitzungen einladen, Niederschrift führen, beschließen und Aufgaben verteilen – über alle Träger (Konzept, Anlage).

Nach der Niederschrift ist eine Sitzung fest: Termin, Tagesordnung und Absage ändern sich nicht mehr. Berichtigt werden nur
Ergebnisse, Text der Niederschrift, Teilnehmende und Beschlüsse. Ein eigener Stand „in Berichtigung“ wäre eine zweite Wahrheit neben der
ersten: Es gilt immer der letzte Stand, Zeitpunkt und Person der ersten Niederschrift bleiben, und jede frühere Fassung steht im
Änderungsprotokoll der Datenbank. Aufgaben leben unabhängig davon weiter, denn sie werden nach der Sitzung erledigt.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils import timezone

from arge.daten.bremse import gebremst
from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt, pruefe
from arge.daten.suche import Deutsch
from traeger.begriffe import RECHTE, Anlass, Bereich, Recht, Rolle
from traeger.mitteilung.briefe import Frist, Sache
from traeger.mitteilung.vorgaenge import FRISTEN, erledigt, mitteilen
from traeger.models import Aufgabe, Beschluss, Fristberichtigung, Ladung, Mitgliedschaft, Sitzung, Tagesordnungspunkt
from traeger.sitzung.briefe import ABSAGEN, Sendung, brief
from traeger.sitzung.regeln import (
    satz_zum_einladen,
    satz_zum_termin,
    satz_zur_aenderung,
    satz_zur_frist,
    satz_zur_niederschrift,
    satz_zur_offenen,
)
from traeger.zugang import Zugang, nachsehen
from traeger.zugang.postausgang import aufgeben

PUNKTE_HOECHSTENS = 40
#: Was in der Einladung steht: Ändert sich davon etwas, beginnt eine neue Fassung.
TERMIN = ("art", "am", "beginn", "ende", "ort")
#: So viele Briefe zu Sitzungen bekommt jemand in einer Stunde von derselben Person.
VERSAND_JE_STUNDE = 10
#: Wer Sitzungen lesen darf, lässt sich einladen.
EINLADBAR = sorted(rolle for rolle, rechte in RECHTE.items() if Recht.SITZUNG_LESEN in rechte)


def _offen(sitzung: Sitzung, *, vergleichen: bool = False) -> Sitzung:
    """Die gesperrte Sitzung, wenn sie noch keine Niederschrift hat und nicht abgesagt ist."""
    stand = gesperrt(sitzung, vergleichen=vergleichen)
    pruefe(
        satz_zur_aenderung(hat_niederschrift=stand.niederschrift_am is not None, ist_abgesagt=stand.abgesagt_am is not None)
    )
    return stand


def _naechste(menge: Any) -> int:
    return (menge.aggregate(groesste=Max("nummer"))["groesste"] or 0) + 1


@transaction.atomic
def sitzung_einladen(*, sitzung: Sitzung, punkte: list[str], heute: date) -> Sitzung:
    """Neue Sitzung mit Tagesordnung, ein Punkt je Zeile; dieselbe Absendung legt nichts Zweites an."""
    pruefe(satz_zum_termin(sitzung.am, heute=heute, gilt_ab=sitzung.vereinbarung.von, gilt_bis=sitzung.vereinbarung.bis))
    sitzung, ist_neu = einmal_anlegen(sitzung)
    if ist_neu:
        for nummer, titel in enumerate(punkte, 1):
            Tagesordnungspunkt.objects.create(sitzung=sitzung, nummer=nummer, titel=titel)
    return sitzung


@transaction.atomic
def sitzung_aendern(*, sitzung: Sitzung, heute: date) -> None:
    """Termin und Ort vor der Niederschrift, auf dem Stand, den `sitzung.version` nennt; wer eingeladen ist, erfährt es erst,
    wenn jemand die Änderung verschickt."""
    stand = _offen(sitzung, vergleichen=True)
    pruefe(satz_zum_termin(sitzung.am, heute=heute, gilt_ab=sitzung.vereinbarung.von, gilt_bis=sitzung.vereinbarung.bis))
    neu = any(getattr(stand, feld) != getattr(sitzung, feld) for feld in TERMIN)
    aendern(sitzung, "vereinbarung", *TERMIN, "teilnehmende", folge=stand.folge + neu)


@transaction.atomic
def sitzung_absagen(*, sitzung: Sitzung, durch: Zugang, jetzt: datetime) -> int:
    """Sitzung fällt aus; sie bleibt mit ihrer Tagesordnung stehen. Wer die Einladung hat, bekommt die Absage gleich: wie viele.

    Wer von der Absage schon weiß (zurückgenommen, ohne dass es jemand verschickt hätte), bekommt sie nicht noch einmal.
    """
    stand = _offen(sitzung)
    aendern(stand, abgesagt_am=jetzt, abgesagt_von_id=durch.benutzer_id, folge=stand.folge + 1)
    if stand.am < timezone.localdate(jetzt):
        return 0
    eingeladen = Ladung.objects.filter(sitzung=stand, folge__isnull=False)
    eingeladen.filter(abgesagt=True).update(folge=stand.folge)
    wissen = eingeladen.filter(abgesagt=False, benutzer__is_active=True).select_related("benutzer")
    return _verschicken(stand, wissen, Sendung.ABSAGE, durch, jetzt)


@transaction.atomic
def absage_zuruecknehmen(*, sitzung: Sitzung) -> None:
    """Die Sitzung findet doch statt: Zu diesem Zeitpunkt ließe sich keine zweite anlegen."""
    stand = gesperrt(sitzung)
    if stand.abgesagt_am is None:
        raise ValidationError("Diese Sitzung ist nicht abgesagt.")
    aendern(stand, abgesagt_am=None, abgesagt_von=None, folge=stand.folge + 1)


# --- Einladungen --------------------------------------------------------------------------------------------------------


class Versand(NamedTuple):
    """Wie viele einen Brief bekommen und wie viele keinen Zugang mehr haben und darum nicht mehr eingeladen sind."""

    anzahl: int
    ohne_zugang: int


def einladbare(*, heute: date) -> dict[int, str]:
    """Konto → „Name, Leitung · Caritas“ über alle Träger: wer Sitzungen lesen darf. Mehr als Name und Rolle steht nicht darin."""
    with nachsehen(Bereich.KONTEN):
        zeilen = list(
            Mitgliedschaft.objects.am(heute).filter(rolle__in=EINLADBAR, benutzer__is_active=True)
            .select_related("benutzer", "traeger").order_by(Deutsch("traeger__kurzname"), Deutsch("benutzer__name"), "pk")
        )  # fmt: skip
    personen: dict[int, str] = {}
    for zeile in zeilen:
        personen[zeile.benutzer_id] = f"{personen.get(zeile.benutzer_id, zeile.benutzer)}, {zeile}"
    return personen


def _kommend(sitzung: Sitzung, heute: date, *, vergleichen: bool = False) -> Sitzung:
    """Die gesperrte Sitzung, wenn zu ihr noch jemand einlädt."""
    stand = gesperrt(sitzung, vergleichen=vergleichen)
    pruefe(
        satz_zum_einladen(
            stand.am, heute=heute, hat_niederschrift=stand.niederschrift_am is not None, ist_abgesagt=stand.abgesagt_am is not None
        )
    )  # fmt: skip
    return stand


@transaction.atomic
def eingeladene_waehlen(*, sitzung: Sitzung, personen: set[int], durch: Zugang, jetzt: datetime) -> None:
    """Wer eingeladen ist, auf dem Stand, den `sitzung.version` nennt. Wer die Einladung schon hat und wegfällt, bekommt eine
    Absage in einer neuen Fassung (RFC 5546, 3.2.5); die anderen kennen sie, denn für sie ändert sich nichts."""
    heute = timezone.localdate(jetzt)
    stand = _kommend(sitzung, heute, vergleichen=True)
    weg = list(Ladung.objects.filter(sitzung=stand).exclude(benutzer__in=personen).select_related("benutzer"))
    wissen = [ladung for ladung in weg if ladung.folge is not None and ladung.benutzer.is_active]
    alt = stand.folge
    aendern(stand, folge=alt + bool(wissen))
    if wissen:
        Ladung.objects.filter(sitzung=stand, folge=alt).update(folge=stand.folge)
        _verschicken(stand, wissen, Sendung.AUSLADUNG, durch, jetzt)
    Ladung.objects.filter(pk__in=[ladung.pk for ladung in weg]).delete()
    da = set(Ladung.objects.filter(sitzung=stand).values_list("benutzer", flat=True))
    for person in sorted(personen & einladbare(heute=heute).keys() - da):
        Ladung.objects.create(sitzung=stand, benutzer_id=person)


@transaction.atomic
def einladung_verschicken(*, sitzung: Sitzung, durch: Zugang, jetzt: datetime) -> Versand:
    """Schickt jeder eingeladenen Person die jetzige Fassung, wenn sie sie noch nicht hat: einmal je Fassung und Person, auch
    wenn zwei zugleich drücken (die Sperre der Sitzung). Wer keinen Zugang mehr hat, fällt von der Liste."""
    heute = timezone.localdate(jetzt)
    stand = _kommend(sitzung, heute)
    offen = list(Ladung.objects.filter(sitzung=stand).exclude(folge=stand.folge).select_related("benutzer"))
    if not offen:
        return Versand(0, 0)
    dabei = einladbare(heute=heute)
    ohne = [ladung.pk for ladung in offen if ladung.benutzer_id not in dabei]
    Ladung.objects.filter(pk__in=ohne).delete()
    neu = [ladung for ladung in offen if ladung.benutzer_id in dabei and ladung.folge is None]
    alt = [ladung for ladung in offen if ladung.benutzer_id in dabei and ladung.folge is not None]
    anzahl = _verschicken(stand, neu, Sendung.EINLADUNG, durch, jetzt)
    anzahl += _verschicken(stand, alt, Sendung.AENDERUNG, durch, jetzt)
    return Versand(anzahl, len(ohne))


def _verschicken(sitzung: Sitzung, ladungen: Iterable[Ladung], sendung: Sendung, durch: Zugang, jetzt: datetime) -> int:
    """Legt die Briefe in den Postausgang und hält fest, wer welche Fassung hat; alle oder, wenn jemand zu viele bekäme, keinen."""
    schluessel, ist_absage = [], sendung in ABSAGEN
    for ladung in ladungen:
        if gebremst("sitzungspost", durch.benutzer_id, ladung.benutzer_id, hoechstens=VERSAND_JE_STUNDE, sekunden=3600):
            raise ValidationError(
                f"An {ladung.benutzer} gingen in dieser Stunde schon {VERSAND_JE_STUNDE} Briefe von Ihnen. Bitte warten Sie etwas."
            )
        aufgeben(brief(_wie_bekannt(sitzung, ladung) if ist_absage else sitzung, ladung.benutzer, sendung, jetzt=jetzt))
        schluessel.append(ladung.pk)
    termin = {} if ist_absage else {"am": sitzung.am, "beginn": sitzung.beginn, "ende": sitzung.ende}
    return Ladung.objects.filter(pk__in=schluessel).update(
        folge=sitzung.folge, geschickt_am=jetzt, abgesagt=ist_absage, **termin
    )


def _wie_bekannt(sitzung: Sitzung, ladung: Ladung) -> Sitzung:
    """Die Sitzung, wie diese Person sie kennt, ohne Ort: Wer nicht mehr dabei ist, erfährt nichts Neues über sie."""
    bekannt = copy(sitzung)
    bekannt.am, bekannt.beginn, bekannt.ende, bekannt.ort = ladung.am, ladung.beginn, ladung.ende, ""
    return bekannt


# --- Tagesordnung -------------------------------------------------------------------------------------------------------


@transaction.atomic
def punkt_anlegen(*, punkt: Tagesordnungspunkt, sitzung: Sitzung) -> Tagesordnungspunkt:
    """Neuer Punkt am Ende der Tagesordnung; die Sperre auf der Sitzung vergibt jede Nummer einmal."""
    punkt.sitzung = _offen(sitzung)
    punkt.nummer = _naechste(sitzung.punkte)
    if punkt.nummer > PUNKTE_HOECHSTENS:
        raise ValidationError(f"Mehr als {PUNKTE_HOECHSTENS} Punkte hat keine Tagesordnung.")
    return einmal_anlegen(punkt)[0]


@transaction.atomic
def punkt_aendern(*, punkt: Tagesordnungspunkt) -> None:
    """Thema und wer es einbringt, solange die Sitzung keine Niederschrift hat."""
    _offen(punkt.sitzung)
    aendern(punkt, "titel", "traeger")


@transaction.atomic
def punkt_verschieben(*, punkt: Tagesordnungspunkt, nach_oben: bool) -> None:
    """Tauscht einen Punkt mit seinem Nachbarn; am Rand geschieht nichts."""
    sitzung = _offen(punkt.sitzung)
    punkt.refresh_from_db()
    punkte = Tagesordnungspunkt.objects.filter(sitzung=sitzung)
    if nach_oben:
        nachbar = punkte.filter(nummer__lt=punkt.nummer).order_by("-nummer").first()
    else:
        nachbar = punkte.filter(nummer__gt=punkt.nummer).order_by("nummer").first()
    if nachbar is None:
        return
    # Die Nummer ist je Sitzung eindeutig: Der Tausch geht über eine freie.
    punkte.filter(pk=nachbar.pk).update(nummer=_naechste(punkte), version=F("version") + 1)
    punkte.filter(pk=punkt.pk).update(nummer=nachbar.nummer, version=F("version") + 1)
    punkte.filter(pk=nachbar.pk).update(nummer=punkt.nummer)


@transaction.atomic
def punkt_streichen(*, punkt: Tagesordnungspunkt) -> None:
    """Ein Punkt ohne Ergebnis, Beschluss und Aufgabe, auch stornierte, verschwindet; das Änderungsprotokoll behält ihn, die Nummern rücken auf."""
    sitzung = _offen(punkt.sitzung)
    haengt_daran = (modell.auch_stornierte.filter(punkt=punkt).exists() for modell in (Beschluss, Aufgabe))
    if punkt.ergebnis or any(haengt_daran):
        raise ValidationError(
            "Zu diesem Punkt gibt es schon ein Ergebnis, einen Beschluss oder eine Aufgabe. Er bleibt stehen."
        )
    punkt.delete()
    for nummer, rest in enumerate(Tagesordnungspunkt.objects.filter(sitzung=sitzung).order_by("nummer"), 1):
        if rest.nummer != nummer:
            Tagesordnungspunkt.objects.filter(pk=rest.pk).update(nummer=nummer)


# --- Niederschrift und Beschlüsse -------------------------------------------------------------------------------------------


@transaction.atomic
def niederschrift_schreiben(
    *, sitzung: Sitzung, ergebnisse: dict[int, str], durch: Zugang, heute: date, jetzt: datetime
) -> None:
    """Ergebnis je Punkt und freie Niederschrift; beim zweiten Mal ist es eine Berichtigung und behält Zeitpunkt und Person.

    Der Stand der Sitzung (`sitzung.version`) gilt für alle Punkte zugleich.
    """
    stand = gesperrt(sitzung, vergleichen=True)
    pruefe(satz_zur_niederschrift(stand.am, heute=heute, ist_abgesagt=stand.abgesagt_am is not None))
    for punkt in Tagesordnungspunkt.objects.filter(sitzung=sitzung, pk__in=ergebnisse):
        if punkt.ergebnis != ergebnisse[punkt.pk]:
            aendern(punkt, ergebnis=ergebnisse[punkt.pk])
    erstes = {"niederschrift_am": jetzt, "niederschrift_von_id": durch.benutzer_id} if stand.niederschrift_am is None else {}
    aendern(sitzung, "niederschrift", "teilnehmende", **erstes)


@transaction.atomic
def beschluss_fassen(*, beschluss: Beschluss, sitzung: Sitzung, heute: date) -> Beschluss:
    """Nächster Beschluss der Sitzung, fortlaufend nummeriert; ein stornierter behält seine Nummer."""
    stand = gesperrt(sitzung)
    pruefe(satz_zur_niederschrift(stand.am, heute=heute, ist_abgesagt=stand.abgesagt_am is not None))
    beschluss.sitzung, beschluss.nummer = stand, _naechste(Beschluss.auch_stornierte.filter(sitzung=stand))
    return einmal_anlegen(beschluss)[0]


@transaction.atomic
def beschluss_berichtigen(*, beschluss: Beschluss) -> None:
    """Schreibfehler im Text oder falscher Punkt; die Nummer bleibt, die frühere Fassung steht im Änderungsprotokoll."""
    aendern(beschluss, "text", "punkt")


# --- Aufgaben -----------------------------------------------------------------------------------------------------------


def verantwortlich(aufgabe: Aufgabe) -> Q:
    """Wer eine Aufgabe bekommt: die Leitungen des Trägers (bei der Stadt auch die Steuerung), ohne Träger die Koordination."""
    if aufgabe.traeger_id is None:
        return Q(rolle=Rolle.KOORDINATION)
    return Q(traeger=aufgabe.traeger_id, rolle__in=[Rolle.LEITUNG, Rolle.STEUERUNG])


def sache(aufgabe: Aufgabe) -> Sache:
    return Sache(f"Aufgabe {aufgabe.pk}", reverse("traeger:aufgabe-detail", args=[aufgabe.pk]), Recht.SITZUNG_LESEN)


def fristen(*, ab: date, bis: date) -> Iterator[Frist]:
    """Offene Aufgaben, die in diesen Tagen fällig sind (`settings.FRISTEN`)."""
    for aufgabe in Aufgabe.objects.filter(erledigt_am__isnull=True, faellig_am__range=(ab, bis)):
        yield Frist(sache(aufgabe), aufgabe.faellig_am, [verantwortlich(aufgabe)])


@transaction.atomic
def aufgabe_verteilen(*, aufgabe: Aufgabe, durch: Zugang, heute: date) -> Aufgabe:
    """Neue Aufgabe mit Frist; eine Frist in der Vergangenheit wäre von Anfang an versäumt."""
    if aufgabe.faellig_am < heute:
        raise ValidationError({"faellig_am": "Die Frist liegt in der Vergangenheit."})
    aufgabe.angelegt_von_id = durch.benutzer_id
    aufgabe, ist_neu = einmal_anlegen(aufgabe)
    if ist_neu:
        mitteilen(verantwortlich(aufgabe), Anlass.ZUGEWIESEN, sache(aufgabe), tag=heute, durch=durch)
    return aufgabe


@transaction.atomic
def aufgabe_aendern(*, aufgabe: Aufgabe, durch: Zugang, heute: date) -> None:
    """Wortlaut und Zuständigkeit einer offenen Aufgabe. Die Frist nie: Sie hat ihre eigene Berichtigung mit Begründung."""
    stand = _offene(aufgabe, vergleichen=True)
    aendern(aufgabe, "titel", "beschreibung", "traeger", "ansprechperson")
    if stand.traeger_id != aufgabe.traeger_id:
        erledigt(sache(aufgabe).pfad)
        mitteilen(verantwortlich(aufgabe), Anlass.UEBERGEBEN, sache(aufgabe), tag=heute, durch=durch)


@transaction.atomic
def frist_berichtigen(*, aufgabe: Aufgabe, neu: date, grund: str, durch: Zugang) -> None:
    """Die Frist einer offenen Aufgabe mit Begründung, auf dem Stand, den `aufgabe.version` nennt; die Datenbank setzt sie.

    Was zur alten Frist in einer Glocke steht, ist damit erledigt; die Verantwortlichen erfahren die neue.
    """
    stand = _offene(aufgabe, vergleichen=True)
    pruefe(satz_zur_frist(neu, bisher=stand.faellig_am, verteilt=timezone.localdate(stand.angelegt_am)))
    Fristberichtigung.objects.create(
        aufgabe=stand, alt=stand.faellig_am, neu=neu, grund=grund, berichtigt_von_id=durch.benutzer_id
    )
    aendern(stand, faellig_am=neu)  # hat die Datenbank schon getan; so kennt auch diese Zeile Frist und Stand
    erledigt(sache(stand).pfad, nur={*FRISTEN, Anlass.FRIST})
    mitteilen(verantwortlich(stand), Anlass.FRIST, sache(stand), tag=neu, durch=durch)


def _offene(aufgabe: Aufgabe, *, vergleichen: bool) -> Aufgabe:
    """Die gesperrte Aufgabe, wenn sie noch offen ist."""
    stand = gesperrt(aufgabe, vergleichen=vergleichen)
    pruefe(satz_zur_offenen(ist_erledigt=stand.erledigt_am is not None, ist_storniert=stand.storniert_am is not None))
    return stand


@transaction.atomic
def aufgabe_erledigen(*, aufgabe: Aufgabe, ergebnis: str, durch: Zugang, jetzt: datetime) -> None:
    """Erledigt mit einem Satz, was herauskam."""
    stand = gesperrt(aufgabe, vergleichen=True)
    if stand.erledigt_am is not None:
        raise ValidationError("Diese Aufgabe ist schon erledigt.")
    aendern(stand, erledigt_am=jetzt, erledigt_von_id=durch.benutzer_id, ergebnis=ergebnis)
    erledigt(sache(stand).pfad)


@transaction.atomic
def aufgabe_oeffnen(*, aufgabe: Aufgabe, durch: Zugang, heute: date) -> None:
    """Doch nicht erledigt: Die Frist bleibt, wie sie war; was als Ergebnis dastand, steht im Änderungsprotokoll.

    Zurück geht sie an die, die verantwortlich sind, und an die Person, die sie erledigt hatte.
    """
    stand = gesperrt(aufgabe)
    if stand.erledigt_am is None:
        raise ValidationError("Diese Aufgabe ist schon offen.")
    wer = verantwortlich(stand) | Q(benutzer=stand.erledigt_von_id, traeger=stand.traeger_id)
    aendern(stand, erledigt_am=None, erledigt_von=None, ergebnis="")
    mitteilen(wer, Anlass.ZURUECK, sache(stand), tag=heute, durch=durch)
