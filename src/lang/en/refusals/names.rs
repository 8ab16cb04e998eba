//! Names that name nothing, several things, or something else already.

use crate::{
    lang::{
        Numbers as _, Told,
        en::En,
        way::{self, run, shown, word},
    },
    model::{day::Day, event::Seq},
    ops::Noun,
};

pub(super) fn not_found(noun: Noun, word: &str, nearest: &[String]) -> Told {
    let said = shown(word);
    let message = match noun {
        Noun::Event => format!("there is no event {said}"),
        // What was typed may be the name of a person: it is not repeated.
        Noun::Party | Noun::Operator => format!("no {} has that name or id", name(noun)),
        Noun::Evidence => format!("the SHA-256 of no file that was attached begins with “{said}”"),
        _ => format!("there is no {} “{said}”", name(noun)),
    };
    Told::new(message).perhaps(meant(nearest)).hint(known(noun))
}

pub(super) fn blank(tag: &str) -> Told {
    Told::new(format!("{tag} stands on a blank label: no asset has it yet"))
        .hint(format!("to give it to one: {}", way::add_with(tag)))
}

pub(super) fn is_medium(medium: &str, asset: Option<&str>) -> Told {
    let place = asset.map_or_else(|| "in no asset".to_owned(), |tag| format!("in {tag}"));
    let told = Told::new(format!("{} is a medium, {place}: `show` shows assets", shown(medium)));
    told.hint(format!("what happened to it: {}", way::history(medium)))
        .perhaps(asset.map(|tag| format!("the asset: {}", way::show(tag))))
}

/// Asks whether one of these was meant.
pub(super) fn meant(nearest: &[String]) -> Option<String> {
    let near: Vec<String> = nearest.iter().map(|name| shown(name).into_owned()).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", way::row(&near, "or")))
}

fn name(noun: Noun) -> &'static str {
    match noun {
        Noun::Asset => "asset",
        Noun::Medium => "medium",
        Noun::AssetOrMedium => "asset or medium",
        Noun::Lot => "lot",
        Noun::Party => "party",
        Noun::Event => "event",
        Noun::Service => "service",
        Noun::Site => "site",
        Noun::Card => "action card",
        Noun::Operator => "operator",
        Noun::Evidenced => "asset, medium or lot",
        Noun::Evidence => "evidence",
    }
}

/// Where the known ones are seen, or how a new one comes in.
fn known(noun: Noun) -> String {
    match noun {
        Noun::Asset => format!("the known ones: {}", run("list")),
        Noun::Medium => format!("the known ones: {}", run("media list")),
        Noun::AssetOrMedium => format!("the known ones: {} and {}", run("list"), run("media list")),
        Noun::Lot => format!("the known ones: {}", run("lot list")),
        Noun::Party => {
            let add = run("party add NAME --kind association");
            format!("the known ones: {}; a new one: {add}", run("party list"))
        }
        Noun::Event => format!("an asset’s events and their numbers: {}", run("history TAG")),
        Noun::Service => {
            format!(
                "those known: {}; a new one comes in as it is first used: {}",
                run("report stock"),
                run("deploy TAG --to SERVICE")
            )
        }
        Noun::Site => {
            format!(
                "those known: {}; a new one comes in as it is first used: {}",
                run("report stock"),
                run("move TAG --site SITE")
            )
        }
        Noun::Operator => format!("who recorded what stands beside each event: {}", run("history TAG")),
        Noun::Card => format!("the cards are {}", way::cards()),
        Noun::Evidenced => {
            format!("the known ones: {}, {} and {}", run("list"), run("media list"), run("lot list"))
        }
        Noun::Evidence => format!("what is attached: {}", run("evidence list")),
    }
}

pub(super) fn ambiguous(noun: Noun, word: &str, candidates: &[String]) -> Told {
    let message = match noun {
        Noun::Party => "several parties have that name".to_owned(),
        Noun::Operator => "several operators have that name".to_owned(),
        Noun::Medium => format!("“{}” names several media", shown(word)),
        Noun::Asset => format!("“{}” names several assets", shown(word)),
        Noun::Evidence => format!("the SHA-256 of several files begins with “{}”", shown(word)),
        _ => format!("“{}” names several things", shown(word)),
    };
    Told::new(message).hint(which(candidates))
}

pub(super) fn ambiguous_holder(candidates: &[String]) -> Told {
    Told::new("the holder’s name is that of several parties").hint(which(candidates))
}

fn which(candidates: &[String]) -> String {
    let candidates = candidates.iter().map(|candidate| shown(candidate));
    format!("say which: {}", way::codes(candidates))
}

pub(super) fn taken(name: &str, by: &str) -> Told {
    let name = shown(name);
    let message = if name == by {
        format!("{by} is known already, as a tag")
    } else {
        format!("“{name}” is known already: it names {by}")
    };
    Told::new(message).hint(format!("see that asset: {}", way::show(by)))
}

pub(super) fn serial_taken(serial: &str, by: &str) -> Told {
    Told::new(format!("serial {} is known already: it is that of {by}", shown(serial)))
        .hint(format!("see that asset: {}", way::show(by)))
        .hint("one machine is recorded once: if it came back, say so of that asset")
}

pub(super) fn not_a_serial(serial: &str) -> Told {
    Told::new(format!(
        "“{}” is what makers print where there is no serial: it names no machine",
        shown(serial)
    ))
    .hint("give the serial on the label or the slip of the repair, or leave `--new-serial` out")
}

pub(super) fn other_serial(tag: &str, known: &str, given: &str) -> Told {
    Told::new(format!("{tag} is known with the serial {}, which is not {}", shown(known), shown(given)))
        .hint(format!("see that asset: {}", way::show(tag)))
        .hint(format!(
            "if its serial was wrong: {}",
            run(format_args!("edit {tag} --serial {}", word(given)))
        ))
        .hint("if it is another machine, give it another tag")
}

pub(super) fn in_row(name: &str, file: &str, line: u64) -> Told {
    Told::new(format!("{} is in another row already, line {line} of {}", shown(name), shown(file)))
        .hint("keep one row for each machine")
}

pub(super) fn medium_taken(serial: &str, asset: Option<&str>) -> Told {
    let serial = shown(serial);
    match asset {
        Some(asset) => Told::new(format!("medium {serial} is known already: it is in {asset}"))
            .hint(format!("see that asset: {}", way::show(asset)))
            .hint(format!("if it went elsewhere: {}", way::media_move(&serial, "TAG"))),
        None => Told::new(format!("medium {serial} is known already"))
            .hint(format!("see where it is: {}", run("media list")))
            .hint(format!("to put it into an asset: {}", way::media_move(&serial, "TAG"))),
    }
}

pub(super) fn party_taken(id: &str) -> Told {
    Told::new("there is a party of this kind and name already")
        .hint(format!("see it: {}", run(format_args!("party show {id}"))))
        .hint("if they are two, make the names differ, by the town for instance")
}

pub(super) fn not_yet(name: &str, as_of: Option<Day>, at_head: Option<Seq>) -> Told {
    let when = match (as_of, at_head) {
        (Some(day), Some(seq)) => format!("on {}, as known at event {seq}", En.day(day)),
        (Some(day), None) => format!("on {}", En.day(day)),
        (None, Some(seq)) => format!("at event {seq}"),
        (None, None) => "then".to_owned(),
    };
    Told::new(format!("{} was not yet in the record {when}", shown(name)))
        .hint("as it is now: the same without `--as-of` and `--at-head`")
}
