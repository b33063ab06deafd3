"""Werkzeug der Demodaten: erfundene Personen, Arbeitstage mit Wochen- und Jahresgang, Massenanlage. Nichts davon ist echt.

Jeder Teil zieht aus einem eigenen, benannten Zufall: dieselben Angaben ergeben dieselben Zeilen, unabhängig von Uhr,
Reihenfolge und den übrigen Teilen.
"""

import json
import uuid
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate, islice
from random import Random
from typing import Any

from django.db import connection, models
from django.utils import timezone

from arge.zahlen.feiertage import ist_arbeitstag
from arge.zahlen.zeitraum import TAG
from traeger.management.namen import SPRACHRAEUME, Sprachraum
from traeger.models import Fachkraft, Quartier, Stadtteil, Traeger
from traeger.zugang import Zugang

#: Beginn der ARGE Integration (Konzept 3.1); davor die ARGE Flüchtlingsarbeit.
VERTRAGSBEGINN = date(2026, 1, 1)
STAPEL = 2000
IM, MBE, EA = 0, 1, 2
#: Dienstag und Donnerstag sind Beratungstage, freitags ist wenig; August und Dezember sind ruhiger.
WOCHENTAG = (1.0, 1.25, 0.7, 1.3, 0.55, 0.0, 0.0)
MONAT = (1.05, 1.0, 1.1, 0.95, 0.95, 0.95, 0.9, 0.55, 1.05, 1.1, 1.1, 0.6)


class Kalender:
    """Arbeitstage mit Gewicht, an denen `offen` ist; zieht einen Tag aus einem Zeitraum in logarithmischer Zeit."""

    def __init__(self, von: date, bis: date, offen: Callable[[date], bool] = lambda _: True) -> None:
        alle = [von + timedelta(n) for n in range((bis - von).days + 1)]
        self.tage = [tag for tag in alle if ist_arbeitstag(tag) and not _zwischen_den_jahren(tag) and offen(tag)]
        self._summe = [0.0, *accumulate(WOCHENTAG[t.weekday()] * MONAT[t.month - 1] for t in self.tage)]

    def hat(self, von: date, bis: date) -> bool:
        """Ob in diesem Zeitraum überhaupt ein Tag offen ist."""
        return bisect_left(self.tage, von) < bisect_right(self.tage, bis)

    def tag(self, zufall: Random, von: date, bis: date) -> date:
        """Ein Arbeitstag von … bis; gibt es keinen, der letzte davor, sonst der erste überhaupt."""
        a, e = bisect_left(self.tage, von), bisect_right(self.tage, bis)
        if a >= e:
            return self.tage[max(a - 1, 0)]
        ziel = self._summe[a] + zufall.random() * (self._summe[e] - self._summe[a])
        return self.tage[min(bisect_right(self._summe, ziel) - 1, e - 1)]

    def tage_im(self, zufall: Random, von: date, bis: date, anzahl: int) -> list[date]:
        """Bis zu `anzahl` verschiedene Arbeitstage in zeitlicher Folge; keiner, wenn keiner offen ist."""
        return sorted({self.tag(zufall, von, bis) for _ in range(anzahl)}) if self.hat(von, bis) else []

    def ab(self, tag: date) -> date | None:
        """Der Tag selbst oder der nächste offene; None, wenn keiner mehr kommt."""
        stelle = bisect_left(self.tage, tag)
        return self.tage[stelle] if stelle < len(self.tage) else None


def _zwischen_den_jahren(tag: date) -> bool:
    """Die Häuser schließen vom 24. Dezember bis Neujahr."""
    return tag.month == 12 and tag.day >= 24


@dataclass(frozen=True)
class Kraft:
    """Fachkraft mit Konto, den Arbeitsfeldern, in denen sie von … bis arbeitet, mit Gewicht, und ihren Abwesenheiten."""

    fachkraft: Fachkraft
    benutzer_id: int
    felder: dict[str, tuple[date, date | None, float]]
    abwesend: list[tuple[date, date]] = field(default_factory=list)

    def fehlt(self, am: date) -> bool:
        """Ob sie an diesem Tag im Urlaub oder sonst nicht da ist."""
        return any(von <= am <= bis for von, bis in self.abwesend)


@dataclass
class Demo:
    """Was alle Teile der Demodaten wissen: Zeit, Faktor, Träger, Zugänge, Fachkräfte.

    `ende` ist der letzte Tag der Daten, `letzter` der letzte Tag, an dem schon gearbeitet ist: Ist `ende` heute, war das
    gestern, damit nichts später erfasst ist als jetzt – und derselbe Tag zu jeder Stunde dieselben Zeilen gibt.
    """

    jahr: int
    heute: date
    faktor: int = 1
    saat: str = "arge"
    passwort: str = ""
    traeger: dict[str, Traeger] = field(default_factory=dict)
    leitung: dict[str, Zugang] = field(default_factory=dict)
    kraefte: dict[str, list[Kraft]] = field(default_factory=dict)
    konten: list[tuple[str, str]] = field(default_factory=list)
    stadtteile: dict[str, Stadtteil] = field(default_factory=dict)
    quartiere: list[Quartier] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.beginn = date(self.jahr - 1, 1, 1)
        jahresende = date(self.jahr, 12, 31)
        self.ende = self.heute if date(self.jahr, 1, 1) <= self.heute <= jahresende else jahresende
        self.letzter = self.ende - TAG if self.ende == timezone.localdate() else self.ende
        self.kalender = Kalender(self.beginn - timedelta(1500), self.letzter)
        self._teams: dict[tuple[str, str], Kalender] = {}

    def zufall(self, name: str) -> Random:
        """Eigener Zufall dieses Teils."""
        return Random(f"{self.saat}|{self.jahr}|{self.heute}|{self.faktor}|{name}")  # noqa: S311 – erfundene Daten

    def zeitpunkt(self, zufall: Random, am: date, tage_spaeter: int = 0, kraft: Kraft | None = None) -> datetime:
        """Zeitpunkt während der Arbeitszeit, an einem Arbeitstag, an dem `kraft` da ist; nie nach dem letzten Tag der Arbeit."""
        tag = self.kalender.ab(am + timedelta(tage_spaeter))
        while tag and kraft and kraft.fehlt(tag):
            tag = self.kalender.ab(tag + TAG)
        tag = tag or (am if self.kalender.hat(am, am) else self.kalender.tage[-1])
        return timezone.make_aware(datetime.combine(tag, time(zufall.randint(8, 17), zufall.randint(0, 59))))

    def kalender_von(self, traeger: str, feld: str) -> Kalender:
        """Die Tage, an denen in diesem Feld jemand da ist."""
        if (traeger, feld) not in self._teams:
            anfang, ende = self.kalender.tage[0], self.letzter
            self._teams[traeger, feld] = Kalender(anfang, ende, lambda tag: bool(self.kraefte_am(traeger, feld, tag)))
        return self._teams[traeger, feld]

    def kraefte_am(self, traeger: str, feld: str, am: date) -> list[tuple[Kraft, float]]:
        """Fachkräfte, die an diesem Tag in dem Feld arbeiten und da sind, mit Gewicht."""
        return [(kraft, gewicht) for kraft, gewicht in self._beschaeftigt(traeger, feld, am) if not kraft.fehlt(am)]

    def _beschaeftigt(self, traeger: str, feld: str, am: date) -> list[tuple[Kraft, float]]:
        gefunden = []
        for kraft in self.kraefte[traeger]:
            von, bis, gewicht = kraft.felder.get(feld, (date.max, None, 0.0))
            if von <= am and (bis is None or am <= bis):
                gefunden.append((kraft, gewicht))
        return gefunden

    def _ging(self, traeger: str, feld: str, am: date) -> bool:
        """Ob an diesem Tag jemand aufhörte: Wer nachfolgt, übernimmt dessen Fälle, nicht die der anderen."""
        return any(k.felder[feld][1] == am for k in self.kraefte[traeger] if feld in k.felder)

    def zustaendig(
        self, zufall: Random, traeger: str, feld: str, von: date, bis: date | None
    ) -> list[tuple[Kraft, date, date | None]]:
        """Wer einen Fall nacheinander führt: bei Ausscheiden und bei neuen Fachkräften wechselt die Zuständigkeit."""
        wechsel = sorted({f[0] for k in self.kraefte[traeger] if (f := k.felder.get(feld))})
        wechsel += [f[1] + TAG for k in self.kraefte[traeger] if (f := k.felder.get(feld)) and f[1]]
        folge: list[tuple[Kraft, date]] = [(gewaehlt(zufall, self.kraefte_am(traeger, feld, von)), von)]
        for tag in sorted({w for w in wechsel if von < w <= (bis or self.ende)}):
            da = self._beschaeftigt(traeger, feld, tag)
            bisher = folge[-1][0]
            neue = [(k, g) for k, g in da if k.felder[feld][0] == tag]
            if bisher not in [k for k, _ in da]:
                folge.append((gewaehlt(zufall, neue or da), tag))
            elif (
                neue
                and not self._ging(traeger, feld, tag - TAG)
                and zufall.random() < sum(g for _, g in neue) / sum(g for _, g in da)
            ):
                folge.append((gewaehlt(zufall, neue), tag))
        enden = [tag - TAG for _, tag in folge[1:]]
        return [(k, ab, ende) for (k, ab), ende in zip(folge, [*enden, bis], strict=True)]


def gewaehlt(zufall: Random, gewichtet: list[tuple[Any, float]]) -> Any:
    """Eines von mehreren, nach Gewicht."""
    return zufall.choices([wert for wert, _ in gewichtet], [gewicht for _, gewicht in gewichtet])[0]


def kennung(zufall: Random) -> uuid.UUID:
    """UUID aus dem Zufall des Teils statt aus dem des Betriebssystems."""
    return uuid.UUID(int=zufall.getrandbits(128), version=4)


def geburt(zufall: Random, alter: int, am: date) -> date:
    """Geburtstag einer Person, die am Tag genau so alt ist."""
    return date(am.year - alter, am.month, min(am.day, 28)) - timedelta(zufall.randint(0, 364))


def name(zufall: Random, raum: Sprachraum, geschlecht: str) -> tuple[str, str]:
    """Vor- und Nachname, zufällig zusammengestellt."""
    vornamen = raum.frauen if geschlecht == "w" else raum.maenner
    return zufall.choice(vornamen.split()), zufall.choice(raum.nachnamen.split())


def sprachraum(zufall: Random, feld: int) -> Sprachraum:
    """Sprachraum nach Häufigkeit in IM, MBE oder Ehrenamt."""
    return zufall.choices(SPRACHRAEUME, [raum.gewicht[feld] for raum in SPRACHRAEUME])[0]


def telefon(zufall: Random) -> str:
    """Nummer aus dem Bereich, den die Bundesnetzagentur für erfundene Nummern freihält."""
    return f"0176 040690{zufall.randint(0, 99):02d}"


def adresse(vorname: str, nachname: str, nummer: int) -> str:
    """E-Mail unter .example: dort kann nie Post ankommen."""
    text = f"{vorname}.{nachname}".lower().translate(str.maketrans("äöüßşçğıăâțáéíúñłóńżźćąę", "aousscgiaataeiunlonzzcae"))
    return f"{text}{nummer}@beispiel.example"


def anlegen(modell: type[models.Model], zeilen: Iterable[models.Model]) -> int:
    """Legt Zeilen in Stapeln an, ohne alle zugleich im Speicher zu halten; gibt die Anzahl zurück.

    Ein Stapel reist als ein JSON-Wert: `bulk_create` baut für dieselben Zeilen Zehntausende Platzhalter und braucht doppelt
    so lang. Alle Regeln der Datenbank gelten. `erfasst_am` bleibt der Tag des Gesprächs, `auto_now_add` schriebe heute.
    """
    felder = [feld for feld in modell._meta.local_concrete_fields if not feld.primary_key and not feld.generated]
    tabelle, spalten = f'"{modell._meta.db_table}"', ", ".join(f'"{feld.column}"' for feld in felder)
    sql = (
        f"insert into {tabelle} ({spalten}) select {spalten} from json_populate_recordset(null::{tabelle}, %s) returning id"  # noqa: S608
    )
    anzahl, strom = 0, iter(zeilen)
    while stapel := list(islice(strom, STAPEL)):
        for zeile in stapel:
            zeile._prepare_related_fields_for_save(operation_name="anlegen")
        werte = [{feld.column: _wert(feld, zeile) for feld in felder} for zeile in stapel]
        with connection.cursor() as cursor:
            cursor.execute(sql, [json.dumps(werte, default=_als_text)])
            for zeile, (nummer,) in zip(stapel, cursor.fetchall(), strict=True):
                zeile.pk, zeile._state.adding, zeile._state.db = nummer, False, connection.alias
        anzahl += len(stapel)
    return anzahl


def _wert(feld: models.Field, zeile: models.Model) -> Any:
    """Wie beim Speichern, auch verschlüsselt; nur `auto_now_add` gilt nicht."""
    return getattr(zeile, feld.attname) if getattr(feld, "auto_now_add", False) else feld.pre_save(zeile, add=True)


def _als_text(wert: Any) -> str:
    """Datum, Zahl und Kennung in der Schreibweise der Datenbank, Verschlüsseltes hexadezimal."""
    return "\\x" + bytes(wert).hex() if isinstance(wert, (bytes, memoryview)) else str(wert)
