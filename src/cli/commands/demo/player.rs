//! Plays a history: each of its command lines runs as the program runs one, on the day and by the hand
//! of whoever typed it.

use std::{ffi::OsString, io::Write as _};

use super::script::{Entry, LAST, Step};
use crate::{
    cli::{
        Ended,
        failure::{Exit, Trouble},
        line::quoted,
        screen::Transcript,
        start,
        world::{Stage, World},
    },
    lang::Lang,
    model::day::Day,
    store::Store,
};

/// Minutes past seven in the morning, UTC, at which a day begins: what is typed comes a minute apart.
const MORNING: u32 = 7 * 60;

/// Plays a history, and keeps what a person would have seen.
pub(super) struct Player {
    lang: Lang,
    seed: OsString,
    /// What was typed and answered so far.
    session: Vec<u8>,
    /// The day it is, and how many commands were typed on it.
    today: Option<(Day, u32)>,
}

impl Player {
    /// Begins with an empty page. Whoever plays the same history with the same seed records the same.
    pub(super) fn new(lang: Lang, seed: OsString) -> Self {
        Self { lang, seed, session: Vec::new(), today: None }
    }

    /// Returns what was typed and answered.
    pub(super) fn session(self) -> Vec<u8> {
        self.session
    }

    /// Plays one entry, on the database if there is one by now.
    ///
    /// # Errors
    ///
    /// Returns why the disk or the database stopped it, and a fault if the answer is not the one that
    /// the history has.
    pub(super) fn play(&mut self, entry: &Entry, store: Option<&dyn Store>) -> Result<(), Trouble> {
        match entry {
            Entry::Chapter(..) => {
                let title = entry.title(self.lang).unwrap_or_default();
                self.write(format_args!("\n── {title}\n"));
                Ok(())
            }
            Entry::Step(step) => self.step(step, store),
        }
    }

    fn step(&mut self, step: &Step, store: Option<&dyn Store>) -> Result<(), Trouble> {
        let mut words = step.words.clone();
        for word in words.iter_mut().filter(|word| *word == LAST) {
            let head = store.map(|store| store.read()?.head()).transpose()?;
            *word = head.map(|head| head.seq).unwrap_or_default().to_string();
        }
        let typed: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        self.write(format_args!("\n{} {}$ rebond {}\n", step.day, step.actor, typed.join(" ")));
        let transcript = Transcript::default();
        let stage = Stage { variables: self.variables(step), transcript: transcript.clone(), store };
        let argv: Vec<OsString> =
            std::iter::once("rebond".to_owned()).chain(words).map(OsString::from).collect();
        let ended = start(&argv, &World::staged(stage));
        self.session.extend(transcript.take());
        as_written(step, ended)
    }

    /// The whole environment of a command.
    fn variables(&mut self, step: &Step) -> Vec<(&'static str, OsString)> {
        let nth = match self.today {
            Some((today, nth)) if today == step.day => nth + 1,
            _ => 0,
        };
        self.today = Some((step.day, nth));
        let minute = MORNING + nth;
        let now = format!("{}T{:02}:{:02}:00Z", step.day, minute / 60, minute % 60);
        vec![
            ("REBOND_DB", super::DATABASE.into()),
            ("REBOND_LANG", self.lang.code().into()),
            ("REBOND_ACTOR", step.actor.clone().into()),
            ("REBOND_NOW", now.into()),
            ("REBOND_SEED", self.seed.clone()),
            // The page is the same on a terminal.
            ("NO_COLOR", "1".into()),
        ]
    }

    fn write(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to memory never fails.
        let _ = self.session.write_fmt(what);
    }
}

/// Compares an answer with the one that the history has.
fn as_written(step: &Step, ended: Ended) -> Result<(), Trouble> {
    let Ended { exit, trouble, noticed } = ended;
    let silent: Vec<&String> = step.warned.iter().filter(|code| !noticed.contains(&code.as_str())).collect();
    match (trouble, &step.refused) {
        (None, None) if exit == Exit::Done && silent.is_empty() => Ok(()),
        (Some(trouble), Some(code)) if trouble.code() == code => Ok(()),
        // The disk is full, or somebody took the database away: no fault of the history.
        (Some(trouble), None)
            if matches!(trouble, Trouble::Output { .. })
                || matches!(exit, Exit::Unusable | Exit::Busy | Exit::Unknown | Exit::Fault) =>
        {
            Err(trouble)
        }
        (trouble, _) => {
            let answer = trouble.map_or("nothing", |trouble| trouble.code());
            let line = step.line;
            Err(Trouble::fault(format!(
                "line {line} of the history: exit {}, {answer}, without {silent:?}",
                exit.code()
            )))
        }
    }
}
