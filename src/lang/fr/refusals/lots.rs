//! Ce qu’un lot ou sa voie de sortie ne permet pas.

use crate::{
    lang::{
        Codes, Numbers, Told,
        fr::Fr,
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
        "un don de {} dépasse le plafond de {} par unité (CGPPP, art.\u{a0}D3212-3 et suivants)",
        Fr.euros(value),
        Fr.euros(cap)
    ))
    .hint(format!("le vendre plutôt\u{a0}: {}", way::lot_edit("LOT", "--channel sale")))
    .hint(format!(
        "ou le céder à une personne publique\u{a0}: {}",
        way::lot_edit("LOT", "--channel public_body")
    ))
}

pub(super) fn party_kind(channel: Channel, found: PartyKind, wanted: &[PartyKind]) -> Told {
    let Some(first) = wanted.first() else { return no_party() };
    let kinds: Vec<String> =
        wanted.iter().map(|kind| format!("{} (`{kind}`)", Fr.party_kind(*kind))).collect();
    let law = match channel {
        Channel::Waste | Channel::Loss | Channel::LessorReturn => "",
        _ => " (décret n°\u{a0}2023-266, art.\u{a0}2)",
    };
    Told::new(format!(
        "destinataires possibles de cette voie, {} (`{channel}`)\u{a0}: {}\u{202f}; celui du lot est \
         enregistré comme\u{a0}: {} (`{found}`){law}",
        Fr.channel(channel),
        way::row(&kinds, "ou"),
        Fr.party_kind(found)
    ))
    .hint(format!("nommer un autre destinataire\u{a0}: {}", way::lot_edit("LOT", "--to TIERS")))
    .hint(format!(
        "ou corriger son type, s’il a été mal enregistré\u{a0}: {}",
        run(format_args!("party edit TIERS --kind {first}"))
    ))
}

pub(super) fn no_party() -> Told {
    Told::new("une perte ou un vol n’a pas de destinataire")
        .hint(format!("retirer `--to`\u{a0}: {}", way::lot_new(&Fr, Channel::Loss)))
}

pub(super) fn basis_channel(basis: &str, channel: Channel) -> Told {
    let fitting: Vec<&str> = gift::legal_bases().filter(|basis| gift::basis_fits(channel, basis)).collect();
    let told = Told::new(format!(
        "{} ne permet pas cette voie, {} (`{channel}`)\u{a0}: CGPPP, art.\u{a0}L3212-2 et L3212-3",
        shown(basis),
        Fr.channel(channel)
    ));
    match fitting.first() {
        Some(first) => told
            .hint(format!("articles qui la permettent\u{a0}: {}", way::codes(&fitting)))
            .hint(format!("par exemple {}", way::lot_edit("LOT", &format!("--legal-basis \"{first}\"")))),
        None => told,
    }
}

pub(super) fn data_clause(channel: Channel) -> Told {
    Told::new(format!(
        "par cette voie, {} (`{channel}`), aucun prestataire n’efface ce qu’il emporte\u{a0}: rien ne sort \
         ainsi avec des données (RGPD, art.\u{a0}28 et 32)",
        Fr.channel(channel)
    ))
    .hint(format!("ouvrir un lot sans `--data-clause`\u{a0}: {}", way::lot_new(&Fr, channel)))
    .hint(format!("ou, pour une sortie vers un prestataire\u{a0}: {}", way::lot_new(&Fr, Channel::Waste)))
}

pub(super) fn basis(typed: &str) -> Told {
    Told::new(format!(
        "«\u{a0}{}\u{a0}» n’est pas un article par lequel une collectivité donne (CGPPP, \
         art.\u{a0}L3212-2 et L3212-3)",
        shown(typed)
    ))
    .hint(format!("ceux qui le sont\u{a0}: {}", way::codes(gift::legal_bases())))
}

pub(super) fn lacks(lot: &str, channel: Channel, facts: &[LotFact]) -> Told {
    let named: Vec<String> = facts.iter().map(|fact| lacking(*fact).to_owned()).collect();
    let flags: Vec<&str> = facts.iter().map(|fact| flag(*fact, channel)).collect();
    let told = Told::new(format!(
        "{lot} ne peut pas encore sortir, voie\u{a0}: {} (`{channel}`)\u{202f}; il manque {}",
        Fr.channel(channel),
        way::row(&named, "et")
    ))
    .hint(format!("l’indiquer\u{a0}: {}", way::lot_edit(lot, &flags.join(" "))));
    if facts.contains(&LotFact::Bsd) {
        return told.hint(format!(
            "ou, s’il n’y a pas de bordereau, dire pourquoi\u{a0}: {}",
            way::lot_edit(lot, "--no-bsd MOTIF")
        ));
    }
    told
}

fn lacking(fact: LotFact) -> &'static str {
    match fact {
        LotFact::Party => "le destinataire",
        LotFact::LegalBasis => "l’article qui permet le don (CGPPP, art.\u{a0}L3212-2 et L3212-3)",
        LotFact::Act => "l’acte qui le décide",
        LotFact::UnitValue => "la valeur de chaque équipement (CGPPP, art.\u{a0}D3212-3 et suivants)",
        LotFact::ValueMethod => "la manière dont cette valeur a été trouvée",
        LotFact::WasteCode => "un code déchet (code de l’environnement, art.\u{a0}R541-43)",
        LotFact::Bsd => {
            "le numéro du bordereau de suivi, le déchet étant dangereux (code de l’environnement, \
             art.\u{a0}R541-45)"
        }
    }
}

/// L’option qui donne un élément, avec un exemple.
fn flag(fact: LotFact, channel: Channel) -> &'static str {
    match fact {
        LotFact::Party => "--to TIERS",
        LotFact::LegalBasis if channel == Channel::StaffGift => "--legal-basis \"L3212-2 5°\"",
        LotFact::LegalBasis => "--legal-basis \"L3212-2 3°\"",
        LotFact::Act => "--act RÉFÉRENCE",
        LotFact::UnitValue => "--unit-value 150",
        LotFact::ValueMethod => "--value-method TEXTE",
        LotFact::WasteCode => "--waste-code \"16 02 14\"",
        LotFact::Bsd => "--bsd BSD-…",
    }
}

pub(super) fn closed(lot: &str) -> Told {
    Told::new(format!("{lot} n’est plus ouvert")).hint(format!("le voir\u{a0}: {}", way::lot_show(lot))).hint(
        format!(
            "en ouvrir un autre aux mêmes conditions\u{a0}: {}",
            run(format_args!("lot new --like {lot}"))
        ),
    )
}

pub(super) fn begun(lot: &str) -> Told {
    Told::new(format!(
        "une partie de {lot} est sortie\u{a0}: sa voie, son destinataire, son article, son acte, sa clause \
         sur les données et sa garantie ne changent plus"
    ))
    .hint(format!(
        "ouvrir un autre lot pour ce qui attend\u{a0}: {}",
        run(format_args!("lot new --like {lot}"))
    ))
    .hint(format!(
        "ou, s’ils ont été mal enregistrés, annuler la sortie\u{a0}: {}",
        run(format_args!("lot cancel {lot} --reason mistyped"))
    ))
}

pub(super) fn stood_on(lot: &str, later: &[Seq]) -> Told {
    let numbers: Vec<String> = later.iter().take(10).map(ToString::to_string).collect();
    let more = if later.len() > numbers.len() { ", …" } else { "" };
    Told::new(format!(
        "des événements postérieurs reposent sur ce qui est sorti dans {lot}\u{a0}: {}{more}",
        numbers.join(", ")
    ))
    .perhaps(later.first().map(|newest| {
        format!("les annuler d’abord, en commençant par le dernier\u{a0}: {}", way::void(*newest))
    }))
    .hint(format!(
        "ou, si quelque chose est seulement revenu\u{a0}: {}",
        run(format_args!("lot return {lot} ÉQUIPEMENT --reason refused"))
    ))
}

pub(super) fn empty(lot: &str) -> Told {
    Told::new(format!("il n’y a rien dans {lot} qui puisse sortir"))
        .hint(format!("y ajouter quelque chose\u{a0}: {}", way::lot_add(lot, "ÉQUIPEMENT")))
        .hint(format!("le voir\u{a0}: {}", way::lot_show(lot)))
}

pub(super) fn no_handover(lot: &str) -> Told {
    Told::new(format!(
        "{lot} est une perte ou un vol\u{a0}: rien n’a été remis, et il n’y a pas de bordereau à signer"
    ))
    .hint(format!("voir ce qu’il contient\u{a0}: {}", way::lot_show(lot)))
    .hint(format!("pour les pertes d’une année\u{a0}: {}", way::report_losses()))
}

pub(super) fn not_shipped(lot: &str) -> Told {
    Told::new(format!("rien n’est sorti dans {lot}, ou tout en est revenu"))
        .hint(format!("pour le faire sortir\u{a0}: {}", run(format_args!("lot ship {lot}"))))
}

pub(super) fn not_in_lot(subject: &str, lot: &str) -> Told {
    Told::new(format!("{} n’est pas dans {lot}", shown(subject)))
        .hint(format!("voir ce qui y est\u{a0}: {}", way::lot_show(lot)))
}

pub(super) fn out_of_order(tag: &str) -> Told {
    Told::new(format!(
        "{tag} est hors service (`HS`)\u{a0}: seul ce qui fonctionne est donné en vue du réemploi (loi \
         n°\u{a0}2021-1485, art.\u{a0}16)"
    ))
    .hint(format!(
        "pour le donner pour pièces\u{a0}: {}, puis {}",
        way::lot_drop("LOT", tag),
        run(format_args!("lot add LOT {tag} --for-parts"))
    ))
    .hint(format!("ou pour le faire traiter\u{a0}: {}", way::lot_new(&Fr, Channel::Waste)))
}

pub(super) fn medium_in_lot(medium: &str, lot: &str, now: Instead) -> Told {
    let now = match now {
        Instead::Destroyed => "a été détruit",
        Instead::Left => "est déjà sorti, dans un autre lot ou dans un équipement",
        Instead::Elsewhere => "est à présent dans un équipement ou dans un autre lot",
    };
    Told::new(format!("{lot} ne peut pas sortir avec le support {}\u{a0}: il {now}", shown(medium)))
        .hint(format!("l’ôter du lot\u{a0}: {}", way::lot_drop(lot, medium)))
        .hint(format!(
            "si c’est une erreur de saisie, annuler l’événement\u{a0}: {}",
            run("void ÉVÉNEMENT --reason mistyped")
        ))
}

pub(super) fn not_waste(code: &str, channel: Channel) -> Told {
    Told::new(format!(
        "`{code}` désigne un déchet, et cette voie, {} (`{channel}`), n’en prend pas\u{a0}: un déchet va à \
         son traitement (code de l’environnement, art.\u{a0}L541-1-1 et L541-2)",
        Fr.channel(channel)
    ))
    .hint("si ce n’est pas un déchet, omettre `--waste-code`".to_owned())
    .hint(format!("ou le faire enlever\u{a0}: {}", way::lot_new(&Fr, Channel::Waste)))
}

/// Refuse un justificatif à côté d’un autre.
pub(super) fn proved_otherwise(proof: &OtherProof) -> Told {
    let OtherProof { lot, subjects, seq, .. } = proof;
    let operation = proof.operation.as_ref().map(|code| format!(", opération {code}")).unwrap_or_default();
    let stands = format!("{}{operation}, le {}", Fr.proof(proof.outcome), Fr.day(proof.on));
    let some = !proof.rest.0.is_empty() || !proof.rest.1.is_empty();
    let rest = some.then(|| way::lot_prove(lot, &proof.rest, &proof.claimed));
    Told::new(format!(
        "déjà justifié pour {} dans {lot}\u{a0}: {stands} (événement {seq})\u{202f}; un justificatif vaut tant \
         qu’il n’est pas annulé",
        names(subjects)
    ))
    .perhaps(proof.day.map(|day| {
        format!(
            "si seule la date est erronée, la corriger\u{a0}: {}",
            run(format_args!("correct {seq} --on {day}"))
        )
    }))
    .hint(format!(
        "si ce justificatif est erroné, l’annuler, puis enregistrer le bon pour tout ce qu’il visait\u{a0}: {}",
        way::void(*seq)
    ))
    .perhaps(rest.map(|line| format!("pour justifier ce qui ne l’est pas encore\u{a0}: {line}")))
}

/// Les premiers par leur nom, les autres par leur nombre.
pub(in crate::lang::fr) fn names(subjects: &[String]) -> String {
    let (mut first, others) = way::first_names(subjects);
    match others {
        0 => {}
        1 => first.push("1 autre".to_owned()),
        _ => first.push(format!("{others} autres")),
    }
    way::row(&first, "et")
}
