-- Der einzige Weg in die Tabelle der Einsichten: anhängen darf nur, wer selbst liest.

create or replace function einsicht_schreiben(p_traeger bigint, p_art text, p_akte bigint, p_umfang text, p_anzahl integer)
returns void language plpgsql security definer set search_path = public as $$
declare
    wer jsonb := zugang();
begin
    if wer is null or p_traeger is distinct from (wer ->> 'traeger')::bigint then
        raise exception 'Eine Einsicht vermerkt nur, wer selbst liest.' using errcode = '42501';
    end if;
    insert into traeger_einsicht (traeger_id, benutzer_id, akte_art, akte_id, umfang, anzahl, gelesen_am, vertretung_id)
    values (p_traeger, (wer ->> 'benutzer')::bigint, p_art, p_akte, p_umfang, p_anzahl, clock_timestamp(),
            (wer ->> 'vertretung')::bigint);
end
$$;
