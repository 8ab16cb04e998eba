//! One command: a write in which everything is checked, recorded and committed, or nothing is.

use std::collections::HashSet;

use uuid::Uuid;

use super::{
    Context, Failure, Ids, Notice, Refusal,
    clock::Today,
    evidence::{About, Evidence},
    forget::{place_code, spent_codes},
};
use crate::{
    model::{
        asset::Asset,
        day::{Day, Zone},
        erasure::Erased,
        event::{Draft, Hash},
        fact::LotChanged,
        id::{ActorId, AssetId, CommandId, MediumId, Subject, TextId},
        kind::Kind,
        lifecycle::{Action, Forbidden, State, Terms},
        lot::{LotFacts, LotItem},
        medium::Medium,
        policy::Policies,
        text::{self, NotText},
        touch::Touch,
    },
    store::{self, Error, Place, Reader, Signature, Span, Store, Vault, Writer},
};

/// What every command that records takes.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// The civil day it happened; today if none is given.
    pub on: Option<Day>,
    /// A note, kept in the vault.
    pub note: Option<String>,
    /// Files that are evidence of all that is recorded.
    pub evidence: Vec<Evidence>,
}

/// What a command did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The command.
    pub cmd: CommandId,
    /// The events it wrote, now or the first time.
    pub span: Option<Span>,
    /// Whether it had been recorded before, so that nothing was changed now.
    pub repeated: bool,
    /// What is worth saying.
    pub notices: Vec<Notice>,
}

/// A write in progress, with what its operations need.
pub struct Act<'w> {
    w: Box<dyn Writer + 'w>,
    ids: &'w dyn Ids,
    actor: String,
    today: Day,
    /// The last day that is not in the future: later than today where the clock is behind the record.
    latest: Day,
    policies: Policies,
    note: Option<TextId>,
    notices: Vec<Notice>,
    /// The labels of services and sites, once they have been looked for: reading the vault is dear.
    labels: Option<Vec<(Place, String)>>,
    /// What the files that come with the command are evidence of; nothing without any.
    about: Option<About>,
    /// The files that were erased, once they have been looked for.
    erased_files: Option<HashSet<Hash>>,
}

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
pub(super) enum Log {
    /// Nothing: it opens the log.
    Empty,
    /// A log that was opened.
    Opened,
}

/// Runs an operation as one command on a log that stands like this.
pub(super) fn run_on(
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

impl Act<'_> {
    /// Returns what is recorded, this command's own events included.
    pub fn reader(&self) -> &dyn Reader {
        self.w.as_ref()
    }

    /// Returns the policies in force.
    pub fn policies(&self) -> &Policies {
        &self.policies
    }

    /// Goes on with other policies, which an event of this command sets.
    pub(super) fn adopt(&mut self, policies: Policies) {
        self.policies = policies;
    }

    /// Returns the civil day of the clock, or of the record where the clock is behind it.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Returns the name of whoever runs the command.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// Returns a new identifier.
    pub fn next_id(&self) -> Uuid {
        self.ids.next()
    }

    /// Says something beside what is done.
    pub fn notice(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// Returns the day of the events: the one given, never in the future, or today.
    ///
    /// # Errors
    ///
    /// Refuses a day that has not come.
    pub fn day(&self, on: Option<Day>) -> Result<Day, Failure> {
        let on = on.unwrap_or(self.today);
        if on > self.latest {
            return Err(Refusal::Future { on, today: self.latest }.into());
        }
        Ok(on)
    }

    /// Refuses a day that is not before the one on which the record was opened.
    ///
    /// # Errors
    ///
    /// Names both days.
    pub fn before_record(&self, on: Day) -> Result<(), Failure> {
        let opened = self.opened_on()?;
        if on < opened { Ok(()) } else { Err(Refusal::SinceOpened { on, opened }.into()) }
    }

    /// Returns the day on which the record was opened.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn opened_on(&self) -> Result<Day, Failure> {
        let first = self.w.event(1)?.ok_or(Error::Unopened)?;
        Ok(first.on)
    }

    /// Records one event, after checking its day against everything it bears on.
    ///
    /// # Errors
    ///
    /// Refuses a day before what is recorded of the same asset or medium.
    pub fn record(&mut self, draft: Draft) -> Result<(), Failure> {
        self.record_all(vec![draft])
    }

    /// Records events that belong together, in one go.
    ///
    /// # Errors
    ///
    /// As [`Act::record`].
    pub fn record_all(&mut self, mut drafts: Vec<Draft>) -> Result<(), Failure> {
        // What comes in with them is not in the record yet: asking for it would find nothing.
        let mut newcomers = HashSet::new();
        for draft in &mut drafts {
            draft.note = draft.note.or(self.note);
            newcomers.extend(draft.creates());
            self.check_day(draft, &newcomers)?;
        }
        if let Some(about) = &mut self.about {
            drafts.iter().try_for_each(|draft| about.take(self.w.as_ref(), draft))?;
        }
        self.w.take(drafts)?;
        Ok(())
    }

    fn check_day(&self, draft: &Draft, newcomers: &HashSet<Subject>) -> Result<(), Failure> {
        if !draft.fact.bounds_days() {
            return Ok(());
        }
        let known = |touch: &&Touch| touch.bears && !newcomers.contains(&touch.subject);
        for touch in draft.touches().iter().filter(known) {
            let known = match touch.subject {
                Subject::Asset(id) => self.w.asset(id)?.map(|asset| (asset.tag.to_string(), asset.last_on)),
                Subject::Medium(id) => {
                    self.w.medium(id)?.map(|medium| (medium_name(&medium), medium.last_on))
                }
                Subject::Lot(_) | Subject::Party(_) => None,
            };
            if let Some((subject, last)) = known.filter(|(_, last)| draft.on < *last) {
                return Err(Refusal::BeforeLast { subject, on: draft.on, last }.into());
            }
        }
        Ok(())
    }

    /// Keeps a text in the vault and returns its identity.
    ///
    /// # Errors
    ///
    /// Refuses what cannot be kept as text.
    pub fn keep_text(&mut self, field: &'static str, typed: &str) -> Result<TextId, Failure> {
        let text = clean(field, typed)?;
        let id = TextId(self.next_id());
        self.w.keep(&Vault::Text { id, text })?;
        Ok(id)
    }

    /// Keeps a name or label in the vault.
    ///
    /// # Errors
    ///
    /// Returns why it could not be written.
    pub fn keep(&mut self, row: &Vault) -> Result<(), Failure> {
        self.w.keep(row)?;
        Ok(())
    }

    /// Keeps the bytes of a file in the vault, by their hash.
    ///
    /// # Errors
    ///
    /// Returns why it could not be written.
    pub(super) fn keep_evidence(&mut self, bytes: &[u8]) -> Result<Hash, Failure> {
        Ok(self.w.keep_evidence(bytes)?)
    }

    /// Returns the hashes of the files that were erased.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub(super) fn erased_files(&mut self) -> Result<&HashSet<Hash>, Failure> {
        let known = match self.erased_files.take() {
            Some(known) => known,
            None => store::erased_files(self.w.as_ref())?,
        };
        Ok(self.erased_files.insert(known))
    }

    /// Erases names, texts and files of the vault, and returns how many there were.
    ///
    /// # Errors
    ///
    /// Returns why it could not be written.
    pub fn erase(&mut self, what: &[Erased]) -> Result<usize, Failure> {
        Ok(self.w.erase(what)?)
    }

    /// Asks the table of lives whether an action is allowed, and returns the state that follows.
    ///
    /// # Errors
    ///
    /// Returns the refusal, with everything needed to find the way out.
    pub fn decide(&self, asset: &Asset, action: Action, terms: Terms) -> Result<State, Failure> {
        asset.standing().decide(action, terms).map_err(|why| {
            let name = match why {
                Forbidden::InLot(lot) => self.w.lot(lot).ok().flatten().map(|lot| lot.number),
                Forbidden::SentOut(party) => {
                    self.w.party(party).ok().flatten().and_then(|party| party.said())
                }
                _ => None,
            };
            let tag = asset.tag.to_string();
            Refusal::Forbidden { tag, state: asset.state, action, why, name }.into()
        })
    }

    /// Refuses an asset that is sent out: nobody here can look into it.
    ///
    /// # Errors
    ///
    /// Returns the refusal, with who has it.
    pub fn refuse_sent_out(&self, asset: &Asset) -> Result<(), Failure> {
        let Some(_) = asset.sent_to else { return Ok(()) };
        self.decide(asset, Action::Work, Terms::default()).map(|_| ())
    }

    /// Returns the code of a service or site. The first use of a new label creates it.
    ///
    /// # Errors
    ///
    /// Refuses what cannot be kept as text.
    pub fn place(&mut self, place: Place, word: &str) -> Result<String, Failure> {
        let label = clean(place.code(), word)?;
        if let Some(code) = place_code(self.reader(), place, &label)? {
            return Ok(code);
        }
        let code = self.free_code(place, &label)?;
        let nearest = self.nearest_places(place, &label)?;
        self.w.keep(&Vault::Label { place, code: code.clone(), label: label.clone() })?;
        self.notice(Notice::NewPlace { site: place == Place::Site, label, code: code.clone(), nearest });
        Ok(code)
    }

    fn free_code(&self, place: Place, label: &str) -> Result<String, Failure> {
        let base = match text::code_of(label) {
            code if code.is_empty() => "X".to_owned(),
            code => code,
        };
        let spent = spent_codes(self.reader(), place)?;
        let mut code = base.clone();
        let mut number = 1;
        while spent.contains(&code) || self.w.label(place, &code)?.is_some() {
            number += 1;
            let suffix = number.to_string();
            let kept = base.len().min(12 - suffix.len());
            code = format!("{}{suffix}", &base[..kept]);
        }
        Ok(code)
    }

    /// Returns the known labels nearest to a new one, which is known from then on.
    fn nearest_places(&mut self, wanted: Place, label: &str) -> Result<Vec<String>, Failure> {
        let mut known = match self.labels.take() {
            Some(known) => known,
            None => self.read_labels()?,
        };
        let same = known.iter().filter(|(place, _)| *place == wanted);
        let nearest = super::nearest(label, same.map(|(_, label)| label.as_str()));
        known.push((wanted, label.to_owned()));
        self.labels = Some(known);
        Ok(nearest)
    }

    fn read_labels(&self) -> Result<Vec<(Place, String)>, Failure> {
        let mut known = Vec::new();
        self.w.vault(&mut |row| {
            if let Vault::Label { place, label, .. } = row {
                known.push((place, label));
            }
            crate::store::Flow::Continue(())
        })?;
        Ok(known)
    }

    /// Returns the media in an asset now, with whether each is cleared, in their order.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn media_in(&self, asset: AssetId) -> Result<Vec<(Medium, bool)>, Failure> {
        let media = self.w.media_of(asset)?;
        Ok(media.into_iter().filter(|m| m.until.is_none()).map(|m| (m.medium, m.cleared)).collect())
    }

    /// Returns the kind of the device that a medium is in; none for a loose one.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn device_of(&self, medium: &Medium) -> Result<Option<Kind>, Failure> {
        let Some(id) = medium.asset else { return Ok(None) };
        Ok(self.w.asset(id)?.map(|asset| asset.kind))
    }

    /// Returns the identities of the media in an asset now.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn media_ids(&self, asset: AssetId) -> Result<Vec<MediumId>, Failure> {
        Ok(self.media_in(asset)?.into_iter().map(|(medium, _)| medium.id).collect())
    }

    /// Returns the draft that takes an asset out of its open lot, if it is in one.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn leave_lot(&mut self, asset: &Asset, on: Day) -> Result<Option<Draft>, Failure> {
        let Some(id) = asset.open_lot() else { return Ok(None) };
        if let Some(lot) = self.w.lot(id)? {
            self.notice(Notice::DroppedFromLot { tag: asset.tag.to_string(), lot: lot.number });
        }
        let fact =
            LotChanged { add: Vec::new(), drop: vec![LotItem::Asset(asset.id)], facts: LotFacts::default() };
        Ok(Some(Draft::new(on, fact).lot(id)))
    }
}

/// Returns a text as it is kept.
///
/// # Errors
///
/// Names the field and the value if it cannot be kept.
pub(super) fn clean(field: &'static str, typed: &str) -> Result<String, Failure> {
    text::clean(typed).map_err(|why| unreadable(field, typed, why))
}

/// Returns the name of a person or an organisation as it is kept.
///
/// # Errors
///
/// Names the field if it cannot be kept, or would look like another name.
pub fn clean_name(field: &'static str, typed: &str) -> Result<String, Failure> {
    text::clean_name(typed).map_err(|why| unreadable(field, typed, why))
}

fn unreadable(field: &'static str, typed: &str, why: NotText) -> Failure {
    let value = match (field, why) {
        // These may name a person: they are not repeated.
        ("name" | "note" | "actor", NotText::TooLong(_)) => String::new(),
        ("name" | "note" | "actor", _) => "…".to_owned(),
        _ => typed.chars().take(60).collect(),
    };
    Failure::Unreadable { field, value, why }
}

/// Cleans a text that may be absent.
pub(super) fn clean_some(field: &'static str, typed: Option<&str>) -> Result<Option<String>, Failure> {
    typed.map(|typed| clean(field, typed)).transpose()
}

/// Names a medium so that it can be typed again: its serial, or its identity.
pub(super) fn medium_name(medium: &Medium) -> String {
    medium.serial.clone().unwrap_or_else(|| medium.id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::fact::Opened,
        store::{self, Result as Stored, sqlite},
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
