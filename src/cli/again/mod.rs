//! The commands that record voided events again: what was voided with its later ones is rarely all
//! wrong.

mod assets;
mod before;
mod lots;

use before::Before;

use crate::{
    cli::line::quoted,
    model::{
        event::{Event, Seq},
        fact::{Deployed, Destroyed, Fact, Moved, Sanitised, Triaged},
        id::{AssetId, MediumId, PartyId, TextId},
        lot::LotItem,
        sanitization::Declared,
    },
    store::{Error, Place, Reader, Span},
};

/// What records again what fell with a voided event.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// The command lines, in the order in which they can be typed.
    pub(super) commands: Vec<String>,
    /// The events that no command line can record: what they are about has no name any more.
    pub(super) unnamed: Vec<Event>,
}

/// Returns what records again what fell with voided events, each command line beginning with
/// `program`. Those that were meant are left to whoever voided them.
pub(super) fn commands(
    reader: &dyn Reader,
    program: &str,
    span: Span,
    meant: &[Seq],
) -> Result<Again, Error> {
    let before = Before { reader, first: span.first };
    let mut fallen = Vec::new();
    for seq in (span.first..=span.last).rev() {
        if let Some(Fact::Voided(voided)) = reader.event(seq)?.map(|event| event.fact) {
            fallen.extend(before.event(voided.seq)?);
        }
    }
    let seqs: Vec<Seq> = fallen.iter().map(|event| event.seq).collect();
    let (meant, fallen): (Vec<_>, Vec<_>) = fallen.into_iter().partition(|event| meant.contains(&event.seq));
    let mut again = Again::default();
    for event in fallen {
        if meant.iter().any(|meant| follows(&before, meant, &event)) {
            continue;
        }
        let corrects = matches!(event.fact, Fact::Corrected(_));
        if corrects && event.fact.targets().iter().any(|target| seqs.contains(target)) {
            // What it corrected is recorded again with the right values.
            continue;
        }
        let Some(lines) = Line::all(&before, program, &event) else {
            again.unnamed.push(event);
            continue;
        };
        for mut line in lines {
            line.flag("--on", (!corrects).then(|| event.on.to_string()));
            line.flag("--note", before.text(event.note));
            again.commands.push(line.words.join(" "));
        }
    }
    Ok(again)
}

/// Tells whether an event is recorded by itself with another: a decommissioning that was decided
/// before, with the return it waited for, unless it is that decision which was wrong.
fn follows(before: &Before<'_>, meant: &Event, event: &Event) -> bool {
    let waits = |fact: &Fact| matches!(fact, Fact::Decommissioned(done) if done.when_collected);
    let Fact::Decommissioned(_) = &event.fact else { return false };
    let back = |fact: &Fact| matches!(fact, Fact::Collected(_) | Fact::Found(_));
    let returned = |other: Event| other.cmd == event.cmd && back(&other.fact);
    let earlier = before.event(event.seq.saturating_sub(1)).ok().flatten();
    earlier.is_some_and(returned) && !waits(&meant.fact)
}

struct Line<'r> {
    before: &'r Before<'r>,
    words: Vec<String>,
}

impl<'r> Line<'r> {
    /// The lines that record an event again; nothing for one that no command line of its own records.
    fn all(before: &'r Before<'r>, program: &str, event: &Event) -> Option<Vec<Self>> {
        let begin = || Self { before, words: vec![program.to_owned()] };
        if let Fact::LotChanged(changed) = &event.fact {
            return lots::changed(begin, event, changed);
        }
        let mut line = begin();
        line.fact(event)?;
        Some(vec![line])
    }

    fn word(&mut self, word: &str) {
        self.words.push(word.to_owned());
    }

    fn value(&mut self, value: &str) {
        self.words.push(quoted(value));
    }

    fn flag(&mut self, flag: &str, value: Option<String>) {
        match value {
            // What looks like a flag is only read as a value when it is tied to its own.
            Some(value) if value.starts_with('-') => self.words.push(format!("{flag}={}", quoted(&value))),
            Some(value) => {
                self.word(flag);
                self.value(&value);
            }
            None => {}
        }
    }

    fn switch(&mut self, flag: &str, on: bool) {
        if on {
            self.word(flag);
        }
    }

    fn asset(&mut self, event: &Event) -> Option<()> {
        self.tag(event.asset?)
    }

    fn tag(&mut self, id: AssetId) -> Option<()> {
        let tag = self.before.tag(id)?;
        self.value(&tag);
        Some(())
    }

    fn medium(&mut self, event: &Event) -> Option<()> {
        self.storage(event.medium?, event)
    }

    fn storage(&mut self, id: MediumId, event: &Event) -> Option<()> {
        let name = self.before.medium(id, event.seq)?;
        self.value(&name);
        Some(())
    }

    fn item(&mut self, item: LotItem, event: &Event) -> Option<()> {
        match item {
            LotItem::Asset(id) => self.tag(id),
            LotItem::Medium(id) => self.storage(id, event),
        }
    }

    fn lot(&mut self, event: &Event) -> Option<()> {
        let number = self.before.lot(event.lot?)?;
        self.value(&number);
        Some(())
    }

    fn place(&mut self, flag: &str, place: Place, code: Option<&str>) {
        self.flag(flag, code.map(|code| self.before.label(place, code)));
    }

    fn party(&mut self, flag: &str, party: Option<PartyId>) {
        self.flag(flag, party.map(|id| self.before.party(id)));
    }

    fn text(&mut self, flag: &str, text: Option<TextId>) {
        self.flag(flag, self.before.text(text));
    }

    fn fact(&mut self, event: &Event) -> Option<()> {
        match &event.fact {
            Fact::Deployed(Deployed { holder, service, site, .. }) => {
                self.use_of("deploy", event, *holder, service, site.as_deref())?;
            }
            Fact::Moved(Moved { holder, service, site, .. }) => {
                self.use_of("move", event, *holder, service, site.as_deref())?;
            }
            Fact::Collected(collected) => {
                self.word("collect");
                self.asset(event)?;
                self.place("--site", Place::Site, collected.site.as_deref());
            }
            Fact::Triaged(triaged) => self.triage(event, triaged)?,
            Fact::Worked(worked) => self.worked(event, worked)?,
            Fact::Readied(readied) => {
                self.word("ready");
                self.asset(event)?;
                self.flag("--functional", Some(readied.functional.to_string()));
                self.flag("--cosmetic", readied.cosmetic.map(|grade| grade.to_string()));
                self.switch("--no-system", readied.no_system);
            }
            Fact::Decommissioned(done) => {
                self.word("decommission");
                self.asset(event)?;
                self.flag("--act", done.act.clone());
                self.flag("--reason", done.reason.map(|reason| reason.to_string()));
                self.switch("--when-collected", done.when_collected);
                self.switch("--waste", done.waste);
            }
            Fact::Reinstated(_) => {
                self.word("reinstate");
                self.asset(event)?;
            }
            Fact::Lost(lost) => {
                self.word("missing");
                self.asset(event)?;
                self.flag("--cause", Some(lost.cause.to_string()));
            }
            Fact::Found(found) => {
                self.word("found");
                self.asset(event)?;
                self.switch("--in-place", found.in_place);
            }
            fact => return self.other(event, fact),
        }
        Some(())
    }

    fn other(&mut self, event: &Event, fact: &Fact) -> Option<()> {
        match fact {
            Fact::Added(added) => {
                self.added(added);
                Some(())
            }
            Fact::Corrected(corrected) => {
                self.corrected(corrected);
                Some(())
            }
            Fact::Edited(edited) => self.edited(event, edited),
            Fact::LotOpened(opened) => {
                self.word("lot new");
                self.lot_facts(&opened.facts);
                Some(())
            }
            Fact::MediumAdded(added) => self.medium_added(event, added),
            Fact::MediaDeclared(declared) => {
                self.word("media");
                self.word(if declared.declared == Declared::None { "none" } else { "confirm" });
                self.asset(event)
            }
            Fact::MediumMoved(moved) => {
                self.word("media");
                self.word("move");
                self.medium(event)?;
                let to = moved.to.and_then(|id| self.before.tag(id));
                self.flag("--to", Some(to.unwrap_or_else(|| "stock".to_owned())));
                self.switch("--keep-data", moved.keep_data);
                Some(())
            }
            Fact::Sanitised(Sanitised { action, result, tool, verify, .. })
            | Fact::Destroyed(Destroyed { action, result, tool, verify, .. }) => {
                self.word("sanitize");
                self.medium(event)?;
                self.flag("--action", Some(action.to_string()));
                self.flag("--verify", Some(verify.to_string()));
                self.flag("--result", Some(result.to_string()));
                self.flag("--tool", tool.clone());
                Some(())
            }
            Fact::Validated(_) => {
                self.word("sanitize validate");
                self.medium(event)
            }
            Fact::LotUndertaken(_) => {
                self.word("lot undertake");
                self.lot(event)
            }
            Fact::LotProved(proved) => {
                self.word("lot prove");
                self.lot(event)?;
                for id in &proved.assets {
                    self.tag(*id)?;
                }
                for id in &proved.media {
                    self.item(LotItem::Medium(*id), event)?;
                }
                for text in &proved.lines {
                    self.text("--bulk", Some(*text));
                }
                self.flag("--outcome", Some(proved.outcome.to_string()));
                self.flag("--operation", proved.operation.clone());
                Some(())
            }
            Fact::Returned(returned) => {
                self.word("lot return");
                self.lot(event)?;
                self.asset(event)?;
                self.flag("--reason", Some(returned.reason.to_string()));
                Some(())
            }
            Fact::PartyChanged(changed) => {
                self.word("party edit");
                let name = self.before.party(event.party?);
                self.value(&name);
                self.flag("--kind", Some(changed.kind.to_string()));
                Some(())
            }
            _ => None,
        }
    }

    fn use_of(
        &mut self,
        verb: &str,
        event: &Event,
        holder: Option<PartyId>,
        service: &str,
        site: Option<&str>,
    ) -> Option<()> {
        self.word(verb);
        self.asset(event)?;
        self.place("--to", Place::Service, Some(service));
        self.place("--site", Place::Site, site);
        self.party("--holder", holder);
        Some(())
    }

    fn triage(&mut self, event: &Event, triaged: &Triaged) -> Option<()> {
        self.word("triage");
        self.asset(event)?;
        self.flag("--decision", Some(triaged.decision.to_string()));
        self.flag("--functional", triaged.functional.map(|grade| grade.to_string()));
        self.flag("--cosmetic", triaged.cosmetic.map(|grade| grade.to_string()));
        self.switch("--waste", triaged.waste);
        Some(())
    }
}
