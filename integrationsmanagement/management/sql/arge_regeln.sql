-- Was in dem Integrationsmanagement an einer Fachkraft hängt, wenn sich ihre Beschäftigung ändert; die Regel selbst ist `beschaeftigung_pruefen`.
create or replace function integrationsmanagement_je_kraft_pruefen(p_kraft bigint) returns void
language plpgsql security definer set search_path = public as $$
declare
    beim bigint := (select traeger_id from traeger_fachkraft where id = p_kraft); -- nur Zeilen ihres Trägers
begin
    perform pg_advisory_xact_lock(7304, p_kraft::int);
    perform beschaeftigung_pruefen(p_kraft, min(von), max(bis), bool_or(bis is null), 'Zuständigkeit für einen IM-Fall')
      from integrationsmanagement_imzustaendigkeit where fachkraft_id = p_kraft and traeger_id = beim;
    perform beschaeftigung_pruefen(p_kraft, min(am), max(am), false, 'Gespräch')
      from integrationsmanagement_gespraech where fachkraft_id = p_kraft and traeger_id = beim and storniert_am is null;
end
$$;
