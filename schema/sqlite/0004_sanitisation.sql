-- Sanitisation: what was done to remove the data of each medium, one row an attempt that stands, with what
-- a certificate prints. Instants are text, RFC 3339 in UTC.

CREATE TABLE sanitisation (
    medium        BLOB NOT NULL,
    seq           INTEGER NOT NULL,
    "on"          TEXT NOT NULL,
    operator      BLOB NOT NULL,
    action        TEXT NOT NULL,
    tool          TEXT,
    verify        TEXT NOT NULL,
    result        TEXT NOT NULL,
    claim         TEXT NOT NULL,
    rules         TEXT NOT NULL,
    log           BLOB,
    line          INTEGER,
    method        TEXT,
    passes        INTEGER,
    started_at    TEXT,
    finished_at   TEXT,
    zone_assumed  INTEGER,
    bytes         INTEGER,
    errors        INTEGER,
    validated_seq INTEGER,
    validated_on  TEXT,
    validated_by  BLOB,
    PRIMARY KEY (medium, seq)
) STRICT, WITHOUT ROWID;

-- What an import asks: was this log read before.
CREATE INDEX sanitisation_log ON sanitisation (log) WHERE log IS NOT NULL;
-- What a report asks: what was done in a period.
CREATE INDEX sanitisation_on ON sanitisation ("on");
