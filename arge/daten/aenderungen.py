"""Wer wann was an einer Sache geändert hat: das Änderungsprotokoll in Worten, ohne geschützten Text.

Gelesen wird unter der Zeilensicherheit der Zeilen selbst (`protokoll_lesen`), also höchstens, was auch die Akte zeigt. Verschlüsselte Texte
stehen in keinem Ereignis: Dass nur der Stand einer Zeile weiterzählte, heißt, dass ihr Text neu gespeichert wurde – vielleicht unverändert.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import BigIntegerField, F, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, JSONObject

from arge.daten.abfragen import vorbereitet
from arge.daten.suche import voller_name
from arge.daten.verschluesselung import VerschluesselterText
from arge.daten.zeitstand import eingetragene, lesbar, unterschied
from arge.zahlen.format import FEHLT
from arge.zahlen.seither import ereignis_von

#: Ereignisse je Seite, und wie weit zurück geblättert wird (kein OFFSET über 1.000).
JE_SEITE, LETZTE_SEITE = 30, 33
HIERHER, WEG = "aus einer anderen Akte hierher verschoben", "in eine andere Akte verschoben"


def wort(zeile: models.Model) -> str:
    return str(zeile._meta.verbose_name)


@dataclass(frozen=True)
class Verfolgt:
    """Zeilen eines Modells, deren Änderungen im Protokoll einer Sache stehen.

    `nummer`: das Feld der Sache mit der Nummer der Zeile („pk“ für sie selbst, „person_id“); ohne es sind es alle Zeilen, die mit
    `PROTOKOLL_NACH` auf sie verweisen, auch gelöschte und verschobene. `name` nennt eine Zeile; `neu`: was von einer neuen dasteht,
    ohne Angabe alles, was eingetragen ist.
    """

    modell: type[models.Model]
    nummer: str = ""
    name: Callable[[Any], str] = wort
    neu: str = ""

    @property
    def ereignis(self) -> Any:
        return ereignis_von(self.modell)

    @property
    def ueber(self) -> str:
        return "" if self.nummer else self.modell.PROTOKOLL_NACH  # type: ignore[attr-defined]

    @property
    def felder(self) -> list[Any]:
        """Was sich in Worten sagen lässt: Eingetragenes, das im Ereignis steht; wozu die Zeile gehört und wer handelte, steht daneben."""
        da = {f.name for f in self.ereignis._meta.concrete_fields} - {self.ueber, "person"}
        return [f for f in eingetragene(self.modell) if f.name in da and not _ist_konto(f)]

    @property
    def geschuetzt(self) -> list[str]:
        return [str(f.verbose_name) for f in self.modell._meta.concrete_fields if isinstance(f, VerschluesselterText)]

    def ereignisse(self, traeger: int, nummer: int) -> Iterator[QuerySet[Any]]:
        """Abfragen, die zusammen jedes Ereignis genau einmal liefern; die zweite kennt, was von hier wegging."""
        alle = self.ereignis._default_manager.filter(traeger=traeger)
        if not self.ueber:
            yield alle.filter(pgh_obj=nummer)
            return
        yield alle.filter(**{self.ueber: nummer})
        if self._wandert:
            waren_hier = alle.filter(**{self.ueber: nummer}).values("pgh_obj")
            davor = _davor(alle).values(f"{self.ueber}_id")[:1]
            fort = alle.filter(pgh_obj__in=waren_hier).exclude(**{self.ueber: nummer})
            # Nur das erste Ereignis je Verschieben: Was danach in der anderen Akte geschieht, kann viel sein und gehört nicht hierher.
            je_mal = (
                fort.order_by()
                .values("pgh_obj", self.ueber, "verschoben_am")
                .annotate(erstes=Min("pgh_id"))
                .values("erstes")
            )
            yield alle.filter(pgh_id__in=je_mal).annotate(kam_von=Subquery(davor)).filter(kam_von=nummer)

    @property
    def _wandert(self) -> bool:
        return any(f.name == "verschoben_am" for f in self.modell._meta.concrete_fields)

    def mit_zeilen(self, art: int, traeger: int, nummer: int) -> Iterator[QuerySet[Any]]:
        """Dazu die Zeile nachher und vorher, mit den Namen dessen, worauf sie verweist."""
        alle = self.ereignis._default_manager.filter(traeger=traeger)
        vorher = Subquery(_davor(alle).values(z=self._als_json())[:1])
        for menge in self.ereignisse(traeger, nummer):
            yield _mit_konto(menge).annotate(z_art=Value(art), z_zeile=self._als_json(), z_vorher=vorher)

    def _als_json(self) -> JSONObject:
        meta = self.ereignis._meta
        mehr = [f.attname for f in meta.concrete_fields if f.name in ("version", "storniert_am", "storno_grund", self.ueber)]
        worte = {f"{f.attname}_wort": _wort(f) for f in self.felder if f.is_relation}
        return JSONObject(**{n: F(n) for n in [*(f.attname for f in self.felder), *mehr]}, **worte)

    def zeile(self, werte: dict[str, Any]) -> models.Model:
        """Eine Zeile, wie sie war; Verweise sind schon Namen."""
        mit_art = {f.attname: f for f in self.modell._meta.concrete_fields if f.attname in werte}
        zeile = self.modell(**{name: f.to_python(werte[name]) for name, f in mit_art.items()})
        for f in self.felder:
            if f.is_relation:
                f.set_cached_value(zeile, werte[f"{f.attname}_wort"])  # type: ignore[attr-defined]
        return zeile

    def in_worten(self, ereignis: "Ereignis", hier: int) -> str:
        """Was geschah, oder nichts, wo die Datenbank nur nachrechnete."""
        neu, alt = self.zeile(ereignis.zeile), self.zeile(ereignis.vorher) if ereignis.vorher else None
        if ereignis.label == "insert" or alt is None:
            return self.neu or f"neu: {self._alles(neu)}"
        if ereignis.label == "delete":
            return f"gelöscht: {self._alles(neu)}"
        if self.ueber and (bei := (getattr(alt, f"{self.ueber}_id"), getattr(neu, f"{self.ueber}_id"))) != (hier, hier):
            return WEG if bei[1] != hier else HIERHER
        if getattr(alt, "storniert_am", None) != getattr(neu, "storniert_am", None):
            return f"storniert: {lesbar(neu, 'storno_grund')}" if neu.storniert_am else "wiederhergestellt"  # type: ignore[attr-defined]
        was = unterschied(alt, neu, tuple(f.name for f in self.felder))
        return was or (f"{' und '.join(self.geschuetzt)} neu gespeichert" if self.geschuetzt else "")

    def _alles(self, zeile: models.Model) -> str:
        worte = ((f, lesbar(zeile, f.name)) for f in self.felder)
        return "; ".join(f"{f.verbose_name}: {wort}" for f, wort in worte if wort != FEHLT)


@dataclass
class Ereignis:
    """Eine Zeile des Änderungsprotokolls."""

    art: int
    nummer: int
    am: datetime
    label: str
    vorgang: Any
    wer: str | None
    zeile: dict[str, Any]
    vorher: dict[str, Any] | None


@dataclass
class Vorgang:
    """Was jemand mit einem Knopfdruck änderte: (woran, was)."""

    am: datetime
    wer: str
    saetze: list[tuple[str, str]] = field(default_factory=list)


SPALTEN = ("z_art", "pgh_id", "pgh_created_at", "pgh_label", "pgh_context_id", "z_wer", "z_zeile", "z_vorher")


def aenderungen(verfolgt: tuple[Verfolgt, ...], sache: Any, seite: int) -> tuple[list[Vorgang], bool]:
    """Eine Seite des Protokolls, neueste zuerst, und ob es Älteres gibt; eine Abfrage."""
    zeilen = _ereignisse(*_nummern(verfolgt, sache), verfolgt, seite, JE_SEITE)
    vorgaenge: list[Vorgang] = []
    zuletzt = None
    for ereignis in (Ereignis(*zeile) for zeile in zeilen[:JE_SEITE]):
        v = verfolgt[ereignis.art]
        if was := v.in_worten(ereignis, sache.pk):
            if (ereignis.am, ereignis.vorgang, ereignis.wer) != zuletzt:
                zuletzt = ereignis.am, ereignis.vorgang, ereignis.wer
                vorgaenge.append(Vorgang(ereignis.am, ereignis.wer or "vom Programm"))
            vorgaenge[-1].saetze.append((v.name(v.zeile(ereignis.zeile)), was))
    return vorgaenge, len(zeilen) > JE_SEITE and seite < LETZTE_SEITE


def zuletzt_geaendert(verfolgt: tuple[Verfolgt, ...], sache: Any) -> tuple[datetime, str | None] | None:
    """Wann und von wem; eine Abfrage."""
    return next(iter(_zuletzt(*_nummern(verfolgt, sache), verfolgt)), None)


#: Träger, Sache, Person: Nummern, die es nicht gibt. Beide Abfragen bauen sich einmal; das kostet zehnmal so viel, wie sie zu stellen.
PLAETZE = (-11, -12, -13)


def _nummern(verfolgt: Sequence[Verfolgt], sache: Any) -> tuple[int, int, int]:
    mit_person = any(v.nummer == "person_id" for v in verfolgt)
    return sache.traeger_id, sache.pk, sache.person_id if mit_person else sache.pk


def _je_modell(verfolgt: Sequence[Verfolgt], akte: int, person: int) -> Iterator[tuple[int, Verfolgt, int]]:
    for art, v in enumerate(verfolgt):
        yield art, v, person if v.nummer == "person_id" else akte


@vorbereitet(*PLAETZE, merken=16)
def _ereignisse(
    traeger: int, akte: int, person: int, verfolgt: tuple[Verfolgt, ...], seite: int, je_seite: int
) -> QuerySet[Any]:
    ab, bis = (seite - 1) * je_seite, seite * je_seite + 1
    teile = [
        teil.order_by("-pgh_id").values_list(*SPALTEN)[:bis]
        for art, v, nummer in _je_modell(verfolgt, akte, person) for teil in v.mit_zeilen(art, traeger, nummer)
    ]  # fmt: skip
    return teile[0].union(*teile[1:], all=True).order_by("-pgh_created_at", "z_art", "-pgh_id")[ab:bis]


@vorbereitet(*PLAETZE, merken=4)
def _zuletzt(traeger: int, akte: int, person: int, verfolgt: tuple[Verfolgt, ...]) -> QuerySet[Any]:
    teile = [
        _mit_konto(teil).order_by("-pgh_id").values_list("pgh_created_at", "z_wer")[:1]
        for _, v, nummer in _je_modell(verfolgt, akte, person) for teil in v.ereignisse(traeger, nummer)
    ]  # fmt: skip
    return teile[0].union(*teile[1:], all=True).order_by("-pgh_created_at")[:1]


def _davor(alle: QuerySet[Any]) -> QuerySet[Any]:
    """Das Ereignis derselben Zeile vor diesem."""
    return alle.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")


def _mit_konto(menge: QuerySet[Any]) -> QuerySet[Any]:
    """Dazu der Name dessen, der handelte: Ihn nennt der signierte Zugang, nie die Anwendung."""
    konto = Cast(KeyTextTransform("benutzer", "pgh_context"), BigIntegerField())
    name = get_user_model()._default_manager.filter(pk=OuterRef("z_konto")).values("name")[:1]
    return menge.annotate(z_konto=konto).annotate(z_wer=Subquery(name))


def _ist_konto(feld: Any) -> bool:
    return bool(feld.is_relation and issubclass(feld.related_model, AbstractBaseUser))  # type: ignore[arg-type]


def _wort(feld: Any) -> Subquery:
    """Der Name dessen, worauf ein Feld verweist."""
    ziel: Any = feld.related_model
    mensch = any(f.name == "nachname" for f in ziel._meta.concrete_fields)
    return Subquery(
        ziel._base_manager.filter(pk=OuterRef(feld.attname)).values(w=voller_name() if mensch else F("name"))[:1]
    )
