//! `party`.

pub(super) mod forget;

use crate::{
    cli::{
        args::party::Party,
        failure::{Exit, Trouble},
        run::Run,
        table::table,
    },
    lang::{Field, capital},
    ops::{self, PartyView, Resolve},
    store::{Flow, Reader},
};

pub(super) fn party(run: &mut Run<'_>, args: Party) -> Result<Exit, Trouble> {
    match args {
        Party::Add(args) => {
            let request = ops::AddParty { name: args.name, kind: args.kind, siret: args.siret };
            run.record(&args.recording, |act, recording| ops::add_party(act, &request, recording))
        }
        Party::Edit(args) => {
            let request =
                ops::EditParty { party: args.party, name: args.name, kind: args.kind, siret: args.siret };
            run.record(&args.recording, |act, recording| ops::edit_party(act, &request, recording))
        }
        Party::Forget(args) => forget::forget(run, args),
        Party::Show(args) => {
            let store = run.store()?;
            let party = store.read()?.as_ref().find_party(&args.party)?;
            print(run, vec![party.into()], true);
            Ok(Exit::Done)
        }
        Party::List => {
            let store = run.store()?;
            let reader = store.read()?;
            print(run, all(reader.as_ref())?, false);
            Ok(Exit::Done)
        }
    }
}

/// Every party, by name; those whose names were erased after the others.
fn all(reader: &dyn Reader) -> Result<Vec<PartyView>, Trouble> {
    let mut parties: Vec<PartyView> = Vec::new();
    reader.parties(&mut |party| {
        parties.push(party.into());
        Flow::Continue(())
    })?;
    parties.sort_by_cached_key(|party| {
        (party.name.is_none(), party.name.as_deref().map(crate::model::text::fold))
    });
    Ok(parties)
}

fn print(run: &mut Run<'_>, parties: Vec<PartyView>, one: bool) {
    if run.screen.json() {
        for party in &parties {
            run.screen.document(party);
        }
        return;
    }
    if parties.is_empty() && !one {
        let line = run.words.nothing();
        run.screen.note(line);
        return;
    }
    let rows: Vec<Vec<String>> = parties
        .into_iter()
        .map(|party| {
            vec![
                party.name.unwrap_or_else(|| run.words.erased().to_owned()),
                run.words.party_kind(party.kind).to_owned(),
                party.siret.unwrap_or_default(),
                party.id.to_string(),
            ]
        })
        .collect();
    let header =
        [Field::Name, Field::Kind, Field::Siret, Field::Id].map(|field| capital(run.words.field(field)));
    let text = table(&header.each_ref().map(String::as_str), &rows);
    run.screen.data(text.trim_end());
}
