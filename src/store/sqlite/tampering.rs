//! What an editor of the file can do, and what finds it. The triggers refuse every change to the
//! log; an editor drops them, changes what he likes and puts them back.

use std::sync::Arc;

use rusqlite::{Connection, params};

use super::tests::File;
use crate::{
    model::{event::Event, leaving::Channel, lot::LotItem},
    store::{
        Depth, Error, Finding, FindingCode as Code, Store as _,
        contract::world::{World, added, deployed, draft, medium_added, moved, void, wipe},
        line_hash,
        rebuild::rebuild_by,
        sqlite::open,
        verify::compare,
    },
};

/// A small life on a file: nine events in six commands.
fn life() -> Arc<File> {
    let file = Arc::new(File::new());
    let world = World::on(Box::new(Arc::clone(&file)));
    let (one, two) = (world.asset_id(), world.asset_id());
    world.write(&[
        draft("2026-01-01", added("A-1")).asset(one), // 1
        draft("2026-01-01", added("A-2")).asset(two), // 2
    ]);
    let disk = world.medium_id();
    world.write(&[draft("2026-01-02", medium_added()).asset(one).medium(disk)]); // 3
    world.write(&[draft("2026-01-03", deployed("URBA", &[disk])).asset(one)]); // 4
    world.write(&[draft("2026-01-04", deployed("VOIRIE", &[])).asset(two)]); // 5
    world.write(&[draft("2026-01-05", moved(Some(one), None)).medium(disk), wipe("2026-01-06", disk)]); // 6, 7
    world.write(&[void(5), draft("2026-01-07", deployed("ECOLE", &[])).asset(two)]); // 8, 9
    file
}

/// Changes the file as an editor would.
fn edit(file: &File, change: impl FnOnce(&Connection) -> rusqlite::Result<()>) {
    let conn = Connection::open(file.path()).unwrap();
    let triggers: Vec<(String, String)> = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(triggers.len() > 5);
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    change(&conn).unwrap();
    for (_, sql) in &triggers {
        conn.execute_batch(sql).unwrap();
    }
}

/// What `verify` finds; the file itself opens as if nothing had been.
fn findings(file: &File) -> Vec<Finding> {
    let store = open(&file.path()).unwrap();
    let reader = store.read().unwrap();
    compare(reader.as_ref(), Depth::Quick).unwrap().findings
}

/// Edits a small life, and returns the first finding with the codes of all.
fn found(change: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> (Code, Option<u64>, Vec<Code>) {
    let file = life();
    assert_eq!(findings(&file), []);
    edit(&file, change);
    let findings = findings(&file);
    let first = findings.first().expect("an edit that is not found");
    (first.code, first.seq, findings.iter().map(|finding| finding.code).collect())
}

/// Every byte of the log, with the commands.
fn log_of(file: &File) -> Vec<String> {
    let conn = Connection::open(file.path()).unwrap();
    let sql = "SELECT seq || type || hex(prev) || hex(hash) || line FROM event \
               UNION ALL SELECT hex(cmd) || first_seq || ' ' || last_seq FROM command";
    let mut query = conn.prepare(sql).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn line(conn: &Connection, seq: u64) -> String {
    conn.query_row("SELECT line FROM event WHERE seq = ?1", [seq], |row| row.get(0)).unwrap()
}

/// Writes another line in the place of an event, with its own hash.
fn forge(conn: &Connection, seq: u64, line: &str) -> rusqlite::Result<()> {
    conn.execute(
        "UPDATE event SET line = ?2, hash = ?3 WHERE seq = ?1",
        params![seq, line, line_hash(line).0],
    )?;
    Ok(())
}

#[test]
fn an_edited_line_is_found() {
    let (code, seq, _) = found(|conn| {
        conn.execute("UPDATE event SET line = replace(line, 'URBA', 'DRH') WHERE seq = 4", [])?;
        Ok(())
    });
    assert_eq!((code, seq), (Code::Chain, Some(4)));
}

#[test]
fn an_edited_line_with_its_own_hash_is_found_at_the_next() {
    let (code, seq, all) = found(|conn| forge(conn, 4, &line(conn, 4).replace("URBA", "DRH")));
    assert_eq!((code, seq), (Code::Chain, Some(5)));
    assert!(all.contains(&Code::Projection));
}

#[test]
fn the_last_line_edited_with_its_own_hash_is_found_in_the_projections() {
    let (code, seq, _) = found(|conn| forge(conn, 9, &line(conn, 9).replace("ECOLE", "DRH")));
    assert_eq!((code, seq), (Code::Projection, Some(9)));
}

#[test]
fn a_line_written_in_another_form_is_found() {
    for (from, to) in [("{\"actor\"", "{ \"actor\""), ("\"v\":1", "\"v\":2"), ("\"deployed\"", "\"moved\"")] {
        let (code, seq, _) = found(|conn| forge(conn, 9, &line(conn, 9).replacen(from, to, 1)));
        assert_eq!((code, seq), (Code::Line, Some(9)), "{to}");
    }
    let (code, seq, _) = found(|conn| {
        conn.execute("UPDATE event SET type = 'moved' WHERE seq = 9", [])?;
        Ok(())
    });
    assert_eq!((code, seq), (Code::Line, Some(9)));
}

#[test]
fn an_event_deleted_from_the_middle_is_found() {
    let (code, seq, all) = found(|conn| {
        conn.execute("DELETE FROM event WHERE seq = 5", [])?;
        Ok(())
    });
    assert_eq!((code, seq), (Code::Sequence, Some(6)));
    assert!(all.contains(&Code::Chain) && all.contains(&Code::Command));
}

#[test]
fn two_events_swapped_are_found() {
    let (code, seq, _) = found(|conn| {
        conn.execute_batch(
            "UPDATE event SET seq = 100 WHERE seq = 4; UPDATE event SET seq = 4 WHERE seq = 5; \
             UPDATE event SET seq = 5 WHERE seq = 100;",
        )
    });
    assert_eq!((code, seq), (Code::Chain, Some(4)));
}

#[test]
fn a_truncated_tail_is_found_by_what_is_left_of_it() {
    let (code, seq, all) = found(|conn| {
        conn.execute("DELETE FROM event WHERE seq >= 9", [])?;
        Ok(())
    });
    assert_eq!((code, seq), (Code::Command, Some(9)));
    assert!(all.contains(&Code::Projection));
    let (code, seq, _) = found(|conn| {
        conn.execute_batch("DELETE FROM event WHERE seq >= 8; DELETE FROM command WHERE first_seq >= 8;")
    });
    assert_eq!((code, seq), (Code::Projection, Some(8)));
}

#[test]
fn a_changed_projection_is_found_in_every_table() {
    for (change, table) in [
        ("UPDATE asset SET state = 'in_stock' WHERE tag = 'A-1'", "asset"),
        ("DELETE FROM asset WHERE tag = 'A-2'", "asset"),
        ("UPDATE medium SET cleared = 0", "medium"),
        ("UPDATE stay SET service = 'DRH' WHERE seq = 4", "stay"),
        ("DELETE FROM attribution", "attribution"),
        ("UPDATE touch SET bears = 0 WHERE seq = 4", "touch"),
        ("DELETE FROM touch WHERE seq = 4", "touch"),
        ("DELETE FROM search WHERE rowid = 1", "search"),
        ("UPDATE search_content SET c0 = ' a 9' WHERE id = 2", "search"),
        ("INSERT INTO alias VALUES ('x', 'X', x'00', 0)", "alias"),
        ("INSERT INTO policy VALUES ('organisation', 'X')", "policy"),
        ("INSERT INTO party VALUES (x'00', 'staff')", "party"),
        (
            "INSERT INTO decommissioning SELECT id, 1, '2026-01-01', NULL FROM asset LIMIT 1",
            "decommissioning",
        ),
    ] {
        let file = life();
        edit(&file, |conn| conn.execute_batch(change));
        let findings = findings(&file);
        assert!(!findings.is_empty(), "{change}");
        assert!(findings.iter().all(|finding| finding.code == Code::Projection), "{findings:?}");
        assert!(findings.iter().any(|finding| finding.detail.starts_with(table)), "{change}: {findings:?}");
        let log = log_of(&file);
        let rebuilt = rebuild_by(&open(&file.path()).unwrap(), compare).unwrap();
        assert!(rebuilt.done && rebuilt.before.findings.len() >= findings.len(), "{change}: {rebuilt:?}");
        let store = open(&file.path()).unwrap();
        assert_eq!(compare(store.read().unwrap().as_ref(), Depth::Full).unwrap().findings, [], "{change}");
        assert_eq!(log_of(&file), log, "{change}");
    }
}

#[test]
fn a_changed_command_is_found() {
    for (change, seq) in [
        ("UPDATE command SET last_seq = 8 WHERE first_seq = 8", 9),
        ("UPDATE command SET first_seq = 7, last_seq = 7 WHERE first_seq = 6", 6),
        ("DELETE FROM command WHERE first_seq = 4", 4),
        ("INSERT INTO command VALUES (zeroblob(16), 10, 11)", 10),
        ("UPDATE command SET cmd = zeroblob(16) WHERE first_seq = 3", 3),
    ] {
        let (code, first, _) = found(|conn| conn.execute_batch(change));
        assert_eq!((code, first), (Code::Command, Some(seq)), "{change}");
    }
}

#[test]
fn a_wrong_column_beside_a_line_is_found() {
    for column in ["prev", "hash"] {
        let (code, seq, _) = found(|conn| {
            conn.execute(&format!("UPDATE event SET {column} = zeroblob(32) WHERE seq = 4"), [])?;
            Ok(())
        });
        assert_eq!((code, seq), (Code::Chain, Some(4)), "{column}");
    }
}

#[test]
fn a_record_that_goes_back_in_time_is_found() {
    // Rewritten whole from there on: only the clock tells.
    let (code, seq, _) = found(|conn| {
        let mut prev = Event::read(&line(conn, 4)).unwrap().prev;
        for seq in 4..=9 {
            let mut event = Event::read(&line(conn, seq)).unwrap();
            event.prev = prev;
            if seq == 4 {
                event.recorded_at = crate::model::day::Instant::from_millis(0);
            }
            let line = event.line().unwrap();
            conn.execute("UPDATE event SET prev = ?2 WHERE seq = ?1", params![seq, prev.0])?;
            forge(conn, seq, &line)?;
            prev = line_hash(&line);
        }
        Ok(())
    });
    assert_eq!((code, seq), (Code::Clock, Some(4)));
}

#[test]
fn a_line_that_is_no_event_does_not_stop_the_verification() {
    let (code, seq, all) = found(|conn| forge(conn, 4, "{}"));
    assert_eq!((code, seq), (Code::Line, Some(4)));
    assert!(all.contains(&Code::Chain));
}

#[test]
fn the_triggers_let_the_log_only_grow() {
    let file = life();
    let conn = Connection::open(file.path()).unwrap();
    let (prev, hash): (Vec<u8>, Vec<u8>) = conn
        .query_row("SELECT prev, hash FROM event WHERE seq = 9", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    for sql in [
        "UPDATE event SET line = '{}' WHERE seq = 9",
        "UPDATE OR REPLACE event SET seq = 1 WHERE seq = 9",
        "UPDATE OR IGNORE event SET type = type",
        "DELETE FROM event WHERE seq = 9",
        "DELETE FROM event",
        "UPDATE command SET last_seq = 99",
        "DELETE FROM command",
        "INSERT INTO command SELECT * FROM command LIMIT 1",
        "INSERT OR REPLACE INTO command SELECT cmd, 1, 99 FROM command LIMIT 1",
    ] {
        let refused = conn.execute(sql, []).unwrap_err().to_string();
        assert!(refused.starts_with("rebond: "), "{sql}: {refused}");
    }
    for verb in ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"] {
        for (what, seq, after) in [
            ("the same", 9, &prev),
            ("an old one", 1, &vec![0; 32]),
            ("a gap", 11, &hash),
            ("a wrong prev", 10, &prev),
        ] {
            let sql = format!(
                "{verb} INTO event (seq, type, prev, hash, line) VALUES (?1, 'lost', ?2, ?3, '{{}}')"
            );
            let refused = conn.execute(&sql, params![seq, after, hash]).unwrap_err().to_string();
            assert!(refused.starts_with("rebond: "), "{verb} {what}: {refused}");
        }
    }
    let sql = "INSERT INTO event (seq, type, prev, hash, line) VALUES (10, 'lost', ?1, ?1, '{}')";
    conn.execute(sql, params![hash]).unwrap();
    conn.execute("UPDATE asset SET state = state", []).unwrap();
}

#[test]
fn a_file_without_its_triggers_is_not_opened() {
    let file = life();
    let conn = Connection::open(file.path()).unwrap();
    conn.execute_batch("DROP TRIGGER gate_asset").unwrap();
    assert!(matches!(open(&file.path()), Err(Error::Altered { .. })));
}

/// What leaves while nobody watches: the triggers are off while an honest program writes.
#[test]
fn the_third_wall_names_what_left_with_data_unseen() {
    let file = Arc::new(File::new());
    let world = World::on(Box::new(Arc::clone(&file)));
    let open_one = world.laptop("A-1");
    let holding = world.laptop("A-2");
    let disk = world.disk(Some(holding), "2026-01-02");
    let loose = world.disk(None, "2026-01-02");
    let lot = world.open_lot("LOT-1", Channel::Sale);
    let assets = [open_one, holding];
    world.add_to(lot, &[LotItem::Asset(open_one), LotItem::Asset(holding), LotItem::Medium(loose)]);
    let shipment = world.shipment(lot, "2026-03-01", &assets, &[loose]);
    let shipped = world.head() + 1;
    // The program has the file open already: it does not look at the schema again.
    let dropped = Connection::open(file.path()).unwrap();
    let gates: Vec<String> = ["gate_asset", "gate_medium"]
        .map(|name| {
            let sql = "SELECT sql FROM sqlite_schema WHERE name = ?1";
            dropped.query_row(sql, [name], |row| row.get(0)).unwrap()
        })
        .to_vec();
    dropped.execute_batch("DROP TRIGGER gate_asset; DROP TRIGGER gate_medium;").unwrap();
    world.write(&shipment);
    dropped.execute_batch(&gates.join(";")).unwrap();
    // Wiped afterwards: it left with data all the same.
    world.write(&[wipe("2026-03-02", disk), wipe("2026-03-02", loose)]);
    let found: Vec<_> =
        findings(&file).into_iter().map(|finding| (finding.code, finding.seq, finding.detail)).collect();
    assert_eq!(
        found,
        [
            (Code::Gate, Some(shipped), loose.to_string()),
            (Code::Gate, Some(shipped + 1), open_one.to_string()),
            (Code::Gate, Some(shipped + 2), disk.to_string()),
        ]
    );
}

#[test]
fn a_damaged_search_index_is_damage_and_no_fault_of_ours() {
    for table in ["search_config", "search_data", "search_content"] {
        let file = life();
        edit(&file, |conn| conn.execute_batch(&format!("DELETE FROM {table}")));
        let store = open(&file.path()).unwrap();
        let reader = store.read().unwrap();
        let asked = reader.search(&["a".to_owned()], &mut |_| std::ops::ControlFlow::Continue(()));
        let verified = compare(reader.as_ref(), Depth::Quick);
        let named = verified.as_ref().is_ok_and(|v| v.findings.iter().any(|f| f.code == Code::Projection));
        assert!(named || matches!(asked, Err(Error::Corrupt(_))), "{table}: {asked:?}, {verified:?}");
        for answer in [asked.err(), verified.err()].into_iter().flatten() {
            assert!(matches!(answer, Error::Corrupt(_)), "{table}: {answer:?}");
        }
    }
}

/// What `verify --full` alone sees: the words are there, and cannot be found any more.
#[test]
fn a_search_index_that_finds_nothing_is_found_by_the_engine() {
    let file = life();
    edit(&file, |conn| {
        conn.execute("DELETE FROM search_idx", [])?;
        conn.execute_batch("DELETE FROM search_data WHERE id > 10")
    });
    let store = open(&file.path()).unwrap();
    let reader = store.read().unwrap();
    assert_eq!(compare(reader.as_ref(), Depth::Quick).unwrap().findings, []);
    let findings = compare(reader.as_ref(), Depth::Full).unwrap().findings;
    assert!(findings.iter().any(|f| f.code == Code::Engine && f.detail.contains("search")), "{findings:?}");
}
