//! Une phrase par événement.

use super::{
    counted,
    evidence::{files_forgotten, files_of},
    media,
};
use crate::{
    lang::{
        Codes, Life as _, Names, Numbers, around,
        fr::Fr,
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

/// Combien de choses sont nommées ; les autres sont comptées.
const NAMED: usize = 5;

/// Dit ce que dit un événement.
pub(super) fn said(event: &Event, names: &dyn Names) -> String {
    let said = Said { names };
    format!("{}\u{a0}: {}", said.about(event), said.fact(event).join(", "))
}

pub(super) struct Said<'n> {
    pub(super) names: &'n dyn Names,
}

impl Said<'_> {
    /// Ce dont parle un événement : sa phrase commence par là.
    fn about(&self, event: &Event) -> String {
        match (&event.fact, event.asset, event.medium, event.lot, event.party) {
            (Fact::Configured(set), ..) => format!("règle {}", set.key),
            (Fact::Voided(voided), ..) => format!("événement n°\u{a0}{}", voided.seq),
            (Fact::Corrected(corrected), ..) => format!("événement n°\u{a0}{}", corrected.seq),
            (Fact::Attached(attached), ..) => self.proved_by(attached),
            (Fact::Forgotten(Forgotten { operator: Some(id), .. }), ..) => format!("opérateur {id}"),
            (Fact::Forgotten(Forgotten { evidence, .. }), ..) if !evidence.is_empty() => files_of(evidence),
            (Fact::Forgotten(_), .., Some(id)) => format!("tiers {id}"),
            (_, _, Some(medium), ..) => self.medium(medium),
            (_, Some(asset), ..) => self.asset(asset),
            (.., Some(lot), _) => self.lot(lot),
            (.., Some(party)) => self.party(party),
            _ => "registre".to_owned(),
        }
    }

    fn fact(&self, event: &Event) -> Vec<String> {
        match &event.fact {
            Fact::Opened(opened) => vec![format!("ouvert, identité {}", opened.log)],
            Fact::Configured(set) => vec![configured(set)],
            Fact::Added(added) => self.added(added),
            Fact::Edited(edited) => self.edited(edited),
            Fact::Deployed(to) => self.used("en service", &to.service, to.site.as_deref(), to.holder),
            Fact::Moved(to) => self.used("déplacé", &to.service, to.site.as_deref(), to.holder),
            Fact::Collected(back) => vec![self.collected(back.site.as_deref())],
            Fact::Triaged(triaged) => triage(triaged),
            Fact::Worked(worked) => self.worked(worked),
            Fact::Readied(readied) => ready(readied),
            Fact::Decommissioned(done) => decommissioned(done),
            Fact::Reinstated(_) => vec!["réforme annulée, de nouveau en usage".to_owned()],
            Fact::Lost(lost) => vec![missing(lost.cause).to_owned()],
            Fact::Found(found) => {
                vec![if found.in_place { "retrouvé à sa place" } else { "retrouvé" }.to_owned()]
            }
            Fact::Departed(departed) => self.departed(event.lot, departed),
            Fact::DepartedBefore(departed) => departed_before(event.on, departed),
            Fact::Returned(back) => self.returned(event.lot, back),
            Fact::Voided(voided) => vec!["annulé".to_owned(), Fr.void_reason(voided.reason).to_owned()],
            Fact::Corrected(corrected) => self.corrected(corrected),
            Fact::MediumAdded(added) => self.medium_added(event.asset, added),
            Fact::MediumRead(read) => media::medium_read(read),
            Fact::MediaDeclared(list) => vec![declared(list.declared).to_owned()],
            Fact::MediumMoved(moved) => self.medium_moved(moved),
            Fact::Sanitised(d) => {
                let done = (d.action, d.verify, d.result, d.claim);
                let mut said = wiped("effacement sécurisé", done, d.tool.as_deref());
                said.extend(
                    d.run.as_ref().map(|run| format!("journal {}, ligne {}", short(&run.log), run.line)),
                );
                said
            }
            Fact::Destroyed(d) => {
                wiped("détruit", (d.action, d.verify, d.result, d.claim), d.tool.as_deref())
            }
            Fact::Validated(validated) => {
                vec![format!("validé par une seconde personne (événement {})", validated.seq)]
            }
            Fact::LotOpened(opened) => self.with_facts("ouvert", &opened.facts),
            Fact::LotChanged(changed) => self.lot_changed(changed),
            Fact::LotUndertaken(all) => {
                vec![format!(
                    "engagement du repreneur à réemployer {}",
                    things(all.assets.len(), all.media.len(), 0)
                )]
            }
            Fact::LotShipped(shipped) => self.lot_shipped(shipped),
            Fact::LotProved(proved) => proof(proved),
            Fact::LotCancelled(cancelled) => cancel(cancelled),
            Fact::PartyAdded(party) => vec!["tiers ajouté".to_owned(), Fr.party_kind(party.kind).to_owned()],
            Fact::Sealed(sealed) => {
                vec![format!("événement {} scellé, clé `{}`", sealed.seq, shown(&sealed.key))]
            }
            Fact::Epoch(epoch) => epoch_of(epoch),
            Fact::Reserved(reserved) => vec![reserved_for(&reserved.tags)],
            Fact::Forgotten(forgotten) => self::forgotten(forgotten),
            Fact::Attached(attached) => self.attached(attached),
            Fact::PartyChanged(party) => vec!["modifié".to_owned(), Fr.party_kind(party.kind).to_owned()],
        }
    }

    fn added(&self, added: &Added) -> Vec<String> {
        let mut what = Fr.kind(added.kind).to_owned();
        for name in [&added.manufacturer, &added.model].into_iter().flatten() {
            what.push(' ');
            what.push_str(&shown(name));
        }
        let mut said = vec!["ajouté".to_owned(), what];
        said.extend(added.serial.as_ref().map(|serial| format!("n°\u{a0}de série {}", shown(serial))));
        said.push(Fr.state(added.state).to_owned());
        said.extend(added.service.as_ref().map(|code| self.place(Place::Service, code)));
        said.extend(added.site.as_ref().map(|code| self.place(Place::Site, code)));
        said.extend(added.holder.map(|id| format!("pour {}", self.party(id))));
        if added.acquired != Acquired::New {
            said.push(Fr.acquired(added.acquired).to_owned());
        }
        said.extend(added.owner.map(|id| format!("propriétaire {}", self.party(id))));
        if added.security != Security::None {
            said.push(format!("{} (décret n°\u{a0}2023-266, art.\u{a0}1)", Fr.security(added.security)));
        }
        said
    }

    fn used(&self, verb: &str, service: &str, site: Option<&str>, holder: Option<PartyId>) -> Vec<String> {
        let mut said = vec![verb.to_owned(), self.place(Place::Service, service)];
        said.extend(site.map(|site| self.place(Place::Site, site)));
        said.extend(holder.map(|id| format!("pour {}", self.party(id))));
        said
    }

    fn collected(&self, site: Option<&str>) -> String {
        match site {
            Some(site) => format!("retourné, {}", self.place(Place::Site, site)),
            None => "retourné".to_owned(),
        }
    }

    fn worked(&self, worked: &Worked) -> Vec<String> {
        let kind = Fr.work_kind(worked.kind);
        let mut said = vec![match worked.sent_to {
            Some(party) => format!("confié à {}", self.party(party)),
            None if worked.back => "revenu de l’extérieur".to_owned(),
            None => kind.to_owned(),
        }];
        said.extend((worked.back || worked.sent_to.is_some()).then(|| kind.to_owned()));
        said.extend(worked.part.map(|id| format!("«\u{a0}{}\u{a0}»", self.text(id))));
        said.extend(worked.from.map(|id| format!("pièce prise sur {}", self.asset(id))));
        said.extend(worked.minutes.map(|minutes| format!("{}\u{a0}min", Fr.count(minutes.into()))));
        said.extend(worked.cost_cents.map(|cost| Fr.euros(cost)));
        let serial = worked.new_serial.as_ref();
        said.extend(serial.map(|serial| format!("nouveau n°\u{a0}de série {}", shown(serial))));
        said.extend(worked.with_data.then(|| "sans que l’absence de données soit établie".to_owned()));
        let clause = worked.data_clause.as_ref();
        said.extend(clause.map(|clause| format!("clause sur les données {}", shown(clause))));
        said
    }

    fn departed(&self, lot: Option<LotId>, departed: &Departed) -> Vec<String> {
        let mut said = vec!["sorti du parc".to_owned(), Fr.channel(departed.channel).to_owned()];
        said.extend(lot.map(|lot| format!("lot {}", self.lot(lot))));
        said.extend(departed.unit_value_cents.map(value));
        said.extend(departed.for_parts.then(|| "pour pièces".to_owned()));
        said.extend(departed.waste.then(|| "comme déchet".to_owned()));
        said.extend(departed.operation.as_ref().map(|code| format!("opération {code}")));
        said
    }

    fn returned(&self, lot: Option<LotId>, back: &Returned) -> Vec<String> {
        let mut said = vec!["revenu après sa sortie".to_owned()];
        said.extend(lot.map(|lot| format!("lot {}", self.lot(lot))));
        said.push(Fr.void_reason(back.reason).to_owned());
        said
    }

    fn corrected(&self, corrected: &Corrected) -> Vec<String> {
        let set = &corrected.set;
        let mut said = vec!["corrigé".to_owned()];
        said.extend(set.on.map(|on| format!("jour {}", Fr.day(on))));
        said.extend(set.service.as_ref().map(|code| format!("service {}", self.place(Place::Service, code))));
        said.extend(set.site.as_ref().map(|code| format!("site {}", self.place(Place::Site, code))));
        said.extend(set.holder.map(|id| format!("affectataire {}", self.party(id))));
        said.extend(set.act.as_ref().map(|act| format!("acte {}", shown(act))));
        said.extend(grades(set.functional, set.cosmetic));
        said
    }

    fn medium_added(&self, asset: Option<AssetId>, added: &MediumAdded) -> Vec<String> {
        let to = asset.map_or_else(|| "au stock".to_owned(), |asset| format!("à {}", self.asset(asset)));
        let mut said = vec![format!("ajouté {to}"), Fr.medium_kind(added.kind).to_owned()];
        said.extend(added.model.as_ref().map(|model| shown(model).into_owned()));
        said.extend(added.capacity_bytes.map(|capacity| Fr.capacity(capacity)));
        said.push(Fr.encrypted(added.encrypted).to_owned());
        said.extend(added.seen.then(|| "constaté par un outil".to_owned()));
        said
    }

    fn medium_moved(&self, moved: &MediumMoved) -> Vec<String> {
        let from = moved.from.map_or_else(|| "du stock".to_owned(), |id| format!("de {}", self.asset(id)));
        let to = moved.to.map_or_else(|| "au stock".to_owned(), |id| format!("à {}", self.asset(id)));
        let mut said = vec![format!("passé {from} {to}")];
        said.extend(moved.keep_data.then(|| "avec ses données".to_owned()));
        said.extend(moved.kind.map(|kind| format!("type désormais connu\u{a0}: {}", Fr.medium_kind(kind))));
        let credited = moved.attempt.zip(moved.claim);
        said.extend(
            credited
                .map(|(seq, claim)| format!("effacement de l’événement {seq}\u{a0}: {}", Fr.claim(claim))),
        );
        said
    }

    fn lot_changed(&self, changed: &LotChanged) -> Vec<String> {
        let mut said = Vec::new();
        if !changed.add.is_empty() {
            let added = changed.add.iter().map(|line| self.line(line));
            said.push(format!("ajouté {}", named(added, changed.add.len())));
        }
        if !changed.drop.is_empty() {
            let dropped = changed.drop.iter().map(|item| self.item(*item));
            said.push(format!("retiré {}", named(dropped, changed.drop.len())));
        }
        let facts = self.facts(&changed.facts);
        if !facts.is_empty() {
            said.push("modifié".to_owned());
            said.extend(facts);
        }
        said
    }

    fn lot_shipped(&self, shipped: &LotShipped) -> Vec<String> {
        let mut said =
            vec!["expédié".to_owned(), things(shipped.assets.len(), shipped.media.len(), shipped.bulk.len())];
        said.extend(shipped.mass_g.map(|mass| {
            let how = if shipped.weighed { " pesés" } else { "" };
            format!("{}{how}", Fr.kilograms(mass))
        }));
        said.extend(self.facts(&shipped.facts));
        said
    }

    fn with_facts(&self, verb: &str, facts: &LotFacts) -> Vec<String> {
        let mut said = vec![verb.to_owned()];
        said.extend(self.facts(facts));
        said
    }

    /// Tout ce qui est connu d’un lot.
    fn facts(&self, facts: &LotFacts) -> Vec<String> {
        let mut said = Vec::new();
        let mut say = |fact: Option<String>| said.extend(fact);
        say(facts.channel.map(|channel| Fr.channel(channel).to_owned()));
        say(facts.party.map(|id| format!("pour {}", self.party(id))));
        say(facts.legal_basis.clone());
        say(facts.act.as_ref().map(|act| format!("acte {}", shown(act))));
        say(facts.unit_value_cents.map(value));
        say(facts
            .value_method
            .as_ref()
            .map(|method| format!("évaluée selon «\u{a0}{}\u{a0}»", shown(method))));
        say(facts.waste_code.as_ref().map(|code| format!("code déchet {code}")));
        say(facts.operation.as_ref().map(|code| format!("opération {code}")));
        say(facts.bsd.clone());
        say(facts.no_bsd.map(|id| format!("sans bordereau, «\u{a0}{}\u{a0}»", self.text(id))));
        say(facts.carrier.map(|id| format!("transporteur {}", self.party(id))));
        say(facts.pop.map(|pop| if pop { "avec POP" } else { "sans POP" }.to_owned()));
        say(facts.data_clause.as_ref().map(|clause| format!("clause sur les données {}", shown(clause))));
        say(facts.warranty.and_then(|under| under.then(|| "sous garantie".to_owned())));
        said
    }

    fn line(&self, line: &LotLine) -> String {
        let said = match line.item {
            Some(item) => self.item(item),
            None => line.bulk.map_or_else(String::new, |id| format!("«\u{a0}{}\u{a0}»", self.text(id))),
        };
        let mut details = Vec::new();
        details.extend(line.count.map(|count| Fr.count(count.into())));
        details.extend(line.mass_g.map(|mass| Fr.kilograms(mass)));
        details.extend(line.unit_value_cents.map(value));
        details.extend(line.waste_code.clone());
        details.extend(line.for_parts.then(|| "pour pièces".to_owned()));
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
        self.names.party(id).unwrap_or_else(|| "nom effacé".to_owned())
    }

    /// Le libellé d’un service ou d’un site ; son code, une fois le libellé effacé.
    pub(super) fn place(&self, place: Place, code: &str) -> String {
        self.names.place(place, code).unwrap_or_else(|| code.to_owned())
    }

    fn text(&self, id: TextId) -> String {
        self.names.text(id).unwrap_or_else(|| "texte effacé".to_owned())
    }
}

fn configured(set: &Configured) -> String {
    if set.value.is_empty() { "sans valeur".to_owned() } else { format!("fixée à {}", shown(&set.value)) }
}

fn triage(triaged: &Triaged) -> Vec<String> {
    let mut said = vec!["trié".to_owned(), Fr.decision(triaged.decision).to_owned()];
    said.extend(grades(triaged.functional, triaged.cosmetic));
    said.extend(triaged.waste.then(waste));
    said
}

fn ready(readied: &Readied) -> Vec<String> {
    let mut said = vec!["reconditionné".to_owned()];
    said.extend(grades(Some(readied.functional), readied.cosmetic));
    said.extend(readied.no_system.then(|| "sans système d’exploitation".to_owned()));
    said
}

fn decommissioned(done: &Decommissioned) -> Vec<String> {
    let verb =
        if done.when_collected { "réforme décidée pour le jour de son retour" } else { "réformé" };
    let mut said = vec![verb.to_owned()];
    said.extend(done.act.as_ref().map(|act| format!("acte {}", shown(act))));
    said.extend(done.reason.map(|reason| Fr.reason(reason).to_owned()));
    said.extend(done.waste.then(waste));
    said
}

fn missing(cause: Cause) -> &'static str {
    match cause {
        Cause::Lost => "déclaré perdu",
        Cause::Stolen => "déclaré volé",
        Cause::Unknown => "déclaré manquant, cause inconnue",
    }
}

fn declared(declared: Declared) -> &'static str {
    match declared {
        Declared::None => "déclaré sans support de stockage",
        Declared::Confirmed => "liste des supports de stockage confirmée complète",
    }
}

/// The beginning of a SHA-256: enough to find the file.
fn short(hash: &Hash) -> String {
    hash.to_string().chars().take(12).collect()
}

fn wiped(verb: &str, done: (Technique, Verify, Verdict, Claim), tool: Option<&str>) -> Vec<String> {
    let (technique, verify, verdict, claim) = done;
    let mut said = vec![verb.to_owned(), Fr.technique(technique).to_owned()];
    said.extend(tool.map(|tool| shown(tool).into_owned()));
    said.push(Fr.verify(verify).to_owned());
    said.push(format!("{}\u{a0}: {}", Fr.verdict(verdict), Fr.claim(claim)));
    said
}

fn proof(proved: &LotProved) -> Vec<String> {
    let all = things(proved.assets.len(), proved.media.len(), proved.lines.len());
    let mut said = vec![format!("justificatif pour {all}"), Fr.proof(proved.outcome).to_owned()];
    said.extend(proved.operation.as_ref().map(|code| format!("opération {code}")));
    said
}

fn cancel(cancelled: &LotCancelled) -> Vec<String> {
    let mut said = vec!["annulé".to_owned(), Fr.void_reason(cancelled.reason).to_owned()];
    said.extend((!cancelled.voids.is_empty()).then(|| "comme si rien n’était sorti".to_owned()));
    said
}

fn waste() -> String {
    "déchet à compter de ce jour".to_owned()
}

fn value(value: Cents) -> String {
    format!("valeur unitaire {}", Fr.euros(value))
}

fn grades(functional: Option<Functional>, cosmetic: Option<Cosmetic>) -> Vec<String> {
    let functional = functional.map(|grade| format!("{grade} ({})", Fr.functional(grade)));
    let cosmetic = cosmetic.map(|grade| format!("{grade} ({})", Fr.cosmetic(grade)));
    functional.into_iter().chain(cosmetic).collect()
}

/// Des équipements, des supports et du vrac, comptés.
fn things(assets: usize, media: usize, bulk: usize) -> String {
    let kinds = [
        (assets, "équipement", "équipements"),
        (media, "support de stockage", "supports de stockage"),
        (bulk, "ligne de vrac", "lignes de vrac"),
    ];
    let counts: Vec<String> = kinds
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, several)| counted(number as u64, one, several))
        .collect();
    if counts.is_empty() { "rien".to_owned() } else { row(&counts, "et") }
}

/// Les premières choses par leur nom, les autres par leur nombre.
pub(super) fn named(things: impl Iterator<Item = String>, all: usize) -> String {
    let mut names: Vec<String> = things.take(NAMED).collect();
    if all > names.len() {
        names.push(counted((all - names.len()) as u64, "autre", "autres"));
    }
    row(&names, "et")
}

/// Les numéros d’étiquettes vierges ; le registre les porte tous.
fn reserved_for(tags: &[Tag]) -> String {
    match tags {
        [] => "aucun numéro d’inventaire réservé".to_owned(),
        [one] => format!("numéro d’inventaire {one} réservé à une étiquette vierge"),
        [first, .., last] => {
            format!(
                "{} numéros d’inventaire réservés à des étiquettes vierges, de {first} à {last}",
                tags.len()
            )
        }
    }
}

fn forgotten(forgotten: &Forgotten) -> Vec<String> {
    if !forgotten.evidence.is_empty() {
        return files_forgotten(forgotten);
    }
    let mut said = vec![Fr.erased().to_owned(), Fr.forget_reason(forgotten.reason).to_owned()];
    let places = forgotten.services.len() + forgotten.sites.len();
    let with = [
        (forgotten.texts.len(), "texte qui le contenait", "textes qui le contenaient"),
        (places, "libellé de lieu qui le contenait", "libellés de lieux qui le contenaient"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, several)| format!("avec {}", counted(number as u64, one, several)));
    said.extend(with);
    said
}

fn departed_before(on: Day, departed: &DepartedBefore) -> Vec<String> {
    let mut said = vec!["sorti du parc avant l’ouverture du registre".to_owned()];
    said.push(match departed.precision {
        Precision::Unknown => "jour inconnu".to_owned(),
        Precision::Day => format!("le {}", around(&Fr, on, departed.precision)),
        Precision::Month | Precision::Year => format!("en {}", around(&Fr, on, departed.precision)),
    });
    said.push(departed.channel.map_or("voie inconnue", |channel| Fr.channel(channel)).to_owned());
    said.extend(departed.waste.then(|| "comme déchet".to_owned()));
    said.push(Fr.taken_over().to_owned());
    said
}

fn epoch_of(epoch: &Epoch) -> Vec<String> {
    let mut said = vec![format!("rétabli depuis une sauvegarde qui finit à l’événement {}", epoch.seq)];
    said.extend(
        epoch.replaced_seq.map(|seq| format!("à la place d’un registre qui finissait à l’événement {seq}")),
    );
    said
}
