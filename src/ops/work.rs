//! `work`: what is done to an asset, here or by somebody it is sent to.

use super::{
    Act, Failure, Notice, Recording, Refusal, Resolve,
    act::{clean, clean_some, medium_name},
    gate::Exception,
    inventory,
};
use crate::{
    model::{
        amount::Cents,
        asset::Asset,
        event::Draft,
        fact::Worked,
        id::TextId,
        lifecycle::{Action, Terms},
        sanitization::Inventory,
        text,
        work::{WorkKind, is_storage},
    },
    store::Party,
};

/// Work on assets.
#[derive(Clone, Debug)]
pub struct Work {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// What was done; of what comes back, what it was sent for if it is not given.
    pub kind: Option<WorkKind>,
    /// The part.
    pub part: Option<String>,
    /// The asset that the part was taken from, as typed.
    pub from: Option<String>,
    /// How long it took, for each.
    pub minutes: Option<u32>,
    /// What it cost, for each.
    pub cost: Option<Cents>,
    /// Where they were worked on.
    pub place: Bench,
}

/// Where assets are worked on.
#[derive(Clone, Debug)]
pub enum Bench {
    /// Here.
    Here,
    /// They are sent out for it.
    SentTo {
        /// To whom, as typed.
        party: String,
        /// The contract under which data may go with them.
        data_clause: Option<String>,
    },
    /// They come back from there.
    Back {
        /// The serial that it comes back with, if the maker changed it.
        new_serial: Option<String>,
    },
}

/// Records work on assets.
///
/// # Errors
///
/// Refuses what the life of an asset does not allow, an asset that would be sent out while data may be
/// in it and no contract says so, a part from an asset that is in use or waste, and a serial that is
/// known.
pub fn work(act: &mut Act<'_>, request: &Work, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let assets = act.reader().find_assets(&request.assets)?;
    let from = request.from.as_deref().map(|word| act.reader().find_asset(word)).transpose()?;
    let sent_to = match &request.place {
        Bench::SentTo { party, .. } => Some(act.reader().find_party(party)?),
        _ => None,
    };
    let part = keep_part(act, request)?;
    for asset in assets {
        let kind = kind_of(act, &asset, request)?;
        check(act, &asset, from.as_ref(), kind, &request.place)?;
        let mut fact = Worked {
            back: false,
            cost_cents: request.cost,
            data_clause: None,
            from: from.as_ref().map(|from| from.id),
            kind,
            media: Vec::new(),
            minutes: request.minutes,
            new_serial: None,
            old_serial: None,
            part,
            sent_to: sent_to.as_ref().map(|party| party.id),
            with_data: false,
        };
        match &request.place {
            Bench::Here => {}
            Bench::SentTo { data_clause, .. } => {
                fact.data_clause = clean_some("data_clause", data_clause.as_deref())?;
                send(act, &asset, sent_to.as_ref(), &mut fact)?;
            }
            Bench::Back { new_serial } => {
                fact.back = true;
                fact.media = act.media_ids(asset.id)?;
                if let Some(serial) = new_serial {
                    change_serial(act, &asset, serial, &mut fact)?;
                }
            }
        }
        let renewed = fact.new_serial.is_some();
        act.record(Draft::new(on, fact).asset(asset.id))?;
        if renewed && act.reader().asset(asset.id)?.is_some_and(|asset| asset.inventory == Inventory::Open) {
            act.notice(Notice::LookInside { tag: asset.tag.to_string() });
        }
    }
    Ok(())
}

/// Keeps the words for the part in the vault. A storage medium has a life of its own, which no words
/// record.
fn keep_part(act: &mut Act<'_>, request: &Work) -> Result<Option<TextId>, Failure> {
    let Some(part) = &request.part else { return Ok(None) };
    let moves = matches!(request.kind, Some(WorkKind::Install | WorkKind::Replace | WorkKind::Harvest));
    if moves && is_storage(part) {
        act.notice(Notice::StoragePart { part: clean("part", part)? });
    }
    act.keep_text("part", part).map(Some)
}

fn kind_of(act: &Act<'_>, asset: &Asset, request: &Work) -> Result<WorkKind, Failure> {
    if let Some(kind) = request.kind {
        return Ok(kind);
    }
    let sent = act.reader().works_of(asset.id)?.into_iter().rfind(|work| work.sent_to.is_some());
    // Without a sending there is nothing to come back from, and that is refused.
    Ok(sent.map_or(WorkKind::Repair, |work| work.kind))
}

/// Asks the table of lives about the asset, and about the one that the part is taken from.
fn check(
    act: &Act<'_>,
    asset: &Asset,
    from: Option<&Asset>,
    kind: WorkKind,
    place: &Bench,
) -> Result<(), Failure> {
    let action = match (place, from, kind) {
        (Bench::Back { .. }, ..) => Action::WorkBack,
        (_, None, WorkKind::Harvest) => Action::Harvest,
        _ => Action::Work,
    };
    act.decide(asset, action, Terms::default())?;
    let Some(from) = from else { return Ok(()) };
    if from.id == asset.id {
        return Err(Refusal::OwnPart { tag: asset.tag.to_string() }.into());
    }
    act.decide(from, Action::Harvest, Terms::default()).map(|_| ())
}

/// Refuses that data goes out of the house unseen: the gate's own notion, save that a contract covers
/// whatever is in what comes back, opened or not.
fn send(act: &mut Act<'_>, asset: &Asset, to: Option<&Party>, fact: &mut Worked) -> Result<(), Failure> {
    let covered = Exception { under_contract: fact.data_clause.is_some(), ..Exception::default() };
    let (media, with_data) = act.pass_gate(asset, covered).map_err(|failure| match failure {
        Failure::Refused(refusal) => match *refusal {
            Refusal::Unaccounted { medium, need, .. } => {
                Refusal::SentWithData { tag: asset.tag.to_string(), medium, need }.into()
            }
            other => other.into(),
        },
        other => other,
    })?;
    if with_data {
        let medium = media.first().map(medium_name);
        let to = to.and_then(Party::said).unwrap_or_default();
        act.notice(Notice::SentWithData { tag: asset.tag.to_string(), medium, to });
    }
    fact.media = media.into_iter().map(|medium| medium.id).collect();
    fact.with_data = with_data;
    Ok(())
}

/// The maker changed the board, or the machine: it has another serial, and is found by both.
fn change_serial(act: &mut Act<'_>, asset: &Asset, typed: &str, fact: &mut Worked) -> Result<(), Failure> {
    let serial = clean("new_serial", typed)?;
    if text::is_placeholder(&serial) {
        return Err(Refusal::NotASerial(serial).into());
    }
    if asset.serial.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(&serial)) {
        return Err(Refusal::SerialTaken { serial, by: asset.tag.to_string() }.into());
    }
    inventory::refuse_known_serial(act, Some(&serial), asset.manufacturer.as_deref(), Some(asset.id))?;
    inventory::refuse_taken(act, &serial, Some(asset.id))?;
    if let Some(old) = &asset.serial
        && inventory::taken(act, old, Some(asset.id))?.is_none()
    {
        fact.old_serial = Some(old.clone());
    }
    fact.new_serial = Some(serial);
    Ok(())
}
