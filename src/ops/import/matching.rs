//! Which medium of the record a drive is that a tool read, and which machine drives belong to.

use super::{
    Sieve,
    sift::{Gap, Observed},
};
use crate::{
    intake::{Drive, Record},
    model::{
        asset::Asset,
        id::{AssetId, Subject},
        lifecycle::State,
        maker,
        medium::Medium,
        sanitization::{Inventory, MediumKind, MediumStatus},
    },
    ops::{
        Act, Failure, Refusal,
        act::medium_name,
        media,
        sanitize::{same_capacity, same_model},
    },
    store::Name,
};

/// Where a drive that was seen in a machine is, by the record.
pub(super) enum Found {
    /// In that machine.
    Inside(Medium),
    /// In our stock, and it may be this one.
    Loose(Medium),
    /// Nowhere: it comes in.
    New,
    /// Elsewhere, or it cannot be this one: that was said.
    Left,
}

/// Finds a drive of a machine: by its serial, or, without one, by what else is known in that machine.
///
/// # Errors
///
/// Refuses one that the record has elsewhere, where the list of the machine's media is said to be complete.
pub(super) fn find(
    act: &Act<'_>,
    sieve: &mut Sieve,
    asset: &Asset,
    inside: &mut Vec<Medium>,
    drive: &Drive,
) -> Result<Found, Failure> {
    let Some(serial) = &drive.serial else {
        let at = inside.iter().position(|medium| may_be(medium, drive));
        return Ok(at.map_or(Found::New, |at| Found::Inside(inside.remove(at))));
    };
    let Some(medium) = by_serial(act, serial)? else { return Ok(Found::New) };
    inside.retain(|other| other.id != medium.id);
    if let Some(why) = why_left(act, asset, &medium, drive, serial)? {
        refuse_unlisted(act, asset, &medium, drive)?;
        sieve.observe(why);
        return Ok(Found::Left);
    }
    Ok(if medium.asset == Some(asset.id) { Found::Inside(medium) } else { Found::Loose(medium) })
}

/// Why a medium with the serial of a drive stays where the record has it; nothing if it is in the machine, or may
/// be the drive and waits in our stock.
fn why_left(
    act: &Act<'_>,
    asset: &Asset,
    medium: &Medium,
    drive: &Drive,
    serial: &str,
) -> Result<Option<Observed>, Failure> {
    let (line, serial, tag) = (drive.line, serial.to_owned(), asset.tag.to_string());
    if medium.status == MediumStatus::Destroyed {
        return Ok(Some(Observed::DriveGone { line, serial }));
    }
    if medium.asset == Some(asset.id) {
        return Ok(None);
    }
    if let Some(id) = medium.asset.filter(|_| medium.departed_on.is_none()) {
        let other = act.reader().asset(id)?.map_or_else(|| id.to_string(), |asset| asset.tag.to_string());
        return Ok(Some(Observed::DriveElsewhere { line, serial, tag, other }));
    }
    if !media::is_loose(medium, medium.kind) {
        return Ok(Some(Observed::DriveGone { line, serial }));
    }
    let capacities = medium.capacity.zip(drive.capacity);
    let gap = match (capacities, &medium.model, &drive.model, drive.kind) {
        (Some((known, said)), ..) if !same_capacity(known, said) => Gap::Capacity { known, said },
        (_, Some(known), Some(said), _) if !same_model(Some(known), Some(said)) => {
            Gap::Model { known: known.clone(), said: said.clone() }
        }
        (.., Some(said)) if !media::is_loose(medium, said) => {
            Gap::Kind { known: medium.kind, said, judged: false }
        }
        _ => return Ok(None),
    };
    Ok(Some(Observed::DriveDiffers { line, serial, gap }))
}

/// Refuses a drive that stays where the record has it, in a machine of which the list of media is said to be
/// complete: left out, it would leave with the machine, unseen by the gate.
fn refuse_unlisted(act: &Act<'_>, asset: &Asset, medium: &Medium, drive: &Drive) -> Result<(), Failure> {
    let away = matches!(asset.state, State::Departed | State::Missing);
    if asset.inventory == Inventory::Open || away || medium.asset == Some(asset.id) {
        return Ok(());
    }
    media::refuse_gone(medium)?;
    refuse_capacity(&medium_name(medium), medium, drive)?;
    Err(media::taken(act, &medium_name(medium), medium.id)?.into())
}

/// Refuses a drive of another capacity than the medium that has its serial.
pub(super) fn refuse_capacity(serial: &str, medium: &Medium, drive: &Drive) -> Result<(), Failure> {
    match medium.capacity.zip(drive.capacity) {
        Some((known, said)) if !same_capacity(known, said) => {
            Err(Refusal::DriveCapacity { serial: serial.to_owned(), known, said }.into())
        }
        _ => Ok(()),
    }
}

/// Tells whether a medium of a machine may be the drive without a number that was seen in it.
fn may_be(medium: &Medium, drive: &Drive) -> bool {
    let size = match (medium.capacity, drive.capacity) {
        (Some(known), Some(said)) => same_capacity(known, said),
        // Of one that has a number, something must show that it is the same.
        _ => medium.serial.is_none(),
    };
    let kind = drive.kind.is_none_or(|said| medium.kind == said || medium.kind == MediumKind::Other);
    size && kind && same_model(medium.model.as_deref(), drive.model.as_deref())
}

/// Finds a machine that has no number of its own by those of its drives: all that are known are in one that has
/// none either, of the same maker and model.
pub(super) fn by_its_drives(
    act: &Act<'_>,
    sieve: &mut Sieve,
    record: &Record,
    drives: &[Drive],
) -> Result<Option<Asset>, Failure> {
    if record.serial.is_some() || !record.aliases.is_empty() {
        return Ok(None);
    }
    let mut found: Option<(AssetId, &str)> = None;
    for serial in drives.iter().filter_map(|drive| drive.serial.as_deref()) {
        let Some(id) = by_serial(act, serial)?.and_then(|medium| medium.asset) else { continue };
        if found.is_some_and(|(other, _)| other != id) {
            return Ok(None);
        }
        found = Some((id, serial));
    }
    let Some((id, serial)) = found else { return Ok(None) };
    let same = |asset: &Asset| {
        let maker = maker::may_be_same(asset.manufacturer.as_deref(), record.manufacturer.as_deref());
        asset.serial.is_none() && maker && same_model(asset.model.as_deref(), record.model.as_deref())
    };
    let known = act.reader().asset(id)?.filter(same);
    if let Some(asset) = &known {
        let (line, tag, serial) = (record.line, asset.tag.to_string(), serial.to_owned());
        sieve.observe(Observed::ByDrive { line, tag, serial });
    }
    Ok(known)
}

pub(super) fn by_serial(act: &Act<'_>, serial: &str) -> Result<Option<Medium>, Failure> {
    match act.reader().named(&Name::MediumSerial(serial))?.first() {
        Some(Subject::Medium(id)) => Ok(act.reader().medium(*id)?),
        _ => Ok(None),
    }
}
