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

-- Höchstens zwei offene Aufträge je Person. Wer schreibt, sieht die eigenen Aufträge (oder als Kehrer alle); die Sperre je
-- Person zählt auch dann richtig, wenn zwei zugleich beauftragt werden.
create or replace function auftrag_offen_pruefen(p_benutzer bigint) returns void
language plpgsql set search_path = public as $$
begin
    perform pg_advisory_xact_lock(7302, p_benutzer::int);
    if (select count(*) from traeger_auftrag where benutzer_id = p_benutzer and status in ('wartet', 'laeuft')) > 2 then
        raise exception using errcode = '23514', constraint = 'regel_auftrag_offen',
            message = 'Zwei Ihrer Aufträge sind noch nicht fertig. Warten Sie auf einen davon, oder brechen Sie ihn ab.';
    end if;
end
$$;
