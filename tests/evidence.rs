//! Files kept as evidence: attached, listed, written again, compared, erased.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
};

use insta::assert_snapshot;
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::world::{Outcome, World};

/// What a file that is attached says.
pub(crate) const SLIP: &[u8] = b"Bon de retrait\n17\n";

/// The most that a file may have.
const MOST: usize = 16 << 20;

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

pub(crate) fn desk() -> World {
    let world = World::new().with_record();
    world.write("bon 17.pdf", SLIP);
    world.enter(
        "add --kind laptop --tag A1
         add --kind laptop --tag A2
         media add A1 --kind ssd --serial S-1",
    );
    world
}

pub(crate) fn lines(outcome: Outcome) -> Vec<Value> {
    outcome.success().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_file_comes_with_what_it_proves_and_is_written_again_as_it_was() {
    let world = desk();
    assert_snapshot!(world.run("deploy A1 A2 --to Urbanisme --evidence 'bon 17.pdf'"), @"
    ------- stderr -------
    A1: deployed to Urbanisme
    A2: deployed to Urbanisme
    A1 and A2: evidence attached, 18 B, SHA-256 dfc3ea3a705b
    warning: new service “Urbanisme”, code `URBANISME`
    ");
    assert_snapshot!(world.run("evidence list"), @"
    SHA-256       Size  Name        About  Day         Event  Status
    dfc3ea3a705b  18 B  bon 17.pdf  A1     2026-11-23  9      kept
    dfc3ea3a705b  18 B  bon 17.pdf  A2     2026-11-23  9      kept
    ");
    assert_snapshot!(world.run("show A2"), @"
    Tag              A2
    Kind             Laptop
    State            In use
    Service          Urbanisme
    WEEE category    2
    Mass             1.65 kg
    Acquired         Bought new
    Deployments      1
    Evidence         1 file: `rebond evidence list A2`
    Media inventory  To be completed
    Event            8
    ");
    assert_snapshot!(world.run("history A2"), @"
    Event  Day         Who  What happened
    5      2026-11-23  ana  A2: added, laptop, in stock
    8      2026-11-23  ana  A2: deployed to Urbanisme
    9      2026-11-23  ana  A1 and A2: evidence “bon 17.pdf” attached, 18 B, SHA-256 dfc3ea3a705b
    ");
    // The name is not that of a file any more: it is written where it is asked for, for owner and group.
    assert_snapshot!(world.run("evidence extract df -o a.pdf"), @"
    ------- stderr -------
    written: a.pdf
    ");
    assert_eq!(fs::read(world.path("a.pdf")).unwrap(), SLIP);
    assert_eq!(fs::metadata(world.path("a.pdf")).unwrap().permissions().mode() & 0o777, 0o640);
    let hash = sha256(SLIP);
    assert_eq!(
        world.run(&format!("evidence extract {} -o -", hash.to_uppercase())).success().as_bytes(),
        SLIP
    );
    let written = world.run(&format!("--json evidence extract {hash} -o b.pdf")).json();
    assert_eq!(written, json!({"written": "b.pdf", "sha256": hash, "size": SLIP.len()}));
    assert_snapshot!(world.run("verify --full"), @"9 events verified, no difference; head of the record at event 9: 69aa2207fce7f45a5c9a5c33f56701d3b01ecc5135e7bf0418aa7654b592d13d");
}

#[test]
fn in_french() {
    let world = World::french().with_record();
    world.write("bon 17.pdf", SLIP);
    world.enter("add --kind laptop --tag A1");
    assert_snapshot!(world.run("evidence add A1 'bon 17.pdf' --note 'signé'"), @"
    dfc3ea3a705b6b78495dc46dadf034860271284e80ddb6be64351741b4e04a15
    ------- stderr -------
    A1 : pièce justificative jointe, 18 o, SHA-256 dfc3ea3a705b
    ");
    assert_snapshot!(world.run("evidence list A1"), @"
    SHA-256       Taille  Nom         Objet  Jour        Événement  Situation
    dfc3ea3a705b  18 o    bon 17.pdf  A1     23/11/2026  5          conservée
    ");
    assert_snapshot!(world.run("history A1"), @"
    Événement  Jour        Auteur  Fait
    4          23/11/2026  ana     A1 : ajouté, ordinateur portable, en stock
    5          23/11/2026  ana     A1 : pièce justificative « bon 17.pdf » jointe, 18 o, SHA-256 dfc3ea3a705b (note : signé)
    ");
    assert_snapshot!(world.run("evidence add A1 'bon 17.pdf'"), @"
    ------- stderr -------
    erreur : bon 17.pdf y est déjà joint, par l’événement n° 5
    conseil : ce qui est joint : `rebond evidence list ÉQUIPEMENT`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("evidence add A1 data"), @"
    ------- stderr -------
    erreur : data est un dossier ou un périphérique : une pièce justificative est un fichier
    conseil : pour plusieurs fichiers : `--evidence` une fois pour chacun
    [exit status: 1]
    ");
    assert_snapshot!(world.run("evidence forget df --reason retention"), @"
    ------- stderr -------
    pièce justificative dfc3ea3a705b : supprimée, durée de conservation échue, avec 1 nom
    ");
    assert_snapshot!(world.run("evidence extract df -o a.pdf"), @"
    ------- stderr -------
    erreur : la pièce justificative dfc3ea3a705b a été supprimée : son empreinte et sa taille sont au journal, ses octets ne sont pas conservés et ne reviennent pas
    conseil : une copie sans ce qui devait disparaître est un autre fichier, et peut être jointe
    [exit status: 1]
    ");
    assert_snapshot!(world.run("evidence list"), @"
    SHA-256       Taille  Nom         Objet  Jour        Événement  Situation
    dfc3ea3a705b  18 o    nom effacé  A1     23/11/2026  5          supprimée
    ");
}

#[test]
fn the_same_file_is_kept_once_whatever_it_is_attached_to() {
    let world = desk();
    world.write("copie.pdf", SLIP);
    let added = world.run("--json evidence add A1 'bon 17.pdf' copie.pdf").json();
    assert_eq!(added["evidence"], json!([sha256(SLIP)]), "once in a command: {added}");
    assert_eq!(added["first_seq"], added["last_seq"]);
    assert_eq!(world.run("evidence add S-1 copie.pdf").success(), format!("{}\n", sha256(SLIP)));
    world.enter("lot new --channel loss");
    world.run("evidence add LOT-2026-0001 copie.pdf").success();
    let all = lines(world.run("--json evidence list"));
    let told: Vec<_> = all.iter().map(|row| (&row["about"], &row["subject"], &row["name"])).collect();
    let row = |about: &str, subject: &str, name: &str| {
        let text = |text: &str| Value::String(text.to_owned());
        (text(about), text(subject), text(name))
    };
    let expected = [
        row("asset", "A1", "bon 17.pdf"),
        row("medium", "S-1", "copie.pdf"),
        row("lot", "LOT-2026-0001", "copie.pdf"),
    ];
    assert_eq!(told, expected.iter().map(|(a, b, c)| (a, b, c)).collect::<Vec<_>>());
    let keys: Vec<&String> = all[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["about", "name", "on", "seq", "sha256", "size", "state", "subject"]);
    let conn = Connection::open(world.database()).unwrap();
    let kept: i64 = conn.query_row("SELECT count(*) FROM vault_evidence", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
    // An asset stands for the media in it.
    assert_eq!(lines(world.run("--json evidence list A1")).len(), 2);
    assert_eq!(lines(world.run("--json evidence list S-1")).len(), 1);
    assert_eq!(world.run("--json show A1").json()["evidence"], 1, "one file");
    assert_eq!(world.run("--json lot show LOT-2026-0001").json()["evidence"], 1);
    assert!(world.run("--json show A2").json().get("evidence").is_none());
    let again = world.run("evidence add A1 copie.pdf");
    assert_snapshot!(again, @"
    ------- stderr -------
    error: copie.pdf is attached to it already, by event 7
    hint: what is attached: `rebond evidence list ASSET`
    [exit status: 1]
    ");
}

#[test]
fn what_leaves_and_what_is_proved_names_the_lot_and_all_that_is_in_it() {
    let world = desk();
    world.write("certificat.pdf", b"certificat");
    world.enter(
        "party add Recyclerie --kind recycler
         sanitize S-1 --action shred --result pass --evidence 'bon 17.pdf'
         media none A2
         decommission A1 A2 --act D-1
         correct 11 --act D-2 --evidence certificat.pdf
         lot new --channel waste --to Recyclerie --waste-code '16 02 14'
         lot add LOT-2026-0001 A1 A2
         lot ship LOT-2026-0001 --evidence 'bon 17.pdf'
         lot prove LOT-2026-0001 A2 --outcome recycled --operation 'R 4' --evidence certificat.pdf",
    );
    let about = |line: &str| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        lines(world.run(line)).iter().map(|row| (text(&row["subject"]), text(&row["name"]))).collect()
    };
    let row = |subject: &str, name: &str| (subject.to_owned(), name.to_owned());
    let (slip, proof) = ("bon 17.pdf", "certificat.pdf");
    assert_eq!(about("--json evidence list S-1"), [row("S-1", slip)]);
    assert_eq!(
        about("--json evidence list LOT-2026-0001"),
        [row("LOT-2026-0001", slip), row("LOT-2026-0001", proof)]
    );
    assert_eq!(about("--json evidence list A2"), [row("A2", slip), row("A2", proof)]);
    assert_eq!(
        about("--json evidence list A1"),
        [row("A1", slip), row("S-1", slip), row("A1", proof), row("A1", slip)]
    );
    assert_eq!(world.run("verify --full").status, 0);
}

#[test]
fn what_is_no_file_to_keep_is_refused_and_nothing_is_recorded() {
    let world = desk();
    fs::create_dir(world.path("dossier")).unwrap();
    world.write("vide", "");
    world.write("long", vec![b'x'; MOST + 1]);
    world.write("juste", vec![b'x'; MOST]);
    nix::unistd::mkfifo(&world.path("tube"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    symlink(world.path("bon 17.pdf"), world.path("lien")).unwrap();
    let before = world.log();
    assert_snapshot!(world.run("collect A1 --evidence dossier"), @"
    ------- stderr -------
    error: dossier is a folder or a device: evidence is a file
    hint: several files: `--evidence` once for each
    [exit status: 1]
    ");
    for (file, said) in [
        ("absent", "absent cannot be read"),
        ("dossier", "dossier is a folder or a device"),
        ("/dev/zero", "/dev/zero is a folder or a device"),
        ("tube", "tube is a folder or a device"),
        ("vide", "vide is empty"),
        ("long", "long is longer than 16 MiB"),
    ] {
        for line in [
            format!("evidence add A1 {file}"),
            format!("deploy A1 --to Urba --evidence 'bon 17.pdf' --evidence {file}"),
        ] {
            let refused = world.run(&line).failure(1);
            assert!(refused.starts_with(&format!("error: {said}")), "{line}: {refused}");
        }
        let refused = world.run(&format!("--json evidence add A1 {file}"));
        assert_eq!(serde_json::from_str::<Value>(&refused.stdout).unwrap()["error"]["code"], "bad_evidence");
    }
    assert_eq!(world.log(), before);
    world.run("evidence add A1 lien juste").success();
    assert_eq!(lines(world.run("--json evidence list A1"))[0]["name"], "lien");
    // Many together are too much for one command.
    world.run("evidence add A2 juste juste juste juste juste juste juste juste").success();
    assert_snapshot!(world.run("evidence add A2 juste juste juste juste juste juste juste juste lien"), @"
    ------- stderr -------
    error: with lien the files of this command are longer than 128 MiB together
    hint: the others by a command of their own: `rebond evidence add ASSET FILE`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("verify --full"), @"9 events verified, no difference; head of the record at event 9: 4d7aa6ce98515cf227885c640edbecd6dfdcd59645ce68e1bb4458c1a354e383");
}

#[test]
fn a_command_that_is_known_reads_no_file_and_repeats_nothing() {
    let world = desk();
    let cmd = "01934d2a-7c00-7abc-8def-0123456789ab";
    world.run(&format!("--cmd {cmd} deploy A1 --to Urba --evidence 'bon 17.pdf'")).success();
    let before = world.log();
    fs::remove_file(world.path("bon 17.pdf")).unwrap();
    let again = world.run(&format!("--cmd {cmd} deploy A1 --to Urba --evidence 'bon 17.pdf'"));
    assert_snapshot!(again, @"
    ------- stderr -------
    recorded before, as events 7 to 8: nothing was changed
    A1: deployed to Urba
    A1: evidence attached, 18 B, SHA-256 dfc3ea3a705b
    ");
    assert_eq!(world.log(), before);
    // What records nothing keeps nothing, and says so.
    world.write("liste.csv", "tag;kind\nA1;laptop\n");
    let unused = world.run("import liste.csv --evidence liste.csv");
    assert!(unused.stderr.contains("the files given as evidence were not kept"), "{unused}");
    assert_eq!(world.log(), before);
    assert_eq!(lines(world.run("--json evidence list")).len(), 1);
}

#[test]
fn a_file_is_named_by_what_its_hash_begins_with() {
    let world = desk();
    // Two files whose hashes begin with the same digit.
    let mut names: Vec<(char, String)> = Vec::new();
    for n in 0..17 {
        let bytes = format!("pièce {n}");
        world.write(&format!("p{n}"), &bytes);
        names.push((sha256(bytes.as_bytes()).chars().next().unwrap(), format!("p{n}")));
    }
    let files: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    world.run(&format!("evidence add A1 {}", files.join(" "))).success();
    let digit =
        names.iter().find(|(digit, name)| names.iter().any(|(d, n)| d == digit && n != name)).unwrap().0;
    let said = world.run(&format!("evidence extract {digit} -o x")).failure(1);
    assert!(said.contains("several files"), "{said}");
    assert_snapshot!(world.run("evidence extract zz -o x"), @"
    ------- stderr -------
    error: the SHA-256 of no file that was attached begins with “zz”
    hint: what is attached: `rebond evidence list`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("evidence extract '' -o x"), @"
    ------- stderr -------
    error: <SHA256>: “” cannot be read; give a text that is not empty
    hint: for more: rebond evidence extract --help
    [exit status: 2]
    ");
    assert!(!world.path("x").exists());
    assert_snapshot!(world.run("evidence list Z9"), @"
    ------- stderr -------
    error: there is no asset, medium or lot “Z9”
    hint: the known ones: `rebond list`, `rebond media list` and `rebond lot list`
    [exit status: 1]
    ");
}

#[test]
fn nothing_is_written_through_a_link_or_over_a_folder() {
    let world = desk();
    world.run("evidence add A1 'bon 17.pdf'").success();
    world.write("cible", "intact");
    symlink(world.path("cible"), world.path("lien")).unwrap();
    world.run("evidence extract df -o lien").failure(1);
    assert_eq!(fs::read(world.path("cible")).unwrap(), b"intact");
    world.run("evidence extract df -o data").failure(1);
    world.run("evidence extract df -o absent/x").failure(1);
    // Over a file that is there, whole or not at all.
    world.run("evidence extract df -o cible").success();
    assert_eq!(fs::read(world.path("cible")).unwrap(), SLIP);
}

#[test]
fn an_attachment_that_is_voided_is_listed_no_more_and_its_file_is_kept() {
    let world = desk();
    world.run("evidence add A1 'bon 17.pdf'").success();
    assert_snapshot!(world.run("void 7 --reason wrong_asset"), @"
    ------- stderr -------
    event 7: voided, wrong asset
    ");
    assert_eq!(lines(world.run("--json evidence list")).len(), 0);
    assert_snapshot!(world.run("void 7 --reason wrong_asset"), @"
    ------- stderr -------
    error: event 7 is voided already
    hint: to have it stand again, record it again by its own command
    [exit status: 1]
    ");
    assert_snapshot!(world.run("history A1"), @"
    Event  Day         Who  What happened
    4      2026-11-23  ana  A1: added, laptop, in stock
    6      2026-11-23  ana  S-1: added to A1, SSD, encryption unknown
    7      2026-11-23  ana  [voided] A1: evidence “bon 17.pdf” attached, 18 B, SHA-256 dfc3ea3a705b
    8      2026-11-23  ana  event 7: voided, wrong asset
    ");
    world.run("evidence extract df -o x").success();
    // Neither does a file keep an event from being voided.
    world.run("evidence add A2 'bon 17.pdf'").success();
    world.run("void 5 --reason mistyped").success();
    assert_eq!(world.run("verify --full").status, 0);
}

#[test]
fn the_name_of_a_file_is_text_alone_whatever_stands_in_it() {
    let world = desk();
    let names = [
        "a\u{1b}[31mrouge.pdf",
        "facture\u{202e}fdp.exe",
        "ligne\n2.pdf",
        "=1+1.pdf",
        "<script>alert(1)</script>",
        " ",
    ];
    for name in names {
        // Some cannot be a name in the file system of a test: a slash.
        let place = world.path(Path::new("noms").join(name.replace('/', "∕")));
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, name).unwrap();
        let said = world.run_words(&["evidence", "add", "A1", place.to_str().unwrap()]);
        assert_eq!(said.status, 0, "{said}");
    }
    for line in [
        "evidence list",
        "--json evidence list",
        "history A1",
        "--json history A1",
        "export log",
        "--lang fr evidence list",
    ] {
        let said = world.run(line).success();
        let wrong =
            said.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(wrong, None, "{line}: {said}");
    }
    let shown: Vec<Value> =
        lines(world.run("--json evidence list")).iter().map(|row| row["name"].clone()).collect();
    assert_eq!(
        shown,
        [
            json!("a\\u{1b}[31mrouge.pdf"),
            json!("facture\\u{202e}fdp.exe"),
            json!("ligne\\n2.pdf"),
            json!("=1+1.pdf"),
            json!("<script>alert(1)<∕script>"),
            json!("_"),
        ]
    );
}
