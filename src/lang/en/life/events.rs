//! One sentence an event.

use super::{
    counted,
    evidence::{files_forgotten, files_of},
    media,
};
use crate::{
    lang::{
        Codes, Life as _, Names, Numbers, around,
        en::En,
        way::{row, shown},
    },
    model::{
        amount::Cents,
        day::Day,
        event::{Event, Hash},
        fact::{
            Added, Configured, Corrected, Decommissioned, Departed, DepartedBefore, Epoch, Fact, Forgotten,
            LotCancelled, LotChanged, LotProved, LotShipped, MediumAdded, MediumMoved, Readied, Returned,
            Triaged, Worked,
        },
        grade::{Cosmetic, Functional},
        id::{AssetId, LotId, MediumId, PartyId, TextId},
        kind::{Acquired, Security},
        leaving::Cause,
        lot::{LotFacts, LotItem, LotLine},
        precision::Precision,
        sanitization::{Claim, Declared, Technique, Verdict, Verify},
        tag::Tag,
    },
    store::Place,
};

/// How many things are named; the others are counted.
const NAMED: usize = 5;

/// Says what an event says.
pub(super) fn said(event: &Event, names: &dyn Names) -> String {
    let said = Said { names };
    format!("{}: {}", said.about(event), said.fact(event).join(", "))
}

pub(super) struct Said<'n> {
    pub(super) names: &'n dyn Names,
}

impl Said<'_> {
    /// What an event is about: what its sentence begins with.
    fn about(&self, event: &Event) -> String {
        match (&event.fact, event.asset, event.medium, event.lot, event.party) {
            (Fact::Configured(set), ..) => format!("policy {}", set.key),
            (Fact::Voided(voided), ..) => format!("event {}", voided.seq),
            (Fact::Corrected(corrected), ..) => format!("event {}", corrected.seq),
            (Fact::Attached(attached), ..) => self.proved_by(attached),
            (Fact::Forgotten(Forgotten { operator: Some(id), .. }), ..) => format!("operator {id}"),
            (Fact::Forgotten(Forgotten { evidence, .. }), ..) if !evidence.is_empty() => files_of(evidence),
            (Fact::Forgotten(_), .., Some(id)) => format!("party {id}"),
            (_, _, Some(medium), ..) => self.medium(medium),
            (_, Some(asset), ..) => self.asset(asset),
            (.., Some(lot), _) => self.lot(lot),
            (.., Some(party)) => self.party(party),
            _ => "record".to_owned(),
        }
    }

    fn fact(&self, event: &Event) -> Vec<String> {
        match &event.fact {
            Fact::Opened(opened) => vec![format!("opened, identity {}", opened.log)],
            Fact::Configured(set) => vec![configured(set)],
            Fact::Added(added) => self.added(added),
            Fact::Edited(edited) => self.edited(edited),
            Fact::Deployed(to) => self.used("deployed to", &to.service, to.site.as_deref(), to.holder),
            Fact::Moved(to) => self.used("moved to", &to.service, to.site.as_deref(), to.holder),
            Fact::Collected(back) => vec![self.collected(back.site.as_deref())],
            Fact::Triaged(triaged) => triage(triaged),
            Fact::Worked(worked) => self.worked(worked),
            Fact::Readied(readied) => ready(readied),
            Fact::Decommissioned(done) => decommissioned(done),
            Fact::Reinstated(_) => vec!["reinstated".to_owned()],
            Fact::Lost(lost) => vec![missing(lost.cause).to_owned()],
            Fact::Found(found) => {
                vec![if found.in_place { "found where it stood" } else { "found" }.to_owned()]
            }
            Fact::Departed(departed) => self.departed(event.lot, departed),
            Fact::DepartedBefore(departed) => departed_before(event.on, departed),
            Fact::Returned(back) => self.returned(event.lot, back),
            Fact::Voided(voided) => vec!["voided".to_owned(), En.void_reason(voided.reason).to_owned()],
            Fact::Corrected(corrected) => self.corrected(corrected),
            Fact::MediumAdded(added) => self.medium_added(event.asset, added),
            Fact::MediumRead(read) => media::medium_read(read),
            Fact::MediaDeclared(list) => vec![declared(list.declared).to_owned()],
            Fact::MediumMoved(moved) => self.medium_moved(moved),
            Fact::Sanitised(d) => {
                let done = (d.action, d.verify, d.result, d.claim);
                let mut said = wiped("sanitisation", done, d.tool.as_deref());
                said.extend(d.run.as_ref().map(|run| format!("log {}, line {}", short(&run.log), run.line)));
                said
            }
            Fact::Destroyed(d) => {
                wiped("destroyed", (d.action, d.verify, d.result, d.claim), d.tool.as_deref())
            }
            Fact::Validated(validated) => {
                vec![format!("validated by a second person (event {})", validated.seq)]
            }
            Fact::LotOpened(opened) => self.with_facts("opened", &opened.facts),
            Fact::LotChanged(changed) => self.lot_changed(changed),
            Fact::LotUndertaken(all) => {
                vec![format!("its taker undertook to reuse {}", things(all.assets.len(), all.media.len(), 0))]
            }
            Fact::LotShipped(shipped) => self.lot_shipped(shipped),
            Fact::LotProved(proved) => proof(proved),
            Fact::LotCancelled(cancelled) => cancel(cancelled),
            Fact::PartyAdded(party) => vec!["added".to_owned(), En.party_kind(party.kind).to_owned()],
            Fact::Sealed(sealed) => {
                vec![format!("event {} sealed, key `{}`", sealed.seq, shown(&sealed.key))]
            }
            Fact::Epoch(epoch) => epoch_of(epoch),
            Fact::Reserved(reserved) => vec![reserved_for(&reserved.tags)],
            Fact::Forgotten(forgotten) => self::forgotten(forgotten),
            Fact::Attached(attached) => self.attached(attached),
            Fact::PartyChanged(party) => vec!["changed".to_owned(), En.party_kind(party.kind).to_owned()],
        }
    }

    fn added(&self, added: &Added) -> Vec<String> {
        let mut what = En.kind(added.kind).to_owned();
        for name in [&added.manufacturer, &added.model].into_iter().flatten() {
            what.push(' ');
            what.push_str(&shown(name));
        }
        let mut said = vec!["added".to_owned(), what];
        said.extend(added.serial.as_ref().map(|serial| format!("serial {}", shown(serial))));
        said.push(En.state(added.state).to_owned());
        said.extend(added.service.as_ref().map(|code| self.place(Place::Service, code)));
        said.extend(added.site.as_ref().map(|code| self.place(Place::Site, code)));
        said.extend(added.holder.map(|id| format!("for {}", self.party(id))));
        if added.acquired != Acquired::New {
            said.push(En.acquired(added.acquired).to_owned());
        }
        said.extend(added.owner.map(|id| format!("owner {}", self.party(id))));
        if added.security != Security::None {
            said.push(format!("{} (décret n° 2023-266, art. 1)", En.security(added.security)));
        }
        said
    }

    fn used(&self, verb: &str, service: &str, site: Option<&str>, holder: Option<PartyId>) -> Vec<String> {
        let mut said = vec![format!("{verb} {}", self.place(Place::Service, service))];
        said.extend(site.map(|site| self.place(Place::Site, site)));
        said.extend(holder.map(|id| format!("for {}", self.party(id))));
        said
    }

    fn collected(&self, site: Option<&str>) -> String {
        match site {
            Some(site) => format!("back from use, {}", self.place(Place::Site, site)),
            None => "back from use".to_owned(),
        }
    }

    fn worked(&self, worked: &Worked) -> Vec<String> {
        let kind = En.work_kind(worked.kind);
        let mut said = vec![match worked.sent_to {
            Some(party) => format!("sent out to {}", self.party(party)),
            None if worked.back => "back from outside".to_owned(),
            None => kind.to_owned(),
        }];
        said.extend((worked.back || worked.sent_to.is_some()).then(|| kind.to_owned()));
        said.extend(worked.part.map(|id| format!("“{}”", self.text(id))));
        said.extend(worked.from.map(|id| format!("taken from {}", self.asset(id))));
        said.extend(worked.minutes.map(|minutes| format!("{} min", En.count(minutes.into()))));
        said.extend(worked.cost_cents.map(|cost| En.euros(cost)));
        said.extend(worked.new_serial.as_ref().map(|serial| format!("new serial {}", shown(serial))));
        said.extend(worked.with_data.then(|| "its data not known to be gone".to_owned()));
        said.extend(worked.data_clause.as_ref().map(|clause| format!("data clause {}", shown(clause))));
        said
    }

    fn departed(&self, lot: Option<LotId>, departed: &Departed) -> Vec<String> {
        let mut said = vec!["left for good".to_owned(), En.channel(departed.channel).to_owned()];
        said.extend(lot.map(|lot| format!("lot {}", self.lot(lot))));
        said.extend(departed.unit_value_cents.map(value));
        said.extend(departed.for_parts.then(|| "for its parts".to_owned()));
        said.extend(departed.waste.then(|| "as waste".to_owned()));
        said.extend(departed.operation.as_ref().map(|code| format!("operation {code}")));
        said
    }

    fn returned(&self, lot: Option<LotId>, back: &Returned) -> Vec<String> {
        let mut said = vec!["came back after it had left".to_owned()];
        said.extend(lot.map(|lot| format!("lot {}", self.lot(lot))));
        said.push(En.void_reason(back.reason).to_owned());
        said
    }

    fn corrected(&self, corrected: &Corrected) -> Vec<String> {
        let set = &corrected.set;
        let mut said = vec!["corrected".to_owned()];
        said.extend(set.on.map(|on| format!("day {}", En.day(on))));
        said.extend(set.service.as_ref().map(|code| format!("service {}", self.place(Place::Service, code))));
        said.extend(set.site.as_ref().map(|code| format!("site {}", self.place(Place::Site, code))));
        said.extend(set.holder.map(|id| format!("holder {}", self.party(id))));
        said.extend(set.act.as_ref().map(|act| format!("act {}", shown(act))));
        said.extend(grades(set.functional, set.cosmetic));
        said
    }

    fn medium_added(&self, asset: Option<AssetId>, added: &MediumAdded) -> Vec<String> {
        let to = asset.map_or_else(|| "stock".to_owned(), |asset| self.asset(asset));
        let mut said = vec![format!("added to {to}"), En.medium_kind(added.kind).to_owned()];
        said.extend(added.model.as_ref().map(|model| shown(model).into_owned()));
        said.extend(added.capacity_bytes.map(|capacity| En.capacity(capacity)));
        said.push(En.encrypted(added.encrypted).to_owned());
        said.extend(added.seen.then(|| "seen there by a tool".to_owned()));
        said
    }

    fn medium_moved(&self, moved: &MediumMoved) -> Vec<String> {
        let place = |id: Option<AssetId>| id.map_or_else(|| "stock".to_owned(), |id| self.asset(id));
        let mut said = vec![format!("moved from {} to {}", place(moved.from), place(moved.to))];
        said.extend(moved.keep_data.then(|| "its data with it".to_owned()));
        said.extend(moved.kind.map(|kind| format!("its kind now known: {}", En.medium_kind(kind))));
        let credited = moved.attempt.zip(moved.claim);
        said.extend(credited.map(|(seq, claim)| format!("sanitisation of event {seq}: {}", En.claim(claim))));
        said
    }

    fn lot_changed(&self, changed: &LotChanged) -> Vec<String> {
        let mut said = Vec::new();
        if !changed.add.is_empty() {
            let added = changed.add.iter().map(|line| self.line(line));
            said.push(format!("added {}", named(added, changed.add.len())));
        }
        if !changed.drop.is_empty() {
            let dropped = changed.drop.iter().map(|item| self.item(*item));
            said.push(format!("taken out {}", named(dropped, changed.drop.len())));
        }
        let facts = self.facts(&changed.facts);
        if !facts.is_empty() {
            said.push("changed".to_owned());
            said.extend(facts);
        }
        said
    }

    fn lot_shipped(&self, shipped: &LotShipped) -> Vec<String> {
        let mut said =
            vec!["shipped".to_owned(), things(shipped.assets.len(), shipped.media.len(), shipped.bulk.len())];
        said.extend(shipped.mass_g.map(|mass| {
            let how = if shipped.weighed { " weighed" } else { "" };
            format!("{}{how}", En.kilograms(mass))
        }));
        said.extend(self.facts(&shipped.facts));
        said
    }

    fn with_facts(&self, verb: &str, facts: &LotFacts) -> Vec<String> {
        let mut said = vec![verb.to_owned()];
        said.extend(self.facts(facts));
        said
    }

    /// Everything known of a lot.
    fn facts(&self, facts: &LotFacts) -> Vec<String> {
        let mut said = Vec::new();
        let mut say = |fact: Option<String>| said.extend(fact);
        say(facts.channel.map(|channel| En.channel(channel).to_owned()));
        say(facts.party.map(|id| format!("to {}", self.party(id))));
        say(facts.legal_basis.clone());
        say(facts.act.as_ref().map(|act| format!("act {}", shown(act))));
        say(facts.unit_value_cents.map(value));
        say(facts.value_method.as_ref().map(|method| format!("value found by “{}”", shown(method))));
        say(facts.waste_code.as_ref().map(|code| format!("waste code {code}")));
        say(facts.operation.as_ref().map(|code| format!("operation {code}")));
        say(facts.bsd.clone());
        say(facts.no_bsd.map(|id| format!("no tracking slip, “{}”", self.text(id))));
        say(facts.carrier.map(|id| format!("carrier {}", self.party(id))));
        say(facts.pop.map(|pop| if pop { "with POP" } else { "without POP" }.to_owned()));
        say(facts.data_clause.as_ref().map(|clause| format!("data clause {}", shown(clause))));
        say(facts.warranty.and_then(|under| under.then(|| "under warranty".to_owned())));
        said
    }

    fn line(&self, line: &LotLine) -> String {
        let said = match line.item {
            Some(item) => self.item(item),
            None => line.bulk.map_or_else(String::new, |id| format!("“{}”", self.text(id))),
        };
        let mut details = Vec::new();
        details.extend(line.count.map(|count| En.count(count.into())));
        details.extend(line.mass_g.map(|mass| En.kilograms(mass)));
        details.extend(line.unit_value_cents.map(value));
        details.extend(line.waste_code.clone());
        details.extend(line.for_parts.then(|| "for its parts".to_owned()));
        if details.is_empty() { said } else { format!("{said} ({})", details.join(", ")) }
    }

    fn item(&self, item: LotItem) -> String {
        match item {
            LotItem::Asset(id) => self.asset(id),
            LotItem::Medium(id) => self.medium(id),
        }
    }

    pub(super) fn asset(&self, id: AssetId) -> String {
        self.names.asset(id).unwrap_or_else(|| id.to_string())
    }

    pub(super) fn medium(&self, id: MediumId) -> String {
        self.names.medium(id).unwrap_or_else(|| id.to_string())
    }

    pub(super) fn lot(&self, id: LotId) -> String {
        self.names.lot(id).unwrap_or_else(|| id.to_string())
    }

    pub(super) fn party(&self, id: PartyId) -> String {
        self.names.party(id).unwrap_or_else(|| "name erased".to_owned())
    }

    /// The label of a service or site; once that is erased, its code.
    pub(super) fn place(&self, place: Place, code: &str) -> String {
        self.names.place(place, code).unwrap_or_else(|| code.to_owned())
    }

    fn text(&self, id: TextId) -> String {
        self.names.text(id).unwrap_or_else(|| "text erased".to_owned())
    }
}

fn configured(set: &Configured) -> String {
    if set.value.is_empty() { "set to nothing".to_owned() } else { format!("set to {}", shown(&set.value)) }
}

fn triage(triaged: &Triaged) -> Vec<String> {
    let mut said = vec!["triaged".to_owned(), En.decision(triaged.decision).to_owned()];
    said.extend(grades(triaged.functional, triaged.cosmetic));
    said.extend(triaged.waste.then(waste));
    said
}

fn ready(readied: &Readied) -> Vec<String> {
    let mut said = vec!["reconditioned".to_owned()];
    said.extend(grades(Some(readied.functional), readied.cosmetic));
    said.extend(readied.no_system.then(|| "without an operating system".to_owned()));
    said
}

fn decommissioned(done: &Decommissioned) -> Vec<String> {
    let verb =
        if done.when_collected { "to be decommissioned the day it comes back" } else { "decommissioned" };
    let mut said = vec![verb.to_owned()];
    said.extend(done.act.as_ref().map(|act| format!("act {}", shown(act))));
    said.extend(done.reason.map(|reason| En.reason(reason).to_owned()));
    said.extend(done.waste.then(waste));
    said
}

fn missing(cause: Cause) -> &'static str {
    match cause {
        Cause::Lost => "declared lost",
        Cause::Stolen => "declared stolen",
        Cause::Unknown => "declared missing, cause unknown",
    }
}

fn declared(declared: Declared) -> &'static str {
    match declared {
        Declared::None => "declared to have no storage medium",
        Declared::Confirmed => "list of its media confirmed complete",
    }
}

/// The beginning of a SHA-256: enough to find the file.
fn short(hash: &Hash) -> String {
    hash.to_string().chars().take(12).collect()
}

fn wiped(verb: &str, done: (Technique, Verify, Verdict, Claim), tool: Option<&str>) -> Vec<String> {
    let (technique, verify, verdict, claim) = done;
    let mut said = vec![verb.to_owned(), En.technique(technique).to_owned()];
    said.extend(tool.map(|tool| shown(tool).into_owned()));
    said.push(En.verify(verify).to_owned());
    said.push(format!("{}: {}", En.verdict(verdict), En.claim(claim)));
    said
}

fn proof(proved: &LotProved) -> Vec<String> {
    let all = things(proved.assets.len(), proved.media.len(), proved.lines.len());
    let mut said = vec![format!("proof for {all}"), En.proof(proved.outcome).to_owned()];
    said.extend(proved.operation.as_ref().map(|code| format!("operation {code}")));
    said
}

fn cancel(cancelled: &LotCancelled) -> Vec<String> {
    let mut said = vec!["cancelled".to_owned(), En.void_reason(cancelled.reason).to_owned()];
    said.extend((!cancelled.voids.is_empty()).then(|| "as if it had never left".to_owned()));
    said
}

fn waste() -> String {
    "waste from this day on".to_owned()
}

fn value(value: Cents) -> String {
    format!("unit value {}", En.euros(value))
}

fn grades(functional: Option<Functional>, cosmetic: Option<Cosmetic>) -> Vec<String> {
    let functional = functional.map(|grade| format!("{grade} ({})", En.functional(grade)));
    let cosmetic = cosmetic.map(|grade| format!("{grade} ({})", En.cosmetic(grade)));
    functional.into_iter().chain(cosmetic).collect()
}

/// Assets, media and untagged lines, counted.
fn things(assets: usize, media: usize, bulk: usize) -> String {
    let kinds = [
        (assets, "asset", "assets"),
        (media, "loose medium", "loose media"),
        (bulk, "bulk line", "bulk lines"),
    ];
    let counts: Vec<String> = kinds
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, several)| counted(number as u64, one, several))
        .collect();
    if counts.is_empty() { "nothing".to_owned() } else { row(&counts, "and") }
}

/// The first things by name, the others by their number.
pub(super) fn named(things: impl Iterator<Item = String>, all: usize) -> String {
    let mut names: Vec<String> = things.take(NAMED).collect();
    if all > names.len() {
        names.push(counted((all - names.len()) as u64, "other", "others"));
    }
    row(&names, "and")
}

/// Tags of blank labels; all of them are in the log.
fn reserved_for(tags: &[Tag]) -> String {
    match tags {
        [] => "no tag reserved".to_owned(),
        [one] => format!("tag {one} reserved for a blank label"),
        [first, .., last] => {
            format!("{} tags reserved for blank labels, from {first} to {last}", tags.len())
        }
    }
}

fn forgotten(forgotten: &Forgotten) -> Vec<String> {
    if !forgotten.evidence.is_empty() {
        return files_forgotten(forgotten);
    }
    let mut said = vec![En.erased().to_owned(), En.forget_reason(forgotten.reason).to_owned()];
    let places = forgotten.services.len() + forgotten.sites.len();
    let with = [(forgotten.texts.len(), "text", "texts"), (places, "label of a place", "labels of places")]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, several)| {
            format!("with {} that contained it", counted(number as u64, one, several))
        });
    said.extend(with);
    said
}

fn departed_before(on: Day, departed: &DepartedBefore) -> Vec<String> {
    let mut said = vec!["left for good before the record".to_owned()];
    said.push(match departed.precision {
        Precision::Unknown => "day unknown".to_owned(),
        Precision::Day => format!("on {}", around(&En, on, departed.precision)),
        Precision::Month | Precision::Year => format!("in {}", around(&En, on, departed.precision)),
    });
    said.push(departed.channel.map_or("channel unknown", |channel| En.channel(channel)).to_owned());
    said.extend(departed.waste.then(|| "as waste".to_owned()));
    said.push(En.taken_over().to_owned());
    said
}

fn epoch_of(epoch: &Epoch) -> Vec<String> {
    let mut said = vec![format!("restored from a backup that ends with event {}", epoch.seq)];
    said.extend(epoch.replaced_seq.map(|seq| format!("in place of a record that ended with event {seq}")));
    said
}
