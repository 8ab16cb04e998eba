//! Every command of the program: those that write, each with a line that does it on the common desk,
//! and those that do not.

use std::{fmt::Write as _, fs, io::Read as _, os::unix::fs::PermissionsExt as _, path::Path};

use rebond::lang::help::Verb;
use rusqlite::Connection;

use super::desk::Desk;

/// What a command leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// Events, under the identity it was given.
    Events,
    /// Events, and a file.
    EventsAndFile(&'static str),
    /// A new record at the usual place, with its first events.
    Record,
    /// A new record here, and documents beside it; no identity is its own.
    Records(&'static str),
    /// Events, each scan under an identity of its own.
    Session,
    /// A file.
    File(&'static str),
    /// Nothing.
    Nothing,
    /// A record of an earlier version, brought to the form of this one.
    Migration,
    /// The common record, of which tables were made to differ, and are right again.
    Mended,
}

/// A command that writes.
pub(crate) struct Writing {
    /// The words that call it.
    pub(crate) verb: &'static str,
    /// A command line; `{last}` is the number of the last event.
    pub(crate) line: &'static str,
    pub(crate) leaves: Leaves,
}

impl Writing {
    /// Whether what it records is known by the identity it is given.
    pub(crate) fn identified(&self) -> bool {
        matches!(self.leaves, Leaves::Events | Leaves::EventsAndFile(_) | Leaves::Record)
    }
}

const fn events(verb: &'static str, line: &'static str) -> Writing {
    Writing { verb, line, leaves: Leaves::Events }
}

const fn file(verb: &'static str, line: &'static str, name: &'static str) -> Writing {
    Writing { verb, line, leaves: Leaves::File(name) }
}

/// Every command that writes something, once at least. A command that comes to the program comes here,
/// or to [`READING`].
pub(crate) const WRITING: &[Writing] = &[
    Writing { verb: "init", line: "init --org Valmont --prefix VAL", leaves: Leaves::Record },
    Writing { verb: "demo", line: "demo town", leaves: Leaves::Records("town/rebond.db") },
    events("policy set", "policy set organisation 'Ville de Valmont'"),
    file("config set", "config set color never", ".config/rebond/config.toml"),
    file("config unset", "config unset language", ".config/rebond/config.toml"),
    events("add", "add --kind laptop --serial NEW-1 --service Voirie --note 'Trouvé en réserve'"),
    events("edit", "edit STOCK --model 'Latitude 5400'"),
    events("deploy", "deploy STOCK STOCK-2 --to Culture --holder 'Jeanne Test'"),
    events("move", "move USED --to Voirie"),
    events("collect", "collect USED"),
    events("triage", "triage BACK --decision recondition --functional F5 --cosmetic C4"),
    events("work", "work SHOP --type clean --minutes 20"),
    events("ready", "ready SHOP --functional F5 --cosmetic C4"),
    events("decommission", "decommission STOCK --act D-2026-9"),
    events("reinstate", "reinstate OLD"),
    events("missing", "missing STOCK --cause lost"),
    events("found", "found LOST"),
    events("void", "void {last} --reason mistyped"),
    events("correct", "correct {last} --on 2026-02-03"),
    events("media add", "media add STOCK --kind ssd --serial SSD-9 --capacity 256GB"),
    events("media none", "media none STOCK"),
    events("media confirm", "media confirm CONF"),
    events("media move", "media move SSD-1 --to stock"),
    events("sanitize", "sanitize SSD-1 --action overwrite --tool 'nwipe 0.42' --verify full --result pass"),
    events("sanitize import", "sanitize import wiped.log"),
    events("sanitize validate", "sanitize validate HDD-1 --actor 'Seconde Personne'"),
    events("evidence add", "evidence add STOCK slip.txt"),
    events("evidence forget", "evidence forget a6d975f6 --reason request"),
    file("evidence extract", "evidence extract a6d975f6 -o again.txt", "again.txt"),
    events("collect", "collect USED --evidence slip.txt"),
    events("lot new", "lot new --channel waste --to Recyclerie --waste-code '16 02 14'"),
    events("lot edit", "lot edit LOT-2026-0001 --operation 'R 4'"),
    events("lot add", "lot add LOT-2026-0001 OLD-2"),
    events("lot drop", "lot drop LOT-2026-0001 OLD-3"),
    events("lot undertake", "lot undertake LOT-2026-0003"),
    events("lot ship", "lot ship LOT-2026-0001"),
    events("lot prove", "lot prove LOT-2026-0002 --outcome recycled --operation 'R 4'"),
    events("lot return", "lot return LOT-2026-0002 OLD-4 --reason refused"),
    events("lot cancel", "lot cancel LOT-2026-0001 --reason mistyped"),
    events("party add", "party add 'Ateliers du Bocage' --kind association"),
    events("party edit", "party edit Recyclerie --name 'Recyclerie du Val'"),
    events("party forget", "party forget 'Jeanne Test'"),
    file("label", "label STOCK -o label.svg", "label.svg"),
    Writing {
        verb: "label blank",
        line: "label blank --count 5 -o blank.svg",
        leaves: Leaves::EventsAndFile("blank.svg"),
    },
    file("label cards", "label cards -o cards.pdf", "cards.pdf"),
    Writing { verb: "scan", line: "scan --action collect", leaves: Leaves::Session },
    events("scan", "scan --action collect --from handheld.txt"),
    events("import", "import parc.csv"),
    Writing { verb: "rebuild", line: "rebuild", leaves: Leaves::Mended },
    Writing { verb: "list", line: "list", leaves: Leaves::Migration },
    file("export", "export log -o log.jsonl", "log.jsonl"),
    file("export", "export log --since @cursor -o log.jsonl", "cursor"),
    Writing {
        verb: "seal",
        line: "seal --key seal-key -o head.seal",
        leaves: Leaves::EventsAndFile("head.seal"),
    },
    events("restore", "restore desk.backup --replace"),
    file("backup", "backup park.backup", "park.backup"),
    file("certificate", "certificate SSD-1 -o certificate.pdf", "certificate.pdf"),
    file("lot slip", "lot slip LOT-2026-0001 -o slip.pdf", "slip.pdf"),
    file("decommission", "decommission STOCK --draft -o list.pdf", "list.pdf"),
    file("report", "report reuse --format json -o reuse.json", "reuse.json"),
    file("report", "report reuse -o reuse.pdf", "reuse.pdf"),
];

/// What the session of the table scans: all of them in use.
pub(crate) const SCANS: [&str; 8] = ["U-1", "U-2", "U-3", "U-4", "U-5", "U-6", "U-7", "U-8"];

/// What the files say that are attached: one of them once, one so often that it goes beyond a page.
const SLIP: &str = "Bon de retrait n° 17, signé le 3 février\n";

/// How many rows the file of the table's import has.
pub(crate) const ROWS: usize = 2_000;

/// Commands that write nothing of their own.
pub(crate) const READING: &[&str] = &[
    "policy get",
    "policy list",
    "config get",
    "config list",
    "show",
    "list",
    "find",
    "history",
    "media list",
    "evidence list",
    "lot show",
    "lot list",
    "party list",
    "party show",
    "verify",
    "completions",
    "man",
    "help",
];

/// The desk on which each of them does something.
pub(crate) fn desk() -> Desk {
    let desk = Desk::after(
        "init --org Valmont --prefix VAL
         party add Emmaüs --kind association
         party add Recyclerie --kind recycler
         party add Ecologic --kind eco_organism
         party add 'Jeanne Test' --kind person
         add --kind laptop --tag STOCK
         add --kind laptop --tag STOCK-2
         add --kind laptop --tag USED --service Urbanisme
         add --kind laptop --tag BACK --service Urbanisme
         collect BACK
         add --kind desktop --tag SHOP
         triage SHOP --decision recondition
         media none SHOP
         add --kind laptop --tag LOST
         missing LOST --cause lost
         add --kind laptop --tag CONF
         media add CONF --kind ssd --serial SSD-2
         missing CONF --cause unknown
         found CONF
         add --kind laptop --tag OLD
         media add OLD --kind ssd --serial SSD-1
         add --kind monitor --tag OLD-2
         add --kind monitor --tag OLD-3
         add --kind monitor --tag OLD-4
         add --kind monitor --tag OLD-5
         decommission OLD OLD-2 OLD-3 OLD-4 OLD-5 --act D-2026-1
         lot new --channel waste --to Recyclerie --waste-code '16 02 14'
         lot add LOT-2026-0001 OLD-3
         lot new --channel waste --to Recyclerie --waste-code '16 02 14'
         lot add LOT-2026-0002 OLD-4
         lot ship LOT-2026-0002
         lot new --channel eco_organism --to Ecologic
         lot add LOT-2026-0003 OLD-5
         config set language en",
    );
    for tag in SCANS {
        desk.enter(&format!("add --kind laptop --tag {tag} --service Culture"));
    }
    fs::write(desk.path("wiped.log"), include_bytes!("../fixtures/erasures/nwipe-two.log")).unwrap();
    desk.enter(
        "media add stock --kind hdd --serial HDD-1
         sanitize HDD-1 --action overwrite --tool 'nwipe 0.42' --verify full --result pass",
    );
    fs::write(desk.path("slip.txt"), SLIP.repeat(4_000)).unwrap();
    fs::write(desk.path("kept.txt"), SLIP).unwrap();
    desk.enter("evidence add STOCK kept.txt");
    // The last event: one that can be voided and corrected.
    desk.enter("add --kind laptop --tag LAST --on 2026-02-02");
    fs::write(desk.path("handheld.txt"), SCANS.join("\n")).unwrap();
    desk.enter("backup desk.backup");
    lay_key(&desk);
    for (name, count) in [("parc.csv", ROWS), ("few.csv", 40)] {
        let mut rows = String::from("tag,kind,manufacturer,model,serial,service\n");
        for row in 0..count {
            writeln!(rows, "I-{row:05},laptop,Dell,Latitude,SN{row:06},Service {}", row % 7).unwrap();
        }
        fs::write(desk.path(name), rows).unwrap();
    }
    desk
}

/// Lays a key on a desk: one of these tests alone, which nobody else may read.
pub(crate) fn lay_key(desk: &Desk) {
    fs::write(desk.path("seal-key"), include_bytes!("../fixtures/seal-key")).unwrap();
    fs::set_permissions(desk.path("seal-key"), fs::Permissions::from_mode(0o600)).unwrap();
}

/// The common desk, with tables that are not what the log gives.
pub(crate) fn differing(desk: &Desk) -> Desk {
    let desk = desk.copy();
    let conn = Connection::open(desk.database()).unwrap();
    conn.execute_batch(
        "UPDATE asset SET model = 'Another'; DELETE FROM attribution; \
         DELETE FROM search",
    )
    .unwrap();
    drop(conn);
    desk
}

/// A record that the first version wrote.
pub(crate) fn old_desk() -> Desk {
    let desk = Desk::new();
    let packed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-1.db.gz");
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(fs::File::open(packed).unwrap()).read_to_end(&mut bytes).unwrap();
    fs::create_dir_all(desk.path("data/rebond")).unwrap();
    fs::write(desk.database(), bytes).unwrap();
    fs::set_permissions(desk.database(), fs::Permissions::from_mode(0o600)).unwrap();
    desk
}

#[test]
fn every_command_either_writes_and_is_tried_or_reads() {
    let tree = Verb::ALL.iter().map(|verb| verb.code()).filter(|code| *code != Verb::Rebond.code());
    let group = |code: &str| Verb::ALL.iter().any(|verb| verb.code().starts_with(&format!("{code} ")));
    let mut lacking = Vec::new();
    for code in tree {
        // `label` and `lot` call others; `label` does something itself.
        let known = WRITING.iter().any(|writing| writing.verb == code) || READING.contains(&code);
        if !known && !group(code) {
            lacking.push(code);
        }
    }
    assert!(
        lacking.is_empty(),
        "a line of tests/faults/commands.rs (WRITING, READING) is missing: {lacking:?}"
    );
    let gone = |verb: &&str| Verb::from_code(verb).is_none();
    let verbs = WRITING.iter().map(|writing| writing.verb).chain(READING.iter().copied());
    let gone: Vec<_> = verbs.filter(gone).collect();
    assert!(gone.is_empty(), "{gone:?} are no commands any more");
}
