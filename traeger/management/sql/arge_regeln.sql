-- Regeln über mehrere Zeilen: Besetzung passt in Stellenanteil und Beschäftigung, in Zeit und Umfang (Fachmodell 1).
-- Beide Funktionen sehen alle Träger: Ändert die Stadt einen Stellenanteil, sieht sie selbst keine Besetzung. Die Meldung
-- nennt Umfang und Zeitraum nur dem Träger, dem die Besetzung gehört, und nie einen Namen. Die Sperre je Träger macht die Prüfung auch dann richtig, wenn zwei
-- gleichzeitig besetzen.

-- Ob eine Meldung Umfang und Zeit nennen darf: nur wer Besetzungen dieses Trägers auch liest. Die Stadt teilt sie, ohne sie zu lesen, und
-- siegelt dafür dessen Nummer; darum zählt auch die Rolle.
create or replace function liest_besetzung(p_traeger bigint) returns boolean language sql stable set search_path = public as $$
    select (zugang() ->> 'traeger')::bigint is not distinct from p_traeger
       and coalesce(zugang() ->> 'rolle', '') not in ('steuerung', 'koordination', 'pruefung', 'betrieb')
$$;

create or replace function besetzung_je_stelle_pruefen(p_anteil bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    anteil record; falsch record; liste text; fremd boolean;
begin
    select id, traeger_id, von, bis, vzae into anteil from traeger_stellenanteil where id = p_anteil;
    if not found then
        return;
    end if;
    fremd := not liest_besetzung(anteil.traeger_id);
    perform pg_advisory_xact_lock(7301, anteil.traeger_id::int);
    select von, bis, vzae into falsch from traeger_besetzung
     where stellenanteil_id = p_anteil and traeger_id = anteil.traeger_id
       and (von < anteil.von or coalesce(bis, 'infinity') > coalesce(anteil.bis, 'infinity'))
     order by von limit 1;
    if found and fremd then
        raise exception using errcode = '23514', constraint = 'regel_besetzung_zeitraum', message = format(
            'Der Stellenanteil gilt %s; der Träger hat ihn darüber hinaus besetzt.',
            zeitraum_wort(anteil.von, anteil.bis));
    elsif found then
        raise exception using errcode = '23514', constraint = 'regel_besetzung_zeitraum', message = format(
            'Der Stellenanteil gilt %s; die Besetzung mit %s %s reicht darüber hinaus.',
            zeitraum_wort(anteil.von, anteil.bis), vzae_wort(falsch.vzae), zeitraum_wort(falsch.von, falsch.bis));
    end if;
    select tag, umfang into falsch from (
        select tag, sum(sum(wert)) over (order by tag) as umfang from (
            select von as tag, vzae as wert from traeger_besetzung
             where stellenanteil_id = p_anteil and traeger_id = anteil.traeger_id
            union all
            select bis + 1, -vzae from traeger_besetzung
             where stellenanteil_id = p_anteil and traeger_id = anteil.traeger_id and bis is not null
        ) as wechsel group by tag
    ) as verlauf where umfang > anteil.vzae order by tag limit 1;
    if found and fremd then
        raise exception using errcode = '23514', constraint = 'regel_besetzung_umfang', message = format(
            'Am %s ist der Stellenanteil höher besetzt als %s. Wie hoch, sieht nur der Träger.',
            to_char(falsch.tag, 'DD.MM.YYYY'), vzae_wort(anteil.vzae));
    elsif found then
        select string_agg(vzae_wort(vzae) || ' (' || zeitraum_wort(von, bis) || ')', ' und ' order by von, id) into liste
          from traeger_besetzung
         where stellenanteil_id = p_anteil and traeger_id = anteil.traeger_id
           and von <= falsch.tag and (bis is null or bis >= falsch.tag);
        raise exception using errcode = '23514', constraint = 'regel_besetzung_umfang', message = format(
            'Am %s wären %s besetzt, der Stellenanteil hat %s. An diesem Tag gelten: %s.',
            to_char(falsch.tag, 'DD.MM.YYYY'), vzae_wort(falsch.umfang), vzae_wort(anteil.vzae), liste);
    end if;
end
$$;

create or replace function besetzung_je_kraft_pruefen(p_kraft bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    kraft record; falsch record; liste text;
begin
    select id, traeger_id, beschaeftigt_von, beschaeftigt_bis into kraft from traeger_fachkraft where id = p_kraft;
    if not found then
        return;
    end if;
    perform pg_advisory_xact_lock(7301, kraft.traeger_id::int);
    select von, bis, vzae into falsch from traeger_besetzung
     where fachkraft_id = p_kraft and traeger_id = kraft.traeger_id
       and (von < kraft.beschaeftigt_von or coalesce(bis, 'infinity') > coalesce(kraft.beschaeftigt_bis, 'infinity'))
     order by von limit 1;
    if found and not liest_besetzung(kraft.traeger_id) then
        raise exception using errcode = '23514', constraint = 'regel_besetzung_beschaeftigung',
            message = 'Eine Besetzung reicht über die Beschäftigung der Fachkraft hinaus. Welche, sieht nur der Träger.';
    elsif found then
        raise exception using errcode = '23514', constraint = 'regel_besetzung_beschaeftigung', message = format(
            'Die Fachkraft ist %s beschäftigt; die Besetzung mit %s %s reicht darüber hinaus.',
            zeitraum_wort(kraft.beschaeftigt_von, kraft.beschaeftigt_bis), vzae_wort(falsch.vzae),
            zeitraum_wort(falsch.von, falsch.bis));
    end if;
    select tag, umfang into falsch from (
        select tag, sum(sum(wert)) over (order by tag) as umfang from (
            select von as tag, vzae as wert from traeger_besetzung where fachkraft_id = p_kraft and traeger_id = kraft.traeger_id
            union all
            select bis + 1, -vzae from traeger_besetzung
             where fachkraft_id = p_kraft and traeger_id = kraft.traeger_id and bis is not null
        ) as wechsel group by tag
    ) as verlauf where umfang > 1 order by tag limit 1;
    if found and not liest_besetzung(kraft.traeger_id) then
        raise exception using errcode = '23514', constraint = 'regel_besetzung_je_person',
            message = 'Eine Fachkraft wäre zu mehr als 1,00 VZÄ besetzt. Welche, sieht nur der Träger.';
    elsif found then
        select string_agg(vzae_wort(vzae) || ' (' || zeitraum_wort(von, bis) || ')', ' und ' order by von, id) into liste
          from traeger_besetzung
         where fachkraft_id = p_kraft and traeger_id = kraft.traeger_id
           and von <= falsch.tag and (bis is null or bis >= falsch.tag);
        raise exception using errcode = '23514', constraint = 'regel_besetzung_je_person', message = format(
            'Am %s hätte die Fachkraft %s, höchstens 1,00 VZÄ sind möglich. An diesem Tag gelten: %s.',
            to_char(falsch.tag, 'DD.MM.YYYY'), vzae_wort(falsch.umfang), liste);
    end if;
end
$$;

-- Was an einer Fachkraft hängt, wenn sich ihre Beschäftigung ändert; die Regel selbst ist `beschaeftigung_pruefen`. Fälle und
-- Gespräche prüfen die Apps, denen sie gehören (settings.AN_FACHKRAFT).
create or replace function abwesend_je_kraft_pruefen(p_kraft bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    beim bigint := (select traeger_id from traeger_fachkraft where id = p_kraft); -- nur Zeilen ihres Trägers
begin
    perform pg_advisory_xact_lock(7304, p_kraft::int);
    perform beschaeftigung_pruefen(p_kraft, min(von), max(bis), false, 'Abwesenheit')
      from traeger_abwesenheit where fachkraft_id = p_kraft and traeger_id = beim;
    -- wen jemand vertritt, steht schon da: Die Vertretung liegt in dessen Abwesenheit
    perform beschaeftigung_pruefen(p_kraft, min(von), max(bis), false, 'Vertretung')
      from traeger_vertretung where fachkraft_id = p_kraft and traeger_id = beim;
end
$$;

-- Was eine Vertretung an diesem Tag öffnet: von ihren Arbeitsfeldern nur, was die vertretene Fachkraft an ihm selbst führt (Fachmodell 0).
-- Endet deren Mitgliedschaft, Besetzung oder Beschäftigung, endet damit auch, was andere für sie sehen; und wer vertritt, ist selbst noch
-- beschäftigt. Heraus kommen nur Kürzel.
create or replace function vertretung_felder(p_vertretung bigint, p_tag date) returns varchar[]
language sql stable security definer set search_path = public as $$
    select array(
        select feld from unnest(v.arbeitsfelder) as feld
         where exists (
            select from traeger_besetzung b join traeger_stellenanteil s on s.id = b.stellenanteil_id
             where b.fachkraft_id = k.id and b.traeger_id = v.traeger_id and s.aufgabe = feld
               and b.von <= p_tag and (b.bis is null or b.bis >= p_tag))
            or exists (
            select from traeger_mitgliedschaft m
             where m.benutzer_id = k.benutzer_id and m.traeger_id = v.traeger_id and m.rolle = 'fachkraft'
               and feld = any (m.arbeitsfelder) and m.von <= p_tag and (m.bis is null or m.bis >= p_tag))
         order by feld)
      from traeger_vertretung v
      join traeger_fachkraft k on k.id = v.vertreten_id and k.traeger_id = v.traeger_id
      join traeger_fachkraft wer on wer.id = v.fachkraft_id and wer.traeger_id = v.traeger_id
     where v.id = p_vertretung
       -- nur, wer sie führt, und sein Träger: die Antwort für fremde verriete, wer dort ab wann arbeitet
       and (v.benutzer_id = (zugang() ->> 'benutzer')::bigint or v.traeger_id = (zugang() ->> 'traeger')::bigint)
       and k.beschaeftigt_von <= p_tag and (k.beschaeftigt_bis is null or k.beschaeftigt_bis >= p_tag)
       and wer.beschaeftigt_von <= p_tag and (wer.beschaeftigt_bis is null or wer.beschaeftigt_bis >= p_tag)
$$;

-- Ein Stellenanteil beginnt, solange es seinen Standort gibt. Sein Ende prüft der Vorgang, der den Standort schließt: Bei einem
-- Umzug bleibt ein laufender Anteil stehen, bis die Stadt ihn ab dem Tag auf den neuen Ort umstellt.
create or replace function stellen_am_standort_pruefen(p_standort bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    ort record; falsch date;
begin
    perform pg_advisory_xact_lock(7305, p_standort::int);
    select von, bis into ort from traeger_standort where id = p_standort;
    select von into falsch from traeger_stellenanteil
     where standort_id = p_standort and (von < ort.von or von > ort.bis) order by von limit 1;
    if found then
        raise exception using errcode = '23514', constraint = 'regel_stelle_am_standort', message = format(
            'Am %s beginnt an diesem Standort ein Stellenanteil, genutzt wird er %s.', to_char(falsch, 'DD.MM.YYYY'),
            coalesce(zeitraum_wort(ort.von, ort.bis), 'bis ' || to_char(ort.bis, 'DD.MM.YYYY')));
    end if;
end
$$;
