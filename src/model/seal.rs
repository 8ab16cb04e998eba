//! A seal: what a log was at one moment, in a few lines of text, with a signature below that any
//! OpenSSH checks. Here is the text alone; signing and checking are done elsewhere.

use std::fmt::Write;

use uuid::Uuid;

use crate::model::{
    day::{Day, Instant},
    event::{Hash, Seq},
    id::LogId,
    text,
};

/// The first line of every seal.
const TITLE: &str = "rebond seal 1";

/// The line with which the signature begins (PROTOCOL.sshsig of OpenSSH).
pub const SIGNATURE: &str = "-----BEGIN SSH SIGNATURE-----";

/// What a seal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which log.
    pub log: LogId,
    /// Whose, as it called itself then.
    pub organisation: String,
    /// The last event.
    pub seq: Seq,
    /// Its hash.
    pub hash: Hash,
    /// When that event was recorded.
    pub recorded_at: Instant,
    /// The day of the seal.
    pub sealed_on: Day,
}

/// This line is not what stands there in a seal, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASeal(pub usize);

impl Statement {
    /// Returns the text that is signed, to its last byte.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{TITLE}\n");
        // Writing into a string cannot fail.
        let _ = write!(
            text,
            "log: {}\norganisation: {}\nevent: {}\nhash: {}\nrecorded: {}\nsealed: {}\n",
            self.log, self.organisation, self.seq, self.hash, self.recorded_at, self.sealed_on
        );
        text
    }

    /// Reads such a text. Nothing but what [`Statement::text`] writes is one: two texts never say the same.
    ///
    /// # Errors
    ///
    /// Returns the first line that is something else.
    pub fn parse(text: &str) -> Result<Self, NotASeal> {
        fn read<T>(
            line: Option<(&str, usize)>,
            name: &str,
            parse: impl FnOnce(&str) -> Option<T>,
        ) -> Result<T, NotASeal> {
            let (line, at) = line.ok_or(NotASeal(2))?;
            let value = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
            value.and_then(parse).ok_or(NotASeal(at))
        }
        let mut lines = text.split('\n').zip(1..);
        if lines.next().is_none_or(|(title, _)| title != TITLE) {
            return Err(NotASeal(1));
        }
        let statement = Self {
            log: read(lines.next(), "log", |v| Uuid::try_parse(v).ok().map(LogId))?,
            organisation: read(lines.next(), "organisation", |v| {
                (!v.chars().any(text::is_control)).then(|| v.to_owned())
            })?,
            seq: read(lines.next(), "event", |v| v.parse().ok().filter(|seq| *seq > 0))?,
            hash: read(lines.next(), "hash", Hash::parse)?,
            recorded_at: read(lines.next(), "recorded", |v| Instant::parse(v).ok())?,
            sealed_on: read(lines.next(), "sealed", |v| Day::parse(v).ok())?,
        };
        if statement.text() == text { Ok(statement) } else { Err(NotASeal(text.lines().count())) }
    }
}

/// A seal as it lies in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// What it says.
    pub statement: Statement,
    /// The text that was signed.
    pub text: String,
    /// The armoured signature.
    pub signature: String,
}

impl Seal {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Returns the first line that is not what stands there in a seal.
    pub fn parse(file: &str) -> Result<Self, NotASeal> {
        let at = file.find(SIGNATURE).ok_or_else(|| NotASeal(file.lines().count() + 1))?;
        let (text, signature) = file.split_at(at);
        let statement = Statement::parse(text)?;
        Ok(Self { statement, text: text.to_owned(), signature: signature.to_owned() })
    }

    /// Returns the file.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}{}", self.text, self.signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement() -> Statement {
        Statement {
            log: LogId(Uuid::from_u128(7)),
            organisation: "Ville de Valmont: parc".to_owned(),
            seq: 42,
            hash: Hash(std::array::from_fn(|i| u8::try_from(i).unwrap())),
            recorded_at: Instant::parse("2026-11-24T02:00:00.120Z").unwrap(),
            sealed_on: Day::parse("2026-11-24").unwrap(),
        }
    }

    /// The form is frozen: seals lie in drawers.
    #[test]
    fn a_seal_is_these_lines() {
        assert_eq!(
            statement().text(),
            "rebond seal 1\n\
             log: 00000000-0000-0000-0000-000000000007\n\
             organisation: Ville de Valmont: parc\n\
             event: 42\n\
             hash: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n\
             recorded: 2026-11-24T02:00:00.120Z\n\
             sealed: 2026-11-24\n"
        );
    }

    #[test]
    fn what_is_written_reads_back() {
        let nameless = Statement { organisation: String::new(), ..statement() };
        for statement in [statement(), nameless] {
            assert_eq!(Statement::parse(&statement.text()), Ok(statement.clone()));
            let file = format!("{}{SIGNATURE}\nabc\n", statement.text());
            let seal = Seal::parse(&file).unwrap();
            assert_eq!((&seal.statement, seal.file()), (&statement, file));
        }
    }

    #[test]
    fn the_first_line_that_is_something_else_is_named() {
        let text = statement().text();
        for (from, to, line) in [
            ("rebond seal 1", "rebond seal 2", 1),
            ("log: 0", "log: x", 2),
            ("log: ", "Log: ", 2),
            ("organisation: ", "organisation:", 3),
            ("Valmont", "Val\u{202e}mont", 3),
            ("event: 42", "event: 0", 4),
            ("event: 42", "event: -1", 4),
            ("hash: 00", "hash: 0", 5),
            ("recorded: 2026", "recorded: 20x6", 6),
            ("sealed: 2026-11-24", "sealed: 2026-02-31", 7),
            // One meaning, one text.
            ("event: 42", "event: 042", 7),
            ("sealed: 2026-11-24\n", "sealed: 2026-11-24\nmore: 1\n", 8),
        ] {
            assert_ne!(text.replace(from, to), text);
            assert_eq!(Statement::parse(&text.replace(from, to)), Err(NotASeal(line)), "{to}");
        }
        assert_eq!(Statement::parse("").unwrap_err(), NotASeal(1));
        assert_eq!(Statement::parse(TITLE).unwrap_err(), NotASeal(2));
        assert_eq!(Seal::parse(&text).unwrap_err(), NotASeal(8));
    }
}
