//! What a refusal speaks of: things that were named, facts that are lacking, what a life decides.

use crate::model::{
    day::Day,
    event::Seq,
    leaving::Proof,
    lifecycle::State,
    sanitization::{MediumStatus, Technique},
};

/// What a word was meant to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// An asset.
    Asset,
    /// A medium.
    Medium,
    /// An asset or a medium.
    AssetOrMedium,
    /// A lot.
    Lot,
    /// A party.
    Party,
    /// An event.
    Event,
    /// A service.
    Service,
    /// A site.
    Site,
    /// An action card.
    Card,
    /// Whoever runs commands.
    Operator,
    /// An asset, a medium or a lot.
    Evidenced,
    /// A file that is attached.
    Evidence,
}

/// A fact that a lot lacks, with the article that asks for it in `lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotFact {
    /// The recipient.
    Party,
    /// The article that allows a gift.
    LegalBasis,
    /// The act.
    Act,
    /// The value.
    UnitValue,
    /// How it was found.
    ValueMethod,
    /// The waste code.
    WasteCode,
    /// The waste-tracking form, or why there is none.
    Bsd,
}

/// A proof that stands, beside another that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherProof {
    /// The lot.
    pub lot: String,
    /// What has that proof.
    pub subjects: Vec<String>,
    /// The event by which it was proved.
    pub seq: Seq,
    /// The day it was proved.
    pub on: Day,
    /// What became of it.
    pub outcome: Proof,
    /// The final operation.
    pub operation: Option<String>,
    /// The other day, where nothing else differs.
    pub day: Option<Day>,
    /// What was meant as well and has no proof yet: what has a tag, and what has none.
    pub rest: (Vec<String>, Vec<String>),
    /// What is claimed now: what became of it, and the final operation.
    pub claimed: (Proof, Option<String>),
}

/// Why a loose medium cannot leave in the lot it was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// It was destroyed.
    Destroyed,
    /// It has left already.
    Left,
    /// It is in an asset, or in another lot.
    Elsewhere,
}

/// What a medium or asset lacks to leave or be ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Somebody must say that the list of media is complete.
    Inventory,
    /// The medium must be sanitised, or destroyed.
    Sanitisation {
        /// What is known of it.
        status: MediumStatus,
        /// What would do, on a medium of its kind; nothing but its destruction if there is none.
        by: Option<Technique>,
    },
    /// A second person must accept what was done.
    Validation,
}

/// What the life of an asset decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lived {
    /// The state: this one was asked for.
    State(State),
    /// The service that uses it, or used it last.
    Service,
    /// The site of what is in use, or not here.
    Site,
    /// The person.
    Holder,
}
