//! Whether a record is damaged, or could not be read this time.

use rusqlite::{Connection, OpenFlags};

use super::Sqlite;
use crate::store::Error;

/// What the engine says of a call that failed.
pub(super) const UNREAD: &str = "disk I/O error";

impl Sqlite {
    /// Says what it means that the engine calls the file damaged. It does so as well of a page that could
    /// not be read once, and whoever believes it leaves a whole record for a backup: so the file is read
    /// again from end to end before it is said.
    pub(super) fn damaged(&self, message: String) -> Error {
        let unusable = |cause: &str| Error::Unusable { path: self.path.clone(), cause: cause.to_owned() };
        let Some(file) = self.conn.path().filter(|file| !file.is_empty()) else {
            return Error::Corrupt(message);
        };
        match second_look(file) {
            Ok(Seen::Whole | Seen::Unread) => unusable(UNREAD),
            Err(error) if unread(&error) => unusable(UNREAD),
            Ok(Seen::Damaged) | Err(_) => Error::Corrupt(message),
        }
    }
}

/// What a second look at a file finds.
enum Seen {
    Whole,
    Damaged,
    /// A page that could not be read again.
    Unread,
}

/// Lets the engine read a file from end to end.
fn second_look(file: &str) -> rusqlite::Result<Seen> {
    let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.execute_batch("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;")?;
    let said: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(if not_read(&said) {
        Seen::Unread
    } else if said == "ok" {
        Seen::Whole
    } else {
        Seen::Damaged
    })
}

/// Tells whether a finding of the engine's own check is only that a page could not be read: it says so in
/// words, with the code of the error of the disk (sqlite.org/rescode.html#ioerr).
pub(super) fn not_read(finding: &str) -> bool {
    let code = finding.rsplit_once("error code=").and_then(|(_, code)| code.trim().parse::<i32>().ok());
    // A read that ends early is no error of the disk: the file is too short.
    finding.contains("failed to get page")
        || code.is_some_and(|code| {
            code & 0xFF == rusqlite::ffi::SQLITE_IOERR && code != rusqlite::ffi::SQLITE_IOERR_SHORT_READ
        })
}

/// Tells whether an error is that of a disk, or of a file that cannot be opened any more.
fn unread(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as E;
    matches!(error.sqlite_error_code(), Some(E::SystemIoFailure | E::CannotOpen | E::PermissionDenied))
}
