-- Readings: what each medium said of itself when a tool read it last, one row a medium that was read. Instants
-- are text, RFC 3339 in UTC.

CREATE TABLE reading (
    medium         UUID PRIMARY KEY,
    power_on_hours BIGINT,
    health         TEXT COLLATE "C" NOT NULL,
    read_at        TEXT COLLATE "C"
);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_reader') THEN
        GRANT SELECT ON reading TO rebond_reader;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_operator') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON reading TO rebond_operator;
    END IF;
END $$;
