"""Namenssuche: Umlaute, Akzente und Groß-/Kleinschreibung gelten gleich; dieselbe Regel in Python und in SQL."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower

#: Großbuchstaben auch, weil `lower()` in der Sortierung C nur ASCII kennt.
UMSCHRIFT = (
    "ÄÖÜäöüÉÈÊËéèêëÁÀÂÃÅáàâãåÍÌÎÏíìîïÓÒÔÕØóòôõøÚÙÛúùûÇçĆČćčŞŠşšŽŹŻžźżĞğİıŁłÑŃñńÝýĐđŘřŤťŮůŐőŰű",
    "aouaoueeeeeeeeaaaaaaaaaaiiiiiiiioooooooooouuuuuuccccccsssszzzzzzggiillnnnnyyddrrttuuoouu",
)
_TABELLE = str.maketrans(*UMSCHRIFT)


def suchschluessel(text: str) -> str:
    """Was jemand ins Suchfeld tippt, in der Form der Spalte `suchname`."""
    klein = "".join(zeichen.lower() if zeichen.isascii() else zeichen for zeichen in " ".join(text.split()))
    return klein.replace("ß", "ss").translate(_TABELLE)


def suchname() -> Func:
    """Spaltenausdruck „nachname, vorname“ als Suchschlüssel; Präfixsuche bleibt so unter RLS im Index (qualitaet 1.4)."""
    name = Lower(Concat(F("nachname"), Value(", "), F("vorname")))
    ohne_sz = Func(name, Value("ß"), Value("ss"), function="replace")
    return Func(ohne_sz, Value(UMSCHRIFT[0]), Value(UMSCHRIFT[1]), function="translate", output_field=models.TextField())


def name_passt(text: str, pfad: str = "suchname") -> Q:
    """Präfixsuche über „nachname, vorname“; zwei Wörter gelten in beiden Reihenfolgen, eine Zahl als Nummer der Zeile.

    Nur Präfixe: sie bleiben unter Row-Level-Security im Index (qualitaet 1.4).
    """
    if text.strip().isdecimal() and len(text) < 12:
        return Q(pk=int(text))
    schluessel = suchschluessel(text)
    treffer = Q(**{f"{pfad}__startswith": schluessel})
    vorn, _, hinten = schluessel.replace(",", "").rpartition(" ")
    if vorn:
        treffer |= Q(**{f"{pfad}__startswith": f"{hinten}, {vorn}"}) | Q(**{f"{pfad}__startswith": f"{vorn}, {hinten}"})
    return treffer
