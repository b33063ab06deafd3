-- Summe der gemeldeten Bruttopersonalkosten eines Trägers über Monate (FI-03): Die Rolle der Zahlen liest kein Gehalt, nur
-- diese Summe. Ohne Zugang zieht die Policy der Zahlen (grenze_zahlen), unter der diese Funktion liest, keine Zeile.

create or replace function personalkosten_summe(p_traeger bigint, p_von date, p_bis date) returns numeric
language sql stable security definer set search_path = public as $$
    select sum(brutto) from finanzen_personalkosten where traeger_id = p_traeger and monat between p_von and p_bis
$$;
revoke all on function personalkosten_summe from public;
grant execute on function personalkosten_summe to arge_zahlen;
