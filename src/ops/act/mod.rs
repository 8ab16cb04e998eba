//! One command: a write in which everything is checked, recorded and committed, or nothing is.

mod places;
mod run;
mod typed;

use std::collections::HashSet;

use uuid::Uuid;

pub(super) use self::{
    run::{Log, run_on},
    typed::{clean, clean_some, medium_name},
};
pub use self::{
    run::{rehearse, run},
    typed::clean_name,
};
use super::{
    Failure, Ids, Notice, Refusal,
    evidence::{About, Evidence},
};
use crate::{
    model::{
        asset::Asset,
        day::Day,
        erasure::Erased,
        event::{Draft, Hash},
        fact::LotChanged,
        id::{AssetId, CommandId, MediumId, Subject, TextId},
        kind::Kind,
        lifecycle::{Action, Forbidden, State, Terms},
        lot::{LotFacts, LotItem},
        medium::Medium,
        policy::Policies,
        touch::Touch,
    },
    store::{self, Error, Place, Reader, Span, Vault, Writer},
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
