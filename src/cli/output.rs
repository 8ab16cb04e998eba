//! Output files: whole or not at all, readable by their owner and group, never through a link.

use std::{
    fs::{self, File, OpenOptions},
    io::{BufWriter, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use super::failure::Trouble;

/// A file that appears under its name only once it is whole.
pub(super) struct Output {
    path: PathBuf,
    temporary: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Output {
    /// Begins a file beside its final place.
    ///
    /// # Errors
    ///
    /// Refuses a folder, a link, a special file, and a place that cannot be written.
    pub(super) fn create(path: &Path) -> Result<Self, Trouble> {
        let trouble = |cause: &dyn std::fmt::Display| Trouble::Output {
            path: path.display().to_string(),
            cause: cause.to_string(),
        };
        match fs::symlink_metadata(path) {
            Ok(meta) if !meta.is_file() => return Err(trouble(&std::io::Error::from(not_a_file(&meta)))),
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(trouble(&e)),
            _ => {}
        }
        let name = path.file_name().ok_or_else(|| trouble(&"-"))?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}", std::process::id()));
        let temporary = path.with_file_name(hidden);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o640)
            .open(&temporary)
            .map_err(|e| trouble(&e))?;
        Ok(Self { path: path.to_owned(), temporary, file: Some(BufWriter::new(file)) })
    }

    /// Makes the file durable and gives it its name.
    ///
    /// # Errors
    ///
    /// Returns what the system says; then there is no file, or the former one.
    pub(super) fn publish(mut self) -> Result<(), Trouble> {
        let publish = |file: BufWriter<File>| {
            let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.sync_all()?;
            fs::rename(&self.temporary, &self.path)?;
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
        };
        match self.file.take().map(publish) {
            Some(Err(e)) => {
                Err(Trouble::Output { path: self.path.display().to_string(), cause: e.to_string() })
            }
            _ => Ok(()),
        }
    }
}

/// What an ending promises to whoever opens the file.
const ENDINGS: [&str; 10] = ["csv", "html", "json", "jsonl", "md", "pdf", "png", "svg", "xlsx", "zpl"];

/// Chooses the format of a file: the one asked for, else the one its ending names, else the default.
///
/// # Errors
///
/// Refuses an ending that promises a format which is not written here: better none than a file
/// that lies about itself.
pub(super) fn format<T: Copy>(
    asked: Option<T>,
    path: Option<&Path>,
    known: &[T],
    code: fn(T) -> &'static str,
    default: T,
) -> Result<T, Trouble> {
    if let Some(asked) = asked {
        return Ok(asked);
    }
    let ending = path.and_then(|path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    let Some(ending) = ending else { return Ok(default) };
    match known.iter().find(|format| code(**format) == ending) {
        Some(format) => Ok(*format),
        None if ENDINGS.contains(&ending.as_str()) => {
            Err(Trouble::Format { ending, known: known.iter().map(|format| code(*format)).collect() })
        }
        None => Ok(default),
    }
}

fn not_a_file(meta: &fs::Metadata) -> std::io::ErrorKind {
    if meta.is_dir() { std::io::ErrorKind::IsADirectory } else { std::io::ErrorKind::InvalidInput }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.as_mut().map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Whatever was not published must not stay; after a rename there is nothing to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}
