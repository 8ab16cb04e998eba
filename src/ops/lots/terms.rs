//! `lot new` and `lot edit`: to whom, by which way, under which terms.

use crate::{
    model::{
        amount::Cents,
        event::Draft,
        fact::{LotChanged, LotOpened},
        id::LotId,
        leaving::{Channel, LotStatus},
        lot::{Lot, LotFacts},
    },
    ops::{Act, Failure, Notice, Recording, Refusal, Resolve, act::clean_some, series::first_free},
    rules::{
        gift,
        waste::{Bsd, Operation, WasteCode},
    },
    store::Name,
};

/// The terms of a lot, as typed. What is not given is not known yet, or stays.
#[derive(Clone, Debug, Default)]
pub struct LotTerms {
    /// The way out.
    pub channel: Option<Channel>,
    /// Who receives it.
    pub to: Option<String>,
    /// The article that allows a gift.
    pub legal_basis: Option<String>,
    /// The act.
    pub act: Option<String>,
    /// The value of each asset.
    pub unit_value: Option<Cents>,
    /// How it was found.
    pub value_method: Option<String>,
    /// The waste code.
    pub waste_code: Option<String>,
    /// The operation planned.
    pub operation: Option<String>,
    /// The number of the waste-tracking form.
    pub bsd: Option<String>,
    /// Why there is none.
    pub no_bsd: Option<String>,
    /// Who carries it.
    pub carrier: Option<String>,
    /// Whether it holds persistent organic pollutants.
    pub pop: Option<bool>,
    /// The contract under which media may leave with data.
    pub data_clause: Option<String>,
    /// Whether the supplier takes it back under warranty.
    pub warranty: bool,
}

/// A lot to be opened.
#[derive(Clone, Debug, Default)]
pub struct NewLot {
    /// Its terms.
    pub terms: LotTerms,
    /// A lot whose terms it takes over where it has none.
    pub like: Option<String>,
}

/// Opens a lot.
///
/// # Errors
///
/// Refuses terms that break a rule of their channel.
pub fn new_lot(act: &mut Act<'_>, request: &NewLot, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let model = request.like.as_deref().map(|lot| act.reader().find_lot(lot)).transpose()?;
    let mut facts = model.map(|lot| lasting(lot.facts)).unwrap_or_default();
    let typed = read_terms(act, &request.terms)?;
    facts.update(&typed);
    check_typed_code(&typed, &facts)?;
    check(act, &facts)?;
    let year = on.year();
    let numbered = |number: u64| format!("LOT-{year:04}-{number:04}");
    let number = first_free(|number| Ok(!act.reader().named(&Name::Lot(&numbered(number)))?.is_empty()))?;
    let fact = LotOpened { facts, number: numbered(number) };
    let id = LotId(act.next_id());
    act.record(Draft::new(on, fact).lot(id))
}

/// What the next lot to the same recipient shares with this one. A form, an act, a value, a warranty
/// and a leave to take data along belong to one lot.
fn lasting(facts: LotFacts) -> LotFacts {
    LotFacts {
        act: None,
        bsd: None,
        data_clause: None,
        no_bsd: None,
        unit_value_cents: None,
        warranty: None,
        ..facts
    }
}

/// Changes the terms of a lot.
///
/// # Errors
///
/// Refuses terms that break a rule, what changes nothing, once a part of the lot has left, whatever
/// would make that another departure, and, once all of it has, whatever does not complete the papers
/// of its journey.
pub fn edit_lot(
    act: &mut Act<'_>,
    lot: &str,
    terms: &LotTerms,
    recording: &Recording,
) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let lot = act.reader().find_lot(lot)?;
    if lot.status == LotStatus::Cancelled {
        return Err(Refusal::LotClosed { lot: lot.number }.into());
    }
    let facts = read_terms(act, terms)?;
    let mut all = lot.facts.clone();
    all.update(&facts);
    if lot.status == LotStatus::Shipped && without_papers(&all) != without_papers(&lot.facts) {
        return Err(Refusal::LotClosed { lot: lot.number }.into());
    }
    if all == lot.facts {
        return Err(Refusal::NothingChanges { subject: lot.number }.into());
    }
    if lot.shipped_on.is_some() && settled(&all) != settled(&lot.facts) {
        return Err(Refusal::LotBegun { lot: lot.number }.into());
    }
    check_typed_code(&facts, &all)?;
    check(act, &all)?;
    say_replaced(act, &lot, &all);
    let fact = LotChanged { add: Vec::new(), drop: Vec::new(), facts };
    act.record(Draft::new(on, fact).lot(lot.id))
}

/// Says that a tracking form took the place of the reason for none, or the reason that of a form.
pub(super) fn say_replaced(act: &mut Act<'_>, lot: &Lot, now: &LotFacts) {
    let number = lot.number.clone();
    match (&lot.facts.bsd, &now.bsd) {
        (None, Some(bsd)) if lot.facts.no_bsd.is_some() && now.no_bsd.is_none() => {
            act.notice(Notice::ReasonWent { lot: number, bsd: bsd.clone() });
        }
        (Some(bsd), None) if now.no_bsd.is_some() => {
            act.notice(Notice::BsdWent { lot: number, bsd: bsd.clone() });
        }
        _ => {}
    }
}

/// The terms under which things leave: what has left has left under them.
fn settled(facts: &LotFacts) -> LotFacts {
    LotFacts {
        act: facts.act.clone(),
        channel: facts.channel,
        data_clause: facts.data_clause.clone(),
        legal_basis: facts.legal_basis.clone(),
        party: facts.party,
        warranty: facts.warranty,
        ..LotFacts::default()
    }
}

/// The terms without the papers of the journey, which come after it: the number of a tracking slip is
/// given when the carrier signs, and the register asks for it whenever it is printed.
fn without_papers(facts: &LotFacts) -> LotFacts {
    LotFacts { bsd: None, carrier: None, no_bsd: None, pop: None, ..facts.clone() }
}

/// Reads terms as typed, each in its one written form.
pub(super) fn read_terms(act: &mut Act<'_>, terms: &LotTerms) -> Result<LotFacts, Failure> {
    let party = |word: &Option<String>| word.as_deref().map(|w| act.reader().find_party(w)).transpose();
    let (to, carrier) = (party(&terms.to)?, party(&terms.carrier)?);
    let no_bsd = terms.no_bsd.as_deref().map(|reason| act.keep_text("no-bsd", reason)).transpose()?;
    Ok(LotFacts {
        act: clean_some("act", terms.act.as_deref())?,
        bsd: terms.bsd.as_deref().map(|bsd| read_bsd(act, bsd)).transpose()?,
        carrier: carrier.map(|party| party.id),
        channel: terms.channel,
        data_clause: clean_some("data-clause", terms.data_clause.as_deref())?,
        legal_basis: read(terms.legal_basis.as_deref(), gift::normalise_legal_basis, Refusal::Basis)?,
        no_bsd,
        operation: read(terms.operation.as_deref(), Operation::parse, Refusal::Operation)?
            .map(|operation| operation.to_string()),
        party: to.map(|party| party.id),
        pop: terms.pop,
        unit_value_cents: terms.unit_value,
        value_method: clean_some("value-method", terms.value_method.as_deref())?,
        warranty: terms.warranty.then_some(true),
        waste_code: read_waste_code(terms.waste_code.as_deref())?,
    })
}

/// Refuses a waste code that is given now by a channel that waste never takes. One that stood before, as of a lot
/// that takes another way now, says nothing and stays.
fn check_typed_code(typed: &LotFacts, all: &LotFacts) -> Result<(), Failure> {
    all.channel.map_or(Ok(()), |channel| refuse_waste_code(channel, typed.waste_code.as_deref()))
}

/// Refuses a waste code by a channel that waste never takes.
pub(super) fn refuse_waste_code(channel: Channel, code: Option<&str>) -> Result<(), Failure> {
    match code.filter(|_| !channel.takes_waste()) {
        Some(code) => Err(Refusal::NotWaste { code: code.to_owned(), channel }.into()),
        None => Ok(()),
    }
}

/// Reads a waste code in its one written form.
pub(super) fn read_waste_code(typed: Option<&str>) -> Result<Option<String>, Failure> {
    Ok(read(typed, WasteCode::parse, Refusal::WasteCode)?.map(|code| code.to_string()))
}

/// Reads an operation code in its one written form.
pub(super) fn read_operation(typed: Option<&str>) -> Result<Option<String>, Failure> {
    Ok(read(typed, Operation::parse, Refusal::Operation)?.map(|code| code.to_string()))
}

fn read<T, E>(
    typed: Option<&str>,
    parse: impl Fn(&str) -> Result<T, E>,
    refuse: impl Fn(E) -> Refusal,
) -> Result<Option<T>, Failure> {
    Ok(typed.map(|typed| parse(typed).map_err(refuse)).transpose()?)
}

fn read_bsd(act: &mut Act<'_>, typed: &str) -> Result<String, Failure> {
    let parsed = Bsd::parse(typed).map_err(Refusal::Bsd)?;
    let bsd = parsed.bsd.as_str().to_owned();
    if parsed.loose {
        act.notice(Notice::LooseBsd { bsd: bsd.clone() });
    }
    Ok(bsd)
}

/// Refuses a value that breaks a rule of the channel as soon as it is given.
pub(super) fn check(act: &Act<'_>, facts: &LotFacts) -> Result<(), Failure> {
    let Some(channel) = facts.channel else { return Ok(()) };
    if facts.data_clause.is_some() && !has_contractor(channel) {
        return Err(Refusal::DataClause { channel }.into());
    }
    if let Some(party) = facts.party {
        let wanted = channel.parties();
        if channel == Channel::Loss {
            return Err(Refusal::NoParty.into());
        }
        if let Some(party) = act.reader().party(party)?.filter(|party| !wanted.contains(&party.kind)) {
            return Err(Refusal::PartyKind { channel, found: party.kind, wanted }.into());
        }
    }
    if !channel.is_gift() {
        return Ok(());
    }
    if let Some(value) = facts.unit_value_cents {
        check_cap(value)?;
    }
    match &facts.legal_basis {
        Some(basis) if !gift::basis_fits(channel, basis) => {
            Err(Refusal::BasisChannel { basis: basis.clone(), channel }.into())
        }
        _ => Ok(()),
    }
}

/// Whether the taker by this channel is bound by a contract that may ask for its media to be sanitised.
pub(super) const fn has_contractor(channel: Channel) -> bool {
    match channel {
        Channel::Waste
        | Channel::EcoOrganism
        | Channel::SupplierTakeback
        | Channel::Sale
        | Channel::LessorReturn => true,
        Channel::StaffGift | Channel::BodyGift | Channel::PublicBody | Channel::Loss => false,
    }
}

/// Refuses a gift worth more than the cap (CGPPP, D3212-3 and following).
pub(super) fn check_cap(value: Cents) -> Result<(), Failure> {
    if gift::within_cap(value) { Ok(()) } else { Err(Refusal::GiftCap { value, cap: gift::CAP }.into()) }
}
