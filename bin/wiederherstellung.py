"""Spielt eine Sicherung von bin/sicherung ein; der bisherige Stand bleibt daneben liegen.

Die neue Datenbank entsteht vollständig neben der alten und tauscht erst dann den Namen: scheitert ein Schritt, ist nichts
verändert. Migrationen und Rechte stellt danach der nächste bin/start her.
"""

import contextlib
import hmac
import json
import os
import shutil
import signal
import sys
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dienste import (
    EINGERICHTET,
    WURZEL,
    Abbruch,
    Aufsicht,
    datenordner,
    geheimnisse,
    pg_programm,
    postgres,
    rollen,
    sage,
    umgebung_lesen,
    verwaltung,
)
from sicherung import (
    ABLAGE,
    DUMP,
    GESICHERT,
    SIEGEL,
    STAND,
    SUMMEN,
    ausfuehren,
    fingerabdruck,
    nur_eingebettet,
    pruefsumme,
    siegel,
)

FREMD = "Das Siegel dieser Sicherung stimmt nicht: Jemand hat sie verändert, oder sie stammt nicht von hier."


def pruefen(sicherung: Path, daten: Path) -> None:
    """Vollständig, unverändert und mit einem Schlüssel, der hier vorhanden ist. Was in ihr steht, gilt erst nach dem Siegel."""
    if not (sicherung / SUMMEN).is_file():
        raise Abbruch(f"{sicherung} ist keine Sicherung von bin/sicherung.")
    summen = (sicherung / SUMMEN).read_bytes()
    datei = daten / "geheim.env"
    geheim = umgebung_lesen(datei)
    erwartet = {name: pruefsumme(sicherung / name) for name in GESICHERT if (sicherung / name).is_file()}
    liste = dict(
        zeile.split("  ")[::-1] for zeile in summen.decode("ascii", "replace").splitlines() if zeile.count("  ") == 1
    )
    for name in GESICHERT:
        if name not in erwartet or liste.get(name) != erwartet[name]:
            raise Abbruch(f"Die Sicherung ist beschädigt: {name} fehlt oder passt nicht zu seiner Prüfsumme.")
    if fehlend := _fehlende_schluessel(sicherung, geheim):
        raise Abbruch(
            f"Der Schlüssel {', '.join(fehlend)} dieser Sicherung fehlt in {datei}; ohne ihn wären die Freitexte verloren. "
            "Bitte zuerst die getrennt aufbewahrte geheim.env dorthin legen."
        )
    vermerkt = (sicherung / SIEGEL).read_bytes() if (sicherung / SIEGEL).is_file() else b""
    if not hmac.compare_digest(vermerkt, siegel(summen, geheim).encode()):
        raise Abbruch(FREMD)


def _fehlende_schluessel(sicherung: Path, geheim: dict[str, str]) -> list[str]:
    """Kennungen, zu denen hier der Schlüssel fehlt; ohne ihn stimmte auch das Siegel nicht, und niemand wüsste warum."""
    vorhanden = fingerabdruck(geheim.get("ARGE_SCHLUESSEL", ""))
    try:
        noetig = json.loads((sicherung / STAND).read_text())["schluessel"].items()
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Abbruch(FREMD) from None
    return [str(kennung) for kennung, abdruck in noetig if vorhanden.get(kennung) != abdruck]


UNLESBAR = "Die Sicherung lässt sich mit ARGE_SICHERUNG_SCHLUESSEL aus geheim.env nicht entschlüsseln."
UNVOLLSTAENDIG = "Die Sicherung ist beschädigt: {} ist mit diesem Schlüssel lesbar, aber nicht bis zum Ende."


@contextlib.contextmanager
def entschluesselt(datei: Path, geheim: dict[str, str]) -> Iterator[int]:
    """Dateinummer zum Herauslesen; der Klartext liegt nie auf der Platte. `Abbruch`, wenn der Schlüssel nicht passt oder etwas fehlt."""
    import pyrage

    lesen, schreiben = os.pipe()

    def oeffnen() -> None:
        with datei.open("rb") as geheimtext, os.fdopen(schreiben, "wb") as klar:
            schluessel = pyrage.x25519.Identity.from_str(geheim["ARGE_SICHERUNG_SCHLUESSEL"])
            pyrage.decrypt_io(geheimtext, klar, [schluessel])

    with ThreadPoolExecutor(1) as faden:
        fertig = faden.submit(oeffnen)
        try:
            yield lesen
        finally:
            os.close(lesen)
            match fertig.exception():
                case None | BrokenPipeError():  # wer liest, hörte selbst auf und sagt, warum
                    pass
                case OSError() as fehler:
                    raise Abbruch(UNVOLLSTAENDIG.format(datei.name)) from fehler
                case fehler:
                    raise Abbruch(UNLESBAR) from fehler


def neuere_migrationen(umgebung: dict[str, str]) -> list[str]:
    """Migrationen der Sicherung, die dieses Programm nicht kennt: dann ist es zu alt für sie."""
    abfrage = "select app || '/migrations/' || name || '.py' from django_migrations order by 1"
    dateien = ausfuehren(
        [pg_programm("psql"), "--no-psqlrc", "-At", "-d", "arge_neu", "-c", abfrage],
        "Die Sicherung enthält keine Datenbank dieser Anwendung:", umgebung,
    ).split()  # fmt: skip
    return [datei for datei in dateien if (WURZEL / datei).parent.is_dir() and not (WURZEL / datei).exists()]


def einspielen(sicherung: Path, umgebung: dict[str, str], geheim: dict[str, str]) -> None:
    """In eine leere Datenbank; beide Umbenennungen in einer Transaktion."""
    psql = [pg_programm("psql"), "--no-psqlrc", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres"]
    leer = ["drop database if exists arge_neu with (force)", "create database arge_neu owner arge_eigner template template0"]
    ausfuehren([*psql, *(teil for sql in leer for teil in ("-c", sql))], "Die neue Datenbank entstand nicht:", umgebung)
    befehl = [pg_programm("pg_restore"), "--exit-on-error", "--single-transaction", "--dbname=arge_neu"]
    unveraendert = "Die Datenbank ließ sich nicht einspielen; die bisherige ist unverändert:"
    with entschluesselt(sicherung / DUMP, geheim) as eingabe:
        ausfuehren(befehl, unveraendert, umgebung, eingabe=eingabe)
    if neuer := neuere_migrationen(umgebung):
        raise Abbruch(f"Die Sicherung stammt von einem neueren Programm (es fehlt {neuer[0]}). Bitte zuerst aktualisieren.")
    ausfuehren(
        [*psql, "-c", "drop database if exists arge_vorher with (force)"], "Der vorige Stand ist nicht löschbar:", umgebung
    )
    tausch = ["alter database arge rename to arge_vorher", "alter database arge_neu rename to arge"]
    ausfuehren([*psql, "-1", *(t for sql in tausch for t in ("-c", sql))], "Der Tausch ist gescheitert:", umgebung)


def ablage_auspacken(sicherung: Path, daten: Path, geheim: dict[str, str]) -> Path:
    neu = daten / "ablage.neu"
    shutil.rmtree(neu, ignore_errors=True)
    neu.mkdir()
    with (
        entschluesselt(sicherung / ABLAGE, geheim) as eingabe,
        os.fdopen(os.dup(eingabe), "rb") as strom,
        tarfile.open(fileobj=strom, mode="r|") as archiv,
    ):
        if hasattr(tarfile, "data_filter"):  # fehlt in Python 3.11.2 von Debian 12
            archiv.extraction_filter = tarfile.data_filter
        archiv.extractall(neu)  # noqa: S202 – eigenes Archiv mit geprüfter Prüfsumme
    return neu


def ablage_tauschen(neu: Path, daten: Path) -> None:
    ablage, vorher = daten / "ablage", daten / "ablage.vorher"
    shutil.rmtree(vorher, ignore_errors=True)
    if ablage.exists():
        ablage.rename(vorher)
    neu.rename(ablage)


def main(argumente: list[str]) -> None:
    if len(argumente) != 1 or argumente[0].startswith("-"):
        raise Abbruch("Aufruf: bin/wiederherstellung SICHERUNGSORDNER")
    nur_eingebettet()
    sicherung, daten = Path(argumente[0]).absolute(), datenordner()
    pruefen(sicherung, daten)
    with Aufsicht(daten) as aufsicht:
        geheim = geheimnisse(daten)
        postgres(aufsicht, geheim=geheim, nur_test=False)
        umgebung = verwaltung(daten, geheim)
        dateien = ablage_auspacken(sicherung, daten, geheim)
        einspielen(sicherung, umgebung, geheim)
        ablage_tauschen(dateien, daten)
        rollen(umgebung | geheim)
        (daten / EINGERICHTET).unlink(missing_ok=True)
    erstellt = json.loads((sicherung / STAND).read_text())["erstellt"]
    sage(
        f"Eingespielt: Stand vom {erstellt}. Der bisherige liegt als Datenbank arge_vorher und Ordner ablage.vorher daneben."
    )
    sage("Weiter: bin/start")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda nummer, _: sys.exit(128 + nummer))
    try:
        main(sys.argv[1:])
    except Abbruch as satz:
        sage(str(satz))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
