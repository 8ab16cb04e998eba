//! What no field takes and stands in the record all the same, because another program wrote the file: no
//! sink lets a terminal, a page or a printer obey it.

use std::{fs, process::Command};

use rusqlite::Connection;

use super::{SINKS, Sink, checks::terminal, desk, payloads::REFUSED};
use crate::world::{World, has, split};

/// Where texts are written: which table, its column, and in which order its rows are taken.
const PLACES: [(&str, &str); 9] = [
    ("asset", "model"),
    ("asset", "manufacturer"),
    ("asset", "serial"),
    ("asset", "order_ref"),
    ("alias", "alias"),
    ("medium", "serial"),
    ("vault_party", "name"),
    ("vault_label", "label"),
    ("vault_text", "text"),
];

/// Writes every payload into every place, a row each, as an editor of the file does; returns how many
/// stand there.
fn smuggle(world: &World) -> usize {
    let conn = Connection::open(world.database()).unwrap();
    let mut written = 0;
    for (table, column) in PLACES {
        // The rows that already have a text there, from the first.
        let keys = format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL");
        let mut query = conn.prepare(&keys).unwrap();
        let rows: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for (row, payload) in rows.iter().zip(REFUSED.iter().cycle()).take(2 * REFUSED.len()) {
            let sql = format!("UPDATE OR IGNORE {table} SET {column} = ?2 || ' ' || ?3 WHERE {column} = ?1");
            written += conn.execute(&sql, rusqlite::params![row, payload, written]).unwrap();
        }
    }
    written
}

/// What a sink reads the record for, and what it says of a file that was edited, is for `verify` to tell.
fn shows(sink: &Sink) -> bool {
    !["verify", "rebuild", "restore", "backup"].iter().any(|word| sink.line.contains(word))
}

#[test]
fn what_another_program_put_there_is_obeyed_by_nothing() {
    let (world, _) = desk::desk();
    assert!(smuggle(&world) > 5 * REFUSED.len());
    let tags: Vec<_> = (0..desk::kept().len()).map(|row| format!("P{row:02}")).collect();
    world.write("handheld.txt", tags.join("\n"));
    let mut wrong = Vec::new();
    for sink in SINKS.iter().filter(|sink| shows(sink)) {
        let words = split(sink.line).into_iter().flat_map(|word| match word.as_str() {
            "LABELS" => tags.clone(),
            "SERVICES" => vec!["--service=Culture".to_owned()],
            _ => vec![word],
        });
        let outcome = world.run_words(&words.collect::<Vec<_>>());
        if let Err(why) = terminal(&outcome.stderr) {
            wrong.push(format!("{}: beside the data {why}", sink.line));
        }
        if !matches!(outcome.status, 0 | 1 | 4) {
            wrong.push(format!("{}: {outcome}", sink.line));
            continue;
        }
        let text = match sink.file.map(|file| world.path(file)) {
            Some(file) if file.exists() => fs::read_to_string(file).unwrap(),
            _ => outcome.stdout,
        };
        if outcome.status == 0
            && let Err(why) = (sink.read)(&text)
        {
            wrong.push(format!("{}: {}", sink.line, why.chars().take(300).collect::<String>()));
        } else if let Err(why) = terminal(&text) {
            wrong.push(format!("{}: {why}", sink.line));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    on_paper(&world, &tags);
}

/// On paper: what is read back from a page has no control in it, and each code says its tag and no more.
fn on_paper(world: &World, tags: &[String]) {
    world.run(&format!("label {} --size 62x29 -o all.pdf", tags.join(" "))).success();
    if has("poppler", "pdftotext") {
        let read = Command::new("pdftotext").arg(world.path("all.pdf")).arg("-").output().unwrap();
        let text = String::from_utf8(read.stdout).unwrap().replace('\u{c}', "");
        assert!(tags.iter().all(|tag| text.contains(tag)), "{text}");
        terminal(&text).unwrap_or_else(|why| panic!("on a page {why}: {text:?}"));
    }
    if !has("zbar", "zbarimg") {
        return;
    }
    for tag in tags.iter().take(REFUSED.len()) {
        world.run(&format!("label {tag} --size 62x29 -o one.png")).success();
        let read = Command::new("zbarimg").args(["-q", "--raw"]).arg(world.path("one.png")).output().unwrap();
        assert_eq!(String::from_utf8(read.stdout).unwrap().trim_end(), tag);
    }
}
