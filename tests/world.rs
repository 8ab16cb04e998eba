//! A frozen world: own home, empty environment, a clock that moves only when told, identifiers from
//! a seed. The result of a command is shown whole: stdout, stderr, status.

use std::{
    cell::Cell,
    ffi::OsStr,
    fmt, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::server::Database;

/// The stories that are told on a server as well, with `REBOND_TEST_DB=postgres`: in no other test the
/// record is on one, for it is about files.
const STORIES: [&str; 26] = [
    "against",
    "agec",
    "amend",
    "compared",
    "correct",
    "drives",
    "edit",
    "find",
    "gate",
    "import_again",
    "import_before",
    "life",
    "lots",
    "media",
    "part",
    "past",
    "register",
    "repeat",
    "report",
    "sanitization",
    "second_person",
    "steps",
    "stock",
    "used",
    "work",
    "workshop",
];

/// Of those, what copies a record as a file.
const OF_FILES: [&str; 2] =
    ["life::every_move_from_every_state", "life::every_move_of_what_is_decommissioned"];

/// Tells whether this very test is one of them, and is to be told there.
fn on_server() -> bool {
    let asked = std::env::var("REBOND_TEST_DB").is_ok_and(|kind| kind == "postgres");
    let thread = std::thread::current();
    let name = thread.name().unwrap_or_default();
    let story = name.split("::").next().unwrap_or_default();
    asked && STORIES.contains(&story) && !OF_FILES.contains(&name)
}

/// One world, removed when it is dropped.
pub(crate) struct World {
    home: TempDir,
    lang: &'static str,
    /// The database on a server that it uses instead of a file.
    database: Option<Database>,
    /// Seconds since the clock was set.
    ticks: Cell<u64>,
    day: Cell<&'static str>,
}

/// What a command did: look at all of it, or say that it succeeded.
#[must_use = "either snapshot the outcome or assert its status"]
pub(crate) struct Outcome {
    /// What it printed as data.
    pub(crate) stdout: String,
    /// What it said.
    pub(crate) stderr: String,
    /// How it ended.
    pub(crate) status: i32,
}

impl World {
    /// An English world, at nine in the morning of 23 November 2026 in UTC.
    pub(crate) fn new() -> Self {
        Self::speaking("en")
    }

    /// The same world in French.
    pub(crate) fn french() -> Self {
        Self::speaking("fr")
    }

    fn speaking(lang: &'static str) -> Self {
        let home = TempDir::new().unwrap();
        let database = if on_server() { Database::new() } else { None };
        Self { home, lang, database, ticks: Cell::new(0), day: Cell::new("2026-11-23") }
    }

    /// An English world whose record is on a server; nothing where there is none.
    pub(crate) fn on_server() -> Option<Self> {
        let home = TempDir::new().unwrap();
        let database = Some(Database::new()?);
        Some(Self { home, lang: "en", database, ticks: Cell::new(0), day: Cell::new("2026-11-23") })
    }

    /// The database on a server.
    pub(crate) fn server_database(&self) -> &Database {
        self.database.as_ref().unwrap()
    }

    /// The same world with a record in it.
    pub(crate) fn with_record(self) -> Self {
        self.run("init --org 'Ville de Valmont' --prefix VAL").success();
        self
    }

    /// Whether it speaks French.
    pub(crate) fn is_french(&self) -> bool {
        self.lang == "fr"
    }

    /// Sets the clock to nine in the morning of another day.
    pub(crate) fn set_day(&self, day: &'static str) {
        self.day.set(day);
        self.ticks.set(0);
    }

    /// The folder everything happens in.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.home.path().join(name)
    }

    /// The database, which is a file.
    pub(crate) fn database(&self) -> PathBuf {
        assert!(self.database.is_none(), "this test is about a file");
        self.path("data/rebond/rebond.db")
    }

    /// Writes a file of the world.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Runs the binary with arguments typed as in a shell.
    pub(crate) fn run(&self, line: &str) -> Outcome {
        self.run_words(&split(line))
    }

    /// Runs the binary with these arguments.
    pub(crate) fn run_words(&self, words: &[impl AsRef<OsStr>]) -> Outcome {
        self.finish(self.command(words), "")
    }

    /// Runs the binary with something on its standard input.
    pub(crate) fn pipe(&self, line: &str, input: &str) -> Outcome {
        self.finish(self.command(&split(line)), input)
    }

    /// The command as it will be run, for tests that need more.
    pub(crate) fn command(&self, words: &[impl AsRef<OsStr>]) -> Command {
        let tick = self.ticks.get();
        self.ticks.set(tick + 1);
        let clock = format!("{}T09:{:02}:{:02}Z", self.day.get(), tick / 60 % 60, tick % 60);
        let mut command = Command::new(env!("CARGO_BIN_EXE_rebond"));
        command
            .args(words)
            .current_dir(self.home.path())
            .env_clear()
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("REBOND_LANG", self.lang)
            .env("REBOND_ACTOR", "ana")
            .env("REBOND_NOW", clock)
            .env("REBOND_SEED", "world");
        if let Some(database) = &self.database {
            command.env("REBOND_DB", database.address());
        }
        command
    }

    /// Runs a prepared command to its end.
    pub(crate) fn finish(&self, mut command: Command, input: &str) -> Outcome {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // A command that reads nothing closes its end: that is its right.
        let feed = std::thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
        let output = child.wait_with_output().unwrap();
        feed.join().unwrap();
        Outcome {
            stdout: self.shown(&output.stdout),
            stderr: self.shown(&output.stderr),
            status: output.status.code().unwrap_or(-1),
        }
    }

    /// What was printed, with the folder of this run left out.
    fn shown(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).expect("everything printed is UTF-8");
        let text = text.replace(self.home.path().to_str().unwrap(), "$HOME");
        // A story is the same wherever its record is.
        match &self.database {
            Some(database) => text.replace(&database.address(), "$HOME/data/rebond/rebond.db"),
            None => text,
        }
    }
}

impl Outcome {
    /// Asserts that it succeeded, and returns what it printed.
    #[track_caller]
    pub(crate) fn success(self) -> String {
        assert_eq!(self.status, 0, "{self}");
        self.stdout
    }

    /// Asserts how it ended, and returns what it said.
    #[track_caller]
    pub(crate) fn failure(self, status: i32) -> String {
        assert_eq!(self.status, status, "{self}");
        self.stderr
    }

    /// Asserts that it succeeded, and reads what it printed as one JSON document.
    #[track_caller]
    pub(crate) fn json(self) -> serde_json::Value {
        let printed = self.success();
        serde_json::from_str(&printed).unwrap_or_else(|e| panic!("{e}: {printed}"))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "------- stderr -------\n{}", self.stderr)?;
        }
        if self.status != 0 {
            write!(f, "[exit status: {}]", self.status)?;
        }
        Ok(())
    }
}

/// Splits a line as a shell does: spaces separate, quotes hold together.
pub(crate) fn split(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut quote, mut inside) = (None, false);
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '\'' || c == '"' => {
                quote = Some(c);
                if !inside {
                    words.push(String::new());
                    inside = true;
                }
            }
            None if c.is_whitespace() => inside = false,
            _ => {
                if !inside {
                    words.push(String::new());
                    inside = true;
                }
                words.last_mut().unwrap().push(c);
            }
        }
    }
    words
}

/// What another program says of a file of the world.
pub(crate) fn said(world: &World, program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).current_dir(world.path("")).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Tells whether a part that a user's desk may lack is there. Where CI asks for it
/// (`REBOND_REQUIRE=zbar,…`), its absence is a failure; elsewhere it is said, and the test skipped.
pub(crate) fn has(part: &str, program: &str) -> bool {
    let found =
        Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    let required = std::env::var("REBOND_REQUIRE").unwrap_or_default();
    assert!(
        found || !required.split(',').any(|asked| asked == part),
        "{part} is required and {program} is missing"
    );
    if !found {
        println!("SKIPPED: {program} is missing");
    }
    found
}
