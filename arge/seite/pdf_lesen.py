"""Liest ein fremdes PDF mit qpdf und sagt, was dagegen spricht. Läuft in einem eigenen Prozess (`arge.seite.fremd`), gerufen von `arge.seite.pdf_pruefen`.

qpdf liest den letzten Stand, ohne zu reparieren; jede Warnung ist ein Nein. Ein Programm, das eine Datei rettet, sucht aber jedes Objekt, das
irgendwo steht. Darum wird jeder Stand geöffnet, und was dann noch in keinem Verzeichnis steht, trägt ein angehängtes nach: Kein Objekt
bleibt ungelesen, auch kein ersetztes, und jeder Verweis gilt für jeden Stand seines Ziels.
"""

from __future__ import annotations

import io
import json
import re
import sys
from typing import Any

#: Mehr hat kein Vertrag: Objekte, Stände, Ebenen, ausgepackte Byte je Strom.
OBJEKTE, STAENDE, TIEFE, ENTPACKT = 100_000, 20, 200, 4 * 1024 * 1024
#: Was der Prozess an Speicher (Byte) und Rechenzeit (Sekunden) haben darf.
SPEICHER, SEKUNDEN = 256 * 1024 * 1024, 3
#: So weit vor dem Ende sucht jedes Programm den letzten Stand.
SCHLUSS = 1024

#: Schlüssel, die es in keinem Wörterbuch geben darf, und Arten, die kein Objekt haben darf (`Type`, `Subtype`, `S`).
SCHLUESSEL = {
    "/JS": "PROGRAMM", "/JavaScript": "PROGRAMM", "/XFA": "PROGRAMM", "/AA": "BEIM_OEFFNEN", "/Encrypt": "GESCHUETZT", "/Base": "VERWEIS",
    **dict.fromkeys(("/EmbeddedFiles", "/EF", "/RichMediaContent", "/AF", "/Collection", "/UF", "/FS", "/OPI"), "ANHANG"),
}  # fmt: skip
ARTEN = {
    "/JavaScript": "PROGRAMM",
    **dict.fromkeys(("/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/Filespec"), "ANHANG"),
    **dict.fromkeys(("/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE", "/GoToR", "/RichMediaExecute", "/ResetForm", "/Hide", "/SetOCGState"), "BEIM_OEFFNEN"),
}  # fmt: skip
#: Beim Öffnen darf es auf eine Seite springen; hinter einem Verweis, den jemand anklickt, auch eine Adresse öffnen und blättern.
AKTIONEN = {"/OpenAction": {"/GoTo"}, "/A": {"/GoTo", "/URI", "/Named"}, "/PA": {"/GoTo", "/URI", "/Named"}}
#: Wohin eine Adresse führen darf; ohne Schema ist sie relativ und führt nirgends hin.
SCHEMATA = {"", "http", "https", "mailto", "tel"}

#: Was qpdf anmerkt und jeder Leser gleich liest; hier zählt ohnehin jedes Objekt, nicht nur jedes genannte.
HARMLOS = (
    "a common error handled correctly by qpdf and most other applications",
    "extraneous whitespace seen before xref",
    "reported number of objects",
)

_W = rb"[\x00\t\n\x0b\f\r\x1c-\x1f ]"  # auch, was nur mancher Leser für Leerraum hält
_ENDE = re.compile(rb"startxref[\x00\s]++([0-9]{1,10}+)[\x00\s]++%%EOF")
_OBJEKT = re.compile(rb"(?<![0-9])([0-9]{1,10}+)" + _W + rb"++([0-9]{1,5}+)" + _W + rb"++obj")
_OBJ = re.compile(rb"(?<=" + _W + rb")obj(?=[\x00\s()<>\[\]/%]|\Z)")
_TRAILER = re.compile(rb"(?<=[\r\n])[\x00\t\x0b\f ]*+trailer")
_FLACH = re.compile(rb"[\x00\s]*+<<(?:[^#<>()%]|<[0-9A-Fa-f\s]*+>|\((?:[^()\\]|\\.)*+\))*+>>", re.DOTALL)
_LEER = re.compile(rb"[\x00\s]{0,8}+")
_VERWEIS = re.compile(r"([0-9]+) [0-9]+ R")
_ROOT = re.compile(rb"/Root[\x00\s]++([0-9]++ [0-9]++ R)")
_BRUCH = re.compile(rb"(?m) [+-]?[0-9]*\.[0-9]+(?=,?$)")  # qpdf schreibt „+.5“, das kein JSON ist
_KLEBT = re.compile(rb"/[^\x00-\x20()<>\[\]{}/%]*+\x0b")  # für qpdf endet der Name, für andere nicht
_STROM = re.compile(rb"stream *[\r\n]")
_UNSICHTBAR = re.compile(rb'"(?:n:)?/[^"]*(?:\\u00[01]|#[01][0-9a-f])')


#: Kein Name eines PDF: merkt sich, dass ein Wörterbuch zu einem Strom gehört.
STROM = "Strom"


class Nein(Exception):
    """Der Grund, aus dem die Datei draußen bleibt."""


def grund(inhalt: bytes) -> str | None:
    """Der Name des ersten Grunds; None, wenn nichts dagegen spricht. Gezählt wird ab dem Kopf oder ab dem Anfang der Datei."""
    import pikepdf.settings

    pikepdf.settings.set_qpdf_limits(
        parser_max_nesting=TIEFE, max_stream_filters=2, flate_max_memory=ENTPACKT, png_max_memory=ENTPACKT, tiff_max_memory=ENTPACKT,
        run_length_max_memory=ENTPACKT,
    )  # fmt: skip
    kopf, satz = inhalt.index(b"%PDF-"), None
    zeile, rest = re.match(rb"[^\r\n]*+[\r\n]*+", inhalt[kopf:])[0], inhalt[kopf:]  # type: ignore[index]
    for roh in dict.fromkeys((rest, zeile + inhalt[:kopf] + rest[len(zeile) :])):
        try:
            _durchsehen(Datei(roh))
        except Nein as nein:
            if (satz := str(nein)) != "BESCHAEDIGT":
                return satz
        else:
            return None
    return satz


def _nackt(roh: bytes) -> bytes:
    """Die Datei ohne ihre Ströme."""
    return b" ".join(_STROM.split(teil, maxsplit=1)[0] for teil in roh.split(b"endstream"))


def _hinter_leer(roh: bytes, stelle: int) -> int:
    """Die Stelle, oder die hinter ein paar Leerzeichen."""
    return _LEER.match(roh, stelle).end()  # type: ignore[union-attr]


class Datei:
    """Alles, was in der Datei steht: die Angaben jedes Stands und je Nummer jeder Wert, den sie in einem Stand hat."""

    def __init__(self, roh: bytes) -> None:
        self.roh, self.werte, self.nach_nummer, self.gelesen = roh, list[Any](), dict[int, list[Any]](), set[int]()
        enden, koepfe = list(_ENDE.finditer(roh)), {treffer.start(): treffer for treffer in _OBJEKT.finditer(roh)}
        if len(enden) > STAENDE or len(koepfe) > OBJEKTE:
            raise Nein("ZU_VIEL")
        schluss = {treffer.end() for treffer in koepfe.values()}
        if (
            not enden
            or enden[-1].start() < len(roh) - SCHLUSS
            or roh[roh.rfind(b"%%EOF") + 5 :].strip(b"\x00\t\n\f\r ")
            or roh.count(b"startxref") != len(enden)
            or roh.count(b"%PDF-") != 1
            or _KLEBT.search(_nackt(roh))
            or any(treffer.end() not in schluss for treffer in _OBJ.finditer(roh))
        ):
            raise Nein("BESCHAEDIGT")
        vorige = 0
        for ende in enden:
            if stelle := int(ende[1]):  # 0 steht am Anfang einer Datei fürs Netz
                angaben = self._stand(roh[: ende.end()], stelle)
                if vorige and angaben.get("/Prev") != vorige:
                    raise Nein("BESCHAEDIGT")  # ein zweites Dokument
                vorige = stelle
        wurzeln = {str(angaben.get("/Root")).encode() for angaben in self.werte}
        trailer = [_FLACH.match(roh, treffer.end()) for treffer in _TRAILER.finditer(roh)]
        if (
            not vorige
            or koepfe.keys() != self.gelesen
            or not all(angaben and {*_ROOT.findall(angaben[0])} <= wurzeln for angaben in trailer)
        ):
            raise Nein("BESCHAEDIGT")

    def _stand(self, roh: bytes, stelle: int) -> dict[str, Any]:
        """Nimmt auf, was der letzte Stand von `roh` nennt; zurück kommen seine Angaben."""
        import pikepdf

        text = io.BytesIO()
        try:
            with pikepdf.open(io.BytesIO(roh), attempt_recovery=False, inherit_page_attributes=False) as pdf:
                if pdf.is_encrypted:
                    raise Nein("GESCHUETZT")
                pdf.write_qpdf_json(
                    text,
                    decode_level=pikepdf.StreamDecodeLevel.none,
                    json_stream_data=pikepdf.JSONStreamData.none,
                )
                objekte, verzeichnis = json.loads(_BRUCH.sub(b" 0", text.getvalue()))["qpdf"][1], pdf.get_xref_table()
                angaben: dict[str, Any] = objekte.pop("trailer")["value"]
                behaelter: dict[int, set[int]] = {}
                for (nummer, _), eintrag in verzeichnis.items():
                    if eintrag.type == 2:
                        behaelter.setdefault(eintrag.obj_stream_number or 0, set()).add(nummer)
                neu = {_hinter_leer(roh, stelle)} if angaben.get("/Type") == "/XRef" else set()
                for (nummer, generation), eintrag in verzeichnis.items():
                    if (
                        eintrag.type == 1 and eintrag.offset
                    ):  # an Stelle 0 steht der Kopf: So nennt mancher, was es nicht gibt
                        neu.add(ort := _hinter_leer(roh, eintrag.offset))
                        strom = objekte.get(f"obj:{nummer} {generation} R", {}).get("stream")
                        if ort not in self.gelesen and strom and strom["dict"].get("/Type") == "/ObjStm":
                            anfang, anzahl = strom["dict"].get("/First"), strom["dict"].get("/N")
                            daten = pdf.get_object(nummer, generation).read_bytes()
                            innen = re.findall(rb"[0-9]++", daten[:anfang])[: 2 * anzahl : 2]
                            if len(innen) != anzahl or set(map(int, innen)) != behaelter.get(nummer) or _KLEBT.search(daten):
                                raise Nein("BESCHAEDIGT")
                if (
                    not all(any(satz in warnung for satz in HARMLOS) for warnung in pdf.get_warnings())
                    or _UNSICHTBAR.search(text.getvalue())
                    or not len(pdf.pages)
                ):
                    raise Nein("BESCHAEDIGT")
        except pikepdf.PasswordError as fehler:
            raise Nein("GESCHUETZT") from fehler
        except (pikepdf.PikepdfError, RuntimeError, TypeError, ValueError) as fehler:
            raise Nein("BESCHAEDIGT") from fehler
        self.gelesen |= neu
        for name, objekt in objekte.items():
            wert = objekt["stream"]["dict"] | {STROM: True} if "stream" in objekt else objekt["value"]
            self.nach_nummer.setdefault(int(name[4:].split()[0]), []).append(wert)
        self.werte.append(angaben)
        return angaben

    def aufgeloest(self, wert: Any) -> list[Any]:
        """Der Wert selbst; bei einem Verweis jeder, den ein Stand der Datei dort hat."""
        verweis = _VERWEIS.fullmatch(wert) if isinstance(wert, str) else None
        return self.nach_nummer.get(int(verweis[1]), []) if verweis else [wert]


def _durchsehen(datei: Datei) -> None:
    """Jedes Wörterbuch der Datei, gleich wie tief und in welchem Stand, und gleich ob ein Verweis dorthin führt."""
    offen = [wert for werte in datei.nach_nummer.values() for wert in werte]
    if any(isinstance(wert, str) and _VERWEIS.fullmatch(wert) for wert in offen):
        raise Nein("BESCHAEDIGT")  # ein Objekt ist nie nur ein Verweis; wer ihm folgt, käme woanders an
    offen += datei.werte
    while offen:
        wert = offen.pop()
        if isinstance(wert, dict):
            _pruefe(wert, datei)
            offen += wert.values()
        elif isinstance(wert, list):
            offen += wert


def _pruefe(buch: dict[str, Any], datei: Datei) -> None:
    """Verglichen wird nie, was da steht, sondern wohin es führt: Jeder Wert kann in einem anderen Objekt stehen."""
    for schluessel in buch.keys() & SCHLUESSEL.keys():
        raise Nein(SCHLUESSEL[schluessel])
    for ziel in datei.aufgeloest(buch.get("/URI")):
        if isinstance(ziel, str) and not _fuehrt_ins_netz(ziel):
            raise Nein("VERWEIS")
    # „/F“ nennt eine andere Datei: bei einem Strom immer, sonst als Name oder Angabe (eine Zahl sind Merkmale einer Notiz).
    if "/F" in buch and any(STROM in buch or isinstance(ziel, str | dict) for ziel in datei.aufgeloest(buch["/F"])):
        raise Nein("ANHANG")
    for schluessel in ("/Type", "/Subtype", "/S"):
        for art in datei.aufgeloest(buch.get(schluessel)):
            if isinstance(art, str) and art in ARTEN:
                raise Nein(ARTEN[art])
    for schluessel in buch.keys() & AKTIONEN.keys():
        for aktion in datei.aufgeloest(
            buch[schluessel]
        ):  # ein Ziel statt einer Aktion (Seite, Ausschnitt) ist eine Liste oder ein Wort
            if isinstance(aktion, dict) and "/S" in aktion:
                arten = [art if isinstance(art, str) else "" for art in datei.aufgeloest(aktion["/S"]) or ("",)]
                for art in arten:
                    if art not in AKTIONEN[schluessel]:
                        raise Nein(ARTEN.get(art, "BEIM_OEFFNEN"))
                if "/Next" in aktion:  # eine Kette täte danach noch etwas anderes
                    raise Nein("BEIM_OEFFNEN")


def _fuehrt_ins_netz(ziel: str) -> bool:
    ziel = bytes.fromhex(ziel[2:]).decode("latin-1") if ziel.startswith("b:") else ziel.removeprefix("u:")
    if "\\" in ziel or ziel.lstrip().startswith("//"):  # ein Rechner im Netz (\\rechner\freigabe)
        return False
    schema, doppelpunkt, _ = "".join(ziel.split()).partition(":")
    return not doppelpunkt or "/" in schema or schema.lower() in SCHEMATA


if __name__ == "__main__":
    print(grund(sys.stdin.buffer.read()) or "")
