//! Why a name is not erased. It is not repeated: what is refused stands in the journals of others.

use crate::{
    lang::{
        Numbers, Told,
        en::En,
        way::{self, run, seqs_shown, shown},
    },
    model::{day::Day, event::Seq},
    ops::Link,
};

/// How many codes are named; the others are counted.
const CODES: usize = 20;

pub(super) fn still_linked(party: &str, links: &[Link]) -> Told {
    let said: Vec<String> = links.iter().map(link).collect();
    let told = Told::new(format!("party {party} is still needed: {}", said.join(", ")));
    let mut hints: Vec<String> = links.iter().map(way_out).collect();
    hints.dedup_by(|one, other| one == other);
    hints.into_iter().take(3).fold(told, Told::hint)
}

fn link(link: &Link) -> String {
    match link {
        Link::Holds(tag) => format!("it uses {tag}"),
        Link::Owns(tag) => format!("{tag} belongs to it"),
        Link::Repairs(tag) => format!("{tag} is with it for a repair"),
        Link::Lot(lot) => format!("it takes or carries {lot}, which is open"),
    }
}

fn way_out(link: &Link) -> String {
    match link {
        Link::Holds(tag) => format!(
            "when {tag} is back: {}, or without its holder from now on: {}",
            run(format_args!("collect {}", way::word(tag))),
            run(format_args!("move {} --to SERVICE", way::word(tag)))
        ),
        Link::Owns(tag) => format!(
            "if {tag} went back to it: {}, or if it is another’s: {}",
            run("lot new --channel lessor_return --to PARTY"),
            run(format_args!("edit {} --owner PARTY", way::word(tag)))
        ),
        Link::Repairs(tag) => format!(
            "when {tag} is back: {}",
            run(format_args!("work {} --type repair --back", way::word(tag)))
        ),
        Link::Lot(lot) => format!(
            "ship the lot, or give it up: {}",
            run(format_args!("lot cancel {} --reason mistyped", way::word(lot)))
        ),
    }
}

pub(super) fn register_holds(party: &str, lots: &[String], until: Day, years: i16) -> Told {
    Told::new(format!(
        "the register has to name party {party} until {}, as the taker or carrier of {}: what left is kept \
         {years} years (code de l’environnement, art. R541-43; policy `retention.register`)",
        En.day(until),
        lots.join(", ")
    ))
    .hint(format!("from that day on: {}", run(format_args!("party forget {party}"))))
    .hint(format!(
        "if the name has to go all the same: {}",
        run(format_args!("party forget {party} --anyway"))
    ))
}

pub(super) fn name_erased(party: &str) -> Told {
    Told::new(format!("the name of party {party} was erased: it is given none again"))
        .hint(format!("the same person is a new party: {}", run("party add NAME --kind staff")))
}

pub(in crate::lang::en) fn namesakes(words: &[String]) -> String {
    format!(
        "others have this name, or one that contains it, and keep it: {}",
        way::codes(words.iter().map(|word| format!("rebond party forget {word}")))
    )
}

pub(in crate::lang::en) fn name_in_log(seqs: &[Seq]) -> String {
    let (which, them) = if seqs.len() == 1 { ("event", "it") } else { ("events", "them") };
    format!(
        "the name stands in the log itself, where nothing is ever erased ({which} {}): whoever exports \
                 the log hands {them} on; see what it says: {}",
        seqs_shown(seqs),
        run("export log")
    )
}

pub(in crate::lang::en) fn codes_stay(codes: &[String]) -> String {
    format!(
        "the codes of places whose labels contained the name stay, in the log and everywhere: {}",
        way::codes(codes)
    )
}

pub(in crate::lang::en) fn name_in_codes(codes: &[String]) -> String {
    let more = codes.len().saturating_sub(CODES);
    let more = if more > 0 { format!(" and {} more", En.count(more as u64)) } else { String::new() };
    format!(
        "these tags, aliases, numbers or codes have a word of the name in them and stay, for the log has them: \
         {}{more}; an asset gets another tag, and keeps the former one as an alias: {}",
        way::codes(codes.iter().take(CODES).map(|code| shown(code))),
        run("edit TAG --tag NEW")
    )
}

pub(in crate::lang::en) fn copies_stay(files: &[String]) -> String {
    format!(
        "copies made before stand beside the record, and names that were erased since stay in them: {}; nothing \
         removes them by itself: `rm -- FILE` for each, once it is needed no more",
        way::codes(files.iter().map(|file| shown(file)))
    )
}

pub(in crate::lang::en) fn list_damaged(kept: &str) -> String {
    format!(
        "the list of what was erased is damaged and was written again from the log; {} is kept, for it may name \
         what this log does not: mend its lines and give it to `restore --forgotten`",
        shown(kept)
    )
}

pub(in crate::lang::en) fn list_unread(list: &str, cause: &str) -> String {
    format!(
        "{} cannot be read whole as a list of what was erased ({}): its sound lines count, the others are passed \
         over; if it is one of this record, mend its lines and give it to `restore --forgotten`",
        shown(list),
        shown(cause)
    )
}

pub(in crate::lang::en) fn not_scrubbed(cause: &str, command_line: &str) -> String {
    format!(
        "the list of what was erased, beside the record, may lack some of it: {}; to bring it up to date: \
         `{command_line}`",
        shown(cause)
    )
}

pub(in crate::lang::en) fn no_retention() -> String {
    format!(
        "nobody is due: the organisation has not decided for how long names are kept; for instance twelve \
             months after the last link: {}",
        run("policy set retention.holders 12")
    )
}
