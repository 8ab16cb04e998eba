//! An attempt to remove the data of a medium, with all that is known of it: what a certificate prints.

use crate::model::{
    day::Day,
    event::{Event, Seq},
    fact::{Destroyed, Run, Sanitised},
    id::{ActorId, MediumId},
    sanitization::{Claim, Technique, Verdict, Verify},
};

/// An attempt, sanitisation or destruction, that stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The medium.
    pub medium: MediumId,
    /// The event that recorded it.
    pub seq: Seq,
    /// The day.
    pub on: Day,
    /// Who recorded it.
    pub operator: ActorId,
    /// What was done.
    pub action: Technique,
    /// The tool and its version.
    pub tool: Option<String>,
    /// How it was checked.
    pub verify: Verify,
    /// What the check found.
    pub result: Verdict,
    /// What may be claimed, computed that day.
    pub claim: Claim,
    /// The version of the table that computed the claim.
    pub rules: String,
    /// What the tool's own log says of it.
    pub run: Option<Run>,
    /// Who accepted the result, and when.
    pub validation: Option<Validation>,
}

/// That a second person accepted the result of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validation {
    /// The event that recorded it.
    pub seq: Seq,
    /// The day.
    pub on: Day,
    /// Who.
    pub by: ActorId,
}

impl Attempt {
    pub(super) fn sanitised(medium: MediumId, done: Sanitised, event: &Event) -> Self {
        let Sanitised { action, claim, result, rules, run, tool, verify } = done;
        Self {
            medium,
            seq: event.seq,
            on: event.on,
            operator: event.actor,
            action,
            tool,
            verify,
            result,
            claim,
            rules,
            run,
            validation: None,
        }
    }

    pub(super) fn destroyed(medium: MediumId, done: Destroyed, event: &Event) -> Self {
        let Destroyed { action, claim, result, rules, tool, verify } = done;
        Self::sanitised(medium, Sanitised { action, claim, result, rules, run: None, tool, verify }, event)
    }

    pub(super) fn validate(&mut self, event: &Event) {
        self.validation = Some(Validation { seq: event.seq, on: event.on, by: event.actor });
    }
}
