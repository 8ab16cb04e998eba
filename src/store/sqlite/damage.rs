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

/// Of an extended code of the engine, the low byte is the code that it belongs to (sqlite.org/rescode.html,
/// section 2).
const PRIMARY: i32 = 0xFF;

/// With what the engine's own check ends where it could not read a page: the code of the error follows.
const WITH_CODE: &str = "error code=";

/// What the same check says of a page of its free list, without a code.
const NO_PAGE: &str = "failed to get page";

/// Tells whether a finding of the engine's own check is only that a page could not be read: it says so in
/// words, with the code of the error of the disk (sqlite.org/rescode.html#ioerr).
pub(super) fn not_read(finding: &str) -> bool {
    let code = finding.rsplit_once(WITH_CODE).and_then(|(_, code)| code.trim().parse::<i32>().ok());
    // A read that ends early is no error of the disk: the file is too short.
    finding.contains(NO_PAGE)
        || code.is_some_and(|code| {
            code & PRIMARY == rusqlite::ffi::SQLITE_IOERR && code != rusqlite::ffi::SQLITE_IOERR_SHORT_READ
        })
}

/// Tells whether an error is that of a disk, or of a file that cannot be opened any more.
fn unread(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as E;
    matches!(error.sqlite_error_code(), Some(E::SystemIoFailure | E::CannotOpen | E::PermissionDenied))
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi::{
        SQLITE_CORRUPT, SQLITE_IOERR, SQLITE_IOERR_FSTAT, SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ,
    };

    use super::*;

    #[test]
    fn only_a_page_that_the_disk_did_not_give_was_not_read() {
        let said = |code: i32| format!("Tree 7 page 12: unable to get the page. error code={code}");
        for code in [SQLITE_IOERR, SQLITE_IOERR_READ, SQLITE_IOERR_FSTAT] {
            assert!(not_read(&said(code)), "{code}");
        }
        // A file that is too short was read: there is no more of it.
        for code in [SQLITE_IOERR_SHORT_READ, SQLITE_CORRUPT, 0, -1] {
            assert!(!not_read(&said(code)), "{code}");
        }
        assert!(not_read("Freelist: failed to get page 9"));
        for said in
            ["ok", "Tree 7 page 12: btreeInitPage() returns error code", "wrong # of entries in index x"]
        {
            assert!(!not_read(said), "{said}");
        }
    }
}
