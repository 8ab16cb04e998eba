//! `init` and `policy`.

use std::path::Path;

use serde::Serialize;

use crate::{
    cli::{
        args::start::{Init, Policy},
        failure::{Exit, Trouble},
        run::{Run, shown},
        table::table,
    },
    lang::{Field, capital},
    model::{id::CommandId, policy::Key},
    ops::{self, Failure, SetPolicy},
    store::{
        self, Store,
        sqlite::{self, Access},
    },
};

/// Opens a new record.
pub(super) fn init(run: &mut Run<'_>, args: Init) -> Result<Exit, Trouble> {
    let path = run.database()?;
    if let Some(address) = store::address(&path) {
        return init_at(run, args, address);
    }
    let access = if args.group { Access::Group } else { Access::Owner };
    let request = ops::Init { organisation: args.org, prefix: args.prefix };
    let context = run.context()?;
    let (store, done) = match sqlite::begin(&path, access) {
        // Nothing half-done: a record gets its name with its first events in it.
        Ok(newborn) => {
            let done = ops::open(newborn.store()?, &context, &request)?;
            newborn.publish().map_err(|e| unpublished(e, &path, done.cmd))?;
            run.recorded = done.span.map(|span| (done.cmd, span));
            (sqlite::open(&path)?, done)
        }
        // The same command may have been tried before: then the record knows it.
        Err(store::Error::Exists(_)) if run.global.cmd.is_some_and(|cmd| known(&path, cmd)) => {
            let store = sqlite::open(&path)?;
            let done = ops::open(&store, &context, &request)?;
            (store, done)
        }
        Err(error) => return Err(error.into()),
    };
    let exit = run.say(&store, &done)?;
    let line = run.words.opened(&shown(&path));
    run.screen.note(&line);
    Ok(exit)
}

/// Opens a new record on a server.
fn init_at(run: &mut Run<'_>, args: Init, address: &str) -> Result<Exit, Trouble> {
    let request = ops::Init { organisation: args.org, prefix: args.prefix };
    run.warn_of_password();
    let made = run.world.around(|around| store::create_at(address, around));
    let store = match made {
        // The same command may have been tried before: then the record knows it.
        Err(error @ store::Error::Exists(_)) => {
            let store = run.store()?;
            let cmd = run.global.cmd.filter(|cmd| matches!(known_in(store.as_ref(), *cmd), Ok(true)));
            if cmd.is_none() {
                return Err(error.into());
            }
            store
        }
        made => made?,
    };
    let context = run.context()?;
    let done = ops::open(store.as_ref(), &context, &request)?;
    let exit = run.say(store.as_ref(), &done)?;
    let line = run.words.opened(&shown(Path::new(address)));
    run.screen.note(&line);
    Ok(exit)
}

fn known_in(store: &dyn Store, cmd: CommandId) -> Result<bool, store::Error> {
    Ok(store.read()?.command(cmd)?.is_some())
}

/// A record that got its name, of which the disk would not say that it keeps it, and would not give it up
/// either: whether it is there is not known.
fn unpublished(error: store::Error, path: &Path, cmd: CommandId) -> Failure {
    match error {
        store::Error::Exists(_) => error.into(),
        _ if path.symlink_metadata().is_ok() => Failure::OutcomeUnknown { cmd, cause: error.to_string() },
        _ => error.into(),
    }
}

fn known(path: &Path, cmd: CommandId) -> bool {
    sqlite::open(path).and_then(|store| known_in(&store, cmd)).unwrap_or(false)
}

/// Shows and sets policies.
pub(super) fn policy(run: &mut Run<'_>, args: Policy) -> Result<Exit, Trouble> {
    match args {
        Policy::Set(set) => {
            let request = SetPolicy { key: set.key.code().to_owned(), value: set.value.0 };
            run.record(&set.recording, |act, recording| ops::set_policy(act, &request, recording))
        }
        Policy::Get(get) => {
            let policies = run.store()?.read()?.policies()?;
            print(run, &[(get.key, policies.get(get.key).to_owned())], true);
            Ok(Exit::Done)
        }
        Policy::List => {
            let policies = run.store()?.read()?.policies()?;
            let all: Vec<_> = Key::ALL.iter().map(|key| (*key, policies.get(*key).to_owned())).collect();
            print(run, &all, false);
            Ok(Exit::Done)
        }
    }
}

#[derive(Serialize)]
struct PolicyView<'p> {
    key: Key,
    value: &'p str,
}

fn print(run: &mut Run<'_>, policies: &[(Key, String)], one: bool) {
    if run.screen.json() {
        let views: Vec<_> = policies.iter().map(|(key, value)| PolicyView { key: *key, value }).collect();
        match (one, views.first()) {
            (true, Some(view)) => run.screen.document(view),
            _ => run.screen.document(&views),
        }
        return;
    }
    if one {
        for (_, value) in policies {
            run.screen.data(value);
        }
        return;
    }
    let header = [capital(run.words.field(Field::Policy)), capital(run.words.field(Field::Value))];
    let rows: Vec<_> =
        policies.iter().map(|(key, value)| vec![key.code().to_owned(), value.clone()]).collect();
    let text = table(&[&header[0], &header[1]], &rows);
    run.screen.data(text.trim_end());
}
