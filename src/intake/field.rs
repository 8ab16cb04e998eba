//! What a column can give, and which column gives it.

use std::{fmt, str::FromStr};

use crate::{intake::header, model::codes::codes};

codes! {
    /// What a column of a table gives, named as `--map` names it.
    pub enum Field {
        /// The tag.
        Tag = "tag",
        /// Other names.
        Aliases = "aliases",
        /// What it is.
        Kind = "kind",
        /// Who made it.
        Manufacturer = "manufacturer",
        /// The maker's name for it.
        Model = "model",
        /// The maker's number of it.
        Serial = "serial",
        /// Where it stands.
        State = "state",
        /// Who uses it.
        Service = "service",
        /// Where it is.
        Site = "site",
        /// Which person uses it.
        Holder = "holder",
        /// Who sold it.
        Supplier = "supplier",
        /// The order by which it was bought.
        Order = "order",
        /// How it came.
        Acquired = "acquired",
        /// To whom it belongs.
        Owner = "owner",
        /// The day it was bought.
        PurchaseDate = "purchase_date",
        /// The day it was first used.
        FirstUseDate = "first_use_date",
        /// The day it was made.
        ManufacturedOn = "manufactured_on",
        /// What it cost before tax, in euros.
        Price = "price",
        /// The same in cents.
        PriceCents = "purchase_price_ht_cents",
        /// The length of its warranty, in months.
        Warranty = "warranty",
        /// The last day of its warranty.
        WarrantyUntil = "warranty_until",
        /// What it weighs, in grams or with its unit.
        Mass = "mass_g",
        /// The same in kilograms.
        MassKilograms = "weight_kg",
        /// Its category of electronic waste.
        Weee = "weee_category",
        /// What the law says of the information it held.
        Security = "security",
        /// Free text.
        Note = "note",
        /// The serials of the drives inside.
        DriveSerials = "drive_serials",
        /// What these drives are.
        DriveKind = "drive_kind",
        /// What each of them holds.
        DriveCapacity = "drive_capacity",
        /// The day it left.
        DepartedOn = "departed_on",
        /// The way it left.
        Channel = "channel",
        /// The day it was decommissioned.
        DecommissionedOn = "decommissioned_on",
        /// How many of them there are, none with a serial.
        Quantity = "quantity",
        /// Nothing: the column is not read.
        Nothing = "nothing",
    }
}

/// `field=column`: this column gives this field, whatever its header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// What it gives.
    pub field: Field,
    /// The header, as the file writes it or nearly.
    pub column: String,
}

/// The text is no mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadMapping {
    /// It has no `=`, or nothing on one side of it.
    #[error("{0:?} is not field=column")]
    Form(String),
    /// There is no such field.
    #[error("{0:?} is not a field")]
    Field(String),
}

impl FromStr for Mapping {
    type Err = BadMapping;

    fn from_str(text: &str) -> Result<Self, BadMapping> {
        let form = || BadMapping::Form(text.to_owned());
        let (field, column) = text.split_once('=').ok_or_else(form)?;
        let (field, column) = (field.trim(), column.trim());
        if field.is_empty() || column.is_empty() {
            return Err(form());
        }
        let field = header::named(field).ok_or_else(|| BadMapping::Field(field.to_owned()))?;
        Ok(Self { field, column: column.to_owned() })
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.field, self.column)
    }
}

/// The headers of the columns that give each field, as the file writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<(Field, String)>);

impl Columns {
    /// Returns the header of the column that gives a field, if one does. A field in another unit is
    /// the same one: [`Field::Price`] for [`Field::PriceCents`], [`Field::Mass`] for kilograms. Without
    /// a column of its own, a field is given by one for something else: a tag that can be none is
    /// another name, the last day of a warranty is its length.
    #[must_use]
    pub fn name(&self, field: Field) -> Option<&str> {
        let of = |field| self.0.iter().find(|(given, _)| *given == field).map(|(_, name)| name.as_str());
        of(field).or_else(|| match field {
            Field::Aliases => of(Field::Tag),
            Field::Warranty => of(Field::WarrantyUntil),
            _ => None,
        })
    }
}

impl FromIterator<(Field, String)> for Columns {
    fn from_iter<I: IntoIterator<Item = (Field, String)>>(columns: I) -> Self {
        Self(columns.into_iter().collect())
    }
}
