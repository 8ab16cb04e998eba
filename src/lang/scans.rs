//! What a session of scans answers, one line a scan.

use crate::{
    lang::{Codes, Field, Life, Names, Numbers, way::shown},
    model::{asset::Asset, day::Day},
    ops::{Order, Tally},
    store::Place,
};

/// The sentences of a session of scans, without a final stop.
pub trait Scans {
    /// What is done with each scan from now on; names of places as the record knows them.
    fn order(&self, order: &Order, names: &dyn Names) -> String;
    /// The site on which what is scanned from now on is collected, deployed or moved.
    fn on_site(&self, site: &str) -> String;
    /// How a session is ended and its last scan taken back: said to who sits at a terminal.
    fn how_to_end(&self) -> &'static str;
    /// What one scan recorded: the sentences of its events in one line.
    fn in_one_line(&self, sentences: &[String]) -> String;
    /// An asset in one line: what it is, where it stands, what is decided of it.
    fn asset_line(&self, asset: &Asset, names: &dyn Names) -> String;
    /// An answer, and what was scanned, where that is not the tag it speaks of.
    fn read_as(&self, answer: &str, scan: &str) -> String;
    /// An answer, and what was scanned through a keyboard of another layout than the scanner's.
    fn garbled_as(&self, answer: &str, scan: &str) -> String;
    /// What to do about such a keyboard; said once.
    fn set_the_keyboard(&self) -> &'static str;
    /// The same was scanned already, and nothing has happened to it since.
    fn scanned_already(&self, tag: &str) -> String;
    /// A scan was refused, for this reason.
    fn scan_refused(&self, reason: &str) -> String;
    /// What the memory of a handheld gave: lines read, scans carried out, scans ignored.
    fn replayed(&self, read: u64, recorded: u64, ignored: u64, scanner: Option<&str>) -> String;
    /// The scanner's clock gives other days than the one on which its scans are recorded.
    fn other_days(&self, from: Day, to: Day, on: Day) -> String;
    /// What a session did.
    fn session(&self, tally: Tally) -> String;
}

/// What is said of an asset in one line, after its tag.
pub(super) fn facts(words: &(impl Codes + Life + Numbers), asset: &Asset, names: &dyn Names) -> Vec<String> {
    let what = [Some(words.kind(asset.kind)), asset.manufacturer.as_deref(), asset.model.as_deref()];
    let what = what.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut facts = vec![what, words.state(asset.state).to_owned()];
    for (place, code) in [(Place::Service, &asset.service), (Place::Site, &asset.site)] {
        facts.extend(code.as_ref().map(|code| place_name(names, place, code)));
    }
    let dated = |field, day| format!("{} {}", words.field(field), words.day(day));
    facts.extend(asset.decommissioned_on.map(|day| dated(Field::DecommissionedOn, day)));
    facts.extend(asset.waste_since.map(|day| dated(Field::WasteSince, day)));
    facts.extend(asset.open_lot().and_then(|lot| names.lot(lot)));
    facts.iter().map(|fact| shown(fact).into_owned()).collect()
}

/// Leaves out what a sentence is about where the first of them names it: what stands before `colon`.
pub(super) fn once_named<'s>(sentences: &'s [String], colon: &str) -> Vec<&'s str> {
    let about = sentences.first().and_then(|first| Some(&first[..first.find(colon)? + colon.len()]));
    let rest = |(at, sentence): (usize, &'s String)| match about {
        Some(about) if at > 0 => sentence.strip_prefix(about).unwrap_or(sentence),
        _ => sentence,
    };
    sentences.iter().enumerate().map(rest).collect()
}

/// The label of a service or site, by its code or as it was typed.
pub(super) fn place_name(names: &dyn Names, place: Place, word: &str) -> String {
    let label = names.place(place, word);
    shown(label.as_deref().unwrap_or(word)).into_owned()
}
