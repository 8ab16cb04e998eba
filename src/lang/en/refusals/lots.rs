//! What a lot or its channel does not allow.

use crate::{
    lang::{
        Codes, Numbers, Told,
        en::En,
        way::{self, run, shown},
    },
    model::{
        amount::Cents,
        event::Seq,
        leaving::{Channel, PartyKind},
    },
    ops::{Instead, LotFact, OtherProof},
    rules::gift,
};

pub(super) fn gift_cap(value: Cents, cap: Cents) -> Told {
    Told::new(format!(
        "a gift of {} is above the cap of {} a unit (CGPPP, art. D3212-3 and following)",
        En.euros(value),
        En.euros(cap)
    ))
    .hint(format!("sell it instead: {}", way::lot_edit("LOT", "--channel sale")))
    .hint(format!("or transfer it to a public body: {}", way::lot_edit("LOT", "--channel public_body")))
}

pub(super) fn party_kind(channel: Channel, found: PartyKind, wanted: &[PartyKind]) -> Told {
    let Some(first) = wanted.first() else { return no_party() };
    let kinds: Vec<String> =
        wanted.iter().map(|kind| format!("{} (`{kind}`)", En.party_kind(*kind))).collect();
    let law = match channel {
        Channel::Waste | Channel::Loss | Channel::LessorReturn => "",
        _ => " (décret n° 2023-266, art. 2)",
    };
    Told::new(format!(
        "{} (`{channel}`) goes to: {}; the recipient is recorded as: {} (`{found}`){law}",
        En.channel(channel),
        way::row(&kinds, "or"),
        En.party_kind(found)
    ))
    .hint(format!("name another recipient: {}", way::lot_edit("LOT", "--to PARTY")))
    .hint(format!(
        "or correct what it is, if it was recorded wrongly: {}",
        run(format_args!("party edit PARTY --kind {first}"))
    ))
}

pub(super) fn no_party() -> Told {
    Told::new("a loss or theft has no recipient")
        .hint(format!("leave `--to` out: {}", way::lot_new(&En, Channel::Loss)))
}

pub(super) fn basis_channel(basis: &str, channel: Channel) -> Told {
    let fitting: Vec<&str> = gift::legal_bases().filter(|basis| gift::basis_fits(channel, basis)).collect();
    let told = Told::new(format!(
        "{} does not allow a {} (`{channel}`): CGPPP, art. L3212-2 and L3212-3",
        shown(basis),
        En.channel(channel)
    ));
    match fitting.first() {
        Some(first) => told
            .hint(format!("articles that do: {}", way::codes(&fitting)))
            .hint(format!("for instance {}", way::lot_edit("LOT", &format!("--legal-basis \"{first}\"")))),
        None => told,
    }
}

pub(super) fn data_clause(channel: Channel) -> Told {
    Told::new(format!(
        "a {} (`{channel}`) has no contractor who could sanitise what leaves: nothing leaves so with data \
         (GDPR, art. 28 and 32)",
        En.channel(channel)
    ))
    .hint(format!("open a lot without `--data-clause`: {}", way::lot_new(&En, channel)))
    .hint(format!("or, for a departure to a contractor: {}", way::lot_new(&En, Channel::Waste)))
}

pub(super) fn basis(typed: &str) -> Told {
    Told::new(format!(
        "“{}” is no article by which a local authority gives (CGPPP, art. L3212-2 and L3212-3)",
        shown(typed)
    ))
    .hint(format!("those that are: {}", way::codes(gift::legal_bases())))
}

pub(super) fn lacks(lot: &str, channel: Channel, facts: &[LotFact]) -> Told {
    let named: Vec<String> = facts.iter().map(|fact| lacking(*fact).to_owned()).collect();
    let flags: Vec<&str> = facts.iter().map(|fact| flag(*fact, channel)).collect();
    let told = Told::new(format!(
        "{lot} cannot leave yet: a {} (`{channel}`) also needs {}",
        En.channel(channel),
        way::row(&named, "and")
    ))
    .hint(format!("say so: {}", way::lot_edit(lot, &flags.join(" "))));
    if facts.contains(&LotFact::Bsd) {
        return told
            .hint(format!("or, if there is no slip, say why: {}", way::lot_edit(lot, "--no-bsd REASON")));
    }
    told
}

fn lacking(fact: LotFact) -> &'static str {
    match fact {
        LotFact::Party => "its recipient",
        LotFact::LegalBasis => "the article that allows the gift (CGPPP, art. L3212-2 and L3212-3)",
        LotFact::Act => "the act that decides it",
        LotFact::UnitValue => "the value of each asset (CGPPP, art. D3212-3 and following)",
        LotFact::ValueMethod => "how that value was found",
        LotFact::WasteCode => "a waste code (code de l’environnement, art. R541-43)",
        LotFact::Bsd => {
            "the number of a tracking slip, since the waste is hazardous (code de l’environnement, art. \
             R541-45)"
        }
    }
}

/// The flag by which a fact is given, with an example.
fn flag(fact: LotFact, channel: Channel) -> &'static str {
    match fact {
        LotFact::Party => "--to PARTY",
        LotFact::LegalBasis if channel == Channel::StaffGift => "--legal-basis \"L3212-2 5°\"",
        LotFact::LegalBasis => "--legal-basis \"L3212-2 3°\"",
        LotFact::Act => "--act REF",
        LotFact::UnitValue => "--unit-value 150",
        LotFact::ValueMethod => "--value-method TEXT",
        LotFact::WasteCode => "--waste-code \"16 02 14\"",
        LotFact::Bsd => "--bsd BSD-…",
    }
}

pub(super) fn closed(lot: &str) -> Told {
    Told::new(format!("{lot} is not open any more"))
        .hint(format!("see it: {}", way::lot_show(lot)))
        .hint(format!("open another on the same terms: {}", run(format_args!("lot new --like {lot}"))))
}

pub(super) fn begun(lot: &str) -> Told {
    Told::new(format!(
        "a part of {lot} has left: its channel, recipient, article, act, data clause and warranty cannot \
         change any more"
    ))
    .hint(format!("open another for what waits: {}", run(format_args!("lot new --like {lot}"))))
    .hint(format!(
        "or, if they were recorded wrongly, undo it: {}",
        run(format_args!("lot cancel {lot} --reason mistyped"))
    ))
}

pub(super) fn stood_on(lot: &str, later: &[Seq]) -> Told {
    let numbers: Vec<String> = later.iter().take(10).map(ToString::to_string).collect();
    let more = if later.len() > numbers.len() { ", …" } else { "" };
    Told::new(format!("later events stand on what left in {lot}: {}{more}", numbers.join(", ")))
        .perhaps(
            later
                .first()
                .map(|newest| format!("void them first, the newest to begin with: {}", way::void(*newest))),
        )
        .hint(format!(
            "or, if only something came back: {}",
            run(format_args!("lot return {lot} TAG --reason refused"))
        ))
}

pub(super) fn empty(lot: &str) -> Told {
    Told::new(format!("there is nothing in {lot} that could leave"))
        .hint(format!("put something in: {}", way::lot_add(lot, "TAG")))
        .hint(format!("see it: {}", way::lot_show(lot)))
}

pub(super) fn no_handover(lot: &str) -> Told {
    Told::new(format!(
        "{lot} is of what was lost or stolen: nothing was handed over, and there is no slip to sign"
    ))
    .hint(format!("see what is in it: {}", way::lot_show(lot)))
    .hint(format!("for what was lost in a year: {}", way::report_losses()))
}

pub(super) fn not_shipped(lot: &str) -> Told {
    Told::new(format!("nothing has left in {lot}, or all of it came back"))
        .hint(format!("to let it leave: {}", run(format_args!("lot ship {lot}"))))
}

pub(super) fn not_in_lot(subject: &str, lot: &str) -> Told {
    Told::new(format!("{} is not in {lot}", shown(subject)))
        .hint(format!("see what is: {}", way::lot_show(lot)))
}

pub(super) fn out_of_order(tag: &str) -> Told {
    Told::new(format!(
        "{tag} is out of order (`HS`): only what works is given for reuse (loi n° 2021-1485, art. 16)"
    ))
    .hint(format!(
        "to give it for its parts: {}, then {}",
        way::lot_drop("LOT", tag),
        run(format_args!("lot add LOT {tag} --for-parts"))
    ))
    .hint(format!("or to have it treated: {}", way::lot_new(&En, Channel::Waste)))
}

pub(super) fn medium_in_lot(medium: &str, lot: &str, now: Instead) -> Told {
    let now = match now {
        Instead::Destroyed => "was destroyed",
        Instead::Left => "has left, in another lot or in an asset",
        Instead::Elsewhere => "is in an asset now, or in another lot",
    };
    Told::new(format!("{lot} cannot leave with medium {}: it {now}", shown(medium)))
        .hint(format!("take it out of the lot: {}", way::lot_drop(lot, medium)))
        .hint(format!("if that was recorded by mistake, void it: {}", run("void SEQ --reason mistyped")))
}

pub(super) fn not_waste(code: &str, channel: Channel) -> Told {
    Told::new(format!(
        "`{code}` is the code of a waste, and a {} (`{channel}`) takes none: what is waste goes to its treatment \
         (code de l’environnement, art. L541-1-1 and L541-2)",
        En.channel(channel)
    ))
    .hint("if it is no waste, leave `--waste-code` out".to_owned())
    .hint(format!("or have it collected: {}", way::lot_new(&En, Channel::Waste)))
}

/// Refuses a proof beside one that stands.
pub(super) fn proved_otherwise(proof: &OtherProof) -> Told {
    let OtherProof { lot, subjects, seq, .. } = proof;
    let operation = proof.operation.as_ref().map(|code| format!(", operation {code}")).unwrap_or_default();
    let stands = format!("{}{operation}, on {}", En.proof(proof.outcome), En.day(proof.on));
    let some = !proof.rest.0.is_empty() || !proof.rest.1.is_empty();
    let rest = some.then(|| way::lot_prove(lot, &proof.rest, &proof.claimed));
    Told::new(format!(
        "proved before, of {} in {lot}: {stands} (event {seq}); a proof stands until it is taken back",
        names(subjects)
    ))
    .perhaps(proof.day.map(|day| {
        format!("if only the day is wrong, put it right: {}", run(format_args!("correct {seq} --on {day}")))
    }))
    .hint(format!(
        "if that proof was wrong, void it, then record what is right of all that it was about: {}",
        way::void(*seq)
    ))
    .perhaps(rest.map(|line| format!("to prove what has no proof yet: {line}")))
}

/// The first things by name, the others by their number.
pub(in crate::lang::en) fn names(subjects: &[String]) -> String {
    let (mut first, others) = way::first_names(subjects);
    match others {
        0 => {}
        1 => first.push("1 other".to_owned()),
        _ => first.push(format!("{others} others")),
    }
    way::row(&first, "and")
}
