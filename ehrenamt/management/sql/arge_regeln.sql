-- Ein Tag hat 24 Stunden: Was mehrere Treffen zusammen ergeben, sieht keine einzelne Zeile. Gesperrt wird die Person, damit
-- zwei gleichzeitige Erfassungen einander sehen; die Meldung nennt keinen Namen.

create or replace function stunden_je_tag_pruefen(p_person bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    falsch record;
begin
    perform pg_advisory_xact_lock(7302, p_person::int);
    select am, sum(minuten) as zusammen into falsch from ehrenamt_stunden
     where ehrenamtliche_id = p_person and storniert_am is null
       -- nur Zeilen ihres Trägers: Eine untergeschobene eines anderen scheitert am Verweis, und die Summe nennt ihm nichts
       and traeger_id = (select traeger_id from ehrenamt_ehrenamtliche where id = p_person)
     group by am having sum(minuten) > 1440 order by am limit 1;
    if found then
        raise exception using errcode = '23514', constraint = 'regel_stunden_je_tag', message = format(
            'Am %s kämen für eine Person %s Stunden zusammen, auch aus anderen Treffen. Ein Tag hat 24.',
            to_char(falsch.am, 'DD.MM.YYYY'), replace(to_char(falsch.zusammen / 60.0, 'FM990.##'), '.', ','));
    end if;
end
$$;

-- Wer da war: Einsätze und Stunden liegen in Tagen, an denen die Person engagiert war, Einsätze, Treffen und Stunden in denen, an denen das
-- Projekt lief; gleich, was davon jemand später einträgt. Gesperrt wird die Person (wie oben) oder das Projekt: Was zugleich geschieht, sieht einander.

create or replace function im_engagement_pruefen(p_person bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    person record; falsch record;
begin
    perform pg_advisory_xact_lock(7302, p_person::int);
    select id, traeger_id, gewonnen_am, engagement(id) as tage into person from ehrenamt_ehrenamtliche where id = p_person;
    select e.von, e.bis into falsch from ehrenamt_einsatz e
     where e.ehrenamtliche_id = p_person and e.traeger_id = person.traeger_id
       and not daterange(e.von, e.bis, '[]') <@ person.tage order by e.von limit 1;
    if found then
        raise exception using errcode = '23514', constraint = 'regel_einsatz_im_engagement', message = format(
            'Der Einsatz %s liegt nicht ganz im Engagement der Person.', zeitraum_wort(falsch.von, falsch.bis));
    end if;
    select s.am, a.von into falsch from ehrenamt_stunden s
      left join ehrenamt_ausscheiden a on a.ehrenamtliche_id = s.ehrenamtliche_id and a.traeger_id = s.traeger_id
       and s.am > a.von and (a.bis is null or s.am <= a.bis)
     where s.ehrenamtliche_id = p_person and s.traeger_id = person.traeger_id and s.storniert_am is null
       and not person.tage @> s.am order by s.am desc limit 1;
    if found then
        raise exception using errcode = '23514', constraint = 'regel_stunden_im_engagement', message = case
            when falsch.von is null then format(
                'Am %s sind Stunden erfasst, das Engagement begann aber erst am %s.',
                to_char(falsch.am, 'DD.MM.YYYY'), to_char(person.gewonnen_am, 'DD.MM.YYYY'))
            else format(
                'Am %s sind Stunden erfasst, die Person ist aber am %s ausgeschieden.',
                to_char(falsch.am, 'DD.MM.YYYY'), to_char(falsch.von, 'DD.MM.YYYY')) end;
    end if;
end
$$;

create or replace function im_projekt_pruefen(p_projekt bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    projekt record; falsch record;
begin
    perform pg_advisory_xact_lock(7303, p_projekt::int);
    select id, traeger_id, laufzeit(id) as tage into projekt from ehrenamt_projekt where id = p_projekt;
    select e.von, e.bis into falsch from ehrenamt_einsatz e
     where e.projekt_id = p_projekt and e.traeger_id = projekt.traeger_id
       and not daterange(e.von, e.bis, '[]') <@ projekt.tage order by e.von limit 1;
    if found then
        raise exception using errcode = '23514', constraint = 'regel_einsatz_im_projekt', message = format(
            'Der Einsatz %s liegt nicht ganz in der Laufzeit des Projekts.', zeitraum_wort(falsch.von, falsch.bis));
    end if;
    select am, was into falsch from (
        select t.am, 'ist ein Treffen' as was from ehrenamt_treffen t
         where t.projekt_id = p_projekt and t.traeger_id = projekt.traeger_id and t.storniert_am is null
        union all
        select s.am, 'sind Stunden' from ehrenamt_stunden s
         where s.projekt_id = p_projekt and s.traeger_id = projekt.traeger_id and s.storniert_am is null
    ) as ereignisse where not projekt.tage @> am order by am desc, was limit 1;
    if found then
        raise exception using errcode = '23514', constraint = 'regel_ereignis_im_projekt', message = format(
            'Am %s %s erfasst, an diesem Tag lief das Projekt aber nicht.', to_char(falsch.am, 'DD.MM.YYYY'), falsch.was);
    end if;
end
$$;
