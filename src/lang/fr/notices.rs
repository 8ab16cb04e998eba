//! Ce qui mérite d’être dit bien que ce soit fait.

use super::{
    Fr,
    refusals::{forgotten, lots},
};
use crate::{
    lang::{
        Codes, Numbers,
        way::{self, run, shown},
    },
    model::{
        day::{Day, Instant},
        leaving::Channel,
    },
    ops::Notice,
    rules::nist::NoClaim,
};

/// Dit un avis.
#[expect(clippy::too_many_lines, reason = "one sentence after another")]
pub(super) fn said(notice: &Notice) -> String {
    match notice {
        Notice::Namesakes { words } => forgotten::namesakes(words),
        Notice::NameInLog { seqs } => forgotten::name_in_log(seqs),
        Notice::CodesStay { codes } => forgotten::codes_stay(codes),
        Notice::NameInCodes { codes } => forgotten::name_in_codes(codes),
        Notice::CopiesStay { files } => forgotten::copies_stay(files),
        Notice::ListDamaged { kept } => forgotten::list_damaged(kept),
        Notice::ListUnread { list, cause } => forgotten::list_unread(list, cause),
        Notice::NotScrubbed { cause, command_line } => forgotten::not_scrubbed(cause, command_line),
        Notice::EvidenceUnused => {
            "rien n’a été enregistré\u{a0}: les fichiers donnés comme pièces justificatives ne sont pas conservés"
                .to_owned()
        }
        Notice::NoRetention => forgotten::no_retention(),
        Notice::NewPlace { site, label, code, nearest } => {
            let what = if *site { "nouveau site" } else { "nouveau service" };
            let near = match nearest.as_slice() {
                [] => String::new(),
                near => format!("\u{202f}; déjà connus et proches\u{a0}: {}", near.join(", ")),
            };
            format!("{what} «\u{a0}{}\u{a0}», code `{code}`{near}", shown(label))
        }
        Notice::Redeployed { tag, medium: None, from } => format!(
            "{tag} a servi à un autre service, {from}, et la liste de ses supports n’est pas réputée \
             complète\u{a0}: les données peuvent y être encore\u{202f}; pour en inscrire un\u{a0}: {}, s’il n’en \
             a aucun\u{a0}: {}",
            way::media_add(tag),
            way::media_none(tag)
        ),
        Notice::Redeployed { tag, medium: Some(medium), from } => format!(
            "{tag} a servi à un autre service, {from}, et son support {medium} n’a pas été effacé \
             depuis\u{a0}: les données peuvent y être encore\u{202f}; une fois l’effacement sécurisé \
             fait\u{a0}: {}",
            way::overwrite(medium)
        ),
        Notice::NothingClaimed { medium, why } => match why {
            Some(why) => {
                format!(
                    "{medium}\u{a0}: enregistré, mais aucun niveau NIST n’est atteint, {}",
                    no_claim(*why)
                )
            }
            None => format!("{medium}\u{a0}: enregistré, mais aucun niveau NIST n’est atteint"),
        },
        Notice::LateUndertaking { lot } => format!(
            "{lot}\u{a0}: l’engagement est postérieur à une sortie\u{202f}; ce qui est sorti avant ne \
             comptera pas comme réemployé (décret n°\u{a0}2023-266, art.\u{a0}2)"
        ),
        Notice::BackdatedUndertaking { lot, on } => format!(
            "{lot}\u{a0}: l’engagement du {} est enregistré après la sortie\u{a0}: il compte comme préalable (décret \
             n°\u{a0}2023-266, art.\u{a0}2)\u{202f}; garder la pièce qui en montre la date, avec `--evidence`",
            Fr.day(*on)
        ),
        Notice::AlreadyUndertaken { lot, before } => format!(
            "{lot}\u{a0}: un engagement du {} est déjà enregistré\u{a0}: celui-ci s’y ajoute, et pour chaque \
             équipement la date la plus ancienne compte",
            Fr.day(*before)
        ),
        Notice::ProofWithoutUndertaking { lot } => format!(
            "{lot}\u{a0}: le justificatif de réemploi est enregistré, mais sans engagement préalable il \
             ne comptera pas comme réemploi (décret n°\u{a0}2023-266, art.\u{a0}2)"
        ),
        Notice::AlreadyProved { subjects, seq, on, outcome } => format!(
            "déjà justifié pour {}\u{a0}: {}, le {} (événement {seq})\u{202f}; rien n’en est enregistré de nouveau",
            lots::names(subjects),
            Fr.proof(*outcome),
            Fr.day(*on)
        ),
        Notice::AlreadyValidated { medium, seq, on } => format!(
            "{medium}\u{a0}: déjà validé le {} (événement {seq})\u{202f}; rien n’en est enregistré de nouveau",
            Fr.day(*on)
        ),
        Notice::LooseBsd { bsd } => {
            format!(
                "{bsd} a une lettre que Trackdéchets n’écrit jamais (I, L, O ou U)\u{a0}: à vérifier \
                 sur le bordereau"
            )
        }
        Notice::ReasonWent { lot, bsd } => format!(
            "{lot}\u{a0}: {bsd} remplace le motif d’absence de bordereau de suivi, qui ne vaut plus"
        ),
        Notice::BsdWent { lot, bsd } => format!(
            "{lot}\u{a0}: le motif d’absence de bordereau de suivi remplace {bsd}, qui ne vaut plus\u{202f}; \
             pour le rétablir\u{a0}: {}",
            way::lot_edit(lot, &format!("--bsd {bsd}"))
        ),
        Notice::LeftWithoutUndertaking { lot, channel, count, on } => {
            left_without(lot, *channel, *count, *on)
        }
        Notice::LeavesWithData { tag, channel } => format!(
            "{tag} sort sans que l’absence de données soit établie ({})\u{a0}: une exception que chaque \
             bilan de ses supports nommera",
            Fr.channel(*channel)
        ),
        Notice::LeftWithData { medium, on } => format!(
            "{medium} est sorti le {} et son effacement n’est plus établi\u{a0}: une exception que chaque \
             bilan de ses supports nommera",
            Fr.day(*on)
        ),
        Notice::LeftUnlisted { tag, on } => format!(
            "{tag} est sorti le {} sans que personne ait dressé la liste de ses supports de stockage, que son \
             type demande\u{a0}: une exception que chaque bilan de ses supports nommera",
            Fr.day(*on)
        ),
        Notice::SentWithData { tag, medium, to } => {
            let what = match medium {
                Some(medium) => format!("rien ne dit que son support {} est vide", shown(medium)),
                None => "la liste de ses supports n’est pas réputée complète".to_owned(),
            };
            format!(
                "{tag} est confié à {}, et {what}\u{a0}: le contrat indiqué couvre ses données",
                shown(to)
            )
        }
        Notice::LookInside { tag } => format!(
            "{tag} est revenu avec un autre numéro de série\u{a0}: regarder ce qu’il contient\u{202f}; si la liste \
             de ses supports est toujours juste\u{a0}: {}, si un support a été changé\u{a0}: {}",
            way::media_confirm(tag),
            way::media_add(tag)
        ),
        Notice::StoragePart { part } => format!(
            "«\u{a0}{}\u{a0}» semble être un support de stockage\u{a0}: enregistrer aussi son déplacement, {}, ou \
             {} s’il est neuf",
            shown(part),
            run("media move SUPPORT --to ÉQUIPEMENT"),
            run("media add ÉQUIPEMENT --kind ssd --serial …")
        ),
        Notice::DroppedFromLot { tag, lot } => format!("{tag} a été retiré du lot ouvert {lot}"),
        Notice::Decommissioned { tag, act } => match act {
            Some(act) => {
                format!("{tag} est réformé le jour de son retour, comme décidé\u{a0}: acte {}", shown(act))
            }
            None => format!("{tag} est réformé le jour de son retour, comme décidé"),
        },
        Notice::LabelsFreed { free, used } => freed(free, *used),
        Notice::NotUndertaken { subject } => format!(
            "{subject} a été ajouté après l’engagement du repreneur\u{a0}: il en faut un nouveau, {}",
            run("lot undertake LOT")
        ),
        Notice::ClockBehind { clock, last, day } => clock_behind(*clock, *last, *day),
    }
}

/// Dit ce qu’il advient de ce qui sort sans engagement.
fn left_without(lot: &str, channel: Channel, count: usize, on: Day) -> String {
    let eco = channel == Channel::EcoOrganism;
    let (things, waste, they) = match (count, eco) {
        (1, true) => {
            ("un équipement sort".to_owned(), " et devient un déchet", "il ne comptera pas comme réemployé")
        }
        (1, false) => ("un équipement sort".to_owned(), "", "il ne comptera pas comme réemployé"),
        (_, true) => (
            format!("{count} équipements sortent"),
            " et deviennent des déchets",
            "ils ne compteront pas comme réemployés",
        ),
        (_, false) => (format!("{count} équipements sortent"), "", "ils ne compteront pas comme réemployés"),
    };
    format!(
        "{lot}\u{a0}: {things} sans engagement préalable du repreneur{waste}\u{a0}: même avec un justificatif \
         ultérieur, {they} dans le taux légal (décret n°\u{a0}2023-266, art.\u{a0}2)\u{202f}; si le repreneur \
         s’était engagé au plus tard ce jour-là\u{a0}: {}",
        run(format_args!("lot undertake {lot} --on {on}"))
    )
}

/// Ce que deviennent les étiquettes dont les numéros ne sont plus réservés.
fn freed(free: &[String], used: usize) -> String {
    let taken = match used {
        0 => String::new(),
        1 => "\u{202f}; celui qu’un équipement porte lui reste".to_owned(),
        _ => format!("\u{202f}; les {used} que des équipements portent leur restent"),
    };
    match free {
        [] => format!("aucun numéro d’inventaire ne redevient libre{taken}"),
        [one] => {
            format!("{one} peut être attribué de nouveau\u{a0}: détruire son étiquette vierge{taken}")
        }
        [first, .., last] => format!(
            "{} numéros d’inventaire peuvent être attribués de nouveau, de {first} à {last}\u{a0}: détruire \
             leurs étiquettes vierges{taken}",
            free.len()
        ),
    }
}

/// Pourquoi aucun niveau n’est atteint (NIST SP 800-88).
pub(super) fn no_claim(why: NoClaim) -> &'static str {
    match why {
        NoClaim::VerdictNotPass => "car la vérification n’a pas conclu à une réussite (`--result pass`)",
        NoClaim::TechniqueNotCredited => "car aucune norme ne reconnaît ce procédé",
        NoClaim::ToolTooOld => {
            "car cette version de l’outil n’a pas ce procédé, ou `--tool` ne dit pas sa version"
        }
        NoClaim::UnknownMedium => {
            "car le type du support est inconnu, et seul un effacement cryptographique serait alors \
             admis"
        }
        NoClaim::WrongInterface => "car un support de ce type ne comprend pas ces commandes",
        NoClaim::NoCreditForMedium => {
            "car NIST SP 800-88 ne reconnaît pas ce procédé sur un support de ce type"
        }
        NoClaim::WrongDevice => {
            "car un retour aux réglages d’usine ne compte que sur un téléphone, une tablette ou un équipement \
             réseau\u{202f}; sur un ordinateur, c’est une réinstallation, que NIST SP 800-88 ne reconnaît pas"
        }
        NoClaim::NotVerified => {
            "car la vérification nécessaire n’a pas été faite\u{a0}: une réécriture est relue, \
             `--verify full`, et d’une action du support on lit le compte rendu, `--verify status`"
        }
        NoClaim::NotEncrypted => {
            "car une clé a été détruite, et rien n’atteste que le support chiffre toujours ce qu’il \
             contient"
        }
    }
}

/// Dit que l’horloge retarde.
fn clock_behind(clock: Instant, last: Instant, day: Day) -> String {
    format!(
        "l’horloge de ce poste indique `{clock}`, avant le dernier événement du registre (`{last}`)\u{a0}: \
             l’un des deux est faux\u{202f}; ce qui est enregistré maintenant porte l’instant le plus \
             tardif, et le jour {} si `--on` n’en donne pas un autre",
        Fr.day(day)
    )
}
