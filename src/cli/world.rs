//! The world outside: clock, environment, login name, random identifiers. Frozen in tests.

use std::{
    cell::{Cell, OnceCell},
    ffi::OsString,
    path::PathBuf,
    time::{SystemTime, UNIX_EPOCH},
};

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use crate::{
    model::{day::Instant, event::Seq},
    ops::Ids,
};

/// The world outside.
pub(super) struct World {
    seed: Option<OsString>,
    head: Cell<Seq>,
    made: Cell<u64>,
    now: OnceCell<Option<Instant>>,
}

impl World {
    /// The world as it is, unless `REBOND_NOW` and `REBOND_SEED` freeze it.
    pub(super) fn real() -> Self {
        Self {
            seed: std::env::var_os("REBOND_SEED"),
            head: Cell::new(0),
            made: Cell::new(0),
            now: OnceCell::new(),
        }
    }

    /// Returns a variable of the environment, if it is set and not empty.
    #[allow(clippy::unused_self, reason = "the environment belongs to the world")]
    pub(super) fn variable(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name).filter(|value| !value.is_empty())
    }

    /// Returns the instant, the same throughout a command; nothing if `REBOND_NOW` is no instant.
    pub(super) fn now(&self) -> Option<Instant> {
        *self.now.get_or_init(|| {
            if let Some(frozen) = self.variable("REBOND_NOW") {
                return Instant::parse(frozen.to_str()?).ok();
            }
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Some(Instant::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
        })
    }

    /// Returns the name of whoever is logged in.
    pub(super) fn login(&self) -> Option<String> {
        let user = nix::unistd::User::from_uid(nix::unistd::getuid()).ok().flatten();
        let named =
            || ["LOGNAME", "USER"].into_iter().find_map(|name| self.variable(name)?.into_string().ok());
        user.map(|user| user.name).or_else(named)
    }

    /// Returns where the database lies when nothing says where.
    pub(super) fn default_database(&self) -> Option<PathBuf> {
        let data = match self.variable("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute()) {
            Some(data) => data,
            None => PathBuf::from(self.variable("HOME")?).join(".local/share"),
        };
        Some(data.join("rebond").join("rebond.db"))
    }
}

impl Ids for World {
    fn start(&self, head: Seq) {
        self.head.set(head);
    }

    fn next(&self) -> Uuid {
        let Some(seed) = &self.seed else { return Uuid::now_v7() };
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
