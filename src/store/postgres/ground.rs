//! The tables of a session, as the fold writes them: rows wait until there are many or somebody reads, and
//! go to the server together.

use std::{cell::RefCell, collections::HashMap, io::Write as _};

use bytes::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

use super::{
    Session,
    fault::message,
    link::{Arg, encoded, number},
    search, vault,
};
use crate::{
    model::{
        event::{Event, Seq},
        id::{AssetId, MediumId, Subject},
    },
    store::{
        Error, Flow, Reader, Result, Server, Vault,
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
    fn values(&self) -> Vec<Raw<'_>> {
        let mut values = Vec::new();
        let mut rest = self.bytes.as_slice();
        while let Some((columns, more)) = rest.split_first_chunk::<2>() {
            rest = more;
            for _ in 0..i16::from_be_bytes(*columns) {
                let Some((length, more)) = rest.split_first_chunk::<4>() else { return values };
                match usize::try_from(i32::from_be_bytes(*length)) {
                    Err(_) => {
                        values.push(Raw(None));
                        rest = more;
                    }
                    Ok(length) => {
                        let (value, more) = more.split_at(length.min(more.len()));
                        values.push(Raw(Some(value)));
                        rest = more;
                    }
                }
            }
        }
        values
    }
}

/// A value that is encoded already.
#[derive(Debug)]
struct Raw<'r>(Option<&'r [u8]>);

impl ToSql for Raw<'_> {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        let Some(bytes) = self.0 else { return Ok(IsNull::Yes) };
        out.extend_from_slice(bytes);
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
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
            | "impact_years" | "impact_g_per_year" | "capacity_bytes" | "passes" | "errors" | "validated_seq",
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
        if table == Table::Event && self.waits() {
            self.flush()?;
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

    /// Hands over the rows that wait: the log before what is folded from it.
    pub(super) fn flush(&self) -> Result<()> {
        if self.waiting.borrow().bytes == 0 {
            return Ok(());
        }
        let waiting = self.waiting.take();
        let named = self.kept.borrow_mut().named();
        let held = search::held_before(self, &named)?;
        for table in Table::ALL {
            let Some(rows) = waiting.tables.get(table).filter(|rows| rows.count > 0) else { continue };
            if rows.over || rows.count < COPIED {
                self.insert_rows(*table, rows)?;
            } else {
                self.copy_rows(*table, rows)?;
            }
        }
        search::again(self, &held)?;
        self.flush()
    }

    fn insert_rows(&self, table: Table, rows: &Rows) -> Result<()> {
        let columns = table.columns();
        let values = rows.values();
        let kinds: Vec<Type> = columns.iter().map(|column| kind(table, column)).collect();
        let over = if rows.over { vault::over(table, &["id"]) } else { String::new() };
        for some in values.chunks(columns.len() * INSERTED) {
            let places = (1..=some.len()).map(|place| format!("${place}")).collect::<Vec<_>>();
            let places = places.chunks(columns.len()).map(|row| format!("({})", row.join(", ")));
            let places = places.collect::<Vec<_>>().join(", ");
            let sql = format!("INSERT INTO {} ({}) VALUES {places} {over}", table.name(), table.listed());
            let args: Vec<(&(dyn ToSql + Sync), Type)> =
                some.iter().map(|value| value as _).zip(kinds.iter().cycle().cloned()).collect();
            self.with(|client| client.execute_typed(&sql, &args))?;
        }
        Ok(())
    }

    fn copy_rows(&self, table: Table, rows: &Rows) -> Result<()> {
        let sql = format!("COPY {} ({}) FROM STDIN (FORMAT binary)", table.name(), table.listed());
        let mut lost = None;
        self.with(|client| {
            let mut writer = client.copy_in(&sql)?;
            for part in [BEGIN, &rows.bytes, END] {
                if let Err(e) = writer.write_all(part) {
                    // What the server says of it comes with the end.
                    lost = Some(e.to_string());
                    break;
                }
            }
            writer.finish().map(drop)
        })?;
        lost.map_or(Ok(()), |said| Err(self.store.address.trouble(Server::Lost(said))))
    }
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
        let sql = "SELECT subject, seq FROM touch WHERE subject = ANY($1) AND bears ORDER BY subject, seq";
        let mut found: HashMap<Uuid, Vec<Seq>> = HashMap::new();
        for row in self.rows(sql, &[Arg::Ids(ids)])? {
            found.entry(row.cell(0)?).or_default().push(row.cell(1)?);
        }
        Ok(ids.iter().map(|id| found.get(id).cloned().unwrap_or_default()).collect())
    }

    fn lines_of(&self, seqs: &[Seq], each: &mut dyn FnMut(Seq, &str) -> Result<()>) -> Result<()> {
        let seqs: Vec<i64> = seqs.iter().copied().map(number).collect();
        let read = |row: &postgres::Row, each: &mut dyn FnMut(Seq, &str) -> Result<()>| {
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
                 s AS (DELETE FROM sanitisation WHERE medium = ANY($1)) DELETE FROM medium WHERE id = ANY($1)",
            ),
            (
                ids(|subject| matches!(subject, Subject::Lot(_))),
                "WITH l AS (DELETE FROM lot_line WHERE lot = ANY($1)) DELETE FROM lot WHERE id = ANY($1)",
            ),
            (ids(|subject| matches!(subject, Subject::Party(_))), "DELETE FROM party WHERE id = ANY($1)"),
        ] {
            if !ids.is_empty() {
                self.run(sql, &[Arg::Ids(&ids)])?;
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
        self.run(sql, &[key.into(), value.into()]).map(drop)
    }

    fn forget_policies(&self) -> Result<()> {
        self.run("DELETE FROM policy", &[]).map(drop)
    }

    fn reserve_tag(&self, tag: &str, seq: Seq) -> Result<()> {
        let sql = "INSERT INTO reserved_tag (tag, seq) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        self.run(sql, &[tag.into(), (&seq).into()]).map(drop)
    }

    fn free_tags(&self, seq: Option<Seq>) -> Result<()> {
        match seq {
            Some(seq) => self.run("DELETE FROM reserved_tag WHERE seq = $1", &[(&seq).into()]),
            None => self.run("DELETE FROM reserved_tag", &[]),
        }
        .map(drop)
    }

    fn clear(&self, media: &[(MediumId, bool)]) -> Result<()> {
        for cleared in [true, false] {
            let ids: Vec<Uuid> = media.iter().filter(|(_, is)| *is == cleared).map(|(id, _)| id.0).collect();
            let sql = "UPDATE medium SET cleared = $2 WHERE id = ANY($1) AND cleared <> $2";
            self.run(sql, &[Arg::Ids(&ids), (&cleared).into()])?;
        }
        Ok(())
    }

    fn settle(&self) -> Result<()> {
        self.flush()
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
