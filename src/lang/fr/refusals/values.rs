//! Les valeurs refusées : codes et numéros des déchets, jours, événements, règles.

use super::names::meant;
use crate::{
    lang::{
        Numbers, Told,
        fr::Fr,
        way::{self, run, shown},
    },
    model::{
        day::Day,
        event::Seq,
        policy::{BadValue, Key},
        sanitization::{Minimum, OnRedeploy},
    },
    rules::waste::{NotABsd, NotAWasteCode, Validity, WasteCode},
};

pub(super) fn operation(typed: &str) -> Told {
    Told::new(format!(
        "«\u{a0}{}\u{a0}» n’est pas une opération de traitement\u{a0}: R 0 à R 13 ou D 1 à D 15 \
         (directive 2008/98/CE, annexes I et II)",
        shown(typed)
    ))
    .hint("recyclage des métaux, par exemple\u{a0}: `--operation \"R 4\"`")
}

pub(super) fn waste_code(wrong: &NotAWasteCode) -> Told {
    match wrong {
        NotAWasteCode::Form(typed) => Told::new(format!(
            "«\u{a0}{}\u{a0}» n’est pas un code déchet\u{a0}: six chiffres, et une étoile si le déchet \
             est dangereux (décision 2000/532/CE)",
            shown(typed)
        ))
        .hint("l’écrire ainsi\u{a0}: `--waste-code \"16 02 14\"` ou `--waste-code \"16 02 13*\"`"),
        NotAWasteCode::Unknown(typed) => Told::new(format!(
            "«\u{a0}{}\u{a0}» n’est pas un code sous lequel sortent les ordinateurs ou leurs batteries \
             (décision 2000/532/CE)",
            shown(typed)
        ))
        .hint(format!("ceux qui le sont\u{a0}: {}", way::codes(WasteCode::all()))),
        NotAWasteCode::NotHazardous(typed, code) => Told::new(format!(
            "«\u{a0}{}\u{a0}» a une étoile, or {code} n’est pas dangereux (décision 2000/532/CE)",
            shown(typed)
        ))
        .hint(format!("sans l’étoile\u{a0}: `--waste-code \"{code}\"`"))
        .hint("avec des composants dangereux\u{a0}: `--waste-code \"16 02 13*\"`"),
    }
}

pub(super) fn waste_code_day(validity: Validity) -> Told {
    let law = "décision 2000/532/CE, modifiée par la décision déléguée (UE) 2025/934";
    let (message, code, day, instead) = match validity {
        Validity::NotYet { code, first, instead } => {
            let message = format!("{code} n’est un code déchet qu’à partir du {} ({law})", Fr.day(first));
            (message, code, first.previous(), instead)
        }
        Validity::Ended { code, last, instead } => {
            let message = format!("{code} n’est plus un code déchet après le {} ({law})", Fr.day(last));
            (message, code, last.next(), instead)
        }
    };
    let valid = match instead {
        Some(instead) => vec![instead],
        None => way::waste_codes_beside(code, day),
    };
    match valid.first() {
        Some(first) => Told::new(message).hint(format!(
            "ce jour-là\u{a0}: {}\u{202f}; par exemple {}",
            way::codes(&valid),
            way::lot_edit("LOT", &format!("--waste-code \"{first}\""))
        )),
        None => Told::new(message),
    }
}

pub(super) fn bsd(wrong: &NotABsd) -> Told {
    let message = match wrong {
        NotABsd::Form(typed) => format!(
            "«\u{a0}{}\u{a0}» n’est pas un numéro de bordereau de suivi, BSD-AAAAMMJJ-XXXXXXXXX (code \
             de l’environnement, art.\u{a0}R541-45)",
            shown(typed)
        ),
        NotABsd::NoSuchDay(typed) => format!(
            "«\u{a0}{}\u{a0}» n’est pas un numéro de bordereau de suivi\u{a0}: son jour n’existe pas \
             (code de l’environnement, art.\u{a0}R541-45)",
            shown(typed)
        ),
    };
    Told::new(message)
        .hint("le copier du bordereau dans Trackdéchets\u{a0}: `--bsd BSD-20261123-0A1B2C3D4`")
        .hint("ou, s’il n’y a pas de bordereau, dire pourquoi\u{a0}: `--no-bsd MOTIF`")
}

pub(super) fn siret(typed: &str) -> Told {
    Told::new(format!(
        "«\u{a0}{}\u{a0}» n’est ni un SIRET de 14 chiffres ni un SIREN de 9\u{a0}: sa clé de contrôle \
         ne convient pas",
        shown(typed)
    ))
    .hint("le copier de l’avis de situation au répertoire SIRENE")
}

pub(super) fn nothing_changes(subject: &str) -> Told {
    Told::new(format!("{} est déjà ainsi\u{a0}: rien ne changerait", shown(subject)))
}

pub(super) fn future(on: Day, today: Day) -> Told {
    Told::new(format!("le {} n’est pas encore venu\u{a0}: nous sommes le {}", Fr.day(on), Fr.day(today)))
        .hint(format!("l’enregistrer le jour venu, ou donner le jour même\u{a0}: `--on {today}`"))
        .hint(format!(
            "les jours sont ceux du fuseau horaire de la règle\u{a0}: {}",
            run("policy get timezone")
        ))
}

pub(super) fn since_opened(on: Day, opened: Day) -> Told {
    Told::new(format!(
        "le {} n’est pas antérieur au registre, ouvert le {}\u{a0}: ce qui est sorti depuis sort dans un lot",
        Fr.day(on),
        Fr.day(opened)
    ))
    .hint("donner un jour antérieur, ou importer l’équipement tel qu’il était avant sa sortie")
    .hint(format!("puis le faire sortir dans un lot\u{a0}: {}", run("lot new --channel VOIE --to TIERS")))
}

pub(super) fn before_last(subject: &str, on: Day, last: Day) -> Told {
    Told::new(format!(
        "le {} est trop tôt\u{a0}: un fait du {} est déjà enregistré pour {}",
        Fr.day(on),
        Fr.day(last),
        shown(subject)
    ))
    .hint(format!("donner ce jour ou un jour plus tardif\u{a0}: `--on {last}`"))
    .hint(format!(
        "ou, si ce qui est enregistré est faux, l’annuler\u{a0}: {}",
        run("void ÉVÉNEMENT --reason wrong_date")
    ))
}

pub(super) fn later_events(seq: Seq, later: &[Seq]) -> Told {
    let numbers: Vec<String> = later.iter().take(10).map(ToString::to_string).collect();
    let more = if later.len() > numbers.len() { ", …" } else { "" };
    Told::new(format!(
        "des événements postérieurs reposent sur l’événement n°\u{a0}{seq}\u{a0}: {}{more}",
        numbers.join(", ")
    ))
    .perhaps(later.first().map(|newest| {
        format!("les annuler d’abord, en commençant par le dernier\u{a0}: {}", way::void(*newest))
    }))
    .hint(format!(
        "ou, pour l’annuler avec eux tous\u{a0}: {}",
        run(format_args!("void {seq} --reason mistyped --with-later"))
    ))
}

pub(super) fn not_voidable(seq: Seq, kind: &str) -> Told {
    let told = Told::new(format!("l’événement n°\u{a0}{seq}, `{kind}`, ne peut être annulé"));
    match kind {
        "lot_shipped" | "departed" => told
            .hint(format!("pour revenir sur la sortie\u{a0}: {}", run("lot cancel LOT --reason mistyped")))
            .hint(format!("ou, si quelque chose est revenu\u{a0}: {}", way::returned(&Fr, "ÉQUIPEMENT"))),
        "configured" => {
            told.hint(format!("donner à la règle sa juste valeur\u{a0}: {}", run("policy set CLÉ VALEUR")))
        }
        "forgotten" => told.hint(format!(
            "ce qui est effacé ne revient pas\u{202f}; la même personne est un nouveau tiers\u{a0}: {}",
            run("party add NOM --kind staff")
        )),
        "lot_cancelled" => told.hint(format!("ouvrir un autre lot\u{a0}: {}", run("lot new --like LOT"))),
        _ => told.hint("enregistrer à nouveau ce qui s’est passé, par sa propre commande"),
    }
}

pub(super) fn already_voided(seq: Seq) -> Told {
    Told::new(format!("l’événement n°\u{a0}{seq} est déjà annulé"))
        .hint("pour qu’il compte de nouveau, l’enregistrer encore, par sa propre commande")
}

pub(super) fn not_corrigible(seq: Seq, kind: &str, field: &str, known: &[&str]) -> Told {
    let told = Told::new(format!("l’événement n°\u{a0}{seq}, `{kind}`, n’a pas de `--{field}` à corriger"));
    let told = if known.is_empty() {
        told
    } else {
        told.hint(format!("ce qu’il a\u{a0}: {}", way::codes(known.iter().map(|name| format!("--{name}")))))
    };
    if matches!(kind, "departed" | "lot_shipped") {
        // Ce qui a été jugé à une date se défait entier, par son lot.
        return told.hint(format!(
            "sinon, défaire la sortie puis la refaire\u{a0}: {}",
            run("lot cancel LOT --reason mistyped")
        ));
    }
    told.hint(format!("sinon, l’annuler et l’enregistrer à nouveau\u{a0}: {}", way::void(seq)))
}

pub(super) fn out_of_order_day(on: Day, seq: Seq, other: Day) -> Told {
    Told::new(format!(
        "au {}, il passerait de l’autre côté de l’événement n°\u{a0}{seq} du {}, qui porte sur la même \
         chose",
        Fr.day(on),
        Fr.day(other)
    ))
    .hint(format!(
        "si c’est celui-là qui est faux, le corriger d’abord\u{a0}: {}",
        run(format_args!("correct {seq} --on {on}"))
    ))
}

pub(super) fn policy(bad: &BadValue) -> Told {
    let key = bad.key;
    let (wanted, example) = match key {
        Key::Organisation => ("un nom sans caractère de commande".to_owned(), "\"Ville de Montrouge\""),
        Key::OrganisationSiret => {
            ("un SIRET\u{a0}: quatorze chiffres dont le dernier est une clé".to_owned(), "21920049000015")
        }
        Key::Timezone => ("le nom d’un fuseau horaire".to_owned(), "Europe/Paris"),
        Key::TagPrefix => {
            ("12 caractères au plus parmi A-Z 0-9 . / - sans trait d’union à la fin".to_owned(), "MTR")
        }
        Key::LabelUrl => (
            "une adresse qui commence par `https://` et n’a que des lettres, des chiffres et `. - / :`"
                .to_owned(),
            "https://parc.ville.fr",
        ),
        Key::SanitizationMinimum => (way::codes(Minimum::ALL), "clear"),
        Key::SanitizationRedeploy => (way::codes(OnRedeploy::ALL), "warn"),
        Key::SanitizationSecondPerson => ("`on` ou `off`".to_owned(), "on"),
        Key::RetentionRegister => {
            ("un nombre d’années, 3 au moins (code de l’environnement, art. R541-43)".to_owned(), "5")
        }
        Key::RetentionHolders => ("un nombre de mois, ou `off`".to_owned(), "12"),
    };
    Told::new(format!(
        "«\u{a0}{}\u{a0}» n’est pas une valeur de la règle `{key}`\u{a0}: {wanted}",
        shown(&bad.value)
    ))
    .hint(format!("par exemple {}", run(format_args!("policy set {key} {example}"))))
}

pub(super) fn unknown_policy(key: &str, nearest: &[String]) -> Told {
    Told::new(format!("il n’y a pas de règle «\u{a0}{}\u{a0}»", shown(key)))
        .perhaps(meant(nearest))
        .hint(format!("toutes les règles\u{a0}: {}", run("policy list")))
}
