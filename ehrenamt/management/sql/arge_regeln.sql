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

-- Nach dem letzten Tag eines Engagements gibt es keine Stunden, bis die Person wiederkommt: gleich, ob jemand das Ausscheiden
-- oder die Stunden später einträgt. Dieselbe Sperre wie oben.

create or replace function stunden_im_engagement_pruefen(p_person bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    falsch record;
begin
    perform pg_advisory_xact_lock(7302, p_person::int);
    select s.am, a.von into falsch from ehrenamt_stunden s
      join ehrenamt_ausscheiden a on a.ehrenamtliche_id = s.ehrenamtliche_id and a.traeger_id = s.traeger_id
     where s.ehrenamtliche_id = p_person and s.storniert_am is null and s.am > a.von and (a.bis is null or s.am <= a.bis) order by s.am desc limit 1;
    if found then
        raise exception using errcode = '23514', constraint = 'regel_stunden_im_engagement', message = format(
            'Am %s sind Stunden erfasst, die Person ist aber am %s ausgeschieden.',
            to_char(falsch.am, 'DD.MM.YYYY'), to_char(falsch.von, 'DD.MM.YYYY'));
    end if;
end
$$;
