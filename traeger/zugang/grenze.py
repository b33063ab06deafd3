"""Wer handelt: Zugang aus der aktiven Mitgliedschaft, Rechte, und die Grenze in der Datenbank (haus 3, Mandant).

`anfrage.ZugangMiddleware` öffnet je angemeldeter Anfrage eine Transaktion und legt den Zugang mit `set_config(…, true)`
hinein; er endet mit ihr. Auf Verbindungsebene gesetzt würde er durch den Verbindungs-Pool lecken (qualitaet 1.3).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONArray
from psycopg.pq import TransactionStatus

from arge.betrieb.protokoll import vorgangsnummer
from arge.daten.abfragen import gemerkt
from arge.daten.datenbank import ROLLE_ZAHLEN
from traeger.begriffe import BEREICHE, RECHT_FELD, RECHTE, Arbeitsfeld, Bereich, Recht, Rolle
from traeger.models import Mitgliedschaft, Vertretung

#: Merker an der Verbindung, ob `zahlen()` schon gilt; eine Abfrage danach kostete jede Seite eine mehr.
ALS_ZAHLEN = "arge_als_zahlen"
AKTENFELDER = frozenset({Arbeitsfeld.MBE.value, Arbeitsfeld.IM.value})


@dataclass(frozen=True, slots=True)
class Zugang:
    """Gefrorener Ausschnitt der aktiven Mitgliedschaft; mehr weiß kein `.fuer()` und keine Policy."""

    benutzer_id: int
    mitgliedschaft_id: int | None
    rolle: Rolle | None
    traeger_id: int | None
    traeger: str
    arbeitsfelder: frozenset[str]
    bereiche: frozenset[str]
    #: Vertretungen, die heute gelten: (Nummer, vertretene Fachkraft). Ihre Arbeitsfelder stehen schon oben.
    vertretungen: tuple[tuple[int, int], ...] = ()

    @property
    def rechte(self) -> frozenset[Recht]:
        """Rechte der Rolle; Fachkräfte nur in ihren Arbeitsfeldern."""
        if self.rolle is None:
            return frozenset()
        if self.rolle != Rolle.FACHKRAFT:
            return RECHTE[self.rolle]
        return frozenset(r for r in RECHTE[self.rolle] if RECHT_FELD.get(r) in {None, *self.arbeitsfelder})

    @property
    def akten(self) -> frozenset[str]:
        """Arbeitsfelder, deren Akten dieser Zugang lesen darf."""
        return frozenset(RECHT_FELD[r].value for r in self.rechte & {Recht.FALL_LESEN, Recht.IM_LESEN})

    @property
    def bezeichnung(self) -> str:
        return f"{self.rolle.label} · {self.traeger}" if self.rolle else "ohne Mitgliedschaft"

    def darf(self, recht: str) -> bool:
        """Ob das Recht in der aktiven Mitgliedschaft steht."""
        return recht in self.rechte


def zugang_von(mitgliedschaft: Mitgliedschaft) -> Zugang:
    """Zugang aus einer Mitgliedschaft; Träger muss mitgeladen sein.

    Aus `mitgliedschaften()` geladen, bringt sie die heute geltenden Vertretungen mit: Deren Arbeitsfelder kommen für
    diese Zeit dazu (Fachmodell 0), nur in der Rolle Fachkraft. Wer abwesend ist oder wie lange, entscheidet die
    Datenbank bei jeder Anfrage neu.
    """
    rolle = Rolle(mitgliedschaft.rolle)
    vertretungen = (getattr(mitgliedschaft, "vertretungen", None) or []) if rolle == Rolle.FACHKRAFT else []
    vertreten = {feld for *_, felder in vertretungen for feld in felder}
    return Zugang(
        benutzer_id=mitgliedschaft.benutzer_id,
        mitgliedschaft_id=mitgliedschaft.pk,
        rolle=rolle,
        traeger_id=mitgliedschaft.traeger_id,
        traeger=mitgliedschaft.traeger.kurzname if mitgliedschaft.traeger else "ARGE",
        arbeitsfelder=frozenset(
            {*mitgliedschaft.arbeitsfelder, *vertreten} if rolle == Rolle.FACHKRAFT else Arbeitsfeld.values
        ),
        vertretungen=tuple((nummer, fachkraft) for nummer, fachkraft, _ in vertretungen),
        bereiche=frozenset(b.value for b in BEREICHE.get(rolle, frozenset())),
    )


def ohne_zugang(benutzer_id: int) -> Zugang:
    """Angemeldet, aber ohne gültige Mitgliedschaft: sieht nichts."""
    return Zugang(benutzer_id, None, None, None, "", frozenset(), frozenset())


def mitgliedschaften(benutzer_id: int, am: date):
    """Am Tag gültige Mitgliedschaften eines Kontos, feste Reihenfolge, mit den Vertretungen, die an dem Tag gelten."""
    return mitgliedschaften_am(am).filter(benutzer=benutzer_id)


@gemerkt
def mitgliedschaften_am(am: date):
    """Dieselben aller Konten, als Abfrage zum Eingrenzen: Sie je Anfrage neu aufzubauen kostet mehr als sie auszuführen."""
    vertretungen = Vertretung.objects.am(am).filter(traeger=OuterRef("traeger"), benutzer=OuterRef("benutzer"))
    eine = JSONArray("pk", "vertreten_id", "arbeitsfelder")
    return (
        Mitgliedschaft.objects.filter(benutzer__is_active=True)
        .am(am)
        .annotate(vertretungen=ArraySubquery(vertretungen.order_by("pk").values_list(eine)))
        .select_related("traeger")
        .order_by("pk")
    )


def _setzen(werte: dict[str, str]) -> None:
    """Werte für die laufende Transaktion setzen."""
    if not connection.in_atomic_block:
        raise RuntimeError("Ein Zugang gilt nur innerhalb einer Transaktion.")
    with connection.cursor() as cursor:
        cursor.execute(
            "select " + ", ".join(["set_config(%s, %s, true)"] * len(werte)),
            [teil for paar in werte.items() for teil in paar],
        )


def _werte(zugang: Zugang) -> dict[str, str]:
    return {
        "app.benutzer": str(zugang.benutzer_id),
        "app.traeger": str(zugang.traeger_id or ""),
        "app.akten": ",".join(sorted(zugang.akten)),
        "app.alle": ",".join(sorted(zugang.bereiche)),
        # Was während einer Vertretung gelesen wird, trägt ihre Nummer (Einsicht).
        "app.vertretung": str(zugang.vertretungen[0][0]) if zugang.vertretungen else "",
        # pghistory liest diese beiden; so braucht es keinen Eingriff in jede einzelne Anweisung. Die Nummer ist die des
        # Betriebsprotokolls: Änderung und Anfrage lassen sich einander zuordnen.
        "pghistory.context_id": vorgangsnummer(),
        "pghistory.context_metadata": json.dumps(
            {"benutzer": zugang.benutzer_id, "mitgliedschaft": zugang.mitgliedschaft_id}
        ),
    }


_LEER = dict.fromkeys(
    [
        "app.benutzer",
        "app.traeger",
        "app.akten",
        "app.alle",
        "app.vertretung",
        "pghistory.context_id",
        "pghistory.context_metadata",
    ],
    "",
)


def _jetzt() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(["coalesce(current_setting(%s, true), '')"] * len(_LEER)), list(_LEER))
        return dict(zip(_LEER, cursor.fetchone(), strict=True))


@contextmanager
def _geltend(werte: dict[str, str]) -> Iterator[None]:
    """Transaktion mit diesen Werten; in einer schon offenen werden die vorigen danach wiederhergestellt."""
    geschachtelt = connection.in_atomic_block
    with transaction.atomic():
        vorher = _jetzt() if geschachtelt else None
        _setzen(werte)
        yield
        if vorher is not None and not connection.needs_rollback:
            _setzen(vorher)


@contextmanager
def handeln(zugang: Zugang) -> Iterator[Zugang]:
    """Transaktion im Namen eines Zugangs: Middleware, Celery-Aufträge, Verwaltungsbefehle, Tests."""
    with _geltend(_werte(zugang)):
        yield zugang


@contextmanager
def technisch(*bereiche: Bereich, benutzer_id: int | None = None, traeger_id: int | None = None) -> Iterator[None]:
    """Transaktion ohne Person für Kehrer, Einladung und Stammdaten; nie für Akten."""
    werte = _LEER | {"app.alle": ",".join(b.value for b in bereiche), "app.traeger": str(traeger_id or "")}
    werte |= {"app.benutzer": str(benutzer_id or ""), "pghistory.context_metadata": json.dumps({"technisch": True})}
    werte["pghistory.context_id"] = vorgangsnummer()
    with _geltend(werte):
        yield


@contextmanager
def wartung(*, traeger_id: int | None = None, benutzer_id: int | None = None) -> Iterator[None]:
    """Transaktion ohne Person über alle Zeilen eines Trägers oder eines Kontos, auch Akten; nur für Verwaltungsbefehle."""
    werte = _LEER | {"app.traeger": str(traeger_id or ""), "app.benutzer": str(benutzer_id or "")}
    werte |= {"app.akten": ",".join(sorted(AKTENFELDER)), "pghistory.context_metadata": json.dumps({"technisch": True})}
    with _geltend(werte | {"pghistory.context_id": vorgangsnummer()}):
        yield


@contextmanager
def zahlen() -> Iterator[None]:
    """Zahlen über alle Träger: als Datenbankrolle, die jede Zeile, aber keinen Namen und keine Notiz lesen kann.

    Nur `kennzahlen.py` benutzt sie (ein Test besteht darauf); heraus gehen Summen, nie Zeilen. Geschachtelt gilt sie bis
    zum Ende der äußeren: Gäbe die innere die Rolle zurück, zählte der Rest der äußeren still nur noch eigene Zeilen.
    Schreiben kann diese Rolle nicht, darum braucht sie in einer offenen Transaktion keinen Sicherungspunkt (zwei
    Abfragen je Seite): zurückzunehmen gibt es nichts als die Rolle, und die endet hier oder, nach einem Fehler der
    Datenbank, mit dem Zurücknehmen der Transaktion.
    """
    if getattr(connection, ALS_ZAHLEN, False):
        yield
        return
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        _rolle(ROLLE_ZAHLEN)
        setattr(connection, ALS_ZAHLEN, True)
        try:
            yield
        finally:
            setattr(connection, ALS_ZAHLEN, False)
            if not _abgebrochen():
                _rolle("none")


def _rolle(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {name}")


def _abgebrochen() -> bool:
    """Ob die Transaktion nur noch zurückgenommen werden kann; dann gilt danach wieder die Rolle von davor."""
    return connection.needs_rollback or connection.connection.info.transaction_status != TransactionStatus.INTRANS
