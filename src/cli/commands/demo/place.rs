//! The folder of a demonstration: whole, or as it was.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::DATABASE;
use crate::{
    cli::failure::Trouble,
    store::{self, sqlite::Newborn},
};

/// How the hidden folder begins in which everything is made.
const WORKSHOP: &str = ".rebond-demo-";

/// A folder that receives everything at the end, the database last.
pub(super) struct Place {
    folder: PathBuf,
    /// What was made to hold it, outermost first.
    made: Vec<PathBuf>,
    workshop: PathBuf,
    /// What has its final name already; nothing once all have theirs.
    named: Vec<PathBuf>,
}

impl Place {
    /// Prepares a folder that does not exist or is empty.
    ///
    /// # Errors
    ///
    /// Refuses a folder in which there is something, and one that cannot be written.
    pub(super) fn prepare(folder: &Path) -> Result<Self, Trouble> {
        let absolute = std::path::absolute(folder).map_err(|e| unusable(folder, &e))?;
        refuse_occupied(folder, &absolute)?;
        let lacking = absolute.ancestors().take_while(|path| !path.exists());
        let mut made: Vec<PathBuf> = lacking.map(Path::to_owned).collect();
        made.reverse();
        let workshop = absolute.join(format!("{WORKSHOP}{}", std::process::id()));
        // From here on what was made goes away again, whatever happens.
        let place = Self { folder: absolute, made, workshop, named: Vec::new() };
        fs::create_dir_all(&place.workshop).map_err(|e| unusable(folder, &e))?;
        Ok(place)
    }

    /// Where everything is made.
    pub(super) fn workshop(&self) -> &Path {
        &self.workshop
    }

    /// Where the database will be.
    pub(super) fn database(&self) -> PathBuf {
        self.folder.join(DATABASE)
    }

    /// Gives everything its name, and returns the names of the documents in their order.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be done; then there is nothing.
    pub(super) fn publish(mut self, database: Newborn) -> Result<Vec<String>, Trouble> {
        let mut documents = Vec::new();
        let entries = fs::read_dir(&self.workshop).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        for entry in entries.map_err(|e| unusable(&self.folder, &e))? {
            let name = entry.file_name();
            if name.to_string_lossy().starts_with(DATABASE) {
                continue;
            }
            let path = self.folder.join(&name);
            fs::rename(entry.path(), &path).map_err(|e| unusable(&path, &e))?;
            documents.push(name.to_string_lossy().into_owned());
            self.named.push(path);
        }
        // It makes the names durable with its own.
        database.publish()?;
        self.named.clear();
        self.made.clear();
        documents.sort();
        Ok(documents)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        for path in &self.named {
            let _ = fs::remove_file(path);
        }
        let _ = fs::remove_dir_all(&self.workshop);
        // Only what is empty goes, and only what was not there before.
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Refuses a folder in which there is something, save what a demonstration that was killed left.
fn refuse_occupied(typed: &Path, folder: &Path) -> Result<(), Trouble> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(unusable(typed, &e)),
    };
    let mut found = Vec::new();
    for entry in entries {
        found.push(entry.map_err(|e| unusable(typed, &e))?.file_name().to_string_lossy().into_owned());
    }
    found.retain(|name| !name.starts_with(WORKSHOP));
    found.sort();
    let telling = found.iter().find(|name| *name == DATABASE).or(found.first());
    match telling {
        Some(name) => Err(Trouble::NotEmpty { folder: typed.to_owned(), found: name.clone() }),
        None => Ok(()),
    }
}

fn unusable(path: &Path, cause: &std::io::Error) -> Trouble {
    store::Error::Unusable { path: path.to_owned(), cause: cause.to_string() }.into()
}
