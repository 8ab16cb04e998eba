//! `party forget`: names of persons and operators are erased, with the texts that contain them.
//!
//! Source: GDPR, art. 17. The log keeps random numbers, so that nothing of the chain changes.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Act, Failure, Notice, Noun, Recording, Refusal, log_of};
use crate::{
    model::{
        erasure::{Erased, ForgetReason},
        event::{Draft, Seq},
        fact::Forgotten,
        id::{ActorId, PartyId, Subject, TextId},
        leaving::PartyKind,
        text,
    },
    store::{Flow, Name, Place, Reader, Vault, erased_in_log},
};

mod links;
mod named;

pub use links::Link;
use links::links;
use named::Names;

/// Whose names are erased.
#[derive(Clone, Debug, Default)]
pub struct Forget {
    /// Parties, as typed.
    pub parties: Vec<String>,
    /// Operators, as typed.
    pub operators: Vec<String>,
    /// Whether all persons go that the organisation keeps no longer.
    pub due: bool,
    /// Whether they go although the register has to keep them.
    pub anyway: bool,
}

/// Whose name goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// A party; its kind is not known where its coming in was voided.
    Party(PartyId, Option<PartyKind>),
    /// Whoever ran commands.
    Operator(ActorId),
}

/// A name that goes, and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Farewell {
    /// Whose name.
    pub whom: Whom,
    /// The name.
    pub name: String,
    /// The notes and other texts that contain it, or were noted of the party itself.
    pub texts: Vec<TextId>,
    /// The codes of the services whose labels contain it.
    pub services: Vec<String>,
    /// The codes of the sites whose labels contain it.
    pub sites: Vec<String>,
}

impl Farewell {
    fn erased(&self) -> Vec<Erased> {
        let mut all = vec![match self.whom {
            Whom::Party(id, _) => Erased::Party(id),
            Whom::Operator(id) => Erased::Operator(id),
        }];
        all.extend(self.texts.iter().copied().map(Erased::Text));
        all.extend(self.services.iter().map(|code| Erased::Service(code.clone(), None)));
        all.extend(self.sites.iter().map(|code| Erased::Site(code.clone(), None)));
        all
    }

    fn fact(&self, reason: ForgetReason) -> Forgotten {
        Forgotten {
            evidence: Vec::new(),
            operator: match self.whom {
                Whom::Operator(id) => Some(id),
                Whom::Party(..) => None,
            },
            reason,
            services: self.services.clone(),
            sites: self.sites.clone(),
            texts: self.texts.clone(),
        }
    }
}

/// Erases names, each by one event, and returns them with what went with them. A name that is erased
/// already is passed over.
///
/// # Errors
///
/// Refuses an unknown party or operator, one who still has or receives something, and, unless asked,
/// one whom the register has to name.
pub fn forget(act: &mut Act<'_>, request: &Forget, recording: &Recording) -> Result<Vec<Farewell>, Failure> {
    let on = act.day(recording.on)?;
    if request.due && act.policies().holder_months().is_none() {
        act.notice(Notice::NoRetention);
    }
    let mut farewells = if request.due { due(act)? } else { asked(act, request)? };
    if farewells.is_empty() {
        return Ok(farewells);
    }
    named::collect(act.reader(), &mut farewells)?;
    say_what_stays(act, &farewells)?;
    let reason = if request.due { ForgetReason::Retention } else { ForgetReason::Request };
    let drafts = farewells.iter().map(|farewell| {
        let draft = Draft::new(on, farewell.fact(reason));
        match farewell.whom {
            Whom::Party(id, _) => draft.party(id),
            Whom::Operator(_) => draft,
        }
    });
    act.record_all(drafts.collect())?;
    let erased: Vec<Erased> = farewells.iter().flat_map(Farewell::erased).collect();
    act.erase(&erased)?;
    Ok(farewells)
}

/// Erases again what an older copy of the record brought back, and records that; what the copy does not
/// know, what is erased in it already, and a place of another log are passed over. The code of a place that
/// the copy has not named yet is recorded all the same, so that it is never given to another. Returns how
/// many names and texts went.
///
/// # Errors
///
/// Returns why it could not be done.
pub fn forget_again(act: &mut Act<'_>, erased: &BTreeSet<Erased>) -> Result<usize, Failure> {
    let (log, said) = (log_of(act.reader())?, erased_in_log(act.reader())?);
    let (mut back, mut spent) = (Vec::new(), Vec::new());
    for thing in erased.iter().filter(|thing| thing.log().is_none_or(|of| of == log)) {
        if is_kept(act.reader(), thing)? {
            back.push(thing.clone());
        } else if thing.log().is_some() && !said.contains(thing) {
            spent.push(thing.clone());
        }
    }
    let mut facts: Vec<(Option<PartyId>, Forgotten)> = Vec::new();
    let bare = |operator| Forgotten {
        evidence: Vec::new(),
        operator,
        reason: ForgetReason::Restored,
        services: Vec::new(),
        sites: Vec::new(),
        texts: Vec::new(),
    };
    for thing in &back {
        match thing {
            Erased::Party(id) => facts.push((Some(*id), bare(None))),
            Erased::Operator(id) => facts.push((None, bare(Some(*id)))),
            Erased::Text(_) | Erased::Service(..) | Erased::Site(..) | Erased::Evidence(..) => {}
        }
    }
    // Whose the texts were is not known any more: one event says them all.
    for thing in back.iter().chain(&spent) {
        if facts.is_empty() {
            facts.push((None, bare(None)));
        }
        let Some((_, fact)) = facts.first_mut() else { continue };
        match thing {
            Erased::Text(id) => fact.texts.push(*id),
            Erased::Service(code, _) => fact.services.push(code.clone()),
            Erased::Site(code, _) => fact.sites.push(code.clone()),
            Erased::Evidence(hash, _) => fact.evidence.push(*hash),
            Erased::Party(_) | Erased::Operator(_) => {}
        }
    }
    let on = act.today();
    let drafts = facts.into_iter().map(|(party, fact)| Draft { party, ..Draft::new(on, fact) });
    act.record_all(drafts.collect())?;
    act.erase(&back)
}

/// Returns the codes of the services or sites whose labels were erased: each stays the code of what it was
/// the code of, in all that was recorded of it, and is given to no other.
pub(super) fn spent_codes(reader: &dyn Reader, place: Place) -> Result<Vec<String>, Failure> {
    let codes = erased_in_log(reader)?.into_iter().filter_map(|erased| match (place, erased) {
        (Place::Service, Erased::Service(code, _)) | (Place::Site, Erased::Site(code, _)) => Some(code),
        _ => None,
    });
    Ok(codes.collect())
}

/// Returns the code of a service or site, by its label or its code; one whose label was erased is found by its
/// code alone.
pub(super) fn place_code(reader: &dyn Reader, place: Place, word: &str) -> Result<Option<String>, Failure> {
    if let Some(code) = reader.place(place, word)? {
        return Ok(Some(code));
    }
    Ok(spent_codes(reader, place)?.into_iter().find(|code| code.eq_ignore_ascii_case(word.trim())))
}

/// Tells whether the vault still has something.
fn is_kept(reader: &dyn Reader, thing: &Erased) -> Result<bool, Failure> {
    Ok(match thing {
        Erased::Party(id) => names_of(reader)?.iter().any(|(known, _)| known == id),
        Erased::Operator(id) => reader.actor(*id)?.is_some(),
        Erased::Text(id) => reader.text(*id)?.is_some(),
        Erased::Service(code, _) => reader.label(Place::Service, code)?.is_some(),
        Erased::Site(code, _) => reader.label(Place::Site, code)?.is_some(),
        Erased::Evidence(hash, _) => reader.evidence_bytes(*hash)?.is_some(),
    })
}

/// The names of parties in the vault, also of those whose coming in was voided.
fn names_of(reader: &dyn Reader) -> Result<Vec<(PartyId, String)>, Failure> {
    let mut names = Vec::new();
    reader.vault(&mut |row| {
        if let Vault::Party { id, name, .. } = row {
            names.push((id, name));
        }
        Flow::Continue(())
    })?;
    Ok(names)
}

fn farewell(whom: Whom, name: String) -> Farewell {
    Farewell { whom, name, texts: Vec::new(), services: Vec::new(), sites: Vec::new() }
}

/// Those who were asked for, each once; all of them may go.
fn asked(act: &Act<'_>, request: &Forget) -> Result<Vec<Farewell>, Failure> {
    let mut farewells: Vec<Farewell> = Vec::new();
    let mut add = |one: Farewell| {
        if !farewells.iter().any(|known| known.whom == one.whom) {
            farewells.push(one);
        }
    };
    for word in &request.parties {
        let Some((id, name)) = find_party(act.reader(), word)? else { continue };
        refuse_linked(act, id, request.anyway)?;
        let kind = act.reader().party(id)?.map(|party| party.kind);
        add(farewell(Whom::Party(id, kind), name));
    }
    for word in &request.operators {
        let (id, name) = find_operator(act.reader(), word)?;
        add(farewell(Whom::Operator(id), name));
    }
    Ok(farewells)
}

/// The party of a name or identity, unless its name is erased already.
fn find_party(reader: &dyn Reader, word: &str) -> Result<Option<(PartyId, String)>, Failure> {
    let word = word.trim();
    let mut ids: Vec<PartyId> = Vec::new();
    for subject in reader.named(&Name::Party(word))? {
        if let Subject::Party(id) = subject {
            ids.push(id);
        }
    }
    let typed = Uuid::parse_str(word).ok().map(PartyId);
    if ids.is_empty() {
        ids.extend(typed);
    }
    let unknown = || Refusal::NotFound { noun: Noun::Party, word: word.to_owned(), nearest: Vec::new() };
    match ids.as_slice() {
        [id] => {
            let kept = names_of(reader)?.into_iter().find(|(known, _)| known == id);
            match kept {
                Some(kept) => Ok(Some(kept)),
                None if reader.party(*id)?.is_some() => Ok(None),
                None => Err(unknown().into()),
            }
        }
        [] => Err(unknown().into()),
        several => Err(ambiguous(Noun::Party, word, several)),
    }
}

fn ambiguous(noun: Noun, word: &str, ids: &[impl ToString]) -> Failure {
    let candidates = ids.iter().map(ToString::to_string).collect();
    Refusal::Ambiguous { noun, word: word.to_owned(), candidates }.into()
}

/// The operator of a name, in any spelling of case and accents, or of an identity.
fn find_operator(reader: &dyn Reader, word: &str) -> Result<(ActorId, String), Failure> {
    let (word, folded) = (word.trim(), text::fold(word.trim()));
    let typed = Uuid::parse_str(word).ok().map(ActorId);
    let mut found: Vec<(ActorId, String)> = Vec::new();
    reader.vault(&mut |row| {
        if let Vault::Actor { id, name } = row
            && (Some(id) == typed || text::fold(&name) == folded)
        {
            found.push((id, name));
        }
        Flow::Continue(())
    })?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => {
            Err(Refusal::NotFound { noun: Noun::Operator, word: word.to_owned(), nearest: Vec::new() }.into())
        }
        _ => {
            let ids: Vec<ActorId> = found.into_iter().map(|(id, _)| id).collect();
            Err(ambiguous(Noun::Operator, word, &ids))
        }
    }
}

fn refuse_linked(act: &Act<'_>, id: PartyId, anyway: bool) -> Result<(), Failure> {
    let links = links(act, id)?;
    if !links.present.is_empty() {
        return Err(Refusal::StillLinked { party: id.to_string(), links: links.present }.into());
    }
    match links.kept.iter().map(|(_, until)| *until).max() {
        Some(until) if !anyway => {
            let lots = links.kept.into_iter().map(|(lot, _)| lot).collect();
            let years = act.policies().register_years();
            Err(Refusal::RegisterHolds { party: id.to_string(), lots, until, years }.into())
        }
        _ => Ok(()),
    }
}

/// The persons whose last link ended longer ago than names are kept: none unless a policy says how long
/// that is.
fn due(act: &Act<'_>) -> Result<Vec<Farewell>, Failure> {
    let Some(months) = act.policies().holder_months() else { return Ok(Vec::new()) };
    let mut persons = Vec::new();
    act.reader().parties(&mut |party| {
        if party.kind.is_person()
            && let Some(name) = party.name
        {
            persons.push(farewell(Whom::Party(party.id, Some(party.kind)), name));
        }
        Flow::Continue(())
    })?;
    let mut farewells = Vec::new();
    for person in persons {
        let Whom::Party(id, _) = person.whom else { continue };
        let links = links(act, id)?;
        let over = links.last.is_none_or(|last| last.plus_months(months) <= act.today());
        if links.present.is_empty() && links.kept.is_empty() && over {
            farewells.push(person);
        }
    }
    Ok(farewells)
}

/// Says where a name stands that goes: in the log, which never changes, and of others of the same name.
fn say_what_stays(act: &mut Act<'_>, farewells: &[Farewell]) -> Result<(), Failure> {
    let names = Names::of(farewells);
    let mut namesakes: Vec<String> = Vec::new();
    act.reader().vault(&mut |row| {
        let (whom, name) = match row {
            Vault::Party { id, name, .. } => (Whom::Party(id, None), name),
            Vault::Actor { id, name } => (Whom::Operator(id), name),
            Vault::Text { .. } | Vault::Label { .. } => return Flow::Continue(()),
        };
        let goes = farewells.iter().any(|farewell| match (&farewell.whom, &whom) {
            (Whom::Party(one, _), Whom::Party(other, _)) => one == other,
            (one, other) => one == other,
        });
        if !goes && names.find(&name).is_some() {
            namesakes.push(match whom {
                Whom::Party(id, _) => id.to_string(),
                Whom::Operator(id) => format!("--operator {id}"),
            });
        }
        Flow::Continue(())
    })?;
    let mut seqs: Vec<Seq> = Vec::new();
    act.reader().lines(0, &mut |logged| {
        if names.find(logged.line).is_some() {
            seqs.push(logged.seq);
        }
        Flow::Continue(())
    })?;
    let parts = named::parts_in_codes(act.reader(), farewells)?;
    let codes: Vec<String> =
        farewells.iter().flat_map(|f| [f.services.as_slice(), &f.sites].concat()).collect();
    if !codes.is_empty() {
        act.notice(Notice::CodesStay { codes });
    }
    if !namesakes.is_empty() {
        act.notice(Notice::Namesakes { words: namesakes });
    }
    if !seqs.is_empty() {
        act.notice(Notice::NameInLog { seqs });
    }
    if !parts.is_empty() {
        act.notice(Notice::NameInCodes { codes: parts });
    }
    Ok(())
}
