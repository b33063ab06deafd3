-- Wörter der Meldungen und die Prüfungen dessen, was er selbst sieht: laufen mit den Rechten dessen, der schreibt.

create or replace function vzae_wort(p_vzae numeric) returns text language sql immutable as $$
    select replace(to_char(p_vzae, 'FM9990.00'), '.', ',') || ' VZÄ'
$$;

create or replace function zeitraum_wort(p_von date, p_bis date) returns text language sql immutable as $$
    select 'ab ' || to_char(p_von, 'DD.MM.YYYY') || coalesce(' bis ' || to_char(p_bis, 'DD.MM.YYYY'), ' ohne Ende')
$$;

-- „Wer war an dem Tag da“ für Fachkräfte: Was eine Fachkraft tut, liegt in ihrer Beschäftigung – ein Tag, oder alle Tage von … bis.
-- Ein offenes Ende (`p_offen`) heißt „bis auf Weiteres“ und zählt bis heute: Wer befristet da ist, bekommt Fälle ohne Ende, aber
-- nach seinem letzten Tag läuft keiner mehr bei ihm weiter. „Heute“ ist der Tag der Anwendung, aus dem gesiegelten Zugang.
-- Geprüft wird von beiden Seiten. Wer etwas einträgt, teilt die Sperre mit anderen; wer die Beschäftigung ändert, hat sie allein.
create or replace function beschaeftigung_pruefen(p_kraft bigint, p_von date, p_bis date, p_offen boolean, p_was text) returns void
language plpgsql set search_path = public as $$
declare
    kraft record; ende date := p_bis;
begin
    perform pg_advisory_xact_lock_shared(7304, p_kraft::int);
    select traeger_id, beschaeftigt_von, beschaeftigt_bis into kraft from traeger_fachkraft where id = p_kraft;
    if p_offen then
        ende := greatest(p_bis, p_von, coalesce((zugang() ->> 'heute')::date, (now() at time zone 'Europe/Berlin')::date));
    end if;
    if p_von < kraft.beschaeftigt_von or ende > kraft.beschaeftigt_bis then
        if not liest_besetzung(kraft.traeger_id) then -- wer dort wann arbeitet, erfährt kein anderer
            raise exception using errcode = '23514', constraint = 'regel_beschaeftigung',
                message = 'Das liegt nicht in der Beschäftigung der Fachkraft.';
        end if;
        raise exception using errcode = '23514', constraint = 'regel_beschaeftigung', message = format(
            'Die Fachkraft ist %s beschäftigt; am %s steht aber bei ihr: %s.', zeitraum_wort(kraft.beschaeftigt_von, kraft.beschaeftigt_bis),
            to_char(case when p_von < kraft.beschaeftigt_von then p_von else ende end, 'DD.MM.YYYY'), p_was);
    end if;
end
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

-- Wer schreibt (traeger/management/schreibgrenze.py). Alle drei gelten nur der Anwendungsrolle und lesen nur den signierten Zugang.

-- Gemeinsame Zeilen der ARGE: nur Rollen mit dem Recht dazu; die Rollen stehen am Trigger.
create or replace function schreibgrenze() returns trigger language plpgsql set search_path = public as $$
begin
    if coalesce(zugang() ->> 'rolle', '') <> all (tg_argv) then
        raise exception using errcode = '42501', constraint = 'schreibgrenze', message = format(
            'In %s schreibt nur, wer das Recht dazu hat.', tg_table_name);
    end if;
    return null;
end
$$;

-- Konten: nur die Zeilen des Kontos, das der Zugang nennt; 0 steht für ein neues.
create or replace function kontogrenze() returns trigger language plpgsql set search_path = public as $$
declare
    konto text := zugang() ->> 'konto';
    vorher text := to_jsonb(old) ->> tg_argv[0]; nachher text := to_jsonb(new) ->> tg_argv[0];
begin
    if tg_op = 'INSERT' and tg_argv[0] = 'id' and konto = '0' then
        return new;
    end if;
    if konto is null or konto <> coalesce(vorher, konto) or konto <> coalesce(nachher, konto) then
        raise exception using errcode = '42501', constraint = 'kontogrenze', message = format(
            'In %s schreibt nur, wer dieses Konto gerade bearbeitet.', tg_table_name);
    end if;
    return coalesce(new, old);
end
$$;

-- Wer Zugang gibt: bei einem Träger dessen Leitung, sonst der Betrieb (ROLLEN_VERGIBT). Annehmen und die Freigabe durch die
-- Steuerung siegelt die Anwendung als technisch.
create or replace function vergibt(p_traeger bigint, p_rolle text) returns boolean language sql stable as $$
    select coalesce(case zugang() ->> 'rolle'
        when 'leitung' then p_traeger = (zugang() ->> 'traeger')::bigint
        when 'betrieb' then p_rolle in ('koordination', 'betrieb') or (p_rolle = 'leitung' and not exists (
            select from traeger_mitgliedschaft
             where traeger_id = p_traeger and rolle = 'leitung' and von <= (zugang() ->> 'heute')::date
               and (bis is null or bis >= (zugang() ->> 'heute')::date)
               and (vergeben_von_id is null or freigegeben_am is not null)))
    end, false)
$$;

create or replace function einladung_grenze() returns trigger language plpgsql set search_path = public as $$
declare
    wer jsonb := zugang(); erneuert text[] := array['schluessel_hash', 'gueltig_bis', 'absendung', 'eingeladen_von_id'];
begin
    if wer ->> 'rolle' = 'technisch'
        or (tg_op = 'INSERT' and vergibt(new.traeger_id, new.rolle) and new.eingeladen_von_id = (wer ->> 'benutzer')::bigint)
        or (tg_op = 'UPDATE' and vergibt(new.traeger_id, new.rolle) and new.eingeladen_von_id = (wer ->> 'benutzer')::bigint
            and to_jsonb(old) - erneuert = to_jsonb(new) - erneuert) -- wer erneuert, lädt ein
        or (tg_op = 'DELETE' and (vergibt(old.traeger_id, old.rolle) or wer ->> 'rolle' = 'betrieb')) then
        return coalesce(new, old);
    end if;
    raise exception using errcode = '42501', constraint = 'einladung_grenze',
        message = 'Einladen kann nur, wer die Rolle vergibt, und nur im eigenen Namen.';
end
$$;

create or replace function mitgliedschaft_grenze() returns trigger language plpgsql set search_path = public as $$
declare
    wer jsonb := zugang(); ich bigint := (wer ->> 'benutzer')::bigint;
    vorher jsonb := to_jsonb(old); nachher jsonb := to_jsonb(new); geht boolean;
begin
    if wer ->> 'rolle' = 'technisch' then
        return coalesce(new, old);
    end if;
    -- Eine Leitung nur bei ihrem Träger, der Betrieb überall.
    geht := wer ->> 'rolle' = 'betrieb' or (wer ->> 'rolle' = 'leitung'
        and (vorher is null or vorher ->> 'traeger_id' = wer ->> 'traeger')
        and (nachher is null or nachher ->> 'traeger_id' = wer ->> 'traeger'));
    if geht and tg_op = 'DELETE' then
        return old;
    elsif geht and tg_op = 'UPDATE' then
        geht := case
            -- nur kürzer, auch ganz weg
            when coalesce(new.bis, 'infinity') <= coalesce(old.bis, 'infinity') and new.galt_nie >= old.galt_nie
                and vorher - array['bis', 'galt_nie'] = nachher - array['bis', 'galt_nie'] then true
            -- hat nie gegolten und gilt wieder: wie neu vergeben
            when old.galt_nie then not new.galt_nie and vergibt(new.traeger_id, new.rolle)
                and new.vergeben_von_id = ich and new.freigegeben_von_id is null
                and (old.rolle, old.benutzer_id, old.traeger_id, old.von) is not distinct from (new.rolle, new.benutzer_id, new.traeger_id, new.von)
            when coalesce(new.bis, 'infinity') > coalesce(old.bis, 'infinity') then false -- länger wird sie nur durch eine Einladung
            when new.freigegeben_von_id is distinct from old.freigegeben_von_id and new.freigegeben_von_id is not null then
                new.freigegeben_von_id = ich and wer ->> 'rolle' = 'leitung'
                and vorher - array['von', 'freigegeben_am', 'freigegeben_von_id']
                    = nachher - array['von', 'freigegeben_am', 'freigegeben_von_id']
            else vergibt(new.traeger_id, new.rolle) and new.vergeben_von_id = ich
                and (new.freigegeben_von_id is null
                     or (old.rolle, old.benutzer_id, old.traeger_id) is not distinct from (new.rolle, new.benutzer_id, new.traeger_id))
        end;
    elsif geht then
        geht := vergibt(new.traeger_id, new.rolle) and new.vergeben_von_id = ich and new.freigegeben_von_id is null;
    end if;
    if geht then
        return new;
    end if;
    raise exception using errcode = '42501', constraint = 'mitgliedschaft_grenze',
        message = 'Zugang gibt und nimmt nur, wer die Rolle vergibt, im eigenen Namen und nie sich selbst.';
end
$$;

-- Was jede Seite mit der Anmeldung mitfragt: wie viel in einer Glocke ungelesen ist, welche Formulare angefangen und welche Ansichten gemerkt sind. Als Funktion behält
-- jede Verbindung den Plan; als Unterabfrage kostete das Planen unter der Zeilensicherheit doppelt so viel. Gelesen wird mit den Rechten
-- dessen, der fragt.
create or replace function mitteilungen_ungelesen(p_benutzer bigint, p_mitgliedschaft bigint) returns integer
language plpgsql stable set search_path = public as $$
begin
    return (select count(*) from traeger_mitteilung where benutzer_id = p_benutzer and mitgliedschaft_id = p_mitgliedschaft and glocke and gelesen_am is null);
end
$$;

create or replace function entwurf_adressen(p_benutzer bigint, p_mitgliedschaft bigint) returns varchar[]
language plpgsql stable set search_path = public as $$
begin
    return array(select adresse from traeger_entwurf where benutzer_id = p_benutzer and mitgliedschaft_id = p_mitgliedschaft);
end
$$;

create or replace function ansichten_gemerkt(p_benutzer bigint, p_mitgliedschaft bigint) returns jsonb[]
language plpgsql stable set search_path = public as $$
begin
    return array(
        select jsonb_build_object('adresse', adresse, 'name', name, 'angaben', angaben, 'immer', immer)
          from traeger_ansicht where benutzer_id = p_benutzer and mitgliedschaft_id = p_mitgliedschaft order by suchform(name), id);
end
$$;

-- Und welche Arbeitsfelder ein Träger je hatte: Das Menü verbirgt, was er nicht betreibt.
create or replace function traeger_betreibt(p_traeger bigint) returns varchar[]
language plpgsql stable set search_path = public as $$
begin
    return array(select distinct aufgabe from traeger_stellenanteil where traeger_id = p_traeger);
end
$$;
