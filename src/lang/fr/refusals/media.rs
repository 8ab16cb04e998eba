//! Le contrôle des données avant toute sortie, et les supports.

use crate::{
    lang::{
        Numbers as _, Told,
        fr::Fr,
        way::{self, run, shown, word},
    },
    model::{
        amount::Bytes,
        event::Seq,
        lifecycle::{Action, State},
        sanitization::{MediumStatus, Technique},
    },
    ops::Need,
};

/// Pourquoi les données sont effacées avant toute sortie.
const GATE: &str = "NIST SP 800-88\u{202f}; RGPD, art.\u{a0}32";

pub(super) fn unaccounted(tag: Option<&str>, medium: Option<&str>, need: Need, lot: Option<&str>) -> Told {
    if need == Need::Validation {
        return unvalidated(tag, medium);
    }
    let Need::Sanitisation { status, by } = need else {
        let tag = tag.unwrap_or("ÉQUIPEMENT");
        return list_media(
            tag,
            format!(
                "{tag} ne peut ni sortir ni être dit reconditionné\u{a0}: personne n’a dit que la liste de \
             ses supports de stockage est complète ({GATE})"
            ),
        );
    };
    let told = unsafe_medium(tag, medium, status, by);
    match lot {
        Some(lot) => told.hint(format!(
            "ou, pour une sortie vers un prestataire chargé de l’effacement\u{a0}: {}",
            way::lot_edit(lot, "--data-clause RÉFÉRENCE")
        )),
        None => told,
    }
}

pub(super) fn unlisted(seq: Seq, tag: &str) -> Told {
    list_media(
        tag,
        format!(
            "l’événement {seq} ne peut être annulé\u{a0}: sans lui, la liste des supports de stockage de {tag} ne \
         serait plus demandée, et personne ne l’a dressée\u{a0}; ce qui peut contenir des données est ouvert et \
         vérifié ({GATE})"
        ),
    )
}

/// Un refus faute de liste des supports, et comment la dresser.
fn list_media(tag: &str, why: String) -> Told {
    Told::new(why)
        .hint(format!("ajouter chaque support\u{a0}: {}", way::media_add(tag)))
        .hint(format!("ou, s’il n’y en a pas\u{a0}: {}", way::media_none(tag)))
        .hint(format!("ou, si la liste est complète\u{a0}: {}", way::media_confirm(tag)))
}

/// Un support qui contient des données, ou dont personne ne peut dire qu’il est vide, et que faire.
fn unsafe_medium(
    tag: Option<&str>,
    medium: Option<&str>,
    status: MediumStatus,
    by: Option<Technique>,
) -> Told {
    let medium = medium.map_or_else(|| "SUPPORT".to_owned(), |medium| shown(medium).into_owned());
    let of = tag.map(|tag| format!(" de {tag}")).unwrap_or_default();
    let what = match status {
        MediumStatus::HoldsData => "contient des données",
        MediumStatus::Unknown => "a un contenu inconnu, et l’inconnu n’est pas vide",
        MediumStatus::Sanitised => {
            "a été effacé, mais le niveau atteint n’est pas celui que demande la règle \
             `sanitization.minimum`"
        }
        MediumStatus::Destroyed => {
            "a été détruit, mais le niveau atteint n’est pas celui que demande la règle \
             `sanitization.minimum`"
        }
    };
    let told = Told::new(format!("le support {medium}{of} {what} ({GATE})"));
    if status == MediumStatus::Destroyed {
        return told.hint(format!("voir ce qui est enregistré\u{a0}: {}", run("media list")));
    }
    let told = match by {
        Some(by) => told.hint(format!("une fois l’effacement sécurisé fait\u{a0}: {}", way::sanitize(&medium, by))),
        None => told.hint("son type n’est pas connu\u{a0}: seule sa destruction peut être reconnue, ou un effacement cryptographique s’il chiffre toujours"),
    };
    told.hint(format!("ou, une fois le support détruit\u{a0}: {}", way::shred(&medium)))
}

pub(super) fn sent_with_data(tag: &str, medium: Option<&str>, need: Need) -> Told {
    let told = match need {
        Need::Sanitisation { status, by } => {
            let told = unsafe_medium(Some(tag), medium, status, by);
            match medium {
                Some(medium) => {
                    told.hint(format!("ou le garder ici\u{a0}: {}", way::media_move(medium, "stock")))
                }
                None => told,
            }
        }
        Need::Validation => unvalidated(Some(tag), medium),
        Need::Inventory => list_media(
            tag,
            format!(
                "{tag} ne peut être confié à l’extérieur\u{a0}: personne n’a dit que la liste de ses supports de \
             stockage est complète, et l’inconnu n’est pas vide ({GATE})"
            ),
        ),
    };
    told.hint(format!(
        "ou, sous un contrat qui protège les données\u{a0}: {}",
        run(format_args!("work {tag} --type repair --sent-to TIERS --data-clause RÉFÉRENCE"))
    ))
}

pub(super) fn data_elsewhere(medium: &str, from: &str, to: &str) -> Told {
    let medium = shown(medium);
    Told::new(format!("le support {medium} porterait des données d’un service ({from}) à un autre ({to})"))
        .hint(format!(
            "une fois l’effacement sécurisé fait, il peut y aller\u{a0}: {}",
            way::overwrite(&medium)
        ))
        .hint(format!(
            "ou, si les données doivent l’accompagner\u{a0}: {}",
            way::media_move(&medium, "ÉQUIPEMENT --keep-data")
        ))
}

pub(super) fn redeploy(tag: &str, medium: Option<&str>, from: &str) -> Told {
    let warn =
        format!("ou laisser passer avec un avis\u{a0}: {}", run("policy set sanitization.redeploy warn"));
    let Some(medium) = medium else {
        return Told::new(format!(
            "{tag} a servi à un autre service, {from}, et la liste de ses supports n’est pas réputée \
             complète (règle `sanitization.redeploy`\u{a0}: `refuse`)"
        ))
        .hint(format!("inscrire chaque support\u{a0}: {}", way::media_add(tag)))
        .hint(format!("puis confirmer que la liste est complète\u{a0}: {}", way::media_confirm(tag)))
        .hint(format!("s’il n’en a aucun\u{a0}: {}", way::media_none(tag)))
        .hint(warn);
    };
    Told::new(format!(
        "{tag} a servi à un autre service, {from}, et son support {medium} n’a pas été effacé depuis \
         (règle `sanitization.redeploy`\u{a0}: `refuse`)"
    ))
    .hint(format!("une fois l’effacement sécurisé fait\u{a0}: {}", way::overwrite(medium)))
    .hint(warn)
}

pub(super) fn elsewhere(medium: &str) -> Told {
    let name = shown(medium);
    Told::new(format!(
        "{name} est dans un équipement ou dans un lot, ou est sorti\u{a0}: ce n’est pas possible de là"
    ))
    .hint(format!("voir où sont les supports\u{a0}: {}", run("media list")))
    .hint(format!("pour l’ôter d’un équipement\u{a0}: {}", way::media_move(medium, "stock")))
    .hint(format!("pour l’ôter d’un lot ouvert\u{a0}: {}", way::lot_drop("LOT", medium)))
}

pub(super) fn not_here(tag: &str, state: State) -> Told {
    let found = way::act(&Fr, Action::Found, tag);
    if state == State::Missing {
        return Told::new(format!(
            "{tag} est perdu ou volé (`missing`)\u{a0}: personne ne peut voir ses supports de stockage"
        ))
        .hint(format!("une fois qu’il est retrouvé\u{a0}: {found}"));
    }
    Told::new(format!(
        "{tag} est sorti du parc (`{state}`)\u{a0}: personne ne peut voir ses supports de stockage"
    ))
    .hint(format!("s’il est revenu\u{a0}: {}", way::returned(&Fr, tag)))
    .hint(format!("ou, s’il avait été sorti pour perte et est retrouvé\u{a0}: {found}"))
}

/// Why the result of a sanitisation is accepted by a second person.
const VALIDATION: &str = "NIST SP 800-88r2, 4.5.2";

/// A medium that was sanitised, and that a second person has still to accept.
fn unvalidated(tag: Option<&str>, medium: Option<&str>) -> Told {
    let medium = medium.map_or_else(|| "SUPPORT".to_owned(), |medium| shown(medium).into_owned());
    let of = tag.map(|tag| format!(" de {tag}")).unwrap_or_default();
    Told::new(format!("le support {medium}{of} a été effacé, mais aucune seconde personne ne l’a validé (règle `sanitization.second_person`\u{a0}: `on`\u{a0}; {VALIDATION})"))
        .hint(format!("à faire valider par quelqu’un d’autre\u{a0}: {}", way::validate(&Fr, &medium)))
}

pub(super) fn serial_for_one(serial: &str, count: usize) -> Told {
    let serial = shown(serial);
    if count == 0 {
        return Told::new(format!(
            "le numéro de série {serial} est pour un disque dont le journal n’en donne pas, et chacun en a un"
        ))
        .hint("ne pas donner `--serial`");
    }
    Told::new(format!(
        "le numéro de série {serial} est pour un seul disque, et les journaux en ont {count} sans numéro de série"
    ))
    .hint("importer les journaux un par un, chacun avec son `--serial`")
}

pub(super) fn same_person(medium: &str, seq: Seq) -> Told {
    Told::new(format!("le support {} a été effacé par la même personne (événement {seq})\u{a0}: la validation revient à une seconde personne ({VALIDATION})", shown(medium)))
        .hint(format!("à faire valider par quelqu’un d’autre\u{a0}: {}", way::validate(&Fr, medium)))
}

pub(super) fn operator_erased(medium: &str, seq: Seq) -> Told {
    Told::new(format!("le nom de la personne qui a effacé le support {} (événement {seq}) n’est plus conservé\u{a0}: rien ne dit que vous êtes une autre personne ({VALIDATION})", shown(medium)))
        .hint(format!("effacer de nouveau le support, puis le faire valider par une seconde personne\u{a0}: {}", way::validate(&Fr, medium)))
}

pub(super) fn lost(medium: &str) -> Told {
    Told::new(format!(
        "le support {} est sorti pour perte\u{a0}: personne ne peut effacer ce qui est perdu, et \
         l’exception demeure",
        shown(medium)
    ))
    .hint(format!("une fois son équipement retrouvé\u{a0}: {}", way::act(&Fr, Action::Found, "ÉQUIPEMENT")))
    .hint(format!("ou, si la perte est une erreur\u{a0}: {}", run("lot cancel LOT --reason mistyped")))
}

pub(super) fn gone(medium: &str) -> Told {
    Told::new(format!("le support {} est sorti, dans un lot ou dans un équipement", shown(medium)))
        .hint(format!("si son équipement est revenu\u{a0}: {}", way::returned(&Fr, "ÉQUIPEMENT")))
}

pub(super) fn destroyed(medium: &str) -> Told {
    Told::new(format!("le support {} a été détruit", shown(medium))).hint(format!(
        "si c’est une erreur de saisie, annuler l’événement\u{a0}: {}",
        run("void ÉVÉNEMENT --reason mistyped")
    ))
}

pub(super) fn has_media(tag: &str, count: usize) -> Told {
    let media = if count == 1 { "un y est connu".to_owned() } else { format!("{count} y sont connus") };
    Told::new(format!("{tag} n’est pas sans support de stockage\u{a0}: {media}"))
        .hint(format!("les voir\u{a0}: {}", way::media_list(tag)))
        .hint(format!("si la liste est complète\u{a0}: {}", way::media_confirm(tag)))
        .hint(format!("si l’un d’eux a été ôté\u{a0}: {}", way::media_move("SUPPORT", "stock")))
}

pub(super) fn no_media(tag: &str) -> Told {
    Told::new(format!("aucun support de stockage n’est connu dans {tag}"))
        .hint(format!("ajouter chacun\u{a0}: {}", way::media_add(tag)))
        .hint(format!("ou, s’il n’y en a pas\u{a0}: {}", way::media_none(tag)))
}

pub(super) fn drive_capacity(serial: &str, known: Bytes, said: Bytes) -> Told {
    Told::new(format!(
        "le disque {} contient {} d’après le registre, et {} d’après le fichier\u{a0}: un numéro de série, deux disques",
        shown(serial),
        Fr.capacity(known),
        Fr.capacity(said)
    ))
    .hint(format!("voir ce qui est enregistré\u{a0}: {}", run(format_args!("history {}", word(serial)))))
}
