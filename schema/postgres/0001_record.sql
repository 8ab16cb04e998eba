-- The record: log, vault, projections, in a schema of their own: `rebond`.
--
-- Log: written once, never changed. Vault: names and free texts, erasable. Projections: everything
-- else, rebuilt from log and vault. Tables and columns have the names they have in an embedded record,
-- and hold the same values: days are text, YYYY-MM-DD; money is in cents, mass in grams, capacity in
-- bytes. Every text is compared byte by byte (COLLATE "C"), so that every order is the same on any
-- server.
-- A name may be longer than what a tree of keys takes: what is looked up by one has an index of hashes.

-- Which of the numbered files made this schema.
CREATE TABLE schema_version (
    version BIGINT NOT NULL
);

-- Log ---------------------------------------------------------------------------------------------

CREATE TABLE event (
    seq  BIGINT PRIMARY KEY CHECK (seq > 0),
    type TEXT COLLATE "C" NOT NULL,
    prev BYTEA NOT NULL CHECK (octet_length(prev) = 32),
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    line TEXT COLLATE "C" NOT NULL
);

CREATE TABLE command (
    cmd       UUID PRIMARY KEY,
    first_seq BIGINT NOT NULL,
    last_seq  BIGINT NOT NULL CHECK (last_seq >= first_seq)
);

-- Vault -------------------------------------------------------------------------------------------

CREATE TABLE vault_actor (
    id   UUID PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    EXCLUDE USING hash (name WITH =)
);

CREATE TABLE vault_party (
    id     UUID PRIMARY KEY,
    name   TEXT COLLATE "C" NOT NULL,
    folded TEXT COLLATE "C" NOT NULL,
    siret  TEXT COLLATE "C"
);

CREATE INDEX vault_party_folded ON vault_party USING hash (folded);

CREATE TABLE vault_text (
    id   UUID PRIMARY KEY,
    text TEXT COLLATE "C" NOT NULL
);

-- The label of a service or a site; the log holds the code.
CREATE TABLE vault_label (
    place  TEXT COLLATE "C" NOT NULL CHECK (place IN ('service', 'site')),
    code   TEXT COLLATE "C" NOT NULL,
    label  TEXT COLLATE "C" NOT NULL,
    folded TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (place, code)
);

-- Projections -------------------------------------------------------------------------------------

-- `bears`: the event bears on the state of the subject; else it only names it.
CREATE TABLE touch (
    subject UUID NOT NULL,
    seq     BIGINT NOT NULL,
    bears   BOOLEAN NOT NULL,
    PRIMARY KEY (subject, seq)
);

CREATE TABLE policy (
    key   TEXT COLLATE "C" PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

CREATE TABLE asset (
    id                UUID PRIMARY KEY,
    tag               TEXT COLLATE "C" NOT NULL UNIQUE,
    kind              TEXT COLLATE "C" NOT NULL,
    manufacturer      TEXT COLLATE "C",
    model             TEXT COLLATE "C",
    serial            TEXT COLLATE "C",
    state             TEXT COLLATE "C" NOT NULL,
    before            TEXT COLLATE "C",
    cause             TEXT COLLATE "C",
    decommissioned_on TEXT COLLATE "C",
    act               TEXT COLLATE "C",
    when_collected    BOOLEAN NOT NULL,
    waste_since       TEXT COLLATE "C",
    acquired          TEXT COLLATE "C" NOT NULL,
    owner             UUID,
    service           TEXT COLLATE "C",
    site              TEXT COLLATE "C",
    holder            UUID,
    functional        TEXT COLLATE "C",
    cosmetic          TEXT COLLATE "C",
    security          TEXT COLLATE "C" NOT NULL,
    weee              BIGINT NOT NULL,
    weee_source       TEXT COLLATE "C" NOT NULL,
    mass_g            BIGINT,
    mass_source       TEXT COLLATE "C",
    purchase_date     TEXT COLLATE "C",
    price             BIGINT,
    supplier          UUID,
    order_ref         TEXT COLLATE "C",
    manufactured_on   TEXT COLLATE "C",
    first_use_date    TEXT COLLATE "C",
    warranty_months   BIGINT,
    deployments       BIGINT NOT NULL,
    second_lives      BIGINT NOT NULL,
    inventory         TEXT COLLATE "C" NOT NULL,
    sent_to           UUID,
    lot               UUID,
    departed_on       TEXT COLLATE "C",
    channel           TEXT COLLATE "C",
    last_on           TEXT COLLATE "C" NOT NULL,
    version           BIGINT NOT NULL
);

-- Compared in any case; the maker, in any spelling, is compared by the program.
CREATE INDEX asset_serial ON asset USING hash (lower(serial)) WHERE serial IS NOT NULL;

CREATE TABLE alias (
    folded TEXT COLLATE "C" NOT NULL,
    alias  TEXT COLLATE "C" NOT NULL,
    asset  UUID NOT NULL,
    place  BIGINT NOT NULL,
    EXCLUDE USING hash (folded WITH =)
);

CREATE INDEX alias_asset ON alias (asset);

-- A tag that stands on a label already, by this event: reserved, or of an asset whose coming in or
-- whose new label was voided. It is generated for nothing else.
CREATE TABLE reserved_tag (
    tag TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (tag, seq)
);

CREATE INDEX reserved_tag_seq ON reserved_tag (seq);

CREATE TABLE stay (
    asset   UUID NOT NULL,
    seq     BIGINT NOT NULL,
    state   TEXT COLLATE "C" NOT NULL,
    service TEXT COLLATE "C",
    site    TEXT COLLATE "C",
    holder  UUID,
    "from"  TEXT COLLATE "C" NOT NULL,
    "to"    TEXT COLLATE "C",
    began   TEXT COLLATE "C",
    PRIMARY KEY (asset, seq)
);

-- What a period report reads: the new uses of the period.
CREATE INDEX stay_began ON stay ("from") WHERE began IS NOT NULL;
CREATE INDEX stay_missing ON stay ("from") WHERE state = 'missing';

-- What was done to an asset. `sent_to` has it from that day on, until `back_on`.
CREATE TABLE work (
    asset       UUID NOT NULL,
    seq         BIGINT NOT NULL,
    "on"        TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    part        UUID,
    "from"      UUID,
    minutes     BIGINT,
    cost        BIGINT,
    back        BOOLEAN NOT NULL,
    sent_to     UUID,
    data_clause TEXT COLLATE "C",
    with_data   BOOLEAN NOT NULL,
    back_on     TEXT COLLATE "C",
    PRIMARY KEY (asset, seq)
);

-- What a workshop report reads: the work of a period.
CREATE INDEX work_on ON work ("on");

CREATE TABLE decommissioning (
    asset  UUID NOT NULL,
    seq    BIGINT NOT NULL,
    "from" TEXT COLLATE "C" NOT NULL,
    "to"   TEXT COLLATE "C",
    PRIMARY KEY (asset, seq)
);

CREATE INDEX decommissioning_from ON decommissioning ("from");

CREATE TABLE departure (
    asset             UUID NOT NULL,
    seq               BIGINT NOT NULL,
    lot               UUID,
    "on"              TEXT COLLATE "C" NOT NULL,
    channel           TEXT COLLATE "C",
    waste             BOOLEAN NOT NULL,
    for_parts         BOOLEAN NOT NULL,
    undertaken_on     TEXT COLLATE "C",
    proved_on         TEXT COLLATE "C",
    proved            TEXT COLLATE "C",
    operation         TEXT COLLATE "C",
    proved_operation  TEXT COLLATE "C",
    mass_g            BIGINT,
    mass_source       TEXT COLLATE "C",
    unit_value        BIGINT,
    functional        TEXT COLLATE "C",
    decommissioned_on TEXT COLLATE "C",
    service           TEXT COLLATE "C",
    impact_g_per_year BIGINT,
    impact_years      BIGINT,
    impact_rules      TEXT COLLATE "C",
    returned_on       TEXT COLLATE "C",
    taken_over        TEXT COLLATE "C",
    PRIMARY KEY (asset, seq)
);

CREATE INDEX departure_on ON departure ("on");
-- What was taken over from before the record, of which the year or the way out is not known.
CREATE INDEX departure_vague ON departure (asset)
    WHERE taken_over IS NOT NULL AND (taken_over = 'unknown' OR channel IS NULL);

CREATE TABLE medium (
    id             UUID PRIMARY KEY,
    serial         TEXT COLLATE "C",
    kind           TEXT COLLATE "C" NOT NULL,
    model          TEXT COLLATE "C",
    capacity_bytes BIGINT,
    encrypted      TEXT COLLATE "C" NOT NULL,
    status         TEXT COLLATE "C" NOT NULL,
    claim          TEXT COLLATE "C",
    verdict        TEXT COLLATE "C",
    technique      TEXT COLLATE "C",
    verify         TEXT COLLATE "C",
    used_by        TEXT COLLATE "C",
    asset          UUID,
    lot            UUID,
    departed_on    TEXT COLLATE "C",
    cleared        BOOLEAN NOT NULL,
    last_on        TEXT COLLATE "C" NOT NULL,
    version        BIGINT NOT NULL
);

CREATE INDEX medium_serial ON medium USING hash (lower(serial)) WHERE serial IS NOT NULL;
CREATE INDEX medium_loose ON medium (id) WHERE asset IS NULL;

CREATE TABLE attribution (
    asset  UUID NOT NULL,
    seq    BIGINT NOT NULL,
    medium UUID NOT NULL,
    "from" TEXT COLLATE "C" NOT NULL,
    "to"   TEXT COLLATE "C",
    PRIMARY KEY (asset, seq)
);

CREATE INDEX attribution_medium ON attribution (medium);

CREATE TABLE lot (
    id         UUID PRIMARY KEY,
    number     TEXT COLLATE "C" NOT NULL UNIQUE,
    status     TEXT COLLATE "C" NOT NULL,
    channel    TEXT COLLATE "C",
    party      UUID,
    facts      TEXT COLLATE "C" NOT NULL,
    opened_on  TEXT COLLATE "C" NOT NULL,
    shipped_on TEXT COLLATE "C",
    shipments  TEXT COLLATE "C" NOT NULL,
    mass_g     BIGINT,
    weighed    BOOLEAN,
    last_on    TEXT COLLATE "C"
);

CREATE TABLE lot_line (
    lot           UUID NOT NULL,
    place         BIGINT NOT NULL,
    tagged        BOOLEAN NOT NULL,
    line          TEXT COLLATE "C" NOT NULL,
    undertaken_on TEXT COLLATE "C",
    shipped_on    TEXT COLLATE "C",
    proved        TEXT COLLATE "C",
    proved_on     TEXT COLLATE "C",
    returned_on   TEXT COLLATE "C",
    PRIMARY KEY (lot, place)
);

CREATE INDEX lot_line_bulk ON lot_line (shipped_on) WHERE NOT tagged;

CREATE TABLE party (
    id   UUID PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL
);

-- What is searched of each asset, in words folded by the program; the row's number is that of the event
-- that added the asset. The words are taken as they stand, by no dictionary. A word is cut after 255
-- letters, and so is what is looked for; of a text so long that the engine has no room for its words,
-- the first 200,000 letters are searched.
CREATE TABLE search (
    seq   BIGINT PRIMARY KEY,
    text  TEXT COLLATE "C" NOT NULL,
    asset UUID NOT NULL,
    words TSVECTOR NOT NULL GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array(
            CASE WHEN octet_length(text) <= 255 THEN text
                 ELSE regexp_replace(left(text, 200000), '([^ ]{255})[^ ]+', '\1', 'g') END,
            ' '), ''))) STORED
);

CREATE INDEX search_words ON search USING gin (words);
CREATE INDEX search_asset ON search (asset);

-- The server keeps no samples of names and texts: what is erased would stand among them.
ALTER TABLE vault_actor ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE vault_party
    ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN folded SET STATISTICS 0, ALTER COLUMN siret SET STATISTICS 0;
ALTER TABLE vault_text ALTER COLUMN text SET STATISTICS 0;
ALTER TABLE vault_label ALTER COLUMN label SET STATISTICS 0, ALTER COLUMN folded SET STATISTICS 0;
ALTER TABLE search ALTER COLUMN text SET STATISTICS 0, ALTER COLUMN words SET STATISTICS 0;

-- The log goes on ---------------------------------------------------------------------------------
-- One statement may append many events: they are judged together, which is as strict and far faster.

CREATE FUNCTION event_continues() RETURNS trigger LANGUAGE plpgsql SET search_path = rebond, pg_temp AS $$
DECLARE
    first BIGINT;
    last BIGINT;
    many BIGINT;
BEGIN
    SELECT min(seq), max(seq), count(*) INTO first, last, many FROM fresh;
    IF many = 0 THEN
        RETURN NULL;
    END IF;
    IF last - first + 1 <> many
       OR first <> coalesce((SELECT max(seq) FROM event WHERE seq < first), 0) + 1
       OR last <> (SELECT max(seq) FROM event)
       OR EXISTS (SELECT FROM (SELECT seq, prev, lag(hash) OVER (ORDER BY seq) AS before FROM fresh) f
                  WHERE prev <> coalesce(before, (SELECT hash FROM event e WHERE e.seq = f.seq - 1),
                                         decode(repeat('00', 32), 'hex'))) THEN
        RAISE EXCEPTION 'rebond: the event does not continue the log' USING ERRCODE = 'RB001';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER event_continues AFTER INSERT ON event
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION event_continues();

CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rebond: the log is never changed' USING ERRCODE = 'RB001';
END $$;

CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION stays();

CREATE TRIGGER command_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON command
    FOR EACH STATEMENT EXECUTE FUNCTION stays();

-- The gate's second wall --------------------------------------------------------------------------
-- Nothing leaves with data unseen: an asset departs only with its media inventory closed and every
-- medium in it cleared. A medium moved out is accounted for where it is now, one that left earlier was
-- judged then. The exceptions are the lot's own: a loss, or a data clause (for media that are known).
-- What left before the record passes, for nothing is known of its media; what has one is known here.

CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql SET search_path = rebond, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM fresh WHERE type IN ('departed', 'departed_before', 'lot_shipped')) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT (line::json ->> 'asset')::uuid AS leaving, (line::json ->> 'lot')::uuid AS taking
                     FROM fresh WHERE type = 'departed') g
        WHERE NOT EXISTS (SELECT FROM lot l WHERE l.id = g.taking AND l.channel = 'loss')
          AND (coalesce((SELECT a.inventory FROM asset a WHERE a.id = g.leaving), 'open') <> 'closed'
               OR (EXISTS (SELECT FROM attribution t JOIN medium m ON m.id = t.medium
                           WHERE t.asset = g.leaving AND t."to" IS NULL AND m.departed_on IS NULL
                             AND NOT m.cleared)
                   AND NOT EXISTS (SELECT FROM lot l WHERE l.id = g.taking
                                   AND l.facts::json ->> 'data_clause' IS NOT NULL)))) THEN
        RAISE EXCEPTION 'rebond: the gate: an asset would leave with data unseen' USING ERRCODE = 'RB002';
    END IF;
    IF EXISTS (SELECT FROM fresh e JOIN attribution t ON t.asset = (e.line::json ->> 'asset')::uuid
               WHERE e.type = 'departed_before') THEN
        RAISE EXCEPTION 'rebond: the gate: an asset with a medium did not leave before the record'
            USING ERRCODE = 'RB002';
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT line::json AS line FROM fresh WHERE type = 'lot_shipped') e,
             LATERAL json_array_elements_text(coalesce(e.line #> '{data,media}', '[]')) j (id)
             LEFT JOIN medium m ON m.id = j.id::uuid
        WHERE NOT coalesce(m.cleared, false)
          AND (e.line #>> '{data,facts,channel}') IS DISTINCT FROM 'loss'
          AND (e.line #>> '{data,facts,data_clause}') IS NULL) THEN
        RAISE EXCEPTION 'rebond: the gate: a medium would leave with data unseen' USING ERRCODE = 'RB002';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER gate AFTER INSERT ON event
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION gate();

-- Who may do what ---------------------------------------------------------------------------------
-- Two roles, given to whom they are for: GRANT rebond_operator TO ana. A reader sees; an operator
-- records: events and commands are added and never changed, everything else follows them. What is
-- erased for good (VACUUM) and what changes the schema is the owner's. Roles belong to a whole server:
-- where whoever lays out the record may not make them, an administrator makes them before.

DO $$
DECLARE
    kind TEXT;
BEGIN
    FOREACH kind IN ARRAY ARRAY['rebond_reader', 'rebond_operator'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = kind) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', kind);
            END IF;
        EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
    REVOKE ALL ON SCHEMA rebond FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_reader') THEN
        GRANT USAGE ON SCHEMA rebond TO rebond_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA rebond TO rebond_reader;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rebond_operator') THEN
        GRANT USAGE ON SCHEMA rebond TO rebond_operator;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA rebond TO rebond_operator;
        REVOKE UPDATE, DELETE ON event, command, schema_version FROM rebond_operator;
        REVOKE INSERT ON schema_version FROM rebond_operator;
    END IF;
END $$;
