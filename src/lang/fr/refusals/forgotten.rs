//! Pourquoi un nom n’est pas effacé. Il n’est pas répété : un refus se lit dans les journaux d’autrui.

use crate::{
    lang::{
        Numbers, Told,
        fr::Fr,
        way::{self, run, seqs_shown, shown},
    },
    model::{day::Day, event::Seq},
    ops::Link,
};

/// Combien de codes sont nommés ; les autres sont comptés.
const CODES: usize = 20;

pub(super) fn still_linked(party: &str, links: &[Link]) -> Told {
    let said: Vec<String> = links.iter().map(link).collect();
    let told = Told::new(format!("le tiers {party} est encore nécessaire\u{a0}: {}", said.join(", ")));
    let mut hints: Vec<String> = links.iter().map(way_out).collect();
    hints.dedup_by(|one, other| one == other);
    hints.into_iter().take(3).fold(told, Told::hint)
}

fn link(link: &Link) -> String {
    match link {
        Link::Holds(tag) => format!("{tag} lui est affecté"),
        Link::Owns(tag) => format!("{tag} lui appartient"),
        Link::Repairs(tag) => format!("{tag} est chez lui en réparation"),
        Link::Lot(lot) => format!("il prend ou transporte {lot}, qui est ouvert"),
    }
}

fn way_out(link: &Link) -> String {
    match link {
        Link::Holds(tag) => format!(
            "au retour de {tag}\u{a0}: {}, ou pour n’y plus nommer personne\u{a0}: {}",
            run(format_args!("collect {}", way::word(tag))),
            run(format_args!("move {} --to SERVICE", way::word(tag)))
        ),
        Link::Owns(tag) => format!(
            "si {tag} lui a été rendu\u{a0}: {}, ou s’il est à un autre\u{a0}: {}",
            run("lot new --channel lessor_return --to TIERS"),
            run(format_args!("edit {} --owner TIERS", way::word(tag)))
        ),
        Link::Repairs(tag) => format!(
            "au retour de {tag}\u{a0}: {}",
            run(format_args!("work {} --type repair --back", way::word(tag)))
        ),
        Link::Lot(lot) => format!(
            "faire sortir le lot, ou y renoncer\u{a0}: {}",
            run(format_args!("lot cancel {} --reason mistyped", way::word(lot)))
        ),
    }
}

pub(super) fn register_holds(party: &str, lots: &[String], until: Day, years: i16) -> Told {
    Told::new(format!(
        "le registre doit nommer le tiers {party} jusqu’au {}, comme preneur ou transporteur de {}\u{a0}: ce qui \
         est sorti se conserve {years} ans (code de l’environnement, art. R541-43\u{202f}; règle \
         `retention.register`)",
        Fr.day(until),
        lots.join(", ")
    ))
    .hint(format!("à partir de ce jour\u{a0}: {}", run(format_args!("party forget {party}"))))
    .hint(format!(
        "si le nom doit disparaître malgré tout\u{a0}: {}",
        run(format_args!("party forget {party} --anyway"))
    ))
}

pub(super) fn name_erased(party: &str) -> Told {
    Told::new(format!("le nom du tiers {party} a été effacé\u{a0}: il n’en reçoit plus d’autre"))
        .hint(format!("la même personne est un nouveau tiers\u{a0}: {}", run("party add NOM --kind staff")))
}

pub(in crate::lang::fr) fn namesakes(words: &[String]) -> String {
    format!(
        "d’autres portent ce nom, ou un nom qui le contient, et le gardent\u{a0}: {}",
        way::codes(words.iter().map(|word| format!("rebond party forget {word}")))
    )
}

pub(in crate::lang::fr) fn name_in_log(seqs: &[Seq]) -> String {
    format!(
        "le nom figure dans le journal lui-même, où rien ne s’efface ({}\u{a0}{})\u{a0}: qui exporte le journal \
             le transmet\u{202f}; pour voir ce qui y est dit\u{a0}: {}",
        if seqs.len() == 1 { "événement n°" } else { "événements n°" },
        seqs_shown(seqs),
        run("export log")
    )
}

pub(in crate::lang::fr) fn codes_stay(codes: &[String]) -> String {
    format!(
        "les codes des lieux dont le libellé contenait le nom restent, dans le journal et partout\u{a0}: {}",
        way::codes(codes)
    )
}

pub(in crate::lang::fr) fn name_in_codes(codes: &[String]) -> String {
    let more = codes.len().saturating_sub(CODES);
    let more = if more > 0 { format!(" et {} de plus", Fr.count(more as u64)) } else { String::new() };
    format!(
        "ces étiquettes, alias, numéros ou codes contiennent un mot du nom et restent, car le journal les \
         contient\u{a0}: {}{more}\u{202f}; un équipement reçoit une autre étiquette, et garde la précédente comme \
         alias\u{a0}: {}",
        way::codes(codes.iter().take(CODES).map(|code| shown(code))),
        run("edit ÉQUIPEMENT --tag NOUVEAU")
    )
}

pub(in crate::lang::fr) fn copies_stay(files: &[String]) -> String {
    format!(
        "des copies faites avant se trouvent à côté du registre, et les noms effacés depuis y restent\u{a0}: \
         {}\u{202f}; rien ne les supprime de soi-même\u{a0}: `rm -- FICHIER` pour chacune, dès qu’elle ne sert plus",
        way::codes(files.iter().map(|file| shown(file)))
    )
}

pub(in crate::lang::fr) fn list_damaged(kept: &str) -> String {
    format!(
        "la liste de ce qui a été effacé est endommagée et a été réécrite d’après le journal\u{202f}; {} est \
         conservé, car il peut désigner ce que ce journal ignore\u{a0}: corrigez ses lignes et donnez-le à \
         `restore --forgotten`",
        shown(kept)
    )
}

pub(in crate::lang::fr) fn list_unread(list: &str, cause: &str) -> String {
    format!(
        "{} ne se lit pas en entier comme une liste de ce qui a été effacé ({})\u{a0}: ses lignes saines comptent, \
         les autres sont laissées de côté\u{202f}; si elle est de ce registre, corrigez ses lignes et donnez-la à \
         `restore --forgotten`",
        shown(list),
        shown(cause)
    )
}

pub(in crate::lang::fr) fn not_scrubbed(cause: &str, command_line: &str) -> String {
    format!(
        "la liste de ce qui a été effacé, à côté du registre, est peut-être incomplète\u{a0}: {}\u{202f}; pour la \
         mettre à jour\u{a0}: `{command_line}`",
        shown(cause)
    )
}

pub(in crate::lang::fr) fn no_retention() -> String {
    format!(
        "personne n’est à effacer\u{a0}: la durée de conservation des noms n’est pas fixée\u{202f}; par exemple \
             douze mois après le dernier lien\u{a0}: {}",
        run("policy set retention.holders 12")
    )
}
