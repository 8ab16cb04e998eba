//! Commands to copy out of a sentence, and values as a sentence shows them: the same in every
//! language, but for the words in capitals. A command stands in backticks, ready to be run but for those.

use std::{borrow::Cow, fmt::Display, fmt::Write, path::Path};

use crate::{
    lang::help::{Help, Slot},
    model::{
        day::Day,
        event::{Hash, Seq},
        leaving::{Channel, Decision, Proof},
        lifecycle::{Action, State},
        sanitization::Technique,
        scan::Card,
        text,
    },
    ops::Lived,
    rules::waste::WasteCode,
};

/// Returns a value as it is shown, its control characters escaped.
pub(super) fn shown(value: &str) -> Cow<'_, str> {
    text::visible(value)
}

/// Returns the beginning of a hash, which is enough to name a file among those of a record.
pub(super) fn short(hash: Hash) -> String {
    const SHOWN: usize = 12;
    let mut digits = hash.to_string();
    digits.truncate(SHOWN);
    digits
}

/// Returns a path as it is shown.
pub(super) fn path(path: &Path) -> String {
    shown(&path.to_string_lossy()).into_owned()
}

/// Returns a value as a shell reads it: quoted where it has to be.
pub(super) fn word(value: &str) -> String {
    let value = shown(value);
    let plain = |c: char| c.is_alphanumeric() || "-_./:#@%+=,…".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        value.into_owned()
    } else if value.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", value.replace('\'', r"'\''"))
    } else {
        format!("\"{value}\"")
    }
}

/// Returns a command of ours, in backticks.
pub(super) fn run(line: impl Display) -> String {
    format!("`rebond {line}`")
}

/// Returns the commands that make a seal of a text, and check it with this program and without. `key` stands
/// for a private key, `who` for its owner, `signers` for a list with both (ALLOWED SIGNERS of ssh-keygen(1)).
pub(super) fn sign_and_check(text: &str, [key, signers, who]: [&str; 3]) -> [String; 4] {
    let seal = word(&format!("{}.seal", text.strip_suffix(".txt").unwrap_or(text)));
    let (text, signature) = (word(text), word(&format!("{text}.sig")));
    [
        format!("ssh-keygen -Y sign -n rebond -f {key} {text}"),
        format!("cat {text} {signature} > {seal}"),
        format!("rebond verify --seal {seal} --signers {signers}"),
        format!("ssh-keygen -Y verify -n rebond -f {signers} -I {who} -s {signature} < {text}"),
    ]
}

/// Returns codes in backticks, with commas between.
pub(super) fn codes<C: Display>(codes: impl IntoIterator<Item = C>) -> String {
    let mut list = String::new();
    for code in codes {
        let comma = if list.is_empty() { "" } else { ", " };
        // Writing to a string never fails.
        let _ = write!(list, "{comma}`{code}`");
    }
    list
}

/// Returns things in a row, the last two with a word between.
pub(super) fn row(things: &[String], last: &str) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// Returns the first of many names, and how many others there are.
pub(super) fn first_names(names: &[String]) -> (Vec<String>, usize) {
    const SHOWN: usize = 6;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| shown(name).into_owned()).collect();
    let others = names.len() - shown.len();
    (shown, others)
}

/// Returns a message with lines of detail under it.
pub(super) fn lines(message: &str, details: &[String]) -> String {
    let mut text = message.to_owned();
    for detail in details {
        text.push_str("\n  ");
        text.push_str(detail);
    }
    text
}

/// Returns the numbers of events; of many, the first, and that there are more.
pub(super) fn seqs_shown(seqs: &[Seq]) -> String {
    const SHOWN: usize = 8;
    let mut shown = seqs.iter().take(SHOWN).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if seqs.len() > SHOWN {
        shown.push_str(", …");
    }
    shown
}

/// Returns what every action card says, words in capitals standing for a code.
/// The flag of a period, or of the one that it is compared with.
pub(super) const fn period_flag(compared: bool) -> &'static str {
    if compared { "--compare" } else { "--period" }
}

pub(super) fn cards() -> String {
    let with = |place: &str| place.to_owned();
    codes(
        [Card::Show, Card::Collect, Card::Deploy(with("SERVICE"))]
            .into_iter()
            .chain(Decision::ALL.iter().map(|decision| Card::Triage(*decision)))
            .chain([Card::Site(with("SITE")), Card::Undo, Card::Done]),
    )
}

pub(super) fn show(asset: &str) -> String {
    run(format_args!("show {}", word(asset)))
}

/// Adds an asset with the tag of its label.
pub(super) fn add_with(tag: &str) -> String {
    run(format_args!("add --kind laptop --tag {}", word(tag)))
}

pub(super) fn history(asset: &str) -> String {
    run(format_args!("history {}", word(asset)))
}

pub(super) fn lot_show(lot: &str) -> String {
    run(format_args!("lot show {}", word(lot)))
}

/// Sees what left, by the way it left, losses among it.
pub(super) fn report_losses() -> String {
    run(format_args!("report reuse"))
}

/// Changes a fact of a lot.
pub(super) fn lot_edit(lot: &str, flags: &str) -> String {
    run(format_args!("lot edit {} {flags}", word(lot)))
}

pub(super) fn lot_add(lot: &str, item: &str) -> String {
    run(format_args!("lot add {} {}", word(lot), word(item)))
}

pub(super) fn lot_drop(lot: &str, item: &str) -> String {
    run(format_args!("lot drop {} {}", word(lot), word(item)))
}

/// Proves what became of these things of a lot.
pub(super) fn lot_prove(
    lot: &str,
    (items, bulk): &(Vec<String>, Vec<String>),
    (outcome, operation): &(Proof, Option<String>),
) -> String {
    let mut line = vec!["lot prove".to_owned(), word(lot)];
    line.extend(items.iter().map(|item| word(item)));
    line.extend(bulk.iter().map(|text| format!("--bulk {}", word(text))));
    line.push(format!("--outcome {outcome}"));
    line.extend(operation.as_ref().map(|code| format!("--operation {}", word(code))));
    run(line.join(" "))
}

pub(super) fn lot_new(say: &dyn Help, channel: Channel) -> String {
    let party = format!(" --to {}", say.slot(Slot::Party));
    let to = if channel == Channel::Loss { "" } else { &party };
    run(format_args!("lot new --channel {channel}{to}"))
}

pub(super) fn overwrite(medium: &str) -> String {
    sanitize(medium, Technique::Overwrite)
}

/// Records a sanitisation that was done by a tool of a bench, and checked as it has to be.
pub(super) fn sanitize(medium: &str, by: Technique) -> String {
    let (verify, tool) = match by {
        Technique::Overwrite => ("full", " --tool \"nwipe 0.42\""),
        Technique::NvmeFormatUser | Technique::NvmeSanitizeBlock => ("status", " --tool \"nvme-cli 2.11\""),
        Technique::AtaSecureErase | Technique::AtaSecureEraseEnhanced | Technique::AtaSanitizeBlock => {
            ("status", " --tool \"hdparm 9.65\"")
        }
        _ => ("status", ""),
    };
    run(format_args!("sanitize {} --action {by} --verify {verify} --result pass{tool}", word(medium)))
}

/// Accepts the result of a sanitisation, as a second person.
pub(super) fn validate(say: &dyn Help, medium: &str) -> String {
    run(format_args!("sanitize validate {} --actor {}", word(medium), say.slot(Slot::Name)))
}

pub(super) fn shred(medium: &str) -> String {
    run(format_args!("sanitize {} --action shred --result pass", word(medium)))
}

pub(super) fn media_add(asset: &str) -> String {
    run(format_args!("media add {} --kind ssd --serial …", word(asset)))
}

pub(super) fn media_none(asset: &str) -> String {
    run(format_args!("media none {}", word(asset)))
}

pub(super) fn media_confirm(asset: &str) -> String {
    run(format_args!("media confirm {}", word(asset)))
}

pub(super) fn media_list(asset: &str) -> String {
    run(format_args!("media list {}", word(asset)))
}

pub(super) fn media_move(medium: &str, to: &str) -> String {
    run(format_args!("media move {} --to {to}", word(medium)))
}

pub(super) fn void(seq: Seq) -> String {
    run(format_args!("void {seq} --reason mistyped"))
}

pub(super) fn returned(say: &dyn Help, asset: &str) -> String {
    run(format_args!("lot return {} {} --reason refused", say.slot(Slot::Lot), word(asset)))
}

/// Returns the command of an action on an asset.
pub(super) fn act(say: &dyn Help, action: Action, asset: &str) -> String {
    let asset = word(asset);
    let (lot, service, act) = (say.slot(Slot::Lot), say.slot(Slot::Service), say.slot(Slot::Ref));
    let line = match action {
        Action::Deploy => format!("deploy {asset} --to {service}"),
        Action::Move => format!("move {asset} --to {service}"),
        Action::Collect => format!("collect {asset}"),
        Action::Recondition => format!("triage {asset} --decision recondition"),
        Action::Recycle => format!("triage {asset} --decision recycle"),
        Action::Keep => format!("triage {asset} --decision keep"),
        Action::Work => format!("work {asset} --type repair"),
        Action::Harvest => format!("work {asset} --type harvest"),
        Action::WorkBack => format!("work {asset} --back"),
        Action::Ready => format!("ready {asset} --functional F5"),
        Action::Decommission => format!("decommission {asset} --act {act}"),
        Action::DecommissionWhenCollected => format!("decommission {asset} --act {act} --when-collected"),
        Action::Reinstate => format!("reinstate {asset}"),
        Action::Missing => format!("missing {asset} --cause unknown"),
        Action::Found => format!("found {asset}"),
        Action::FoundInPlace => format!("found {asset} --in-place"),
        Action::LotAdd => format!("lot add {lot} {asset}"),
        Action::LotDrop => format!("lot drop {lot} {asset}"),
        Action::Ship | Action::WriteOff => format!("lot ship {lot} {asset}"),
        Action::Return => format!("lot return {lot} {asset} --reason refused"),
    };
    run(line)
}

/// Returns the command by which the life of an asset decides what was to be edited.
pub(super) fn lived(say: &dyn Help, asset: &str, state: State, fact: Lived) -> Option<String> {
    let known = word(asset);
    let (service, site, party) = (say.slot(Slot::Service), say.slot(Slot::Site), say.slot(Slot::Party));
    let line = match (state, fact) {
        (State::Missing, _) => return Some(act(say, Action::Found, asset)),
        (State::Departed, _) => return Some(returned(say, asset)),
        (_, Lived::State(to)) => return Some(act(say, towards(to), asset)),
        (State::Deployed, Lived::Service) => format!("move {known} --to {service}"),
        (State::Deployed, Lived::Site) => format!("move {known} --site {site}"),
        (State::Deployed, Lived::Holder) => format!("move {known} --holder {party}"),
        (_, Lived::Service) => format!("deploy {known} --to {service}"),
        (_, Lived::Holder) => format!("deploy {known} --to {service} --holder {party}"),
        (_, Lived::Site) => return None,
    };
    Some(run(line))
}

/// Returns the action that leads to a state.
const fn towards(state: State) -> Action {
    match state {
        State::InStock => Action::Keep,
        State::Deployed => Action::Deploy,
        State::Collected => Action::Collect,
        State::InWorkshop => Action::Recondition,
        State::Ready => Action::Ready,
        State::SetAside => Action::Recycle,
        State::Missing => Action::Missing,
        State::Departed => Action::Ship,
    }
}

/// Returns the command that corrects what an event said of it.
pub(super) fn correct(say: &dyn Help, fact: Lived) -> String {
    let (flag, slot) = match fact {
        Lived::Site => ("site", Slot::Site),
        Lived::Holder => ("holder", Slot::Party),
        Lived::Service | Lived::State(_) => ("to", Slot::Service),
    };
    run(format_args!("correct {} --{flag} {}", say.slot(Slot::Seq), say.slot(slot)))
}

/// Returns the command words of what a state allows, each once, in backticks.
pub(super) fn moves(state: State) -> String {
    let mut words: Vec<&str> = Vec::new();
    for action in state.allows() {
        let word = match action {
            Action::Work | Action::Harvest | Action::WorkBack => "work",
            Action::Recondition | Action::Recycle | Action::Keep => "triage",
            Action::Decommission | Action::DecommissionWhenCollected => "decommission",
            Action::Found | Action::FoundInPlace => "found",
            Action::Ship | Action::WriteOff => "lot ship",
            Action::Deploy
            | Action::Move
            | Action::Collect
            | Action::Ready
            | Action::Reinstate
            | Action::Missing
            | Action::LotAdd
            | Action::LotDrop
            | Action::Return => action.code(),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    codes(words)
}

/// Returns the codes of the same sub-chapter that a change of the list brought or took away, and that
/// are in the list on a day.
pub(super) fn waste_codes_beside(code: WasteCode, day: Day) -> Vec<WasteCode> {
    let changed = |code: &WasteCode| code.first_day().is_some() || code.last_day().is_some();
    let chapter = |code: WasteCode| code.as_str().get(..5);
    WasteCode::all()
        .filter(|other| chapter(*other) == chapter(code) && changed(other) && other.valid_on(day).is_ok())
        .collect()
}

/// Returns what is done first from a state that forbids an action, so that it becomes possible, or
/// instead of it; none where there is no one way.
pub(super) const fn first_step(state: State, action: Action) -> Option<Action> {
    use Action as A;
    use State as S;
    match (state, action) {
        (S::Departed, _) | (_, A::Found | A::FoundInPlace | A::Return) => None,
        (S::Missing, _) => Some(A::Found),
        (S::Deployed, A::Deploy) => Some(A::Move),
        (S::Deployed, A::Decommission | A::Ship | A::WriteOff) => Some(A::Collect),
        (S::InStock | S::Ready, A::Move) => Some(A::Deploy),
        (S::Collected | S::SetAside, A::Deploy | A::Move) => Some(A::Keep),
        (S::InWorkshop, A::Deploy | A::Move) => Some(A::Ready),
        (_, A::Ready | A::Work) => Some(A::Recondition),
        (_, A::Harvest) => Some(A::Recycle),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_shows_no_control_character_and_stands_quoted_where_a_shell_needs_it() {
        assert_eq!(shown("a\u{1b}[31m\nb"), "a\\u{1b}[31m\\nb");
        for (value, typed) in [
            ("MTR-000123K", "MTR-000123K"),
            ("S4XB#1", "S4XB#1"),
            ("", "\"\""),
            ("Emmaüs Défi", "\"Emmaüs Défi\""),
            ("L'Atelier", "\"L'Atelier\""),
            ("a$(b) l'c", "'a$(b) l'\\''c'"),
        ] {
            assert_eq!(word(value), typed);
        }
    }

    #[test]
    fn the_first_step_is_one_that_the_state_allows() {
        for state in State::ALL {
            for action in Action::ALL {
                let Some(step) = first_step(*state, *action) else { continue };
                if state.after(*action).is_none() {
                    assert!(state.after(step).is_some(), "{state} {action}: {step}");
                }
            }
        }
    }

    #[test]
    fn a_state_names_each_command_that_it_allows_once() {
        assert_eq!(
            moves(State::Deployed),
            "`move`, `collect`, `triage`, `work`, `decommission`, `reinstate`, `missing`, `lot add`, `lot drop`"
        );
        assert_eq!(moves(State::Departed), "`found`, `lot return`");
    }
}
