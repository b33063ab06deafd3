"""Fachkräfte und Besetzung schreiben: Was gilt, bekommt ein Ende; überschrieben wird nur, was falsch war (Fachmodell 1).

Über mehrere Zeilen wacht die Datenbank (Migration 0007); ihre Sätze zeigt das Formular (`arge.daten.schreiben.saetze_im`).
"""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError, Q

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt
from arge.daten.zeitstand import NICHTS_ANDERS, pruefe_ende, unterschied, vermerken
from arge.zahlen.format import datum, spanne
from arge.zahlen.zeitraum import tag_danach, tag_davor
from traeger.konto.vorgaenge.mitgliedschaft import vertretungen_begrenzen
from traeger.models import Anteilmeldung, Besetzung, Fachkraft
from traeger.personal.vorgaenge.abwesenheit import abwesenheiten_begrenzen
from traeger.personal.vorgaenge.uebergabe import alles_uebergeben, offenes
from traeger.zugang import Zugang


@transaction.atomic
def fachkraft_anlegen(*, fachkraft: Fachkraft, durch: Zugang) -> Fachkraft:
    """Neue Fachkraft des eigenen Trägers; dieselbe Absendung liefert die schon angelegte."""
    fachkraft.traeger_id = durch.traeger_id
    return einmal_anlegen(fachkraft)[0]


@transaction.atomic
def fachkraft_aendern(*, fachkraft: Fachkraft, heute: date) -> Fachkraft:
    """Angaben zur Person und Konto; verliert die Fachkraft ihr Konto, enden ihre Vertretungen sofort.

    Eine Vertretung gilt für das Konto, das bei der Einrichtung zu ihr gehörte (`Vertretung.benutzer`).
    """
    vorher = gesperrt(fachkraft, vergleichen=True)
    if vorher.benutzer_id != fachkraft.benutzer_id:
        vertretungen_begrenzen(vorher.vertretungen.all(), letzter_tag=tag_davor(heute))
    return aendern(fachkraft)


@transaction.atomic
def beschaeftigung_beenden(
    *, fachkraft: Fachkraft, letzter_tag: date, durch: Zugang, heute: date, nachfolge: Fachkraft | None = None
) -> int:
    """Mit der Beschäftigung enden Besetzungen, Abwesenheiten und Vertretungen; was erst danach begänne, entfällt.

    Laufende Fälle gehen am Tag danach gesammelt an `nachfolge`; ohne sie endet nur, wer keine mehr hat. Wie viele es waren.
    Liegt danach noch ein Kontakt, weist die Datenbank ab. Länger wird eine Beschäftigung so nie.
    """
    stand = gesperrt(fachkraft, vergleichen=True)
    if letzter_tag < stand.beschaeftigt_von:
        raise ValidationError(f"Die Beschäftigung hat erst am {datum(stand.beschaeftigt_von)} begonnen.")
    if stand.beschaeftigt_bis and letzter_tag > stand.beschaeftigt_bis:
        raise ValidationError(
            f"Die Beschäftigung endet schon am {datum(stand.beschaeftigt_bis)}. Dauert sie länger, berichtigen Sie sie."
        )
    return _endet(stand, letzter_tag, durch, heute, nachfolge)


@transaction.atomic
def beschaeftigung_berichtigen(
    *, fachkraft: Fachkraft, von: date, bis: date | None, begruendung: str, durch: Zugang, heute: date,
    nachfolge: Fachkraft | None = None,
) -> int:  # fmt: skip
    """Anderer erster oder letzter Tag, weil er falsch war oder die Befristung verlängert ist; wie viele Fälle übergeben wurden.

    Warum, steht auf der Seite der Fachkraft: Zahlen vergangener Tage können sich ändern. Endet sie damit früher als bisher, ist das dieselbe Frage wie beim Beenden. Was vor dem ersten Tag liegt, nennt die Datenbank.
    """
    stand = gesperrt(fachkraft, vergleichen=True)
    if (von, bis) == (stand.beschaeftigt_von, stand.beschaeftigt_bis):
        raise ValidationError(NICHTS_ANDERS)
    if bis is not None and bis < von:
        raise ValidationError("Die Beschäftigung endet vor ihrem Beginn.")
    frueher = bis is not None and bis < (stand.beschaeftigt_bis or date.max)
    was = f"Beschäftigung {spanne(stand.beschaeftigt_von, stand.beschaeftigt_bis)} → {spanne(von, bis)}"
    vermerken(stand, was, begruendung, durch, heute)
    stand.beschaeftigt_von = von
    if frueher:
        return _endet(stand, bis, durch, heute, nachfolge)
    aendern(stand, "beschaeftigt_von", beschaeftigt_bis=bis)
    return 0


def _endet(stand: Fachkraft, letzter_tag: date, durch: Zugang, heute: date, nachfolge: Fachkraft | None) -> int:
    danach, uebergeben = tag_danach(letzter_tag), 0
    if nachfolge is not None:
        uebergeben = alles_uebergeben(fachkraft=stand, an=nachfolge, ab=danach, durch=durch)
    elif offen := offenes(fachkraft=stand, ab=danach, zugang=durch):
        raise ValidationError(f"Nach diesem Tag laufen noch {offen}. Bitte wählen Sie, wer sie übernimmt.")
    try:
        stand.besetzungen.filter(von__gt=letzter_tag).delete()
    except ProtectedError as fehler:
        raise ValidationError("An einer Besetzung nach diesem Tag hängen schon Personalkosten.") from fehler
    offen = Q(bis__isnull=True) | Q(bis__gt=letzter_tag)
    stand.besetzungen.filter(offen).update(bis=letzter_tag, version=F("version") + 1)
    vertretungen_begrenzen(stand.vertretungen.all(), letzter_tag=letzter_tag)
    abwesenheiten_begrenzen(stand, letzter_tag=letzter_tag, heute=heute)
    aendern(stand, "beschaeftigt_von", beschaeftigt_bis=letzter_tag)
    return uebergeben


@transaction.atomic
def besetzung_anlegen(*, besetzung: Besetzung) -> Besetzung:
    """Besetzung einer Fachkraft (im Formular gesetzt); dieselbe Absendung liefert die schon angelegte."""
    return einmal_anlegen(besetzung)[0]


@transaction.atomic
def besetzung_berichtigen(*, besetzung: Besetzung, begruendung: str, durch: Zugang, heute: date) -> None:
    """Was falsch eingetragen war, mit Begründung auf der Seite der Fachkraft; ändert auch die Zahlen vergangener Tage."""
    stand = gesperrt(besetzung, vergleichen=True)
    was = unterschied(stand, besetzung, ("stellenanteil", "vzae", "von", "bis"))
    if not was:
        raise ValidationError(NICHTS_ANDERS)
    aendern(besetzung)
    vermerken(besetzung.fachkraft, f"Besetzung {spanne(stand.von, stand.bis)}: {was}", begruendung, durch, heute)


@transaction.atomic
def besetzung_aendern_ab(*, besetzung: Besetzung, ab: date, vzae: Decimal) -> Besetzung:
    """Anderer Umfang ab einem Tag: ein neuer Zeitraum; der alte endet am Vortag und bleibt lesbar."""
    stand = gesperrt(besetzung, vergleichen=True)
    if ab <= stand.von:
        raise ValidationError(
            f"Die Besetzung gilt ab {datum(stand.von)}. Ein neuer Umfang beginnt frühestens am {datum(tag_danach(stand.von))};"
            " war er von Anfang an falsch, berichtigen Sie die Besetzung."
        )
    if stand.bis and ab > stand.bis:
        raise ValidationError(f"Die Besetzung endet am {datum(stand.bis)}. Legen Sie für danach eine neue an.")
    if vzae == stand.vzae:
        raise ValidationError("Der Umfang ist derselbe wie bisher.")
    neu = Besetzung(
        traeger_id=stand.traeger_id, stellenanteil_id=stand.stellenanteil_id, fachkraft_id=stand.fachkraft_id,
        vzae=vzae, von=ab, bis=stand.bis,
    )  # fmt: skip
    aendern(stand, bis=tag_davor(ab))
    return einmal_anlegen(neu)[0]


@transaction.atomic
def besetzung_beenden(*, besetzung: Besetzung, letzter_tag: date) -> None:
    """Die Besetzung gilt bis einschließlich dieses Tages; verlängert wird so nie."""
    stand = gesperrt(besetzung, vergleichen=True)
    pruefe_ende(stand, letzter_tag, "Die Besetzung")
    aendern(stand, bis=letzter_tag)


@transaction.atomic
def anteil_melden(*, meldung: Anteilmeldung, durch: Zugang) -> Anteilmeldung:
    """Was von einem kirchlichen Stellenanteil auf die Stadt entfiel; dieselbe Absendung liefert die schon angelegte."""
    meldung.traeger_id, meldung.gemeldet_von_id = durch.traeger_id, durch.benutzer_id
    return einmal_anlegen(meldung)[0]
