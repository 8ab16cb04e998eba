//! Power loss: from all that real sessions wrote, the folder as it would be after a cut at any moment.
//!
//! What was made durable is there. Of what was not, any part may be: each sector of a write or none, a
//! new size or the old one. Names come as on a journalled file system (*ordered*: the first so many that
//! were given and taken since the last sync of anything) or as no rule forbids (*strict*: any of them,
//! until their folder is synced).

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs::{self, OpenOptions, Permissions},
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use rebond::store::{self, Depth, Flow, Reader as _, Store as _};
use serde_json::Value;
use tempfile::TempDir;

use super::{
    Chance, Shim, Tally,
    commands::{SCANS, lay_key},
    desk::{Desk, finish, memory},
    kill::feed,
    shim_is_there, tier,
};
use crate::world::split;

/// One thing that a session did; see `shim.c`. The harness adds `X`: a file that a command said to have
/// written, with its bytes.
struct Step {
    what: u8,
    inode: u64,
    number: u64,
    path: String,
    bytes: Vec<u8>,
}

fn read_trace(path: &Path) -> Vec<Step> {
    let all = fs::read(path).unwrap();
    let mut rest = all.as_slice();
    let mut steps = Vec::new();
    while let Some((head, tail)) = rest.split_at_checked(25) {
        let long = |at: usize| u64::from_ne_bytes(head[at..at + 8].try_into().unwrap());
        let short = |at: usize| u32::from_ne_bytes(head[at..at + 4].try_into().unwrap()) as usize;
        let (path, tail) = tail.split_at(short(17));
        let (bytes, tail) = tail.split_at(short(21));
        steps.push(Step {
            what: head[0],
            inode: long(1),
            number: long(9),
            path: String::from_utf8(path.to_vec()).unwrap(),
            bytes: bytes.to_vec(),
        });
        rest = tail;
    }
    assert!(rest.is_empty(), "a trace that was cut off");
    steps
}

/// A session that was traced, and what it left.
struct Session {
    desk: Desk,
    steps: Vec<Step>,
    /// The lines of the log at the end.
    lines: Vec<String>,
    /// What was written under each name that a command was given, in its order.
    written: BTreeMap<String, Vec<Vec<u8>>>,
}

/// Runs commands one after the other on a disk that writes down all it is told.
fn traced(commands: &[String], lying: Option<&str>) -> (Session, u64) {
    let desk = Desk::new();
    for (name, count) in [("few.csv", 40), ("parc.csv", 2_000)] {
        fs::write(desk.path(name), rows(count)).unwrap();
    }
    lay_key(&desk);
    let shim = Shim::under(&desk.path("")).skip("-shm").tracing();
    let shim = if let Some(about) = lying { shim.lying(about) } else { shim };
    for line in commands {
        let mut command = desk.command(&split(&format!("--json {line}")));
        shim.on(&mut command);
        let ended = if line.starts_with("scan") { feed(command, &SCANS) } else { finish(command) };
        assert_eq!(ended.status, Some(0), "rebond {line}\n{}", ended.told());
        if let Some(name) = file_named(line) {
            let path = desk.path(name);
            note(&shim.trace(), &path, &fs::read(&path).unwrap());
        }
    }
    let lines = lines_of(&desk.database()).unwrap();
    let fired = shim.seen().fired;
    let steps = read_trace(&shim.trace());
    let mut written: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for step in steps.iter().filter(|step| step.what == b'X') {
        written.entry(step.path.clone()).or_default().push(step.bytes.clone());
    }
    (Session { desk, steps, lines, written }, fired)
}

/// The file that a command says to have written, which nothing writes to afterwards.
fn file_named(line: &str) -> Option<&str> {
    let after = |word: &str| line.split_once(word).map(|(_, name)| name);
    let name = after(" -o ").or_else(|| line.strip_prefix("backup ")).or_else(|| line.strip_prefix("--db "));
    name.and_then(|name| name.split(' ').next())
}

fn rows(count: usize) -> String {
    use std::fmt::Write as _;
    let mut rows = String::from("tag,kind,service\n");
    for row in 0..count {
        writeln!(rows, "I-{count}-{row:05},laptop,Service {}", row % 7).unwrap();
    }
    rows
}

/// Adds to a trace that a file was said to be written.
fn note(trace: &Path, path: &Path, bytes: &[u8]) {
    let path = path.to_str().unwrap().as_bytes();
    let mut step = vec![b'X'];
    step.extend([0_u8; 16]);
    step.extend(u32::try_from(path.len()).unwrap().to_ne_bytes());
    step.extend(u32::try_from(bytes.len()).unwrap().to_ne_bytes());
    step.extend(path);
    step.extend(bytes);
    OpenOptions::new().append(true).open(trace).unwrap().write_all(&step).unwrap();
}

/// What a file was told since it was last made durable.
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

#[derive(Default)]
struct File {
    durable: Vec<u8>,
    now: Vec<u8>,
    changes: Vec<Change>,
}

fn put(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    if bytes.len() < at + new.len() {
        bytes.resize(at + new.len(), 0);
    }
    bytes[at..at + new.len()].copy_from_slice(new);
}

/// What happened to a name.
#[derive(Clone)]
enum Naming {
    Given(String, usize),
    Moved(String, String, usize),
    Taken(String),
    Folder(String),
}

impl Naming {
    fn folder(&self) -> &str {
        let (Self::Given(name, _) | Self::Moved(_, name, _) | Self::Taken(name) | Self::Folder(name)) = self;
        name.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

#[derive(Clone, Default)]
struct Names {
    files: BTreeMap<String, usize>,
    folders: BTreeSet<String>,
}

impl Names {
    fn apply(&mut self, naming: &Naming) {
        match naming {
            Naming::Given(name, file) => {
                self.files.insert(name.clone(), *file);
            }
            Naming::Moved(from, to, file) => {
                self.files.remove(from);
                self.files.insert(to.clone(), *file);
            }
            Naming::Taken(name) => {
                self.files.remove(name);
                self.folders.remove(name);
            }
            Naming::Folder(name) => {
                self.folders.insert(name.clone());
            }
        }
    }
}

/// How names become durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// In their order; whatever is synced takes them all along.
    Ordered,
    /// Each by itself, when its folder is synced.
    Strict,
}

/// A disk in the middle of a session.
struct Disk {
    order: Order,
    /// The folder that was there before.
    root: PathBuf,
    files: Vec<File>,
    /// The file that has a number by now.
    numbered: HashMap<u64, usize>,
    now: Names,
    durable: Names,
    pending: Vec<Naming>,
}

impl Disk {
    fn new(order: Order, root: PathBuf) -> Self {
        Self {
            order,
            root,
            files: Vec::new(),
            numbered: HashMap::new(),
            now: Names::default(),
            durable: Names::default(),
            pending: Vec::new(),
        }
    }

    fn name(&mut self, naming: Naming) {
        self.now.apply(&naming);
        self.pending.push(naming);
    }

    fn take(&mut self, step: &Step) {
        let number = usize::try_from(step.number).unwrap_or(usize::MAX);
        match step.what {
            b'C' => {
                let file = self.files.len();
                self.files.push(File::default());
                self.numbered.insert(step.inode, file);
                self.name(Naming::Given(step.path.clone(), file));
            }
            b'W' => {
                let file = &mut self.files[self.numbered[&step.inode]];
                put(&mut file.now, number, &step.bytes);
                file.changes.push(Change::Write(number, step.bytes.clone()));
            }
            b'T' => {
                let file = &mut self.files[self.numbered[&step.inode]];
                file.now.resize(number, 0);
                file.changes.push(Change::Cut(number));
            }
            b'S' => {
                let file = &mut self.files[self.numbered[&step.inode]];
                file.changes.clear();
                file.durable.clone_from(&file.now);
                if self.order == Order::Ordered {
                    self.settle(None);
                }
            }
            b'D' => self.settle(Some(&step.path).filter(|_| self.order == Order::Strict).cloned().as_deref()),
            b'L' | b'R' => {
                let to = String::from_utf8(step.bytes.clone()).unwrap();
                let Some(&file) = self.now.files.get(&step.path) else { return };
                self.name(if step.what == b'L' {
                    Naming::Given(to, file)
                } else {
                    Naming::Moved(step.path.clone(), to, file)
                });
            }
            b'U' => self.name(Naming::Taken(step.path.clone())),
            b'M' => self.name(Naming::Folder(step.path.clone())),
            _ => {}
        }
    }

    /// Makes names durable: those of a folder, or all.
    fn settle(&mut self, folder: Option<&str>) {
        let (settled, rest) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|naming| folder.is_none_or(|folder| naming.folder() == folder));
        self.pending = rest;
        for naming in Vec::from_iter::<Vec<Naming>>(settled) {
            self.durable.apply(&naming);
        }
    }

    /// Whether a cut at this moment can take anything.
    fn at_stake(&self) -> bool {
        !self.pending.is_empty() || self.files.iter().any(|file| !file.changes.is_empty())
    }

    /// What is found after a cut at this moment.
    fn cut(&self, sector: usize, chance: &mut Chance) -> BTreeMap<String, Vec<u8>> {
        let survive = *chance.of(&[0, 20, 50, 80, 100]);
        let mut names = self.durable.clone();
        match self.order {
            Order::Ordered => {
                let kept = chance.below(self.pending.len() as u64 + 1);
                for naming in self.pending.iter().take(usize::try_from(kept).unwrap()) {
                    names.apply(naming);
                }
            }
            Order::Strict => {
                let survive = *chance.of(&[0, 50, 100]);
                for naming in &self.pending {
                    if chance.percent(survive) {
                        names.apply(naming);
                    }
                }
            }
        }
        let reachable = |name: &str| {
            let above = Path::new(name).ancestors().skip(1).take_while(|folder| **folder != *self.root);
            above.filter_map(Path::to_str).all(|folder| names.folders.contains(folder))
        };
        let mut found = BTreeMap::new();
        for (name, file) in names.files.iter().filter(|(name, _)| reachable(name)) {
            let file = &self.files[*file];
            let mut bytes = file.durable.clone();
            for change in &file.changes {
                match change {
                    Change::Cut(size) if chance.percent(50) => bytes.resize(*size, 0),
                    Change::Cut(_) => {}
                    Change::Write(at, new) => {
                        let mut from = 0;
                        while from < new.len() {
                            let until = (((at + from) / sector + 1) * sector - at).min(new.len());
                            if chance.percent(survive) {
                                put(&mut bytes, at + from, &new[from..until]);
                            }
                            from = until;
                        }
                    }
                }
            }
            found.insert(name.clone(), bytes);
        }
        found
    }
}

pub(super) fn lines_of(database: &Path) -> Result<Vec<String>, store::Error> {
    let store = store::sqlite::open(database)?;
    let reader = store.read()?;
    let mut lines = Vec::new();
    reader.lines(0, &mut |logged| {
        lines.push(logged.line.to_owned());
        Flow::Continue(())
    })?;
    let mut last = 0;
    reader.commands(&mut |_, span| {
        last = last.max(span.last);
        Flow::Continue(())
    })?;
    if last != lines.len() as u64 {
        return Err(store::Error::Corrupt(format!("{} events, and commands up to {last}", lines.len())));
    }
    Ok(lines)
}

/// What was promised by a moment of a session.
#[derive(Default)]
struct Promised {
    events: u64,
    /// How many times files were said to be written.
    files: BTreeMap<String, usize>,
    heard: Vec<u8>,
}

impl Promised {
    fn hear(&mut self, step: &Step) {
        match step.what {
            b'A' => self.heard.extend(&step.bytes),
            b'X' => {
                *self.files.entry(step.path.clone()).or_default() += 1;
            }
            _ => {}
        }
        while let Some(end) = self.heard.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.heard.drain(..=end).collect();
            let told: Value = serde_json::from_slice(&line).unwrap_or_default();
            // What was restored tells its head.
            let last = told["last_seq"].as_u64().max(told["head"]["seq"].as_u64());
            self.events = self.events.max(last.unwrap_or_default());
        }
    }
}

/// Opens what a cut left, and says what is wrong with it.
fn open_again(
    session: &Session,
    found: &BTreeMap<String, Vec<u8>>,
    promised: &Promised,
    deep: bool,
) -> Vec<String> {
    let mut losses = Vec::new();
    for (name, versions) in &session.written {
        let said = promised.files.get(name).copied().unwrap_or_default();
        // The next one may be there already, whole.
        let next = versions.get(said);
        let last = said.checked_sub(1).map(|last| &versions[last]);
        match found.get(name) {
            None if last.is_none() => {}
            Some(bytes) if last == Some(bytes) || next == Some(bytes) => {}
            None => losses.push(format!("{name} was said to be written, and is lost")),
            Some(_) => losses.push(format!("{name} is neither what it was nor what it was to be")),
        }
    }
    let database = session.desk.database();
    let database = database.to_str().unwrap();
    let folder = TempDir::with_prefix_in("rebond-cut-", memory()).unwrap();
    let mut there = false;
    for suffix in ["", "-wal", "-journal"] {
        if let Some(bytes) = found.get(&format!("{database}{suffix}")) {
            let path = folder.path().join(format!("rebond.db{suffix}"));
            fs::write(&path, bytes).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
            there |= suffix.is_empty();
        }
    }
    if !there {
        if promised.events > 0 {
            losses.push(format!("the record is gone, with {} events", promised.events));
        }
        return losses;
    }
    let path: PathBuf = folder.path().join("rebond.db");
    match lines_of(&path) {
        Err(error) => losses.push(format!("cannot be opened: {error}")),
        Ok(lines) => {
            if (lines.len() as u64) < promised.events {
                losses.push(format!(
                    "{} events were acknowledged, {} are there",
                    promised.events,
                    lines.len()
                ));
            }
            if !session.lines.starts_with(&lines) {
                losses.push("events that are not those of the session".to_owned());
            }
        }
    }
    if deep && losses.is_empty() {
        let look = || -> Result<Vec<String>, store::Error> {
            let store = store::sqlite::open(&path)?;
            let verified = store::verify(store.read()?.as_ref(), Depth::Full)?;
            Ok(verified.findings.iter().map(|finding| format!("{finding:?}")).collect())
        };
        losses.extend(look().unwrap_or_else(|error| vec![error.to_string()]));
    }
    losses
}

/// Cuts the power at so many moments of a session.
fn cut_power(session: &Session, order: Order, sector: usize, points: u64, tally: &mut Tally) {
    let root = fs::canonicalize(session.desk.path("")).unwrap();
    let mut at: Vec<u64> = (0..points).map(|_| 1 + tally.chance.below(session.steps.len() as u64)).collect();
    at.sort_unstable();
    let mut disk = Disk::new(order, root);
    let mut promised = Promised::default();
    let mut done = 0_u64;
    for (number, point) in at.into_iter().enumerate() {
        while done < point {
            let step = &session.steps[usize::try_from(done).unwrap()];
            disk.take(step);
            promised.hear(step);
            done += 1;
        }
        let found = disk.cut(sector, &mut tally.chance);
        tally.run(u64::from(disk.at_stake()));
        let losses = open_again(session, &found, &promised, number % 25 == 0);
        tally.losses(
            losses.into_iter().map(|what| format!("{order:?}, {sector}, after step {point}: {what}")),
        );
    }
}

/// What is traced: a record from its first moment on, used as at a desk.
fn day(machines: usize) -> Vec<String> {
    let mut lines =
        vec!["init --org Valmont --prefix VAL".to_owned(), "party add Recyclerie --kind recycler".to_owned()];
    lines.extend(SCANS.map(|tag| format!("add --kind laptop --tag {tag} --service Culture")));
    for n in 0..machines {
        lines.push(format!("add --kind laptop --tag A-{n} --note 'arrivé ce matin'"));
        lines.push(format!("deploy A-{n} --to Urbanisme"));
        if n % 3 == 0 {
            lines.push(format!("media add A-{n} --kind ssd --serial S-{n}"));
            lines.push(format!("sanitize S-{n} --action nvme_format_crypto --verify status --result pass"));
        }
        if n % 4 == 1 {
            lines.push("export log -o log.jsonl".to_owned());
            lines.push("policy set organisation 'Ville de Valmont'".to_owned());
            lines.push("policy set organisation Valmont".to_owned());
        }
        if n % 4 == 2 {
            lines.push("backup park.backup --replace".to_owned());
            lines.push(format!("seal --key seal-key -o head-{n}.seal"));
        }
        if n == machines / 2 + 2 {
            lines.push("backup last.backup".to_owned());
            // At the place of the record it is a backup of, which goes on from where it was; and elsewhere,
            // where the head is of the same number.
            lines.push("restore last.backup --replace".to_owned());
            lines.push("--db elsewhere/rebond.db restore last.backup".to_owned());
        }
        if n == machines / 2 {
            lines.push("scan --action collect".to_owned());
            lines.push("import few.csv".to_owned());
            lines.push("label blank --count 3 -o blank.svg".to_owned());
        }
    }
    lines.push("report reuse --format json -o reuse.json".to_owned());
    lines
}

/// Row 3.
#[test]
fn a_power_cut_at_any_moment_loses_nothing_that_was_acknowledged() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("power loss at any moment");
    // A long import makes the engine move its write-ahead log into the file while it runs.
    let mut imported = day(2);
    imported.extend(["import parc.csv", "scan --action triage --decision keep"].map(str::to_owned));
    let days: &[(Vec<String>, u64)] =
        &tier().of(vec![(day(10), 2_000)], vec![(day(100), 48_000), (imported, 2_000)]);
    for (lines, points) in days {
        let (session, _) = traced(lines, None);
        println!("{} events, {} steps", session.lines.len(), session.steps.len());
        for order in [Order::Ordered, Order::Strict] {
            for sector in [512, 4096] {
                cut_power(&session, order, sector, points / 4, &mut tally);
            }
        }
    }
    tally.finish();
}

/// Partners: a disk that says it wrote and did not, and one that forgets names.
#[test]
fn a_disk_that_lies_is_seen_to_lose_what_was_acknowledged() {
    if !shim_is_there() {
        return;
    }
    for (name, about, order) in [
        ("power loss on a disk that ignores every sync", "sync", Order::Ordered),
        ("power loss on a disk that ignores the sync of folders", "folders", Order::Strict),
    ] {
        let mut tally = Tally::new(name);
        let (session, lied) = traced(&day(4), Some(about));
        assert!(lied > 0, "it lied about nothing");
        cut_power(&session, order, 512, tier().of(150, 2_000), &mut tally);
        tally.finish_red();
    }
}
