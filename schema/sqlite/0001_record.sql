-- The record: log, vault, projections.
--
-- Log: written once, never changed. Vault: names and free texts, erasable. Projections: everything
-- else, rebuilt from log and vault. Days are text, YYYY-MM-DD; money is in cents, mass in grams,
-- capacity in bytes; identifiers are the 16 bytes of a UUID.

-- Log ---------------------------------------------------------------------------------------------

CREATE TABLE event (
    seq  INTEGER PRIMARY KEY CHECK (seq > 0),
    type TEXT NOT NULL,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    line TEXT NOT NULL
) STRICT;

CREATE TABLE command (
    cmd       BLOB PRIMARY KEY CHECK (length(cmd) = 16),
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL CHECK (last_seq >= first_seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_continues BEFORE INSERT ON event
BEGIN
    SELECT raise(ABORT, 'rebond: the event does not continue the log')
    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
       OR NEW.prev IS NOT coalesce((SELECT hash FROM event WHERE seq = NEW.seq - 1), zeroblob(32));
END;

CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'rebond: an event is never changed');
END;

CREATE TRIGGER event_remains BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'rebond: an event is never deleted');
END;

-- A replacement would delete the row it replaces without asking the trigger below.
CREATE TRIGGER command_once BEFORE INSERT ON command WHEN EXISTS (SELECT 1 FROM command WHERE cmd = NEW.cmd)
BEGIN
    SELECT raise(ABORT, 'rebond: a command is written once');
END;

CREATE TRIGGER command_stays BEFORE UPDATE ON command
BEGIN
    SELECT raise(ABORT, 'rebond: a command is never changed');
END;

CREATE TRIGGER command_remains BEFORE DELETE ON command
BEGIN
    SELECT raise(ABORT, 'rebond: a command is never deleted');
END;

-- Vault -------------------------------------------------------------------------------------------

CREATE TABLE vault_actor (
    id   BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE vault_party (
    id     BLOB PRIMARY KEY,
    name   TEXT NOT NULL,
    folded TEXT NOT NULL,
    siret  TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX vault_party_folded ON vault_party (folded);

CREATE TABLE vault_text (
    id   BLOB PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The label of a service or a site; the log holds the code.
CREATE TABLE vault_label (
    place  TEXT NOT NULL CHECK (place IN ('service', 'site')),
    code   TEXT NOT NULL,
    label  TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (place, code)
) STRICT, WITHOUT ROWID;

-- Projections -------------------------------------------------------------------------------------

-- `bears`: the event bears on the state of the subject; else it only names it.
CREATE TABLE touch (
    subject BLOB NOT NULL,
    seq     INTEGER NOT NULL,
    bears   INTEGER NOT NULL,
    PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE asset (
    id                BLOB PRIMARY KEY,
    tag               TEXT NOT NULL UNIQUE,
    kind              TEXT NOT NULL,
    manufacturer      TEXT,
    model             TEXT,
    serial            TEXT,
    state             TEXT NOT NULL,
    before            TEXT,
    cause             TEXT,
    decommissioned_on TEXT,
    act               TEXT,
    when_collected    INTEGER NOT NULL,
    waste_since       TEXT,
    acquired          TEXT NOT NULL,
    owner             BLOB,
    service           TEXT,
    site              TEXT,
    holder            BLOB,
    functional        TEXT,
    cosmetic          TEXT,
    security          TEXT NOT NULL,
    weee              INTEGER NOT NULL,
    weee_source       TEXT NOT NULL,
    mass_g            INTEGER,
    mass_source       TEXT,
    purchase_date     TEXT,
    price             INTEGER,
    supplier          BLOB,
    order_ref         TEXT,
    manufactured_on   TEXT,
    first_use_date    TEXT,
    warranty_months   INTEGER,
    deployments       INTEGER NOT NULL,
    second_lives      INTEGER NOT NULL,
    inventory         TEXT NOT NULL,
    sent_to           BLOB,
    lot               BLOB,
    departed_on       TEXT,
    channel           TEXT,
    last_on           TEXT NOT NULL,
    version           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Compared in any case; the maker, in any spelling, is compared by the program.
CREATE INDEX asset_serial ON asset (serial COLLATE NOCASE) WHERE serial IS NOT NULL;

CREATE TABLE alias (
    folded TEXT PRIMARY KEY,
    alias  TEXT NOT NULL,
    asset  BLOB NOT NULL,
    place  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX alias_asset ON alias (asset);

-- A tag that stands on a label already, by this event: reserved, or of an asset whose coming in or
-- whose new label was voided. It is generated for nothing else.
CREATE TABLE reserved_tag (
    tag TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (tag, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX reserved_tag_seq ON reserved_tag (seq);

CREATE TABLE stay (
    asset   BLOB NOT NULL,
    seq     INTEGER NOT NULL,
    state   TEXT NOT NULL,
    service TEXT,
    site    TEXT,
    holder  BLOB,
    "from"  TEXT NOT NULL,
    "to"    TEXT,
    began   TEXT,
    PRIMARY KEY (asset, seq)
) STRICT, WITHOUT ROWID;

-- What a period report reads: the new uses of the period.
CREATE INDEX stay_began ON stay ("from") WHERE began IS NOT NULL;
CREATE INDEX stay_missing ON stay ("from") WHERE state = 'missing';

-- What was done to an asset. `sent_to` has it from that day on, until `back_on`.
CREATE TABLE work (
    asset       BLOB NOT NULL,
    seq         INTEGER NOT NULL,
    "on"        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    part        BLOB,
    "from"      BLOB,
    minutes     INTEGER,
    cost        INTEGER,
    back        INTEGER NOT NULL,
    sent_to     BLOB,
    data_clause TEXT,
    with_data   INTEGER NOT NULL,
    back_on     TEXT,
    PRIMARY KEY (asset, seq)
) STRICT, WITHOUT ROWID;

-- What a workshop report reads: the work of a period.
CREATE INDEX work_on ON work ("on");

CREATE TABLE decommissioning (
    asset  BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "to"   TEXT,
    PRIMARY KEY (asset, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX decommissioning_from ON decommissioning ("from");

CREATE TABLE departure (
    asset             BLOB NOT NULL,
    seq               INTEGER NOT NULL,
    lot               BLOB,
    "on"              TEXT NOT NULL,
    channel           TEXT,
    waste             INTEGER NOT NULL,
    for_parts         INTEGER NOT NULL,
    undertaken_on     TEXT,
    proved_on         TEXT,
    proved            TEXT,
    operation         TEXT,
    proved_operation  TEXT,
    mass_g            INTEGER,
    mass_source       TEXT,
    unit_value        INTEGER,
    functional        TEXT,
    decommissioned_on TEXT,
    service           TEXT,
    impact_g_per_year INTEGER,
    impact_years      INTEGER,
    impact_rules      TEXT,
    returned_on       TEXT,
    taken_over        TEXT,
    PRIMARY KEY (asset, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX departure_on ON departure ("on");
-- What was taken over from before the record, of which the year or the way out is not known.
CREATE INDEX departure_vague ON departure (asset)
    WHERE taken_over IS NOT NULL AND (taken_over = 'unknown' OR channel IS NULL);

CREATE TABLE medium (
    id             BLOB PRIMARY KEY,
    serial         TEXT,
    kind           TEXT NOT NULL,
    model          TEXT,
    capacity_bytes INTEGER,
    encrypted      TEXT NOT NULL,
    status         TEXT NOT NULL,
    claim          TEXT,
    verdict        TEXT,
    technique      TEXT,
    verify         TEXT,
    used_by        TEXT,
    asset          BLOB,
    lot            BLOB,
    departed_on    TEXT,
    cleared        INTEGER NOT NULL,
    last_on        TEXT NOT NULL,
    version        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX medium_serial ON medium (serial COLLATE NOCASE) WHERE serial IS NOT NULL;
CREATE INDEX medium_loose ON medium (id) WHERE asset IS NULL;

CREATE TABLE attribution (
    asset  BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    medium BLOB NOT NULL,
    "from" TEXT NOT NULL,
    "to"   TEXT,
    PRIMARY KEY (asset, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX attribution_medium ON attribution (medium);

CREATE TABLE lot (
    id         BLOB PRIMARY KEY,
    number     TEXT NOT NULL UNIQUE,
    status     TEXT NOT NULL,
    channel    TEXT,
    party      BLOB,
    facts      TEXT NOT NULL,
    opened_on  TEXT NOT NULL,
    shipped_on TEXT,
    shipments  TEXT NOT NULL,
    mass_g     INTEGER,
    weighed    INTEGER,
    last_on    TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE lot_line (
    lot           BLOB NOT NULL,
    place         INTEGER NOT NULL,
    tagged        INTEGER NOT NULL,
    line          TEXT NOT NULL,
    undertaken_on TEXT,
    shipped_on    TEXT,
    proved        TEXT,
    proved_on     TEXT,
    returned_on   TEXT,
    PRIMARY KEY (lot, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX lot_line_bulk ON lot_line (shipped_on) WHERE tagged = 0;

CREATE TABLE party (
    id   BLOB PRIMARY KEY,
    kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is searched of each asset, in words folded by the program; the row's number is that of the event
-- that added the asset. Prefixes of one and two letters have an index of their own: longer ones are few.
CREATE VIRTUAL TABLE search USING fts5(
    text,
    asset UNINDEXED,
    tokenize = 'ascii',
    prefix = '1 2',
    detail = none,
    columnsize = 0
);

-- The gate's second wall --------------------------------------------------------------------------
-- Nothing leaves with data unseen: an asset departs only with its media inventory closed and every
-- medium in it cleared. A medium moved out is accounted for where it is now, one that left earlier was
-- judged then. The exceptions are the lot's own: a loss, or a data clause (for media that are known).

CREATE TRIGGER gate_asset BEFORE INSERT ON event WHEN NEW.type = 'departed'
BEGIN
    SELECT raise(ABORT, 'rebond: the gate: an asset would leave with data unseen')
    FROM (SELECT unhex(NEW.line ->> '$.asset', '-') AS leaving, unhex(NEW.line ->> '$.lot', '-') AS taking) g
    WHERE NOT EXISTS (SELECT 1 FROM lot l WHERE l.id = g.taking AND l.channel = 'loss')
      AND (coalesce((SELECT a.inventory FROM asset a WHERE a.id = g.leaving), 'open') <> 'closed'
           OR (EXISTS (SELECT 1 FROM attribution t JOIN medium m ON m.id = t.medium
                       WHERE t.asset = g.leaving AND t."to" IS NULL AND m.departed_on IS NULL AND m.cleared = 0)
               AND NOT EXISTS (SELECT 1 FROM lot l
                               WHERE l.id = g.taking AND l.facts ->> '$.data_clause' IS NOT NULL)));
END;

-- What left before the record passes, for nothing is known of its media; what has one is known here.
CREATE TRIGGER gate_before BEFORE INSERT ON event WHEN NEW.type = 'departed_before'
BEGIN
    SELECT raise(ABORT, 'rebond: the gate: an asset with a medium did not leave before the record')
    WHERE EXISTS (SELECT 1 FROM attribution t WHERE t.asset = unhex(NEW.line ->> '$.asset', '-'));
END;

CREATE TRIGGER gate_medium BEFORE INSERT ON event WHEN NEW.type = 'lot_shipped'
BEGIN
    SELECT raise(ABORT, 'rebond: the gate: a medium would leave with data unseen')
    WHERE EXISTS (SELECT 1 FROM json_each(NEW.line, '$.data.media') j
                  LEFT JOIN medium m ON m.id = unhex(j.value, '-') WHERE coalesce(m.cleared, 0) = 0)
      AND NEW.line ->> '$.data.facts.channel' IS NOT 'loss'
      AND NEW.line ->> '$.data.facts.data_clause' IS NULL;
END;
