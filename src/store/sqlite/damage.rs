//! Whether a record is damaged, or could not be read this time.

use rusqlite::{Connection, OpenFlags};

use super::Sqlite;
use crate::store::Error;

/// What the engine says of a call that failed.
const UNREAD: &str = "disk I/O error";

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
            Ok(true) => unusable(UNREAD),
            Err(error) if unread(&error) => unusable(UNREAD),
            Ok(false) | Err(_) => Error::Corrupt(message),
        }
    }
}

/// Tells whether the engine finds a file whole, from end to end.
fn second_look(file: &str) -> rusqlite::Result<bool> {
    let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.execute_batch("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;")?;
    conn.query_row("PRAGMA integrity_check(1)", [], |row| Ok(row.get::<_, String>(0)? == "ok"))
}

/// Tells whether an error is that of a disk, or of a file that cannot be opened any more.
fn unread(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as E;
    matches!(error.sqlite_error_code(), Some(E::SystemIoFailure | E::CannotOpen | E::PermissionDenied))
}
