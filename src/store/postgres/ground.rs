//! The tables of a session, as the fold writes them: rows wait until there are many or somebody reads, and
//! go to the server together.

use std::{cell::RefCell, collections::HashMap};

use tokio_postgres::{Row, types::Type};
use uuid::Uuid;

use super::{
    Session,
    ask::Sql,
    fault::message,
    link::{Arg, Encoded, encoded, number},
    search, vault,
};
use crate::{
    model::{
        event::{Event, Seq},
        id::{AssetId, MediumId, Subject},
    },
    store::{
        Error, Flow, Reader, Result, Vault,
        column::{Column as _, Value},
        ground::{Ground, Sink, Table},
        rows::Cells as _,
        search::Names,
    },
};

/// From how many rows on a table is filled by COPY.
const COPIED: usize = 64;

/// How many rows one statement inserts.
const INSERTED: usize = 512;

/// How many lines one answer may hold: some are long.
const FEW: usize = 16;

/// Of how many subjects the events are asked for with their lines, how many events, and how long a line.
const SUBJECTS: usize = 4;
const EVENTS: usize = 64;
const SHORT: usize = 4_096;

/// From how many bytes on rows do not wait any more.
pub(super) const HELD: usize = 8 << 20;

/// Rows that wait, as the server takes them: of each value its length and its bytes, as in the binary form
/// of COPY and in a bound parameter alike.
#[derive(Default)]
pub(super) struct Waiting {
    tables: HashMap<Table, Rows>,
    bytes: usize,
    /// Whether rows of a projection are among them.
    projected: bool,
}

#[derive(Default)]
struct Rows {
    bytes: Vec<u8>,
    count: usize,
    /// Whether each takes the place of a former one with its identity.
    over: bool,
}

/// What comes before the rows of a COPY, and after them (postgresql.org/docs/current/sql-copy.html).
const BEGIN: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const END: &[u8] = &(-1_i16).to_be_bytes();

impl Rows {
    fn take(&mut self, values: &[Value<'_>]) -> Result<()> {
        let columns = i16::try_from(values.len()).map_err(|e| Error::Fault(e.to_string()))?;
        self.bytes.extend(columns.to_be_bytes());
        for value in values {
            match encoded(value) {
                None => self.bytes.extend((-1_i32).to_be_bytes()),
                Some(bytes) => {
                    let length = i32::try_from(bytes.len()).map_err(|e| Error::Fault(e.to_string()))?;
                    self.bytes.extend(length.to_be_bytes());
                    self.bytes.extend_from_slice(&bytes);
                }
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Returns the values again, one after the other.
    fn values(&self) -> Vec<Encoded> {
        let mut values = Vec::new();
        let mut rest = self.bytes.as_slice();
        while let Some((columns, more)) = rest.split_first_chunk::<2>() {
            rest = more;
            for _ in 0..i16::from_be_bytes(*columns) {
                let Some((length, more)) = rest.split_first_chunk::<4>() else { return values };
                match usize::try_from(i32::from_be_bytes(*length)) {
                    Err(_) => {
                        values.push(Encoded(None));
                        rest = more;
                    }
                    Ok(length) => {
                        let (value, more) = more.split_at(length.min(more.len()));
                        values.push(Encoded(Some(value.to_vec())));
                        rest = more;
                    }
                }
            }
        }
        values
    }
}

/// The type of a column.
pub(super) fn kind(table: Table, column: &str) -> Type {
    match (table, column) {
        (Table::VaultLabel, "place") => Type::TEXT,
        (Table::Sanitisation, "line" | "bytes")
        | (
            _,
            "seq" | "first_seq" | "last_seq" | "weee" | "mass_g" | "price" | "warranty_months"
            | "deployments" | "second_lives" | "version" | "place" | "minutes" | "cost" | "unit_value"
            | "impact_years" | "impact_g_per_year" | "capacity_bytes" | "passes" | "errors" | "validated_seq"
            | "power_on_hours",
        ) => Type::INT8,
        (
            _,
            "bears" | "when_collected" | "back" | "with_data" | "waste" | "for_parts" | "cleared" | "weighed"
            | "tagged" | "zone_assumed",
        ) => Type::BOOL,
        (Table::Sanitisation, "log") | (_, "prev" | "hash" | "bytes") => Type::BYTEA,
        (Table::Work, "from")
        | (
            _,
            "cmd" | "id" | "subject" | "asset" | "owner" | "holder" | "supplier" | "sent_to" | "lot" | "part"
            | "medium" | "party" | "operator" | "validated_by",
        ) => Type::UUID,
        _ => Type::TEXT,
    }
}

impl Session<'_> {
    /// Lets a row wait.
    pub(super) fn wait(&self, table: Table, values: &[Value<'_>]) -> Result<()> {
        // The gate judges an event by the projections of what came before it.
        if table == Table::Event {
            if self.waits() {
                self.gather()?;
            }
            self.judge(values);
        }
        self.put_by(table, values, false)
    }

    /// Lets a row wait that takes the place of a former one with its identity.
    pub(super) fn wait_over(&self, table: Table, values: &[Value<'_>]) -> Result<()> {
        self.put_by(table, values, true)
    }

    /// Tells whether rows of a projection wait.
    pub(super) fn waits(&self) -> bool {
        self.waiting.borrow().projected
    }

    fn put_by(&self, table: Table, values: &[Value<'_>], over: bool) -> Result<()> {
        self.forget_before(table);
        let full = {
            let mut waiting = self.waiting.borrow_mut();
            let rows = waiting.tables.entry(table).or_default();
            let before = rows.bytes.len();
            rows.take(values)?;
            rows.over |= over;
            let added = rows.bytes.len() - before;
            waiting.bytes += added;
            // Log and vault stand before the projections.
            waiting.projected |= table as usize > Table::Touch as usize;
            waiting.bytes >= HELD
        };
        if full { self.flush() } else { Ok(()) }
    }

    /// Lets the rows that wait go with the next question, the log before what is folded from it; where
    /// they are many, they go now.
    pub(super) fn gather(&self) -> Result<()> {
        if self.waiting.borrow().bytes == 0 {
            return Ok(());
        }
        let waiting = self.waiting.take();
        let named = self.kept.borrow_mut().named();
        let held = search::held_before(self, &named)?;
        for table in Table::ALL {
            let Some(rows) = waiting.tables.get(table).filter(|rows| rows.count > 0) else { continue };
            if rows.over || rows.count < COPIED {
                for sql in inserted(*table, rows) {
                    self.queue(sql);
                }
            } else {
                let sql = format!("COPY {} ({}) FROM STDIN (FORMAT binary)", table.name(), table.listed());
                self.copy_in(&sql, &[BEGIN, &rows.bytes, END])?;
            }
        }
        // What was asked just now was asked of what stood there before.
        self.forget_aside();
        search::again(self, &held)?;
        self.gather()
    }

    /// Hands over the rows that wait.
    pub(super) fn flush(&self) -> Result<()> {
        self.gather()?;
        self.exchange(Vec::new()).map(drop)
    }
}

impl Session<'_> {
    /// Asks for the events of a few subjects together with their lines, and tells whether that was all of
    /// them: of most there are few.
    fn short_lives(&self, ids: &[Uuid], found: &mut HashMap<Uuid, Vec<Seq>>) -> Result<bool> {
        if ids.len() > SUBJECTS {
            return Ok(false);
        }
        let sql = format!(
            "SELECT t.subject, t.seq, (SELECT e.line FROM event e WHERE e.seq = t.seq \
             AND octet_length(e.line) <= {SHORT}) FROM touch t WHERE t.subject = ANY($1) AND t.bears \
             ORDER BY t.subject, t.seq LIMIT {}",
            EVENTS + 1
        );
        let rows = self.rows(&sql, &[Arg::Ids(ids)])?;
        if rows.len() > EVENTS {
            return Ok(false);
        }
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows.iter() {
            let seq: Seq = row.cell(1)?;
            found.entry(row.cell(0)?).or_default().push(seq);
            lines.extend(row.cell::<Option<String>>(2)?.map(|line| (seq, line)));
        }
        self.remember_lines(lines);
        Ok(true)
    }
}

/// The statements that put rows into a table.
fn inserted(table: Table, rows: &Rows) -> Vec<Sql> {
    let columns = table.columns();
    let kinds: Vec<Type> = columns.iter().map(|column| kind(table, column)).collect();
    let over = if rows.over { vault::over(table, &["id"]) } else { String::new() };
    let mut values = rows.values().into_iter().zip(kinds.into_iter().cycle()).peekable();
    let mut all = Vec::new();
    while values.peek().is_some() {
        let some: Vec<(Encoded, Type)> = values.by_ref().take(columns.len() * INSERTED).collect();
        let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let places = places.chunks(columns.len()).map(|row| format!("({})", row.join(", ")));
        let places = places.collect::<Vec<_>>().join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES {places} {over}", table.name(), table.listed());
        all.push(Sql::change(sql, some));
    }
    all
}

impl Ground for Session<'_> {
    fn reader(&self) -> &dyn Reader {
        self
    }

    fn words(&self) -> &RefCell<Names> {
        &self.names
    }

    fn borne_after(&self, after: Option<Uuid>, each: &mut dyn FnMut(Uuid, Seq) -> Flow) -> Result<()> {
        // No identifier comes before zero, and none of ours is zero.
        let after = after.unwrap_or_default();
        let sql = "SELECT subject, seq FROM touch WHERE subject > $1 AND bears ORDER BY subject, seq";
        self.stream(sql, &[(&after).into()], |row| Ok(each(row.cell(0)?, row.cell(1)?)))
    }

    fn borne_by(&self, ids: &[Uuid]) -> Result<Vec<Vec<Seq>>> {
        let mut found: HashMap<Uuid, Vec<Seq>> = HashMap::new();
        if !self.short_lives(ids, &mut found)? {
            let sql =
                "SELECT subject, seq FROM touch WHERE subject = ANY($1) AND bears ORDER BY subject, seq";
            for row in self.rows(sql, &[Arg::Ids(ids)])?.iter() {
                found.entry(row.cell(0)?).or_default().push(row.cell(1)?);
            }
        }
        Ok(ids.iter().map(|id| found.get(id).cloned().unwrap_or_default()).collect())
    }

    fn lines_of(&self, seqs: &[Seq], each: &mut dyn FnMut(Seq, &str) -> Result<()>) -> Result<()> {
        if let Some(lines) = self.lines_heard(seqs) {
            return seqs.iter().zip(&lines).try_for_each(|(seq, line)| each(*seq, line));
        }
        let seqs: Vec<i64> = seqs.iter().copied().map(number).collect();
        let read = |row: &Row, each: &mut dyn FnMut(Seq, &str) -> Result<()>| {
            let line: &str = row.try_get(1).map_err(|e| Error::Corrupt(message(&e)))?;
            each(row.cell(0)?, line)
        };
        let sql = "SELECT seq, line FROM event WHERE seq = ANY($1) ORDER BY seq";
        if seqs.len() <= FEW {
            return self.rows(sql, &[Arg::Seqs(&seqs)])?.iter().try_for_each(|row| read(row, each));
        }
        self.stream(sql, &[Arg::Seqs(&seqs)], |row| read(row, each).map(|()| Flow::Continue(())))
    }

    fn put(&self, table: Table, values: &[Value<'_>]) -> Result<()> {
        self.wait(table, values)
    }

    fn keep_row(&self, row: &Vault) -> Result<()> {
        self.keep_in_vault(row)
    }

    fn foresee(&self, events: &[Event]) -> Result<()> {
        self.fetch_around(events)
    }

    fn remove(&self, subjects: &[Subject]) -> Result<()> {
        let ids = |wanted: fn(&Subject) -> bool| -> Vec<Uuid> {
            subjects.iter().filter(|subject| wanted(subject)).map(|subject| subject.uuid()).collect()
        };
        for (ids, sql) in [
            (
                ids(|subject| matches!(subject, Subject::Asset(_))),
                "WITH a AS (DELETE FROM alias WHERE asset = ANY($1)), s AS (DELETE FROM stay WHERE asset = ANY($1)), \
                 w AS (DELETE FROM work WHERE asset = ANY($1)), \
                 d AS (DELETE FROM decommissioning WHERE asset = ANY($1)), \
                 g AS (DELETE FROM departure WHERE asset = ANY($1)), f AS (DELETE FROM search WHERE asset = ANY($1)) \
                 DELETE FROM asset WHERE id = ANY($1)",
            ),
            (
                ids(|subject| matches!(subject, Subject::Medium(_))),
                "WITH a AS (DELETE FROM attribution WHERE medium = ANY($1)), \
                 s AS (DELETE FROM sanitisation WHERE medium = ANY($1)), \
                 r AS (DELETE FROM reading WHERE medium = ANY($1)) DELETE FROM medium WHERE id = ANY($1)",
            ),
            (
                ids(|subject| matches!(subject, Subject::Lot(_))),
                "WITH l AS (DELETE FROM lot_line WHERE lot = ANY($1)) DELETE FROM lot WHERE id = ANY($1)",
            ),
            (ids(|subject| matches!(subject, Subject::Party(_))), "DELETE FROM party WHERE id = ANY($1)"),
        ] {
            if !ids.is_empty() {
                self.later(sql, &[Arg::Ids(&ids)])?;
            }
        }
        Ok(())
    }

    fn insert(&self, _: bool) -> Box<dyn Sink + '_> {
        Box::new(Insert { session: self })
    }

    fn unsearch(&self, _: AssetId) -> Result<()> {
        // It went with the rest.
        Ok(())
    }

    fn set_policy(&self, key: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO policy (key, value) VALUES ($1, $2) \
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.later(sql, &[key.into(), value.into()])
    }

    fn forget_policies(&self) -> Result<()> {
        self.later("DELETE FROM policy", &[])
    }

    fn reserve_tag(&self, tag: &str, seq: Seq) -> Result<()> {
        let sql = "INSERT INTO reserved_tag (tag, seq) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        self.later(sql, &[tag.into(), (&seq).into()])
    }

    fn free_tags(&self, seq: Option<Seq>) -> Result<()> {
        match seq {
            Some(seq) => self.later("DELETE FROM reserved_tag WHERE seq = $1", &[(&seq).into()]),
            None => self.later("DELETE FROM reserved_tag", &[]),
        }
    }

    fn clear(&self, media: &[(MediumId, bool)]) -> Result<()> {
        for cleared in [true, false] {
            let ids: Vec<Uuid> = media.iter().filter(|(_, is)| *is == cleared).map(|(id, _)| id.0).collect();
            let sql = "UPDATE medium SET cleared = $2 WHERE id = ANY($1) AND cleared <> $2";
            self.later(sql, &[Arg::Ids(&ids), (&cleared).into()])?;
        }
        Ok(())
    }

    fn settle(&self) -> Result<()> {
        // One event goes with the next question, or with the commit: most commands write no other.
        self.gather()?;
        if self.waits_for_judgement() { self.flush() } else { Ok(()) }
    }
}

/// Puts the rows of a subject into tables that have none of it.
struct Insert<'i, 's> {
    session: &'i Session<'s>,
}

impl Sink for Insert<'_, '_> {
    fn row(&mut self, table: Table, values: &[Value<'_>]) -> Result<()> {
        self.session.wait(table, values)
    }

    fn search(&mut self, seq: Seq, text: &str, asset: AssetId) -> Result<()> {
        self.row(Table::Search, &[seq.value(), Value::Text(text.into()), asset.value()])
    }
}
