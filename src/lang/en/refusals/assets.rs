//! What the life of an asset does not allow.

use crate::{
    lang::{
        Codes, Numbers, Told,
        en::En,
        way::{self, run, shown},
    },
    model::{
        day::Day,
        grade::Functional,
        leaving::Channel,
        lifecycle::{Action, Forbidden, State},
    },
    ops::Lived,
};

pub(super) fn forbidden(tag: &str, state: State, action: Action, why: Forbidden, name: Option<&str>) -> Told {
    match why {
        Forbidden::State => from_state(tag, state, action),
        Forbidden::Decommissioned(since) => {
            Told::new(format!("{tag} is decommissioned since {}", En.day(since))).hint(format!(
                "if there is a use for it again: {}",
                run(format_args!("deploy {tag} --to SERVICE --reinstate"))
            ))
        }
        Forbidden::AlreadyDecommissioned(since) => {
            Told::new(format!("{tag} is decommissioned already, since {}", En.day(since)))
                .hint(format!("see its events: {}", way::history(tag)))
                .hint(format!("to correct the act: {}", run("correct SEQ --act REF")))
        }
        Forbidden::NotDecommissioned => not_decommissioned(tag, action),
        Forbidden::Waste(since) => waste(tag, action, since),
        Forbidden::NotOwned => {
            Told::new(format!("{tag} is leased or lent: what is not ours is never decommissioned, nor waste"))
                .hint(format!("to return it: {}", way::lot_new(&En, Channel::LessorReturn)))
        }
        Forbidden::Owned => Told::new(format!("{tag} is ours: it has no lessor to return to"))
            .hint(format!("choose another channel: {}", way::lot_edit("LOT", "--channel sale"))),
        Forbidden::InLot(id) => {
            let lot = name.map_or_else(|| id.to_string(), str::to_owned);
            Told::new(format!("{tag} is in the open lot {lot}"))
                .hint(format!("take it out first: {}", way::lot_drop(&lot, tag)))
        }
        Forbidden::SentOut(_) => {
            let to = name.map_or_else(String::new, |party| format!(" to {}", shown(party)));
            let told = Told::new(format!("{tag} is not here: it is sent out{to}"))
                .hint(format!("once it is back: {}", way::act(&En, Action::WorkBack, tag)));
            if action == Action::Ship {
                told.hint("it leaves from there only for whoever has it: `lot edit LOT --to PARTY`")
            } else {
                told.hint(format!("if it is lost: {}", way::act(&En, Action::Missing, tag)))
            }
        }
        Forbidden::NotSentOut => Told::new(format!("{tag} was not sent out: it cannot come back"))
            .hint(format!("to send it: {}", run(format_args!("work {tag} --type repair --sent-to PARTY"))))
            .hint(format!("see its events: {}", way::history(tag))),
        Forbidden::NotLost(channel) => Told::new(format!(
            "{tag} is not known as lost: it left otherwise, {} (`{channel}`)",
            En.channel(channel)
        ))
        .hint(format!("if it came back: {}", way::returned(&En, tag))),
        Forbidden::LeftBefore => Told::new(format!(
            "{tag} left before the record, in no lot, and is not known as lost"
        ))
        .hint(format!(
            "if it is here, the file was wrong: {}, then {}",
            way::history(tag),
            run("void SEQ --reason mistyped")
        )),
    }
}

fn from_state(tag: &str, state: State, action: Action) -> Told {
    let message =
        format!("{tag} is {} (`{state}`): `{action}` is not possible in this state", En.state(state));
    let first = way::first_step(state, action).map(|step| way::act(&En, step, tag));
    let mut told = Told::new(message).perhaps(first.map(|first| match action {
        Action::Deploy if state == State::Deployed => format!("to change its service: {first}"),
        Action::Move if matches!(state, State::InStock | State::Ready) => format!("instead: {first}"),
        Action::Missing => format!("if it was found: {first}"),
        _ => format!("first: {first}"),
    }));
    if (state, action) == (State::Deployed, Action::Decommission) {
        told = told.hint(format!(
            "or decide it now for the day of its return: {}",
            way::act(&En, Action::DecommissionWhenCollected, tag)
        ));
    }
    if state == State::Missing && matches!(action, Action::Ship) {
        told = told.hint(format!("or write it off: {}", way::lot_new(&En, Channel::Loss)));
    }
    if state == State::Departed {
        return told
            .hint(format!("if it came back: {}", way::returned(&En, tag)))
            .hint(format!("if it left as lost or stolen: {}", run(format_args!("found {tag}"))));
    }
    told.hint(format!("this state allows: {}", way::moves(state)))
}

fn not_decommissioned(tag: &str, action: Action) -> Told {
    let told = Told::new(format!("{tag} is not decommissioned"));
    if action == Action::Reinstate {
        return told.hint(format!("there is nothing to take back; see {}", way::show(tag)));
    }
    told.hint(format!("decommission it first, by its act: {}", way::act(&En, Action::Decommission, tag)))
        .hint(format!(
            "or with the departure: {}",
            run(format_args!("lot ship LOT {tag} --decommission --act REF"))
        ))
}

fn waste(tag: &str, action: Action, since: Day) -> Told {
    let channels = Channel::ALL.iter().filter(|channel| channel.takes_waste());
    let told = Told::new(format!(
        "{tag} is waste since {}: waste does not become a product again here (code de l’environnement, \
         art. L541-1-1 and L541-4-3)",
        En.day(since)
    ));
    let told = match action {
        Action::Ship => told.hint(format!(
            "it leaves by one of {}: {}",
            way::codes(channels),
            way::lot_new(&En, Channel::Waste)
        )),
        _ => told.hint(format!("it goes to be treated: {}", way::lot_new(&En, Channel::Waste))),
    };
    told.hint(format!(
        "if that was a mistake, void the event that said so: {}, then {}",
        way::history(tag),
        run("void SEQ --reason mistyped")
    ))
}

pub(super) fn lived(tag: &str, state: State, fact: Lived) -> Told {
    let what = match fact {
        Lived::State(to) => format!("{}, `{to}`: a state", En.state(to)),
        Lived::Service => "the service of what is or was in use".to_owned(),
        Lived::Site => "the site of what is in use or not here".to_owned(),
        Lived::Holder => "who uses a machine".to_owned(),
    };
    let message = format!(
        "{tag} is {} (`{state}`): {what} follows from what happens, and is not edited",
        En.state(state)
    );
    let told = Told::new(message)
        .perhaps(way::lived(&En, tag, state, fact).map(|run| format!("record what happens: {run}")));
    match fact {
        Lived::State(_) => told.hint(format!(
            "or, if an event was recorded wrongly: {}, then {}",
            way::history(tag),
            run("void SEQ --reason mistyped")
        )),
        _ => told.hint(format!(
            "or, if it was recorded wrongly: {}, then {}",
            way::history(tag),
            way::correct(&En, fact)
        )),
    }
}

pub(super) fn given_up(tag: &str, since: Option<Day>) -> Told {
    let message = match since {
        Some(since) => format!("{tag} is given up since {}", En.day(since)),
        None => format!("{tag} will be decommissioned the day it comes back"),
    };
    Told::new(format!("{message}: what is leased or lent is never decommissioned, nor waste")).hint(format!(
        "if it was never ours, void that event first: {}, then {}",
        way::history(tag),
        run("void SEQ --reason mistyped")
    ))
}

pub(super) fn grade(tag: &str, found: Option<Functional>, needed: Functional) -> Told {
    let why = "every function is tested before anything is called reconditioned (Code de la \
               consommation, art. R122-4)";
    let needs = format!("{needed} ({}) is needed", En.functional(needed));
    let message = match found {
        Some(found) => {
            format!("{tag} has the functional grade {found} ({}), {needs}: {why}", En.functional(found))
        }
        None => format!("{tag} has no functional grade, {needs}: {why}"),
    };
    let told = Told::new(message)
        .hint(format!("once tested: {}", run(format_args!("ready {tag} --functional {needed}"))));
    let told = if needed == Functional::F5 {
        told.hint(format!(
            "without an operating system, F4 is enough: {}",
            run(format_args!("ready {tag} --functional F4 --no-system"))
        ))
    } else {
        told
    };
    told.hint(format!("if it cannot be reused: {}", way::act(&En, Action::Recycle, tag)))
}

pub(super) fn own_part(tag: &str) -> Told {
    Told::new(format!("a part of {tag} cannot be put into {tag} itself"))
        .hint("name the asset it comes from: `--from ASSET`")
        .hint(format!("or record only that a part was taken out: {}", way::act(&En, Action::Harvest, tag)))
}

pub(super) fn owner(lacking: bool) -> Told {
    if lacking {
        Told::new("what is leased or lent names its owner").hint("name it: `--owner PARTY`")
    } else {
        Told::new("an owner is named, and the asset is not said to be leased or lent")
            .hint("say how it came: `--acquired leased` or `--acquired lent`, or leave `--owner` out")
    }
}

pub(super) fn entry_state(state: State) -> Told {
    Told::new(format!("nothing comes into the record as {}, `{state}`", En.state(state)))
        .hint("record it first as it stood before: `--state in_stock`")
        .hint(format!("then let it leave in a lot: {}", run("lot new --channel CHANNEL --to PARTY")))
}

pub(super) fn nothing_to_undo() -> Told {
    Told::new("this session has recorded nothing more that could be taken back").hint(format!(
        "what was recorded before it is voided by the number of its event: {}",
        run("void SEQ --reason mistyped")
    ))
}

pub(super) fn service_lacking() -> Told {
    Told::new("what is in use names the service that uses it")
        .hint("give it: `--service SERVICE`, `--to SERVICE`, or the column `service` of the file")
        .hint("or give another state: `--state in_stock`")
}
