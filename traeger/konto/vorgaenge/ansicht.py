"""Gemerkte Ansichten einer Liste anlegen und ändern."""

from django.core.exceptions import ValidationError
from django.db import connection

from traeger.models import Ansicht
from traeger.models.ansicht import ANSICHTEN_JE_MITGLIEDSCHAFT
from traeger.zugang import Zugang

ZU_VIELE = (
    f"Sie haben schon {ANSICHTEN_JE_MITGLIEDSCHAFT} Ansichten gemerkt. Bitte löschen Sie unter „Mein Konto“ zuerst eine."
)


def ansicht_merken(*, name: str, adresse: str, liste: str, angaben: str, immer: bool, durch: Zugang) -> Ansicht:
    """Merkt eine Auswahl. Zweimal dasselbe ist eine; ValidationError bei der 41. einer Mitgliedschaft."""
    with connection.cursor() as cursor:  # ein doppelter Klick wartet auf den ersten, statt an seinem Namen zu scheitern
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ansicht:{durch.mitgliedschaft_id}"])
    eigene = Ansicht.objects.fuer(durch)
    if (schon := eigene.filter(name=name, adresse=adresse, angaben=angaben, immer=immer).first()) is not None:
        return schon
    if eigene.count() >= ANSICHTEN_JE_MITGLIEDSCHAFT:
        raise ValidationError(ZU_VIELE, code="zu_viele")
    if immer:
        _nicht_mehr_immer(adresse, durch)
    return Ansicht.objects.create(
        traeger_id=durch.traeger_id, benutzer_id=durch.benutzer_id, mitgliedschaft_id=durch.mitgliedschaft_id,
        name=name, adresse=adresse, liste=liste, angaben=angaben, immer=immer,
    )  # fmt: skip


def ansicht_aendern(*, ansicht: Ansicht, name: str, immer: bool, durch: Zugang) -> None:
    """Anderer Name, oder ob die Liste immer so aufgeht."""
    if immer:
        _nicht_mehr_immer(ansicht.adresse, durch)
    Ansicht.objects.fuer(durch).filter(pk=ansicht.pk).update(name=name, immer=immer)


def _nicht_mehr_immer(adresse: str, durch: Zugang) -> None:
    """Eine Liste geht mit einer Ansicht auf; wer eine andere wählt, löst die bisherige ab."""
    Ansicht.objects.fuer(durch).filter(adresse=adresse, immer=True).update(immer=False)
