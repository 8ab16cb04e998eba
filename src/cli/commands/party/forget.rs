//! `party forget`.

use serde::Serialize;
use uuid::Uuid;

use crate::{
    cli::{
        args::party::PartyForget,
        failure::{Exit, Trouble},
        run::{NoticeView, Run, shown, words_or_stdin},
        table::table,
    },
    lang::{Field, capital},
    model::{id::CommandId, leaving::PartyKind},
    ops::{self, Done, Failure, Farewell, Notice, Whom},
    store::{self, Error, Store, sqlite},
};

/// What would be erased.
#[derive(Serialize)]
struct Rehearsal {
    dry_run: bool,
    forgotten: Vec<View>,
    notices: Vec<NoticeView>,
}

#[derive(Serialize)]
struct View {
    id: Uuid,
    operator: bool,
    kind: Option<&'static str>,
    name: String,
    texts: usize,
    services: Vec<String>,
    sites: Vec<String>,
}

pub(super) fn forget(run: &mut Run<'_>, args: PartyForget) -> Result<Exit, Trouble> {
    let request = ops::Forget {
        parties: words_or_stdin(args.parties)?,
        operators: args.operators,
        due: args.due,
        anyway: args.anyway,
    };
    let store = run.store()?;
    let context = run.context()?;
    let recording = run.recording(store.as_ref(), &args.recording)?;
    let mut farewells = Vec::new();
    let operation = |act: &mut ops::Act<'_>| -> Result<(), Failure> {
        farewells = ops::forget(act, &request, &recording)?;
        Ok(())
    };
    if args.dry_run {
        let mut done = ops::rehearse(store.as_ref(), &context, &recording, operation)?;
        if !farewells.is_empty() {
            done.notices.extend(copies(run, store.as_ref(), None)?);
        }
        preview(run, farewells, &done);
        return Ok(Exit::Done);
    }
    let mut done = ops::run(store.as_ref(), &context, &recording, operation)?;
    if let Err(error) = scrub(run, store.as_ref(), &mut done)
        // Nothing was to be erased now: what an earlier command left is for the next one.
        && (done.span.is_some() || !request.due)
    {
        return Err(error);
    }
    if done.span.is_some() {
        done.notices.extend(copies(run, store.as_ref(), Some(done.cmd))?);
    }
    if done.span.is_none() && !run.screen.json() {
        run.notices(&done.notices);
    }
    run.say(store.as_ref(), &done)
}

/// Takes the bytes of what was erased out of the files; where others still read them, says how to do it
/// again.
pub(in crate::cli::commands) fn scrub(
    run: &mut Run<'_>,
    store: &dyn Store,
    done: &mut Done,
) -> Result<(), Trouble> {
    match store.scrub() {
        Ok(damaged) => {
            done.notices.extend(damaged.map(|kept| Notice::ListDamaged { kept: shown(&kept) }));
            Ok(())
        }
        Err(Error::Busy) => {
            let db = run.on_database();
            let cmd = done.span.map(|_| format!(" --cmd {}", done.cmd));
            Err(Trouble::Remains {
                span: done.span,
                command_line: format!("rebond{}{} party forget --due", db, cmd.unwrap_or_default()),
            })
        }
        Err(error) => {
            // It is recorded all the same; told again, it does the rest.
            run.happened(done);
            Err(error.into())
        }
    }
}

/// Says which files beside the record are copies of it from before a command, or of any time.
pub(in crate::cli::commands) fn copies(
    run: &Run<'_>,
    store: &dyn Store,
    cmd: Option<CommandId>,
) -> Result<Option<Notice>, Trouble> {
    let database = run.database()?;
    if store::address(&database).is_some() {
        // No file stands beside a server.
        return Ok(None);
    }
    let log = ops::log_of(store.read()?.as_ref())?;
    let files = sqlite::copies_beside(&database, log, cmd)?;
    let files: Vec<String> = files.iter().map(|file| shown(file)).collect();
    Ok((!files.is_empty()).then_some(Notice::CopiesStay { files }))
}

fn preview(run: &mut Run<'_>, farewells: Vec<Farewell>, done: &Done) {
    let views = farewells.into_iter().map(|farewell| {
        let (id, operator, kind) = match farewell.whom {
            Whom::Party(id, kind) => (id.0, false, kind),
            Whom::Operator(id) => (id.0, true, None),
        };
        let (texts, services, sites) = (farewell.texts.len(), farewell.services, farewell.sites);
        (
            kind,
            View {
                id,
                operator,
                kind: kind.map(PartyKind::code),
                name: farewell.name,
                texts,
                services,
                sites,
            },
        )
    });
    let views: Vec<_> = views.collect();
    if run.screen.json() {
        let rehearsal = Rehearsal {
            dry_run: true,
            forgotten: views.into_iter().map(|(_, view)| view).collect(),
            notices: run.notice_views(&done.notices),
        };
        run.screen.document(&rehearsal);
        return;
    }
    run.notices(&done.notices);
    if views.is_empty() {
        let line = run.words.nothing();
        run.screen.note(line);
        return;
    }
    let words = run.words;
    let rows: Vec<Vec<String>> = views
        .into_iter()
        .map(|(kind, view)| {
            let kind = kind.map_or_else(
                || if view.operator { words.operator() } else { "" }.to_owned(),
                |kind| words.party_kind(kind).to_owned(),
            );
            let places = [view.services, view.sites].concat().join(", ");
            vec![view.name, kind, view.texts.to_string(), places, view.id.to_string()]
        })
        .collect();
    let header = [Field::Name, Field::Kind, Field::Texts, Field::Labels, Field::Id]
        .map(|field| capital(words.field(field)));
    let text = table(&header.each_ref().map(String::as_str), &rows);
    run.screen.data(text.trim_end());
}
