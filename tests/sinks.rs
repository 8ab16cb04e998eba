//! Hostile text is data: through the fields of an asset and its surroundings, to every sink there is. A
//! sink that comes later joins the checks below; a field, the line that enters it.

use std::fs;

use crate::world::World;

/// Texts that are taken as they are, for they have no control character: each would do harm somewhere.
const PAYLOADS: [&str; 24] = [
    "=1+1",
    "+cmd|'/C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "＠SUM(1)",
    "'=1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</text><script>1</script>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "https://evil.example/",
    "| a | b |",
    "`code` **bold** <b>",
    "../../etc/passwd",
    "^XA^FDx^FS^XZ",
    "~JR_5E\\",
    ") Tj ET (x",
    "\",\"state\":\"departed",
    "'; DROP TABLE event; --",
    "%s%n%x $(id) `id` ; id",
    "&amp;&#60;script&#62;",
    "e\u{301}\u{200b}\u{200d}",
];

/// Texts that no field takes: a terminal would obey them.
const CONTROLS: [&str; 10] = [
    "a\u{1b}[31mb",
    "a\u{1b}]0;x\u{7}b",
    "a\u{9b}31mb",
    "a\u{202e}b",
    "a\u{2066}b",
    "a\u{200e}b",
    "a\u{2028}b",
    "a\nb",
    "a\rb",
    "a\u{7f}b",
];

/// What a terminal or a pager would obey.
fn obeyed(text: &str) -> Option<char> {
    text.chars().find(|c| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    })
}

/// A cell that a spreadsheet would run.
fn runs(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'])
}

/// The cells of CSV, read as RFC 4180 says.
fn cells(csv: &str) -> Vec<String> {
    let (mut all, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => all.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    all
}

/// A world in which a payload stands in every field that a person can fill.
fn filled(payload: &str) -> World {
    let world = World::new();
    let run = |words: &[&str]| world.run_words(words).success();
    run(&["init", &format!("--org={payload}")]);
    run(&["party", "add", "--kind", "staff", "--", payload]);
    let own = |flag: &str| format!("--{flag}={payload}");
    let words = ["manufacturer", "model", "serial", "order", "supplier", "service", "site", "note"].map(own);
    let mut add = vec!["add", "--kind", "laptop", "--tag", "A1"];
    add.extend(words.iter().map(String::as_str));
    run(&add);
    run(&["move", "A1", &own("to"), &own("holder"), &own("site"), &own("note")]);
    world
}

/// What Markdown may take for markup: outside fences, without the characters that a backslash makes plain
/// (`CommonMark` 0.31, 2.4).
fn unescaped_markup(markdown: &str) -> String {
    let prose: String = markdown.split("```").step_by(2).collect();
    let mut left = String::new();
    let mut chars = prose.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            chars.next();
        } else {
            left.push(c);
        }
    }
    left
}

#[test]
fn no_text_does_anything_in_any_sink() {
    for payload in PAYLOADS {
        let world = filled(payload);
        for line in
            ["show A1", "list", "history A1", "party list", "policy list", "export log", "report reuse"]
        {
            let shown = world.run(line);
            assert_eq!(
                (shown.status, obeyed(&shown.stdout), obeyed(&shown.stderr)),
                (0, None, None),
                "{line}: {shown}"
            );
        }
        let asset = world.asset("A1");
        let normal = if payload.contains('\u{301}') { "é\u{200b}\u{200d}" } else { payload };
        assert_eq!((&asset["model"], &asset["serial"]), (&normal.into(), &normal.into()), "JSON is exact");
        for line in ["list --format csv", "export assets", "report reuse --format csv"] {
            let csv = world.run(line).success();
            assert_eq!(cells(&csv).into_iter().find(|cell| runs(cell)), None, "{line}: {csv}");
        }
        let markdown = world.run("report reuse --format md").success();
        let prose = unescaped_markup(&markdown);
        for markup in ["<script", "<img", "<b>", "](java", "](https", "https://evil"] {
            assert!(!prose.contains(markup), "{payload}: {prose}");
        }
        for (file, bad) in [
            ("a.svg", &["<script", "<img", "onerror=alert(1)>", "href"][..]),
            ("a.zpl", &["^FDx", "~JR"][..]),
        ] {
            world.run(&format!("label A1 --size 62x29 -o {file}")).success();
            let text = fs::read_to_string(world.path(file)).unwrap();
            for word in bad {
                assert!(!text.contains(word), "{payload}: {text}");
            }
        }
        let zpl = fs::read_to_string(world.path("a.zpl")).unwrap();
        assert_eq!(
            (zpl.matches("^XA").count(), zpl.matches("^XZ").count(), zpl.contains('~')),
            (1, 1, false)
        );
        world.run("verify").success();
    }
}

#[test]
fn what_a_terminal_would_obey_enters_by_no_field_and_is_shown_as_numbers() {
    let world = World::new().with_record();
    for payload in CONTROLS {
        for words in [
            vec!["party", "add", payload, "--kind", "staff"],
            vec!["add", "--kind", "laptop", "--model", payload],
            vec!["add", "--kind", "laptop", "--note", payload],
            vec!["policy", "set", "organisation", payload],
            vec!["show", payload],
            vec!["find", payload],
            vec!["deploy", payload, "--to", payload],
        ] {
            assert!(!words.iter().any(|word| word.as_bytes().contains(&0)));
            let said = world.run_words(&words);
            assert!([0, 1, 2].contains(&said.status), "{words:?}: {said}");
            assert!(
                obeyed(&said.stdout).is_none() && obeyed(&said.stderr).is_none(),
                "{words:?}: {said:?}",
                said = said.to_string()
            );
        }
    }
    assert_eq!(
        world.head(),
        world.log().matches("\"type\":\"opened\"").count()
            + world.log().matches("\"type\":\"configured\"").count()
    );
}

#[test]
fn the_checks_see_what_they_look_for() {
    assert!(CONTROLS.iter().filter(|text| !text.contains('\n')).all(|text| obeyed(text).is_some()));
    assert!(PAYLOADS[..6].iter().all(|text| runs(text)));
    assert!(unescaped_markup("<b>x").contains("<b>") && !unescaped_markup("\\<b\\>x").contains("<b"));
    assert!(cells("a,\"=1\"\"x\"\n").iter().any(|cell| runs(cell)));
}
