"""Wie ein Worker einen Auftrag ausführt: Pacht, Zaun, Lebenszeichen, ein Ergebnis (haus 3, qualitaet 1.6).

Was die Auftragsfunktion in die Datenbank schreibt und der Abschluss der Auftragszeile stehen in derselben
Transaktion: Stirbt der Worker oder gilt sein Zaun nicht mehr, ist beides nie geschehen. So wirkt ein Auftrag genau
einmal, auch wenn er zweimal läuft.
"""

import hashlib
import logging
import threading
import uuid
from datetime import date, timedelta
from io import BytesIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.models import F, Max, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from arge.betrieb.protokoll import vorgang
from traeger.auftrag.regeln import reihum
from traeger.auftrag.vorgaenge.auftrag import OHNE_RECHT, ORDNER, AuftragScheitert, darf, offen, wecken_nach_commit
from traeger.begriffe import Anlass, AuftragStatus, Bereich
from traeger.mitteilung.briefe import Sache
from traeger.mitteilung.vorgaenge import mitteilen
from traeger.models import Auftrag
from traeger.zugang import Zugang, handeln, mitgliedschaften, technisch, zugang_von

log = logging.getLogger("arge.auftrag")

VERSUCHE = 3
#: Sekunden bis zum nächsten Versuch, mal Zahl der bisherigen.
ABSTAND = 5
#: Wer so lange nicht dran war, gilt als noch nie dran gewesen.
GEDAECHTNIS = timedelta(days=1)
OHNE_ZUGANG = "Die Mitgliedschaft, in der dieser Auftrag ausgelöst wurde, gilt nicht mehr."
NICHT_GELUNGEN = "Der Auftrag ist nach drei Versuchen nicht gelungen. Die Vorgangsnummer führt den Betrieb zur Ursache."

ZU_GROSS = (
    "Der Auftrag braucht mehr Speicher, als ein Auftrag haben darf. Wählen Sie weniger aus; reicht das nicht, hilft der "
    "Betrieb mit der Vorgangsnummer."
)


class PachtVerloren(Exception):
    """Abgebrochen, oder ein anderer Worker hat die Zeile: nichts mehr schreiben."""


def naechsten_ausfuehren(*, am: date) -> bool:
    """Den Auftrag ausführen, der reihum dran ist (`regeln.reihum`). Falsch, wenn keiner offen ist."""
    return any(auftrag_ausfuehren(auftrag_id=nummer, am=am) for nummer in _reihe())


def _reihe() -> list[int]:
    with technisch(Bereich.AUFTRAEGE):
        wartende = list(
            Auftrag.objects.filter(offen()).order_by("ausgeloest_am", "pk").values_list("pk", "traeger", "benutzer")
        )
        if not wartende:
            return []
        begonnen = Auftrag.objects.filter(begonnen_am__gt=Now() - GEDAECHTNIS).order_by()
        zuletzt = [dict(begonnen.values_list(wer).annotate(Max("begonnen_am"))) for wer in ("traeger", "benutzer")]
    return reihum(wartende, *zuletzt)


def auftrag_ausfuehren(*, auftrag_id: int, am: date) -> bool:
    """Einen Auftrag pachten und im Zugang der auslösenden Person ausführen; falsch, wenn ihn schon jemand hat."""
    auftrag = _pachten(auftrag_id)
    if auftrag is None:
        return False
    with vorgang(str(auftrag.kennung), auftrag.benutzer_id):
        log.info("Auftrag %d beginnt, Versuch %d.", auftrag.pk, auftrag.versuche)
        zugang = _zugang(auftrag, am)
        if zugang is None:
            _beenden(auftrag, AuftragStatus.GESCHEITERT, OHNE_ZUGANG)
        elif not darf(auftrag.art, auftrag.parameter, zugang):
            _beenden(auftrag, AuftragStatus.GESCHEITERT, OHNE_RECHT)
        else:
            _versuchen(auftrag, zugang)
    return True


def _versuchen(auftrag: Auftrag, zugang: Zugang) -> None:
    satz = ""
    try:
        _arbeiten(auftrag, zugang)
    except PachtVerloren:
        log.info("Auftrag %d abgegeben: abgebrochen oder in anderer Hand.", auftrag.pk)
    except AuftragScheitert as grund:
        satz = str(grund)
    except MemoryError:
        satz = ZU_GROSS  # ein zweiter Versuch würde nichts ändern
    except Exception:
        log.exception("Auftrag %d ist im Versuch %d gescheitert.", auftrag.pk, auftrag.versuche)
        _noch_einmal(auftrag)
    else:
        log.info("Auftrag %d ist fertig.", auftrag.pk)
    if satz:  # erst hier: solange die Ausnahme gilt, hält sie fest, was zu groß war
        log.info("Auftrag %d ist gescheitert.", auftrag.pk)
        _beenden(auftrag, AuftragStatus.GESCHEITERT, satz)


def _pacht():
    return Now() + timedelta(seconds=settings.AUFTRAG_PACHT)


def _pachten(auftrag_id: int) -> Auftrag | None:
    """Wartende Zeile oder abgelaufene Pacht übernehmen; wer dreimal den Worker mitgerissen hat, scheitert."""
    with technisch(Bereich.AUFTRAEGE):
        auftrag = Auftrag.objects.select_for_update(skip_locked=True).filter(offen(), pk=auftrag_id).first()
        if auftrag is None:
            return None
        if auftrag.versuche >= VERSUCHE:
            _beenden(auftrag, AuftragStatus.GESCHEITERT, NICHT_GELUNGEN)
            return None
        Auftrag.objects.filter(pk=auftrag_id).update(
            status=AuftragStatus.LAEUFT, zaun=F("zaun") + 1, versuche=F("versuche") + 1, pacht_bis=_pacht(),
            prozent=0, schritt="", begonnen_am=Now(), fruehestens_am=None,
        )  # fmt: skip
        auftrag.refresh_from_db()
        return auftrag


def _zugang(auftrag: Auftrag, am: date) -> Zugang | None:
    """Der Zugang gilt nur, wenn die auslösende Mitgliedschaft heute noch gilt; Entzug wirkt auch auf Aufträge (S6)."""
    with technisch(benutzer_id=auftrag.benutzer_id):
        mitgliedschaft = mitgliedschaften(auftrag.benutzer_id, am).filter(pk=auftrag.mitgliedschaft_id).first()
        return mitgliedschaft and zugang_von(mitgliedschaft)


def _arbeiten(auftrag: Auftrag, zugang: Zugang) -> None:
    arbeit = import_string(settings.AUFTRAEGE[auftrag.art][0])
    zeichen, datei = Lebenszeichen(auftrag), ""
    zeichen.start()
    try:
        with handeln(zugang):
            auftrag.benutzer.zugang = zugang  # wie in einer Anfrage: Wer handelt, trägt seinen Zugang
            felder = {
                "prozent": 100, "schritt": "", "status": AuftragStatus.FERTIG, "beendet_am": Now(), "pacht_bis": None,
                "angaben": b"",
            }  # fmt: skip
            if ergebnis := arbeit(auftrag, zeichen.fortschritt):
                name, inhalt = ergebnis
                with BytesIO(inhalt) if isinstance(inhalt, bytes) else inhalt as quelle:
                    felder |= {"dateiname": name, "pruefsumme": hashlib.file_digest(quelle, "sha256").hexdigest()}
                    datei = felder["ergebnis"] = default_storage.save(f"{ORDNER}/{uuid.uuid4().hex}", File(quelle))
            zeichen.beenden()
            if not _meine(auftrag).update(**felder):
                raise PachtVerloren
            _mitteilen(auftrag)
    except BaseException:
        if datei:
            default_storage.delete(datei)
        raise
    finally:
        zeichen.beenden()


def _meine(auftrag: Auftrag):
    """Die Zeile nur, solange dieser Worker sie hält."""
    return Auftrag.objects.filter(pk=auftrag.pk, zaun=auftrag.zaun, status=AuftragStatus.LAEUFT)


def _beenden(auftrag: Auftrag, status: AuftragStatus, satz: str) -> None:
    with technisch(Bereich.AUFTRAEGE):
        if Auftrag.objects.filter(pk=auftrag.pk, zaun=auftrag.zaun).update(
            status=status, fehler=satz[:300], beendet_am=Now(), pacht_bis=None, schritt=""
        ):
            _mitteilen(auftrag, ", gescheitert")


def _mitteilen(auftrag: Auftrag, wie: str = "") -> None:
    """Fertig oder gescheitert, in derselben Transaktion; was jemand selbst abbricht, weiß er."""
    sache = Sache(f"Auftrag {auftrag.pk}{wie}", reverse("traeger:auftrag-detail", args=[auftrag.pk]))
    mitteilen(Q(pk=auftrag.mitgliedschaft_id), Anlass.FERTIG, sache, tag=timezone.localdate(), durch=None)


def _noch_einmal(auftrag: Auftrag) -> None:
    if auftrag.versuche >= VERSUCHE:
        _beenden(auftrag, AuftragStatus.GESCHEITERT, NICHT_GELUNGEN)
        return
    warten = ABSTAND * auftrag.versuche
    with technisch(Bereich.AUFTRAEGE):
        if _meine(auftrag).update(
            status=AuftragStatus.WARTET, pacht_bis=None, prozent=0, schritt="",
            fruehestens_am=Now() + timedelta(seconds=warten),
        ):  # fmt: skip
            wecken_nach_commit(auftrag_id=auftrag.pk, in_sekunden=warten + 1)


class Lebenszeichen(threading.Thread):
    """Verlängert die Pacht und schreibt den Fortschritt – auf eigener Verbindung, denn die Arbeit hält die ihre offen."""

    def __init__(self, auftrag: Auftrag) -> None:
        super().__init__(name=f"auftrag-{auftrag.pk}", daemon=True)
        self.auftrag, self.stand, self.verloren = auftrag, (0, ""), False
        self.neues, self.ende = threading.Event(), threading.Event()

    def fortschritt(self, prozent: int, schritt: str = "") -> None:
        """Stand melden; wirft `PachtVerloren`, wenn weiterzuarbeiten keinen Sinn mehr hat."""
        if self.verloren:
            raise PachtVerloren
        self.stand = (max(0, min(99, prozent)), schritt[:120])
        self.neues.set()

    def beenden(self) -> None:
        self.ende.set()
        self.neues.set()
        self.join()

    def run(self) -> None:
        try:
            while True:
                self.neues.wait(settings.AUFTRAG_PACHT / 3)
                if self.ende.is_set():
                    return
                self.neues.clear()
                self._schreiben()
                if self.ende.wait(0.3):  # öfter sieht niemand hin
                    return
        finally:
            connection.close()

    def _schreiben(self) -> None:
        prozent, schritt = self.stand
        try:
            with technisch(Bereich.AUFTRAEGE):
                self.verloren = not _meine(self.auftrag).update(prozent=prozent, schritt=schritt, pacht_bis=_pacht())
        except DatabaseError:  # der nächste Schlag versucht es wieder; am Ende entscheidet der Zaun
            log.warning("Lebenszeichen für Auftrag %d nicht geschrieben.", self.auftrag.pk)
