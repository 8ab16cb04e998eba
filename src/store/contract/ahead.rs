//! What is asked together is what is asked one by one, before and after something is written.

use super::world::{Make, World, added, deployed, draft, medium_added, sanitised};
use crate::{
    model::{
        asset::{Asset, Departure},
        attempt::Attempt,
        erasure::Erased,
        event::Seq,
        fact::{Added, Deployed, Edited, MediumAdded, PartyAdded},
        id::{AssetId, MediumId, PartyId, Subject, TextId},
        leaving::{Channel, PartyKind},
        sanitization::{Claim, Verdict},
        text,
    },
    store::{AttemptsOf, Attributed, Flow, Name, Party, Place, Question, Reader, Result, Vault, Writer},
};

/// What a reader answers to all that can be foreseen.
#[derive(Debug, PartialEq)]
struct Answers {
    named: Vec<Vec<Subject>>,
    reserved: Vec<u64>,
    assets: Vec<Option<Asset>>,
    media: Vec<Vec<Attributed>>,
    attempts: Vec<Vec<Attempt>>,
    departures: Vec<Option<Departure>>,
    parties: Vec<Option<Party>>,
    places: Vec<Option<String>>,
    label: Option<String>,
    events: Vec<bool>,
}

const NAMES: [Name<'_>; 12] = [
    Name::Tag("A-1"),
    Name::Tag("A-2"),
    Name::Tag("Z-9"),
    Name::Alias("école-12"),
    Name::Alias("nobody"),
    Name::Serial("5CD7314HDY"),
    Name::Serial("ÉÉ"),
    Name::MediumSerial("s1-ab"),
    Name::Lot("LOT-1"),
    Name::Party("ecrans D'ICI"),
    Name::Party("Zoé"),
    Name::Party("a\0b"),
];

const PLACES: [&str; 4] = ["urba", "URBANISME ", "Voirie", "\0"];
const EVENTS: [Seq; 3] = [1, 2, 9_999];

/// The media that were ever in an asset.
fn inside(reader: &dyn Reader, asset: AssetId) -> Result<Vec<MediumId>> {
    Ok(reader.media_of(asset)?.into_iter().map(|attributed| attributed.medium.id).collect())
}

fn asked(reader: &dyn Reader, assets: &[AssetId], parties: &[PartyId]) -> Result<Answers> {
    Ok(Answers {
        named: NAMES.iter().map(|name| reader.named(name)).collect::<Result<_>>()?,
        reserved: reader.reserved("A-9")?,
        assets: assets.iter().map(|id| reader.asset(*id)).collect::<Result<_>>()?,
        media: assets.iter().map(|id| reader.media_of(*id)).collect::<Result<_>>()?,
        attempts: inside(reader, assets[0])?
            .into_iter()
            .map(|id| reader.attempts(AttemptsOf::Medium(id)))
            .collect::<Result<_>>()?,
        departures: assets.iter().map(|id| reader.departure_of(*id)).collect::<Result<_>>()?,
        parties: parties.iter().map(|id| reader.party(*id)).collect::<Result<_>>()?,
        places: PLACES.iter().map(|word| reader.place(Place::Service, word)).collect::<Result<_>>()?,
        label: reader.label(Place::Service, "URBA")?,
        events: EVENTS.iter().map(|seq| Ok(reader.event(*seq)?.is_some())).collect::<Result<_>>()?,
    })
}

/// How many questions are foreseen together: all, or so few that they go out as they are.
const ALL: usize = usize::MAX;
const FEW: usize = 5;

fn foresee(reader: &dyn Reader, assets: &[AssetId], parties: &[PartyId], together: usize) -> Result<()> {
    let mut questions: Vec<_> = NAMES.map(Question::Named).to_vec();
    questions.push(Question::Reserved("A-9"));
    for id in assets {
        questions.extend([Question::Asset(*id), Question::MediaOf(*id), Question::DepartureOf(*id)]);
    }
    questions.extend(inside(reader, assets[0])?.into_iter().map(Question::AttemptsOn));
    questions.extend(parties.iter().map(|id| Question::Party(*id)));
    questions.extend(PLACES.iter().map(|word| Question::Place(Place::Service, word)));
    questions.extend(EVENTS.map(Question::Event));
    questions.chunks(together).try_for_each(|some| reader.foresee(some))
}

/// A record in which each of these names means something, and the assets and parties of it with one of each
/// that is not there.
fn some(make: Make<'_>) -> (World, Vec<AssetId>, Vec<PartyId>) {
    let world = World::new(make);
    let (one, two, gone) = (world.asset_id(), world.asset_id(), world.asset_id());
    let party = world.party_id();
    let name = Vault::Party { id: party, name: "Écrans d’ici".to_owned(), siret: None };
    let kind = PartyKind::Staff;
    commit(&world, |writer| {
        writer.keep(&name)?;
        writer.keep(&Vault::Label {
            place: Place::Service,
            code: "URBA".to_owned(),
            label: "Urbanisme".to_owned(),
        })?;
        writer.record(&[draft("2026-01-01", PartyAdded { kind }).party(party)])
    });
    let (aliases, serial) = (vec!["ÉCOLE-12".to_owned()], Some("5cd7314hdy".to_owned()));
    world.about(one, "2026-01-01", Added { aliases, serial: serial.clone(), ..added("A-1") });
    world.about(two, "2026-01-01", Added { serial, owner: Some(party), ..added("A-2") });
    world.about(gone, "2026-01-01", added("A-3"));
    let added = MediumAdded { serial: Some("S1-ab".to_owned()), ..medium_added() };
    world.write(&[draft("2026-01-02", added).asset(one).medium(world.medium_id())]);
    let disk = world.disk(Some(one), "2026-01-03");
    for claim in [Claim::None, Claim::Clear] {
        world.write(&[draft("2026-01-04", sanitised(claim, Verdict::Pass)).medium(disk)]);
    }
    world.ship("LOT-1", Channel::LessorReturn, "2026-03-01", &[]);
    world.ship("LOT-2", Channel::Loss, "2026-03-01", &[gone]);
    let wrong = world.laptop("A-9");
    let seq = world.history(wrong)[0].seq;
    world.void(seq);
    let assets = vec![one, two, gone, wrong, world.asset_id()];
    let parties = vec![party, world.party_id()];
    (world, assets, parties)
}

fn commit(world: &World, write: impl FnOnce(&mut dyn Writer) -> Result<()>) {
    let store = world.store();
    let mut writer = store.write(&world.signature()).unwrap();
    write(writer.as_mut()).unwrap();
    writer.commit().unwrap();
}

pub(in crate::store) fn what_is_foreseen_is_answered_as_if_it_were_not(make: Make<'_>) {
    let (world, assets, parties) = some(make);
    let one_by_one = world.ask(|r| asked(r, &assets, &parties));
    assert_eq!(one_by_one.named[3], [Subject::Asset(assets[0])]);
    assert_eq!(one_by_one.named[5].len(), 2);
    assert_eq!((one_by_one.media[0].len(), one_by_one.reserved.len()), (2, 1));
    assert_eq!(one_by_one.attempts.iter().map(Vec::len).collect::<Vec<_>>(), [0, 2]);
    assert!(one_by_one.departures[2].is_some());
    assert_eq!(one_by_one.places[1].as_deref(), Some("URBA"));
    for together in [ALL, FEW, 1] {
        let foreseen = world.ask(|r| {
            foresee(r, &assets, &parties, together)?;
            asked(r, &assets, &parties)
        });
        assert_eq!(foreseen, one_by_one, "{together}");
    }
    // What is found by its name needs no further question; what was asked before is asked as ever.
    let by_name = world.ask(|r| {
        foresee(r, &assets, &parties, ALL)?;
        r.foresee(&NAMES.map(Question::Named))?;
        asked(r, &assets, &parties)
    });
    assert_eq!(by_name, one_by_one);
    let nothing = world.ask(|r| {
        r.foresee(&[])?;
        asked(r, &assets, &parties)
    });
    assert_eq!(nothing, one_by_one);
}

pub(in crate::store) fn what_is_written_is_read_although_it_was_foreseen(make: Make<'_>) {
    let (world, assets, parties) = some(make);
    let (zoe, kind) = (world.party_id(), PartyKind::Staff);
    let ids: Vec<PartyId> = parties.iter().copied().chain([zoe]).collect();
    let edited = || Edited { aliases: vec!["nobody".to_owned()], ..Edited::default() };
    let name = |id, name: &str| Vault::Party { id, name: name.to_owned(), siret: None };
    let label = |label: &str| Vault::Label {
        place: Place::Service,
        code: "URBA".to_owned(),
        label: label.to_owned(),
    };
    let write = |foreseen: Option<usize>| {
        let store = world.store();
        let mut writer = store.write(&world.signature()).unwrap();
        let mut answers = Vec::new();
        let mut ask = |writer: &dyn Writer| {
            answers.push(asked(writer, &assets, &ids).unwrap());
            if let Some(together) = foreseen {
                foresee(writer, &assets, &ids, together).unwrap();
            }
        };
        ask(writer.as_ref());
        writer.keep(&name(zoe, "Zoé")).unwrap();
        ask(writer.as_ref());
        writer.record(&[draft("2026-02-01", PartyAdded { kind }).party(zoe)]).unwrap();
        ask(writer.as_ref());
        // One who is called otherwise from now on, and has the name of another.
        writer.keep(&name(parties[0], "Zoé")).unwrap();
        ask(writer.as_ref());
        writer.record(&[draft("2026-02-01", edited()).asset(assets[1])]).unwrap();
        ask(writer.as_ref());
        writer.keep(&label("Voirie")).unwrap();
        ask(writer.as_ref());
        writer.erase(&[Erased::Party(zoe), Erased::Service("URBA".to_owned(), None)]).unwrap();
        ask(writer.as_ref());
        let disk = inside(writer.as_ref(), assets[0]).unwrap()[1];
        let wiped = draft("2026-02-02", sanitised(Claim::Purge, Verdict::Pass)).medium(disk);
        writer.record(&[wiped]).unwrap();
        ask(writer.as_ref());
        answers
    };
    let one_by_one = write(None);
    assert_eq!(one_by_one[1].named[10], [Subject::Party(zoe)]);
    assert_eq!(one_by_one[3].named[10].len(), 2);
    assert_eq!(one_by_one[3].named[9], []);
    assert_eq!(one_by_one[4].named[4], [Subject::Asset(assets[1])]);
    assert_eq!(one_by_one[5].label.as_deref(), Some("Voirie"));
    assert_eq!(one_by_one[5].places[1], None);
    assert_eq!(one_by_one[6].named[10], [Subject::Party(parties[0])]);
    assert_eq!(one_by_one[6].label, None);
    assert_eq!((one_by_one[6].attempts[1].len(), one_by_one[7].attempts[1].len()), (2, 3));
    for together in [ALL, FEW, 1] {
        assert_eq!(write(Some(together)), one_by_one, "{together}");
    }
}

pub(in crate::store) fn names_and_notes_kept_in_a_row_are_those_of_their_rows(make: Make<'_>) {
    let world = World::new(make);
    let assets: Vec<AssetId> = (0..80).map(|_| world.asset_id()).collect();
    let people: Vec<PartyId> = (0..80).map(|_| world.party_id()).collect();
    let notes: Vec<TextId> = (0..80).map(|_| TextId(world.id())).collect();
    let note = |n: usize, word: &str| Vault::Text { id: notes[n], text: format!("{word}{n:03}") };
    let name =
        |n: usize, word: &str| Vault::Party { id: people[n], name: format!("{word}{n:03}"), siret: None };
    let found = |typed: &str| {
        let mut found = Vec::new();
        world.ask(|r| {
            r.search(&text::words(typed), &mut |asset| {
                found.push(asset.id);
                Flow::Continue(())
            })
        });
        found
    };
    commit(&world, |writer| {
        let mut drafts = Vec::new();
        for (n, (asset, person)) in assets.iter().zip(&people).enumerate() {
            writer.keep(&name(n, "avant"))?;
            writer.keep(&note(n, "brouillon"))?;
            // A later one with its key replaces it.
            writer.keep(&name(n, "titulaire"))?;
            writer.keep(&note(n, "remarque"))?;
            drafts.push(draft("2026-01-01", PartyAdded { kind: PartyKind::Staff }).party(*person));
            let mut arrival = draft("2026-01-01", added(&format!("A-{n}"))).asset(*asset);
            arrival.note = Some(notes[n]);
            drafts.push(arrival);
            let to = Deployed { holder: Some(*person), ..deployed("URBA", &[]) };
            drafts.push(draft("2026-01-02", to).asset(*asset));
        }
        writer.record(&drafts)
    });
    assert_eq!(found("titulaire007 remarque007"), [assets[7]]);
    assert_eq!(found("avant007"), []);
    assert_eq!(found("brouillon007"), []);
    assert_eq!(found("titulaire").len(), 80);
    // Names change, and what is edited meanwhile is found by the new ones.
    commit(&world, |writer| {
        let mut drafts = Vec::new();
        for (n, asset) in assets.iter().enumerate().take(40) {
            writer.keep(&name(n, "nouveau"))?;
            let edited = Edited { model: Some(format!("Modèle{n}")), ..Edited::default() };
            drafts.push(draft("2026-01-01", edited).asset(*asset));
        }
        writer.record(&drafts)
    });
    assert_eq!(found("nouveau007 remarque007 modele7"), [assets[7]]);
    // Only the ten whose names begin like this, the latest first.
    let seventies: Vec<AssetId> = assets[70..].iter().rev().copied().collect();
    assert_eq!(found("titulaire07"), seventies);
    let edited = Edited { model: Some("Autre".to_owned()), ..Edited::default() };
    world.write(&[
        draft("2026-01-01", edited.clone()).asset(assets[50]),
        draft("2026-01-01", edited).asset(assets[51]),
    ]);
    assert_eq!(found("titulaire051 remarque051 autre"), [assets[51]]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn what_is_erased_after_a_name_was_kept_is_not_searched(make: Make<'_>) {
    let world = World::new(make);
    let (asset, person) = (world.asset_id(), world.party_id());
    let name = |name: &str| Vault::Party { id: person, name: name.to_owned(), siret: None };
    commit(&world, |writer| {
        writer.keep(&name("Avant"))?;
        writer.keep(&Vault::Label {
            place: Place::Service,
            code: "URBA".to_owned(),
            label: "Bâtisseurs".to_owned(),
        })?;
        let to = Deployed { holder: Some(person), ..deployed("URBA", &[]) };
        writer.record(&[
            draft("2026-01-01", PartyAdded { kind: PartyKind::Staff }).party(person),
            draft("2026-01-01", added("A-1")).asset(asset),
            draft("2026-01-02", to).asset(asset),
        ])
    });
    let count = |word: &str| world.ask(|r| r.matches(&text::words(word)));
    assert_eq!((count("avant"), count("batisseurs")), (1, 1));
    commit(&world, |writer| {
        writer.keep(&name("Nouveau"))?;
        writer.erase(&[Erased::Service("URBA".to_owned(), None)])?;
        let edited = Edited { model: Some("Autre".to_owned()), ..Edited::default() };
        writer.record(&[draft("2026-01-03", edited).asset(asset)])
    });
    let found = (count("avant"), count("nouveau"), count("batisseurs"), count("autre"));
    assert_eq!(found, (0, 1, 0, 1));
    assert_eq!(world.ask(|r| r.label(Place::Service, "URBA")), None);
}
