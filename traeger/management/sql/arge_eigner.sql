-- Wörter der Meldungen und die Prüfung der Vertretung: laufen mit den Rechten dessen, der schreibt.

create or replace function vzae_wort(p_vzae numeric) returns text language sql immutable as $$
    select replace(to_char(p_vzae, 'FM9990.00'), '.', ',') || ' VZÄ'
$$;

create or replace function zeitraum_wort(p_von date, p_bis date) returns text language sql immutable as $$
    select 'ab ' || to_char(p_von, 'DD.MM.YYYY') || coalesce(' bis ' || to_char(p_bis, 'DD.MM.YYYY'), ' ohne Ende')
$$;

create or replace function vertretung_pruefen(p_abwesenheit bigint) returns void
language plpgsql set search_path = public as $$
declare
    fehlt record; falsch record;
begin
    select id, traeger_id, fachkraft_id, von, bis into fehlt from traeger_abwesenheit where id = p_abwesenheit;
    if not found then
        return;
    end if;
    perform pg_advisory_xact_lock(7301, fehlt.traeger_id::int);
    select von, bis into falsch from traeger_vertretung
     where abwesenheit_id = p_abwesenheit and traeger_id = fehlt.traeger_id
       and (von < fehlt.von or bis > fehlt.bis or vertreten_id <> fehlt.fachkraft_id)
     order by von limit 1;
    if found then
        raise exception using errcode = '23514', constraint = 'regel_vertretung_zeitraum', message = format(
            'Die Abwesenheit gilt %s; die Vertretung %s passt nicht dazu.',
            zeitraum_wort(fehlt.von, fehlt.bis), zeitraum_wort(falsch.von, falsch.bis));
    end if;
end
$$;
