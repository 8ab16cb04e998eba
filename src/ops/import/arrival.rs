//! A row of which nothing is known yet: an asset comes in, with what happened to it before.

use super::{Becomes, Entry, Sieve, sift::Observed};
use crate::{
    intake::{Field, Record},
    model::{
        day::Day,
        event::Draft,
        fact::{Added, Decommissioned, DepartedBefore, Fact, Lost},
        kind::{Acquired, Security},
        leaving::{Channel, PartyKind},
        lifecycle::{Action, Forbidden, State},
        precision::{Around, Precision},
    },
    ops::{Act, Add, Failure, Refusal, inventory},
};

/// When what a row tells happened.
struct Days {
    /// It came in.
    on: Day,
    /// The organisation had no more use of it.
    decommissioned: Option<Day>,
    /// It left.
    departed: Option<Around>,
}

impl Entry<'_> {
    /// Returns the events by which an asset comes in.
    ///
    /// Everything that may refuse the row comes first: a row that is refused leaves nothing behind.
    pub(super) fn arrive(
        &mut self,
        act: &mut Act<'_>,
        sieve: &mut Sieve,
        record: &Record,
    ) -> Result<Becomes, Failure> {
        let days = self.days(act, record)?;
        let request = request(record, &days);
        let state = inventory::check(&request)?;
        check_decommissioning(record, state, &days)?;
        for name in [&record.supplier, &record.owner, &request.holder] {
            self.known_party(act, name.as_deref())?;
        }
        self.refuse_known_drives(act, &request.drive_serials)?;
        self.party(act, record.supplier.as_deref(), PartyKind::Supplier, days.on)?;
        self.party(act, request.holder.as_deref(), PartyKind::Staff, days.on)?;
        self.party(act, record.owner.as_deref(), PartyKind::Lessor, days.on)?;
        let note = record.note.as_deref().map(|note| act.keep_text("note", note)).transpose()?;
        let mut drafts = self.newcomers.drafts(act, &request, days.on)?;
        if let Some(first) = drafts.first_mut() {
            first.note = note;
        }
        observe(sieve, record, &drafts);
        past(&mut drafts, record, &days);
        Ok(Becomes::Added(drafts))
    }

    fn days(&self, act: &Act<'_>, record: &Record) -> Result<Days, Failure> {
        for date in [record.purchase_date, record.first_use_date, record.manufactured_on] {
            act.day(date)?;
        }
        let departed = record.departed.map(|left| self.departure_day(left.on)).transpose()?;
        let decommissioned = match (record.decommissioned, departed) {
            (None, _) => None,
            // Known less exactly, the last day that it can have been stands for it.
            (Some(act_of), left) => {
                let last = left.map_or(act.today(), |left| left.on);
                match act_of.on {
                    Some(Around { on, precision: Precision::Day }) => Some(act.day(Some(on))?),
                    Some(on) => Some(on.on.min(last)),
                    // Of what has left, a day that nobody knows decides nothing.
                    None if left.is_some() => None,
                    None => Some(last),
                }
            }
        };
        let given = self.recording.on.or(record.purchase_date).or(record.first_use_date);
        let latest = [decommissioned, departed.map(|left| left.on)].into_iter().flatten().min();
        let own = record.purchase_date.or(record.first_use_date);
        let on = match (given, latest) {
            // The day given for all rows is no day for one that has left before it.
            (Some(on), Some(latest)) if own.is_none() || self.recording.on.is_some() => on.min(latest),
            (Some(on), _) => act.day(Some(on))?,
            (None, latest) => latest.map_or(act.today(), |latest| latest.min(act.today())),
        };
        let subject = || record.tag.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
        let in_order = [decommissioned, departed.map(|left| left.on)].into_iter().flatten();
        let mut last = on;
        for next in in_order {
            if next < last {
                return Err(Refusal::BeforeLast { subject: subject(), on: next, last }.into());
            }
            last = next;
        }
        Ok(Days { on, decommissioned, departed })
    }

    /// Returns the day of a departure from before the record: the last that it can have been, never
    /// one since the record was opened.
    fn departure_day(&self, on: Option<Around>) -> Result<Around, Failure> {
        let eve = self.opened_on.previous();
        let Some(around) = on else { return Ok(Around { on: eve, precision: Precision::Unknown }) };
        let first = around.precision.first(around.on).unwrap_or(eve);
        if first > eve {
            return Err(Refusal::SinceOpened { on: first, opened: self.opened_on }.into());
        }
        Ok(Around { on: around.on.min(eve), ..around })
    }
}

/// What is asked of the record for a row.
fn request(record: &Record, days: &Days) -> Add {
    let gone = days.departed.is_some();
    let used = record.service.is_some() || record.holder.is_some();
    let state = match (record.state, record.cause) {
        // It stood on a shelf, as far as is known, before it left.
        _ if gone => Some(State::InStock),
        // What went missing was somewhere before.
        (Some(State::Missing), Some(_)) if used => Some(State::Deployed),
        (Some(State::Missing), Some(_)) => Some(State::InStock),
        (state, _) => state,
    };
    let here = |name: &Option<String>| name.clone().filter(|_| !gone);
    Add {
        tag: record.tag.clone(),
        aliases: record.aliases.clone(),
        kind: record.kind.best(),
        manufacturer: record.manufacturer.clone(),
        model: record.model.clone(),
        serial: record.serial.clone(),
        purchase_date: record.purchase_date,
        price: record.price,
        supplier: record.supplier.clone(),
        order: record.order.clone(),
        warranty_months: record.warranty.and_then(|warranty| warranty.months(record.purchase_date)),
        first_use_date: record.first_use_date,
        manufactured_on: record.manufactured_on,
        mass: record.mass,
        weee: record.weee,
        security: record.security.unwrap_or(Security::None),
        acquired: record.acquired.unwrap_or(Acquired::New),
        owner: record.owner.clone(),
        service: record.service.clone(),
        site: here(&record.site),
        holder: here(&record.holder),
        state,
        drive_serials: if gone { Vec::new() } else { record.drive_serials.clone() },
        drive_kind: record.drive_kind,
        drive_capacity: record.drive_capacity,
    }
}

/// Refuses a decommissioning that the life of an asset does not allow.
fn check_decommissioning(record: &Record, state: State, days: &Days) -> Result<(), Failure> {
    if days.decommissioned.is_none() {
        return Ok(());
    }
    let why = match state {
        _ if record.acquired.is_some_and(|acquired| !acquired.owned()) => Forbidden::NotOwned,
        State::Deployed => Forbidden::State,
        _ => return Ok(()),
    };
    let tag = record.tag.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    Err(Refusal::Forbidden { tag, state, action: Action::Decommission, why, name: None }.into())
}

/// Adds what happened to it before: it went missing, was decommissioned, left.
fn past(drafts: &mut Vec<Draft>, record: &Record, days: &Days) {
    let Some(Draft { asset: Some(id), fact: Fact::Added(added), .. }) = drafts.first() else { return };
    let (id, mass, source) = (*id, added.mass_g, added.mass_source);
    let mut about = |on, fact: Fact| drafts.push(Draft::new(on, fact).asset(id));
    if let (Some(State::Missing), Some(cause), None) = (record.state, record.cause, days.departed) {
        about(days.on, Lost { cause }.into());
    }
    if let Some(on) = days.decommissioned {
        let fact = Decommissioned { act: None, reason: None, waste: false, when_collected: false };
        about(on, fact.into());
    }
    if let (Some(left), Some(departed)) = (days.departed, record.departed) {
        // As in a lot: without an undertaking, what an eco-organism takes is waste.
        let waste = matches!(departed.channel, Some(Channel::Waste | Channel::EcoOrganism));
        let fact = DepartedBefore {
            channel: departed.channel,
            mass_g: mass,
            mass_source: source,
            precision: left.precision,
            waste,
        };
        about(left.on, fact.into());
    }
}

fn observe(sieve: &mut Sieve, record: &Record, drafts: &[Draft]) {
    if record.departed.is_some() && !record.drive_serials.is_empty() {
        let column = super::column(record, Field::DriveSerials);
        sieve.observe(Observed::DrivesLeftOut { line: record.line, column });
    }
    let keyless = record.tag.is_none() && record.aliases.is_empty() && record.serial.is_none();
    if let (true, Some(Fact::Added(Added { tag, .. }))) = (keyless, drafts.first().map(|draft| &draft.fact)) {
        sieve.observe(Observed::NoKey { line: record.line, tag: tag.to_string() });
    }
}
