//! Whether what a log says is of a known medium, and of a run that was recorded.

use super::BadLogWhy;
use crate::{
    intake::erasure::Erasure,
    model::{
        amount::Bytes,
        attempt::Attempt,
        day::Instant,
        medium::Medium,
        sanitization::{MediumStatus, Technique, Verdict},
    },
    ops::{Act, Failure, Refusal, act::medium_name, media::refuse_out_of_reach, sanitize::left_by_loss},
    store::AttemptsOf,
};

/// Finds the attempt that the log tells of, recorded from another copy of it that said no less: a log that
/// was cut tells of the same run, and less.
pub(super) fn same_run(
    act: &Act<'_>,
    medium: &Medium,
    action: Technique,
    started: Option<Instant>,
    verdict: Verdict,
) -> Result<Option<Attempt>, Failure> {
    let Some(started) = started else { return Ok(None) };
    let attempts = act.reader().attempts(AttemptsOf::Medium(medium.id))?;
    Ok(attempts.into_iter().rev().find(|attempt| {
        let same = attempt.run.as_ref().is_some_and(|run| run.started_at == Some(started));
        same && attempt.action == action && (attempt.result == verdict || verdict == Verdict::Unknown)
    }))
}

/// Tells why what a log says cannot be of a known medium.
pub(super) fn contradicts(
    act: &Act<'_>,
    medium: &Medium,
    erasure: &Erasure,
) -> Result<Option<BadLogWhy>, Failure> {
    if let (Some(known), Some(said)) = (medium.capacity, erasure.capacity)
        && !same_capacity(known, said)
    {
        let serial = medium_name(medium);
        return Ok(Some(BadLogWhy::Capacity { serial, known, said }));
    }
    if medium.status == MediumStatus::Destroyed {
        return Ok(Some(BadLogWhy::Refused(Refusal::MediumDestroyed { medium: medium_name(medium) })));
    }
    if left_by_loss(act, medium)? {
        return Ok(Some(BadLogWhy::Refused(Refusal::MediumLost { medium: medium_name(medium) })));
    }
    match refuse_out_of_reach(act, medium) {
        Ok(()) => Ok(None),
        Err(Failure::Refused(refusal)) => Ok(Some(BadLogWhy::Refused(*refusal))),
        Err(other) => Err(other),
    }
}

/// Tells whether two capacities are of one drive: within 1 %, one of them perhaps in MiB for MB.
pub(in crate::ops) fn same_capacity(Bytes(known): Bytes, Bytes(said): Bytes) -> bool {
    let near = |one: i64, other: i64| (one - other).abs() <= one.max(other) / 100;
    let binary = |megabytes: i64| (megabytes / 1_000_000).saturating_mul(1 << 20);
    near(known, said) || near(binary(known), said) || near(known, binary(said))
}

/// Tells whether two models can be one, of which some programs keep the beginning only.
pub(in crate::ops) fn same_model(known: Option<&str>, said: Option<&str>) -> bool {
    let (Some(known), Some(said)) = (known, said) else { return true };
    let plain = |model: &str| {
        let kept = model.chars().filter(char::is_ascii_alphanumeric);
        kept.map(|c| c.to_ascii_uppercase()).collect::<String>()
    };
    let (known, said) = (plain(known), plain(said));
    known.contains(&said) || said.contains(&known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capacity_is_the_same_within_one_per_cent_and_in_mib_for_mb() {
        for (known, said, same) in [
            (500_107_862_016, 500_107_862_016, true),
            (500_000_000_000, 500_107_862_016, true),
            (512_000_000_000, 500_107_862_016, false),
            // 238 475 "MB" that are MiB.
            (238_475_000_000, 250_059_350_016, true),
            (1_000_000_000_000, 500_107_862_016, false),
        ] {
            assert_eq!(same_capacity(Bytes(known), Bytes(said)), same, "{known} {said}");
            assert_eq!(same_capacity(Bytes(said), Bytes(known)), same, "{said} {known}");
        }
    }

    #[test]
    fn a_model_that_is_cut_is_the_same() {
        assert!(same_model(Some("WDC WD1600BEVT-22A23T0"), Some("WDC WD1600BEVT-2")));
        assert!(same_model(Some("Samsung SSD 860 EVO 250GB"), Some("SSD 860 EVO")));
        assert!(same_model(None, Some("ST500LT012")));
        assert!(!same_model(Some("ST500LT012-1DG14"), Some("WDC WD1600BEVT-2")));
    }
}
