//! `sanitize`: the data of a medium was removed, or somebody tried.

mod import;
mod validate;

use super::{
    Act, Failure, Notice, Recording, Refusal, Resolve,
    act::{clean_some, medium_name},
    media::refuse_out_of_reach,
    resolve::Item,
};
use crate::{
    model::{
        event::Draft,
        fact::{Destroyed, Fact, Sanitised},
        kind::Kind,
        leaving::Channel,
        medium::Medium,
        sanitization::{Claim, MediumStatus, Technique, Verdict, Verify},
    },
    rules::{
        self,
        nist::{claim, why_none},
    },
};

pub use import::{BadLog, BadLogWhy, ImportLogs, LogCounts, LogRecord, Taken, import_logs};
pub(super) use import::{same_capacity, same_model};
pub use validate::{Validate, validate};

/// What was done, to which media.
#[derive(Clone, Debug)]
pub struct Sanitize {
    /// Media, or assets for each of their media, as typed.
    pub items: Vec<String>,
    /// What was done.
    pub technique: Technique,
    /// The tool and its version.
    pub tool: Option<String>,
    /// How it was checked.
    pub verify: Verify,
    /// What the check found.
    pub result: Verdict,
}

/// Records a sanitisation of each medium. What may be claimed is computed, never typed.
///
/// # Errors
///
/// Refuses a medium that was destroyed, one that is missing or left by a loss, and an asset without
/// media. A medium that left under a data clause can still be sanitised: its contractor's certificate
/// ends the exception.
pub fn sanitize(act: &mut Act<'_>, request: &Sanitize, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let tool = clean_some("tool", request.tool.as_deref())?;
    for medium in find_media(act, &request.items)? {
        if medium.status == MediumStatus::Destroyed {
            return Err(Refusal::MediumDestroyed { medium: medium_name(&medium) }.into());
        }
        refuse_out_of_reach(act, &medium)?;
        if left_by_loss(act, &medium)? {
            return Err(Refusal::MediumLost { medium: medium_name(&medium) }.into());
        }
        let device = act.device_of(&medium)?;
        let fact = fact(&medium, device, request, tool.as_deref());
        if matches!(&fact, Fact::Sanitised(done) if done.claim == Claim::None) {
            let why = why_none(
                device,
                medium.kind,
                medium.encrypted,
                request.technique,
                tool.as_deref(),
                request.verify,
                request.result,
            );
            act.notice(Notice::NothingClaimed { medium: medium_name(&medium), why });
        }
        let mut draft = Draft::new(on, fact).medium(medium.id);
        draft.asset = medium.asset;
        act.record(draft)?;
    }
    Ok(())
}

/// Tells whether a medium was written off, in an asset or on its own.
fn left_by_loss(act: &Act<'_>, medium: &Medium) -> Result<bool, Failure> {
    if medium.departed_on.is_none() {
        return Ok(false);
    }
    let channel = match (medium.asset, medium.lot) {
        (Some(id), _) => act.reader().asset(id)?.and_then(|asset| asset.channel),
        (None, Some(id)) => act.reader().lot(id)?.and_then(|lot| lot.facts.channel),
        (None, None) => None,
    };
    Ok(channel == Some(Channel::Loss))
}

fn fact(medium: &Medium, device: Option<Kind>, request: &Sanitize, tool: Option<&str>) -> Fact {
    let Sanitize { technique: action, verify, result, .. } = *request;
    let claim = claim(device, medium.kind, medium.encrypted, action, tool, verify, result);
    let (rules, tool) = (rules::VERSION.to_owned(), tool.map(str::to_owned));
    if action.destroys() && result == Verdict::Pass {
        Destroyed { action, claim, result, rules, tool, verify }.into()
    } else {
        Sanitised { action, claim, result, rules, run: None, tool, verify }.into()
    }
}

fn find_media(act: &Act<'_>, words: &[String]) -> Result<Vec<Medium>, Failure> {
    let mut media: Vec<Medium> = Vec::new();
    for word in words {
        media.extend(media_named(act, word, false)?);
    }
    let mut seen = std::collections::HashSet::new();
    media.retain(|medium| seen.insert(medium.id));
    Ok(media)
}

/// Returns a medium, or those in an asset; `destroyed`: those that are no more with them.
fn media_named(act: &Act<'_>, word: &str, destroyed: bool) -> Result<Vec<Medium>, Failure> {
    let asset = match act.reader().find_item(word)? {
        Item::Medium(medium) => return Ok(vec![*medium]),
        Item::Asset(asset) => asset,
    };
    let inside = act.media_in(asset.id)?.into_iter().map(|(medium, _)| medium);
    let media: Vec<Medium> =
        inside.filter(|medium| destroyed || medium.status != MediumStatus::Destroyed).collect();
    if media.is_empty() {
        return Err(Refusal::NoMedia { tag: asset.tag.to_string() }.into());
    }
    Ok(media)
}
