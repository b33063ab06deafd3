-- Rollen und Datenbank der Anwendung; wiederholbar. Eine Quelle für bin/start, bin/test und docker-compose.
-- Aufruf als Superuser: ARGE_WEB_PASSWORT=… ARGE_EIGNER_PASSWORT=… psql -v ON_ERROR_STOP=1 -d postgres -f rollen.sql
-- Verlangt PostgreSQL 16 (GRANT … WITH INHERIT), das Schema 18 (casefold).
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
\getenv web_passwort ARGE_WEB_PASSWORT
\getenv eigner_passwort ARGE_EIGNER_PASSWORT
-- Im Container liegen sie in Dateien.
\getenv web_datei ARGE_WEB_PASSWORT_FILE
\getenv eigner_datei ARGE_EIGNER_PASSWORT_FILE
\if :{?web_datei}
\set web_passwort `cat "$ARGE_WEB_PASSWORT_FILE"`
\endif
\if :{?eigner_datei}
\set eigner_passwort `cat "$ARGE_EIGNER_PASSWORT_FILE"`
\endif

SELECT format('CREATE ROLE %I', neu.rolle)
  FROM (VALUES ('arge_eigner'), ('arge_web'), ('arge_protokoll'), ('arge_zahlen'), ('arge_regeln')) AS neu (rolle)
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = neu.rolle) \gexec

-- arge_eigner migriert und richtet ein; CREATEDB und das Trennen vergessener Verbindungen braucht nur bin/test für seine Testdatenbanken.
ALTER ROLE arge_eigner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB PASSWORD :'eigner_passwort';
-- arge_web ist die einzige Rolle von Web und Worker: weder Eigentümer noch Superuser, also greift Row-Level-Security.
ALTER ROLE arge_web LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'web_passwort';
-- arge_protokoll besitzt die Protokolltabellen: was anhängt, kann auch arge_web nicht ändern.
ALTER ROLE arge_protokoll NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
-- arge_zahlen sieht, solange ein Zugang gilt, alle Zeilen, aber nur zählbare Spalten; arge_web muss dafür ausdrücklich SET ROLE sagen.
ALTER ROLE arge_zahlen NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
-- arge_regeln besitzt Prüfungen über mehrere Zeilen; niemand kann sie annehmen, also auch niemand ersetzen.
ALTER ROLE arge_regeln NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
-- Vorgaben, die eine Rolle sich selbst gegeben hätte (das verbietet PostgreSQL niemandem), enden hier.
ALTER ROLE arge_web RESET ALL;
ALTER ROLE arge_eigner RESET ALL;

-- Kein Wert eines Menschen im Protokoll des Servers: Eine abgewiesene Anweisung (Doppelklick, Verklemmung, Prüfregel, Zeitgrenze)
-- stünde dort sonst mit allem, was in ihr stand. Was geschah, schreibt die Anwendung selbst, ohne Werte. Nur ein Superuser darf
-- das stellen; die Rollen selbst können es nicht zurückdrehen. Auch pg_stat_activity zeigt ihre Anweisungen niemandem: Sonst läse
-- eine Verbindung der Anwendung das Siegel, das eine andere gerade setzt, und alles, was in deren Anweisungen steht.
-- Ohne JIT: Vergleiche gelten mit Absicht als teuer (rechte.psql), und wegen der hohen Schätzung übersetzte PostgreSQL sonst kleine Anweisungen.
SELECT format('ALTER ROLE %I SET %s', rolle, wie)
  FROM unnest(ARRAY['arge_eigner', 'arge_web']) AS rolle,
       unnest(ARRAY['log_min_messages = fatal', 'log_min_error_statement = panic', 'log_error_verbosity = terse',
                    'log_min_duration_statement = -1', 'log_statement = none', 'log_lock_waits = off',
                    'track_activities = off', 'jit = off']) AS wie \gexec
GRANT pg_signal_backend TO arge_eigner;
GRANT arge_protokoll TO arge_eigner WITH INHERIT TRUE, SET TRUE;
GRANT arge_zahlen TO arge_web WITH INHERIT FALSE, SET TRUE;
GRANT arge_zahlen TO arge_eigner WITH INHERIT FALSE, SET TRUE;
GRANT arge_zahlen TO arge_regeln WITH INHERIT TRUE, SET FALSE;
GRANT arge_regeln TO arge_eigner WITH INHERIT FALSE, SET TRUE;

SELECT 'CREATE DATABASE arge OWNER arge_eigner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'arge') \gexec
ALTER DATABASE arge OWNER TO arge_eigner;
REVOKE ALL ON DATABASE arge FROM PUBLIC;
GRANT CONNECT ON DATABASE arge TO arge_web;

-- Dieselben Rechte in der Vorlage, damit Testdatenbanken sie erben.
\connect template1
\ir rechte.psql
\connect arge
\ir rechte.psql
