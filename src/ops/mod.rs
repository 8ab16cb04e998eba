//! What one can do: request → function → outcome. One file per verb.
//!
//! An operation runs inside one write, so that what it checks is still true when it records. It
//! knows no words, no clock and no screen: [`Context`] brings what it needs from outside.

use uuid::Uuid;

use crate::model::{day::Instant, event::Seq, id::CommandId};

mod act;
mod certificate;
mod clock;
mod collect;
mod correct;
mod decommission;
mod deploy;
mod edit;
mod epoch;
mod evidence;
mod exported;
mod failure;
mod forget;
mod gate;
mod handheld;
mod import;
mod init;
mod inventory;
mod lots;
mod media;
mod missing;
mod notice;
mod parties;
mod policies;
mod ready;
mod refusal;
mod reserve;
mod resolve;
mod sanitize;
mod scan;
mod seal;
mod search;
mod series;
mod show;
mod slip;
mod triage;
mod used;
mod void;
mod work;

pub use act::{Act, Done, Recording, clean_name, rehearse, run};
pub use certificate::{
    CertificateView, CertifiedAsset, CertifiedMedium, Clock, Destination, Sanitisation, Unclean, certificates,
};
pub use collect::{Collect, collect};
pub use correct::{Correct, correct};
pub use decommission::{Decommission, Reinstate, decommission, reinstate};
pub use deploy::{Deploy, Move, deploy, relocate};
pub use edit::{Changes, Edit, edit};
pub use epoch::{Lacking, begin_epoch, lacking};
pub use evidence::{
    AddEvidence, BadEvidence, Evidence, EvidenceState, EvidenceView, Evidenced, ForgetEvidence,
    LONGEST_EVIDENCE, add_evidence, attach, count_evidence, evidence_of, find_evidence, find_subject,
    forget_evidence, read_evidence, with_media,
};
pub use exported::{LotExport, MediumExport, PartyExport, each_lot, each_medium, each_party};
pub use failure::Failure;
pub use forget::{Farewell, Forget, Link, Whom, forget, forget_again};
pub use handheld::{Replay, Replayed, replay, replayed_before};
pub use import::{
    BadRow, Counts, DriveCounts, Flaw, Gap, Import, Imported, Lasting, Observation, Observed, Source, import,
    imported_before,
};
pub use init::{Init, open};
pub use inventory::{Add, add};
pub use lots::{
    AddLines, Bulk, Cancel, DropLines, LotTerms, NewLot, Prove, Return, Ship, Undertake, add_lines, cancel,
    drop_lines, edit_lot, new_lot, prove, returned, ship, undertake,
};
pub use media::{AddMedium, Declare, MoveMedium, add_medium, declare, move_medium};
pub use missing::{Find, Lose, find, lose};
pub use notice::Notice;
pub use parties::{AddParty, EditParty, add_party, edit_party};
pub use policies::{SetPolicy, find_policy, set_policy};
pub use ready::{Ready, ready};
pub use refusal::{Instead, Lived, LotFact, Need, Noun, OtherProof, Refusal};
pub use reserve::reserve;
pub use resolve::{Item, Resolve, nearest};
pub use sanitize::{
    BadLog, BadLogWhy, ImportLogs, LogCounts, LogRecord, Sanitize, Taken, Validate, import_logs, sanitize,
    validate,
};
pub use scan::{Answer, Deed, Order, Session, Tally, Task};
pub use seal::{
    BadKey, BadSigners, Checked, Key, NAMESPACE, Signers, check as check_seal, log_of,
    missed as missed_seals, seal, statement,
};
pub use search::search;
pub use show::{AssetView, GradeView, LotLineView, LotView, MediumView, PartyView, Shared};
pub use slip::{Held, HeldBy, ListedAsset, ListedMedium, SlipLine, SlipParty, SlipView, listed, slip};
pub use triage::{Triage, triage};
pub use void::{Void, void};
pub use work::{Bench, Work, work};

/// What comes from outside the record: the moment, the person, new identifiers.
pub struct Context<'c> {
    /// The instant, by the clock.
    pub now: Instant,
    /// The name of whoever runs the command.
    pub actor: String,
    /// The command, where it is tried again.
    pub cmd: Option<CommandId>,
    /// Where identifiers come from.
    pub ids: &'c dyn Ids,
}

/// A source of identifiers (UUID version 7).
pub trait Ids {
    /// Asks whether it wants to be told where the log stands.
    fn wants_start(&self) -> bool {
        false
    }

    /// Tells where the log stands, so that a source made from a seed never gives one twice.
    fn start(&self, _head: Seq) {}

    /// Returns the next one.
    fn next(&self) -> Uuid;
}
