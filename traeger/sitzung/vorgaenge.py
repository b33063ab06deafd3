"""Sitzungen einladen, Niederschrift führen, beschließen und Aufgaben verteilen – über alle Träger (Konzept, Anlage).

Nach der Niederschrift ist eine Sitzung fest: Termin, Tagesordnung und Absage ändern sich nicht mehr. Berichtigt werden nur
Ergebnisse, Text der Niederschrift, Teilnehmende und Beschlüsse. Ein eigener Stand „in Berichtigung“ wäre eine zweite Wahrheit neben der
ersten: Es gilt immer der letzte Stand, Zeitpunkt und Person der ersten Niederschrift bleiben, und jede frühere Fassung steht im
Änderungsprotokoll der Datenbank. Aufgaben leben unabhängig davon weiter, denn sie werden nach der Sitzung erledigt.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.urls import reverse

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt, pruefe
from traeger.begriffe import Anlass, Recht, Rolle
from traeger.mitteilung.dokumente import Frist, Sache
from traeger.mitteilung.vorgaenge import erledigt, mitteilen
from traeger.models import Aufgabe, Beschluss, Sitzung, Tagesordnungspunkt
from traeger.sitzung.regeln import satz_zum_termin, satz_zur_aenderung, satz_zur_niederschrift
from traeger.zugang import Zugang

PUNKTE_HOECHSTENS = 40


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
    """Termin und Ort vor der Niederschrift, auf dem Stand, den `sitzung.version` nennt."""
    _offen(sitzung, vergleichen=True)
    pruefe(satz_zum_termin(sitzung.am, heute=heute, gilt_ab=sitzung.vereinbarung.von, gilt_bis=sitzung.vereinbarung.bis))
    aendern(sitzung, "vereinbarung", "art", "am", "beginn", "ende", "ort", "teilnehmende")


@transaction.atomic
def sitzung_absagen(*, sitzung: Sitzung, durch: Zugang, jetzt: datetime) -> None:
    """Sitzung fällt aus; sie bleibt mit ihrer Tagesordnung stehen."""
    aendern(_offen(sitzung), abgesagt_am=jetzt, abgesagt_von_id=durch.benutzer_id)


@transaction.atomic
def absage_zuruecknehmen(*, sitzung: Sitzung) -> None:
    """Die Sitzung findet doch statt: Zu diesem Zeitpunkt ließe sich keine zweite anlegen."""
    stand = gesperrt(sitzung)
    if stand.abgesagt_am is None:
        raise ValidationError("Diese Sitzung ist nicht abgesagt.")
    aendern(stand, abgesagt_am=None, abgesagt_von=None)


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
    """Ein Punkt ohne Ergebnis und Beschluss verschwindet; das Änderungsprotokoll behält ihn, die Nummern rücken auf."""
    sitzung = _offen(punkt.sitzung)
    if punkt.ergebnis or punkt.beschluesse.exists():
        raise ValidationError("Zu diesem Punkt gibt es schon ein Ergebnis oder einen Beschluss. Er bleibt stehen.")
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
    """Wortlaut und Zuständigkeit einer offenen Aufgabe. Die Frist nie: Fristen wandern nicht (Fachmodell 6)."""
    stand = gesperrt(aufgabe, vergleichen=True)
    if stand.erledigt_am is not None:
        raise ValidationError("Diese Aufgabe ist erledigt. Öffnen Sie sie zuerst wieder.")
    aendern(aufgabe, "titel", "beschreibung", "traeger", "ansprechperson")
    if stand.traeger_id != aufgabe.traeger_id:
        erledigt(sache(aufgabe).pfad)
        mitteilen(verantwortlich(aufgabe), Anlass.UEBERGEBEN, sache(aufgabe), tag=heute, durch=durch)


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
