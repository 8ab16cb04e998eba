-- Evidence: files that were attached, kept by their hash. What each is evidence of stands in the log; what it
-- is called, in `vault_text`.

-- The bytes of a file, once however often it is attached. They can be erased: the log keeps hash and size.
CREATE TABLE vault_evidence (
    hash  BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    bytes BLOB NOT NULL
) STRICT;

-- Every file that was attached is found without reading the log.
CREATE INDEX event_attached ON event (type) WHERE type = 'attached';
