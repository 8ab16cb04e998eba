//! What earlier rows of the same import have brought: a second row of the same machine is a mistake
//! of the files, whichever of them it is in.

use std::collections::HashMap;

use crate::{
    intake::Record,
    model::{asset::Asset, id::AssetId, maker, text},
    ops::{Failure, Refusal},
};

/// Where a row is: the number of its file, its line.
type Row = (usize, u64);

/// A machine of a serial: its maker, and its row.
type Machine = (Option<Box<str>>, Row);

/// The names, serials and assets of earlier rows.
#[derive(Default)]
pub(super) struct Seen {
    files: Vec<String>,
    /// Tags and aliases.
    names: HashMap<Box<str>, Row>,
    /// Serials, each with the makers it was seen with.
    serials: HashMap<Box<str>, Vec<Machine>>,
    assets: HashMap<AssetId, Row>,
}

impl Seen {
    /// Refuses a row that has a name or a serial of an earlier one.
    pub(super) fn refuse(&self, record: &Record) -> Result<(), Failure> {
        for name in names(record) {
            if let Some(row) = self.names.get(text::fold(name).as_str()) {
                return Err(self.in_row(name, *row));
            }
        }
        let Some(serial) = &record.serial else { return Ok(()) };
        let maker = record.manufacturer.as_deref().map(folded);
        let same = |known: &Option<Box<str>>| match (known, &maker) {
            (Some(theirs), Some(ours)) => **theirs == **ours,
            // Where the maker is not known, the serial alone decides.
            _ => true,
        };
        let known = self.serials.get(text::fold(serial).as_str()).into_iter().flatten();
        match known.into_iter().find(|(maker, _)| same(maker)) {
            Some((_, row)) => Err(self.in_row(serial, *row)),
            None => Ok(()),
        }
    }

    /// Refuses an asset that an earlier row was about, by another of its names.
    pub(super) fn refuse_again(&self, asset: &Asset) -> Result<(), Failure> {
        match self.assets.get(&asset.id) {
            Some(row) => Err(self.in_row(asset.tag.as_str(), *row)),
            None => Ok(()),
        }
    }

    /// Notes a row that was taken, and the known asset that it is about.
    pub(super) fn note(&mut self, file: &str, record: &Record, known: Option<AssetId>) {
        if self.files.last().is_none_or(|last| last != file) {
            self.files.push(file.to_owned());
        }
        let row = (self.files.len() - 1, record.line);
        for name in names(record) {
            self.names.insert(text::fold(name).into(), row);
        }
        if let Some(serial) = &record.serial {
            let maker = record.manufacturer.as_deref().map(|maker| folded(maker).into());
            self.serials.entry(text::fold(serial).into()).or_default().push((maker, row));
        }
        if let Some(id) = known {
            self.assets.insert(id, row);
        }
    }

    fn in_row(&self, name: &str, (file, line): Row) -> Failure {
        let file = self.files.get(file).cloned().unwrap_or_default();
        Refusal::InRow { name: name.to_owned(), file, line }.into()
    }
}

/// Returns the form in which the names of makers are compared.
fn folded(written: &str) -> String {
    text::fold(&maker::name(written))
}

fn names(record: &Record) -> impl Iterator<Item = &str> {
    record.tag.iter().map(crate::model::tag::Tag::as_str).chain(record.aliases.iter().map(String::as_str))
}
