//! Ce que la vie d’un équipement ne permet pas.

use crate::{
    lang::{
        Codes, Numbers, Told,
        fr::Fr,
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
            Told::new(format!("{tag} est réformé depuis le {}", Fr.day(since))).hint(format!(
                "s’il a de nouveau un usage\u{a0}: {}",
                run(format_args!("deploy {tag} --to SERVICE --reinstate"))
            ))
        }
        Forbidden::AlreadyDecommissioned(since) => {
            Told::new(format!("{tag} est déjà réformé, depuis le {}", Fr.day(since)))
                .hint(format!("voir ses événements\u{a0}: {}", way::history(tag)))
                .hint(format!("pour corriger l’acte\u{a0}: {}", run("correct ÉVÉNEMENT --act RÉFÉRENCE")))
        }
        Forbidden::NotDecommissioned => not_decommissioned(tag, action),
        Forbidden::Waste(since) => waste(tag, action, since),
        Forbidden::NotOwned => Told::new(format!(
            "{tag} est loué ou prêté\u{a0}: ce qui n’appartient pas à l’organisation n’est jamais \
             réformé, ni mis au rebut"
        ))
        .hint(format!("pour le restituer\u{a0}: {}", way::lot_new(&Fr, Channel::LessorReturn))),
        Forbidden::Owned => Told::new(format!(
            "{tag} appartient à l’organisation\u{a0}: il n’a pas de bailleur à qui le restituer"
        ))
        .hint(format!("choisir une autre voie\u{a0}: {}", way::lot_edit("LOT", "--channel sale"))),
        Forbidden::InLot(id) => {
            let lot = name.map_or_else(|| id.to_string(), str::to_owned);
            Told::new(format!("{tag} est dans le lot ouvert {lot}"))
                .hint(format!("l’en retirer d’abord\u{a0}: {}", way::lot_drop(&lot, tag)))
        }
        Forbidden::SentOut(_) => {
            let to = name.map_or_else(|| "à un tiers".to_owned(), |party| format!("à {}", shown(party)));
            let told = Told::new(format!("{tag} n’est pas ici\u{a0}: il est confié {to}"))
                .hint(format!("une fois revenu\u{a0}: {}", way::act(&Fr, Action::WorkBack, tag)));
            if action == Action::Ship {
                told.hint("il n’en sort que pour celui qui l’a\u{a0}: `lot edit LOT --to TIERS`")
            } else {
                told.hint(format!("s’il est perdu\u{a0}: {}", way::act(&Fr, Action::Missing, tag)))
            }
        }
        Forbidden::NotSentOut => {
            Told::new(format!("{tag} n’a été confié à personne\u{a0}: il ne peut pas en revenir"))
                .hint(format!(
                    "pour le confier\u{a0}: {}",
                    run(format_args!("work {tag} --type repair --sent-to TIERS"))
                ))
                .hint(format!("voir ses événements\u{a0}: {}", way::history(tag)))
        }
        Forbidden::NotLost(channel) => Told::new(format!(
            "{tag} n’est pas connu comme perdu\u{a0}: il est sorti autrement, {} (`{channel}`)",
            Fr.channel(channel)
        ))
        .hint(format!("s’il est revenu\u{a0}: {}", way::returned(&Fr, tag))),
        Forbidden::LeftBefore => Told::new(format!(
            "{tag} est sorti avant l’ouverture du registre, hors de tout lot, et n’est pas connu comme \
             perdu"
        ))
        .hint(format!(
            "s’il est là, le fichier était inexact\u{a0}: {}, puis {}",
            way::history(tag),
            run("void ÉVÉNEMENT --reason mistyped")
        )),
    }
}

fn from_state(tag: &str, state: State, action: Action) -> Told {
    let message = format!(
        "{tag} est {} (`{state}`)\u{a0}: `{action}` n’est pas possible dans cet état",
        Fr.state(state)
    );
    let first = way::first_step(state, action).map(|step| way::act(&Fr, step, tag));
    let mut told = Told::new(message).perhaps(first.map(|first| match action {
        Action::Deploy if state == State::Deployed => format!("pour changer son service\u{a0}: {first}"),
        Action::Move if matches!(state, State::InStock | State::Ready) => format!("plutôt\u{a0}: {first}"),
        Action::Missing => format!("s’il est retrouvé\u{a0}: {first}"),
        _ => format!("d’abord\u{a0}: {first}"),
    }));
    if (state, action) == (State::Deployed, Action::Decommission) {
        told = told.hint(format!(
            "ou décider dès maintenant, pour le jour de son retour\u{a0}: {}",
            way::act(&Fr, Action::DecommissionWhenCollected, tag)
        ));
    }
    if state == State::Missing && action == Action::Ship {
        told = told.hint(format!("ou le passer en perte\u{a0}: {}", way::lot_new(&Fr, Channel::Loss)));
    }
    if state == State::Departed {
        return told.hint(format!("s’il est revenu\u{a0}: {}", way::returned(&Fr, tag))).hint(format!(
            "s’il était sorti comme perdu ou volé\u{a0}: {}",
            run(format_args!("found {tag}"))
        ));
    }
    told.hint(format!("cet état permet\u{a0}: {}", way::moves(state)))
}

fn not_decommissioned(tag: &str, action: Action) -> Told {
    let told = Told::new(format!("{tag} n’est pas réformé"));
    if action == Action::Reinstate {
        return told.hint(format!("il n’y a pas de réforme à annuler\u{202f}; voir {}", way::show(tag)));
    }
    told.hint(format!(
        "le réformer d’abord, par son acte\u{a0}: {}",
        way::act(&Fr, Action::Decommission, tag)
    ))
    .hint(format!(
        "ou le réformer en même temps que la sortie\u{a0}: {}",
        run(format_args!("lot ship LOT {tag} --decommission --act RÉFÉRENCE"))
    ))
}

fn waste(tag: &str, action: Action, since: Day) -> Told {
    let channels = Channel::ALL.iter().filter(|channel| channel.takes_waste());
    let told = Told::new(format!(
        "{tag} est un déchet depuis le {}\u{a0}: un déchet ne redevient pas ici un produit (code de \
         l’environnement, art.\u{a0}L541-1-1 et L541-4-3)",
        Fr.day(since)
    ));
    let told = match action {
        Action::Ship => told.hint(format!(
            "il sort par l’une de ces voies, {}\u{a0}: {}",
            way::codes(channels),
            way::lot_new(&Fr, Channel::Waste)
        )),
        _ => told.hint(format!("il part en traitement\u{a0}: {}", way::lot_new(&Fr, Channel::Waste))),
    };
    told.hint(format!(
        "si c’est une erreur, annuler l’événement qui l’a dit\u{a0}: {}, puis {}",
        way::history(tag),
        run("void ÉVÉNEMENT --reason mistyped")
    ))
}

pub(super) fn lived(tag: &str, state: State, fact: Lived) -> Told {
    let what = match fact {
        Lived::State(to) => format!("l’état «\u{a0}{}\u{a0}» (`{to}`)", Fr.state(to)),
        Lived::Service => "le service de ce qui est ou a été en service".to_owned(),
        Lived::Site => "le site de ce qui est en service ou n’est plus ici".to_owned(),
        Lived::Holder => "l’affectataire".to_owned(),
    };
    let message = format!(
        "{tag} est {} (`{state}`)\u{a0}: {what} découle de ce qui arrive, et ne se modifie pas",
        Fr.state(state)
    );
    let told = Told::new(message).perhaps(
        way::lived(&Fr, tag, state, fact).map(|run| format!("enregistrer ce qui arrive\u{a0}: {run}")),
    );
    match fact {
        Lived::State(_) => told.hint(format!(
            "ou, si un événement a été mal enregistré\u{a0}: {}, puis {}",
            way::history(tag),
            run("void ÉVÉNEMENT --reason mistyped")
        )),
        _ => told.hint(format!(
            "ou, si la valeur a été mal enregistrée\u{a0}: {}, puis {}",
            way::history(tag),
            way::correct(&Fr, fact)
        )),
    }
}

pub(super) fn given_up(tag: &str, since: Option<Day>) -> Told {
    let message = match since {
        Some(since) => format!("{tag} est réformé ou mis au rebut depuis le {}", Fr.day(since)),
        None => format!("la réforme de {tag} est décidée pour le jour de son retour"),
    };
    Told::new(format!("{message}\u{a0}: ce qui est loué ou prêté n’est jamais réformé, ni mis au rebut"))
        .hint(format!(
            "s’il n’a jamais appartenu à l’organisation, annuler d’abord cet événement\u{a0}: {}, puis {}",
            way::history(tag),
            run("void ÉVÉNEMENT --reason mistyped")
        ))
}

pub(super) fn grade(tag: &str, found: Option<Functional>, needed: Functional) -> Told {
    let why = "toutes les fonctions sont testées avant de dire un équipement reconditionné (code de la \
               consommation, art.\u{a0}R122-4)";
    let needs = format!("il faut {needed} ({})", Fr.functional(needed));
    let message = match found {
        Some(found) => {
            format!("{tag} a l’état fonctionnel {found} ({}), {needs}\u{a0}: {why}", Fr.functional(found))
        }
        None => format!("{tag} n’a pas d’état fonctionnel, {needs}\u{a0}: {why}"),
    };
    let told = Told::new(message)
        .hint(format!("une fois testé\u{a0}: {}", run(format_args!("ready {tag} --functional {needed}"))));
    let told = if needed == Functional::F5 {
        told.hint(format!(
            "sans système d’exploitation, F4 suffit\u{a0}: {}",
            run(format_args!("ready {tag} --functional F4 --no-system"))
        ))
    } else {
        told
    };
    told.hint(format!("s’il ne peut être réemployé\u{a0}: {}", way::act(&Fr, Action::Recycle, tag)))
}

pub(super) fn own_part(tag: &str) -> Told {
    Told::new(format!("une pièce de {tag} ne peut être posée dans {tag} lui-même"))
        .hint("nommer l’équipement dont elle vient\u{a0}: `--from ÉQUIPEMENT`")
        .hint(format!(
            "ou n’enregistrer que le prélèvement de la pièce\u{a0}: {}",
            way::act(&Fr, Action::Harvest, tag)
        ))
}

pub(super) fn owner(lacking: bool) -> Told {
    if lacking {
        Told::new("ce qui est loué ou prêté nomme son propriétaire").hint("le nommer\u{a0}: `--owner TIERS`")
    } else {
        Told::new("un propriétaire est nommé, sans que l’équipement soit dit loué ou prêté").hint(
            "dire comment il est venu\u{a0}: `--acquired leased` ou `--acquired lent`, ou retirer \
             `--owner`",
        )
    }
}

pub(super) fn entry_state(state: State) -> Told {
    Told::new(format!("aucun équipement n’entre dans le registre comme {}, `{state}`", Fr.state(state)))
        .hint("l’enregistrer d’abord tel qu’il était avant\u{a0}: `--state in_stock`")
        .hint(format!("puis le faire sortir dans un lot\u{a0}: {}", run("lot new --channel VOIE --to TIERS")))
}

pub(super) fn nothing_to_undo() -> Told {
    Told::new("cette session n’a rien enregistré d’autre qui puisse être annulé").hint(format!(
        "ce qui a été enregistré avant elle s’annule par le numéro de son événement\u{a0}: {}",
        run("void ÉVÉNEMENT --reason mistyped")
    ))
}

pub(super) fn service_lacking() -> Told {
    Told::new("ce qui est en service nomme le service qui l’utilise")
        .hint("le donner\u{a0}: `--service SERVICE`, `--to SERVICE`, ou la colonne `service` du fichier")
        .hint("ou donner un autre état\u{a0}: `--state in_stock`")
}
