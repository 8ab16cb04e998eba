//! Where a record is: a path, or the address of a server; the one place that tells them apart.

use std::path::{Path, PathBuf};

#[cfg(feature = "postgres")]
use super::postgres;
use super::{Error, Migrated, Result, Store, sqlite};

/// What a server is reached with beside its address: the environment, as any client of it reads it.
#[derive(Clone)]
pub struct Surroundings<'w> {
    /// Returns a variable of the environment.
    pub variable: &'w dyn Fn(&str) -> Option<String>,
    /// The name of whoever is logged in.
    pub login: Option<String>,
}

impl Surroundings<'_> {
    #[cfg_attr(not(feature = "postgres"), allow(dead_code, reason = "a file has no surroundings"))]
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }
}

/// Opens the record that a path or an address names, where nothing surrounds it.
///
/// # Errors
///
/// As [`open_and_tell`].
pub fn open(location: &Path) -> Result<Box<dyn Store>> {
    open_and_tell(location, &Surroundings { variable: &|_| None, login: None }).map(|(store, _)| store)
}

/// Opens the record that a path or an address names, and tells whether it had to be migrated.
///
/// # Errors
///
/// Returns [`Error::NoBackend`] for an address that no backend of this program serves, and why the
/// record cannot be used.
pub fn open_and_tell(
    location: &Path,
    around: &Surroundings<'_>,
) -> Result<(Box<dyn Store>, Option<Migrated>)> {
    match address(location) {
        None => {
            let store = sqlite::open(location)?;
            let migrated = store.migrated().cloned();
            Ok((Box::new(store), migrated))
        }
        #[cfg(feature = "postgres")]
        Some(address) if postgres::is_address(address) => {
            let store = postgres::open(address, around)?;
            let migrated = store.migrated().cloned();
            Ok((Box::new(store), migrated))
        }
        Some(address) => Err(no_backend(address, around)),
    }
}

/// Lays a record out at an address, with nothing recorded, and opens it.
///
/// # Errors
///
/// Returns [`Error::Exists`] if there is one, [`Error::NoBackend`] as [`open_and_tell`], and why it cannot be done.
pub fn create_at(address: &str, around: &Surroundings<'_>) -> Result<Box<dyn Store>> {
    #[cfg(feature = "postgres")]
    if postgres::is_address(address) {
        return Ok(Box::new(postgres::create(address, around)?));
    }
    Err(no_backend(address, around))
}

/// Lays out at an address the record that was made in a file and that nobody knows of: its first write puts all
/// of it there and goes on with it, all or nothing.
///
/// # Errors
///
/// As [`create_at`].
pub fn restore_at(address: &str, around: &Surroundings<'_>, from: sqlite::Newborn) -> Result<Box<dyn Store>> {
    #[cfg(feature = "postgres")]
    if postgres::is_address(address) {
        return Ok(Box::new(postgres::restore(address, around, from)?));
    }
    drop(from);
    Err(no_backend(address, around))
}

/// Returns the address that a location is, such as `postgres://host/base`, if it is no path.
#[must_use]
pub fn address(location: &Path) -> Option<&str> {
    location.to_str().filter(|text| text.contains("://"))
}

/// Returns a location as it may be shown: an address without its password.
#[must_use]
pub fn shown(location: &Path) -> PathBuf {
    match address(location) {
        #[cfg(feature = "postgres")]
        Some(address) if postgres::is_address(address) => PathBuf::from(postgres::redacted(address)),
        Some(address) => PathBuf::from(scheme(address)),
        None => location.to_owned(),
    }
}

/// Returns the name of a record: that of its file without its ending, or of its database.
#[must_use]
pub fn name(location: &Path) -> String {
    let name = match address(&shown(location)) {
        Some(address) => {
            let place = address.split('?').next().unwrap_or_default();
            place.split("://").nth(1).and_then(|place| place.split_once('/')).map(|(_, name)| name.to_owned())
        }
        None => location.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
    };
    // It becomes a part of the names of files.
    name.filter(|name| !name.is_empty() && !name.contains('/')).unwrap_or_else(|| "rebond".to_owned())
}

fn no_backend(address: &str, _: &Surroundings<'_>) -> Error {
    Error::NoBackend(scheme(address))
}

/// What may be shown of any address.
fn scheme(address: &str) -> String {
    format!("{}://…", address.split("://").next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_named_by_its_file_or_its_database() {
        for (location, named) in [
            ("/srv/parc.db", "parc"),
            ("postgres://u:SECRET@h/parc?host=/tmp/x", "parc"),
            ("postgres://u@h", "rebond"),
            ("postgres:///a/b", "rebond"),
            ("postgres:///", "rebond"),
        ] {
            assert_eq!(name(Path::new(location)), named, "{location}");
        }
    }

    #[test]
    fn what_is_shown_of_a_location_is_no_password() {
        for (location, said) in [
            ("/srv/a:b@c.db", "/srv/a:b@c.db"),
            ("mysql://u:SECRET@h/b", "mysql://…"),
            ("x://SECRET", "x://…"),
        ] {
            assert_eq!(shown(Path::new(location)), Path::new(said));
        }
    }
}
