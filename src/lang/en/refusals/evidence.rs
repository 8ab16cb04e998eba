//! Files that are no evidence, or are not kept.

use crate::{
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
        BadEvidence::Unread(cause) => Told::new(format!("{file} cannot be read: {}", shown(cause))),
        BadEvidence::NotAFile => Told::new(format!("{file} is a folder or a device: evidence is a file"))
            .hint("several files: `--evidence` once for each"),
        BadEvidence::Empty => Told::new(format!("{file} is empty: it is evidence of nothing")),
        BadEvidence::TooLong => Told::new(format!(
            "{file} is longer than {longest} MiB, the most that a file kept as evidence may have"
        ))
        .hint("scan it with fewer dots, or attach it in parts"),
        BadEvidence::TooMuch(most) => {
            Told::new(format!("with {file} the files of this command are longer than {most} MiB together"))
                .hint(format!("the others by a command of their own: {}", run("evidence add ASSET FILE")))
        }
    }
}

pub(super) fn erased(hash: Hash) -> Told {
    Told::new(format!(
        "evidence {} was erased: its hash and size are in the log, its bytes are not kept and do not come back",
        short(hash)
    ))
    .hint("a copy without what had to go is another file, and can be attached")
}

pub(super) fn already_attached(file: &str, seq: Seq) -> Told {
    Told::new(format!("{} is attached to it already, by event {seq}", shown(file)))
        .hint(format!("what is attached: {}", run("evidence list ASSET")))
}
