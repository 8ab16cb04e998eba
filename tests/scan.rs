//! Sessions of scans: what a scanner types is understood, recorded before it is answered, and never
//! lost.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Stdio},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};

use crate::world::{World, split};

/// Three machines in use by Urbanisme.
fn bench(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "add --kind laptop --tag PC-0101 --manufacturer Dell --model 'Latitude 5400' --serial CZC901381R \
            --service Urbanisme --site Mairie
         add --kind desktop --tag PC-0102 --alias GLPI-12 --alias 'Vieux PC n°4' --service Urbanisme
         add --kind monitor --tag EC-0103 --service Voirie",
    );
    world
}

#[test]
fn a_technician_scans_from_collection_to_triage_without_touching_the_keyboard() {
    let world = bench(World::new());
    let said = world.pipe(
        "scan",
        "pc-0101\rREBOND:COLLECT\rREBOND:SITE:MAIRIE\rPC-0101\r]C0CZC901381R\rEC-0103\rREBOND:UNDO\r\
         PC-0102\r]Q1REBOND:TRIAGE:RECONDITION\rPC-0101\rPC-0102\rEC-0103\rREBOND:DONE\rPC-0101\r",
    );
    insta::assert_snapshot!(said, @r#"
    PC-0101: laptop Dell Latitude 5400, in use, Urbanisme, Mairie
    each scan comes back from use
    what is collected, deployed or moved from now on is on site Mairie
    PC-0101: back from use, Mairie
    PC-0101: scanned already, ignored (read: CZC901381R)
    EC-0103: back from use, Mairie
    [voided] EC-0103: back from use, Mairie
    PC-0102: back from use, Mairie
    each scan is triaged, to be reconditioned
    PC-0101: triaged, to be reconditioned
    PC-0102: triaged, to be reconditioned
    EC-0103: back from use; triaged, to be reconditioned
    ------- stderr -------
    5 recorded, 1 shown, 1 ignored, 1 taken back
    "#);
    assert_eq!(world.fact("PC-0101", "state"), "in_workshop");
    assert_eq!(world.fact("PC-0102", "site"), "Mairie");
    world.run("verify").success();
}

#[test]
fn the_same_in_french() {
    let world = bench(World::french());
    let said = world.pipe(
        "scan --action collect --site Mairie",
        "PC)à&à&\rPC-0101\rvieux pc n°4\rannuler\rREBOND:FLY\rREBONDMTRIQGEMRECYCLE\rEC-0103\rfini\r",
    );
    insta::assert_snapshot!(said, @r#"
    PC-0101 : retourné, Mairie (arrivé sous la forme PC)à&à&)
    PC-0101 : déjà lu, ignoré
    PC-0102 : retourné, Mairie (lu : vieux pc n°4)
    [annulé] PC-0102 : retourné, Mairie
    refusé : « REBOND:FLY » n’est pas une carte d’action connue
    chaque équipement lu est trié, à recycler (arrivé sous la forme REBONDMTRIQGEMRECYCLE)
    EC-0103 : retourné ; trié, à recycler
    ------- stderr -------
    attention : la douchette tape comme sur un clavier américain ; ce qu’elle a lu a été retrouvé, mais mieux vaut la régler sur le clavier français
    conseil : les cartes sont `REBOND:SHOW`, `REBOND:COLLECT`, `REBOND:DEPLOY:SERVICE`, `REBOND:TRIAGE:RECONDITION`, `REBOND:TRIAGE:RECYCLE`, `REBOND:TRIAGE:KEEP`, `REBOND:SITE:SITE`, `REBOND:UNDO`, `REBOND:DONE`
    chaque lecture affiche l’équipement
    lectures : 2 enregistrées, 1 ignorée, 1 annulée, 1 refusée
    [exit status: 1]
    "#);
}

#[test]
fn every_form_of_a_code_is_understood() {
    let world = bench(World::new());
    let id = world.fact("PC-0101", "id").as_str().unwrap().to_owned();
    world.enter(
        "add --kind laptop --tag SN-1 --alias 77 --alias 'https://glpi.fr/front/monitor.form.php?id=5'",
    );
    for (typed, tag) in [
        ("PC-0101".to_owned(), "PC-0101"),
        ("  pc-0101   ".to_owned(), "PC-0101"),
        ("]Q1PC-0101".to_owned(), "PC-0101"),
        ("]C1\u{1d}PC-0101\u{1d}".to_owned(), "PC-0101"),
        ("]A0CZC901381R".to_owned(), "PC-0101"),
        ("HTTPS://PARC.VALMONT.FR/A/PC-0101".to_owned(), "PC-0101"),
        ("https://parc.valmont.fr/a/pc-0101".to_owned(), "PC-0101"),
        ("HTTPSM!!PQRC:VQL?ONT:FR!Q!PC)à&à&".to_owned(), "PC-0101"),
        // Caps Lock, as Linux and as Windows understand it.
        ("pc)À&À&".to_owned(), "PC-0101"),
        ("pc°0101".to_owned(), "PC-0101"),
        (format!("urn:uuid:{id}"), "PC-0101"),
        ("https://snipe.valmont.fr/ht/PC-0101".to_owned(), "PC-0101"),
        ("https://snipe.valmont.fr/hardware/77".to_owned(), "SN-1"),
        ("https://glpi.fr/front/computer.form.php?id=12".to_owned(), "PC-0102"),
        ("https://glpi.fr/front/monitor.form.php?id=5".to_owned(), "SN-1"),
        ("VIEUX PC N°4".to_owned(), "PC-0102"),
    ] {
        let answers = answers(&world.pipe("--json scan", &typed).success());
        assert_eq!(answers.len(), 2, "{typed}: {answers:?}");
        assert_eq!((&answers[0]["outcome"], &answers[0]["asset"]["tag"]), (&json!("shown"), &json!(tag)));
        assert_eq!(answers[0]["scan"], typed.as_str(), "{typed}");
        let garbled = typed.contains(['à', 'À', '°']) && !typed.starts_with('V');
        assert_eq!(answers[0].get("meant").is_some(), garbled, "{typed}: {}", answers[0]);
        // What other commands take is the same, but for what a keyboard garbled and control characters.
        if !garbled && !typed.contains('\u{1d}') {
            assert_eq!(world.run_words(&["--json", "show", &typed]).json()["tag"], tag, "{typed}");
        }
    }
    // GLPI numbers computers and screens apart: the number of one is not that of another.
    for typed in ["https://glpi.fr/front/monitor.form.php?id=12", "https://snipe.valmont.fr/hardware/12"] {
        assert_eq!(answers(&world.pipe("--json scan", typed).stdout)[0]["error"]["code"], "not_found");
    }
}

#[test]
fn after_a_card_that_is_refused_nothing_is_recorded_until_another_is_taken() {
    let world = bench(World::new());
    for card in ["REBOND:DEPLOY", "REBOND:DEPLOY:NOWHERE", "REBOND:SITE:NOWHERE"] {
        let before = world.head();
        let said = world.pipe("scan", &format!("REBOND:COLLECT\n{card}\nPC-0101\n"));
        assert_eq!((said.status, world.head()), (1, before), "{said}");
        assert!(said.stderr.contains("each scan is shown"), "what is done from now on is said: {said}");
    }
    // A refused `undo` is a card too, and changes nothing of what is being done.
    let before = world.head();
    let said = world.pipe("scan", "REBOND:COLLECT\nREBOND:UNDO\nPC-0101\n");
    assert_eq!((said.status, world.head()), (1, before + 1), "{said}");
}

fn answers(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_scan_is_a_command_of_its_own_and_says_so_in_json() {
    let world = bench(World::new());
    let before = world.head();
    let said = world.pipe("--json scan --action deploy --to Voirie", "PC-0101\nPC-0404\n");
    assert_eq!(said.status, 1, "{said}");
    assert_eq!(said.stderr, "");
    let refused = answers(&said.stdout);
    assert_eq!(refused[0]["error"]["code"], "forbidden");
    assert_eq!(refused[1]["error"]["code"], "not_found");
    assert!(refused[1]["error"]["hints"][0].as_str().unwrap().contains("PC-0101"), "{said}");
    assert_eq!(
        refused[2],
        json!({"outcome":"finished","recorded":0,"shown":0,"ignored":0,"undone":0,
        "refused":2,"garbled":0})
    );
    assert_eq!(world.head(), before);

    let scanned = "PC-0101\nPC-0102\nPC-0102\nundo\nPC-0102\n";
    let said = answers(&world.pipe("--json scan --action collect --note 'Salle 4'", scanned).success());
    let outcomes: Vec<&str> = said.iter().map(|answer| answer["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["recorded", "recorded", "ignored", "undone", "recorded", "finished"]);
    let cmds: BTreeSet<&str> = said.iter().filter_map(|answer| answer["cmd"].as_str()).collect();
    assert_eq!(cmds.len(), 4);
    assert_eq!(said[0]["asset"]["state"], "collected");
    assert_eq!(said[5]["recorded"], 2);
    // Every command is known: repeating it by its identity changes nothing.
    let log = world.log();
    for cmd in cmds {
        world.run(&format!("--cmd {cmd} collect PC-0101")).success();
    }
    assert_eq!(world.log(), log);
    assert!(world.run("history PC-0102").success().contains("Salle 4"));
}

#[test]
fn the_flags_of_a_session_are_those_of_its_action() {
    let world = bench(World::new());
    for line in [
        "scan --action deploy",
        "scan --action triage",
        "scan --action move",
        "scan --to Voirie",
        "scan --action collect --functional F5",
        "scan --action fly",
        "--cmd 0192f0a1-0000-7000-8000-000000000001 scan",
    ] {
        assert_eq!(world.pipe(line, "PC-0101\n").status, 2, "{line}");
    }
    for (line, state) in [
        ("scan --action move --site Annexe", "deployed"),
        ("scan --action collect --on 2026-11-23", "collected"),
        ("scan --action triage --decision recondition --functional F5 --cosmetic B", "in_workshop"),
    ] {
        world.pipe(line, "EC-0103\n").success();
        assert_eq!(world.fact("EC-0103", "state"), state, "{line}");
    }
    assert_eq!(world.fact("EC-0103", "site"), "Annexe");
    world.pipe("scan --action ready", "EC-0103\n").success();
    world.pipe("scan --action deploy --to 'État civil'", "EC-0103\n").success();
    assert_eq!(world.fact("EC-0103", "second_lives"), 1);
}

#[test]
fn what_no_scanner_types_is_refused_and_the_session_goes_on() {
    let world = bench(World::new());
    let mut input = b"PC\xff0101\rPC\x1b[31m\r".to_vec();
    input.extend(std::iter::repeat_n(b'7', 10_000_000));
    input.extend(b"\r\n\r\n\t \rPC-0101");
    world.write("typed", &input);
    let said = world.shell("rebond scan <typed");
    insta::assert_snapshot!(said, @r#"
    refused: `scan`: “PC�0101” is not in UTF-8
    refused: `scan`: “PC\u{1b}[31m” has a control character, U+001B
    refused: `scan`: a text of 10,000,000 bytes, where 4,096 at most are kept: “777777777777777777777777777777777777777777777777777777777777…”
    PC-0101: laptop Dell Latitude 5400, in use, Urbanisme, Mairie
    ------- stderr -------
    hint: set the program or the scanner that types it to UTF-8
    hint: type it again without that character
    hint: shorten it
    1 shown, 3 refused
    [exit status: 1]
    "#);
}

/// A session whose answers are read one by one.
struct Live {
    child: Child,
    stdin: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Live {
    fn start(world: &World, line: &str) -> Self {
        let mut command = world.command(&split(line));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, stdin, answers: BufReader::new(stdout) }
    }

    /// Scans, and waits for the answer while the input stays open.
    fn scan(&mut self, typed: &str) -> String {
        writeln!(self.stdin, "{typed}").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        answer.trim_end().to_owned()
    }

    fn end(self) {
        drop(self.stdin);
        let mut child = self.child;
        child.wait().unwrap();
    }
}

#[test]
fn others_write_between_two_scans_and_each_scan_sees_what_they_wrote() {
    let world = bench(World::new());
    let mut session = Live::start(&world, "scan --action collect");
    assert_eq!(session.scan("PC-0101"), "PC-0101: back from use");
    // It is on record before the answer, and no lock is held while the session waits.
    assert_eq!(world.fact("PC-0101", "state"), "collected");
    world.enter("add --kind tablet --tag TB-1 --service Voirie\ntriage PC-0101 --decision keep");
    assert_eq!(session.scan("TB-1"), "TB-1: back from use");
    // Not a double scan: something has happened to it since.
    world.enter("deploy PC-0101 --to Voirie");
    assert_eq!(session.scan("PC-0101"), "PC-0101: back from use");
    // What others did since stands on what this session recorded: it is not taken back.
    world.enter("triage PC-0101 --decision recycle");
    assert!(session.scan("undo").starts_with("refused: "));
    session.end();
    world.run("verify").success();
}

#[test]
fn a_session_follows_its_record_where_another_file_takes_the_name() {
    let world = bench(World::new());
    let mut session = Live::start(&world, "scan --action collect");
    assert_eq!(session.scan("PC-0101"), "PC-0101: back from use");
    let folder = world.path("data/rebond");
    let aside = world.path("data/before");
    fs::rename(&folder, aside).unwrap();
    world.run("init").success();
    world.enter("add --kind laptop --tag NEW-1 --service Voirie");
    assert_eq!(session.scan("NEW-1"), "NEW-1: back from use");
    assert_eq!(world.fact("NEW-1", "state"), "collected");
    session.end();
    world.run("verify").success();
}

/// What is recorded as collected, by tag.
fn collected(world: &World) -> BTreeSet<String> {
    let mut tags = BTreeMap::new();
    let mut collected = BTreeSet::new();
    for line in world.log().lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        let asset = event["asset"].as_str().unwrap_or_default().to_owned();
        if event["type"] == "added" {
            tags.insert(asset, event["data"]["tag"].as_str().unwrap().to_owned());
        } else if event["type"] == "collected" {
            collected.insert(tags[&asset].clone());
        }
    }
    collected
}

#[test]
fn a_killed_session_loses_no_answered_scan() {
    const ROUNDS: usize = 20;
    const A_ROUND: usize = 30;
    let seed = u64::from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos()) | 1;
    println!("seed {seed}");
    let mut state = seed;
    let mut random = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let world = World::new().with_record();
    let mut waiting: Vec<String> = (0..ROUNDS * A_ROUND).map(|n| format!("K{n:04}")).collect();
    let rows = waiting.join(",monitor,Voirie\n");
    world.write("parc.csv", format!("tag,kind,service\n{rows},monitor,Voirie\n"));
    world.run("import parc.csv").success();
    let (mut kills, mut known) = (0, BTreeSet::new());
    for round in 0..ROUNDS {
        let mut session = Live::start(&world, "scan --action collect");
        let scans: Vec<String> = waiting.drain(..A_ROUND).collect();
        // The scanner is faster than the disk: scans wait in the pipe, and the input never ends.
        session.stdin.write_all(format!("{}\n", scans.join("\n")).as_bytes()).unwrap();
        let mut answered = BTreeSet::new();
        let take = |line: &str| line.split_once(':').map(|(tag, _)| tag.to_owned());
        for _ in 0..random(6) {
            let mut line = String::new();
            session.answers.read_line(&mut line).unwrap();
            answered.extend(take(&line));
        }
        let pause = Duration::from_micros(random(8_000));
        let until = Instant::now() + pause;
        while Instant::now() < until {
            thread::yield_now();
        }
        session.child.kill().unwrap();
        kills += usize::from(session.child.wait().unwrap().signal() == Some(9));
        // What it had answered before it died was answered.
        let mut rest = String::new();
        session.answers.read_to_string(&mut rest).unwrap();
        answered.extend(rest.lines().filter(|line| line.ends_with("back from use")).filter_map(take));

        assert_eq!(world.run("--json verify").json()["ok"], true, "seed {seed}, round {round}");
        let recorded: BTreeSet<String> = collected(&world).difference(&known).cloned().collect();
        let lost: Vec<_> = answered.difference(&recorded).collect();
        assert!(lost.is_empty(), "seed {seed}, round {round}: answered, and lost: {lost:?}");
        let extra: Vec<_> = recorded.difference(&answered).collect();
        assert!(extra.len() <= 1, "seed {seed}, round {round}: recorded, not answered: {extra:?}");
        println!(
            "round {round}: {} answered, {} recorded, {extra:?} unanswered",
            answered.len(),
            recorded.len()
        );
        known.extend(recorded);
    }
    println!("{kills} kills of {ROUNDS} fired");
    assert!(kills >= ROUNDS / 2, "seed {seed}: only {kills} sessions were killed before they ended");
    assert!(known.len() > ROUNDS, "seed {seed}: only {} scans were recorded", known.len());
}

/// A memory dump of the shared samples; said and skipped where they are not.
fn sample(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/scanner").join(name);
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        println!("SKIPPED: {} is missing", path.display());
    }
    bytes
}

#[test]
fn a_scan_that_could_not_be_shown_is_repeated_under_the_same_name() {
    let world = bench(World::new());
    let said = world.shell("echo PC-0101 | rebond --actor 'Bob Lee' scan --action collect > /dev/full");
    assert_eq!(said.status, 6, "{said}");
    let offered = said.stderr.lines().find(|line| line.contains("--cmd ")).unwrap().trim();
    assert!(offered.contains("--actor 'Bob Lee' collect PC-0101"), "{said}");
    let log = world.log();
    world.run_words(&split(offered)[1..]).success();
    assert_eq!(world.log(), log);
}

#[test]
fn the_memory_of_a_handheld_is_replayed_as_one_command() {
    let world = bench(World::new());
    world.write(
        "SCANNED.TXT",
        "]C0PC-0101,003278,14:41:03,20/11/2026\r\nEC-0103,003278,14:41:05,20/11/2026\r\n\
         PC-0102,003278,14:41:01,20/11/2026\r\nMAIRIE,003278,14:41:02,20/11/2026\r\n\
         EC-0103,003278,14:41:06,20/11/2026\r\n",
    );
    let said = world.run("scan --from SCANNED.TXT");
    insta::assert_snapshot!(said, @r#"
    PC-0102: desktop computer, in use, Urbanisme
    PC-0101: laptop Dell Latitude 5400, in use, Urbanisme, Mairie
    EC-0103: monitor, in use, Voirie
    ------- stderr -------
    scanner 003278: 5 scans, 1 ignored
    "#);
    let cmd = "0192f0a1-0000-7000-8000-000000000003";
    let said = world.run(&format!("--cmd {cmd} scan --from SCANNED.TXT --action collect"));
    insta::assert_snapshot!(said, @r#"
    ------- stderr -------
    PC-0102: back from use
    PC-0101: back from use, Mairie
    EC-0103: back from use, Mairie
    scanner 003278: 5 scans, 3 recorded, 1 ignored
    warning: the clock of the scanner says 2026-11-20; recorded on 2026-11-23; another day is given with `--on`
    "#);
    // In the order of time: PC-0102 was scanned before the location.
    assert_eq!(world.fact("PC-0102", "site"), Value::Null);
    assert_eq!(world.fact("EC-0103", "site"), "Mairie");
    // Repeated, it says what it did, whatever happened since.
    world.enter("triage EC-0103 --decision keep\n edit PC-0101 --tag PC-0201");
    let log = world.log();
    let again = world.run(&format!("--json --cmd {cmd} scan --from SCANNED.TXT --action collect")).json();
    for (key, value) in
        [("repeated", json!(true)), ("read", json!(5)), ("recorded", json!(3)), ("ignored", json!(1))]
    {
        assert_eq!(again[key], value, "{key}");
    }
    // Of another memory under that identity the log does not tell.
    world.write("OTHER.TXT", "PC-0201\n");
    let other = world.run(&format!("--json --cmd {cmd} scan --from OTHER.TXT --action collect")).json();
    assert_eq!(
        (&other["repeated"], &other["recorded"], &other["ignored"]),
        (&json!(true), &json!(null), &json!(null))
    );
    assert_eq!(world.log(), log);
}

#[test]
fn a_handheld_memory_with_one_bad_line_records_nothing() {
    let world = bench(World::new());
    for (memory, line, code) in [
        ("PC-0101\nPC-0404\nPC-0102\n", "line 2", "refused_scans"),
        ("PC-0101\nREBOND:SITE:NOWHERE\n", "line 2", "refused_scans"),
        ("PC-0101,10:00:00,31/02/2026\n", "line 1", "input"),
        ("PC-0101,10:00:00\nPC-0102\n", "line 2", "input"),
        ("", "line 1", "input"),
        ("PC-0101\0", "line 1", "input"),
    ] {
        world.write("memory.txt", memory);
        let error = world.stopped("scan --from memory.txt --action collect", 4, code);
        assert!(error["message"].as_str().unwrap().contains(line), "{error}");
    }
    world.write("memory.txt", "x,PC-0101,y\nz,PC-0102,t\n");
    world.stopped("scan --from memory.txt --action collect --column 9", 4, "input");
    world.run("scan --from memory.txt --action collect --column 2").success();
    assert_eq!(world.fact("PC-0102", "state"), "collected");
    assert_eq!(world.run("scan --column 2").status, 2);
    assert_eq!(world.run("scan --from nowhere.txt").status, 4);
}

#[test]
fn the_public_samples_of_handhelds_are_read() {
    let world = World::new().with_record();
    let codes = ["8710841030181", "8710841090246", "9780131103627"];
    for code in codes {
        world.enter(&format!("add --kind monitor --tag {code} --service Voirie"));
    }
    if let Some(memory) = sample("opticon_opn2006_SCANNED.TXT") {
        world.write("SCANNED.TXT", memory);
        let told = world.run("--json scan --from SCANNED.TXT").json();
        let tags: Vec<&str> =
            told["assets"].as_array().unwrap().iter().map(|a| a["tag"].as_str().unwrap()).collect();
        // By time, the third line comes first.
        assert_eq!(tags, [codes[2], codes[0], codes[1]]);
        assert_eq!(
            (&told["scanner"], &told["from"], &told["to"]),
            (&json!("003278"), &json!("2009-11-23"), &json!("2009-11-23"))
        );
    }
    if let Some(memory) = sample("asp_ppbcr_location_then_records.txt") {
        world.write("ASP.TXT", memory);
        let missing = world.stopped("scan --from ASP.TXT", 4, "refused_scans");
        assert!(missing["message"].as_str().unwrap().contains("S450000008"), "{missing}");
        // Each stands elsewhere than it was scanned; the one that was scanned twice was seen in two places.
        for tag in
            ["R45000000U", "R450000019", "R45000001L", "R45000001M", "R45000004H", "R45000003E", "R45000003C"]
        {
            world.enter(&format!("add --kind monitor --tag {tag} --service Voirie --site Elsewhere"));
        }
        for site in ["S450000008", "S45000000H", "S45000001C"] {
            world.enter(&format!("add --kind monitor --service Voirie --site {site}"));
        }
        let told = world.run("--json scan --from ASP.TXT --action move --to Voirie").json();
        assert_eq!(told["scanner"], "ASP PPBCR");
        assert_eq!((&told["read"], &told["from"]), (&json!(12), &json!("1996-04-22")));
        assert_eq!((&told["recorded"], &told["ignored"]), (&json!(8), &json!(0)));
        for (tag, site) in [
            ("R45000000U", "S450000008"),
            ("R450000019", "S450000008"),
            ("R45000001M", "S45000000H"),
            ("R45000004H", "S450000008"),
            ("R45000001L", "S45000001C"),
            ("R45000003C", "S45000001C"),
        ] {
            assert_eq!(world.fact(tag, "site"), site, "{tag}");
        }
    }
}
