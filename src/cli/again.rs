//! The commands that record voided events again: what was voided with its later ones is rarely all
//! wrong.

use crate::{
    cli::run::quoted,
    model::{
        event::Event,
        fact::{Deployed, Destroyed, Fact, Moved, Sanitised, Triaged},
        id::PartyId,
        sanitization::Declared,
    },
    store::{Place, Reader},
};

/// Returns the command line that records an event again; nothing for one that no command line of its
/// own records.
pub(super) fn command(reader: &dyn Reader, event: &Event) -> Option<String> {
    let mut line = Line { reader, words: vec!["rebond".to_owned()] };
    line.fact(event)?;
    line.flag("--on", Some(event.on.to_string()));
    let note = event.note.and_then(|id| reader.text(id).ok().flatten());
    line.flag("--note", note);
    Some(line.words.join(" "))
}

struct Line<'r> {
    reader: &'r dyn Reader,
    words: Vec<String>,
}

impl Line<'_> {
    fn word(&mut self, word: &str) {
        self.words.push(word.to_owned());
    }

    fn value(&mut self, value: &str) {
        self.words.push(quoted(value));
    }

    fn flag(&mut self, flag: &str, value: Option<String>) {
        if let Some(value) = value {
            self.word(flag);
            self.value(&value);
        }
    }

    fn switch(&mut self, flag: &str, on: bool) {
        if on {
            self.word(flag);
        }
    }

    fn asset(&mut self, event: &Event) -> Option<()> {
        let asset = self.reader.asset(event.asset?).ok()??;
        self.value(asset.tag.as_str());
        Some(())
    }

    fn medium(&mut self, event: &Event) -> Option<()> {
        let id = event.medium?;
        let medium = self.reader.medium(id).ok()??;
        self.value(&medium.serial.unwrap_or_else(|| id.to_string()));
        Some(())
    }

    fn lot(&mut self, event: &Event) -> Option<()> {
        let lot = self.reader.lot(event.lot?).ok()??;
        self.value(&lot.number);
        Some(())
    }

    fn place(&mut self, flag: &str, place: Place, code: Option<&str>) {
        let label =
            code.map(|code| self.reader.label(place, code).ok().flatten().unwrap_or_else(|| code.to_owned()));
        self.flag(flag, label);
    }

    fn holder(&mut self, holder: Option<PartyId>) {
        let name = holder.map(|id| {
            let party = self.reader.party(id).ok().flatten();
            party.and_then(|party| party.name).unwrap_or_else(|| id.to_string())
        });
        self.flag("--holder", name);
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
            Fact::MediaDeclared(declared) => {
                self.word("media");
                self.word(if declared.declared == Declared::None { "none" } else { "confirm" });
                self.asset(event)
            }
            Fact::MediumMoved(moved) => {
                self.word("media");
                self.word("move");
                self.medium(event)?;
                let to = moved.to.and_then(|id| self.reader.asset(id).ok().flatten());
                self.flag("--to", Some(to.map_or_else(|| "stock".to_owned(), |asset| asset.tag.to_string())));
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
            Fact::LotUndertaken(_) => {
                self.word("lot undertake");
                self.lot(event)
            }
            Fact::LotProved(proved) => {
                self.word("lot prove");
                self.lot(event)?;
                for id in &proved.assets {
                    let asset = self.reader.asset(*id).ok()??;
                    self.value(asset.tag.as_str());
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
        self.holder(holder);
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
