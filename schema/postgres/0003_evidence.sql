-- Evidence: files that were attached, kept by their hash. What each is evidence of stands in the log; what it
-- is called, in `vault_text`.

-- The bytes of a file, once however often it is attached. They can be erased: the log keeps hash and size.
CREATE TABLE vault_evidence (
    hash  BYTEA PRIMARY KEY CHECK (octet_length(hash) = 32),
    bytes BYTEA NOT NULL
);

-- Every file that was attached is found without reading the log.
CREATE INDEX event_attached ON event (seq) WHERE type = 'attached';

-- A reader sees which files there are, and that they are there; what stands in them is for who records.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_reader') THEN
        GRANT SELECT (hash) ON vault_evidence TO rebond_reader;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_operator') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON vault_evidence TO rebond_operator;
    END IF;
END $$;
