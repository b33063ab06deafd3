"""Passwörter: vor dem Hash eine Unicode-Form („ü“ aus macOS und Windows öffnen dasselbe Konto), und nichts Naheliegendes."""

import re

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from arge.daten import eingang


class NfcArgon2(Argon2PasswordHasher):
    """Argon2 über die NFC-Form – beim Setzen und beim Prüfen, auf jedem Weg (Formular, Befehl, allauth)."""

    def encode(self, password: str, salt: str) -> str:
        return super().encode(eingang.passwort(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        return super().verify(eingang.passwort(password), encoded)


#: Was hier jeder zuerst probiert: das Wort selbst, Ort, Träger und Arbeit, Jahreszeiten, Grüße. Djangos Liste ist englisch.
WOERTER = tuple(
    sorted(
        """
        passwort kennwort password passwd passw losung geheim geheimnis zugang anmeldung anmelden login admin administrator benutzer
        test start willkommen hallo guten morgen servus gruessgott bitte danke schatz liebe liebling ichliebedich fussball sonnenschein
        heilbronn neckar boeckingen sontheim neckargartach frankenbach kirchhausen biberach klingenberg horkheim unterland
        wuerttemberg schwaben stuttgart deutschland germany arge integration integrationsmanagement migration migrationsberatung beratung
        ehrenamt fluechtling caritas diakonie awo arbeiterwohlfahrt stadt rathaus kirche traeger verein sozial buero
        fruehling sommer herbst winter ostern weihnachten januar februar maerz april mai juni juli august september oktober november
        dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
        """.split(),  # noqa: SIM905 – eine Liste zum Lesen
        key=lambda wort: (-len(wort), wort),
    )
)
REIHEN = (
    "qwertzuiopue",
    "qwertyuiop",
    "asdfghjkloeae",
    "yxcvbnm",
    "zxcvbnm",
    "1234567890",
    "0123456789",
    "abcdefghijklmnopqrstuvwxyz",
)
#: Ab so vielen Zeichen ist ein Stück einer Reihe kein Zufall.
STUECK = 4
#: So viele Buchstaben muss ein Passwort neben dem Naheliegenden noch haben.
EIGENES = 7
_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ERSATZ = str.maketrans("0134578@$!|€", "oieastbasile")
_STUECKE = {
    text[i : i + STUECK]
    for reihe in REIHEN for text in (reihe, reihe[::-1])
    for i in range(len(text) - STUECK + 1)
}  # fmt: skip
_WORT = re.compile("|".join(WOERTER))


def naheliegend(passwort: str) -> str | None:
    """Das erste Wort oder Stück einer Tastaturreihe, wenn außer Naheliegendem kaum etwas im Passwort steht; sonst None (rein).

    Groß, klein, Umlaut, Ziffern für Buchstaben („P4ssw0rt“), Trenner und alles, was davor, dazwischen oder dahinter hängt,
    ändert nichts: Gezählt werden die Buchstaben, die übrig bleiben.
    """
    text = "".join(z for z in eingang.passwort(passwort).casefold().translate(_UMLAUTE) if z.isalnum() or z in "@$!|€")
    gelesen = text.translate(_ERSATZ)
    weg = [False] * len(text)
    funde = []
    for stelle in _WORT.finditer(gelesen):
        funde.append((stelle.start(), stelle[0]))
        weg[stelle.start() : stelle.end()] = [True] * len(stelle[0])
    for anfang in range(len(text) - STUECK + 1):
        stueck = text[anfang : anfang + STUECK]
        if stueck in _STUECKE or len(set(stueck)) == 1:
            funde.append((anfang, stueck))
            weg[anfang : anfang + STUECK] = [True] * STUECK
    rest = [zeichen for zeichen, ist_weg in zip(text, weg, strict=True) if not ist_weg and zeichen.isalpha()]
    return min(funde)[1] if funde and len(rest) < EIGENES else None


class DeutscheSperrliste:
    """Prüfung für AUTH_PASSWORD_VALIDATORS: „passwort1234“, „Heilbronn2026!“ und „qwertz123456“ sind keine Passwörter."""

    def validate(self, password: str, user: object = None) -> None:
        if fund := naheliegend(password):
            raise ValidationError(
                "Dieses Passwort ist zu leicht zu erraten: „%(fund)s“ und Ähnliches wird zuerst probiert."
                " Nehmen Sie mehrere Wörter, die nichts mit Ihrer Arbeit zu tun haben.",
                code="naheliegend", params={"fund": fund},
            )  # fmt: skip

    def get_help_text(self) -> str:
        return "Naheliegende Wörter (Passwort, Heilbronn, Ihr Träger, Jahreszeiten) und Tastaturreihen genügen nicht."
