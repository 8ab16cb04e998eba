//! A desk of a few machines, in memory where there is such a place: copied for every run, so that each
//! fault strikes the same record.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use super::{shim::unique, tally::Chance};
use crate::world::split;

/// A folder with a record in it, or about to have one.
pub(crate) struct Desk {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
    /// The exit code; none where a signal killed it.
    pub(crate) status: Option<i32>,
}

impl Ended {
    /// How it ended, in a line.
    pub(crate) fn told(&self) -> String {
        format!("{:?} {} {}", self.status, String::from_utf8_lossy(&self.stdout).trim(), self.stderr.trim())
    }
}

/// Where many small files are made quickly.
pub(crate) fn memory() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if TempDir::new_in(&memory).is_ok() { memory } else { std::env::temp_dir() }
}

impl Desk {
    /// An empty desk.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::with_prefix_in("rebond-desk-", memory()).unwrap() }
    }

    /// A desk on which these commands were run.
    #[track_caller]
    pub(crate) fn after(lines: &str) -> Self {
        let desk = Self::new();
        desk.enter(lines);
        desk
    }

    /// Runs commands, a line each; every one succeeds.
    #[track_caller]
    pub(crate) fn enter(&self, lines: &str) {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let ended = self.run(line);
            assert_eq!(ended.status, Some(0), "rebond {line}\n{}", ended.told());
        }
    }

    /// The same desk elsewhere.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self::new();
        copy_folder(&self.path(""), &copy.path(""));
        copy
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.path("data/rebond/rebond.db")
    }

    /// A command as it will be run. Identifiers are its own, so that no two runs make the same.
    pub(crate) fn command(&self, words: &[String]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rebond"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("REBOND_LANG", "en")
            .env("REBOND_ACTOR", "ana")
            .env("REBOND_NOW", "2026-11-23T09:00:00Z")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, line: &str) -> Ended {
        finish(self.command(&split(line)))
    }

    /// Every file of the desk with its content, save the index of the write-ahead log.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(""), &self.path(""), &mut files);
        files
    }
}

/// Runs a command to its end.
pub(crate) fn finish(mut command: Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        status: output.status.code(),
    }
}

/// An identity for a command, not used before.
pub(crate) fn identity(chance: &mut Chance) -> String {
    let (random, count) = (chance.next(), unique());
    format!(
        "0192f0a1-{:04x}-7{:03x}-8{:03x}-{:012x}",
        count & 0xFFFF,
        count >> 16 & 0xFFF,
        random >> 48 & 0xFFF,
        random & 0xFFFF_FFFF_FFFF
    )
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            let permissions = entry.metadata().unwrap().permissions();
            fs::set_permissions(&target, permissions).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_none_or(|ending| ending != "db-shm") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}
