//! `sanitize validate`: a second person accepts what was done to a medium (NIST SP 800-88r2, 4.5.2).
//!
//! Verification asks whether the technique completed; validation decides whether the result is good enough
//! for what the medium held. It is never that of whoever sanitised it.

use super::media_named;
use crate::{
    model::{
        attempt::Attempt, event::Draft, fact::Validated, medium::Medium, sanitization::Clearance,
        text::same_person,
    },
    ops::{Act, Failure, Notice, Recording, Refusal, act::medium_name},
    store::AttemptsOf,
};

/// Media whose sanitisation is accepted, as typed: media, or assets for each of their media.
#[derive(Clone, Debug)]
pub struct Validate {
    /// Media or assets, as typed.
    pub items: Vec<String>,
}

/// Records that a second person accepts the last sanitisation of each medium. What was accepted before is said to
/// be, and the others go on.
///
/// # Errors
///
/// Refuses a medium that nothing clears, whoever sanitised it, an operator whose name was erased, and an asset
/// without media.
pub fn validate(act: &mut Act<'_>, request: &Validate, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    for word in &request.items {
        let media = media_named(act, word, true)?;
        for medium in &media {
            if medium.validated {
                say_validated(act, medium)?;
                continue;
            }
            let attempt = accepted(act, medium)?;
            refuse_same_person(act, medium, &attempt)?;
            let mut draft = Draft::new(on, Validated { seq: attempt.seq }).medium(medium.id);
            draft.asset = medium.asset;
            act.record(draft)?;
        }
    }
    Ok(())
}

/// Says by which event a medium was validated before.
fn say_validated(act: &mut Act<'_>, medium: &Medium) -> Result<(), Failure> {
    let last = act.reader().attempts(AttemptsOf::Medium(medium.id))?.pop();
    if let Some(validation) = last.and_then(|attempt| attempt.validation) {
        let (seq, on) = (validation.seq, validation.on);
        act.notice(Notice::AlreadyValidated { medium: medium_name(medium), seq, on });
    }
    Ok(())
}

/// Returns the attempt that cleared a medium. What clears nothing is not there to be accepted.
fn accepted(act: &Act<'_>, medium: &Medium) -> Result<Attempt, Failure> {
    let minimum = act.policies().sanitization_minimum;
    let tag = match medium.asset {
        Some(id) => act.reader().asset(id)?.map(|asset| asset.tag.to_string()),
        None => None,
    };
    let last = act.reader().attempts(AttemptsOf::Medium(medium.id))?.pop();
    last.filter(|_| medium.cleared(Clearance { minimum, second_person: false }))
        .ok_or_else(|| act.unaccounted(tag, medium))
}

fn refuse_same_person(act: &Act<'_>, medium: &Medium, attempt: &Attempt) -> Result<(), Failure> {
    let (medium, seq) = (medium_name(medium), attempt.seq);
    match act.reader().actor(attempt.operator)? {
        None => Err(Refusal::OperatorErased { medium, seq }.into()),
        // The same name written in another way is no other person.
        Some(name) if same_person(&name, act.actor()) => Err(Refusal::SamePerson { medium, seq }.into()),
        Some(_) => Ok(()),
    }
}
