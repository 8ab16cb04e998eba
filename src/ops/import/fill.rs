//! What a reading of a drive says more of the medium that it is.

use super::{
    Entry, Sieve,
    sift::{Gap, Observed},
};
use crate::{
    intake::Drive,
    model::{
        fact::MediumRead,
        medium::{Medium, Reading},
        sanitization::MediumKind,
    },
    ops::{
        Act, Failure,
        act::medium_name,
        sanitize::{same_capacity, same_model},
    },
    store::AttemptsOf,
};

impl Entry<'_> {
    /// What was read says more of a medium; nothing if it is all known.
    pub(super) fn more(
        &self,
        act: &Act<'_>,
        sieve: &mut Sieve,
        medium: &Medium,
        drive: &Drive,
    ) -> Result<Option<MediumRead>, Failure> {
        let mut read = said(drive.reading.filter(|new| is_news(medium.reading, *new)));
        let update = self.request.update;
        let mut differs = |gap| {
            let serial = medium_name(medium);
            sieve.observe(Observed::DriveDiffers { line: drive.line, serial, gap });
        };
        match drive.kind.filter(|said| *said != medium.kind) {
            Some(said) if medium.kind == MediumKind::Other => read.kind = Some(said),
            Some(said) => {
                // What may be claimed was computed from what it was said to be: that stays, then.
                let judged = !act.reader().attempts(AttemptsOf::Medium(medium.id))?.is_empty();
                if update && !judged {
                    read.kind = Some(said);
                } else {
                    differs(Gap::Kind { known: medium.kind, said, judged });
                }
            }
            None => {}
        }
        // What a person typed is round.
        let round = |capacity: i64| capacity % 1_000_000 == 0;
        match (medium.capacity, drive.capacity) {
            (None, said) => read.capacity_bytes = said,
            (Some(known), Some(said)) if same_capacity(known, said) => {
                let exact = round(known.0) && !round(said.0);
                read.capacity_bytes = exact.then_some(said);
            }
            (Some(known), Some(said)) => differs(Gap::Capacity { known, said }),
            (Some(_), None) => {}
        }
        match (medium.model.as_deref(), drive.model.as_deref()) {
            (None, said) => read.model = said.map(str::to_owned),
            (Some(known), Some(said)) if same_model(Some(known), Some(said)) => {
                let letters = |model: &str| model.chars().filter(char::is_ascii_alphanumeric).count();
                read.model = (letters(said) > letters(known)).then(|| said.to_owned());
            }
            (Some(_), Some(said)) if update => read.model = Some(said.to_owned()),
            (Some(known), Some(said)) => {
                differs(Gap::Model { known: known.to_owned(), said: said.to_owned() });
            }
            (Some(_), None) => {}
        }
        let news = read != MediumRead::default();
        Ok(news.then(|| MediumRead { tool: Some(drive.tool.clone()), ..read }))
    }
}

/// What a drive says of itself, as the log holds it.
pub(super) fn said(reading: Option<Reading>) -> MediumRead {
    let Some(Reading { hours, health, at }) = reading else { return MediumRead::default() };
    MediumRead { health: Some(health), power_on_hours: hours, read_at: at, ..MediumRead::default() }
}

/// Tells whether a reading is later than the one that is known; without a date, whether it is another.
fn is_news(known: Option<Reading>, new: Reading) -> bool {
    let Some(known) = known else { return true };
    match (known.at, new.at) {
        (Some(before), Some(now)) => now > before,
        (Some(_), None) => false,
        (None, _) => known != new,
    }
}
