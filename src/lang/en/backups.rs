//! Why a file is not restored.

use super::{En, found, store};
use crate::{
    lang::{
        BadBackup, Numbers, Told,
        way::{self, run, shown, word},
    },
    store::Error,
};

/// The way out of every bad backup.
const ANOTHER: &str = "or restore another backup, the one made before it";

/// Says why a file is not restored.
pub(super) fn unfit(path: &str, why: &BadBackup) -> Told {
    let told = match why {
        BadBackup::Differs(finding) => Told::new(format!(
            "the backup {path} is damaged, nothing was restored: {}",
            found::finding(finding)
        ))
        .hint(format!("see all that differs in it: {}", run(format_args!("verify --db {}", word(path))))),
        BadBackup::Unfit(error) => match unread(path, error) {
            Some(told) => told,
            None => return store::error(error),
        },
    };
    told.hint(ANOTHER)
}

fn unread(path: &str, error: &Error) -> Option<Told> {
    Some(match error {
        Error::Missing(_) => Told::new(format!("there is no file {path}, nothing was restored"))
            .hint("name a file that `rebond backup` made, as it lies in the folder of the backups"),
        Error::Foreign(_) => Told::new(format!("{path} is no backup of rebond, nothing was restored"))
            .hint("name one file that `rebond backup` made: no folder, no export, no list of what was erased"),
        Error::Newer { found, known, .. } => Told::new(format!(
            "the backup {path} was made by a later version: its schema is {found}, this program knows {known}; \
             nothing was restored"
        ))
        .hint("restore it with the version that made it, or a later one"),
        Error::InUse { part, .. } => Told::new(format!(
            "{path} is no backup but a record that was in use, a part of which is in {}; nothing was restored",
            way::path(part)
        ))
        .hint(format!(
            "have a backup made of it, and restore that: {}",
            run(format_args!("backup NEW --db {}", word(path)))
        )),
        Error::Altered { object, .. } => Told::new(format!(
            "the backup {path} was altered, or cut short: `{}` in it is not as this program made it; nothing was \
             restored",
            shown(object)
        ))
        .hint("keep it as it is, and compare it with the copy that it was made from"),
        Error::Corrupt(detail) => Told::new(format!(
            "the backup {path} is damaged, nothing was restored; SQLite or its chain says: “{}”",
            shown(detail)
        ))
        .hint("see whether it was copied to its end: its size and its `sha256sum` are those of the original"),
        Error::Truncated { bytes, of, .. } => Told::new(format!(
            "the backup {path} is cut short, {} of its {} bytes are there; nothing was restored",
            En.count(*bytes),
            En.count(*of)
        ))
        .hint("copy it again from where it was made"),
        Error::Unopened => Told::new(format!("{path} holds no event: it was never a record; nothing was restored"))
            .hint("name a file that `rebond backup` made"),
        Error::Unusable { cause, .. } => {
            Told::new(format!("the backup {path} cannot be read, nothing was restored: {}", shown(cause)))
                .hint("see to the permissions of the file and to the medium it lies on")
        }
        _ => return None,
    })
}
