//! What a row says of one asset, in typed values.

use std::sync::Arc;

use crate::{
    intake::{Columns, Field},
    model::{
        amount::{Bytes, Cents, Grams},
        day::Day,
        kind::{Acquired, Kind, Security, WeeeCategory},
        leaving::{Cause, Channel},
        lifecycle::State,
        precision::Around,
        sanitization::MediumKind,
        tag::Tag,
    },
};

/// One asset as a file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The line of the file where it starts, from 1.
    pub line: u64,
    /// The columns of the file that give each field, the same for all its records.
    pub columns: Arc<Columns>,
    /// Its tag, if the file gives one that can be a tag.
    pub tag: Option<Tag>,
    /// Its other names, among them an imported tag outside the alphabet of tags.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: KindSaid,
    /// Who made it.
    pub manufacturer: Option<String>,
    /// The maker's name for it.
    pub model: Option<String>,
    /// The maker's number of it; a placeholder is no serial.
    pub serial: Option<String>,
    /// Where it stands, if the file says so, or names a service or a person who uses it.
    pub state: Option<State>,
    /// Why it is missing, if it is and the file says so.
    pub cause: Option<Cause>,
    /// When and how it left, if it is gone: its state is then [`State::Departed`].
    pub departed: Option<Departure>,
    /// Its decommissioning, if the file says that it was decommissioned.
    pub decommissioned: Option<Decommissioning>,
    /// The label or code of the service that uses it.
    pub service: Option<String>,
    /// The label or code of the place where it is.
    pub site: Option<String>,
    /// The name of the person who uses it.
    pub holder: Option<String>,
    /// Who sold it.
    pub supplier: Option<String>,
    /// The order by which it was bought.
    pub order: Option<String>,
    /// How it came.
    pub acquired: Option<Acquired>,
    /// To whom it belongs, when it is leased or lent.
    pub owner: Option<String>,
    /// The day it was bought.
    pub purchase_date: Option<Day>,
    /// The day it was first used, here or elsewhere.
    pub first_use_date: Option<Day>,
    /// The day it was made.
    pub manufactured_on: Option<Day>,
    /// What it cost, before tax.
    pub price: Option<Cents>,
    /// How long its warranty lasts.
    pub warranty: Option<Warranty>,
    /// What it weighs.
    pub mass: Option<Grams>,
    /// Its category of electronic waste.
    pub weee: Option<WeeeCategory>,
    /// What the law says of the information it held.
    pub security: Option<Security>,
    /// Free text.
    pub note: Option<String>,
    /// The serials of the drives inside; a placeholder among them is a drive all the same.
    pub drive_serials: Vec<String>,
    /// What these drives are, all of one kind.
    pub drive_kind: Option<MediumKind>,
    /// What each of these drives holds.
    pub drive_capacity: Option<Bytes>,
}

/// What a file says of the kind of an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindSaid {
    /// A word names it.
    Named(Kind),
    /// A word for several kinds, or the model, makes it likely.
    Likely(Kind),
    /// Nothing.
    Unsaid,
}

impl KindSaid {
    /// Returns the kind that is said for sure: what may put right what is known already.
    #[must_use]
    pub const fn named(self) -> Option<Kind> {
        if let Self::Named(kind) = self { Some(kind) } else { None }
    }

    /// Returns the kind as which an asset of which nothing else is known comes in.
    #[must_use]
    pub const fn best(self) -> Kind {
        match self {
            Self::Named(kind) | Self::Likely(kind) => kind,
            Self::Unsaid => Kind::Other,
        }
    }
}

/// A departure from before the record, as a file tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// When, if the file says it.
    pub on: Option<Around>,
    /// The way out, if the file says it.
    pub channel: Option<Channel>,
}

/// A decommissioning, as a file tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decommissioning {
    /// When, if the file says it.
    pub on: Option<Around>,
}

/// The length of a warranty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warranty {
    /// So many months from the purchase.
    Months(u16),
    /// To this day.
    Until(Day),
}

impl Warranty {
    /// Returns its length in whole months from the purchase: the most that end by its last day.
    ///
    /// None if it ends on a day and the purchase is not known, or comes after.
    #[must_use]
    pub fn months(self, purchase: Option<Day>) -> Option<u16> {
        let until = match self {
            Self::Months(months) => return Some(months),
            Self::Until(day) => day,
        };
        let from = purchase?;
        let years = i32::from(until.year()) - i32::from(from.year());
        let most = years * 12 + i32::from(until.month()) - i32::from(from.month());
        // A warranty to the eve of its anniversary is one of whole years all the same.
        let whole = if from.plus_months(most) > until.next() { most - 1 } else { most };
        u16::try_from(whole).ok()
    }
}

impl Record {
    /// Returns a record of which only the line is known.
    #[must_use]
    pub fn new(line: u64) -> Self {
        Self {
            line,
            columns: Arc::default(),
            tag: None,
            aliases: Vec::new(),
            kind: KindSaid::Unsaid,
            manufacturer: None,
            model: None,
            serial: None,
            state: None,
            cause: None,
            departed: None,
            decommissioned: None,
            service: None,
            site: None,
            holder: None,
            supplier: None,
            order: None,
            acquired: None,
            owner: None,
            purchase_date: None,
            first_use_date: None,
            manufactured_on: None,
            price: None,
            warranty: None,
            mass: None,
            weee: None,
            security: None,
            note: None,
            drive_serials: Vec::new(),
            drive_kind: None,
            drive_capacity: None,
        }
    }

    /// Returns the header of the column that gives a field, as the file writes it.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<&str> {
        self.columns.name(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warranty_to_a_day_is_counted_in_whole_months_from_the_purchase() {
        let day = |text| Day::parse(text).unwrap();
        for (from, until, months) in [
            ("2022-03-15", "2025-03-15", Some(36)),
            ("2022-03-15", "2025-03-14", Some(36)),
            ("2022-03-15", "2025-03-13", Some(35)),
            ("2022-01-31", "2022-02-28", Some(1)),
            ("2022-03-15", "2022-03-20", Some(0)),
            ("2022-03-15", "2021-03-15", None),
        ] {
            assert_eq!(Warranty::Until(day(until)).months(Some(day(from))), months, "{from} {until}");
        }
        assert_eq!(Warranty::Until(day("2025-03-15")).months(None), None);
        assert_eq!(Warranty::Months(36).months(None), Some(36));
    }
}
