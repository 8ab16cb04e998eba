//! What hazardous waste travels with: the number of its tracking slip (*bordereau de suivi des
//! déchets*).

use std::fmt;

use crate::model::day::Day;

/// The number of a tracking slip of Trackdéchets: `BSD-20261123-0A1B2C3D4`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bsd(String);

/// A number of a tracking slip, and how well it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The number.
    pub bsd: Bsd,
    /// Whether it has a letter (`I L O U`) that Trackdéchets never writes: worth a warning.
    pub loose: bool,
}

/// The text is not the number of a tracking slip.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotABsd {
    /// It is not written as one.
    #[error("{0:?} is not written BSD-YYYYMMDD-XXXXXXXXX")]
    Form(String),
    /// Its day does not exist.
    #[error("{0:?} has a day that does not exist")]
    NoSuchDay(String),
}

impl Bsd {
    /// Reads the number of a slip; letters may be lower case.
    ///
    /// `BSD-`, a day that exists, `-`, nine characters of Crockford's base 32 (digits and capitals
    /// but `I L O U`). Those four letters are read too, and said to be loose.
    ///
    /// Source: trackdechets, `back/src/forms/readableId.ts` and its test.
    ///
    /// # Errors
    ///
    /// Returns [`NotABsd`] for any other form, and for a day that does not exist.
    pub fn parse(text: &str) -> Result<Parsed, NotABsd> {
        let upper = text.trim().to_ascii_uppercase();
        let (day, rest) = upper
            .strip_prefix("BSD-")
            .and_then(|body| body.split_once('-'))
            .filter(|(day, _)| day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()))
            .filter(|(_, rest)| rest.len() == 9 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
            .ok_or_else(|| NotABsd::Form(text.to_owned()))?;
        let (year, rest_of_day) = day.split_at(4);
        let (month, day_of_month) = rest_of_day.split_at(2);
        Day::parse(&format!("{year}-{month}-{day_of_month}"))
            .map_err(|_| NotABsd::NoSuchDay(text.to_owned()))?;
        let loose = rest.contains(['I', 'L', 'O', 'U']);
        Ok(Parsed { bsd: Self(upper), loose })
    }

    /// Returns the number as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Bsd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Bsd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

stored_as_text!(Bsd, |text| Bsd::parse(text).map(|parsed| parsed.bsd));
