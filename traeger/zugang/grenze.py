"""Wer handelt: Zugang aus der aktiven Mitgliedschaft, Rechte, und die Grenze in der Datenbank (haus 3, Mandant).

`anfrage.ZugangMiddleware` öffnet je angemeldeter Anfrage eine Transaktion und legt den Zugang gesiegelt
hinein (`zugang_setzen`); er endet mit ihr. Auf Verbindungsebene gesetzt würde er durch den Verbindungs-Pool lecken (qualitaet 1.3).
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import CharField, Func, OuterRef, Value
from django.db.models.functions import JSONArray
from django.utils import timezone
from psycopg.pq import TransactionStatus

from arge.betrieb.protokoll import vorgangsnummer
from arge.daten.abfragen import gemerkt
from arge.daten.datenbank import ROLLE_ZAHLEN
from arge.daten.siegel import siegel
from traeger.begriffe import BEREICHE, RECHT_FELD, RECHTE, Arbeitsfeld, Bereich, Recht, Rolle
from traeger.models import Mitgliedschaft, Vertretung

#: Rolle eines Zugangs ohne Mensch (`technisch`, `wartung`): schreibt gemeinsame Zeilen, sieht aber nur seine Bereiche.
TECHNISCH = "technisch"
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
    #: Arbeitsfelder, zu denen der Träger je einen Stellenanteil hatte; leer, solange keiner erfasst ist.
    betreibt: frozenset[str] = frozenset()

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

    def zeigt(self, recht: str) -> bool:
        """Ob Menü und Startseite es zeigen: was man darf, ohne die Arbeitsfelder, die der eigene Träger nicht betreibt.

        Verborgen, nicht verboten: Die Seite öffnet sich weiter, und die Suche findet sie. Fachkräfte haben ihre Felder, Rollen mit
        einem Bereich lesen über alle Träger.
        """
        feld = RECHT_FELD.get(recht)  # type: ignore[call-overload]
        fuer_alle = not self.betreibt or self.rolle == Rolle.FACHKRAFT or self.bereiche
        return self.darf(recht) and (fuer_alle or feld is None or feld in self.betreibt)


def zugang_von(mitgliedschaft: Mitgliedschaft) -> Zugang:
    """Zugang aus einer Mitgliedschaft; Träger muss mitgeladen sein.

    Aus `mitgliedschaften()` geladen, bringt sie die heute geltenden Vertretungen mit: Deren Arbeitsfelder kommen für
    diese Zeit dazu (Fachmodell 0), nur in der Rolle Fachkraft und nur, was die Vertretene an dem Tag selbst führt. Wer
    abwesend ist oder wie lange, entscheidet die Datenbank bei jeder Anfrage neu.
    """
    rolle = Rolle(mitgliedschaft.rolle)
    geladen = (getattr(mitgliedschaft, "vertretungen", None) or []) if rolle == Rolle.FACHKRAFT else []
    vertretungen = [eine for eine in geladen if eine[2]]
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
        betreibt=frozenset(getattr(mitgliedschaft, "betreibt", None) or ()),
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
    felder = Func("pk", Value(am), function="vertretung_felder", output_field=ArrayField(CharField()))
    eine = JSONArray("pk", "vertreten_id", felder)
    return (
        Mitgliedschaft.objects.filter(benutzer__is_active=True)
        .am(am)
        .annotate(vertretungen=ArraySubquery(vertretungen.order_by("pk").values_list(eine)))
        .select_related("traeger")
        .order_by("pk")
    )


#: Was die Datenbank in der Transaktion über den Zugang weiß; ohne gültiges Siegel ist das erste wertlos.
ZUGANG, SIEGEL = "app.zugang", "app.siegel"


def _setzen(zugang: str) -> None:
    """Siegelt den Zugang und legt ihn in die laufende Transaktion."""
    if not connection.in_atomic_block:
        raise RuntimeError("Ein Zugang gilt nur innerhalb einer Transaktion.")
    with connection.cursor() as cursor:
        pid = connection.connection.info.backend_pid
        cursor.execute("select zugang_setzen(%s, %s)", [zugang, siegel(f"{pid} {zugang}")])


def nutzlast(
    *,
    traeger: int | None = None,
    benutzer: int | None = None,
    rolle: str | None = None,
    akten: Iterable[str] = (),
    alle: Iterable[str] = (),
    vertretung: int | None = None,
    wer: dict[str, Any] | None = None,
) -> str:
    """Der Zugang, wie ihn `zugang()` in der Datenbank liest.

    `wer` kommt ins Änderungsprotokoll (ohne Angabe: technisch), `vertretung` in die Einsicht. Nach `rolle` fragt die
    Schreibgrenze gemeinsamer Zeilen, nach `konto` die der Konten: zunächst das eigene. Die Nummer des Vorgangs ist die des
    Betriebsprotokolls: Änderung und Anfrage lassen sich einander zuordnen. `heute` ist der Tag der Anwendung: Die Datenbank rechnet in UTC.
    """
    return json.dumps({
        "traeger": traeger, "benutzer": benutzer, "rolle": rolle, "konto": benutzer, "akten": sorted(akten), "alle": sorted(alle), "vertretung": vertretung,
        "wer": wer or {"technisch": True}, "vorgang": vorgangsnummer() or None, "heute": timezone.localdate().isoformat(),
    })  # fmt: skip


def _nutzlast(zugang: Zugang) -> str:
    return nutzlast(
        traeger=zugang.traeger_id, benutzer=zugang.benutzer_id, rolle=zugang.rolle, akten=zugang.akten, alle=zugang.bereiche,
        vertretung=zugang.vertretungen[0][0] if zugang.vertretungen else None,
        wer={"benutzer": zugang.benutzer_id, "mitgliedschaft": zugang.mitgliedschaft_id},
    )  # fmt: skip


@contextmanager
def _geltend(zugang: str) -> Iterator[None]:
    """Transaktion mit diesem Zugang; in einer schon offenen gilt danach wieder der vorige, mit seinem eigenen Siegel."""
    geschachtelt = connection.in_atomic_block
    with transaction.atomic():
        vorher = _jetzt() if geschachtelt else None
        _setzen(zugang)
        yield
        if vorher is not None and not connection.needs_rollback:
            _zurueck(vorher)


def _zurueck(vorher: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true), set_config(%s, %s, true)", vorher)


def _jetzt() -> list[str]:
    return _stand()[0]


def _stand() -> tuple[list[str], str]:
    """Die Werte der Verbindung, und was davon gilt: Einen Wert ohne passendes Siegel hat jemand gesetzt, nicht die Anwendung."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select coalesce(current_setting('{ZUGANG}', true), ''), coalesce(current_setting('{SIEGEL}', true), ''),"
            " coalesce(zugang()::text, '')"
        )
        zugang, gesiegelt, geltend = cursor.fetchone()
    return [ZUGANG, zugang, SIEGEL, gesiegelt], geltend


@contextmanager
def handeln(zugang: Zugang) -> Iterator[Zugang]:
    """Transaktion im Namen eines Zugangs: Middleware, Celery-Aufträge, Verwaltungsbefehle, Tests."""
    with _geltend(_nutzlast(zugang)):
        yield zugang


@contextmanager
def technisch(
    *bereiche: Bereich, benutzer_id: int | None = None, traeger_id: int | None = None, wer: dict[str, Any] | None = None
) -> Iterator[None]:
    """Transaktion ohne Zugang für Kehrer, Einladung, Freigabe und Stammdaten; nie für Akten.

    Handelt doch ein Mensch (er nimmt eine Einladung an, er gibt frei), nennt ihn `wer` im Änderungsprotokoll.
    """
    with _geltend(
        nutzlast(traeger=traeger_id, benutzer=benutzer_id, rolle=TECHNISCH, alle=[b.value for b in bereiche], wer=wer)
    ):
        yield


@contextmanager
def nachsehen(*bereiche: Bereich) -> Iterator[None]:
    """In der Transaktion einer Anfrage kurz mit diesen Bereichen lesen; danach gilt wieder ihr Zugang. Schreiben ist `technisch`.

    Wer nur liest, nimmt nichts zurück und braucht keinen Sicherungspunkt (zwei Abfragen je Seite, wie bei `zahlen`).
    """
    vorher = _jetzt()
    _setzen(nutzlast(alle=[b.value for b in bereiche]))
    try:
        yield
    finally:
        if not _abgebrochen():
            _zurueck(vorher)


@contextmanager
def wartung(*, traeger_id: int | None = None, benutzer_id: int | None = None) -> Iterator[None]:
    """Transaktion ohne Person über alle Zeilen eines Trägers oder eines Kontos, auch Akten; nur für Verwaltungsbefehle."""
    with _geltend(nutzlast(traeger=traeger_id, benutzer=benutzer_id, rolle=TECHNISCH, akten=AKTENFELDER)):
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
