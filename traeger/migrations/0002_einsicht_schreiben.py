"""Lese-Einträge schreibt nur diese Funktion; die Anwendungsrolle hat auf der Tabelle kein INSERT (qualitaet 1.5)."""

from django.db import migrations

ANLEGEN = """
create or replace function einsicht_schreiben(p_traeger bigint, p_benutzer bigint, p_art text, p_akte bigint)
returns void language sql security definer set search_path = public as $$
    insert into traeger_einsicht (traeger_id, benutzer_id, akte_art, akte_id, gelesen_am)
    values (p_traeger, p_benutzer, p_art, p_akte, clock_timestamp());
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("traeger", "0001_initial")]
    operations = [migrations.RunSQL(ANLEGEN, "drop function if exists einsicht_schreiben(bigint, bigint, text, bigint)")]
