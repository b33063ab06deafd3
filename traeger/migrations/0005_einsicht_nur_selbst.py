"""Eine Einsicht schreibt jede Person nur über sich selbst: Die Funktion vergleicht mit dem Zugang der Transaktion."""

from django.db import migrations

SELBST = """
create or replace function einsicht_schreiben(p_traeger bigint, p_benutzer bigint, p_art text, p_akte bigint)
returns void language plpgsql security definer set search_path = public as $$
begin
    if p_traeger is distinct from nullif(current_setting('app.traeger', true), '')::bigint
        or p_benutzer is distinct from nullif(current_setting('app.benutzer', true), '')::bigint then
        raise exception 'Eine Einsicht vermerkt nur, wer selbst liest.' using errcode = '42501';
    end if;
    insert into traeger_einsicht (traeger_id, benutzer_id, akte_art, akte_id, gelesen_am)
    values (p_traeger, p_benutzer, p_art, p_akte, clock_timestamp());
end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("traeger", "0004_auftrag_dateiname")]
    operations = [migrations.RunSQL(SELBST, migrations.RunSQL.noop)]
