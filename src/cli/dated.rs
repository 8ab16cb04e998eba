//! Files of a series in a folder: each named by what it holds and of which day, of which so many are kept.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{
    failure::Trouble,
    run::{Run, shown},
};
use crate::model::{day::Day, event::Seq, period::Period};

/// A folder that gets a file of its own from each run.
#[derive(Args, Clone, Debug)]
pub struct Folder {
    /// Where to.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub output_dir: Option<PathBuf>,
    /// How many are kept there.
    #[arg(id = "keep_dated", long = "keep", value_name = "NUMBER")]
    pub keep: Option<u32>,
}

/// What the name of a file says it holds, each part such that names sort by time.
pub(super) struct Held<'a> {
    /// The report, or the export.
    pub(super) what: &'a str,
    /// The days it is of, if it is of a period.
    pub(super) period: Option<Period>,
    /// The last event it knows, where it holds what was recorded after another.
    pub(super) head: Option<Seq>,
}

impl Held<'_> {
    fn name(&self, as_of: Day, ending: &str) -> String {
        let period = self.period.map(|period| format!("{}_", label(period))).unwrap_or_default();
        let head = self.head.map(|seq| format!("-{seq:012}")).unwrap_or_default();
        format!("{}-{period}{as_of}{head}.{ending}", self.what)
    }
}

/// A place in a folder, for the file of this run.
pub(super) struct Dated {
    /// Where the file goes.
    pub(super) path: PathBuf,
    /// How much of the name is that of the series, to the letter.
    fixed: usize,
    keep: Option<u32>,
}

impl Folder {
    /// Refuses to keep so many where there is no folder to keep them in, or none at all.
    ///
    /// # Errors
    ///
    /// Returns the misuse.
    pub(super) fn check(&self, run: &Run<'_>) -> Result<(), Trouble> {
        match self.keep {
            Some(keep) if keep == 0 || self.output_dir.is_none() => {
                Err(Trouble::Usage { message: run.words.keep_counts_a_folder(), hints: Vec::new() })
            }
            _ => Ok(()),
        }
    }

    /// Names the file of this run, if there is a folder for it: `reuse-2026-09_2026-09-30.pdf`.
    pub(super) fn place(&self, run: &Run<'_>, held: &Held<'_>, as_of: Day, ending: &str) -> Option<Dated> {
        let folder = run.place(self.output_dir.as_ref()?);
        Some(Dated { path: folder.join(held.name(as_of, ending)), fixed: held.what.len(), keep: self.keep })
    }
}

impl Dated {
    /// The last file of the series that is there, if there is one.
    ///
    /// # Errors
    ///
    /// Returns why the folder cannot be read.
    pub(super) fn last(&self) -> Result<Option<PathBuf>, Trouble> {
        let mut found = self.series()?;
        if self.path.is_file() {
            found.push(self.path.clone());
        }
        Ok(found.into_iter().max())
    }

    /// Removes the oldest of the series, so that so many are left with the new one, and returns them.
    ///
    /// # Errors
    ///
    /// Returns why one cannot be removed.
    pub(super) fn rotate(&self) -> Result<Vec<PathBuf>, Trouble> {
        let Some(keep) = self.keep else { return Ok(Vec::new()) };
        let mut found = self.series()?;
        found.sort();
        let others = usize::try_from(keep.saturating_sub(1)).unwrap_or(usize::MAX);
        found.truncate(found.len().saturating_sub(others));
        for old in &found {
            fs::remove_file(old).map_err(|e| trouble(old, &e))?;
        }
        Ok(found)
    }

    /// The others of the series: files, no links, with names that differ in the digits of days and numbers alone.
    fn series(&self) -> Result<Vec<PathBuf>, Trouble> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let name = self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).map_err(|e| trouble(folder, &e))? {
            let entry = entry.map_err(|e| trouble(folder, &e))?;
            let other = entry.file_name();
            let alike = other.to_str().is_some_and(|other| other != name && alike(other, name, self.fixed));
            if alike && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                found.push(entry.path());
            }
        }
        Ok(found)
    }
}

/// A period as it stands in a name: as short as it can be read, with no dots.
fn label(period: Period) -> String {
    let year = period.from.year();
    let forms = (1..=4).map(|quarter| format!("{year:04}-Q{quarter}"));
    let forms = forms.chain((1..=12).map(|month| format!("{year:04}-{month:02}")));
    let known = forms.into_iter().find(|form| Period::parse(form) == Ok(period));
    known.unwrap_or_else(|| period.to_string().replace("..", "_"))
}

/// Tells whether two names differ in digits alone, and not in what they begin with.
fn alike(one: &str, other: &str, fixed: usize) -> bool {
    let same =
        |(at, (a, b)): (usize, (u8, u8))| a == b || at >= fixed && a.is_ascii_digit() && b.is_ascii_digit();
    one.len() == other.len() && one.bytes().zip(other.bytes()).enumerate().all(same)
}

fn trouble(path: &Path, cause: &io::Error) -> Trouble {
    Trouble::Output { path: shown(path), cause: cause.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(period: Option<&str>, head: Option<Seq>) -> String {
        let period = period.map(|text| Period::parse(text).unwrap());
        Held { what: "reuse", period, head }.name(Day::parse("2026-09-30").unwrap(), "md")
    }

    #[test]
    fn a_name_tells_the_period_and_the_day_and_sorts_by_them() {
        let names = [
            (Some("2026"), "reuse-2026_2026-09-30.md"),
            (Some("2026-Q3"), "reuse-2026-Q3_2026-09-30.md"),
            (Some("2026-09"), "reuse-2026-09_2026-09-30.md"),
            (Some("2026-01-05..2026-06-30"), "reuse-2026-01-05_2026-06-30_2026-09-30.md"),
            (None, "reuse-2026-09-30.md"),
        ];
        for (period, wanted) in names {
            assert_eq!(name(period, None), wanted);
        }
        assert_eq!(name(None, Some(42)), "reuse-2026-09-30-000000000042.md");
        assert!(name(None, Some(9)) < name(None, Some(10)));
    }

    #[test]
    fn a_series_is_of_one_kind_of_period_and_one_format() {
        let month = name(Some("2026-09"), None);
        assert!(alike(&month, "reuse-2025-12_2025-12-31.md", 5));
        for other in [
            "reuse-2025_2025-12-31.md",
            "reuse-2025-Q4_2025-12-31.md",
            "reuse-2025-12_2025-12-31.pdf",
            "reuse-2025-12_2025-12-31.md~",
            "stock-2025-12_2025-12-31.md",
            "reuse-2025-12_2025-12-3x.md",
        ] {
            assert!(!alike(&month, other, 5), "{other}");
        }
        // Services whose codes differ in a digit are two series.
        assert!(!alike("stock-ECOLE1-2026_2026-12-31.md", "stock-ECOLE2-2025_2025-12-31.md", 12));
        assert!(alike("stock-ECOLE1-2026_2026-12-31.md", "stock-ECOLE1-2025_2025-12-31.md", 12));
    }
}
