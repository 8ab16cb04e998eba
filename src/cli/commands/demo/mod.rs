//! `demo`: Valmont, a French town that does not exist, with some years of the life of its hardware.
//!
//! `examples/valmont/history.txt` is played line by line, as the program runs any command line. The
//! clock is the history's own, so that everyone who plays it records the same.

mod place;
mod player;
mod script;

use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget};
use serde::Serialize;

use crate::{
    cli::{
        args::start::Demo,
        failure::{Exit, Trouble},
        output,
        run::{Run, shown},
    },
    lang::Tour,
    model::event::Seq,
    store::{AssetFilter, Flow, Reader, Store, sqlite},
};
use place::Place;
use player::Player;

/// The database, in its folder.
const DATABASE: &str = "rebond.db";
/// What was typed and answered.
const SESSION: &str = "session.txt";
/// Every identifier comes from it, unless `REBOND_SEED` gives another.
const SEED: &str = "valmont";

/// What was typed in Valmont.
const HISTORY: &str = include_str!("../../../../examples/valmont/history.txt");
/// The files that are read there.
const FILES: [(&str, &[u8]); 7] = [
    ("inventaire.csv", include_bytes!("../../../../examples/valmont/inventaire.csv")),
    ("nwipe-2026-10-22.log", include_bytes!("../../../../examples/valmont/nwipe-2026-10-22.log")),
    ("smart-2026-10-22.json", include_bytes!("../../../../examples/valmont/smart-2026-10-22.json")),
    ("livraisons-2023.csv", include_bytes!("../../../../examples/valmont/livraisons-2023.csv")),
    ("livraisons-2024.csv", include_bytes!("../../../../examples/valmont/livraisons-2024.csv")),
    ("livraisons-2025.csv", include_bytes!("../../../../examples/valmont/livraisons-2025.csv")),
    ("livraisons-2026.csv", include_bytes!("../../../../examples/valmont/livraisons-2026.csv")),
];

/// What was made, as JSON says it.
#[derive(Serialize)]
struct DemoView<'d> {
    database: String,
    documents: &'d [String],
    assets: u64,
    events: Seq,
    head: String,
}

pub(super) fn demo(run: &mut Run<'_>, args: &Demo) -> Result<Exit, Trouble> {
    let script = script::read(HISTORY);
    let script = script.map_err(|m| Trouble::fault(format!("line {} of the history: {}", m.line, m.what)))?;
    let place = Place::prepare(&args.folder)?;
    std::env::set_current_dir(place.workshop())
        .map_err(|e| Trouble::Output { path: shown(&args.folder), cause: e.to_string() })?;
    for (name, bytes) in FILES {
        output::write(Path::new(name), bytes)?;
    }
    let seed = run.world.variable("REBOND_SEED").unwrap_or_else(|| SEED.into());
    let mut player = Player::new(run.lang, seed);
    let bar = progress(run, script.len());
    // The record opens as any other; from then on it stays open.
    let first = script.iter().position(|entry| matches!(entry, script::Entry::Step(_))).unwrap_or_default();
    let (opening, rest) = script.split_at((first + 1).min(script.len()));
    for entry in opening {
        player.play(entry, None)?;
    }
    let database = sqlite::resume(Path::new(DATABASE), &place.database())?;
    for entry in rest {
        player.play(entry, Some(database.store()?))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    output::write(Path::new(SESSION), &player.session())?;
    let (assets, head) = {
        let reader = database.store()?.read()?;
        (count(reader.as_ref())?, reader.head()?)
    };
    let documents = place.publish(database)?;
    let path = shown(&args.folder.join(DATABASE));
    if run.screen.json() {
        let (events, head) = (head.seq, head.hash.to_string());
        run.screen.document(&DemoView { database: path, documents: &documents, assets, events, head });
        return Ok(Exit::Done);
    }
    let tour = Tour { folder: &shown(&args.folder), database: &path, assets, events: head.seq };
    for line in run.words.tour(&tour) {
        run.screen.data(&line);
    }
    Ok(Exit::Done)
}

fn count(reader: &dyn Reader) -> Result<u64, Trouble> {
    let mut assets = 0;
    reader.assets(&AssetFilter::default(), &mut |_| {
        assets += 1;
        Flow::Continue(())
    })?;
    Ok(assets)
}

/// How far it is, on a terminal.
fn progress(run: &Run<'_>, steps: usize) -> ProgressBar {
    let quiet = run.global.quiet || run.screen.json();
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    ProgressBar::with_draw_target(Some(steps as u64), target)
}
