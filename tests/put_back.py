"""SQL that brings a PostgreSQL database back to what it held when `KEEP` ran.

Only tables that differ are filled again: those with another number of rows, or with a row that is
younger than the last time. Constraints and triggers sleep meanwhile. What is empty again is to be
vacuumed: new rows lie in the order of their coming, as they do in a new table.
"""

KEEP = """
CREATE SCHEMA kept;
CREATE TABLE kept.every_table AS
    SELECT tablename::text AS name, 0::bigint AS rows FROM pg_tables WHERE schemaname = 'public';
CREATE TABLE kept.every_sequence AS
    SELECT format('public.%I', sequencename) AS name, coalesce(last_value, start_value) AS last,
        last_value IS NOT NULL AS called
    FROM pg_sequences WHERE schemaname = 'public';
CREATE TABLE kept.since AS SELECT pg_current_xact_id()::xid AS mark;

CREATE FUNCTION kept.shape() RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ',
        (SELECT concat(count(*), '-', max(oid)) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace),
        (SELECT count(*) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped),
        (SELECT concat(count(*), '-', max(oid)) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace),
        (SELECT concat(count(*), '-', max(oid)) FROM pg_trigger WHERE NOT tgisinternal),
        (SELECT concat(count(*), '-', max(oid)) FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace))
$$;

DO $$
DECLARE
    one record;
    number bigint;
BEGIN
    FOR one IN SELECT name FROM kept.every_table LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', 'of_' || one.name, one.name);
        GET DIAGNOSTICS number = ROW_COUNT;
        UPDATE kept.every_table SET rows = number WHERE name = one.name;
    END LOOP;
    CREATE TABLE kept.first_shape AS SELECT kept.shape() AS shape;
END
$$;

CREATE FUNCTION kept.put_back() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    one record;
    emptied text[] := '{}';
    differs boolean;
    young integer := age(mark) FROM kept.since;
BEGIN
    IF kept.shape() <> (SELECT shape FROM kept.first_shape) THEN
        RETURN NULL;
    END IF;
    SET LOCAL session_replication_role = replica;
    SET LOCAL lock_timeout = '2s';
    FOR one IN SELECT name, rows FROM kept.every_table LOOP
        EXECUTE format('SELECT count(*) <> $1 OR coalesce(bool_or(age(xmin) < $2), false)'
            ' FROM public.%I', one.name) INTO differs USING one.rows, young;
        IF differs THEN
            EXECUTE format('DELETE FROM public.%I', one.name);
            EXECUTE format('INSERT INTO public.%I OVERRIDING SYSTEM VALUE TABLE kept.%I',
                one.name, 'of_' || one.name);
            IF one.rows = 0 THEN
                emptied := emptied || format('public.%I', one.name);
            END IF;
        END IF;
    END LOOP;
    PERFORM setval(name::regclass, last, called) FROM kept.every_sequence;
    UPDATE kept.since SET mark = pg_current_xact_id()::xid;
    RETURN emptied;
END
$$;
"""
PUT_BACK = "SELECT kept.put_back()"
