//! `label cards`: what a technician scans instead of typing.

use crate::{
    cli::{
        args::label::Cards,
        failure::{Exit, Trouble},
        print::Job,
        run::Run,
    },
    draw::Face,
    label::{layout::Label, sheet::Sheet},
    lang::Words,
    model::{leaving::Decision, scan::Card},
    ops::{Failure, Resolve},
    store::{Flow, Place, Reader, Vault},
};

/// Wide enough for the name of a service.
const USUAL: Sheet = Sheet::L7163;

pub(super) fn cards(run: &mut Run<'_>, args: Cards) -> Result<Exit, Trouble> {
    let job = Job::new(run, args.printing, Some(USUAL))?;
    let labels = {
        let store = run.store()?;
        let reader = store.read()?;
        let places = places(reader.as_ref(), &args.services, &args.sites)?;
        let labels: Vec<Label> = deck(places).map(|(card, place)| label(run.words, &card, &place)).collect();
        labels
    };
    let pages = job.draw(&labels)?;
    job.print(run, &pages)?;
    Ok(Exit::Done)
}

/// Every card, with the label of its place: first what is done, then where, then how it ends.
fn deck(places: Vec<(Card, String)>) -> impl Iterator<Item = (Card, String)> {
    let triage = Decision::ALL.iter().map(|decision| Card::Triage(*decision));
    let plain = |card| (card, String::new());
    [Card::Show, Card::Collect]
        .into_iter()
        .chain(triage)
        .map(plain)
        .chain(places)
        .chain([Card::Undo, Card::Done].map(plain))
}

/// The cards of the services and the sites that are named; of all of them if none is.
fn places(
    reader: &dyn Reader,
    services: &[String],
    sites: &[String],
) -> Result<Vec<(Card, String)>, Failure> {
    let card = |place, code| match place {
        Place::Service => Card::Deploy(code),
        Place::Site => Card::Site(code),
    };
    let mut places = Vec::new();
    if services.is_empty() && sites.is_empty() {
        reader.vault(&mut |row| {
            if let Vault::Label { place, code, label } = row {
                places.push((card(place, code), label));
            }
            Flow::Continue(())
        })?;
        return Ok(places);
    }
    for (place, words) in [(Place::Service, services), (Place::Site, sites)] {
        for word in words {
            let code = reader.find_place(place, word)?;
            let label = reader.label(place, &code)?.unwrap_or_else(|| code.clone());
            let named = (card(place, code), label);
            if !places.contains(&named) {
                places.push(named);
            }
        }
    }
    Ok(places)
}

fn label(words: &dyn Words, card: &Card, place: &str) -> Label {
    Label {
        payload: card.to_string(),
        title: words.card(card, place),
        face: Face::Strong,
        lines: vec![words.card_does(card).to_owned(), card.to_string()],
    }
}
