//! Whether a log comes too late to be recorded on a day: what happened since then, or the medium was used.

use super::BadLogWhy;
use crate::{
    model::{day::Day, medium::Medium},
    ops::{Act, Failure, Refusal, act::medium_name, used::used_between},
};

/// Tells why what a log says of a known medium cannot be recorded on a day. `told`: the day of the log.
///
/// If the medium was written on since the log, the log proves nothing of what it holds now.
pub(super) fn too_early(
    act: &Act<'_>,
    medium: &Medium,
    told: Option<Day>,
    on: Day,
) -> Result<Option<BadLogWhy>, Failure> {
    let mut last = (medium_name(medium), medium.last_on);
    if let Some(id) = medium.asset
        && let Some(asset) = act.reader().asset(id)?.filter(|asset| asset.last_on > last.1)
    {
        last = (asset.tag.to_string(), asset.last_on);
    }
    let (subject, last) = last;
    let until = on.max(last);
    if let Some(told) = told.filter(|told| *told < until)
        && used_between(act, medium.id, told, until)?
    {
        return Ok(Some(BadLogWhy::UsedSince { medium: medium_name(medium), told }));
    }
    Ok((on < last).then_some(BadLogWhy::Refused(Refusal::BeforeLast { subject, on, last })))
}
