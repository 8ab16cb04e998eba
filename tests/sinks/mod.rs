//! Hostile text is data: in every field that a person or an import fills, it does nothing in any sink, and
//! is refused at the edge where a terminal would obey it.

mod checks;
mod desk;
mod payloads;
mod refused;
mod smuggled;

use std::fs;

use self::checks::{Read, csv, html, json, markdown, svg, terminal, zpl};
use crate::{
    label::decoded,
    world::{World, has, split},
};

/// Where text comes out.
struct Sink {
    /// The command.
    line: &'static str,
    /// The file it writes, if it does not print.
    file: Option<&'static str>,
    read: fn(&str) -> Read,
    /// Of the payloads, how many are seen in it at least.
    least: usize,
}

const fn prints(line: &'static str, read: fn(&str) -> Read, least: usize) -> Sink {
    Sink { line, file: None, read, least }
}

const fn writes(line: &'static str, file: &'static str, read: fn(&str) -> Read, least: usize) -> Sink {
    Sink { line, file: Some(file), read, least }
}

/// Every sink. One that comes later is a line here and a check of its format in `checks`.
const SINKS: &[Sink] = &[
    prints("list", terminal, 45),
    prints("list --format csv", csv, 45),
    prints("--json list", json, 45),
    prints("show A1", terminal, 0),
    prints("show A2", terminal, 0),
    prints("show P10", terminal, 1),
    prints("--json show A1", json, 0),
    prints("find A1", terminal, 0),
    prints("find 1", terminal, 10),
    prints("--json find 1", json, 10),
    prints("history A1", terminal, 0),
    prints("history A3", terminal, 0),
    prints("history A4", terminal, 0),
    prints("history P10", terminal, 1),
    prints("--json history A1", json, 0),
    prints("media list", terminal, 40),
    prints("--json media list", json, 40),
    prints("party list", terminal, 45),
    prints("--json party list", json, 45),
    prints("lot list", terminal, 0),
    prints("lot show LOT-2026-0001", terminal, 0),
    prints("--json lot show LOT-2026-0001", json, 0),
    prints("policy list", terminal, 0),
    prints("--json policy list", json, 0),
    prints("export assets --holders", csv, 45),
    prints("export assets --holders --format jsonl", json, 45),
    prints("export media", csv, 40),
    prints("export media --format jsonl", json, 40),
    prints("export lots --holders", csv, 0),
    prints("export lots --holders --format jsonl", json, 0),
    prints("export parties --holders", csv, 45),
    prints("export parties --holders --format jsonl", json, 45),
    prints("export log", json, 45),
    prints("export log --format csv", csv, 0),
    prints("report reuse", terminal, 45),
    prints("report reuse --explain --format md", markdown, 45),
    prints("report reuse --format csv", csv, 45),
    prints("report reuse --format json", json, 45),
    prints("report decree --period 2026", terminal, 0),
    prints("report decree --period 2026 --format md", markdown, 0),
    prints("report reuse --explain --format html", html, 45),
    prints("lot slip LOT-2026-0001", terminal, 0),
    prints("lot slip LOT-2026-0001 --format md", markdown, 0),
    prints("lot slip LOT-2026-0001 --format html", html, 0),
    prints("--lang fr lot slip LOT-2026-0001 --format html", html, 0),
    prints("certificate LABELS --format html", html, 45),
    prints("certificate LABELS", terminal, 45),
    prints("--json certificate LABELS", json, 45),
    writes("label LABELS --size 62x29 -o a.svg", "a.svg", svg, 10),
    writes("label LABELS --size 62x29 -o a.zpl", "a.zpl", zpl, 10),
    writes("label LABELS --size 62x29 --format zpl --print-command 'cat >printed'", "printed", zpl, 10),
    writes("label cards SERVICES --size 90x38 -o cards.svg", "cards.svg", svg, 10),
    writes("label blank --count 2 --size 62x29 -o blank.svg", "blank.svg", svg, 0),
    writes("seal --unsigned -o head.seal", "head.seal", terminal, 0),
    prints("backup copy.db", terminal, 0),
    prints("--db other.db restore copy.db", terminal, 0),
    prints("verify --full", terminal, 0),
    prints("--json verify --full", json, 0),
    prints("rebuild --check", terminal, 0),
    prints("scan --from handheld.txt", terminal, 10),
    prints("--json scan --from handheld.txt", json, 10),
    prints("party forget --due --dry-run", terminal, 0),
    prints("completions bash", |_| Ok(Vec::new()), 0),
    prints("man", |_| Ok(Vec::new()), 0),
    prints("config list", terminal, 0),
    prints("--lang fr list", terminal, 45),
    prints("--lang fr show A1", terminal, 0),
    prints("--lang fr history A1", terminal, 0),
    prints("--lang fr report reuse --explain --format md", markdown, 45),
    prints("--lang fr lot show LOT-2026-0001", terminal, 0),
];

/// Whether a text is seen, whole or to where there was no more room.
fn seen(texts: &[String], payload: &str) -> bool {
    texts.iter().any(|text| {
        let cut = text.trim().strip_suffix('…').filter(|cut| cut.chars().count() > 5);
        text.contains(payload) || cut.is_some_and(|cut| cut.starts_with(payload) || payload.starts_with(cut))
    })
}

#[test]
fn no_text_does_anything_in_any_sink_and_each_is_seen() {
    let (world, marks) = desk::desk();
    let payloads = desk::kept();
    let tags: Vec<_> = (0..payloads.len()).map(|row| format!("P{row:02}")).collect();
    world.write("handheld.txt", tags.join("\n"));
    let (mut all, mut wrong) = (String::new(), Vec::new());
    for sink in SINKS {
        let words = split(sink.line).into_iter().flat_map(|word| match word.as_str() {
            "LABELS" => tags.clone(),
            "SERVICES" => payloads.iter().map(|text| format!("--service={text}")).collect(),
            _ => vec![word],
        });
        let outcome = world.run_words(&words.collect::<Vec<_>>());
        if outcome.status != 0 {
            wrong.push(format!("{}: {outcome}", sink.line));
            continue;
        }
        if let Err(why) = terminal(&outcome.stderr) {
            wrong.push(format!("{}: beside the data {why}", sink.line));
        }
        let text = sink.file.map_or(outcome.stdout, |file| fs::read_to_string(world.path(file)).unwrap());
        match (sink.read)(&text) {
            Ok(texts) => {
                let missing: Vec<_> = payloads.iter().filter(|payload| !seen(&texts, payload)).collect();
                if payloads.len() - missing.len() < sink.least {
                    let missing: Vec<String> =
                        missing.iter().map(|text| text.chars().take(40).collect()).collect();
                    wrong.push(format!("{}: not seen: {missing:?}", sink.line));
                }
                all.extend(texts);
            }
            Err(why) => wrong.push(format!("{}: {}", sink.line, why.chars().take(300).collect::<String>())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unseen: Vec<_> = marks.iter().filter(|mark| !all.contains(mark.as_str())).collect();
    assert!(unseen.is_empty(), "entered, and shown nowhere: {unseen:?}");
    assert!(!world.path("pwned").exists(), "a shell ran a text");
    pictures(&world, &payloads);
    spreadsheets(&world, &payloads);
    round_trip(&world, &payloads);
}

/// PDF and PNG: the code says the tag and no more; the texts of the page are texts.
fn pictures(world: &World, payloads: &[String]) {
    world.enter("label P00 P10 P33 P34 --size 62x29 -o a.pdf\nlabel P33 --size 62x29 -o a.png");
    assert_eq!(decoded(&fs::read_to_string(world.path("a.svg")).unwrap())[10], "P10");
    let png = fs::File::open(world.path("a.png")).unwrap();
    let mut reader = png::Decoder::new(std::io::BufReader::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let (width, height) = (info.width as usize, info.height as usize);
    let line = info.line_size;
    let dark = |x: usize, y: usize| match info.bit_depth {
        png::BitDepth::One => 255 * (pixels[y * line + x / 8] >> (7 - x % 8) & 1),
        _ => pixels[y * line + x * info.color_type.samples()],
    };
    let codes: Vec<String> = rqrr::PreparedImage::prepare_from_greyscale(width, height, dark)
        .detect_grids()
        .into_iter()
        .map(|grid| grid.decode().unwrap().1)
        .collect();
    assert_eq!(codes, ["P33"]);
    if has("poppler", "pdftotext") {
        let said =
            std::process::Command::new("pdftotext").arg(world.path("a.pdf")).arg("-").output().unwrap();
        let said = String::from_utf8(said.stdout).unwrap().replace('\u{c}', "");
        let texts = terminal(&said).unwrap();
        for payload in [&payloads[0], &payloads[10], &payloads[33]] {
            assert!(seen(&texts, payload), "{payload}: {said}");
        }
    }
    let bytes = fs::read(world.path("a.pdf")).unwrap();
    let source = String::from_utf8_lossy(&bytes);
    for word in ["/JavaScript", "/JS", "/URI", "/Launch", "/OpenAction", "/AA"] {
        assert!(!source.contains(word), "{word} in a page");
    }
}

/// XLSX: texts of cells, none a formula, no link, nothing that XML obeys.
fn spreadsheets(world: &World, payloads: &[String]) {
    for (line, least) in [
        ("export assets --holders", 45),
        ("export media", 40),
        ("export lots --holders", 0),
        ("export parties --holders", 45),
        ("report reuse --explain", 45),
        ("--lang fr report sanitization", 0),
    ] {
        world.run(&format!("{line} -o sheet.xlsx")).success();
        let sheets = crate::xlsx::sheets(world, "sheet.xlsx");
        let texts: Vec<String> =
            sheets.iter().flat_map(|(_, rows)| rows.iter().flatten()).map(ToString::to_string).collect();
        let missing: Vec<_> = payloads.iter().filter(|payload| !seen(&texts, payload)).collect();
        assert!(payloads.len() - missing.len() >= least, "{line}: not seen: {missing:?}");
        for (name, part) in crate::xlsx::parts(&fs::read(world.path("sheet.xlsx")).unwrap()) {
            terminal(&part).unwrap_or_else(|why| panic!("{line}: {name}: {why}"));
            let known = [
                "<?xml ",
                "<worksheet ",
                "<sheet",
                "<pane ",
                "<selection ",
                "<col",
                "<row ",
                "<c ",
                "<is>",
                "<t ",
                "<v>",
                "<autoFilter ",
                "<page",
                "<drawing ",
                "</",
            ];
            let odd = part
                .match_indices('<')
                .map(|(at, _)| &part[at..])
                .find(|rest| !known.iter().any(|tag| rest.starts_with(tag)));
            assert!(!name.starts_with("xl/worksheets/sheet") || odd.is_none(), "{line}: {name}: {odd:?}");
            assert!(!part.contains("TargetMode"), "{line}: {name}: a link");
        }
    }
}

/// What was exported says the same where it is imported.
fn round_trip(world: &World, payloads: &[String]) {
    let list = world.run("export assets --holders").success();
    let rows: Vec<&str> =
        list.lines().filter(|line| !line.starts_with('A') && !line.starts_with('Q')).collect();
    let other = World::new().with_record();
    other.write("parc.csv", rows.join("\n") + "\n");
    other.enter("import parc.csv --holders");
    let texts = |world: &World| -> Vec<Vec<serde_json::Value>> {
        let printed = world.run("export assets --holders --format jsonl").success();
        let assets = printed.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        assets
            .filter(|asset| asset["tag"].as_str().unwrap().starts_with('P'))
            .map(|asset| {
                let keys = [
                    "tag",
                    "aliases",
                    "manufacturer",
                    "model",
                    "serial",
                    "service",
                    "site",
                    "holder",
                    "acquired",
                    "owner",
                ];
                keys.iter()
                    .map(|key| asset[key].clone())
                    .chain([asset["media"][0]["serial"].clone()])
                    .collect()
            })
            .collect()
    };
    let (ours, theirs) = (texts(world), texts(&other));
    assert_eq!(ours.len(), payloads.len());
    for ((ours, theirs), payload) in ours.iter().zip(&theirs).zip(payloads) {
        assert_eq!(ours, theirs);
        assert_eq!((&ours[3], &ours[5]), (&payload.as_str().into(), &payload.as_str().into()));
    }
}
