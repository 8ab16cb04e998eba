//! Seals as they are made, carried and kept: repeated, printed, signed by others, mailed, lost.

use std::fs;

use serde_json::Value;

use crate::{
    seal::{PLAIN, swap, town},
    world::{World, has},
};

#[test]
fn a_seal_that_is_repeated_finds_what_it_wrote_and_overwrites_nothing_else() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let cmd = "--cmd 01934d2a-7c00-7abc-8def-000000000031";
    for french in [false, true] {
        let world = if french { World::french() } else { World::new() };
        let world = world.with_record();
        world.enter("add --kind laptop --tag L1 --on 2026-01-05");
        world.key("key", PLAIN);
        world.key("other", PLAIN);
        // What a run leaves that was killed before it recorded what it wrote.
        world.enter("backup before.db");
        world.enter("seal --key key -o kept.seal");
        swap(&world, &world.path("before.db"));
        let (kept, log) = (fs::read(world.path("kept.seal")).unwrap(), world.log());
        // Another key, another file, another head: none is what was asked for.
        let error = world.stopped(&format!("{cmd} seal --key other -o kept.seal"), 1, "file_exists");
        let message = error["message"].as_str().unwrap();
        let rule = if french { "un scellé n’est jamais remplacé" } else { "a seal is never replaced" };
        assert!(message.contains("kept.seal") && message.contains(rule), "{message}");
        world.write("letter.txt", "Madame, Monsieur");
        world.stopped(&format!("{cmd} seal --key key -o letter.txt"), 4, "not_a_seal");
        world.stopped(&format!("{cmd} seal --unsigned -o letter.txt"), 1, "file_exists");
        world.stopped(&format!("{cmd} seal --unsigned -o kept.seal"), 1, "file_exists");
        assert_eq!(fs::read(world.path("letter.txt")).unwrap(), b"Madame, Monsieur");
        assert_eq!(world.log(), log);
        // The very one is found, on another day too, by its name or in its folder, and what lacked is recorded.
        world.set_day("2026-11-24");
        fs::create_dir(world.path("seals")).unwrap();
        fs::copy(world.path("kept.seal"), world.path("seals/kept.seal")).unwrap();
        let said = world.run(&format!("--json {cmd} seal --key key -o seals/")).json();
        assert_eq!((&said["path"], &said["seq"]), (&"seals/kept.seal".into(), &5.into()), "{said}");
        assert_eq!(fs::read_dir(world.path("seals")).unwrap().count(), 1);
        let log = world.log();
        assert_eq!(log.lines().count(), 5);
        // And said again.
        let again = world.run(&format!("--json {cmd} seal --key key -o kept.seal")).json();
        assert_eq!(again["repeated"], true, "{again}");
        // Of a later head, the name is taken.
        world.stopped(
            "--cmd 01934d2a-7c00-7abc-8def-000000000032 seal --key key -o kept.seal",
            1,
            "file_exists",
        );
        assert_eq!((fs::read(world.path("kept.seal")).unwrap(), world.log()), (kept, log));
    }
}

#[test]
fn only_seals_that_hold_are_counted_and_keys_that_were_not_compared_are_said_so() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    world.key("other", PLAIN);
    fs::create_dir(world.path("seals")).unwrap();
    world.enter("seal --key key -o seals/\nseal --key other -o seals/");
    let said = |line: &str| world.run(line).stdout;
    let (all, one) = ("verify --seal seals/", "verify --seal seals/ --signers key.signers");
    assert!(said(all).contains("\n2 seals checked; keys not checked: "), "{}", said(all));
    assert!(said(one).contains("\nof 2 seals, 1 hold, by keys that are believed\n"), "{}", said(one));
    let french = said(&format!("--lang fr {one}"));
    assert!(french.contains("\nsur 2 scellés, un seul tient, de clés admises\n"), "{french}");
    // The key that is not believed is not among those that sealed.
    let keys = |text: &str| text.lines().filter(|line| line.starts_with("sealed by")).collect::<String>();
    assert_eq!(keys(&said(all)).matches("SHA256:").count(), 2);
    assert_eq!(keys(&said(one)).matches("SHA256:").count(), 1);
    world.key("third", PLAIN);
    let none = said("verify --seal seals/ --signers third.signers");
    assert!(none.contains("\nof 2 seals, 0 hold\n") && !none.contains("believed\n"), "{none}");
    for (line, checked, known) in [(all, false, Value::Null), (one, true, Value::from(true))] {
        let told: Value = serde_json::from_str(&said(&format!("--json {line}"))).unwrap();
        assert_eq!(told["signers_checked"], checked, "{told}");
        assert!(told["seals"].as_array().unwrap().iter().any(|seal| seal["known"] == known), "{told}");
    }
    assert_eq!(world.run("--json verify").json().get("signers_checked"), None);
}

#[test]
fn a_seal_whose_line_ends_were_changed_is_named_so_and_mended_as_it_is_said() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    world.enter("seal --key key -o head.seal");
    let seal = fs::read_to_string(world.path("head.seal")).unwrap();
    world.write("mailed.seal", seal.replace('\n', "\r\n"));
    for (lang, said, way) in [("en", "CR LF", "binary transfer"), ("fr", "CR LF", "transfert binaire")] {
        let error = world.stopped(&format!("--lang {lang} verify --seal mailed.seal"), 4, "not_a_seal");
        assert!(error["message"].as_str().unwrap().contains(said), "{error}");
        assert!(error["hints"][0].as_str().unwrap().contains(way), "{error}");
    }
    let error = world.stopped("verify --seal mailed.seal", 4, "not_a_seal");
    let line = error["hints"][1].as_str().unwrap().split('`').nth(1).unwrap().to_owned();
    assert_eq!(world.shell(&line).status, 0, "{line}");
    assert_eq!(world.codes("verify --seal NEW.seal"), [""; 0]);
}

#[test]
fn of_a_believed_key_every_seal_is_missed_though_none_is_there() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    world.key("other", PLAIN);
    fs::create_dir(world.path("seals")).unwrap();
    world.enter("seal --key key -o gone.seal\nseal --key other -o seals/");
    assert_eq!(world.codes("verify --seal seals/"), [""; 0]);
    fs::write(
        world.path("both.signers"),
        ["key", "other"]
            .map(|key| fs::read_to_string(world.path(format!("{key}.signers"))).unwrap())
            .concat(),
    )
    .unwrap();
    assert_eq!(world.codes("verify --seal seals/ --signers both.signers"), ["seal_missing"]);
    let said = world.run("verify --seal seals/ --signers both.signers");
    assert!(said.stderr.contains("copied and never moved"), "{said}");
    let said = world.run("--lang fr verify --seal seals/ --signers both.signers");
    assert!(said.stderr.contains("se copie et ne se déplace pas"), "{said}");
    fs::copy(world.path("gone.seal"), world.path("seals/gone.seal")).unwrap();
    assert_eq!(world.codes("verify --seal seals/ --signers both.signers"), [""; 0]);
}

#[test]
fn a_seal_goes_to_standard_output_as_any_file_does() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    // A file of that name is none that was asked for.
    let printed = world.run("seal --key key -o -");
    assert!(!world.path("-").exists());
    assert!(printed.stderr.starts_with("seal of event 4, key `SHA256:"), "{printed}");
    world.write("head.seal", &printed.stdout);
    assert_eq!(world.codes("verify --seal head.seal --signers key.signers"), [""; 0]);
    assert!(world.log().lines().last().unwrap().contains(r#""type":"sealed""#));
    let log = world.log();
    let french = world.run("--lang fr --json seal --key key -o -");
    assert!(french.status == 1 && french.stdout.contains("la sortie standard porte la réponse"), "{french}");
    world.stopped("seal --key key -o -", 1, "output");
    // What could not be written was not sealed.
    assert_eq!(world.shell("rebond seal --key key -o - > /dev/full").status, 1);
    assert_eq!(world.log(), log);
    let text = world.run("seal --unsigned -o -").success();
    assert!(text.starts_with("rebond seal 1\n") && !text.contains("BEGIN"), "{text}");
}

#[test]
fn the_commands_that_are_said_make_a_seal_of_the_text_and_check_it() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    for french in [false, true] {
        let world = if french { World::french() } else { World::new() };
        let world = world.with_record();
        world.key("key", PLAIN);
        fs::create_dir(world.path("les scellés")).unwrap();
        for (output, make) in [
            ("head.txt", ""),
            ("'les scellés/'", ""),
            ("text-without-ending", ""),
            ("-", "cp printed head.txt;"),
        ] {
            for left in ["head.txt", "head.txt.sig", "head.seal"] {
                let _ = fs::remove_file(world.path(left));
            }
            let said = world.run(&format!("seal --unsigned -o {output}"));
            world.write("printed", &said.stdout);
            let lines: Vec<_> = said.stderr.lines().filter_map(|line| line.strip_prefix("  ")).collect();
            assert_eq!(lines.len(), 4, "{said}");
            let script = lines.join(" && ").replace("KEY", "key").replace("CLÉ", "key");
            let script = script.replace("SIGNERS", "key.signers").replace("SIGNATAIRES", "key.signers");
            let script = script.replace("WHO", "elodie").replace("QUI", "elodie");
            let done = world.shell(&format!("{make} {script}"));
            assert_eq!(done.status, 0, "{script}: {done}");
            assert!(done.stdout.contains("Good \"rebond\" signature for elodie"), "{done}");
            let checked = if french { "de clés admises" } else { "by keys that are believed" };
            assert!(done.stdout.contains(checked), "{done}");
        }
    }
}

/// What `docs/trust.md` says of it.
#[test]
fn a_seal_whose_recording_was_cut_off_is_good_and_its_loss_goes_unnoticed() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    fs::create_dir(world.path("seals")).unwrap();
    world.enter("seal --key key -o seals/\nbackup before.db\nseal --key key -o cut-off.seal");
    swap(&world, &world.path("before.db"));
    assert_eq!(world.codes("verify --seal cut-off.seal --signers key.signers"), [""; 0]);
    assert_eq!(world.codes("verify --seal seals/ --signers key.signers"), [""; 0], "nothing misses it");
    // The same command records it: then it is missed.
    world.enter("--cmd 01934d2a-7c00-7abc-8def-000000000041 seal --key key -o cut-off.seal");
    assert_eq!(world.codes("verify --seal seals/ --signers key.signers"), ["seal_missing"]);
}
