//! What is worth saying although it was done.

use crate::{
    model::{
        day::{Day, Instant},
        event::Seq,
        leaving::{Channel, Proof},
    },
    rules::nist::NoClaim,
};

/// What is worth saying although it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A service or site was named for the first time.
    NewPlace {
        /// Whether it is a site.
        site: bool,
        /// Its label.
        label: String,
        /// Its code.
        code: String,
        /// The nearest known ones.
        nearest: Vec<String>,
    },
    /// A machine serves another service with a medium that was not sanitised, or that nobody has
    /// listed.
    Redeployed {
        /// The asset.
        tag: String,
        /// The medium; none: the list of its media is not known to be complete.
        medium: Option<String>,
        /// The service that used it.
        from: String,
    },
    /// Nothing can be claimed of what was done.
    NothingClaimed {
        /// The medium.
        medium: String,
        /// Why.
        why: Option<NoClaim>,
    },
    /// The taker undertook after it left: it will not count.
    LateUndertaking {
        /// The lot.
        lot: String,
    },
    /// The taker is said to have undertaken before something left, once it had left: it counts.
    BackdatedUndertaking {
        /// The lot.
        lot: String,
        /// The day of the undertaking.
        on: Day,
    },
    /// The taker had undertaken before, for some of it at least: of each thing the earliest day counts.
    AlreadyUndertaken {
        /// The lot.
        lot: String,
        /// The earliest day of what was recorded before.
        before: Day,
    },
    /// The taker proved what nobody undertook: it will not count.
    ProofWithoutUndertaking {
        /// The lot.
        lot: String,
    },
    /// The same was proved of them before: nothing is recorded again.
    AlreadyProved {
        /// The assets and loose media.
        subjects: Vec<String>,
        /// The event by which it was.
        seq: Seq,
        /// The day it was proved.
        on: Day,
        /// What became of them.
        outcome: Proof,
    },
    /// A second person accepted it before: nothing is recorded again.
    AlreadyValidated {
        /// The medium.
        medium: String,
        /// The event by which it was.
        seq: Seq,
        /// The day.
        on: Day,
    },
    /// The number has the form of a waste-tracking form, but not its alphabet.
    LooseBsd {
        /// The number.
        bsd: String,
    },
    /// A lot has a waste-tracking form now: the reason for none went.
    ReasonWent {
        /// The lot.
        lot: String,
        /// The number of the form.
        bsd: String,
    },
    /// A lot has a reason for no waste-tracking form now: the number of one went.
    BsdWent {
        /// The lot.
        lot: String,
        /// The number that went.
        bsd: String,
    },
    /// Things leave without an undertaking of their taker in time: they will not count as reused.
    LeftWithoutUndertaking {
        /// The lot.
        lot: String,
        /// The channel.
        channel: Channel,
        /// How many of them leave so now.
        count: usize,
        /// The day they leave.
        on: Day,
    },
    /// It leaves with data, as an exception named in every report.
    LeavesWithData {
        /// The asset.
        tag: String,
        /// The channel.
        channel: Channel,
    },
    /// What left as sanitised is not any more: it left with data, for all that is known now.
    LeftWithData {
        /// The medium.
        medium: String,
        /// The day it left.
        on: Day,
    },
    /// What left is of a kind that can hold data, and nobody has listed its media: it may have left
    /// with data.
    LeftUnlisted {
        /// The asset.
        tag: String,
        /// The day it left.
        on: Day,
    },
    /// It is sent out with data, or nobody knows that there is none, under a contract.
    SentWithData {
        /// The asset.
        tag: String,
        /// The first of its media; none: nobody listed them.
        medium: Option<String>,
        /// To whom.
        to: String,
    },
    /// It came back another machine in all but its tag: what is in it is to be listed again.
    LookInside {
        /// The asset.
        tag: String,
    },
    /// The part is a storage medium: its life is recorded apart.
    StoragePart {
        /// The part.
        part: String,
    },
    /// It was in an open lot, and was taken out.
    DroppedFromLot {
        /// The asset.
        tag: String,
        /// The lot.
        lot: String,
    },
    /// It was decommissioned as decided, the day it was collected.
    Decommissioned {
        /// The asset.
        tag: String,
        /// The act.
        act: Option<String>,
    },
    /// Tags that labels bear are reserved no more.
    LabelsFreed {
        /// Those that no asset has.
        free: Vec<String>,
        /// How many of them assets have.
        used: usize,
    },
    /// Others have a name that was erased, and keep it.
    Namesakes {
        /// What follows `party forget` to erase each.
        words: Vec<String>,
    },
    /// A name that was erased stands in the log itself, which never changes.
    NameInLog {
        /// The events.
        seqs: Vec<Seq>,
    },
    /// The labels of these places contained a name and are erased; their codes, made of them, stay.
    CodesStay {
        /// The codes.
        codes: Vec<String>,
    },
    /// These tags, aliases, numbers and codes have a word of a name in them, and stay: the log has them.
    NameInCodes {
        /// All of them.
        codes: Vec<String>,
    },
    /// Copies of the record made before lie beside it and keep the name: nothing removes them by itself.
    CopiesStay {
        /// Their paths.
        files: Vec<String>,
    },
    /// The list of what was erased was damaged: it was written again from the log, and kept.
    ListDamaged {
        /// Where it is kept.
        kept: String,
    },
    /// A list of what was erased, which nobody named, cannot be read whole: its sound lines count.
    ListUnread {
        /// The list.
        list: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A record came back, and the list of what was erased could not be brought up to date.
    NotScrubbed {
        /// Why.
        cause: String,
        /// The line that does it again.
        command_line: String,
    },
    /// Files came with a command that recorded nothing: they were not kept.
    EvidenceUnused,
    /// No policy says for how long names are kept: none is due.
    NoRetention,
    /// A taker undertook before this was added: it needs a new undertaking.
    NotUndertaken {
        /// The asset or medium.
        subject: String,
    },
    /// The clock is behind the last event: one of them is wrong.
    ClockBehind {
        /// What the clock says.
        clock: Instant,
        /// When the last event was recorded.
        last: Instant,
        /// The day of what is recorded now, where nothing is said of it.
        day: Day,
    },
}

impl Notice {
    /// Returns the word that programs recognise it by. It never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NewPlace { .. } => "new_place",
            Self::Redeployed { .. } => "redeployed",
            Self::NothingClaimed { .. } => "nothing_claimed",
            Self::LateUndertaking { .. } => "late_undertaking",
            Self::BackdatedUndertaking { .. } => "backdated_undertaking",
            Self::AlreadyUndertaken { .. } => "already_undertaken",
            Self::ProofWithoutUndertaking { .. } => "proof_without_undertaking",
            Self::AlreadyProved { .. } => "already_proved",
            Self::AlreadyValidated { .. } => "already_validated",
            Self::LooseBsd { .. } => "loose_bsd",
            Self::ReasonWent { .. } | Self::BsdWent { .. } => "bsd_replaced",
            Self::LeftWithoutUndertaking { .. } => "left_without_undertaking",
            Self::LeavesWithData { .. } => "leaves_with_data",
            Self::LeftWithData { .. } | Self::LeftUnlisted { .. } => "left_with_data",
            Self::SentWithData { .. } => "sent_with_data",
            Self::LookInside { .. } => "look_inside",
            Self::StoragePart { .. } => "storage_part",
            Self::DroppedFromLot { .. } => "dropped_from_lot",
            Self::Decommissioned { .. } => "decommissioned",
            Self::LabelsFreed { .. } => "labels_freed",
            Self::Namesakes { .. } => "namesakes",
            Self::NameInLog { .. } => "name_in_log",
            Self::CodesStay { .. } => "codes_stay",
            Self::NameInCodes { .. } => "name_in_codes",
            Self::CopiesStay { .. } => "copies_stay",
            Self::ListDamaged { .. } => "list_damaged",
            Self::ListUnread { .. } => "list_unread",
            Self::NotScrubbed { .. } => "not_scrubbed",
            Self::EvidenceUnused => "evidence_unused",
            Self::NoRetention => "no_retention",
            Self::NotUndertaken { .. } => "not_undertaken",
            Self::ClockBehind { .. } => "clock_behind",
        }
    }
}
