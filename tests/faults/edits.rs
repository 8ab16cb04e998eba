//! Any cell of any table changed by hand: `verify` names it, and `rebuild` makes it again where it stands
//! beside the log, and leaves all alone where it is of the log.

use std::collections::BTreeSet;

use rusqlite::{Connection, config::DbConfig, params_from_iter, types::Value as Sql};
use serde_json::Value;

use super::{
    Chance, Tally,
    damage::{Copy, Whole, life},
    tier,
    together::together,
};

/// What of the file is the log; the rest beside the vault can be made again.
const LOG: [&str; 2] = ["event", "command"];

/// The index of the search, of which the same words may be written in several ways.
const INDEX: [&str; 2] = ["search_data", "search_idx"];

/// A life that leaves a row in every table.
fn lived_in() -> Whole {
    let world = life();
    let read = r#"{"smartctl":{"exit_status":0},"model_name":"ST500","serial_number":"S4XBNF0N8016",
        "user_capacity":{"bytes":500107862016},"smart_status":{"passed":true},"power_on_time":{"hours":4211}}"#;
    world.write("smart.json", read);
    world.enter(
        "label blank --count 2 -o blank.svg
         add --kind laptop --tag C3 --alias 'OLD 3' --serial SC3 --on 2026-03-05
         triage C3 --decision recondition --on 2026-03-06
         work C3 --type clean --minutes 5 --on 2026-03-06
         add --kind monitor --tag M4 --mass 4000 --on 2026-03-05
         decommission M4 --act DEL-2026-8 --on 2026-03-06
         lot new --channel waste --to Recyclerie --waste-code '16 02 14' --operation 'R 4' --on 2026-03-07
         lot add LOT-2026-0002 M4 --on 2026-03-07
         lot add LOT-2026-0002 --bulk cables --mass 12000 --waste-code '16 02 14' --on 2026-03-07
         lot ship LOT-2026-0002 --on 2026-03-08
         lot prove LOT-2026-0002 --outcome recycled --operation 'R 4' --on 2026-03-09
         media add stock --kind hdd --serial D9 --on 2026-03-10
         import smart.json
         missing C3 --cause stolen --on 2026-03-11",
    );
    Whole::closed_of(&world)
}

/// A connection of somebody whom nothing holds back.
fn editor(copy: &Copy) -> Connection {
    let conn = Connection::open(copy.database()).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    conn.execute_batch("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON").unwrap();
    conn
}

/// The tables that an editor may change and `verify` is to compare: all but the vault, which is outside of
/// the chain so that it can be erased.
fn tables(conn: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
               AND name NOT LIKE 'vault_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";
    let mut query = conn.prepare(sql).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

type Row = Vec<Sql>;

fn rows(conn: &Connection, table: &str) -> (Vec<String>, Vec<Row>) {
    let mut query = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns: Vec<String> = query.column_names().map(str::to_owned).collect();
    let rows = query.query_map([], |row| (0..columns.len()).map(|at| row.get(at)).collect()).unwrap();
    let rows = rows.map(Result::unwrap).collect();
    (columns, rows)
}

/// Every row of every table but the index of the search, in an order that does not depend on the file.
fn content(copy: &Copy) -> BTreeSet<String> {
    let conn = Connection::open(copy.database()).unwrap();
    let tables = tables(&conn).into_iter().filter(|table| !INDEX.contains(&table.as_str()));
    tables
        .flat_map(|table| rows(&conn, &table).1.into_iter().map(move |row| format!("{table}: {row:?}")))
        .collect()
}

/// Another value than this one, as a hand or a bad program would write it.
fn another(value: &Sql, chance: &mut Chance) -> Sql {
    match value {
        Sql::Null => [Sql::Integer(1), Sql::Text("x".to_owned()), Sql::Text("2026-01-01".to_owned())]
            [usize::try_from(chance.below(3)).unwrap()]
        .clone(),
        Sql::Integer(number) => match chance.below(4) {
            0 => Sql::Integer(number + 1),
            1 => Sql::Integer(number - 1),
            2 => Sql::Integer(number ^ 1 << chance.below(40)),
            _ => Sql::Null,
        },
        Sql::Real(number) => Sql::Real(number + 1.0),
        Sql::Text(text) => {
            let mut chars: Vec<char> = text.chars().collect();
            let at = usize::try_from(chance.below(chars.len() as u64)).unwrap();
            match chance.below(4) {
                0 => chars.push('x'),
                1 => return Sql::Null,
                _ if chars.is_empty() => chars.push('y'),
                2 => drop(chars.remove(at)),
                _ => chars[at] = if chars[at] == '1' { '2' } else { '1' },
            }
            Sql::Text(chars.into_iter().collect())
        }
        Sql::Blob(bytes) => {
            let mut bytes = bytes.clone();
            let at = usize::try_from(chance.below(bytes.len() as u64)).unwrap();
            if bytes.is_empty() {
                bytes.push(0);
            } else if chance.percent(20) {
                bytes.pop();
            } else {
                bytes[at] ^= 1 << chance.below(8);
            }
            Sql::Blob(bytes)
        }
    }
}

/// What was changed.
#[derive(Debug)]
struct Edit {
    table: String,
    what: String,
}

/// Takes the triggers away; returns what puts them back.
fn without_triggers(conn: &Connection) -> String {
    let mut query = conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let triggers = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let triggers: Vec<(String, String)> = triggers.map(Result::unwrap).collect();
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    triggers.into_iter().map(|(_, text)| text + ";\n").collect()
}

/// Changes a cell of one row, or now and then takes the row away; tried until the engine takes it.
fn edit(copy: &Copy, chance: &mut Chance) -> Edit {
    let conn = editor(copy);
    let tables = tables(&conn);
    let triggers = without_triggers(&conn);
    let edit = loop {
        let table = chance.of(&tables).clone();
        let (columns, rows) = rows(&conn, &table);
        let row = chance.of(&rows).clone();
        let same: Vec<String> = columns.iter().map(|column| format!("\"{column}\" IS ?")).collect();
        let same = same.join(" AND ");
        if chance.percent(10) {
            let gone = conn.execute(&format!("DELETE FROM {table} WHERE {same}"), params_from_iter(&row));
            assert!(gone.unwrap() > 0);
            break Edit { what: format!("{row:?} is gone"), table };
        }
        let at = usize::try_from(chance.below(columns.len() as u64)).unwrap();
        let new = another(&row[at], chance);
        let sql = format!("UPDATE {table} SET \"{}\" = ? WHERE {same}", columns[at]);
        let values = std::iter::once(&new).chain(&row);
        if new != row[at] && conn.execute(&sql, params_from_iter(values)).is_ok_and(|changed| changed > 0) {
            break Edit { what: format!("{} {:?} is {new:?}", columns[at], row[at]), table };
        }
    };
    conn.execute_batch(&triggers).unwrap();
    edit
}

/// The findings, or nothing where nothing differs.
fn found(copy: &Copy, line: &str) -> Result<bool, String> {
    let ended = copy.run(line);
    let told: Value = serde_json::from_slice(&ended.stdout).unwrap_or_default();
    match ended.status {
        Some(0) if told["ok"] == true => Ok(false),
        Some(5) if told["findings"][0]["message"].is_string() => Ok(true),
        other => Err(format!("{line}: {other:?} {told}")),
    }
}

/// The record before it is edited.
struct Before {
    content: BTreeSet<String>,
    log: Vec<u8>,
    finds: Vec<Vec<u8>>,
}

/// What is found by words of all kinds. The engine keeps its index in a form with room to spare: an edit of
/// it that changes no answer is none.
fn finds(copy: &Copy) -> Vec<Vec<u8>> {
    let words = ["a", "latitude", "urb", "sn-1", "d", "dell 5490", "old", "voirie", "c3", "m4", "nothing"];
    words.iter().map(|word| copy.run(&format!("--json find '{word}'")).stdout).collect()
}

/// Looks at an edited record, and mends it where that can be.
fn look(copy: &Copy, edit: &Edit, whole: &Before) -> Result<bool, String> {
    let alone = found(copy, "--json verify")?;
    if !found(copy, "--json verify --full")? {
        let harmless = edit.table.starts_with("search_") && finds(copy) == whole.finds;
        return if harmless { Ok(false) } else { Err("not found".to_owned()) };
    }
    if !alone && !edit.table.starts_with("search") {
        return Err("found by --full alone".to_owned());
    }
    let edited = content(copy);
    let rebuilt = copy.run("--json rebuild");
    let told: Value = serde_json::from_slice(&rebuilt.stdout).unwrap_or_default();
    if LOG.contains(&edit.table.as_str()) {
        if rebuilt.status != Some(5) || told["rebuilt"] != false || content(copy) != edited {
            return Err(format!("rebuild of a log that is wrong: {:?} {told}", rebuilt.status));
        }
        return Ok(alone);
    }
    if rebuilt.status != Some(0) || told["rebuilt"] != true {
        return Err(format!("rebuild of tables that are wrong: {:?} {told}", rebuilt.status));
    }
    if found(copy, "--json verify --full")? {
        return Err("rebuild, and still a difference".to_owned());
    }
    if copy.run("export log").stdout != whole.log {
        return Err("rebuild changed the log".to_owned());
    }
    if content(copy) != whole.content {
        return Err("rebuild gave other tables than there were".to_owned());
    }
    Ok(alone)
}

#[test]
fn any_cell_that_is_changed_by_hand_is_found_and_mended_from_the_log_or_left_alone() {
    let mut tally = Tally::new("any cell changed by hand");
    let whole = lived_in();
    let untouched = whole.copy(|_| {});
    let conn = Connection::open(untouched.database()).unwrap();
    for table in tables(&conn) {
        assert!(!rows(&conn, &table).1.is_empty(), "no life leaves a row in {table}: add to it");
    }
    drop(conn);
    let log = untouched.run("export log").stdout;
    let before = Before { content: content(&untouched), log, finds: finds(&untouched) };
    let seeds: Vec<u64> = (0..tier().of(100, 2_000)).map(|_| tally.chance.next()).collect();
    let seen = together(&seeds, |seed| {
        let copy = whole.copy(|_| {});
        let edit = edit(&copy, &mut Chance::from(*seed));
        let seen = look(&copy, &edit, &before);
        (edit, seen)
    });
    let alone = seen.iter().filter(|(_, seen)| *seen == Ok(true)).count();
    for (edit, seen) in &seen {
        tally.run(1);
        if let Err(what) = seen {
            tally.loss(format!("{}, {}: {what}", edit.table, edit.what));
        }
    }
    println!("{} edits, {alone} found by `verify` alone", seen.len());
    tally.finish();
}

/// Partner: who compares how many rows there are.
#[test]
fn a_cell_would_not_be_seen_by_who_counts_rows() {
    let mut tally = Tally::new("any cell changed by hand");
    let whole = lived_in();
    let count = |copy: &Copy| {
        let conn = Connection::open(copy.database()).unwrap();
        tables(&conn).iter().map(|table| rows(&conn, table).1.len()).collect::<Vec<_>>()
    };
    let was = count(&whole.copy(|_| {}));
    for _ in 0..20 {
        let copy = whole.copy(|_| {});
        let edit = edit(&copy, &mut tally.chance);
        tally.run(1);
        if count(&copy) == was {
            tally.loss(format!("{}, {}", edit.table, edit.what));
        }
    }
    tally.finish_red();
}

/// What cannot be read as what it should be is named like any other difference: it is no reason to say no
/// more than that the file is damaged.
#[test]
fn a_value_of_another_form_in_the_log_is_a_finding() {
    let whole = lived_in();
    for (sql, code, seq) in [
        ("UPDATE command SET cmd = x'0102' WHERE first_seq = 6", "command", None),
        ("UPDATE event SET hash = x'0102' WHERE seq = 6", "line", Some(6)),
        ("UPDATE event SET prev = x'' WHERE seq = 9", "line", Some(9)),
        ("UPDATE event SET line = CAST(x'ff' AS TEXT) WHERE seq = 4", "line", Some(4)),
    ] {
        let copy = whole.copy(|_| {});
        let conn = editor(&copy);
        let triggers = without_triggers(&conn);
        conn.execute_batch(sql).unwrap();
        conn.execute_batch(&triggers).unwrap();
        drop(conn);
        for line in ["--json verify", "--json verify --full", "--json rebuild", "--json rebuild --check"] {
            let ended = copy.run(line);
            let told: Value = serde_json::from_slice(&ended.stdout).unwrap();
            let first = &told["findings"][0];
            assert_eq!(
                (ended.status, &first["code"]),
                (Some(5), &Value::from(code)),
                "{sql}: {line}: {told}"
            );
            if let Some(seq) = seq {
                assert_eq!(first["seq"], seq, "{sql}: {told}");
            }
        }
        assert_eq!(copy.run("seal --unsigned -o head.seal").status == Some(0), code == "command", "{sql}");
    }
}
