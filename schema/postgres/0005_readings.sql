-- Readings: what each medium said of itself when a tool read it last, one row a medium that was read. Instants
-- are text, RFC 3339 in UTC.

CREATE TABLE reading (
    medium         UUID PRIMARY KEY,
    power_on_hours BIGINT,
    health         TEXT COLLATE "C" NOT NULL,
    read_at        TEXT COLLATE "C"
);

-- The last day on which anything happened: a view of a later day is the present record.
CREATE INDEX asset_last_on ON asset (last_on);
CREATE INDEX medium_last_on ON medium (last_on);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_reader') THEN
        GRANT SELECT ON reading TO rebond_reader;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_operator') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON reading TO rebond_operator;
    END IF;
END $$;

-- Nor of what stands in files: a short one that is erased would stand among the samples. A column that gets its own
-- type again loses those that were taken so far.
ALTER TABLE vault_evidence ALTER COLUMN bytes TYPE BYTEA;
ALTER TABLE vault_evidence ALTER COLUMN bytes SET STATISTICS 0;
