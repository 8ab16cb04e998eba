//! From the identity of a command to its commit, and what became of one whose commit failed.

use super::{Act, Done, Recording};
use crate::{
    model::{
        day::Zone,
        id::{ActorId, CommandId},
    },
    ops::{Context, Failure, Notice, clock::Today, evidence::About},
    store::{Error, Signature, Store},
};

/// Runs an operation as one command: all of it, or nothing. A command that is already known
/// changes nothing.
///
/// # Errors
///
/// Returns why nothing was changed; [`Failure::OutcomeUnknown`] if even that is not known.
pub fn run(
    store: &dyn Store,
    context: &Context<'_>,
    recording: &Recording,
    operation: impl FnOnce(&mut Act<'_>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    run_on(store, context, recording, Log::Opened, operation)
}

/// What a command finds before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ops) enum Log {
    /// Nothing: it opens the log.
    Empty,
    /// A log that was opened.
    Opened,
}

/// Runs an operation as one command on a log that stands like this.
pub(in crate::ops) fn run_on(
    store: &dyn Store,
    context: &Context<'_>,
    recording: &Recording,
    log: Log,
    operation: impl FnOnce(&mut Act<'_>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let cmd = identify(store, context)?;
    let Act { w, notices, .. } = match perform(store, context, cmd, recording, log, operation)? {
        Performed::Now(act) => *act,
        Performed::Before(done) => return Ok(done),
    };
    match w.commit() {
        Ok(span) => Ok(Done { cmd, span, repeated: false, notices }),
        Err(Error::Commit { cmd, cause }) => recover(store, cmd, cause, notices),
        Err(error) => Err(error.into()),
    }
}

/// Runs an operation to see what it would do, and changes nothing.
///
/// # Errors
///
/// Returns why it could not be done.
pub fn rehearse(
    store: &dyn Store,
    context: &Context<'_>,
    recording: &Recording,
    operation: impl FnOnce(&mut Act<'_>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let cmd = identify(store, context)?;
    Ok(match perform(store, context, cmd, recording, Log::Opened, operation)? {
        Performed::Now(act) => Done { cmd, span: None, repeated: false, notices: act.notices },
        Performed::Before(done) => done,
    })
}

/// The identity of the command, made before the first try.
fn identify(store: &dyn Store, context: &Context<'_>) -> Result<CommandId, Failure> {
    if context.ids.wants_start() {
        context.ids.start(store.read()?.head()?.seq);
    }
    Ok(context.cmd.unwrap_or_else(|| CommandId(context.ids.next())))
}

/// A command as far as its operation: not yet committed, or found in the record.
enum Performed<'w> {
    Now(Box<Act<'w>>),
    Before(Done),
}

fn perform<'w>(
    store: &'w dyn Store,
    context: &'w Context<'_>,
    cmd: CommandId,
    recording: &Recording,
    log: Log,
    operation: impl FnOnce(&mut Act<'_>) -> Result<(), Failure>,
) -> Result<Performed<'w>, Failure> {
    let signature = Signature {
        cmd,
        actor: context.actor.clone(),
        new_actor: ActorId(context.ids.next()),
        now: context.now,
    };
    let writer = store.write(&signature)?;
    if let Some(span) = writer.command(cmd)? {
        let done = Done { cmd, span: Some(span), repeated: true, notices: Vec::new() };
        return Ok(Performed::Before(done));
    }
    let head = writer.head()?;
    match (log, head.seq) {
        (Log::Opened, 0) => return Err(Error::Unopened.into()),
        (Log::Empty, 1..) => return Err(Error::Fault("opened twice".to_owned()).into()),
        _ => {}
    }
    let policies = writer.policies()?;
    let zone = policies
        .zone()
        .or_else(|| Zone::named(Zone::DEFAULT))
        .ok_or_else(|| Error::Fault("no time zones".to_owned()))?;
    let Today { day, latest, notice } = Today::tell(writer.as_ref(), head, &zone, context.now)?;
    let mut act = Act {
        w: writer,
        ids: context.ids,
        actor: context.actor.clone(),
        today: day,
        latest,
        policies,
        note: None,
        notices: notice.into_iter().collect(),
        labels: None,
        about: None,
        erased_files: None,
    };
    if let Some(note) = &recording.note {
        act.note = Some(act.keep_text("note", note)?);
    }
    act.about = About::begin(&mut act, recording)?;
    operation(&mut act)?;
    if let Some(about) = act.about.take() {
        // The note stands with what it was said of.
        act.note = None;
        about.attach(&mut act, recording)?;
    }
    Ok(Performed::Now(Box::new(act)))
}

/// A commit that failed may have happened all the same: its command knows. That it is not there now says
/// nothing yet: what is in the write-ahead log whole comes back when the record is opened again.
fn recover(store: &dyn Store, cmd: CommandId, cause: String, notices: Vec<Notice>) -> Result<Done, Failure> {
    match store.read().and_then(|reader| reader.command(cmd)) {
        Ok(Some(span)) => Ok(Done { cmd, span: Some(span), repeated: false, notices }),
        Ok(None) | Err(_) => Err(Failure::OutcomeUnknown { cmd, cause }),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        model::{day::Day, event::Draft, fact::Opened},
        store::{self, Reader, Result as Stored, Span, Writer, sqlite},
    };

    /// A store that can be written, and read only while it is `reachable`.
    struct Fragile {
        inner: sqlite::Sqlite,
        reachable: bool,
    }

    impl Store for Fragile {
        fn scrub(&self) -> Stored<Option<std::path::PathBuf>> {
            self.inner.scrub()
        }

        fn read(&self) -> Stored<Box<dyn Reader + '_>> {
            if self.reachable { self.inner.read() } else { Err(Error::Busy) }
        }

        fn write(&self, signature: &Signature) -> Stored<Box<dyn Writer + '_>> {
            self.inner.write(signature)
        }

        fn copy(&self, file: &std::path::Path) -> Stored<store::Head> {
            self.inner.copy(file)
        }

        fn rewrite(&self, sound: &mut dyn FnMut(&dyn Reader) -> Stored<bool>) -> Stored<bool> {
            self.inner.rewrite(sound)
        }
    }

    fn fragile(cmd: CommandId, happened: bool) -> Fragile {
        let inner = sqlite::temporary().unwrap();
        if happened {
            let signature = Signature {
                cmd,
                actor: "ana".to_owned(),
                new_actor: ActorId(Uuid::from_u128(1)),
                now: crate::model::day::Instant::from_millis(0),
            };
            let mut writer = inner.write(&signature).unwrap();
            let log = crate::model::id::LogId(Uuid::from_u128(2));
            writer.record(&[Draft::new(Day::new(2026, 1, 1).unwrap(), Opened { log })]).unwrap();
            writer.commit().unwrap();
        }
        Fragile { inner, reachable: true }
    }

    #[test]
    fn a_failed_commit_that_happened_is_found_again_by_its_command() {
        let cmd = CommandId(Uuid::from_u128(7));
        let done = recover(&fragile(cmd, true), cmd, "disk I/O error".to_owned(), Vec::new()).unwrap();
        assert_eq!(done.span, Some(Span { first: 1, last: 1 }));
        assert!(!done.repeated);
    }

    #[test]
    fn a_failed_commit_that_is_not_there_now_may_be_there_later_and_its_outcome_is_unknown() {
        let cmd = CommandId(Uuid::from_u128(7));
        let failure = recover(&fragile(cmd, false), cmd, "disk full".to_owned(), Vec::new()).unwrap_err();
        assert!(matches!(failure, Failure::OutcomeUnknown { cause, .. } if cause == "disk full"));
    }

    #[test]
    fn a_failed_commit_that_cannot_be_looked_up_is_an_unknown_outcome() {
        let cmd = CommandId(Uuid::from_u128(7));
        let store = Fragile { reachable: false, ..fragile(cmd, true) };
        let failure = recover(&store, cmd, "disk I/O error".to_owned(), Vec::new()).unwrap_err();
        assert!(matches!(failure, Failure::OutcomeUnknown { cmd: unknown, .. } if unknown == cmd));
    }
}
