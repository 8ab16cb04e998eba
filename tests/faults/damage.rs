//! A file that was damaged: `verify --full` names it, or it did no harm, which is shown by every answer
//! being the same. Nothing is answered wrongly with exit 0 after `verify` found nothing.

use std::{
    collections::BTreeMap,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use super::{Chance, Tally, Tier, races::memory, tier, together::together};
use crate::world::{World, split};

/// What is asked of a record.
pub(super) const ANSWERS: [&str; 9] = [
    "export log",
    "--json list",
    "--json show A1",
    "--json show B2",
    "--json history A1",
    "--json report reuse --period 2026",
    "export assets",
    "--json party list",
    "--json find Urbanisme",
];

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A record in a folder of its own.
pub(super) struct Copy {
    pub(super) folder: TempDir,
}

/// How a run ended.
pub(super) struct Ended {
    pub(super) status: Option<i32>,
    pub(super) stdout: Vec<u8>,
    late: bool,
}

impl Copy {
    /// A database of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Whole { files: BTreeMap::from([("rebond.db".to_owned(), bytes.to_vec())]), ..Whole::default() }
            .copy(|_| {})
    }

    pub(super) fn database(&self) -> PathBuf {
        self.folder.path().join("rebond.db")
    }

    pub(super) fn run(&self, line: &str) -> Ended {
        self.run_on(&self.database(), line)
    }

    /// The same on another database, from this folder.
    pub(super) fn run_on(&self, database: &Path, line: &str) -> Ended {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rebond"))
            .arg("--db")
            .arg(database)
            .args(split(line))
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("REBOND_LANG", "en")
            .env("REBOND_NOW", "2026-11-23T10:00:00Z")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let reader = thread::spawn(move || {
            let mut bytes = Vec::new();
            out.read_to_end(&mut bytes).map(|_| bytes)
        });
        let began = Instant::now();
        let (status, late) = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break (status.code(), false);
            }
            if began.elapsed() > PATIENCE {
                child.kill().unwrap();
                child.wait().unwrap();
                break (None, true);
            }
            thread::sleep(Duration::from_millis(1));
        };
        Ended { status, stdout: reader.join().unwrap().unwrap(), late }
    }
}

/// A record as it was: its files, and all it answers.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    verified: Value,
    pub(super) answers: Vec<Vec<u8>>,
}

impl Whole {
    /// The record of a world, closed.
    pub(super) fn closed() -> Self {
        Self::closed_of(&life())
    }

    pub(super) fn closed_of(world: &World) -> Self {
        Self::of(BTreeMap::from([("rebond.db".to_owned(), fs::read(world.database()).unwrap())]))
    }

    /// A backup of the record of a world.
    pub(super) fn backup() -> Self {
        let world = life();
        world.run("backup kept.db").success();
        Self::of(BTreeMap::from([("rebond.db".to_owned(), fs::read(world.path("kept.db")).unwrap())]))
    }

    /// The record of a world of which the last events are in the file beside, as a kill leaves it.
    fn open() -> Self {
        let world = life();
        let open = Connection::open(world.database()).unwrap();
        open.query_row("SELECT count(*) FROM event", [], |_| Ok(())).unwrap();
        world.enter("deploy B2 --to Voirie\ncollect B2\nadd --kind laptop --tag C3\nmedia none C3");
        let folder = world.path("data/rebond");
        let files = ["rebond.db", "rebond.db-wal"]
            .map(|name| (name.to_owned(), fs::read(folder.join(name)).unwrap()))
            .into();
        Self::of(files)
    }

    fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        let mut whole = Self { files, ..Self::default() };
        let copy = whole.copy(|_| {});
        let verified = copy.run("--json verify --full");
        assert_eq!(verified.status, Some(0));
        whole.verified = serde_json::from_slice(&verified.stdout).unwrap();
        whole.answers = ANSWERS
            .iter()
            .map(|line| {
                let ended = copy.run(line);
                assert_eq!(ended.status, Some(0), "{line}");
                ended.stdout
            })
            .collect();
        whole
    }

    /// A copy of it, damaged.
    pub(super) fn copy(&self, damage: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) -> Copy {
        use std::os::unix::fs::PermissionsExt as _;
        let mut files = self.files.clone();
        damage(&mut files);
        let folder = memory();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        Copy { folder }
    }
}

/// A small life in which everything that is kept occurs: names, notes, lots, media, corrections.
pub(super) fn life() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add 'Les Amis du Libre' --kind association --siret 73282932000074
         party add Recyclerie --kind recycler
         party add 'Ana Petit' --kind staff
         add --kind laptop --tag A1 --serial SN-1 --manufacturer Dell --model 'Latitude 5490' --on 2026-01-05
         media add A1 --kind ssd --serial D1 --capacity 256GB --on 2026-01-05
         deploy A1 --to 'Urbanisme et habitat' --site Mairie --holder 'Ana Petit' --on 2026-01-06
         collect A1 --note 'écran rayé, sacoche manquante' --on 2026-02-01
         triage A1 --decision recondition --functional F5 --cosmetic C4 --on 2026-02-02
         work A1 --type replace --part 'batterie' --minutes 20 --cost 49,90 --on 2026-02-03
         sanitize D1 --action ata_secure_erase --verify status --result pass --tool 'hdparm 9.65' --on 2026-02-03
         ready A1 --on 2026-02-04
         decommission A1 --act DEL-2026-7 --on 2026-02-04
         lot new --channel sale --to 'Les Amis du Libre' --act DEL-2026-7 --on 2026-02-05
         lot add LOT-2026-0001 A1 --on 2026-02-05
         lot ship LOT-2026-0001 --on 2026-02-06
         add --kind laptop --tag B2 --on 2026-03-01
         media add B2 --kind nvme --serial D2 --on 2026-03-01
         deploy B2 --to Voirie --on 2026-03-02
         collect B2 --on 2026-03-03
         triage B2 --decision keep --on 2026-03-04
         policy set sanitization.redeploy refuse
         policy set sanitization.redeploy warn",
    );
    world
}

/// Whether a damage was seen.
#[derive(Debug, PartialEq, Eq)]
enum Seen {
    Named,
    Harmless,
    /// The record ends earlier, between two commands: only a head that was kept elsewhere tells.
    Cut,
    /// Not seen, and some answer is another.
    Missed(String),
}

/// Looks at a damaged record as its owner would: first `verify`, then what it answers.
fn look(whole: &Whole, copy: &Copy, may_be_cut: bool) -> Seen {
    let verified = copy.run("--json verify --full");
    let told: Value = serde_json::from_slice(&verified.stdout).unwrap_or_default();
    let named = match verified.status {
        Some(5) => told["findings"].as_array().is_some_and(|found| !found.is_empty()),
        Some(3) => told["error"]["code"].is_string(),
        _ => false,
    };
    if named {
        return after(whole, copy);
    }
    if verified.status != Some(0) {
        let said = String::from_utf8_lossy(&verified.stdout).into_owned();
        return Seen::Missed(format!("verify: {:?}, late: {}: {said}", verified.status, verified.late));
    }
    if told["head"] != whole.verified["head"] && may_be_cut {
        return cut(whole, copy);
    }
    if told != whole.verified {
        return Seen::Missed(format!("verify: {told} where {} was", whole.verified));
    }
    for (line, answer) in ANSWERS.iter().zip(&whole.answers).take(tier().of(4, ANSWERS.len())) {
        let ended = copy.run(line);
        if ended.status != Some(0) || &ended.stdout != answer {
            return Seen::Missed(format!("{line}: {:?} after verify found nothing", ended.status));
        }
    }
    Seen::Harmless
}

/// What is known to be damaged may be answered or refused, but nothing dies of it.
fn after(whole: &Whole, copy: &Copy) -> Seen {
    for line in ["export log", "--json list", "--json show A1"].into_iter().take(tier().of(1, 3)) {
        let ended = copy.run(line);
        if !matches!(ended.status, Some(0 | 1 | 3)) {
            return Seen::Missed(format!("{line}: {:?}, late: {}", ended.status, ended.late));
        }
        if ended.status == Some(0) && line == "export log" && ended.stdout.len() > whole.answers[0].len() {
            return Seen::Missed(format!("{line}: more than there was"));
        }
    }
    Seen::Named
}

/// A tail that is cut between two commands is a shorter record: whole, and a beginning of what there
/// was. Only a head that was kept elsewhere tells.
fn cut(whole: &Whole, copy: &Copy) -> Seen {
    let log = copy.run("export log");
    let is_beginning = whole.answers[0].starts_with(&log.stdout) && log.stdout.ends_with(b"\n");
    if log.status == Some(0) && is_beginning {
        Seen::Cut
    } else {
        Seen::Missed("verify found nothing, and the log is another".to_owned())
    }
}

/// Tries each damage, and counts.
fn sweep(name: &'static str, whole: &Whole, points: &[Damage], may_be_cut: bool) {
    let mut tally = Tally::new(name);
    let seen = together(points, |damage| look(whole, &whole.copy(|files| damage.apply(files)), may_be_cut));
    let (mut named, mut harmless, mut cut) = (0, 0, 0);
    for (damage, seen) in points.iter().zip(seen) {
        tally.run(1);
        match seen {
            Seen::Named => named += 1,
            Seen::Harmless => harmless += 1,
            Seen::Cut => cut += 1,
            Seen::Missed(what) => tally.loss(format!("{damage:?}: {what}")),
        }
    }
    println!("{name}: {named} named, {harmless} harmless, {cut} cut between two commands");
    assert!(named + cut > 0, "{name}: nothing was seen");
    tally.finish();
}

/// What happens to a file.
#[derive(Clone, Debug)]
pub(super) enum Damage {
    Flip { file: &'static str, at: usize },
    Cut { file: &'static str, to: usize },
    ZeroPage(usize),
    Swap(usize, usize),
    Garbage(Vec<u8>),
    Whole { bytes: Vec<u8> },
    Lost(&'static str),
}

pub(super) const PAGE: usize = 4096;

impl Damage {
    pub(super) fn apply(&self, files: &mut BTreeMap<String, Vec<u8>>) {
        let page = |at: usize| at * PAGE..(at + 1) * PAGE;
        match self {
            Self::Flip { file, at } => files.get_mut(*file).unwrap()[*at] ^= 0xFF,
            Self::Cut { file, to } => files.get_mut(*file).unwrap().truncate(*to),
            Self::ZeroPage(at) => files.get_mut("rebond.db").unwrap()[page(*at)].fill(0),
            Self::Swap(one, other) => {
                let file = files.get_mut("rebond.db").unwrap();
                let kept = file[page(*one)].to_vec();
                file.copy_within(page(*other), one * PAGE);
                file[page(*other)].copy_from_slice(&kept);
            }
            Self::Garbage(bytes) => files.get_mut("rebond.db").unwrap().extend(bytes),
            Self::Whole { bytes } => drop(files.insert("rebond.db".to_owned(), bytes.clone())),
            Self::Lost(file) => drop(files.remove(*file)),
        }
    }
}

/// Every so many bytes of a file; in the short tier, most of them among those that are not zero: a small
/// record is half empty.
pub(super) fn flips(file: &'static str, bytes: &[u8]) -> Vec<Damage> {
    let points: Vec<usize> = match tier() {
        Tier::Short => {
            let used = (0..bytes.len()).filter(|at| bytes[*at] != 0).step_by(197);
            used.chain((0..100).step_by(9))
                .chain([18, 47])
                .chain((100..bytes.len()).step_by(997 * 5))
                .collect()
        }
        Tier::Long => (0..100).chain((100..bytes.len()).step_by(61)).collect(),
    };
    points.into_iter().map(|at| Damage::Flip { file, at }).collect()
}

#[test]
fn a_byte_that_changed_is_found_or_does_no_harm() {
    let whole = Whole::closed();
    sweep("byte damage, database", &whole, &flips("rebond.db", &whole.files["rebond.db"]), false);
}

#[test]
fn a_byte_of_a_backup_that_changed_is_found_or_does_no_harm() {
    let whole = Whole::backup();
    let every = tier().of(4, 1);
    let points = flips("rebond.db", &whole.files["rebond.db"]);
    let points: Vec<Damage> = points.into_iter().step_by(every).collect();
    sweep("byte damage, backup", &whole, &points, false);
}

#[test]
fn a_page_that_is_lost_or_in_another_place_is_found() {
    let whole = Whole::closed();
    let length = whole.files["rebond.db"].len();
    let pages = length / PAGE;
    let mut points: Vec<Damage> = Vec::new();
    let every = tier().of(3, 1);
    points.extend((0..pages).step_by(every).map(Damage::ZeroPage));
    let mut chance = Chance::from(7);
    for one in (0..pages).step_by(every) {
        let other = usize::try_from(chance.below(pages as u64)).unwrap();
        points.extend((one != other).then_some(Damage::Swap(one, other)));
    }
    let file = "rebond.db";
    points.extend((0..length).step_by(tier().of(512 * 17, 512)).map(|to| Damage::Cut { file, to }));
    points.push(Damage::Garbage(vec![0xA5; 512]));
    points.push(Damage::Garbage(vec![0xA5; PAGE]));
    points.push(Damage::Garbage(vec![0; 3 * PAGE]));
    for bytes in [b"".as_slice(), b"\n", b"SQLite format 3\0", b"PK\x03\x04 another program", &[0; 2 * PAGE]]
    {
        points.push(Damage::Whole { bytes: bytes.to_vec() });
    }
    sweep("page damage", &whole, &points, false);
}

#[test]
fn a_byte_of_the_file_beside_that_changed_is_found_or_cuts_the_record_between_two_commands() {
    let whole = Whole::open();
    let file = "rebond.db-wal";
    let mut points = flips(file, &whole.files[file]);
    let length = whole.files[file].len();
    points.extend((0..length).step_by(tier().of(512 * 17, 512)).map(|to| Damage::Cut { file, to }));
    points.push(Damage::Lost(file));
    sweep("byte damage, write-ahead log", &whole, &points, true);
}

/// Partner: who only counts the events and looks whether the last number is the same.
#[test]
fn a_damaged_line_would_not_be_seen_without_its_hash() {
    let mut tally = Tally::new("byte damage, database");
    let whole = Whole::closed();
    let bytes = &whole.files["rebond.db"];
    let needle = b"DEL-2026-7";
    let places: Vec<usize> =
        (0..bytes.len() - needle.len()).filter(|at| &bytes[*at..at + needle.len()] == needle).collect();
    assert!(!places.is_empty());
    let count = |path: &Path| -> (u64, u64) {
        let sql = "SELECT count(*), max(seq) FROM event";
        Connection::open(path).unwrap().query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    };
    let was = count(&whole.copy(|_| {}).database());
    for at in places {
        // Another digit, as a hand would make it.
        let copy = whole.copy(|files| files.get_mut("rebond.db").unwrap()[at + 9] = b'8');
        tally.run(1);
        if count(&copy.database()) == was {
            tally.loss(format!("byte {}: counted, and nothing seen", at + 9));
        }
        assert_ne!(copy.run("verify").status, Some(0), "with the hash it is seen");
    }
    tally.finish_red();
}
