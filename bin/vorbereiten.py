"""Richtet .venv, node_modules und Systembibliotheken ein und übergibt dann an start.py oder test.py.

Läuft mit dem Python der Maschine, also nur mit der Standardbibliothek. Ein Stempel mit der Prüfsumme der Sperrdatei
entsteht erst, wenn ein Schritt ganz fertig ist: der zweite Start überspringt ihn, ein abgebrochener wiederholt ihn.
"""

import ctypes
import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
VENV = WURZEL / ".venv"
UV = "uv==0.13.9"
UV_MINDESTENS = (0, 8)  # ältere lesen unsere uv.lock nicht
PDF_BIBLIOTHEKEN = {  # wie WeasyPrint sie lädt -> Debian-Paket
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
JAXB = Path("/usr/share/java/jaxb-runtime.jar")


class Abbruch(Exception):
    """Ein klarer deutscher Satz für den Bildschirm."""


def sage(satz: str) -> None:
    """Auf die Fehlerausgabe: die Ausgabe von `bin/test --umgebung` liest eine Shell."""
    print(satz, file=sys.stderr, flush=True)


def fuehre_aus(befehl: list, protokoll: Path, fehlersatz: str, **mehr) -> None:
    """Ausgabe ins Protokoll; scheitert der Befehl, kommen der Satz und die letzten Zeilen auf den Bildschirm."""
    protokoll.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(protokoll, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as ausgabe:
        anfang = ausgabe.tell()
        lauf = subprocess.run(
            list(map(str, befehl)), cwd=WURZEL, stdout=ausgabe, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            check=False, **mehr,
        )  # fmt: skip
    if lauf.returncode:
        ende = protokoll.read_text(errors="replace")[anfang:].splitlines()[-15:]
        raise Abbruch("\n".join([fehlersatz, *(f"  {zeile}" for zeile in ende), f"  ({protokoll})"]))


def pruefsumme(*dateien: str) -> str:
    return hashlib.sha256(b"".join((WURZEL / datei).read_bytes() for datei in dateien)).hexdigest()


def stempel(datei: Path) -> str:
    return datei.read_text() if datei.exists() else ""


def uv_finden(protokoll: Path) -> str:
    vorhanden = shutil.which("uv")
    if vorhanden:
        ausgabe = subprocess.run([vorhanden, "--version"], capture_output=True, text=True, check=False).stdout
        if (zahlen := re.search(r"(\d+)\.(\d+)", ausgabe)) and tuple(map(int, zahlen.groups())) >= UV_MINDESTENS:
            return vorhanden
    werkzeug = WURZEL / ".daten/werkzeug"
    uv = werkzeug / "bin/uv"
    if not (uv.exists() and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0):
        shutil.rmtree(werkzeug, ignore_errors=True)
        try:
            import ensurepip  # noqa: F401  fehlt auf Debian ohne python3-venv
        except ImportError:
            apt(["python3-venv"], "Python-Umgebungen (python3-venv)", protokoll, zwingend=True)
        satz = "Das Werkzeug uv ließ sich nicht von PyPI holen. Ist das Netz erreichbar?"
        fuehre_aus([sys.executable, "-m", "venv", werkzeug], protokoll, satz)
        fuehre_aus([werkzeug / "bin/pip", "install", "--quiet", UV], protokoll, satz)
    return str(uv)


GRUPPEN = {  # Umfang -> was uv außer den Abhängigkeiten des Betriebs einrichtet
    "alle": [],
    "demo": ["--no-group", "dev", "--inexact"],
    "abbild": ["--no-default-groups"],
}


def pakete(umfang: str, protokoll: Path, *, node: bool) -> None:
    """Gesperrte Python-Pakete: alle für Tests, „demo“ ohne Prüfwerkzeuge, „abbild“ nur der Betrieb."""
    soll = f"{pruefsumme('uv.lock')} {sys.version_info[0]}.{sys.version_info[1]} {sys.base_prefix}{' node' if node else ''}"
    marke = VENV / ".stand"
    if stempel(marke) in (f"{soll} alle", f"{soll} {umfang}"):
        return
    sage("Python-Pakete werden eingerichtet (einmalig, etwa eine Minute) …")
    marke.unlink(missing_ok=True)
    python = VENV / "bin/python"
    if VENV.exists() and (not python.exists() or subprocess.run([python, "-c", ""], check=False).returncode):
        shutil.rmtree(VENV)  # halb fertig, oder das Python darunter ist weg
    befehl = [uv_finden(protokoll), "sync", "--frozen", "--no-progress", *GRUPPEN[umfang]]
    befehl += ["--group", "node"] if node else []
    umgebung = {name: wert for name, wert in os.environ.items() if name != "VIRTUAL_ENV"}
    umgebung |= {"UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(VENV)}
    fuehre_aus(befehl, protokoll, "Die Python-Pakete ließen sich nicht einrichten. Ist das Netz erreichbar?", env=umgebung)
    marke.write_text(f"{soll} {umfang}")


def oberflaeche(protokoll: Path, *zusatz: str) -> None:
    """KERN UX und axe-core mit npm der Maschine, sonst mit Node aus dem PyPI-Paket."""
    if oberflaeche_ist_da():
        return
    sage("Die Oberfläche (KERN UX) wird geholt …")
    pfad = f"{_pfad_ohne_venv()}{os.pathsep}{VENV / 'bin'}"
    befehl = [shutil.which("npm", path=pfad), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *zusatz]
    fuehre_aus(befehl, protokoll, "npm ci ist gescheitert. Ist das Netz erreichbar?", env=os.environ | {"PATH": pfad})
    (WURZEL / "node_modules/.stand").write_text(pruefsumme("package-lock.json"))


def oberflaeche_ist_da() -> bool:
    return stempel(WURZEL / "node_modules/.stand") == pruefsumme("package-lock.json")


def npm_fehlt() -> bool:
    return shutil.which("npm", path=_pfad_ohne_venv()) is None


def _pfad_ohne_venv() -> str:
    teile = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(teil for teil in teile if not teil.startswith(str(VENV)))


def apt(debian: list[str], wofuer: str, protokoll: Path, *, zwingend: bool) -> None:
    """Installiert mit apt, wenn root oder sudo es erlaubt; sonst sagt ein Satz, was zu tun ist."""
    vorsatz = None
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            vorsatz = []
        elif shutil.which("sudo") and (
            subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
            or (sys.stdin.isatty() and subprocess.run(["sudo", "-v"], check=False).returncode == 0)
        ):
            vorsatz = ["sudo"]
    anleitung = f"Bitte installieren: {wofuer} (Debian, als root: apt-get install {' '.join(debian)})."
    if vorsatz is None:
        if zwingend:
            raise Abbruch(anleitung)
        sage(anleitung)
        return
    sage(f"Mit apt wird installiert: {wofuer} …")
    satz = f"apt ist gescheitert. {anleitung}"
    ruhig = [*vorsatz, "env", "DEBIAN_FRONTEND=noninteractive"]
    try:
        fuehre_aus([*ruhig, "dpkg", "--configure", "-a"], protokoll, satz)  # ein früherer Lauf kann abgebrochen sein
        fuehre_aus([*ruhig, "apt-get", "update", "-q"], protokoll, satz)
        fuehre_aus([*ruhig, "apt-get", "install", "-y", "-q", "--no-install-recommends", *debian], protokoll, satz)
    except Abbruch as fehler:
        if zwingend:
            raise
        sage(str(fehler))


def _laedt(bibliothek: str) -> bool:
    try:
        ctypes.CDLL(bibliothek)
    except OSError:
        return False
    return True


def systembibliotheken(protokoll: Path) -> None:
    """Was WeasyPrint für PDF braucht; ohne sie läuft alles außer den Berichten."""
    fehlend = [paket for datei, paket in PDF_BIBLIOTHEKEN.items() if not _laedt(datei)]
    if not any(Path("/usr/share/fonts").glob("**/*.[to]tf")):
        fehlend.append("fonts-dejavu-core")
    if fehlend:
        apt(fehlend, "Pango und Schriften für die PDF-Berichte", protokoll, zwingend="CI" in os.environ)


def pruefwerkzeuge(protokoll: Path) -> None:
    """Chromium für die Reisen, Java für veraPDF, clamd für die Virenprüfung; in der CI Pflicht, sonst überspringen die Tests sichtbar."""
    # Dasselbe Chromium ohne Bedienoberfläche: ein Fünftel weniger Rechenzeit je Reise. Ein vorhandenes ganzes tut es auch.
    fehlend = [] if shutil.which("chromium-headless-shell") or shutil.which("chromium") else ["chromium-headless-shell"]
    if not _laedt("libatomic.so.1"):  # braucht Playwrights Node; Chromium bringt sie auf Debian 12 nicht mit
        fehlend.append("libatomic1")
    if not (shutil.which("javac") and JAXB.exists()):
        fehlend += ["default-jdk-headless", "libjaxb-java"]
    if not shutil.which("clamd", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"):
        fehlend.append("clamav-daemon")
    if fehlend:
        apt(fehlend, "Chromium, Java und ClamAV für die Prüfungen", protokoll, zwingend="CI" in os.environ)


def main(was: str, argumente: list[str]) -> None:
    variable, vorgabe = ("ARGE_TESTDATEN", ".daten-test") if was == "test" else ("ARGE_DATEN", ".daten")
    protokoll = (WURZEL / os.environ.get(variable, vorgabe)).resolve() / "protokoll/vorbereiten.log"
    sperre = os.open(WURZEL, os.O_RDONLY)
    try:
        fcntl.flock(sperre, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sage("Warte auf eine andere Einrichtung in diesem Ordner …")
        fcntl.flock(sperre, fcntl.LOCK_EX)
    if was == "abbild":
        abbild(protokoll, nur_pakete="--nur-pakete" in argumente)
        return
    pakete("alle" if was == "test" else "demo", protokoll, node=npm_fehlt())
    oberflaeche(protokoll)
    systembibliotheken(protokoll)
    if was == "test":
        pruefwerkzeuge(protokoll)
    os.execv(VENV / "bin/python", [str(VENV / "bin/python"), str(WURZEL / "bin" / f"{was}.py"), *argumente])  # noqa: S606


def abbild(protokoll: Path, *, nur_pakete: bool) -> None:
    """Der Inhalt des Container-Abbilds: nur Betriebspakete, KERN UX ohne Prüfwerkzeug, gesammelte statische Dateien."""
    if npm_fehlt() and not oberflaeche_ist_da():
        pakete("abbild", protokoll, node=True)
    oberflaeche(protokoll, "--omit=dev")
    pakete("abbild", protokoll, node=False)
    if nur_pakete:
        return
    bau = {
        "ARGE_GEHEIMNIS": "nur-zum-bauen",
        "ARGE_SCHLUESSEL": "bau:" + "A" * 43 + "=",
        "DATABASE_URL": "postgres://bau",
        "ARGE_STATISCH": str(WURZEL / "statisch"),
    }
    fuehre_aus(
        [VENV / "bin/python", "manage.py", "collectstatic", "--noinput", "-v0"], protokoll,
        "Die statischen Dateien ließen sich nicht sammeln.", env=os.environ | bau,
    )  # fmt: skip


if __name__ == "__main__":
    for nummer in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(nummer, lambda nummer, _: sys.exit(128 + nummer))
    try:
        main(sys.argv[1], sys.argv[2:])
    except Abbruch as satz:
        sage(str(satz))
        sys.exit(1)
    except PermissionError as fehler:
        sage(f"Keine Schreibrechte: {fehler.filename}. Bitte als Eigentümer dieses Ordners starten.")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
