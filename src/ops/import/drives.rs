//! What tools read of machines and of drives: `lshw -json`, `smartctl -j`.
//!
//! A drive is known by its serial, never by a word that stands for one. What is read fills what is missing;
//! what says otherwise is said, and taken only where that was asked for. Nothing here claims that data was
//! removed, says that the list of a machine's media is complete, or takes a medium out of another machine.

use super::{
    Becomes, Entry, Sieve,
    fill::said,
    matching::{Found, by_its_drives, by_serial, find, refuse_capacity},
    sift::{Lasting, Observed},
};
use crate::{
    intake::{Drive, Item, Record, Remark, RemarkCode},
    model::{
        asset::Asset,
        day::Day,
        event::Draft,
        fact::{MediumAdded, MediumRead},
        id::{AssetId, MediumId},
        lifecycle::State,
        maker,
        medium::Medium,
        sanitization::{Encrypted, Inventory, MediumKind, MediumStatus},
    },
    ops::{Act, Failure, Refusal, act::medium_name, media, sanitize::same_model},
};

impl Entry<'_> {
    /// Takes a machine with its drives, or a drive, after all that came before it.
    pub(super) fn device(&mut self, act: &mut Act<'_>, sieve: &mut Sieve, item: Item) -> Result<(), Failure> {
        self.rows(act, sieve)?;
        self.flush(act, sieve)?;
        (self.no_asset, self.no_medium) = (false, false);
        match item {
            Item::Row(record) => self.row(act, sieve, &record),
            Item::Machine(record, drives) => {
                let done = self.machine(act, sieve, record.clone(), &drives);
                refused(sieve, &record, done)
            }
            Item::Drive(drive) => {
                sieve.drives.read += 1;
                let done = self.drive(act, sieve, &drive);
                refused(sieve, &Record::new(drive.line), done)
            }
        }
    }

    fn machine(
        &mut self,
        act: &mut Act<'_>,
        sieve: &mut Sieve,
        mut record: Record,
        drives: &[Drive],
    ) -> Result<(), Failure> {
        let known = match Self::find(act, &record)? {
            None => by_its_drives(act, sieve, &record, drives)?,
            known => known,
        };
        let becomes = match &known {
            Some(asset) => {
                leave_out_same(&mut record, asset);
                self.compare(act, sieve, asset, &record)?
            }
            None => self.arrive(act, sieve, &record)?,
        };
        let (id, drafts) = match becomes {
            Becomes::Added(drafts) => (drafts.first().and_then(|draft| draft.asset), drafts),
            Becomes::Known(id, drafts) => (Some(id), drafts),
        };
        // What its drives are refused for, a known machine is refused for as a whole, before any of it is taken.
        let seen = match &known {
            Some(asset) => self.inside(act, sieve, asset, &record, drives)?,
            None => Vec::new(),
        };
        // Counted before it is recorded: a file with errors is kept out as long as nothing of it was taken.
        *match (&known, drafts.is_empty() && seen.is_empty()) {
            (None, _) => &mut sieve.counts.added,
            (Some(_), false) => &mut sieve.counts.updated,
            (Some(_), true) => &mut sieve.counts.unchanged,
        } += 1;
        self.take(None, drafts);
        self.flush(act, sieve)?;
        let Some(id) = id else { return Ok(()) };
        // Where another file keeps all out, a new machine did not come in.
        let seen = match act.reader().asset(id)?.filter(|_| known.is_none()) {
            Some(asset) => self.inside(act, sieve, &asset, &record, drives)?,
            None => seen,
        };
        if !sieve.keeps_out(self.request.partial) {
            act.record_all(seen)?;
            say_open(act, sieve, id, record.line)?;
        }
        if !self.assets.contains(&id) {
            self.assets.push(id);
        }
        Ok(())
    }

    /// Returns the events of the drives that were seen in a machine.
    fn inside(
        &mut self,
        act: &mut Act<'_>,
        sieve: &mut Sieve,
        asset: &Asset,
        record: &Record,
        drives: &[Drive],
    ) -> Result<Vec<Draft>, Failure> {
        let id = asset.id;
        let on = act.day(self.recording.on)?;
        let media = act.reader().media_of(id)?;
        let mut inside: Vec<Medium> =
            media.into_iter().filter(|medium| medium.until.is_none()).map(|medium| medium.medium).collect();
        let unnumbered = inside.iter().filter(|medium| medium.serial.is_none()).count();
        let away = matches!(asset.state, State::Departed | State::Missing);
        let (mut drafts, mut seen) = (Vec::new(), Vec::new());
        // Those with a number first: what is left may be those without.
        let (numbered, others): (Vec<&Drive>, Vec<&Drive>) =
            drives.iter().partition(|drive| drive.serial.is_some());
        for drive in numbered.into_iter().chain(others) {
            // Two ways to one drive are one drive.
            if drive.serial.is_some() && seen.contains(&&drive.serial) {
                continue;
            }
            seen.push(&drive.serial);
            sieve.drives.read += 1;
            match find(act, sieve, asset, &mut inside, drive)? {
                Found::Inside(medium) => {
                    let more = self.more(act, sieve, &medium, drive)?;
                    *if more.is_some() { &mut sieve.drives.filled } else { &mut sieve.drives.unchanged } += 1;
                    drafts.extend(more.map(|read| Draft::new(on, read).medium(medium.id)));
                }
                Found::Left => sieve.drives.left += 1,
                Found::Loose(_) | Found::New if away => {
                    sieve.drives.left += 1;
                    let (tag, state, fact) = (asset.tag.to_string(), asset.state, Lasting::Drives);
                    let column = record.column(crate::intake::Field::DriveSerials).map(str::to_owned);
                    sieve.observe(Observed::Lasts { line: record.line, column, tag, state, fact });
                }
                Found::Loose(medium) => {
                    refuse_before(on, &medium_name(&medium), medium.last_on)?;
                    sieve.drives.attached += 1;
                    drafts.push(media::moved_in(act, &medium, asset, on)?);
                    let more = self.more(act, sieve, &medium, drive)?;
                    drafts.extend(more.map(|read| Draft::new(on, read).medium(medium.id)));
                }
                Found::New => {
                    sieve.drives.added += 1;
                    drafts.push(added(act, drive, Some(asset), on));
                    if let Some(serial) = drive.serial.clone().filter(|_| unnumbered > 0) {
                        let (line, tag) = (record.line, asset.tag.to_string());
                        sieve.observe(Observed::Unnumbered { line, tag, serial });
                    }
                }
            }
        }
        if drafts.iter().any(|draft| draft.fact.bounds_days()) {
            refuse_before(on, asset.tag.as_str(), asset.last_on)?;
        }
        Ok(drafts)
    }

    /// Takes a drive that was read on its own: a known one, or one that comes into our stock.
    fn drive(&mut self, act: &mut Act<'_>, sieve: &mut Sieve, drive: &Drive) -> Result<(), Failure> {
        let Some(serial) = &drive.serial else { return Ok(()) };
        let (drive, on) = self.dated(act, sieve, drive)?;
        let known = by_serial(act, serial)?;
        let counts = |sieve: &mut Sieve, changed: Option<bool>| {
            let alone = &mut sieve.drives.alone;
            *match changed {
                None => &mut alone.added,
                Some(true) => &mut alone.updated,
                Some(false) => &mut alone.unchanged,
            } += 1;
        };
        let (id, drafts) = match known {
            None => {
                let first = added(act, &drive, None, on);
                let id = first.medium;
                let read = MediumRead { tool: Some(drive.tool.clone()), ..said(drive.reading) };
                counts(sieve, None);
                sieve.drives.added += 1;
                let read = Draft { medium: id, ..Draft::new(on, read) };
                (id, vec![first, read])
            }
            Some(medium) if medium.departed_on.is_some() || medium.status == MediumStatus::Destroyed => {
                sieve.observe(Observed::DriveGone { line: drive.line, serial: serial.clone() });
                counts(sieve, Some(false));
                sieve.drives.left += 1;
                (None, Vec::new())
            }
            Some(medium) => {
                refuse_capacity(serial, &medium, &drive)?;
                let more = self.more(act, sieve, &medium, &drive)?;
                counts(sieve, Some(more.is_some()));
                *if more.is_some() { &mut sieve.drives.filled } else { &mut sieve.drives.unchanged } += 1;
                (
                    Some(medium.id),
                    more.map(|read| Draft::new(on, read).medium(medium.id)).into_iter().collect(),
                )
            }
        };
        if let Some(id) = id.filter(|id| !self.media.contains(id)) {
            self.media.push(id);
        }
        if sieve.keeps_out(self.request.partial) { Ok(()) } else { act.record_all(drafts) }
    }

    /// Returns the drive and the day of its reading: that which was given, else its own. A clock that is ahead
    /// has no day.
    fn dated(&self, act: &Act<'_>, sieve: &mut Sieve, drive: &Drive) -> Result<(Drive, Day), Failure> {
        let mut drive = drive.clone();
        let at = drive.reading.and_then(|reading| reading.at);
        let mut told = at.zip(act.policies().zone()).map(|(at, zone)| zone.day_of(at));
        if let (Some(day), Some(reading)) = (told, &mut drive.reading)
            && day > act.today()
        {
            let (code, column) = (RemarkCode::ReadingUndated, Some("local_time".to_owned()));
            let remark = Remark { code, line: drive.line, column, value: Some(day.to_string()) };
            sieve.observe(Observed::Read(remark));
            (told, reading.at) = (None, None);
        }
        let on = act.day(self.recording.on.or(told))?;
        Ok((drive, on))
    }
}

/// Notes what a rule refuses, or what the record knows; anything else ends the import.
fn refused(sieve: &mut Sieve, record: &Record, done: Result<(), Failure>) -> Result<(), Failure> {
    match done {
        Err(Failure::Refused(refusal)) => {
            sieve.refused(record, *refusal);
            Ok(())
        }
        other => other,
    }
}

/// The event by which a drive comes in, in an asset or into our stock.
fn added(act: &Act<'_>, drive: &Drive, asset: Option<&Asset>, on: Day) -> Draft {
    let used = asset.filter(|asset| asset.deployments > 0);
    let fact = MediumAdded {
        capacity_bytes: drive.capacity,
        encrypted: Encrypted::Unknown,
        kind: drive.kind.unwrap_or(MediumKind::Other),
        model: drive.model.clone(),
        seen: asset.is_some(),
        serial: drive.serial.clone(),
        // A machine that has been in use has written on what is in it.
        used_by: used.and_then(|asset| asset.service.clone()),
    };
    let mut draft = Draft::new(on, fact).medium(MediumId(act.next_id()));
    draft.asset = asset.map(|asset| asset.id);
    draft
}

/// Of a known machine, only what is other is compared: tools and people write one maker and one model in
/// several ways.
fn leave_out_same(record: &mut Record, asset: &Asset) {
    let maker = asset.manufacturer.as_deref().zip(record.manufacturer.as_deref());
    if maker.is_some_and(|(known, said)| maker::same(known, said)) {
        record.manufacturer = None;
    }
    if asset.model.is_some() && same_model(asset.model.as_deref(), record.model.as_deref()) {
        record.model = None;
    }
}

fn refuse_before(on: Day, subject: &str, last: Day) -> Result<(), Failure> {
    if on < last { Err(Refusal::BeforeLast { subject: subject.to_owned(), on, last }.into()) } else { Ok(()) }
}

/// Says that what tools saw is not said to be all.
fn say_open(act: &Act<'_>, sieve: &mut Sieve, id: AssetId, line: u64) -> Result<(), Failure> {
    let Some(asset) = act.reader().asset(id)? else { return Ok(()) };
    let media = act.media_in(id)?.len() as u64;
    if asset.inventory == Inventory::Open && media > 0 && asset.state != State::Departed {
        sieve.observe(Observed::ListOpen { line, tag: asset.tag.to_string(), media });
    }
    Ok(())
}
