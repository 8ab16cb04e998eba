//! The words by which programs recognise refusals.

use super::{Instead, Refusal};

impl Refusal {
    /// Returns the word that programs recognise it by. It never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } | Self::Blank { .. } | Self::IsMedium { .. } => "not_found",
            Self::Ambiguous { .. } | Self::AmbiguousHolder { .. } => "ambiguous",
            Self::Taken { .. } => "taken",
            Self::SerialTaken { .. } => "serial_taken",
            Self::OtherSerial { .. } => "other_serial",
            Self::InRow { .. } => "in_row",
            Self::MediumTaken { .. } => "medium_taken",
            Self::DriveCapacity { .. } => "other_capacity",
            Self::BadEvidence { .. } => "bad_evidence",
            Self::EvidenceErased { .. } => "evidence_erased",
            Self::AlreadyAttached { .. } => "already_attached",
            Self::PartyTaken { .. } => "party_taken",
            Self::Forbidden { .. } => "forbidden",
            Self::Lived { .. } => "lived",
            Self::GivenUp { .. } => "given_up",
            Self::Unlisted { .. } => "unlisted",
            Self::NothingChanges { .. } => "nothing_changes",
            Self::NotYet { .. } => "not_yet",
            Self::Future { .. } => "future",
            Self::SinceOpened { .. } => "since_opened",
            Self::BeforeLast { .. } => "before_last",
            Self::Grade { .. } => "grade",
            Self::Unaccounted { .. } => "unaccounted",
            Self::SentWithData { .. } => "sent_with_data",
            Self::OwnPart { .. } => "own_part",
            Self::NotASerial(_) => "not_a_serial",
            Self::DataElsewhere { .. } => "data_elsewhere",
            Self::Redeploy { .. } => "redeploy",
            Self::MediumElsewhere { .. } | Self::MediumInLot { now: Instead::Elsewhere, .. } => {
                "medium_elsewhere"
            }
            Self::NotHere { .. } => "not_here",
            Self::SerialForOne { .. } => "serial_for_one",
            Self::SamePerson { .. } => "same_person",
            Self::OperatorErased { .. } => "operator_erased",
            Self::MediumLost { .. } => "medium_lost",
            Self::MediumGone { .. } | Self::MediumInLot { now: Instead::Left, .. } => "medium_gone",
            Self::MediumDestroyed { .. } | Self::MediumInLot { now: Instead::Destroyed, .. } => {
                "medium_destroyed"
            }
            Self::HasMedia { .. } => "has_media",
            Self::NoMedia { .. } => "no_media",
            Self::GiftCap { .. } => "gift_cap",
            Self::PartyKind { .. } => "party_kind",
            Self::NoParty => "no_party",
            Self::BasisChannel { .. } => "basis_channel",
            Self::DataClause { .. } => "data_clause",
            Self::Basis(_) => "basis",
            Self::Operation(_) => "operation",
            Self::WasteCode(_) => "waste_code",
            Self::WasteCodeDay(_) => "waste_code_day",
            Self::Bsd(_) => "bsd",
            Self::Siret(_) => "siret",
            Self::LotLacks { .. } => "lot_lacks",
            Self::NotWaste { .. } => "not_waste",
            Self::ProvedOtherwise(_) => "proved_otherwise",
            Self::LotClosed { .. } => "lot_closed",
            Self::LotBegun { .. } => "lot_begun",
            Self::LotEmpty { .. } => "lot_empty",
            Self::NoHandover { .. } => "no_handover",
            Self::NotShipped { .. } => "not_shipped",
            Self::NotInLot { .. } => "not_in_lot",
            Self::OutOfOrder { .. } => "out_of_order",
            Self::LaterEvents { .. } | Self::LotStoodOn { .. } => "later_events",
            Self::NotVoidable { .. } => "not_voidable",
            Self::AlreadyVoided { .. } => "already_voided",
            Self::NotCorrigible { .. } => "not_corrigible",
            Self::OutOfOrderDay { .. } => "out_of_order_day",
            Self::Policy(_) => "policy",
            Self::UnknownPolicy { .. } => "unknown_policy",
            Self::Owner { .. } => "owner",
            Self::EntryState { .. } => "entry_state",
            Self::ServiceLacking => "service_lacking",
            Self::StillLinked { .. } => "still_linked",
            Self::RegisterHolds { .. } => "register_holds",
            Self::NameErased { .. } => "name_erased",
            Self::NothingToUndo => "nothing_to_undo",
        }
    }
}
