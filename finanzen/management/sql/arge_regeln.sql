-- Summe der gemeldeten Bruttopersonalkosten eines Trägers über Monate (FI-03): Die Rolle der Zahlen liest kein Gehalt, nur
-- diese Summe. Ohne Zugang zieht die Policy der Zahlen (grenze_zahlen), unter der diese Funktion liest, keine Zeile.

create or replace function personalkosten_summe(p_traeger bigint, p_von date, p_bis date) returns numeric
language sql stable security definer set search_path = public as $$
    select sum(brutto) from finanzen_personalkosten where traeger_id = p_traeger and monat between p_von and p_bis
$$;
revoke all on function personalkosten_summe from public;
grant execute on function personalkosten_summe to arge_zahlen;

-- Mehr als bewilligt zahlt niemand: Was mehrere Zahlungen zusammen ergeben, sieht keine einzelne Zeile. Gesperrt wird der
-- Bescheid, damit zwei gleichzeitige Zahlungen einander sehen; die spätere bekommt den Satz.

create or replace function auszahlungen_je_bescheid_pruefen(p_bescheid bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    bescheid record; zusammen numeric;
begin
    perform pg_advisory_xact_lock(7303, p_bescheid::int);
    select b.aktenzeichen, b.betrag, b.art, t.art as traeger, b.traeger_id into bescheid
      from finanzen_bescheid b join traeger_traeger t on t.id = b.traeger_id where b.id = p_bescheid;
    -- nur Zeilen desselben Trägers: Eine untergeschobene scheitert am Verweis, und der Satz nennt ihr nichts
    select sum(betrag) into zusammen from finanzen_auszahlung
     where bescheid_id = p_bescheid and traeger_id = bescheid.traeger_id;
    if zusammen is null then
        return;
    end if;
    if bescheid.traeger = 'kommune' then
        raise exception using errcode = '23514', constraint = 'regel_auszahlung_kommune', message = format(
            'Der Bescheid %s geht an die Stadt selbst. Auszahlungen der Stadt gehen an die Träger.', bescheid.aktenzeichen);
    end if;
    if zusammen > bescheid.betrag then
        raise exception using errcode = '23514', constraint = 'regel_auszahlung_betrag', message = format(
            'Auf den Bescheid %s wären %s € ausgezahlt, bewilligt sind %s €.', bescheid.aktenzeichen,
            euro_wort(zusammen), euro_wort(bescheid.betrag));
    end if;
end
$$;

create or replace function euro_wort(betrag numeric) returns text
language sql immutable set search_path = public as $$
    select translate(to_char(betrag, 'FM999,999,999,990.00'), ',.', '.,')
$$;
