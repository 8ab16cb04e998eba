//! Where a report or an export goes: to standard output, into a file, or into a folder that gets a file of its
//! own from each run.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{
    dated::{Held, Name},
    failure::Trouble,
    rotation,
    run::{Run, shown},
};
use crate::lang::BadTarget;

/// Where to.
#[derive(Args, Clone, Debug)]
pub struct Destination {
    /// The file; else stdout.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The folder that gets a file of its own each time.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    output_dir: Option<PathBuf>,
    /// How many are kept there.
    #[arg(id = "keep_dated", long = "keep", value_name = "NUMBER")]
    keep: Option<u32>,
}

impl Destination {
    /// Refuses to keep so many where there is no folder to keep them in, or none at all, and a folder that is not
    /// there.
    ///
    /// # Errors
    ///
    /// Returns the misuse, and which folder is missing.
    pub(super) fn check(&self, run: &Run<'_>) -> Result<(), Trouble> {
        if self.keep.is_some_and(|keep| keep == 0 || self.output_dir.is_none()) {
            return Err(Trouble::Usage { message: run.words.keep_counts_a_folder(), hints: Vec::new() });
        }
        match self.output_dir.as_deref().map(|folder| run.place(folder)) {
            Some(folder) if folder.symlink_metadata().is_err_and(|e| e.kind() == ErrorKind::NotFound) => {
                Err(Trouble::Target { path: shown(&folder), why: BadTarget::NoFolder(shown(&folder)) })
            }
            _ => Ok(()),
        }
    }

    /// The file that was named, whose ending may tell its format.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Whether it goes to standard output.
    pub(super) fn is_printed(&self) -> bool {
        self.file().is_none() && self.output_dir.is_none()
    }

    /// The file that this run writes, if it writes one.
    pub(super) fn target(&self, run: &Run<'_>, held: &Held<'_>, ending: &str) -> Option<Target> {
        if let Some(folder) = &self.output_dir {
            let name = held.name(ending);
            let path = run.place(folder).join(name.as_str());
            return Some(Target { path, series: Some(Series { name, keep: self.keep }) });
        }
        self.file().map(|path| Target { path: run.place(path), series: None })
    }
}

/// A file that a run writes.
pub(super) struct Target {
    /// Where it goes.
    pub(super) path: PathBuf,
    series: Option<Series>,
}

/// The series of which a file is one.
struct Series {
    name: Name,
    keep: Option<u32>,
}

impl Target {
    /// The file that holds what was written last: the one that is replaced, else the last of its series.
    ///
    /// # Errors
    ///
    /// Returns why the folder cannot be read.
    pub(super) fn former(&self) -> Result<Option<PathBuf>, Trouble> {
        match &self.series {
            Some(series) if !self.path.is_file() => Ok(self.others(series)?.pop().map(|(_, path)| path)),
            _ => Ok(Some(self.path.clone())),
        }
    }

    /// Removes the oldest of its series, so that so many are left with this one, and returns them.
    ///
    /// # Errors
    ///
    /// Returns why one cannot be removed; this one stays.
    pub(super) fn rotate(&self) -> Result<Vec<PathBuf>, Trouble> {
        match &self.series {
            Some(series @ Series { keep: Some(keep), .. }) => {
                let name = series.name.as_str().to_owned();
                rotation::keep(self.others(series)?, *keep, (&name, &self.path), |_| {})
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The others of its series.
    fn others(&self, series: &Series) -> Result<Vec<(String, PathBuf)>, Trouble> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let place = |_: &Path, other: &str| series.name.is_alike(other).then(|| other.to_owned());
        rotation::others(folder, &self.path, place)
    }
}
