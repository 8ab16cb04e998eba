//! Seals: what no check of a record by itself can show, shown by a few lines that somebody else keeps.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
};

use rusqlite::Connection;
use serde_json::Value;

use crate::world::{Outcome, World, has};

/// The commands that check a seal without rebond, as help prints them.
fn commands_of_help() -> String {
    let help = World::new().run("seal --help").success();
    let lines: Vec<_> =
        help.lines().filter(|line| line.contains("X.seal") || line.contains("-Y verify")).collect();
    assert_eq!(lines.len(), 2, "{help}");
    lines.join("\n").replace('X', "\"$1\"").replace("WHO", "elodie")
}

impl World {
    /// Makes a key as a person does.
    pub(crate) fn key(&self, name: &str, options: &str) {
        let made = Command::new("/bin/sh")
            .args(["-c", &format!("ssh-keygen -q {options} -f {name}")])
            .current_dir(self.path(""))
            .stdin(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success(), "{name}");
        let public = fs::read_to_string(self.path(format!("{name}.pub"))).unwrap();
        let words: Vec<_> = public.split_whitespace().take(2).collect();
        self.write(&format!("{name}.signers"), format!("elodie {}\n", words.join(" ")));
    }

    /// Checks a seal with OpenSSH alone; the line of `ssh-keygen`.
    fn by_ssh(&self, seal: &str, signers: &str) -> Outcome {
        let script = commands_of_help().replace("-f signers", &format!("-f {signers}"));
        let mut shell = Command::new("/bin/sh");
        shell.args(["-ec", &script, "check", seal.trim_end_matches(".seal")]).current_dir(self.path(""));
        self.finish(shell, "")
    }

    pub(crate) fn codes(&self, line: &str) -> Vec<String> {
        let outcome = self.run(&format!("--json {line}"));
        let told: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|e| panic!("{e}: {outcome}"));
        let codes: Vec<_> = told["findings"]
            .as_array()
            .unwrap_or_else(|| panic!("{outcome}"))
            .iter()
            .map(|finding| finding["code"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(outcome.status, if codes.is_empty() { 0 } else { 5 }, "{outcome}");
        codes
    }
}

pub(crate) fn town() -> World {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag L1 --on 2026-01-05");
    world
}

/// The one seal of a folder.
fn only(world: &World, folder: &str) -> String {
    let names: Vec<_> = fs::read_dir(world.path(folder)).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    format!("{folder}/{}", names[0].to_str().unwrap())
}

pub(crate) const PLAIN: &str = "-t ed25519 -N ''";

#[test]
fn a_seal_is_made_with_a_key_of_openssh_and_checked_by_openssh() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    world.key("other", PLAIN);
    let made = world.run("--json seal --key key -o head.seal").json();
    assert_eq!((&made["head"]["seq"], &made["seq"]), (&Value::from(4), &Value::from(5)));
    let listed = Command::new("ssh-keygen")
        .args(["-l", "-f", "key.pub"])
        .current_dir(world.path(""))
        .output()
        .unwrap();
    assert!(String::from_utf8(listed.stdout).unwrap().contains(made["key"].as_str().unwrap()), "{made}");

    let good = world.by_ssh("head.seal", "key.signers");
    assert_eq!(good.status, 0, "{good}");
    assert!(good.stdout.contains("Good \"rebond\" signature for elodie"), "{good}");
    assert_ne!(world.by_ssh("head.seal", "other.signers").status, 0);

    // The event that says so is one like any other.
    assert!(world.log().lines().last().unwrap().contains(r#""type":"sealed""#));
    world.stopped("void 5 --reason mistyped", 1, "not_voidable");
    for line in ["verify", "verify --seal head.seal", "verify --seal head.seal --signers key.pub"] {
        assert_eq!(world.run(line).status, 0, "{line}");
    }
    assert_eq!(world.codes("verify --seal head.seal --signers key.signers"), [""; 0]);
    assert_eq!(world.codes("verify --seal head.seal --signers other.signers"), ["seal_key"]);
    let said = world.run("verify --seal head.seal").success();
    assert!(said.contains("keys not checked"), "{said}");
    let said = world.run("verify --seal head.seal --signers key.signers").success();
    assert!(said.contains("one seal checked, by keys that are believed"), "{said}");
}

#[test]
fn a_seal_that_ssh_keygen_made_of_the_same_text_is_taken() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    // A key with a passphrase, which only a person can type: another program signs.
    world.key("closed", "-t ed25519 -N secret");
    world.stopped("seal --key closed -o head.seal", 1, "bad_key");
    assert!(!world.path("head.seal").exists());
    world.enter("seal --unsigned -o head.txt");
    let opened =
        "ssh-keygen -q -p -P secret -N '' -f closed && ssh-keygen -q -Y sign -f closed -n rebond head.txt";
    let signed = world.shell(&format!("{opened} && cat head.txt head.txt.sig > head.seal"));
    assert_eq!(signed.status, 0, "{signed}");
    assert_eq!(world.codes("verify --seal head.seal --signers closed.signers"), [""; 0]);
    // A signature for something else is none for this.
    let other =
        world.shell("ssh-keygen -q -Y sign -f closed -n file < head.txt | cat head.txt - > other.seal");
    assert_eq!(other.status, 0, "{other}");
    assert_eq!(world.codes("verify --seal other.seal"), ["seal_signature"]);
}

#[test]
fn a_key_that_does_not_seal_is_refused_with_the_way_out() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    world.key("rsa", "-t rsa -b 2048 -N ''");
    world.key("ecdsa", "-t ecdsa -N ''");
    world.write("text", "not a key\n");
    fs::copy(world.path("key"), world.path("open")).unwrap();
    fs::set_permissions(world.path("open"), fs::Permissions::from_mode(0o644)).unwrap();
    for (key, said) in [
        ("rsa", "ssh-rsa"),
        ("ecdsa", "ecdsa-sha2-nistp256"),
        ("key.pub", "public key"),
        ("text", "no private key"),
        ("open", "mode 644"),
    ] {
        let error = world.stopped(&format!("seal --key {key} -o head.seal"), 1, "bad_key");
        assert!(error["message"].as_str().unwrap().contains(said), "{error}");
        assert!(!error["hints"].as_array().unwrap().is_empty(), "{error}");
    }
    world.stopped("seal --key nowhere -o head.seal", 4, "unreadable_file");
    assert!(!world.path("head.seal").exists());
    // Nothing secret is ever said.
    let secret = fs::read_to_string(world.path("key")).unwrap();
    let inside: Vec<_> = secret.lines().skip(1).take(3).collect();
    let said = world.run("seal --key key -o head.seal");
    assert!(!inside.iter().any(|line| format!("{said}").contains(line)));
}

#[test]
fn a_tampered_seal_is_refused_by_both() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    world.enter("seal --key key -o head.seal");
    let seal = fs::read_to_string(world.path("head.seal")).unwrap();
    let hash = seal.lines().find_map(|line| line.strip_prefix("hash: ")).unwrap();
    let other = format!("{}{}", if hash.starts_with('0') { '1' } else { '0' }, &hash[1..]);
    for (from, to, codes) in [
        (hash, other.as_str(), &["seal_signature", "seal_head"][..]),
        ("event: 4", "event: 3", &["seal_signature", "seal_head"]),
        ("event: 4", "event: 400", &["seal_signature", "seal_beyond"]),
        ("Ville de Valmont", "Ville de Valmonz", &["seal_signature"]),
    ] {
        assert!(seal.contains(from));
        world.write("bad.seal", seal.replace(from, to));
        assert_ne!(world.by_ssh("bad.seal", "key.signers").status, 0, "{to}");
        assert_eq!(world.codes("verify --seal bad.seal"), codes, "{to}");
    }
}

#[test]
fn what_is_no_seal_and_a_folder_without_one_are_not_fine() {
    let world = town();
    fs::create_dir(world.path("empty")).unwrap();
    world.write("empty/readme.txt", "nothing");
    world.write("list.seal", "une liste de courses\n");
    world.write("bytes.seal", [0xff, 0xfe, 0]);
    world.write("nothing.seal", "");
    world.stopped("verify --seal empty", 4, "no_seal");
    for file in ["list.seal", "bytes.seal", "nothing.seal"] {
        world.stopped(&format!("verify --seal {file}"), 4, "not_a_seal");
    }
    world.stopped("verify --seal nowhere.seal", 4, "unreadable_file");
    fs::copy(world.path("list.seal"), world.path("empty/list.seal")).unwrap();
    world.stopped("verify --seal empty", 4, "not_a_seal");
    if has("ssh-keygen", "ssh-keygen") {
        world.key("key", PLAIN);
        world.enter("seal --key key -o head.seal");
        for signers in
            ["", "# nobody\n", "elodie ssh-ed25519\n", "elodie valid-before=\"20200101\" ssh-ed25519 AAAA\n"]
        {
            world.write("signers", signers);
            world.stopped("verify --seal head.seal --signers signers", 4, "bad_signers");
        }
        // A former file that is no seal is not overwritten.
        world.stopped("seal --key key -o list.seal", 4, "not_a_seal");
    }
}

/// Puts another log under the same name: the database of `from`, taken as it lies.
pub(crate) fn swap(world: &World, from: &Path) {
    for part in ["-wal", "-shm"] {
        let _ = fs::remove_file(world.path(format!("data/rebond/rebond.db{part}")));
    }
    fs::copy(from, world.database()).unwrap();
}

#[test]
fn an_older_copy_that_goes_on_is_found_and_is_not_sealed_over() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    fs::create_dir(world.path("seals")).unwrap();
    world.enter("backup old.db");
    world.enter("add --kind laptop --tag L2 --on 2026-01-05");
    world.enter("seal --key key -o seals");
    assert_eq!(world.codes("verify --seal seals"), [""; 0]);

    // An older copy: nothing in it is wrong, and the end is not there.
    swap(&world, &world.path("old.db"));
    assert_eq!(world.codes("verify --full"), [""; 0]);
    assert_eq!(world.codes("verify --seal seals"), ["seal_beyond"]);
    world.stopped("seal --key key -o seals", 5, "seal_beyond");

    // It goes on, past where it was sealed.
    world.enter(
        "add --kind laptop --tag M1 --on 2026-01-05
         add --kind laptop --tag M2 --on 2026-01-05
         add --kind laptop --tag M3 --on 2026-01-05",
    );
    assert_eq!(world.codes("verify"), [""; 0]);
    assert_eq!(world.codes("verify --seal seals"), ["seal_head"]);
    let error = world.stopped("seal --key key -o seals", 5, "seal_head");
    assert!(error["message"].as_str().unwrap().contains(&only(&world, "seals")), "{error}");
    world.stopped(&format!("seal --key key -o new.seal --against {}", only(&world, "seals")), 5, "seal_head");
    fs::copy(world.path(only(&world, "seals")), world.path("former.seal")).unwrap();
    world.stopped("seal --key key -o former.seal", 5, "seal_head");
    assert!(!world.path("new.seal").exists());

    // Another record under the same name.
    world.enter("--db other.db init --org 'Ville de Valmont' --prefix VAL");
    swap(&world, &world.path("other.db"));
    assert_eq!(world.codes("verify --seal seals"), ["seal_log"]);
    world.stopped("seal --key key -o seals", 5, "seal_log");
}

#[test]
fn a_log_rewritten_whole_is_found_by_its_seal_alone() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    // The same log identity, another past: what an editor makes who knows the program.
    let (world, forged) = (World::new().with_record(), World::new().with_record());
    world.enter("add --kind laptop --tag L1 --on 2026-01-05\nadd --kind laptop --tag L2 --on 2026-01-05");
    forged.enter("add --kind laptop --tag L1 --on 2026-01-06\nadd --kind laptop --tag L2 --on 2026-01-05");
    world.key("key", PLAIN);
    world.enter("seal --key key -o head.seal");
    forged.enter("backup forged.db");
    swap(&world, &forged.path("forged.db"));
    assert_eq!(world.codes("verify --full"), [""; 0]);
    assert_eq!(world.codes("verify --seal head.seal --signers key.signers"), ["seal_head"]);
}

#[test]
fn a_seal_that_is_lost_is_missed() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    fs::create_dir(world.path("seals")).unwrap();
    world.enter("seal --key key -o seals");
    let first = only(&world, "seals");
    world.enter("seal --key key -o seals");
    assert_eq!(world.codes("verify --seal seals"), [""; 0]);
    fs::remove_file(world.path(&first)).unwrap();
    assert_eq!(world.codes("verify --seal seals"), ["seal_missing"]);
    // One seal alone is not asked for the others.
    assert_eq!(world.codes(&format!("verify --seal {}", only(&world, "seals"))), [""; 0]);
}

#[test]
fn a_printed_head_is_a_seal_on_paper() {
    let world = town();
    let printed = world.run("report decree --period 2026").success();
    let line = printed.lines().find(|line| line.contains("Record at event")).unwrap();
    let digits: String = line.chars().filter(char::is_ascii_digit).take(1).collect();
    let hash = line.trim_end_matches('.').rsplit(' ').next().unwrap().to_owned();
    assert_eq!(world.codes(&format!("verify --at {digits}:{hash}")), [""; 0]);
    let full = world.run("--json verify").json()["head"]["hash"].as_str().unwrap().to_uppercase();
    assert_eq!(world.codes(&format!("verify --at 4:{full}")), [""; 0]);
    assert_eq!(world.codes(&format!("verify --at 3:{hash}")), ["printed_head"]);
    assert_eq!(world.codes(&format!("verify --at 400:{hash}")), ["printed_beyond"]);
    // It is said in words, and nothing was sealed.
    for (lang, there, gone, sealed) in [
        (
            "en",
            "the head that was printed at event 4",
            "its head was printed, and the log ends before it",
            "seal",
        ),
        ("fr", "l’empreinte imprimée à l’événement 4", "son empreinte fut imprimée", "scell"),
    ] {
        let said = world.run(&format!("--lang {lang} verify --at 4:{hash}")).success();
        assert!(said.contains(there) && said.contains(&hash) && !said.contains(sealed), "{said}");
        for at in ["400", "3"] {
            let said = world.run(&format!("--lang {lang} verify --at {at}:{hash}"));
            assert!(
                said.status == 5 && !said.stdout.contains(sealed) && !said.stdout.contains(there),
                "{said}"
            );
            assert!(at == "3" || said.stdout.contains(gone), "{said}");
        }
    }
    for bad in ["4", "4:abc", "0:ce125db24b0f", "x:ce125db24b0f", "4:zzzzzzzzzzzz"] {
        world.stopped(&format!("verify --at {bad}"), 2, "usage");
    }
}

#[test]
fn seals_of_a_folder_each_have_a_name_and_none_is_overwritten() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    world.key("key", PLAIN);
    fs::create_dir(world.path("seals")).unwrap();
    let path = world.run("--json seal --key key -o seals").json()["path"].as_str().unwrap().to_owned();
    assert!(path.starts_with("seals/rebond-20261123T09") && path.ends_with("Z-4.seal"), "{path}");
    assert_eq!(fs::metadata(world.path(&path)).unwrap().permissions().mode() & 0o777, 0o640);
    let conn = Connection::open(world.database()).unwrap();
    let sealed: i64 =
        conn.query_row("SELECT count(*) FROM event WHERE type = 'sealed'", [], |row| row.get(0)).unwrap();
    assert_eq!(sealed, 1);
}
