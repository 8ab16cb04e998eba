//! Ce qu’une règle refuse, et comment faire autrement.

mod assets;
mod evidence;
pub(super) mod forgotten;
pub(super) mod lots;
mod media;
mod names;
mod values;

use crate::{lang::Told, ops::Refusal};

/// Dit pourquoi une règle refuse.
pub(super) fn told(refusal: &Refusal) -> Told {
    match refusal {
        Refusal::NotFound { noun, word, nearest } => names::not_found(*noun, word, nearest),
        Refusal::Blank { tag } => names::blank(tag),
        Refusal::IsMedium { medium, asset } => names::is_medium(medium, asset.as_deref()),
        Refusal::Ambiguous { noun, word, candidates } => names::ambiguous(*noun, word, candidates),
        Refusal::AmbiguousHolder { candidates } => names::ambiguous_holder(candidates),
        Refusal::Taken { name, by } => names::taken(name, by),
        Refusal::OtherSerial { tag, known, given } => names::other_serial(tag, known, given),
        Refusal::InRow { name, file, line } => names::in_row(name, file, *line),
        Refusal::SerialTaken { serial, by } => names::serial_taken(serial, by),
        Refusal::DriveCapacity { serial, known, said } => media::drive_capacity(serial, *known, *said),
        Refusal::MediumTaken { serial, asset } => names::medium_taken(serial, asset.as_deref()),
        Refusal::PartyTaken { id } => names::party_taken(id),
        Refusal::Forbidden { tag, state, action, why, name } => {
            assets::forbidden(tag, *state, *action, *why, name.as_deref())
        }
        Refusal::Lived { tag, state, fact } => assets::lived(tag, *state, *fact),
        Refusal::GivenUp { tag, since } => assets::given_up(tag, *since),
        Refusal::Grade { tag, found, needed } => assets::grade(tag, *found, *needed),
        Refusal::OwnPart { tag } => assets::own_part(tag),
        Refusal::Owner { lacking } => assets::owner(*lacking),
        Refusal::EntryState { state } => assets::entry_state(*state),
        Refusal::ServiceLacking => assets::service_lacking(),
        Refusal::NothingToUndo => assets::nothing_to_undo(),
        Refusal::Unaccounted { tag, medium, need, lot } => {
            media::unaccounted(tag.as_deref(), medium.as_deref(), *need, lot.as_deref())
        }
        Refusal::SentWithData { tag, medium, need } => media::sent_with_data(tag, medium.as_deref(), *need),
        Refusal::Unlisted { seq, tag } => media::unlisted(*seq, tag),
        Refusal::NotASerial(serial) => names::not_a_serial(serial),
        Refusal::DataElsewhere { medium, from, to } => media::data_elsewhere(medium, from, to),
        Refusal::Redeploy { tag, medium, from } => media::redeploy(tag, medium.as_deref(), from),
        Refusal::MediumElsewhere { medium } => media::elsewhere(medium),
        Refusal::MediumInLot { medium, lot, now } => lots::medium_in_lot(medium, lot, *now),
        Refusal::NotHere { tag, state } => media::not_here(tag, *state),
        Refusal::SerialForOne { serial, count } => media::serial_for_one(serial, *count),
        Refusal::SamePerson { medium, seq } => media::same_person(medium, *seq),
        Refusal::OperatorErased { medium, seq } => media::operator_erased(medium, *seq),
        Refusal::MediumLost { medium } => media::lost(medium),
        Refusal::MediumGone { medium } => media::gone(medium),
        Refusal::MediumDestroyed { medium } => media::destroyed(medium),
        Refusal::HasMedia { tag, count } => media::has_media(tag, *count),
        Refusal::NoMedia { tag } => media::no_media(tag),
        Refusal::GiftCap { value, cap } => lots::gift_cap(*value, *cap),
        Refusal::PartyKind { channel, found, wanted } => lots::party_kind(*channel, *found, wanted),
        Refusal::StillLinked { party, links } => forgotten::still_linked(party, links),
        Refusal::RegisterHolds { party, lots, until, years } => {
            forgotten::register_holds(party, lots, *until, *years)
        }
        Refusal::NameErased { party } => forgotten::name_erased(party),
        Refusal::BadEvidence { file, why } => evidence::bad(file, why),
        Refusal::EvidenceErased { hash } => evidence::erased(*hash),
        Refusal::AlreadyAttached { file, seq } => evidence::already_attached(file, *seq),
        Refusal::NoParty => lots::no_party(),
        Refusal::BasisChannel { basis, channel } => lots::basis_channel(basis, *channel),
        Refusal::DataClause { channel } => lots::data_clause(*channel),
        Refusal::Basis(unknown) => lots::basis(&unknown.0),
        Refusal::ProvedOtherwise(proof) => lots::proved_otherwise(proof),
        Refusal::NotWaste { code, channel } => lots::not_waste(code, *channel),
        Refusal::LotLacks { lot, channel, facts } => lots::lacks(lot, *channel, facts),
        Refusal::LotClosed { lot } => lots::closed(lot),
        Refusal::LotBegun { lot } => lots::begun(lot),
        Refusal::LotStoodOn { lot, later } => lots::stood_on(lot, later),
        Refusal::LotEmpty { lot } => lots::empty(lot),
        Refusal::NoHandover { lot } => lots::no_handover(lot),
        Refusal::NotShipped { lot } => lots::not_shipped(lot),
        Refusal::NotInLot { subject, lot } => lots::not_in_lot(subject, lot),
        Refusal::OutOfOrder { tag } => lots::out_of_order(tag),
        Refusal::Operation(wrong) => values::operation(&wrong.0),
        Refusal::WasteCode(wrong) => values::waste_code(wrong),
        Refusal::WasteCodeDay(validity) => values::waste_code_day(*validity),
        Refusal::Bsd(wrong) => values::bsd(wrong),
        Refusal::Siret(typed) => values::siret(typed),
        Refusal::NothingChanges { subject } => values::nothing_changes(subject),
        Refusal::NotYet { name, as_of, at_head } => names::not_yet(name, *as_of, *at_head),
        Refusal::Future { on, today } => values::future(*on, *today),
        Refusal::SinceOpened { on, opened } => values::since_opened(*on, *opened),
        Refusal::BeforeLast { subject, on, last } => values::before_last(subject, *on, *last),
        Refusal::LaterEvents { seq, later } => values::later_events(*seq, later),
        Refusal::NotVoidable { seq, kind } => values::not_voidable(*seq, kind),
        Refusal::AlreadyVoided { seq } => values::already_voided(*seq),
        Refusal::NotCorrigible { seq, kind, field, known } => {
            values::not_corrigible(*seq, kind, field, known)
        }
        Refusal::OutOfOrderDay { on, seq, other } => values::out_of_order_day(*on, *seq, *other),
        Refusal::Policy(bad) => values::policy(bad),
        Refusal::UnknownPolicy { key, nearest } => values::unknown_policy(key, nearest),
    }
}
