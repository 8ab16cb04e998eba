//! Why a store cannot do what it was asked.

use std::path::PathBuf;

use crate::model::{event::Seq, id::CommandId};

/// Why a store cannot do what it was asked. Values only; the sentences are in `lang`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no database there.
    #[error("no database at {0}")]
    Missing(PathBuf),
    /// There is something there already.
    #[error("{0} exists")]
    Exists(PathBuf),
    /// The file is not a database of ours.
    #[error("{0} is not a rebond database")]
    Foreign(PathBuf),
    /// The database was made by a later version of the program.
    #[error("{path} has schema {found}, this program knows {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The last schema this program knows.
        known: u32,
    },
    /// The database is of an earlier version, and could not be brought to this one's form.
    #[error("{path} has schema {from} and was not migrated to {to}: {cause}")]
    NotMigrated {
        /// The file.
        path: PathBuf,
        /// Its schema.
        from: u32,
        /// The schema of this program.
        to: u32,
        /// What the system says.
        cause: String,
    },
    /// A file that is to be read by itself has a part of it in another file: a program is using it, or
    /// was killed while it did.
    #[error("{path} is in use: {part}")]
    InUse {
        /// The file.
        path: PathBuf,
        /// The other one.
        part: PathBuf,
    },
    /// The database has a table, trigger or view that is not ours, or lacks one that is.
    #[error("the schema of {path} was altered: {object}")]
    Altered {
        /// The file.
        path: PathBuf,
        /// What differs.
        object: String,
    },
    /// Others than its owner can read or write the file.
    #[error("{path} is open to everyone (mode {mode:03o})")]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The database holds no event: its record was never opened.
    #[error("the record was never opened")]
    Unopened,
    /// The file is on a network file system, where locks cannot be trusted.
    #[error("{path} is on a network file system ({kind})")]
    Network {
        /// The file.
        path: PathBuf,
        /// The kind of file system.
        kind: &'static str,
    },
    /// The record is asked for where this version cannot keep it.
    #[error("no backend for {0}")]
    NoBackend(String),
    /// The database can be read at most.
    #[error("{path} is read-only ({why:?})")]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What keeps it from being written.
        why: ReadOnly,
    },
    /// The database lies on a medium that cannot be written, and its last events are in a file beside
    /// it that only a writer can read.
    #[error("{0} was not closed before it became read-only")]
    Unclean(PathBuf),
    /// The file or its folder cannot be opened or written.
    #[error("{path}: {cause}")]
    Unusable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// The server that keeps the record cannot be used.
    #[error("{address}: {why}")]
    Server {
        /// Its address, without a password.
        address: String,
        /// Why.
        why: Server,
    },
    /// The database is damaged.
    #[error("damaged: {0}")]
    Corrupt(String),
    /// A file has not the length that it says it has.
    #[error("{path} is cut short: {bytes} of {of} bytes")]
    Truncated {
        /// The file.
        path: PathBuf,
        /// Its bytes.
        bytes: u64,
        /// How many it says it has.
        of: u64,
    },
    /// The log does not end as its tables say: something else than this program wrote to the record.
    #[error("the end of the log differs at event {0}")]
    Tail(Seq),
    /// Another writer held the database for too long.
    #[error("busy")]
    Busy,
    /// The store's own gate refused a departure.
    #[error("the gate refused: {0}")]
    Gate(String),
    /// The commit failed; whether it happened is not known yet.
    #[error("the commit of {cmd} failed: {cause}")]
    Commit {
        /// The command.
        cmd: CommandId,
        /// What the engine says.
        cause: String,
    },
    /// A fault of ours.
    #[error("{0}")]
    Fault(String),
}

/// Why a server cannot be used. What it says itself is in its own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Server {
    /// Its address cannot be understood.
    #[error("{0}")]
    Address(String),
    /// There is none, or none that can be reached.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// It does not show who it is.
    #[error("not verified: {0}")]
    Unverified(String),
    /// It does not let this user in.
    #[error("refused: {0}")]
    Refused(String),
    /// It has no database of this name.
    #[error("no database: {0}")]
    NoDatabase(String),
    /// It is older than the oldest that we trust.
    #[error("version {0}")]
    TooOld(String),
    /// It tells that something is durable before it is (`fsync=off`).
    #[error("fsync is off")]
    Unsafe,
    /// The database does not keep text as UTF-8.
    #[error("encoding {0}")]
    Encoding(String),
    /// Something between us and it gives each transaction another connection, so that nothing that was set up
    /// for ours is sure to hold.
    #[error("pooled: {0}")]
    Pooled(String),
    /// The user may not do this.
    #[error("not allowed: {0}")]
    Denied(String),
    /// It is a copy that follows another server: it can be read only.
    #[error("a standby")]
    Standby,
    /// It is starting or stopping.
    #[error("restarting: {0}")]
    Restarting(String),
    /// It serves as many as it can.
    #[error("full: {0}")]
    Full(String),
    /// It did not finish within the time that it or the user set.
    #[error("too long: {0}")]
    TooLong(String),
    /// The connection was lost before anything was recorded.
    #[error("lost: {0}")]
    Lost(String),
}

impl Server {
    /// Tells whether it may be otherwise in a moment: nothing was changed, and the same can be tried again.
    #[must_use]
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Restarting(_) | Self::Full(_) | Self::TooLong(_) | Self::Lost(_))
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::Address(_) => "bad_address",
            Self::Unreachable(_) => "server_unreachable",
            Self::Unverified(_) => "server_unverified",
            Self::Refused(_) => "server_refused",
            Self::NoDatabase(_) => "no_database",
            Self::TooOld(_) => "server_too_old",
            Self::Unsafe | Self::Pooled(_) => "unsafe_server",
            Self::Encoding(_) => "database_encoding",
            Self::Denied(_) => "not_allowed",
            Self::Standby => "read_only_database",
            Self::Restarting(_) => "server_restarting",
            Self::Full(_) => "server_full",
            Self::TooLong(_) => "busy",
            Self::Lost(_) => "connection_lost",
        }
    }
}

/// What keeps a database from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// The whole file system, such as a disc or a mount.
    FileSystem,
    /// The permissions of the file.
    File,
    /// The permissions of the file, for one who may read it while others may write: to be read, it needs
    /// files beside it that only they can make.
    Reader,
    /// The permissions of its folder, in which the engine keeps files beside the database.
    Folder,
}

impl Error {
    /// Returns the word that programs recognise it by. It never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "no_database",
            Self::Exists(_) => "database_exists",
            Self::Foreign(_) => "foreign_database",
            Self::Newer { .. } => "newer_database",
            Self::NotMigrated { .. } => "not_migrated",
            Self::InUse { .. } => "database_in_use",
            Self::Altered { .. } => "altered_database",
            Self::Exposed { .. } => "exposed_database",
            Self::Unopened => "unopened_database",
            Self::Network { .. } => "network_file_system",
            Self::NoBackend(_) => "no_backend",
            Self::ReadOnly { .. } => "read_only_database",
            Self::Unclean(_) => "unclean_database",
            Self::Unusable { .. } => "unusable_database",
            Self::Server { why, .. } => why.code(),
            Self::Corrupt(_) | Self::Truncated { .. } => "corrupt_database",
            Self::Tail(_) => "altered_tail",
            Self::Busy => "busy",
            Self::Gate(_) => "gate",
            Self::Commit { .. } => "commit_failed",
            Self::Fault(_) => "fault",
        }
    }
}
