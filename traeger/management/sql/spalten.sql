-- Die Suchregel von arge/daten/suche.py als SQL: dieselben Zeichenklassen, dieselbe Reihenfolge (tests/arge/test_suche.py vergleicht).
-- `casefold` und die eingebaute Ordnung `pg_unicode_fast` gibt es ab PostgreSQL 18; sie hängen an keiner Bibliothek der Maschine,
-- darum sind die Funktionen wirklich unveränderlich. Ihr Rumpf ist beim Anlegen geparst: Er hängt an keinem Suchpfad, auch nicht
-- beim Zurückspielen einer Sicherung. Spalten rechnen damit: Wer die Regel ändert, rechnet sie neu (update … set nachname = nachname).

create or replace function suchform(p_text text) returns text language sql immutable strict parallel safe
return btrim(regexp_replace(translate(
    replace(replace(replace(replace(
        regexp_replace(normalize(casefold(normalize(p_text, NFKD) collate pg_unicode_fast), NFKD), '[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]', '', 'g'),
        'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ŋ', 'ng'),
    'øłđħıðŧəґكيىة', 'oldhidteгکییه'), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b0-\u02ff\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u1360-\u1368\u2000-\u206f\u2212\u2e00-\u2e7f\u3000-\u303f\u30fb\ufe30-\ufe6f\uff01-\uff0f]+', ' ', 'g'), ' ');

create or replace function suchworte(p_text text) returns text language sql immutable strict parallel safe
begin atomic
    select coalesce(string_agg(
        replace(regexp_replace(array_to_string(teile[stelle:], ''), '([aou])e', '\1', 'g'), 'ss', 's'), ' ' order by stelle), '')
      from (select string_to_array(suchform(p_text), ' ') as teile) wort, generate_subscripts(teile, 1) as stelle;
end;

create or replace function suchname(p_nachname text, p_vorname text) returns text language sql immutable strict parallel safe
return case when suchform(p_nachname) || suchform(p_vorname) = '' then '' else concat_ws(chr(9),
    nullif(btrim(regexp_replace(suchform(p_nachname), '^((?:(?:von|vom|van|zu|zum|zur|der|den|dem) )+)(.+)$', '\2 \1'), ' '), ''),
    nullif(suchform(p_vorname), ''),
    ' ' || concat_ws(' ', nullif(suchworte(p_nachname), ''), nullif(suchworte(p_vorname), '')) || ' ') end;
