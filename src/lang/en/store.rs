//! Why the record cannot be used.

use std::path::Path;

use super::server::server;
use crate::{
    lang::{
        Told,
        way::{self, run, shown},
    },
    model::event::Seq,
    store::{Error, ReadOnly},
};

/// Says why the store did not do what it was asked.
pub(super) fn error(error: &Error) -> Told {
    match error {
        Error::Missing(path) => {
            let path = way::path(path);
            Told::new(format!("there is no database at {path}"))
                .hint(format!("create it: {}", run(format_args!("init --db {}", way::word(&path)))))
                .hint("or name another with `--db PATH` or the variable REBOND_DB")
        }
        Error::Exists(path) => {
            let path = way::path(path);
            Told::new(format!("{path} exists already; it was not changed"))
                .hint(format!("check it: {}", run(format_args!("verify --db {}", way::word(&path)))))
                .hint("or give another path with `--db PATH`")
        }
        Error::Foreign(path) => {
            Told::new(format!("{} is no database of rebond; it was not changed", way::path(path)))
                .hint("give the path of the database with `--db PATH` or the variable REBOND_DB")
        }
        Error::Newer { path, found, known } => Told::new(format!(
            "{} was written by a later version: its schema is {found}, this program knows {known}; \
             nothing was changed",
            way::path(path)
        ))
        .hint("update the program"),
        Error::NotMigrated { path, from, to, cause } => not_migrated(path, (*from, *to), cause),
        Error::InUse { path, part } => in_use(path, part),
        Error::Altered { path, object } => Told::new(format!(
            "the schema of {} was altered: `{}` is not as this program made it; nothing was changed",
            way::path(path),
            shown(object)
        ))
        .hint("keep this file as it is, and go on from a backup"),
        Error::Exposed { path, mode } => {
            let path = way::path(path);
            Told::new(format!("everyone on this computer can open {path} (mode {mode:03o})"))
                .hint(format!("close it: `chmod o-rwx {}`", way::word(&path)))
        }
        Error::Unopened => Told::new("the database holds no record: it was never opened")
            .hint("remove the empty file, and open a record: `rebond init`"),
        Error::Network { path, kind } => Told::new(format!(
            "{} is on a network file system ({kind}), where locks cannot be trusted",
            way::path(path)
        ))
        .hint("put the database on a local disk: `--db PATH`")
        .hint("for several computers at one record: PostgreSQL, `--db postgres://HOST/DATABASE`"),
        Error::NoBackend(scheme) => {
            Told::new(format!("{}: the record is in a file, or on a PostgreSQL server", shown(scheme)))
                .hint("name a file on a local disk: `--db PATH`")
                .hint("or a database on a server: `--db postgres://HOST/DATABASE`")
        }
        Error::ReadOnly { path, why } => read_only(&way::path(path), *why),
        Error::Unclean(path) => Told::new(format!(
            "{} lies on a read-only file system and was not closed before: its last events are in the \
             `-wal` file beside it",
            way::path(path)
        ))
        .hint("copy both files to a disk that can be written, and name the copy: `--db PATH`"),
        Error::Unusable { path, cause } => {
            Told::new(format!("{} cannot be opened or written: {}", way::path(path), shown(cause)))
                .hint("check the permissions of the file and of its folder, and the space left on the disk")
        }
        Error::Server { address, why } => server(address, why),
        Error::Corrupt(detail) => Told::new(format!("the database is damaged: {}", shown(detail)))
            .hint("keep the damaged file, and go on from a backup")
            .hint(format!("to see how far it can be read: {}", run("verify"))),
        Error::Truncated { path, bytes, of } => {
            Told::new(format!("{} is cut short: {bytes} of its {of} bytes are there", way::path(path)))
                .hint("keep the damaged file, and go on from a backup")
        }
        Error::Tail(seq) => tail(*seq),
        Error::Busy => Told::new("another command held the database for too long; nothing was changed")
            .hint("try again in a moment"),
        Error::Gate(detail) => Told::new(format!(
            "the database itself refused a departure, nothing was recorded: {}",
            shown(detail)
        ))
        .hint(format!("see what is known of the asset and its media: {}", run("show TAG")))
        .hint("please report it: the rule before this one should have said why"),
        Error::Commit { cmd, cause } => {
            Told::new(format!("the record could not be written to its end: {}", shown(cause))).hint(format!(
                "repeat the same command line with `--cmd {cmd}`: what was recorded is not recorded \
                 twice"
            ))
        }
        Error::Fault(detail) => Told::new(format!("a fault of this program: {}", shown(detail)))
            .hint(format!("please report it, with the answer of {}", run("--version"))),
    }
}

fn not_migrated(path: &Path, (from, to): (u32, u32), cause: &str) -> Told {
    Told::new(format!(
        "{} was written by an earlier version and could not be brought from schema {from} to {to}: {}; \
             nothing was changed",
        way::path(path),
        shown(cause)
    ))
    .hint("check that its folder can be written to and has room for twice the database, then repeat")
}

fn in_use(path: &Path, part: &Path) -> Told {
    Told::new(format!(
        "{} cannot be read by itself: a part of it is in {}; it was not changed",
        way::path(path),
        way::path(part)
    ))
    .hint("of a record that is in use take no copy but a backup")
}

/// Says why a database can be read at most.
fn read_only(path: &str, why: ReadOnly) -> Told {
    match why {
        ReadOnly::FileSystem => {
            Told::new(format!("{path} lies on a read-only file system: nothing can be recorded there"))
                .hint("copy it to a disk that can be written, and name the copy: `--db PATH`")
        }
        ReadOnly::File => Told::new(format!("{path} is read-only for you: nothing was recorded"))
            .hint(format!("allow its owner to write: `chmod u+w {}`", way::word(path)))
            .hint("or record from the account that owns it"),
        ReadOnly::Reader => Told::new(format!(
            "{path} may be read by you, but not written: the files that it needs beside it, even to \
             be read, would lock out those who write"
        ))
        .hint("work from an account that may write it, or read a copy that such an account makes"),
        ReadOnly::Folder => Told::new(format!(
            "the folder of {path} cannot be written by you: the files that the database needs \
             beside it, even to be read, cannot be made"
        ))
        .hint("allow its owner or group to write in the folder, or work from the account that owns it"),
    }
}

fn tail(seq: Seq) -> Told {
    Told::new(format!(
        "the log does not end as the record says, at event {seq}: something else wrote to it; nothing was \
         recorded"
    ))
    .hint(format!("to see what differs: {}", run("verify")))
    .hint("keep the file as it is, and go on from a backup: `restore BACKUP --replace`")
}
