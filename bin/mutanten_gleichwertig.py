"""Mutanten, die kein Test bemerken kann, mit Grund: (Datei, Zeile vorher, Zeile nachher) → warum beide dasselbe tun.

Die Zeilen stehen, wie `ast.unparse` sie schreibt. Ein Eintrag, den es nicht mehr gibt, lässt tests/haus/test_mutanten.py scheitern.
"""

GLEICHWERTIG: dict[tuple[str, str, str], str] = {}


def _gleich(datei: str, vorher: str, *nachher: str, grund: str) -> None:
    GLEICHWERTIG.update({(datei, vorher, zeile): grund for zeile in nachher})


_gleich(
    "arge/zahlen/geld.py",
    "return nach_gewicht_teilen(betrag, [1] * anzahl)",
    "return nach_gewicht_teilen(betrag, [2] * anzahl)",
    grund="Gleiche Gewichte teilen gleich, wie groß sie auch sind.",
)
_gleich(
    "arge/zahlen/geld.py",
    "vorzeichen = -1 if cents < 0 else 1",
    "vorzeichen = -1 if cents <= 0 else 1",
    "vorzeichen = -1 if cents < 1 else 1",
    grund="Nur bei null Cent verschieden, und null hat kein Vorzeichen.",
)
_gleich(
    "arge/zahlen/geld.py",
    "skala = min((int(gewicht.as_tuple().exponent) for gewicht in ganz), default=0)",
    "skala = min((int(gewicht.as_tuple().exponent) for gewicht in ganz), default=1)",
    "skala = min((int(gewicht.as_tuple().exponent) for gewicht in ganz), default=-1)",
    grund="Ohne Gewichte ist die Funktion schon mit einem Fehler verlassen; die Vorgabe gilt nie.",
)
_gleich(
    "arge/zahlen/geld.py",
    "teiler = [int(gewicht.scaleb(-min(skala, 0))) for gewicht in ganz]",
    "teiler = [int(gewicht.scaleb(-min(skala, 1))) for gewicht in ganz]",
    "teiler = [int(gewicht.scaleb(-min(skala, -1))) for gewicht in ganz]",
    grund="Alle Gewichte wachsen um dieselbe Zehnerpotenz; ihr Verhältnis bleibt.",
)
_gleich(
    "arge/zahlen/fortschreibung.py",
    "if len(verborgen) > 1:",
    "if len(verborgen) >= 1:",
    grund="Eine Gruppe aus einer Zahl ändert sich wie diese Zahl.",
)
_gleich(
    "arge/zahlen/fortschreibung.py",
    "self._gilt({**unbekannt, daneben: -1}, abstand)",
    "self._gilt({**unbekannt, daneben: 1}, abstand)",
    grund="Was daneben liegt, hat keinen Boden; hinauf und hinab gilt für es dasselbe.",
)
_gleich(
    "arge/daten/eingang.py",
    "nachbarn = roh[max(stelle - 1, 0):stelle + 2]",
    "nachbarn = roh[max(stelle - 1, -1):stelle + 2]",
    grund="Verschieden nur am ersten Zeichen, und dort bleibt ein Verbinder ohnehin nie.",
)
_gleich(
    "arge/zahlen/format.py",
    "gerundet = _dezimal(wert).quantize(Decimal(1).scaleb(-hoechstens), ROUND_HALF_UP)",
    "gerundet = _dezimal(wert).quantize(Decimal(2).scaleb(-hoechstens), ROUND_HALF_UP)",
    "gerundet = _dezimal(wert).quantize(Decimal(0).scaleb(-hoechstens), ROUND_HALF_UP)",
    grund="quantize liest nur die Zahl der Stellen, nicht den Wert.",
)
_gleich(
    "arge/zahlen/format.py",
    "return _schreibe(wert, 2, 2, '€')",
    "return _schreibe(wert, 3, 2, '€')",
    grund="Mehr als die gerundeten zwei Stellen gibt es nicht, die stehen bleiben könnten.",
)
_gleich(
    "arge/zahlen/format.py",
    "return _schreibe(anteil, 0, 0)",
    "return _schreibe(anteil, 1, 0)",
    "return _schreibe(anteil, -1, 0)",
    "return _schreibe(anteil, 0, 1)",
    "return _schreibe(anteil, 0, -1)",
    grund="Hier ist der Anteil None oder gesperrt; beide haben keine Stellen.",
)
_gleich(
    "traeger/personal/regeln.py",
    "for b in sorted(paar, key=lambda b: (b.zeitraum.von, b.zeile or 0)):",
    "for b in sorted(paar, key=lambda b: (b.zeitraum.von, b.zeile or 1)):",
    "for b in sorted(paar, key=lambda b: (b.zeitraum.von, b.zeile or -1)):",
    grund="Zeilen einer Datei beginnen bei 2; was eingetragen ist, steht mit jeder kleineren Zahl davor.",
)
_gleich(
    "traeger/personal/regeln.py",
    "jung, alt = (b, offen) if (b.zeile or 0) >= (offen.zeile or 0) else (offen, b)",
    "jung, alt = (b, offen) if (b.zeile or 1) >= (offen.zeile or 0) else (offen, b)",
    "jung, alt = (b, offen) if (b.zeile or 0) >= (offen.zeile or -1) else (offen, b)",
    grund="Verschieden nur, wenn beide eingetragen sind, und dann wird nichts gemeldet.",
)
_gleich(
    "traeger/personal/regeln.py",
    "genannt = ', '.join((str(b) for b in nsmallest(GENANNT, da, key=lambda b: b.zeile or 0)))",
    "genannt = ', '.join((str(b) for b in nsmallest(GENANNT, da, key=lambda b: b.zeile or -1)))",
    "genannt = ', '.join((str(b) for b in nsmallest(GENANNT, da, key=lambda b: b.zeile or 1)))",
    grund="Zeilen einer Datei beginnen bei 2; was eingetragen ist, steht mit jeder kleineren Zahl davor.",
)
