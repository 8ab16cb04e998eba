//! What is worth saying although it was done.

use super::{
    En,
    refusals::{forgotten, lots},
};
use crate::{
    lang::{
        Codes, Numbers,
        way::{self, run, shown},
    },
    model::{
        day::{Day, Instant},
        leaving::Channel,
    },
    ops::Notice,
    rules::nist::NoClaim,
};

/// Says a notice.
#[expect(clippy::too_many_lines, reason = "one sentence after another")]
pub(super) fn said(notice: &Notice) -> String {
    match notice {
        Notice::Namesakes { words } => forgotten::namesakes(words),
        Notice::NameInLog { seqs } => forgotten::name_in_log(seqs),
        Notice::CodesStay { codes } => forgotten::codes_stay(codes),
        Notice::NameInCodes { codes } => forgotten::name_in_codes(codes),
        Notice::CopiesStay { files } => forgotten::copies_stay(files),
        Notice::ListDamaged { kept } => forgotten::list_damaged(kept),
        Notice::ListUnread { list, cause } => forgotten::list_unread(list, cause),
        Notice::NotScrubbed { cause, command_line } => forgotten::not_scrubbed(cause, command_line),
        Notice::EvidenceUnused => {
            "nothing was recorded: the files given as evidence were not kept".to_owned()
        }
        Notice::NoRetention => forgotten::no_retention(),
        Notice::NewPlace { site, label, code, nearest } => {
            let what = if *site { "site" } else { "service" };
            let label = shown(label);
            let near = match nearest.as_slice() {
                [] => String::new(),
                near => format!("; already known and near: {}", near.join(", ")),
            };
            format!("new {what} “{label}”, code `{code}`{near}")
        }
        Notice::Redeployed { tag, medium: None, from } => format!(
            "{tag} was used by another service, {from}, and the list of its media is not known to be \
             complete: the data may still be there; to list one: {}, if there is none: {}",
            way::media_add(tag),
            way::media_none(tag)
        ),
        Notice::Redeployed { tag, medium: Some(medium), from } => format!(
            "{tag} was used by another service, {from}, and its medium {medium} was not sanitised \
             since: the data may still be there; to sanitise it: {}",
            way::overwrite(medium)
        ),
        Notice::NothingClaimed { medium, why } => match why {
            Some(why) => format!("{medium}: recorded, but nothing can be claimed of it: {}", no_claim(*why)),
            None => format!("{medium}: recorded, but nothing can be claimed of it"),
        },
        Notice::LateUndertaking { lot } => format!(
            "{lot}: the undertaking is dated after a departure: what left before will not count as \
             reused (décret n° 2023-266, art. 2)"
        ),
        Notice::BackdatedUndertaking { lot, on } => format!(
            "{lot}: the undertaking of {} is recorded after the departure: it counts as one made before (décret n° \
             2023-266, art. 2); keep the paper that shows its day, with `--evidence`",
            En.day(*on)
        ),
        Notice::AlreadyUndertaken { lot, before } => format!(
            "{lot}: an undertaking of {} is recorded already: this one stands beside it, and for each asset the \
             earliest day counts",
            En.day(*before)
        ),
        Notice::ProofWithoutUndertaking { lot } => format!(
            "{lot}: the proof of reuse is recorded, but without an undertaking before the departure it \
             will not count as reused (décret n° 2023-266, art. 2)"
        ),
        Notice::AlreadyProved { subjects, seq, on, outcome } => format!(
            "already proved, of {}: {}, on {} (event {seq}): nothing is recorded of it again",
            lots::names(subjects),
            En.proof(*outcome),
            En.day(*on)
        ),
        Notice::AlreadyValidated { medium, seq, on } => format!(
            "{medium} was validated before, on {} (event {seq}): nothing is recorded of it again",
            En.day(*on)
        ),
        Notice::LooseBsd { bsd } => {
            format!("{bsd} has a letter that Trackdéchets never writes (I, L, O or U): check it on the slip")
        }
        Notice::ReasonWent { lot, bsd } => {
            format!("{lot}: {bsd} replaces the reason given for no tracking slip, which stands no more")
        }
        Notice::BsdWent { lot, bsd } => format!(
            "{lot}: the reason for no tracking slip replaces {bsd}, which stands no more; to put it back: {}",
            way::lot_edit(lot, &format!("--bsd {bsd}"))
        ),
        Notice::LeftWithoutUndertaking { lot, channel, count, on } => {
            left_without(lot, *channel, *count, *on)
        }
        Notice::LeavesWithData { tag, channel } => format!(
            "{tag} leaves without its data being known to be gone ({}): an exception that every report \
             of its media will name",
            En.channel(*channel)
        ),
        Notice::LeftWithData { medium, on } => format!(
            "{medium} left on {} and is no longer known to be sanitised: an exception that every report of \
             its media will name",
            En.day(*on)
        ),
        Notice::LeftUnlisted { tag, on } => format!(
            "{tag} left on {} and nobody has listed its media, which its kind asks for: an exception that \
             every report of its media will name",
            En.day(*on)
        ),
        Notice::SentWithData { tag, medium, to } => {
            let what = match medium {
                Some(medium) => format!("its medium {} is not known to be clean", shown(medium)),
                None => "the list of its media is not known to be complete".to_owned(),
            };
            format!("{tag} goes to {} and {what}: the contract named covers its data", shown(to))
        }
        Notice::LookInside { tag } => format!(
            "{tag} came back with another serial: look at what is in it; if the list of its media is still \
             right: {}, if a medium was changed: {}",
            way::media_confirm(tag),
            way::media_add(tag)
        ),
        Notice::StoragePart { part } => format!(
            "“{}” seems to be a storage medium: record its way too, {}, or {} if it is new",
            shown(part),
            run("media move MEDIUM --to TAG"),
            run("media add TAG --kind ssd --serial …")
        ),
        Notice::DroppedFromLot { tag, lot } => format!("{tag} was taken out of the open lot {lot}"),
        Notice::Decommissioned { tag, act } => match act {
            Some(act) => {
                format!("{tag} is decommissioned the day it came back, as decided: act {}", shown(act))
            }
            None => format!("{tag} is decommissioned the day it came back, as decided"),
        },
        Notice::LabelsFreed { free, used } => freed(free, *used),
        Notice::NotUndertaken { subject } => format!(
            "{subject} was added after the undertaking of its taker: it needs a new one, {}",
            run("lot undertake LOT")
        ),
        Notice::ClockBehind { clock, last, day } => clock_behind(*clock, *last, *day),
    }
}

/// Says what becomes of what leaves without an undertaking.
fn left_without(lot: &str, channel: Channel, count: usize, on: Day) -> String {
    let eco = channel == Channel::EcoOrganism;
    let (things, waste, they) = match (count, eco) {
        (1, true) => ("one asset leaves".to_owned(), " and becomes waste", "it"),
        (1, false) => ("one asset leaves".to_owned(), "", "it"),
        (_, true) => (format!("{count} assets leave"), " and become waste", "they"),
        (_, false) => (format!("{count} assets leave"), "", "they"),
    };
    format!(
        "{lot}: {things} without an undertaking of the taker{waste}: even with a proof of reuse later, {they} will \
         not count as reused in the legal rate (décret n° 2023-266, art. 2); if the taker did undertake by then: {}",
        run(format_args!("lot undertake {lot} --on {on}"))
    )
}

/// What becomes of labels whose tags are reserved no more.
fn freed(free: &[String], used: usize) -> String {
    let taken = match used {
        0 => String::new(),
        1 => "; the one that an asset has stays its own".to_owned(),
        _ => format!("; the {used} that assets have stay theirs"),
    };
    match free {
        [] => format!("no tag is free again{taken}"),
        [one] => format!("{one} may be given again: destroy its blank label{taken}"),
        [first, .., last] => format!(
            "{} tags may be given again, from {first} to {last}: destroy their blank labels{taken}",
            free.len()
        ),
    }
}

/// Why nothing is claimed (NIST SP 800-88).
pub(super) fn no_claim(why: NoClaim) -> &'static str {
    match why {
        NoClaim::VerdictNotPass => "the check did not say `pass`",
        NoClaim::TechniqueNotCredited => "no standard gives credit for this technique",
        NoClaim::ToolTooOld => {
            "this version of the tool does not have the action, or `--tool` does not say its version"
        }
        NoClaim::UnknownMedium => "its kind is not known, and then only a cryptographic erase is believed",
        NoClaim::WrongInterface => "a medium of this kind does not understand these commands",
        NoClaim::NoCreditForMedium => "NIST SP 800-88 gives this action no credit on a medium of this kind",
        NoClaim::WrongDevice => {
            "a factory reset counts on a phone, a tablet and network equipment alone; of a computer it is a new \
             installation, to which NIST SP 800-88 gives no credit"
        }
        NoClaim::NotVerified => {
            "it was not verified as it has to be: an overwrite is read back, `--verify full`, and of an action \
             of the device its own report is read, `--verify status`"
        }
        NoClaim::NotEncrypted => "a key was thrown away, and nobody attests that the device always encrypts",
    }
}

/// Says that the clock is behind.
fn clock_behind(clock: Instant, last: Instant, day: Day) -> String {
    format!(
        "the clock of this computer says `{clock}`, before the last event of the record (`{last}`): one of \
             the two is wrong; what is recorded now bears the later instant, and the day {} where `--on` \
             gives no other",
        En.day(day)
    )
}
