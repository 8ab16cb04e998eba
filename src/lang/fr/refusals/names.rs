//! Les noms qui ne désignent rien, plusieurs choses, ou déjà autre chose.

use crate::{
    lang::{
        Numbers as _, Told,
        fr::Fr,
        way::{self, run, shown, word},
    },
    model::{day::Day, event::Seq},
    ops::Noun,
};

pub(super) fn not_found(noun: Noun, word: &str, nearest: &[String]) -> Told {
    let said = shown(word);
    let message = match noun {
        Noun::Event => format!("il n’y a pas d’événement n°\u{a0}{said}"),
        Noun::Asset => format!("«\u{a0}{said}\u{a0}» ne désigne aucun équipement"),
        Noun::Medium => format!("«\u{a0}{said}\u{a0}» ne désigne aucun support de stockage"),
        Noun::AssetOrMedium => {
            format!("«\u{a0}{said}\u{a0}» ne désigne ni équipement ni support de stockage")
        }
        Noun::Lot => format!("«\u{a0}{said}\u{a0}» ne désigne aucun lot"),
        // Le nom tapé peut être celui d’une personne : il n’est pas répété.
        Noun::Party => "aucun tiers n’a ce nom ou cet identifiant".to_owned(),
        Noun::Operator => "aucun opérateur n’a ce nom ou cet identifiant".to_owned(),
        Noun::Service => format!("«\u{a0}{said}\u{a0}» ne désigne aucun service"),
        Noun::Site => format!("«\u{a0}{said}\u{a0}» ne désigne aucun site"),
        Noun::Card => format!("«\u{a0}{said}\u{a0}» n’est pas une carte d’action connue"),
        Noun::Evidenced => {
            format!("«\u{a0}{said}\u{a0}» ne désigne ni équipement, ni support de stockage, ni lot")
        }
        Noun::Evidence => {
            format!("le SHA-256 d’aucune pièce justificative ne commence par «\u{a0}{said}\u{a0}»")
        }
    };
    Told::new(message).perhaps(meant(nearest)).hint(known(noun))
}

pub(super) fn blank(tag: &str) -> Told {
    Told::new(format!(
        "{tag} est le numéro d’une étiquette vierge\u{a0}: aucun équipement ne le porte encore"
    ))
    .hint(format!("pour le donner à un équipement\u{a0}: {}", way::add_with(tag)))
}

pub(super) fn is_medium(medium: &str, asset: Option<&str>) -> Told {
    let place = asset.map_or_else(|| "hors de tout équipement".to_owned(), |tag| format!("dans {tag}"));
    let message =
        format!("{} est un support de stockage, {place}\u{a0}: `show` montre un équipement", shown(medium));
    Told::new(message)
        .hint(format!("son historique\u{a0}: {}", way::history(medium)))
        .perhaps(asset.map(|tag| format!("l’équipement\u{a0}: {}", way::show(tag))))
}

/// Demande si l’un de ceux-là était voulu.
pub(super) fn meant(nearest: &[String]) -> Option<String> {
    let near: Vec<String> = nearest.iter().map(|name| shown(name).into_owned()).collect();
    (!near.is_empty()).then(|| format!("vouliez-vous dire {}\u{202f}?", way::row(&near, "ou")))
}

/// Où se voient ceux qui sont connus, ou comment en vient un nouveau.
fn known(noun: Noun) -> String {
    match noun {
        Noun::Asset => format!("ceux qui sont connus\u{a0}: {}", run("list")),
        Noun::Medium => format!("ceux qui sont connus\u{a0}: {}", run("media list")),
        Noun::AssetOrMedium => {
            format!("ceux qui sont connus\u{a0}: {} et {}", run("list"), run("media list"))
        }
        Noun::Lot => format!("ceux qui sont connus\u{a0}: {}", run("lot list")),
        Noun::Party => {
            let add = run("party add NOM --kind association");
            format!(
                "ceux qui sont connus\u{a0}: {}\u{202f}; pour en ajouter un\u{a0}: {add}",
                run("party list")
            )
        }
        Noun::Event => {
            format!("les événements d’un équipement et leurs numéros\u{a0}: {}", run("history ÉQUIPEMENT"))
        }
        Noun::Service => {
            format!(
                "ceux qui sont connus\u{a0}: {}\u{202f}; un nouveau est créé à son premier emploi\u{a0}: {}",
                run("report stock"),
                run("deploy ÉQUIPEMENT --to SERVICE")
            )
        }
        Noun::Site => {
            format!(
                "ceux qui sont connus\u{a0}: {}\u{202f}; un nouveau est créé à son premier emploi\u{a0}: {}",
                run("report stock"),
                run("move ÉQUIPEMENT --site SITE")
            )
        }
        Noun::Operator => {
            format!(
                "qui a enregistré quoi se lit à côté de chaque événement\u{a0}: {}",
                run("history ÉQUIPEMENT")
            )
        }
        Noun::Card => format!("les cartes sont {}", way::cards()),
        Noun::Evidenced => {
            format!(
                "ceux qui sont connus\u{a0}: {}, {} et {}",
                run("list"),
                run("media list"),
                run("lot list")
            )
        }
        Noun::Evidence => format!("les pièces jointes\u{a0}: {}", run("evidence list")),
    }
}

pub(super) fn ambiguous(noun: Noun, word: &str, candidates: &[String]) -> Told {
    let word = shown(word);
    let message = match noun {
        Noun::Party => "plusieurs tiers portent ce nom".to_owned(),
        Noun::Operator => "plusieurs opérateurs portent ce nom".to_owned(),
        Noun::Medium => format!("«\u{a0}{word}\u{a0}» désigne plusieurs supports"),
        Noun::Asset => format!("«\u{a0}{word}\u{a0}» désigne plusieurs équipements"),
        Noun::Evidence => {
            format!("le SHA-256 de plusieurs pièces justificatives commence par «\u{a0}{word}\u{a0}»")
        }
        _ => format!("«\u{a0}{word}\u{a0}» désigne plusieurs choses"),
    };
    Told::new(message).hint(which(candidates))
}

pub(super) fn ambiguous_holder(candidates: &[String]) -> Told {
    Told::new("le nom de l’utilisateur désigne plusieurs tiers").hint(which(candidates))
}

fn which(candidates: &[String]) -> String {
    let candidates = candidates.iter().map(|candidate| shown(candidate));
    format!("préciser lequel\u{a0}: {}", way::codes(candidates))
}

pub(super) fn taken(name: &str, by: &str) -> Told {
    let message = if name == by {
        format!("{by} est déjà le numéro d’inventaire d’un équipement")
    } else {
        format!("«\u{a0}{}\u{a0}» est déjà connu\u{a0}: il désigne {by}", shown(name))
    };
    Told::new(message).hint(format!("voir cet équipement\u{a0}: {}", way::show(by)))
}

pub(super) fn serial_taken(serial: &str, by: &str) -> Told {
    Told::new(format!("le numéro de série {} est déjà connu\u{a0}: c’est celui de {by}", shown(serial)))
        .hint(format!("voir cet équipement\u{a0}: {}", way::show(by)))
        .hint(
            "une machine n’est enregistrée qu’une fois\u{a0}: si elle est revenue, le dire de cet \
             équipement",
        )
}

pub(super) fn not_a_serial(serial: &str) -> Told {
    Told::new(format!(
        "«\u{a0}{}\u{a0}» est ce que les fabricants écrivent à défaut de numéro de série\u{a0}: il ne désigne \
         aucune machine",
        shown(serial)
    ))
    .hint("donner le numéro de l’étiquette ou du bon de réparation, ou omettre `--new-serial`")
}

pub(super) fn other_serial(tag: &str, known: &str, given: &str) -> Told {
    Told::new(format!(
        "{tag} est connu avec le numéro de série {}, qui n’est pas {}",
        shown(known),
        shown(given)
    ))
    .hint(format!("voir cet équipement\u{a0}: {}", way::show(tag)))
    .hint(format!(
        "si son numéro de série était inexact\u{a0}: {}",
        run(format_args!("edit {tag} --serial {}", word(given)))
    ))
    .hint("si c’est une autre machine, lui donner un autre numéro d’inventaire")
}

pub(super) fn in_row(name: &str, file: &str, line: u64) -> Told {
    Told::new(format!("{} est déjà dans une autre ligne, la ligne {line} de {}", shown(name), shown(file)))
        .hint("garder une seule ligne par machine")
}

pub(super) fn medium_taken(serial: &str, asset: Option<&str>) -> Told {
    let serial = shown(serial);
    match asset {
        Some(asset) => Told::new(format!("le support {serial} est déjà connu\u{a0}: il est dans {asset}"))
            .hint(format!("voir cet équipement\u{a0}: {}", way::show(asset)))
            .hint(format!("s’il est allé ailleurs\u{a0}: {}", way::media_move(&serial, "ÉQUIPEMENT"))),
        None => Told::new(format!("le support {serial} est déjà connu"))
            .hint(format!("voir où il est\u{a0}: {}", run("media list")))
            .hint(format!(
                "pour le mettre dans un équipement\u{a0}: {}",
                way::media_move(&serial, "ÉQUIPEMENT")
            )),
    }
}

pub(super) fn party_taken(id: &str) -> Told {
    Told::new("il y a déjà un tiers de ce type et de ce nom")
        .hint(format!("le voir\u{a0}: {}", run(format_args!("party show {id}"))))
        .hint("s’ils sont deux, distinguer leurs noms, par la commune par exemple")
}

pub(super) fn not_yet(name: &str, as_of: Option<Day>, at_head: Option<Seq>) -> Told {
    let when = match (as_of, at_head) {
        (Some(day), Some(seq)) => format!("le {}, tel que connu à l’événement n°\u{a0}{seq}", Fr.day(day)),
        (Some(day), None) => format!("le {}", Fr.day(day)),
        (None, Some(seq)) => format!("à l’événement n°\u{a0}{seq}"),
        (None, None) => "à ce moment".to_owned(),
    };
    Told::new(format!("{} ne figurait pas encore au registre {when}", shown(name)))
        .hint("pour la situation présente\u{a0}: la même commande sans `--as-of` ni `--at-head`")
}
