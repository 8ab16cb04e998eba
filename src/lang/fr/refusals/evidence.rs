//! Les fichiers qui ne justifient rien, ou ne sont pas conservés.

use crate::{
    lang::fr::talk::system,
    lang::{
        Told,
        way::{run, short, shown},
    },
    model::event::{Hash, Seq},
    ops::{BadEvidence, LONGEST_EVIDENCE},
};

pub(super) fn bad(file: &str, why: &BadEvidence) -> Told {
    let file = shown(file);
    let longest = LONGEST_EVIDENCE >> 20;
    match why {
        BadEvidence::Unread(cause) => {
            Told::new(format!("{file} ne peut pas être lu\u{a0}: {}", shown(&system(cause))))
        }
        BadEvidence::NotAFile => Told::new(format!(
            "{file} est un dossier ou un périphérique\u{a0}: une pièce justificative est un fichier"
        ))
        .hint("pour plusieurs fichiers\u{a0}: `--evidence` une fois pour chacun"),
        BadEvidence::Empty => Told::new(format!("{file} est vide\u{a0}: il ne justifie rien")),
        BadEvidence::TooLong => Told::new(format!(
            "{file} dépasse {longest}\u{a0}Mio, la taille maximale d’une pièce justificative"
        ))
        .hint("le numériser avec une résolution plus faible, ou le joindre en plusieurs parties"),
        BadEvidence::TooMuch(most) => Told::new(format!(
            "avec {file}, les fichiers de cette commande dépassent {most}\u{a0}Mio au total"
        ))
        .hint(format!(
            "joindre les autres par une commande à part\u{a0}: {}",
            run("evidence add ÉQUIPEMENT FICHIER")
        )),
    }
}

pub(super) fn erased(hash: Hash) -> Told {
    Told::new(format!(
        "la pièce justificative {} a été supprimée\u{a0}: son empreinte et sa taille sont au journal, ses octets ne \
         sont pas conservés et ne reviennent pas",
        short(hash)
    ))
    .hint("une copie sans ce qui devait disparaître est un autre fichier, et peut être jointe")
}

pub(super) fn already_attached(file: &str, seq: Seq) -> Told {
    Told::new(format!("{} y est déjà joint, par l’événement n°\u{a0}{seq}", shown(file)))
        .hint(format!("ce qui est joint\u{a0}: {}", run("evidence list ÉQUIPEMENT")))
}
