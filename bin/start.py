"""Die laufende Demo: Dienste, Einrichtung, Demodaten, dann Web, Worker und Zeitplan unter einer Aufsicht."""

import hashlib
import http.client
import os
import signal
import sys
import time
from pathlib import Path

import environ
from dienste import (
    EINGERICHTET,
    PG_MINDESTENS,
    WURZEL,
    ZULETZT_GESICHERT,
    Abbruch,
    Aufsicht,
    datenordner,
    geheimnisse,
    port_ist_frei,
    postgres,
    sage,
    valkey,
)

PYTHON = sys.executable
ANMELDUNGEN = [
    *(f"{rolle}@{traeger}.example" for traeger in ("awo", "caritas", "diakonie")
      for rolle in ("fachkraft", "leitung", "verwaltung")),
    *(f"{rolle}@stadt.example" for rolle in ("fachkraft", "leitung", "steuerung", "pruefung")),
    "koordination@arge.example", "betrieb@arge.example",
]  # fmt: skip


def eigene_datenbank_pruefen(name: str) -> None:
    """Eine gesetzte Datenbank muss antworten und neu genug sein, bevor irgendetwas startet."""
    import psycopg

    d = environ.Env().db(name)
    ort = f"{d['HOST'] or 'lokaler Socket'}:{d['PORT'] or 5432}/{d['NAME']}"
    zugang = {"host": d["HOST"], "port": d["PORT"], "user": d["USER"], "password": d["PASSWORD"], "dbname": d["NAME"]}
    try:
        with psycopg.connect(**{k: w for k, w in zugang.items() if w}, connect_timeout=5) as verbindung:
            version = verbindung.info.server_version
    except psycopg.Error as fehler:
        grund = str(fehler).strip().splitlines()[0].rpartition("failed: ")[2]
        raise Abbruch(f"Die Datenbank aus {name} ({ort}) ist nicht erreichbar: {grund}") from fehler
    if version < PG_MINDESTENS:
        raise Abbruch(f"Die Datenbank aus {name} ({ort}) ist PostgreSQL {version // 10000}; nötig ist 16 oder neuer.")


def eigener_broker_pruefen() -> None:
    import redis

    try:
        redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=3, socket_connect_timeout=3).ping()
    except (redis.RedisError, ValueError) as fehler:
        raise Abbruch(f"Der Broker aus REDIS_URL ist nicht erreichbar: {fehler}") from fehler


def port_lesen() -> int:
    text = os.environ.get("ARGE_PORT", "8000")
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise Abbruch(f"ARGE_PORT muss eine Zahl von 1 bis 65535 sein, nicht „{text}“.")
    return int(text)


def umgebung_bauen(aufsicht: Aufsicht, port: int) -> dict[str, str]:
    geheim = geheimnisse(aufsicht.daten)
    adresse = f"http://127.0.0.1:{port}"
    umgebung = {
        **{name: geheim[name] for name in ("ARGE_GEHEIMNIS", "ARGE_SCHLUESSEL", "ARGE_DEMO_PASSWORT")},
        "ARGE_HTTPS": "0", "ARGE_HOSTS": "127.0.0.1,localhost", "ARGE_URL": adresse,
        "ARGE_ABLAGE": (aufsicht.daten / "ablage").as_uri(), "ARGE_STATISCH": str(aufsicht.daten / "statisch"),
        **os.environ, "ARGE_DEMO": "1", "ARGE_DATEN": str(aufsicht.daten), "ARGE_PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    if "DATABASE_URL" in os.environ:
        if "DATABASE_URL_EIGNER" not in os.environ:
            raise Abbruch("Mit DATABASE_URL muss auch DATABASE_URL_EIGNER gesetzt sein (siehe .env.beispiel).")
        eigene_datenbank_pruefen("DATABASE_URL")
        eigene_datenbank_pruefen("DATABASE_URL_EIGNER")
    else:
        umgebung |= postgres(aufsicht, geheim=geheim, nur_test=False)
        if "ARGE_ABLAGE" not in os.environ:  # sonst sichert jemand anderes, und hier erführe es niemand
            umgebung["ARGE_SICHERUNG_STAND"] = str(aufsicht.daten / ZULETZT_GESICHERT)
    if "REDIS_URL" in os.environ:
        eigener_broker_pruefen()
    else:
        umgebung |= valkey(aufsicht, geheim=geheim, nur_test=False)
    return umgebung


def einrichten(aufsicht: Aufsicht, umgebung: dict[str, str]) -> None:
    """Migration, Stamm- und Demodaten als Eigentümer der Datenbank, nebenher die statischen Dateien.

    Alle vier hängen nur am Quelltext: ist er unverändert und die Datenbank unsere, spart der Start sie sich.
    """
    marke, stand = aufsicht.daten / EINGERICHTET, quelltext_stand()
    gesammelt = (Path(umgebung["ARGE_STATISCH"]) / "staticfiles.json").exists()
    if gesammelt and "DATABASE_URL" not in os.environ and marke.exists() and marke.read_text() == stand:
        return
    marke.unlink(missing_ok=True)
    verwaltung = [PYTHON, "manage.py"]
    aufsicht.starte("statisch", [*verwaltung, "collectstatic", "--noinput", "-v0"], umgebung=umgebung)
    sage("Die Datenbank wird eingerichtet …")
    aufsicht.starte("einrichten", [*verwaltung, "einrichten"], umgebung=umgebung)
    aufsicht.warte_auf("einrichten", "Die Datenbank ließ sich nicht einrichten.")
    sage("Die Demodaten werden geprüft und beim ersten Mal angelegt …")
    aufsicht.starte("demodaten", [*verwaltung, "demodaten", "--jahr", "2026", "--faktor", "1"], umgebung=umgebung)
    aufsicht.warte_auf("demodaten", "Die Demodaten ließen sich nicht anlegen.")
    aufsicht.warte_auf("statisch", "Die statischen Dateien ließen sich nicht sammeln.")
    marke.write_text(stand)


def quelltext_stand() -> str:
    """Prüfsumme über Namen, Größe und Änderungszeit aller Dateien des Programms, ohne Pakete und Daten."""
    summe = hashlib.sha256()
    for ordner, unterordner, dateien in os.walk(WURZEL):
        unterordner[:] = sorted(set(unterordner) - {"node_modules", "__pycache__", "tests", "bench"})
        unterordner[:] = [name for name in unterordner if not name.startswith(".")]
        for name in sorted(dateien):
            eigenschaften = Path(ordner, name).lstat()
            summe.update(f"{ordner}/{name} {eigenschaften.st_size} {eigenschaften.st_mtime_ns}\n".encode())
    return summe.hexdigest()


def anwendung_starten(aufsicht: Aufsicht, umgebung: dict[str, str], port: int) -> None:
    """Web und Worker kennen nur die Anwendungsrolle, nie den Eigentümer der Datenbank."""
    ohne_eigner = {name: wert for name, wert in umgebung.items() if name != "DATABASE_URL_EIGNER"}
    celery = [PYTHON, "-m", "celery", "-A", "arge"]
    worker = ["worker", "-c", "2", "-l", "INFO", "--without-gossip", "--without-mingle"]
    web = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", port, "--blocking-threads", "4"]
    aufsicht.starte("worker", [*celery, *worker], umgebung=ohne_eigner)
    aufsicht.starte("web", [PYTHON, "-m", "granian", *web, "arge.wsgi:application"], umgebung=ohne_eigner)
    auf_antwort_warten(aufsicht, port)
    beat = ["beat", "-l", "INFO", "--pidfile=", "-s", aufsicht.daten / "beat"]
    aufsicht.starte("beat", [*celery, *beat], umgebung=ohne_eigner)


def antwort(port: int) -> tuple[int, str]:
    verbindung = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        verbindung.request("GET", "/gesund/")
        antwort = verbindung.getresponse()
        return antwort.status, antwort.read(400).decode(errors="replace")
    except (OSError, http.client.HTTPException) as fehler:
        return 0, str(fehler)
    finally:
        verbindung.close()


def auf_antwort_warten(aufsicht: Aufsicht, port: int, geduld: float = 120) -> None:
    ende = time.monotonic() + geduld
    while (ergebnis := antwort(port))[0] != 200:
        aufsicht.pruefe()
        if time.monotonic() > ende:
            raise Abbruch(
                f"Die Anwendung antwortet nach {geduld:.0f} s nicht gesund (Status {ergebnis[0]}): {ergebnis[1]}\n"
                f"{aufsicht.auszug('web')}"
            )
        time.sleep(0.2)


HILFE = """bin/start                    bringt die Demo; Strg-C beendet alles, die Daten bleiben unter .daten
ARGE_PORT=8001 bin/start     auf einem anderen Port"""


def main() -> None:
    if argumente := sys.argv[1:]:
        if argumente[0] in ("--hilfe", "--help", "-h"):
            return sage(HILFE)
        raise Abbruch(f"bin/start kennt „{argumente[0]}“ nicht.\n{HILFE}")
    os.chdir(WURZEL)
    port = port_lesen()
    with Aufsicht(datenordner()) as aufsicht:
        if not port_ist_frei(port):
            raise Abbruch(f"Port {port} ist belegt. Ein anderer: ARGE_PORT={port + 1} bin/start")
        sage("Datenbank und Broker starten …")
        umgebung = umgebung_bauen(aufsicht, port)
        einrichten(aufsicht, umgebung)
        sage("Web, Worker und Zeitplan starten …")
        anwendung_starten(aufsicht, umgebung, port)
        sage(f"\nBereit: http://127.0.0.1:{port}\nPasswort: {umgebung['ARGE_DEMO_PASSWORT']}")
        sage("\n".join(["Anmeldungen (erfundene Personen):", *(f"  {adresse}" for adresse in ANMELDUNGEN)]))
        sage(f"Protokolle: {aufsicht.protokolle}\nBeenden: Strg-C")
        while True:
            aufsicht.pruefe()
            time.sleep(0.5)


def beenden(nummer, _) -> None:
    sage("\nWird beendet …")
    sys.exit(0 if nummer in (signal.SIGINT, signal.SIGTERM) else 128 + nummer)


if __name__ == "__main__":
    for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(nummer, beenden)
    try:
        main()
    except Abbruch as satz:
        sage(str(satz))
        sys.exit(1)
