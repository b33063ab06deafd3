"""Lesen einer Akte wird vermerkt, in derselben Transaktion wie das Anzeigen (fakten 6.3, Art. 32 DSGVO)."""

from django.db import connection, models

from traeger.zugang.grenze import Zugang


def einsicht_vermerken(*, akte_art: str, akte: models.Model, zugang: Zugang) -> None:
    """Schreibt, wer welche Akte liest; scheitert das, wird die Akte nicht gezeigt (qualitaet S4).

    `akte_art` ist das Wort für die Akte („MBE-Fall“, höchstens 40 Zeichen), `akte` trägt `traeger_id`. Geschrieben
    wird über die Datenbankfunktion: Die Anwendungsrolle hat auf der Tabelle kein INSERT (qualitaet 1.5).
    """
    with connection.cursor() as cursor:
        cursor.execute("select einsicht_schreiben(%s, %s, %s, %s)", [akte.traeger_id, zugang.benutzer_id, akte_art, akte.pk])
