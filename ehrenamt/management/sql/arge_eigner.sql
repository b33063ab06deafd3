-- Wann jemand da war, als Tage: Engagement ohne die Zeiten zwischen Ausscheiden und Rückkehr (der letzte Tag zählt mit), Laufzeit
-- eines Projekts ohne die Zeiten, in denen es beendet war. Python rechnet dasselbe (`Ehrenamtliche.dabei`, `Projekt.dabei`), geprüft
-- Tag für Tag. Wer fragt, sieht nur den eigenen Träger.

create or replace function engagement(p_person bigint) returns datemultirange
language sql stable set search_path = public as $$
    select datemultirange(daterange(p.gewonnen_am, null)) - coalesce((
        select range_agg(daterange(a.von, a.bis, '(]')) from ehrenamt_ausscheiden a
         where a.traeger_id = p.traeger_id and a.ehrenamtliche_id = p.id), '{}'::datemultirange)
      from ehrenamt_ehrenamtliche p where p.id = p_person
$$;

create or replace function laufzeit(p_projekt bigint) returns datemultirange
language sql stable set search_path = public as $$
    select datemultirange(daterange(p.von, p.bis, '[]')) - coalesce((
        select range_agg(daterange(s.von, s.bis, '[]')) from ehrenamt_projektstand s
         where s.traeger_id = p.traeger_id and s.projekt_id = p.id and s.status = 'beendet'), '{}'::datemultirange)
      from ehrenamt_projekt p where p.id = p_projekt
$$;

-- Ein Einsatz endet mit dem Engagement oder dem Projekt: Was nicht mehr hineinpasst, wird auf seinen ersten Teil gekürzt oder entfällt.
-- Gleich, wer das Ende einträgt: Ausscheiden, Berichtigung, Status oder Stammdaten. Eine Anweisung, damit keine halbe Folge geprüft wird.

create or replace function einsaetze_beschneiden(p_person bigint, p_projekt bigint) returns void
language plpgsql set search_path = public as $$
begin
    delete from ehrenamt_einsatz e
     where (e.ehrenamtliche_id = p_person or e.projekt_id = p_projekt)
       and not daterange(e.von, e.bis, '[]') && (engagement(e.ehrenamtliche_id) * laufzeit(e.projekt_id));
    update ehrenamt_einsatz e set von = lower(teil.tage), bis = upper(teil.tage) - 1
      from (
        select x.id, (
            select r from unnest(
                datemultirange(daterange(x.von, x.bis, '[]')) * engagement(x.ehrenamtliche_id) * laufzeit(x.projekt_id)
            ) as r order by r limit 1) as tage
          from ehrenamt_einsatz x where x.ehrenamtliche_id = p_person or x.projekt_id = p_projekt
      ) as teil
     where teil.id = e.id and daterange(e.von, e.bis, '[]') <> teil.tage;
end
$$;
