-- Sanitisation: what was done to remove the data of each medium, one row an attempt that stands, with what
-- a certificate prints. Instants are text, RFC 3339 in UTC.

CREATE TABLE sanitisation (
    medium        UUID NOT NULL,
    seq           BIGINT NOT NULL,
    "on"          TEXT COLLATE "C" NOT NULL,
    operator      UUID NOT NULL,
    action        TEXT COLLATE "C" NOT NULL,
    tool          TEXT COLLATE "C",
    verify        TEXT COLLATE "C" NOT NULL,
    result        TEXT COLLATE "C" NOT NULL,
    claim         TEXT COLLATE "C" NOT NULL,
    rules         TEXT COLLATE "C" NOT NULL,
    log           BYTEA,
    line          BIGINT,
    method        TEXT COLLATE "C",
    passes        BIGINT,
    started_at    TEXT COLLATE "C",
    finished_at   TEXT COLLATE "C",
    zone_assumed  BOOLEAN,
    bytes         BIGINT,
    errors        BIGINT,
    validated_seq BIGINT,
    validated_on  TEXT COLLATE "C",
    validated_by  UUID,
    PRIMARY KEY (medium, seq)
);

-- What an import asks: was this log read before.
CREATE INDEX sanitisation_log ON sanitisation (log) WHERE log IS NOT NULL;
-- What a report asks: what was done in a period.
CREATE INDEX sanitisation_on ON sanitisation ("on");

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_reader') THEN
        GRANT SELECT ON sanitisation TO rebond_reader;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_operator') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON sanitisation TO rebond_operator;
    END IF;
END $$;
