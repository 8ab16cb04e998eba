//! The disk that fails when told: `shim.c`, compiled once for a test run and put under the real
//! program.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use tempfile::TempDir;

use super::tally::target;
use crate::world;

/// Tells whether there can be a shim here: Linux and a C compiler. Where not, it is said.
pub(crate) fn shim_is_there() -> bool {
    if !cfg!(target_os = "linux") {
        println!("SKIPPED: calls are intercepted on Linux only");
        return false;
    }
    world::has("cc", "cc")
}

fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let folder = target().join("faults");
        fs::create_dir_all(&folder).unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
        let (made, named) = (folder.join(format!("shim-{}.so", std::process::id())), folder.join("shim.so"));
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-o"])
            .args([&made, &source])
            .arg("-ldl")
            .output()
            .unwrap();
        assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
        fs::rename(&made, &named).unwrap();
        named
    })
}

/// What a shim does to the program it is put under. See `shim.c`.
pub(crate) struct Shim {
    /// The files it writes, outside of what it watches.
    files: TempDir,
    env: Vec<(&'static str, OsString)>,
}

/// What a shim saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The calls it counted.
    pub(crate) calls: u64,
    /// How many times it struck.
    pub(crate) fired: u64,
    /// What it struck first: the call and the file.
    pub(crate) what: String,
}

impl Shim {
    /// One that counts the calls on files under a folder, and does nothing else.
    pub(crate) fn under(folder: &Path) -> Self {
        let shim = Self { files: TempDir::new().unwrap(), env: Vec::new() };
        let folder = fs::canonicalize(folder).unwrap();
        let tally = shim.tally();
        shim.with("LD_PRELOAD", library()).with("REBOND_SHIM_UNDER", folder).with("REBOND_SHIM_TALLY", tally)
    }

    fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    /// Counts these calls only: `open create read write sync truncate rename link unlink mkdir mode
    /// close statfs`, separated by commas.
    pub(crate) fn calls(self, calls: &str) -> Self {
        self.with("REBOND_SHIM_CALLS", calls)
    }

    /// Leaves out files whose path ends with this.
    pub(crate) fn skip(self, ending: &str) -> Self {
        self.with("REBOND_SHIM_SKIP", ending)
    }

    /// At the call of this number, from 1, this happens: an `errno` by name, `short`, `kill-before`,
    /// `kill-after`.
    pub(crate) fn at(self, call: u64, what: &str) -> Self {
        self.with("REBOND_SHIM_AT", call.to_string()).with("REBOND_SHIM_DO", what)
    }

    /// And at every call from then on.
    pub(crate) fn forever(self, forever: bool) -> Self {
        if forever { self.with("REBOND_SHIM_FOREVER", "1") } else { self }
    }

    /// The files under the folder together take no more bytes than this.
    pub(crate) fn quota(self, bytes: u64) -> Self {
        self.with("REBOND_SHIM_QUOTA", bytes.to_string())
    }

    /// Every file system is of this type (statfs(2)).
    pub(crate) fn file_system(self, kind: u32) -> Self {
        self.with("REBOND_SHIM_STATFS", format!("{kind:#x}"))
    }

    /// The folder lies on a read-only file system.
    pub(crate) fn read_only(self) -> Self {
        self.with("REBOND_SHIM_READ_ONLY", "1")
    }

    /// The clock of the day says this, in seconds since 1970: the next each time it is asked.
    pub(crate) fn clock(self, says: &[i64]) -> Self {
        let says: Vec<String> = says.iter().map(ToString::to_string).collect();
        self.with("REBOND_SHIM_CLOCK", says.join(","))
    }

    /// Nobody waits: half a minute of patience is over at once.
    pub(crate) fn haste(self) -> Self {
        self.with("REBOND_SHIM_HASTE", "1")
    }

    /// `sync`: nothing is made durable, and the disk says that it is; `folders`: no name is.
    pub(crate) fn lying(self, about: &str) -> Self {
        self.with("REBOND_SHIM_LIE", about)
    }

    /// Writes down all that changes something; see [`Shim::trace`].
    pub(crate) fn tracing(self) -> Self {
        let trace = self.trace();
        self.with("REBOND_SHIM_TRACE", trace)
    }

    /// The file that a tracing shim appends to.
    pub(crate) fn trace(&self) -> PathBuf {
        self.files.path().join("trace")
    }

    fn tally(&self) -> PathBuf {
        self.files.path().join("tally")
    }

    /// Puts the shim under a command.
    pub(crate) fn on(&self, command: &mut Command) {
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
    }

    /// Returns what it saw, in all the processes it was under so far.
    pub(crate) fn seen(&self) -> Seen {
        let bytes = fs::read(self.tally()).unwrap_or_default();
        let number = |at: usize| {
            bytes.get(at..at + 8).map_or(0, |bytes| u64::from_ne_bytes(bytes.try_into().unwrap()))
        };
        let what = bytes.get(16..).unwrap_or_default();
        let what = what.split(|byte| *byte == 0).next().unwrap_or_default();
        Seen { calls: number(0), fired: number(8), what: String::from_utf8_lossy(what).into_owned() }
    }
}

/// A number for a folder or a command of which many are made.
pub(crate) fn unique() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
