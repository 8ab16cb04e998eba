//! Names and texts that are erased: gone from every answer, while the log stays as it was.

use super::world::{Make, World, added, deployed, draft};
use crate::{
    model::{
        erasure::{Erased, ForgetReason},
        event::Draft,
        fact::{Added, Deployed, Forgotten, PartyAdded},
        id::{ActorId, PartyId, TextId},
        leaving::PartyKind,
        text,
    },
    store::{Name, Place, Vault},
};

/// Records drafts, keeps rows before, erases things after, as one command.
fn write(world: &World, rows: &[Vault], drafts: &[Draft], erased: &[Erased]) -> usize {
    let store = world.store();
    let mut writer = store.write(&world.signature()).unwrap();
    for row in rows {
        writer.keep(row).unwrap();
    }
    writer.record(drafts).unwrap();
    let count = writer.erase(erased).unwrap();
    writer.commit().unwrap();
    count
}

fn forgotten(texts: Vec<TextId>) -> Draft {
    let fact = Forgotten {
        evidence: Vec::new(),
        operator: None,
        reason: ForgetReason::Request,
        services: Vec::new(),
        sites: Vec::new(),
        texts,
    };
    draft("2026-03-01", fact)
}

fn found(world: &World, typed: &str) -> u64 {
    let words = text::words(typed);
    world.ask(|r| r.matches(&words))
}

fn lines(world: &World) -> Vec<String> {
    world.collect(|reader, each| reader.lines(0, &mut |logged| each(logged.line.to_owned())))
}

/// Every row of the vault, as text.
fn vault(world: &World) -> String {
    let rows = world.collect(|reader, each| reader.vault(&mut |row| each(format!("{row:?}"))));
    rows.join("\n")
}

/// A laptop in use by a person of this name.
fn used_by(world: &World, name: &str) -> PartyId {
    let id = world.party_id();
    let asset = world.asset_id();
    let party = Vault::Party { id, name: name.to_owned(), siret: Some("732829320".to_owned()) };
    let to = Deployed { holder: Some(id), ..deployed("URBA", &[]) };
    let drafts = [
        draft("2026-01-01", PartyAdded { kind: PartyKind::Staff }).party(id),
        draft("2026-01-01", added("A-1")).asset(asset),
        draft("2026-01-02", to).asset(asset),
    ];
    write(world, &[party], &drafts, &[]);
    id
}

pub(in crate::store) fn an_erased_name_is_gone_and_the_log_is_as_it_was(make: Make<'_>) {
    let world = World::new(make);
    let id = used_by(&world, "Zoé Lefèvre");
    let before = lines(&world);
    assert_eq!((found(&world, "zoe"), found(&world, "a 1")), (1, 1));
    let count = write(&world, &[], &[forgotten(Vec::new()).party(id)], &[Erased::Party(id)]);
    assert_eq!(count, 1);
    let party = world.ask(|r| r.party(id)).unwrap();
    assert_eq!((party.kind, party.name, party.siret), (PartyKind::Staff, None, None));
    let all = world.collect(|reader, each| reader.parties(&mut |party| each((party.id, party.name))));
    assert_eq!(all, [(id, None)], "listed without its name");
    assert_eq!(world.ask(|r| r.named(&Name::Party("Zoé Lefèvre"))), []);
    assert!(!vault(&world).contains("Zo"), "{}", vault(&world));
    assert_eq!((found(&world, "zoe"), found(&world, "lefevre"), found(&world, "a 1")), (0, 0, 1));
    let after = lines(&world);
    assert_eq!(after[..before.len()], before[..]);
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(world.history(id).len(), 3);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn an_erased_text_is_found_no_more(make: Make<'_>) {
    let world = World::new(make);
    let (one, other) = (TextId(world.id()), TextId(world.id()));
    let texts = [(one, "rendu par Zoé"), (other, "rendu par Max")]
        .map(|(id, text)| Vault::Text { id, text: text.to_owned() });
    let mut drafts = Vec::new();
    for (tag, note) in [("A-1", one), ("A-2", other)] {
        let mut draft = draft("2026-01-01", added(tag)).asset(world.asset_id());
        draft.note = Some(note);
        drafts.push(draft);
    }
    write(&world, &texts, &drafts, &[]);
    assert_eq!(found(&world, "rendu"), 2);
    assert_eq!(write(&world, &[], &[forgotten(vec![one])], &[Erased::Text(one)]), 1);
    assert_eq!((found(&world, "rendu"), found(&world, "zoe"), found(&world, "a")), (1, 0, 2));
    assert_eq!((world.ask(|r| r.text(one)), world.ask(|r| r.text(other)).is_some()), (None, true));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn an_erased_label_leaves_its_code(make: Make<'_>) {
    let world = World::new(make);
    let label = |place, code: &str, label: &str| Vault::Label {
        place,
        code: code.to_owned(),
        label: label.to_owned(),
    };
    let rows = [label(Place::Service, "BUREAU", "Bureau de Zoé"), label(Place::Site, "BUREAU", "Bureau")];
    let here = Added { service: Some("BUREAU".to_owned()), ..added("A-1") };
    write(&world, &rows, &[draft("2026-01-01", here).asset(world.asset_id())], &[]);
    assert_eq!(found(&world, "zoe"), 1);
    let gone = Erased::Service("BUREAU".to_owned(), None);
    assert_eq!(write(&world, &[], &[forgotten(Vec::new())], &[gone]), 1);
    assert_eq!((found(&world, "zoe"), found(&world, "bureau")), (0, 1));
    assert_eq!(world.ask(|r| r.label(Place::Service, "BUREAU")), None);
    assert_eq!(world.ask(|r| r.label(Place::Site, "BUREAU")).as_deref(), Some("Bureau"));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn an_erased_operator_is_somebody_new_afterwards(make: Make<'_>) {
    let world = World::new(make);
    let actor = |world: &World, seq| world.ask(|r| r.event(seq)).unwrap().actor;
    world.laptop("A-1");
    let first = actor(&world, 1);
    assert_eq!(world.ask(|r| r.actor(first)).as_deref(), Some("jdupont"));
    write(&world, &[], &[forgotten(Vec::new())], &[Erased::Operator(first)]);
    assert_eq!(world.ask(|r| r.actor(first)), None);
    // The name enters again with its owner's next command, and nothing leads from one to the other.
    world.laptop("A-2");
    let second = actor(&world, 3);
    assert_ne!(second, first);
    assert_eq!(world.ask(|r| r.actor(second)).as_deref(), Some("jdupont"));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn what_is_not_known_is_passed_over(make: Make<'_>) {
    let world = World::new(make);
    let id = used_by(&world, "Zoé");
    let unknown = [
        Erased::Party(PartyId(world.id())),
        Erased::Operator(ActorId(world.id())),
        Erased::Text(TextId(world.id())),
        Erased::Site("HDV".to_owned(), None),
    ];
    let before = vault(&world);
    assert_eq!(write(&world, &[], &[forgotten(Vec::new())], &unknown), 0);
    assert_eq!(vault(&world), before);
    assert_eq!(write(&world, &[], &[forgotten(Vec::new())], &[Erased::Party(id), Erased::Party(id)]), 1);
    assert_eq!(write(&world, &[], &[forgotten(Vec::new())], &[Erased::Party(id)]), 0);
}

pub(in crate::store) fn what_was_erased_is_scrubbed_again_at_any_time(make: Make<'_>) {
    let world = World::new(make);
    world.store().scrub().unwrap();
    let id = used_by(&world, "Zoé");
    write(&world, &[], &[forgotten(Vec::new()).party(id)], &[Erased::Party(id)]);
    world.store().scrub().unwrap();
    world.store().scrub().unwrap();
    world.laptop("A-2");
    assert_eq!(world.findings(), []);
}
