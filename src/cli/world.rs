//! The world outside: clock, environment, login name, random identifiers, the terminal. Frozen in
//! tests, and set up like a stage where the demonstration plays its history.

use std::{
    cell::{Cell, OnceCell},
    ffi::OsString,
    path::PathBuf,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use sha2::{Digest, Sha256};
use uuid::{Builder, ContextV7, Timestamp, Uuid};

use super::{
    preferences::Preferences,
    screen::{Screen, Transcript},
};
use crate::{
    model::{day::Instant, event::Seq},
    ops::Ids,
    store::{Store, Surroundings},
};

/// The world outside.
pub(super) struct World<'w> {
    stage: Option<Stage<'w>>,
    head: Cell<Seq>,
    made: Cell<u64>,
    /// The instant, once it has been asked for.
    now: Cell<Option<Instant>>,
    preferences: OnceCell<Preferences>,
    /// Identifiers of one millisecond sort in the order they were made.
    order: ContextV7,
}

/// What stands in for the world outside while a history is played.
pub(super) struct Stage<'w> {
    /// The whole environment.
    pub(super) variables: Vec<(&'static str, OsString)>,
    /// What is printed and said, in the order in which a person would see it.
    pub(super) transcript: Transcript,
    /// The database, once there is one: it stays open from one command to the next.
    pub(super) store: Option<&'w dyn Store>,
}

impl<'w> World<'w> {
    /// The world as it is, unless `REBOND_NOW` and `REBOND_SEED` freeze it.
    pub(super) fn real() -> Self {
        Self {
            stage: None,
            head: Cell::new(0),
            made: Cell::new(0),
            now: Cell::new(None),
            preferences: OnceCell::new(),
            order: ContextV7::new(),
        }
    }

    /// A world of which nothing is real but the files.
    pub(super) fn staged(stage: Stage<'w>) -> Self {
        Self { stage: Some(stage), ..Self::real() }
    }

    /// Returns a variable of the environment, if it is set and not empty.
    pub(super) fn variable(&self, name: &str) -> Option<OsString> {
        let value = match &self.stage {
            None => std::env::var_os(name),
            Some(stage) => {
                stage.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
            }
        };
        value.filter(|value| !value.is_empty())
    }

    /// Returns what a command prints on.
    pub(super) fn screen(&self, json: bool, quiet: bool) -> Screen {
        match &self.stage {
            None => Screen::new(json, quiet),
            Some(stage) => Screen::on(&stage.transcript, json, quiet),
        }
    }

    /// Returns the database that is open already.
    pub(super) fn kept(&self) -> Option<&'w dyn Store> {
        self.stage.as_ref().and_then(|stage| stage.store)
    }

    /// Returns the instant, the same throughout a command; nothing if `REBOND_NOW` is no instant.
    pub(super) fn now(&self) -> Option<Instant> {
        let now = self.now.get().or_else(|| self.read_clock());
        self.now.set(now);
        now
    }

    /// Lets the clock be read again: another command begins in the same run.
    pub(super) fn tick(&self) {
        self.now.set(None);
    }

    fn read_clock(&self) -> Option<Instant> {
        if let Some(frozen) = self.variable("REBOND_NOW") {
            return Instant::parse(frozen.to_str()?).ok();
        }
        let since = since_1970();
        Some(Instant::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Returns the name of whoever is logged in.
    pub(super) fn login(&self) -> Option<String> {
        let user = nix::unistd::User::from_uid(nix::unistd::getuid()).ok().flatten();
        let named =
            || ["LOGNAME", "USER"].into_iter().find_map(|name| self.variable(name)?.into_string().ok());
        user.map(|user| user.name).or_else(named)
    }

    /// Hands over what a server is reached with beside its address.
    pub(super) fn around<T>(&self, reach: impl FnOnce(&Surroundings<'_>) -> T) -> T {
        let variable = |name: &str| self.variable(name).and_then(|value| value.into_string().ok());
        reach(&Surroundings { variable: &variable, login: self.login() })
    }

    /// Returns where the file of preferences is, whether there is one or not.
    pub(super) fn preferences_file(&self) -> Option<PathBuf> {
        Some(self.base("XDG_CONFIG_HOME", ".config")?.join("rebond").join("config.toml"))
    }

    /// Returns what the person prefers, read once.
    pub(super) fn preferences(&self) -> &Preferences {
        self.preferences.get_or_init(|| Preferences::read(self))
    }

    /// Returns a folder of the XDG base directories: the variable where it is an absolute path, else
    /// a folder of the home.
    fn base(&self, variable: &str, of_home: &str) -> Option<PathBuf> {
        match self.variable(variable).map(PathBuf::from).filter(|path| path.is_absolute()) {
            Some(folder) => Some(folder),
            None => Some(PathBuf::from(self.variable("HOME")?).join(of_home)),
        }
    }

    /// Returns where the database lies when nothing says where.
    pub(super) fn default_database(&self) -> Option<PathBuf> {
        Some(self.base("XDG_DATA_HOME", ".local/share")?.join("rebond").join("rebond.db"))
    }
}

/// How long it is since 1970, by the clock of the system; nothing where it says that it is earlier.
fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

impl Ids for World<'_> {
    fn wants_start(&self) -> bool {
        self.variable("REBOND_SEED").is_some()
    }

    fn start(&self, head: Seq) {
        self.head.set(head);
    }

    fn next(&self) -> Uuid {
        let Some(seed) = self.variable("REBOND_SEED") else {
            let since = since_1970();
            return Uuid::new_v7(Timestamp::from_unix(&self.order, since.as_secs(), since.subsec_nanos()));
        };
        // From the seed, where the log stands and a counter: never the same twice in one log.
        let made = self.made.get();
        self.made.set(made + 1);
        let digest = Sha256::new()
            .chain_update(seed.as_encoded_bytes())
            .chain_update(self.head.get().to_be_bytes())
            .chain_update(made.to_be_bytes())
            .finalize();
        let mut random = [0_u8; 10];
        random.copy_from_slice(&digest[..10]);
        let millis = self.now().map_or(0, Instant::millis);
        Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &random).into_uuid()
    }
}
