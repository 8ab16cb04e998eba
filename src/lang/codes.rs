//! Labels of the codes that several areas show.

use crate::{
    model::{
        erasure::ForgetReason,
        grade::{Cosmetic, Functional},
        kind::{Acquired, Kind, Security},
        leaving::{Cause, Channel, Decision, LotStatus, PartyKind, Proof, Reason, VoidReason},
        lifecycle::State,
        sanitization::{
            Claim, Encrypted, Health, Inventory, MediumKind, MediumStatus, Technique, Verdict, Verify,
        },
        work::WorkKind,
    },
    ops::EvidenceState,
    rules::outcome::Outcome,
};

/// Labels in lower case, singular, to be used in a list, a column or a sentence.
pub trait Codes {
    /// What an asset is.
    fn kind(&self, kind: Kind) -> &'static str;
    /// Where an asset stands.
    fn state(&self, state: State) -> &'static str;
    /// The way out.
    fn channel(&self, channel: Channel) -> &'static str;
    /// What a party is.
    fn party_kind(&self, kind: PartyKind) -> &'static str;
    /// What a departure counts as.
    fn outcome(&self, outcome: Outcome) -> &'static str;
    /// What a medium holds.
    fn medium_status(&self, status: MediumStatus) -> &'static str;
    /// What may be claimed of a medium; the words of NIST SP 800-88 stay as they are.
    fn claim(&self, claim: Claim) -> &'static str;
    /// How data was removed.
    fn technique(&self, technique: Technique) -> &'static str;
    /// What works.
    fn functional(&self, grade: Functional) -> &'static str;
    /// How it looks.
    fn cosmetic(&self, grade: Cosmetic) -> &'static str;
    /// What a triage decided.
    fn decision(&self, decision: Decision) -> &'static str;
    /// What was done to an asset.
    fn work_kind(&self, kind: WorkKind) -> &'static str;
    /// Why an asset was decommissioned.
    fn reason(&self, reason: Reason) -> &'static str;
    /// Why something was voided, cancelled or returned.
    fn void_reason(&self, reason: VoidReason) -> &'static str;
    /// Why a name was erased.
    fn forget_reason(&self, reason: ForgetReason) -> &'static str;
    /// Why an asset is missing.
    fn cause(&self, cause: Cause) -> &'static str;
    /// How an asset was acquired.
    fn acquired(&self, acquired: Acquired) -> &'static str;
    /// Where a lot stands.
    fn lot_status(&self, status: LotStatus) -> &'static str;
    /// What the taker proved.
    fn proof(&self, proof: Proof) -> &'static str;
    /// How a removal of data was checked.
    fn verify(&self, verify: Verify) -> &'static str;
    /// What that check found.
    fn verdict(&self, verdict: Verdict) -> &'static str;
    /// What a medium is.
    fn medium_kind(&self, kind: MediumKind) -> &'static str;
    /// Whether a medium always encrypts.
    fn encrypted(&self, encrypted: Encrypted) -> &'static str;
    /// What a medium says of its own health.
    fn health(&self, health: Health) -> &'static str;
    /// What the law asks about the information an asset held.
    fn security(&self, security: Security) -> &'static str;
    /// What became of the bytes of a file that is attached.
    fn evidence_state(&self, state: EvidenceState) -> &'static str;
    /// Whether the list of an asset's media is known to be complete.
    fn inventory(&self, inventory: Inventory) -> &'static str;
}
