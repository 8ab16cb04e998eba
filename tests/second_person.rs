//! A second person accepts what was done to a medium: who that can be, and where it is seen.

use serde_json::json;

use crate::world::World;

/// A laptop whose disk Ana has wiped.
fn wiped(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind hdd --serial S1 --capacity 500GB --on 2026-01-05
         deploy A1 --to Voirie --on 2026-01-06
         collect A1 --on 2026-02-01
         --actor 'Ana Ruiz' sanitize S1 --action overwrite --verify full --result pass --on 2026-02-02",
    );
    world
}

#[test]
fn a_name_written_in_another_way_is_no_second_person() {
    let world = wiped(World::new());
    let before = world.head();
    for look_alike in [
        "ana ruiz",
        "Ana\u{a0}Ruiz",
        "Ana\u{2003}Ruiz",
        "ANA RUIZ.",
        "Ana  Ruiz",
        "ana.ruiz",
        "Ａna Ruiz",
        "Аna Ruiz",
    ] {
        let said = world.run_words(&["--json", "--actor", look_alike, "sanitize", "validate", "S1"]);
        assert_eq!(said.status, 1, "{look_alike:?}: {said}");
        assert!(said.to_string().contains("\"same_person\""), "{look_alike:?}: {said}");
    }
    assert_eq!(world.head(), before);
    world.run("--actor 'Anna Ruiz' sanitize validate S1").success();
}

#[test]
fn a_name_with_a_character_that_nobody_sees_is_refused_where_it_enters() {
    for world in [wiped(World::new()), wiped(World::french())] {
        let before = world.head();
        let mut all = String::new();
        for words in [
            ["--actor", "Ana\u{200b} Ruiz", "sanitize", "validate", "S1"].as_slice(),
            &["party", "add", "Emma\u{ad}üs", "--kind", "association"],
        ] {
            all.push_str(&world.run_words(words).failure(2));
        }
        assert_eq!(world.head(), before);
        if world.is_french() {
            insta::assert_snapshot!(all, @r"
            erreur : `actor` : « … » contient un caractère invisible, U+200B : un nom qui en porte un se lit comme un autre
            conseil : le saisir à nouveau sans ce caractère
            erreur : `name` : « … » contient un caractère invisible, U+00AD : un nom qui en porte un se lit comme un autre
            conseil : le saisir à nouveau sans ce caractère
            ");
        } else {
            insta::assert_snapshot!(all, @r"
            error: `actor`: “…” has a character that nobody sees, U+200B: with it a name looks like another
            hint: type it again without that character
            error: `name`: “…” has a character that nobody sees, U+00AD: with it a name looks like another
            hint: type it again without that character
            ");
        }
    }
}

#[test]
fn what_was_validated_before_is_said_and_stops_no_batch() {
    for world in [wiped(World::new()), wiped(World::french())] {
        world.enter(
            "media add A1 --kind ssd --serial S2 --on 2026-02-02
             --actor 'Ana Ruiz' sanitize S2 --action ata_sanitize_block --verify status --result pass --on 2026-02-02
             --actor Paul sanitize validate S1 --on 2026-02-03",
        );
        let said = world.run("--actor Paul sanitize validate S1 S2 --on 2026-02-04");
        if world.is_french() {
            insta::assert_snapshot!(said, @r"
            ------- stderr -------
            S2 : validé par une seconde personne (événement 10)
            attention : S1 : déjà validé le 03/02/2026 (événement 11) ; rien n’en est enregistré de nouveau
            ");
        } else {
            insta::assert_snapshot!(said, @r"
            ------- stderr -------
            S2: validated by a second person (event 10)
            warning: S1 was validated before, on 2026-02-03 (event 11): nothing is recorded of it again
            ");
        }
        let again = world.run("--actor Paul --json sanitize validate A1 --on 2026-02-05").json();
        let codes: Vec<_> =
            again["notices"].as_array().unwrap().iter().map(|notice| &notice["code"]).collect();
        assert_eq!(codes, ["already_validated", "already_validated"]);
        let media = world.run("show A1 --json").json()["media"].clone();
        let days: Vec<_> =
            media.as_array().unwrap().iter().map(|medium| &medium["validated"]["on"]).collect();
        assert_eq!(days, ["2026-02-03", "2026-02-04"]);
    }
}

#[test]
fn who_validated_a_medium_and_that_nobody_did_is_seen_with_it() {
    for world in [wiped(World::new()), wiped(World::french())] {
        let medium = || {
            let listed = world.run("media list").success();
            let page = world.run("show A1").success();
            format!("{listed}{}\n", page.lines().rfind(|line| line.contains("S1")).unwrap())
        };
        let shown = || {
            let medium = world.run("show A1 --json").json()["media"][0].clone();
            let listed = world.run("media list A1 --json").json();
            for key in ["validated", "awaits_validation", "cleared"] {
                assert_eq!(medium[key], listed[key], "{key}");
            }
            json!([medium["cleared"], medium["validated"], medium["awaits_validation"]])
        };
        assert_eq!(shown(), json!([true, null, null]));
        let mut all = medium();
        world.run("policy set sanitization.second_person on").success();
        assert_eq!(shown(), json!([false, null, true]));
        all.push_str(&medium());
        world.run("--actor Paul sanitize validate S1 --on 2026-02-03").success();
        let by = json!({"by": "Paul", "on": "2026-02-03", "seq": world.head()});
        assert_eq!(shown(), json!([true, by, null]));
        all.push_str(&medium());
        if world.is_french() {
            insta::assert_snapshot!(all, @r"
            Numéro de série  Équipement  Type        Capacité  Chiffrement          Situation  Niveau d’effacement
            S1               A1          disque dur  500 Go    chiffrement inconnu  effacé     NIST Clear
            Supports de stockage #1  S1, disque dur, 500 Go, effacé, NIST Clear
            Numéro de série  Équipement  Type        Capacité  Chiffrement          Situation  Niveau d’effacement
            S1               A1          disque dur  500 Go    chiffrement inconnu  effacé     NIST Clear, non validé
            Supports de stockage #1  S1, disque dur, 500 Go, effacé, NIST Clear, non validé
            Numéro de série  Équipement  Type        Capacité  Chiffrement          Situation  Niveau d’effacement
            S1               A1          disque dur  500 Go    chiffrement inconnu  effacé     NIST Clear, validé par Paul le 03/02/2026
            Supports de stockage #1  S1, disque dur, 500 Go, effacé, NIST Clear, validé par Paul le 03/02/2026
            ");
        } else {
            insta::assert_snapshot!(all, @r"
            Serial  Asset  Kind       Capacity  Encrypted           Status     Claim
            S1      A1     hard disk  500 GB    encryption unknown  sanitised  NIST Clear
            Media #1         S1, hard disk, 500 GB, sanitised, NIST Clear
            Serial  Asset  Kind       Capacity  Encrypted           Status     Claim
            S1      A1     hard disk  500 GB    encryption unknown  sanitised  NIST Clear, not validated
            Media #1         S1, hard disk, 500 GB, sanitised, NIST Clear, not validated
            Serial  Asset  Kind       Capacity  Encrypted           Status     Claim
            S1      A1     hard disk  500 GB    encryption unknown  sanitised  NIST Clear, validated by Paul on 2026-02-03
            Media #1         S1, hard disk, 500 GB, sanitised, NIST Clear, validated by Paul on 2026-02-03
            ");
        }
    }
}
