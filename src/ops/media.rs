//! `media`: media come, go elsewhere, and are declared complete.

use super::{
    Act, Failure, Recording, Refusal, Resolve,
    act::{clean, clean_some, medium_name},
    used::{erased_on, used_between, used_since},
};
use crate::{
    model::{
        amount::Bytes,
        asset::Asset,
        day::Day,
        event::{Draft, Event, Seq},
        fact::{Fact, MediaDeclared, MediumAdded, MediumMoved},
        id::{MediumId, Subject},
        lifecycle::State,
        medium::Medium,
        sanitization::{Declared, Encrypted, Inventory, MediumKind, MediumStatus},
        standing::standing,
        text,
    },
    rules::{self, nist::claim},
    store::{AttemptsOf, Name, Place},
};

/// The word for our stock of loose media, where an asset could stand.
pub(super) const STOCK: &str = "stock";

/// A medium to be added.
#[derive(Clone, Debug)]
pub struct AddMedium {
    /// The asset it is in, as typed; `stock` for none.
    pub place: String,
    /// What it is.
    pub kind: MediumKind,
    /// The maker's serial.
    pub serial: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// Its capacity.
    pub capacity: Option<Bytes>,
    /// Whether it always encrypts.
    pub encrypted: Encrypted,
}

/// Adds a medium, to an asset or to stock.
///
/// A loose medium that is known by its serial goes into the asset, with all that is recorded of it: what the
/// log of a tool said of a drive before anybody knew its machine.
///
/// # Errors
///
/// Refuses a serial that is known elsewhere or as another kind, and an asset that has left.
pub fn add_medium(act: &mut Act<'_>, request: &AddMedium, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let serial = clean_some("serial", request.serial.as_deref())?.filter(|s| !text::is_placeholder(s));
    if let Some(serial) = &serial {
        let known = act.reader().named(&Name::MediumSerial(serial))?;
        if let Some(Subject::Medium(id)) = known.first() {
            let loose = act.reader().medium(*id)?.filter(|medium| is_loose(medium, request.kind));
            return match (loose, find_place(act, &request.place)?) {
                (Some(medium), Some(asset)) => take_in(act, &medium, &asset, request, on),
                _ => Err(taken(act, serial, *id)?.into()),
            };
        }
    }
    let asset = find_place(act, &request.place)?;
    let used = asset.as_ref().filter(|asset| asset.deployments > 0);
    let fact = MediumAdded {
        capacity_bytes: request.capacity,
        encrypted: request.encrypted,
        kind: request.kind,
        model: clean_some("model", request.model.as_deref())?,
        seen: false,
        serial,
        // A machine that has been in use has written on what is in it.
        used_by: used.and_then(|asset| asset.service.clone()),
    };
    let mut draft = Draft::new(on, fact).medium(MediumId(act.next_id()));
    draft.asset = asset.map(|asset| asset.id);
    act.record(draft)
}

/// Whether a medium waits in our stock, and can be of this kind.
pub(super) fn is_loose(medium: &Medium, kind: MediumKind) -> bool {
    let here = medium.asset.is_none() && medium.lot.is_none() && medium.departed_on.is_none();
    let same = medium.kind == kind || medium.kind == MediumKind::Other;
    here && same && medium.status != MediumStatus::Destroyed
}

/// Puts a loose medium into an asset. Where nobody had said what it is, what may be claimed of its last
/// sanitisation is computed now.
fn take_in(
    act: &mut Act<'_>,
    medium: &Medium,
    asset: &Asset,
    request: &AddMedium,
    on: Day,
) -> Result<(), Failure> {
    refuse_away(act, asset)?;
    let last = act.reader().attempts(AttemptsOf::Medium(medium.id))?.pop();
    let told = medium.kind == MediumKind::Other && request.kind != MediumKind::Other;
    // What a tool read of its kind claims nothing by itself: who puts it into its machine says so too.
    let anew = told || last.as_ref().map_or(Ok(false), |last| kind_read_since(act, medium, last.seq))?;
    // What was in use, or out of our hands, since it was erased is not judged again: it may hold data.
    let stale = match &last {
        Some(last) if anew => used_between(act, medium.id, erased_on(act, last), on)?,
        _ => false,
    };
    let anew = anew && !stale;
    let judged = last.as_ref().filter(|_| anew).map(|last| {
        let tool = last.tool.as_deref();
        // Whatever it was in when that was done, it was not this asset.
        claim(None, request.kind, medium.encrypted, last.action, tool, last.verify, last.result)
    });
    let fact = MediumMoved {
        attempt: last.as_ref().filter(|_| anew).map(|last| last.seq),
        claim: judged,
        from: None,
        keep_data: false,
        kind: told.then_some(request.kind),
        rules: judged.map(|_| rules::VERSION.to_owned()),
        to: Some(asset.id),
        used_by: used_since(act, asset.id, last.as_ref())?,
    };
    act.record(Draft::new(on, fact).medium(medium.id))?;
    // As one that is added: its list is complete then, and stays so if it is called something else later.
    if asset.inventory == Inventory::Open || !asset.kind.holds_data() {
        let declared = MediaDeclared { declared: Declared::Confirmed };
        act.record(Draft::new(on, declared).asset(asset.id))?;
    }
    Ok(())
}

/// Tells whether a tool told what a medium is after its last sanitisation was judged.
fn kind_read_since(act: &Act<'_>, medium: &Medium, seq: Seq) -> Result<bool, Failure> {
    let events = standing(act.reader().history(Subject::Medium(medium.id))?);
    let told = |event: &Event| matches!(&event.fact, Fact::MediumRead(read) if read.kind.is_some());
    Ok(events.iter().any(|event| event.seq > seq && told(event)))
}

/// The event by which a loose medium goes into an asset where a tool saw it: nobody says that it is the only one
/// there, and nothing more is claimed of it than before.
pub(super) fn moved_in(act: &Act<'_>, medium: &Medium, asset: &Asset, on: Day) -> Result<Draft, Failure> {
    refuse_away(act, asset)?;
    if let Some(crossing) = crossing(medium, Some(asset)) {
        return Err(data_elsewhere(act, medium, &crossing)?.into());
    }
    let last = act.reader().attempts(AttemptsOf::Medium(medium.id))?.pop();
    let fact = MediumMoved {
        attempt: None,
        claim: None,
        from: None,
        keep_data: false,
        kind: None,
        rules: None,
        to: Some(asset.id),
        used_by: used_since(act, asset.id, last.as_ref())?,
    };
    Ok(Draft::new(on, fact).medium(medium.id))
}

/// The refusal of a medium's serial that is known.
pub(super) fn taken(act: &Act<'_>, serial: &str, id: MediumId) -> Result<Refusal, Failure> {
    let asset = act.reader().medium(id)?.and_then(|medium| medium.asset);
    let tag = match asset {
        Some(asset) => act.reader().asset(asset)?.map(|asset| asset.tag.to_string()),
        None => None,
    };
    Ok(Refusal::MediumTaken { serial: serial.to_owned(), asset: tag })
}

/// The asset that a place names; none for our stock. What has left takes no medium in.
fn find_place(act: &Act<'_>, word: &str) -> Result<Option<Asset>, Failure> {
    if word.eq_ignore_ascii_case(STOCK) {
        return Ok(None);
    }
    let asset = act.reader().find_asset(word)?;
    if asset.state == State::Departed {
        return Err(Refusal::NotHere { tag: asset.tag.to_string(), state: asset.state }.into());
    }
    Ok(Some(asset))
}

/// A declaration about the list of an asset's media.
#[derive(Clone, Debug)]
pub struct Declare {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// What is declared.
    pub declared: Declared,
}

/// Records that somebody looked: there is no medium, or the list is complete.
///
/// # Errors
///
/// Refuses `none` for an asset that has media, `confirmed` for one that has none, what nobody can look
/// into, and what changes nothing.
pub fn declare(act: &mut Act<'_>, request: &Declare, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    for asset in act.reader().find_assets(&request.assets)? {
        refuse_away(act, &asset)?;
        let tag = asset.tag.to_string();
        let count = act.media_in(asset.id)?.len();
        match request.declared {
            Declared::None if count > 0 => return Err(Refusal::HasMedia { tag, count }.into()),
            Declared::Confirmed if count == 0 && act.reader().media_of(asset.id)?.is_empty() => {
                return Err(Refusal::NoMedia { tag }.into());
            }
            _ if asset.inventory == Inventory::Closed => {
                return Err(Refusal::NothingChanges { subject: tag }.into());
            }
            _ => {}
        }
        act.record(Draft::new(on, MediaDeclared { declared: request.declared }).asset(asset.id))?;
    }
    Ok(())
}

/// Media that go elsewhere.
#[derive(Clone, Debug)]
pub struct MoveMedium {
    /// The media, as typed.
    pub media: Vec<String>,
    /// The asset they go to, as typed; `stock` for none.
    pub to: String,
    /// Whether data may go to another service with them.
    pub keep_data: bool,
}

/// Moves media to another asset, or to stock.
///
/// # Errors
///
/// Refuses a medium that has left or was destroyed, one that is there already, what is missing, and,
/// unless asked, one that would take data to another service.
pub fn move_medium(act: &mut Act<'_>, request: &MoveMedium, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let to = find_place(act, &clean("to", &request.to)?)?;
    if let Some(to) = &to {
        refuse_away(act, to)?;
    }
    // A machine in use writes on what is put into it, from that day on.
    let in_use = to.as_ref().filter(|asset| asset.state == State::Deployed);
    let in_use = in_use.and_then(|asset| asset.service.clone());
    for word in &request.media {
        let medium = act.reader().find_medium(word)?;
        refuse_gone(&medium)?;
        refuse_out_of_reach(act, &medium)?;
        if let Some(id) = medium.asset
            && let Some(within) = act.reader().asset(id)?
        {
            act.refuse_sent_out(&within)?;
        }
        let name = medium_name(&medium);
        if medium.asset == to.as_ref().map(|asset| asset.id) {
            return Err(Refusal::NothingChanges { subject: name }.into());
        }
        if medium.lot.is_some() {
            return Err(Refusal::MediumElsewhere { medium: name }.into());
        }
        let crossing = crossing(&medium, to.as_ref());
        if let Some(crossing) = crossing.as_ref().filter(|_| !request.keep_data) {
            return Err(data_elsewhere(act, &medium, crossing)?.into());
        }
        let fact = MediumMoved {
            attempt: None,
            claim: None,
            from: medium.asset,
            keep_data: crossing.is_some(),
            kind: None,
            rules: None,
            to: to.as_ref().map(|asset| asset.id),
            used_by: in_use.clone(),
        };
        act.record(Draft::new(on, fact).medium(medium.id))?;
    }
    Ok(())
}

/// The services between which data would go with a medium.
fn crossing(medium: &Medium, to: Option<&Asset>) -> Option<(String, String)> {
    let holds = matches!(medium.status, MediumStatus::HoldsData | MediumStatus::Unknown);
    let (from, to) = (medium.used_by.clone()?, to?.service.clone()?);
    (holds && from != to).then_some((from, to))
}

/// The refusal of a medium that would take the data of a service to another.
fn data_elsewhere(act: &Act<'_>, medium: &Medium, (from, to): &(String, String)) -> Result<Refusal, Failure> {
    let label = |code: &str| act.reader().label(Place::Service, code);
    let from = label(from)?.unwrap_or_else(|| from.clone());
    let to = label(to)?.unwrap_or_else(|| to.clone());
    Ok(Refusal::DataElsewhere { medium: medium_name(medium), from, to })
}

/// Refuses a medium that has left, or does not exist any more.
pub(super) fn refuse_gone(medium: &Medium) -> Result<(), Failure> {
    let name = medium_name(medium);
    if medium.departed_on.is_some() {
        return Err(Refusal::MediumGone { medium: name }.into());
    }
    if medium.status == MediumStatus::Destroyed {
        return Err(Refusal::MediumDestroyed { medium: name }.into());
    }
    Ok(())
}

/// Refuses an asset that nobody can look into: it is missing, has left, or is sent out.
fn refuse_away(act: &Act<'_>, asset: &Asset) -> Result<(), Failure> {
    match asset.state {
        State::Missing | State::Departed => {
            Err(Refusal::NotHere { tag: asset.tag.to_string(), state: asset.state }.into())
        }
        _ => act.refuse_sent_out(asset),
    }
}

/// Refuses a medium that is in a missing asset: nobody can take it out, or remove what it holds.
pub(super) fn refuse_out_of_reach(act: &Act<'_>, medium: &Medium) -> Result<(), Failure> {
    let Some(id) = medium.asset else { return Ok(()) };
    match act.reader().asset(id)? {
        Some(asset) if asset.state == State::Missing => refuse_away(act, &asset),
        _ => Ok(()),
    }
}
