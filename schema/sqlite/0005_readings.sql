-- Readings: what each medium said of itself when a tool read it last, one row a medium that was read. Instants
-- are text, RFC 3339 in UTC.

CREATE TABLE reading (
    medium         BLOB PRIMARY KEY,
    power_on_hours INTEGER,
    health         TEXT NOT NULL,
    read_at        TEXT
) STRICT, WITHOUT ROWID;

-- The last day on which anything happened: a view of a later day is the present record.
CREATE INDEX asset_last_on ON asset (last_on);
CREATE INDEX medium_last_on ON medium (last_on);
