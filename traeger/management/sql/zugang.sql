-- Signierter Zugang: was Policies und Trigger über den Handelnden wissen. Die Anwendung siegelt ihn (arge.daten.siegel), und
-- `zugang_setzen` bindet ihn an diese Transaktion dieser Verbindung. Wer die Werte selbst setzt, hat keinen Zugang.
-- Gehört arge_protokoll: Nur diese Rolle betritt das Schema riegel mit dem Geheimnis.

create or replace function zugang_setzen(p_zugang text, p_siegel text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if p_siegel is distinct from riegel.siegel(pg_backend_pid() || ' ' || p_zugang) then
        raise exception 'Das Siegel des Zugangs stimmt nicht.' using errcode = '42501',
            hint = 'ARGE_GEHEIMNIS gewechselt? `manage.py einrichten` trägt das neue ein.';
    end if;
    perform set_config('app.zugang', p_zugang, true);
    perform set_config('app.siegel', riegel.siegel(concat_ws(' ', 'gilt', pg_backend_pid(), extract(epoch from now()), p_zugang)), true);
end
$$;

create or replace function zugang() returns jsonb
language plpgsql stable parallel restricted security definer set search_path = pg_catalog as $$
declare
    gesetzt text := current_setting('app.zugang', true);
begin
    if gesetzt <> '' and current_setting('app.siegel', true)
        = riegel.siegel(concat_ws(' ', 'gilt', pg_backend_pid(), extract(epoch from now()), gesetzt)) then
        return gesetzt::jsonb;
    end if;
    return null;
end
$$;
