//! One file per command or family: arguments → request → operation → words.

mod amend;
mod asset;
mod certificate;
mod config;
mod demo;
mod edit;
mod evidence;
mod export;
mod find;
mod history;
mod import;
mod label;
mod life;
mod lot;
mod manual;
mod media;
mod party;
mod rebuild;
mod report;
mod scan;
mod start;
mod trust;
mod verify;

use super::{
    args::Command,
    failure::{Exit, Trouble},
    run::Run,
};

/// Runs the command that was typed.
pub(super) fn dispatch(run: &mut Run<'_>, command: Command) -> Result<Exit, Trouble> {
    match command {
        Command::Init(args) => start::init(run, args),
        Command::Demo(args) => demo::demo(run, &args),
        Command::Config(args) => config::config(run, &args),
        Command::Policy(args) => start::policy(run, args),
        Command::Add(args) => asset::add(run, *args),
        Command::Edit(args) => edit::edit(run, *args),
        Command::Show(args) => asset::show(run, &args),
        Command::List(args) => asset::list(run, &args),
        Command::Find(args) => find::find(run, &args),
        Command::History(args) => history::history(run, &args),
        Command::Deploy(args) => life::deploy(run, args),
        Command::Move(args) => life::relocate(run, args),
        Command::Collect(args) => life::collect(run, args),
        Command::Triage(args) => life::triage(run, args),
        Command::Work(args) => life::work(run, *args),
        Command::Ready(args) => life::ready(run, args),
        Command::Decommission(args) => life::decommission(run, args),
        Command::Reinstate(args) => life::reinstate(run, args),
        Command::Missing(args) => life::missing(run, args),
        Command::Found(args) => life::found(run, args),
        Command::Void(args) => amend::void(run, &args),
        Command::Correct(args) => amend::correct(run, args),
        Command::Media(args) => media::media(run, args),
        Command::Sanitize(args) => media::sanitize(run, args),
        Command::Evidence(args) => evidence::evidence(run, args),
        Command::Certificate(args) => certificate::certificate(run, args),
        Command::Lot(args) => lot::lot(run, args),
        Command::Party(args) => party::party(run, args),
        Command::Label(args) => label::label(run, args),
        Command::Scan(args) => scan::scan(run, &args),
        Command::Import(args) => import::import(run, &args),
        Command::Export(args) => export::export(run, &args),
        Command::Report(args) => report::report(run, &args),
        Command::Rebuild(args) => rebuild::rebuild(run, &args),
        Command::Seal(args) => trust::seal(run, &args),
        Command::Backup(args) => trust::backup(run, &args),
        Command::Restore(args) => trust::restore(run, &args),
        Command::Verify(args) => verify::verify(run, &args),
        Command::Completions(args) => Ok(manual::completions(run, &args)),
        Command::Man(args) => manual::man(run, &args),
    }
}
