//! The reading half of the contract: every question, as one query.

use std::{fmt::Write as _, ops::RangeInclusive};

use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Session,
    ahead::{self, Form},
    fault::message,
    link::{Arg, number},
    proof, search,
};
use crate::{
    model::{
        asset::{Asset, Decommissioning, Departure, Stay},
        attempt::Attempt,
        day::Day,
        event::{Event, Hash, Seq},
        id::{ActorId, AssetId, CommandId, LotId, MediumId, PartyId, Subject, TextId},
        lot::{Lot, Placed},
        medium::Medium,
        period::Period,
        policy::Policies,
        sanitization::Clearance,
        work::Work,
    },
    store::{
        AssetFilter, AttemptsOf, Attributed, Brief, Error, Flow, Head, Logged, MediumFilter, Name, Party,
        Place, Question, Reader, Result, Seldom, Span, Vault, Witness,
        column::{Column as _, Value},
        fold::{read_line, replayed},
        ground::Table,
        loose,
        rows::{
            self, ASSET_COLUMNS, ATTEMPT_COLUMNS, BRIEF, BRIEF_COLUMNS, Cells as _, DEPARTURE_COLUMNS, LOT,
            MEDIUM_COLUMNS, PLACED, READING, STAY_COLUMNS, WORK_COLUMNS,
        },
    },
};

/// After the columns of an asset, its other names in their order.
const ALIASES: &str = "(SELECT array_agg(l.alias ORDER BY l.place) FROM alias l WHERE l.asset = a.id)";

/// Asks for an asset by a condition.
pub(super) fn asset_by(condition: &str) -> String {
    format!("SELECT {ASSET_COLUMNS}, {ALIASES} FROM asset a WHERE a.{condition}")
}

/// Asks for an asset; here as below, `id` is where its identity stands in the question.
pub(super) fn asset_by_id(id: &str) -> String {
    asset_by(&format!("id = {id}"))
}

/// Asks for the media that are or were in an asset, in the order [`attributed`] reads them.
/// Asks for the attempts on a medium, or those that a log tells of.
pub(super) fn attempts_by(column: &str, is: &str) -> String {
    format!("SELECT {ATTEMPT_COLUMNS} FROM sanitisation WHERE {column} = {is} ORDER BY seq")
}

pub(super) fn media_by_asset(id: &str) -> String {
    format!(
        "SELECT {MEDIUM_COLUMNS}, t.\"to\", m.cleared FROM attribution t JOIN medium m ON m.id = t.medium {READING} \
         WHERE t.asset = {id} ORDER BY t.seq"
    )
}

/// Asks for the last departure of an asset.
pub(super) fn departure_by_asset(id: &str) -> String {
    format!("SELECT {DEPARTURE_COLUMNS} FROM departure d WHERE d.asset = {id} ORDER BY d.seq DESC LIMIT 1")
}

/// Asks for the events by which a tag stands on a label.
pub(super) fn reserved_by(tag: &str) -> String {
    format!("SELECT seq FROM reserved_tag WHERE tag = {tag} ORDER BY seq")
}

/// Asks for the code of a service or site, and its label beside.
pub(super) const PLACE: &str = "SELECT code, label FROM vault_label WHERE place = $1 AND (code = $2 OR folded = $3) \
                                ORDER BY code <> $2, code";

/// Asks for the label of a service or site.
pub(super) const LABEL: &str = "SELECT label FROM vault_label WHERE place = $1 AND code = $2";

/// Asks for the line of an event.
pub(super) const LINE: &str = "SELECT line FROM event WHERE seq = $1";

/// Reads an asset with its other names.
fn asset(row: &Row) -> Result<Asset> {
    let after = Table::Asset.columns().len();
    let aliases: Option<Vec<String>> = row.try_get(after).map_err(|e| Error::Corrupt(message(&e)))?;
    Ok(Asset { aliases: aliases.unwrap_or_default(), ..rows::asset(row)? })
}

/// Reads a medium that is or was in an asset.
fn attributed(row: &Row) -> Result<Attributed> {
    Ok(Attributed { medium: rows::medium(row)?, until: row.cell(21)?, cleared: row.cell(22)? })
}

/// Reads a party.
fn party(row: &Row) -> Result<Party> {
    Ok(Party { id: row.cell(0)?, kind: row.cell(1)?, name: row.cell(2)?, siret: row.cell(3)? })
}

/// Reads an event as it is stored.
fn logged(row: &Row) -> Result<Logged<'_>> {
    let text = |at| row.try_get::<_, &str>(at).map_err(|e| Error::Corrupt(message(&e)));
    Ok(Logged { seq: row.cell(0)?, kind: text(1)?, prev: row.cell(2)?, hash: row.cell(3)?, line: text(4)? })
}

/// The columns of an event, in the order [`logged`] reads them.
const LOGGED: &str = "SELECT seq, type, prev, hash, line FROM event";

/// Asks for parties, in the order [`party`] reads them.
const PARTY: &str = "SELECT p.id, p.kind, v.name, v.siret FROM party p LEFT JOIN vault_party v USING (id)";

/// Asks for a party.
pub(super) fn party_by_id(id: &str) -> String {
    format!("{PARTY} WHERE p.id = {id}")
}

/// What a command wrote.
pub(super) const COMMAND: &str = "SELECT first_seq, last_seq FROM command WHERE cmd = $1";

/// The policies that are set.
pub(super) const POLICIES: &str = "SELECT key, value FROM policy";

/// How a row of the vault is read.
type VaultRow = fn(&Row) -> Result<Vault>;

impl Session<'_> {
    fn placed_in(&self, lot: LotId) -> Result<Vec<Placed>> {
        let sql = format!("SELECT {PLACED} FROM lot_line WHERE lot = $1 ORDER BY place");
        self.all(&sql, &[(&lot).into()], rows::placed)
    }
}

impl Reader for Session<'_> {
    fn foresee(&self, questions: &[Question<'_>]) -> Result<()> {
        ahead::foresee(self, questions)
    }

    fn head(&self) -> Result<Head> {
        if let Some(head) = self.end_heard() {
            return Ok(head);
        }
        let sql = "SELECT seq, hash, line FROM event ORDER BY seq DESC LIMIT 1";
        let last = self
            .one(sql, &[], |row| Ok((row.cell::<Seq>(0)?, row.cell::<Hash>(1)?, row.cell::<String>(2)?)))?;
        let Some((seq, hash, line)) = last else {
            return Ok(Head { seq: 0, hash: Hash::ZERO, recorded_at: None });
        };
        Ok(Head { seq, hash, recorded_at: Some(read_line(seq, &line)?.recorded_at) })
    }

    fn command(&self, cmd: CommandId) -> Result<Option<Span>> {
        if let Some(span) = self.span_heard(cmd) {
            return Ok(Some(span));
        }
        self.one(COMMAND, &[(&cmd).into()], |row| Ok(Span { first: row.cell(0)?, last: row.cell(1)? }))
    }

    fn policies(&self) -> Result<Policies> {
        let set = self.all(POLICIES, &[], |row| Ok((row.cell::<String>(0)?, row.cell::<String>(1)?)))?;
        loose::policies_kept(set)
    }

    fn asset(&self, id: AssetId) -> Result<Option<Asset>> {
        self.one(&asset_by_id("$1"), &[(&id).into()], asset)
    }

    fn medium(&self, id: MediumId) -> Result<Option<Medium>> {
        let sql = format!("SELECT {MEDIUM_COLUMNS} FROM medium m {READING} WHERE m.id = $1");
        self.one(&sql, &[(&id).into()], rows::medium)
    }

    fn lot(&self, id: LotId) -> Result<Option<Lot>> {
        let Some(mut lot) = self.one(&format!("{LOT} WHERE id = $1"), &[(&id).into()], rows::lot)? else {
            return Ok(None);
        };
        lot.lines = self.placed_in(id)?;
        Ok(Some(lot))
    }

    fn party(&self, id: PartyId) -> Result<Option<Party>> {
        self.one(&party_by_id("$1"), &[(&id).into()], party)
    }

    fn named(&self, name: &Name<'_>) -> Result<Vec<Subject>> {
        let (form, wanted) = Form::of(name);
        // No text that is kept has a zero in it, and the server takes none.
        if wanted.contains('\0') {
            return Ok(Vec::new());
        }
        self.all(&form.sql("$1"), &[(&wanted).into()], |row| row.cell(0).map(|id| form.subject(id)))
    }

    fn reserved(&self, tag: &str) -> Result<Vec<Seq>> {
        self.all(&reserved_by("$1"), &[tag.into()], |row| row.cell(0))
    }

    fn place(&self, place: Place, word: &str) -> Result<Option<String>> {
        let (code, folded) = ahead::place_words(word);
        if folded.contains('\0') || code.contains('\0') {
            return Ok(None);
        }
        self.one(PLACE, &[place.code().into(), (&code).into(), (&folded).into()], |row| row.cell(0))
    }

    fn names(&self, each: &mut dyn FnMut(&str) -> Flow) -> Result<()> {
        for sql in ["SELECT tag FROM asset ORDER BY tag", "SELECT alias FROM alias ORDER BY folded"] {
            let mut flow = Flow::Continue(());
            self.stream(sql, &[], |row| {
                flow = each(row.try_get(0).map_err(|e| Error::Corrupt(message(&e)))?);
                Ok(flow)
            })?;
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn media_of(&self, asset: AssetId) -> Result<Vec<Attributed>> {
        self.all(&media_by_asset("$1"), &[(&asset).into()], attributed)
    }

    fn attempts(&self, of: AttemptsOf<'_>) -> Result<Vec<Attempt>> {
        match of {
            AttemptsOf::Medium(id) => self.all(&attempts_by("medium", "$1"), &[(&id).into()], rows::attempt),
            AttemptsOf::Log(log) => self.all(&attempts_by("log", "$1"), &[log.into()], rows::attempt),
        }
    }

    fn departure_of(&self, asset: AssetId) -> Result<Option<Departure>> {
        self.one(&departure_by_asset("$1"), &[(&asset).into()], |row| rows::departure(row, 0))
    }

    fn stays_of(&self, asset: AssetId) -> Result<Vec<Stay>> {
        let sql = format!("SELECT {STAY_COLUMNS} FROM stay s WHERE s.asset = $1 ORDER BY s.seq");
        self.all(&sql, &[(&asset).into()], |row| rows::stay(row, 0))
    }

    fn works_of(&self, asset: AssetId) -> Result<Vec<Work>> {
        let sql = format!("SELECT {WORK_COLUMNS} FROM work w WHERE w.asset = $1 ORDER BY w.seq");
        self.all(&sql, &[(&asset).into()], |row| rows::work(row, 0))
    }

    fn event(&self, seq: Seq) -> Result<Option<Event>> {
        let line = self.one(LINE, &[(&seq).into()], |row| row.cell::<String>(0))?;
        line.map(|line| read_line(seq, &line)).transpose()
    }

    fn history(&self, subject: Subject) -> Result<Vec<Event>> {
        let sql = "SELECT e.seq, e.line FROM touch t JOIN event e ON e.seq = t.seq WHERE t.subject = $1 ORDER BY t.seq";
        let mut events = Vec::new();
        self.stream(sql, &[(&subject.uuid()).into()], |row| {
            events.push(read_line(row.cell(0)?, &row.cell::<String>(1)?)?);
            Ok(Flow::Continue(()))
        })?;
        Ok(events)
    }

    fn text(&self, id: TextId) -> Result<Option<String>> {
        self.one("SELECT text FROM vault_text WHERE id = $1", &[(&id).into()], |row| row.cell(0))
    }

    fn actor(&self, id: ActorId) -> Result<Option<String>> {
        self.one("SELECT name FROM vault_actor WHERE id = $1", &[(&id).into()], |row| row.cell(0))
    }

    fn label(&self, place: Place, code: &str) -> Result<Option<String>> {
        self.beside(LABEL, &[place.code().into(), code.into()])
    }

    fn lines(&self, after: Seq, each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()> {
        let sql = format!("{LOGGED} WHERE seq > $1 ORDER BY seq");
        self.stream(&sql, &[(&after).into()], |row| Ok(each(&logged(row)?)))
    }

    fn seldom(&self, kinds: &[Seldom], each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()> {
        if kinds.is_empty() {
            return Ok(());
        }
        // The index of what is seldom is used where the server sees that only such is asked for.
        let codes: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.code())).collect();
        let sql = format!("{LOGGED} WHERE type IN ({}) ORDER BY seq", codes.join(", "));
        self.stream(&sql, &[], |row| Ok(each(&logged(row)?)))
    }

    fn attached(&self, to: Option<Subject>, each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()> {
        let Some(subject) = to else {
            let sql = format!("{LOGGED} WHERE type = 'attached' ORDER BY seq");
            return self.stream(&sql, &[], |row| Ok(each(&logged(row)?)));
        };
        let sql = format!(
            "{LOGGED} WHERE type = 'attached' AND seq IN (SELECT t.seq FROM touch t WHERE t.subject = $1) ORDER BY seq"
        );
        self.stream(&sql, &[(&subject.uuid()).into()], |row| Ok(each(&logged(row)?)))
    }

    fn evidence(&self, each: &mut dyn FnMut(Hash) -> Flow) -> Result<()> {
        self.stream("SELECT hash FROM vault_evidence ORDER BY hash", &[], |row| Ok(each(row.cell(0)?)))
    }

    fn evidence_bytes(&self, hash: Hash) -> Result<Option<Vec<u8>>> {
        let read = |row: &Row| row.try_get(0).map_err(|e| Error::Corrupt(message(&e)));
        // It may be long: nobody holds it but whoever asked.
        let rows = self.rows_once("SELECT bytes FROM vault_evidence WHERE hash = $1", &[(&hash).into()])?;
        rows.first().map(read).transpose()
    }

    fn commands(&self, each: &mut dyn FnMut(CommandId, Span) -> Flow) -> Result<()> {
        self.stream("SELECT cmd, first_seq, last_seq FROM command ORDER BY cmd", &[], |row| {
            Ok(each(row.cell(0)?, Span { first: row.cell(1)?, last: row.cell(2)? }))
        })
    }

    fn touches(&self, each: &mut dyn FnMut(Uuid, Seq, bool) -> Flow) -> Result<()> {
        self.stream("SELECT subject, seq, bears FROM touch ORDER BY subject, seq", &[], |row| {
            Ok(each(row.cell(0)?, row.cell(1)?, row.cell(2)?))
        })
    }

    fn projections(&self, each: &mut dyn FnMut(&'static str, &str) -> Flow) -> Result<()> {
        proof::projections(self, each)
    }

    fn columns(&self, table: &str) -> Result<Vec<String>> {
        let known = proof::PROJECTIONS.iter().find(|(known, _)| known.name() == table);
        Ok(known.map_or_else(Vec::new, |(table, _)| {
            table.columns().iter().map(|column| (*column).to_owned()).collect()
        }))
    }

    fn replayed(&self, clearance: Clearance, witness: &mut dyn Witness) -> Result<()> {
        replayed(self, clearance, witness)
    }

    fn engine(&self, each: &mut dyn FnMut(&str) -> Flow) -> Result<()> {
        proof::engine(self, each)
    }

    fn assets(&self, filter: &AssetFilter, each: &mut dyn FnMut(Asset) -> Flow) -> Result<()> {
        let (condition, values) = conditions(filter);
        let sql = format!("SELECT {ASSET_COLUMNS}, {ALIASES} FROM asset a {condition} ORDER BY tag");
        let args: Vec<Arg<'_>> = values.into_iter().map(Arg::Value).collect();
        self.stream(&sql, &args, |row| Ok(each(asset(row)?)))
    }

    fn search(&self, words: &[String], each: &mut dyn FnMut(Asset) -> Flow) -> Result<()> {
        search::matches(self, words, &mut |id| match Reader::asset(self, id)? {
            Some(asset) => Ok(each(asset)),
            None => Err(Error::Corrupt(format!("search: {id}"))),
        })
    }

    fn matches(&self, words: &[String]) -> Result<u64> {
        search::count(self, words)
    }

    fn media(&self, filter: MediumFilter, each: &mut dyn FnMut(Medium) -> Flow) -> Result<()> {
        let condition = filter.condition("$1");
        let sql = format!("SELECT {MEDIUM_COLUMNS} FROM medium m {READING} {condition} ORDER BY m.id");
        let bound: Vec<Arg<'_>> = filter.changed_after.iter().map(Into::into).collect();
        self.stream(&sql, &bound, |row| Ok(each(rows::medium(row)?)))
    }

    fn lots(&self, each: &mut dyn FnMut(Lot) -> Flow) -> Result<()> {
        self.stream(&format!("{LOT} ORDER BY number"), &[], |row| {
            let mut lot = rows::lot(row)?;
            lot.lines = self.placed_in(lot.id)?;
            Ok(each(lot))
        })
    }

    fn lots_since(&self, after: Seq, each: &mut dyn FnMut(Lot, Seq) -> Flow) -> Result<()> {
        self.stream(&rows::lots_since("$1"), &[(&after).into()], |row| {
            let mut lot = rows::lot(row)?;
            lot.lines = self.placed_in(lot.id)?;
            Ok(each(lot, row.cell(rows::LOT_VERSION)?))
        })
    }

    fn parties(&self, each: &mut dyn FnMut(Party) -> Flow) -> Result<()> {
        self.stream(&format!("{PARTY} ORDER BY p.id"), &[], |row| Ok(each(party(row)?)))
    }

    fn parties_since(&self, after: Seq, each: &mut dyn FnMut(Party, Seq) -> Flow) -> Result<()> {
        self.stream(&rows::parties_since("$1"), &[(&after).into()], |row| Ok(each(party(row)?, row.cell(4)?)))
    }

    fn bulk(&self, period: Period, each: &mut dyn FnMut(&Placed) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {PLACED} FROM lot_line WHERE NOT tagged AND shipped_on BETWEEN $1 AND $2 \
             ORDER BY shipped_on, lot, place"
        );
        self.stream(&sql, &[(&period.from).into(), (&period.to).into()], |row| Ok(each(&rows::placed(row)?)))
    }

    fn vault(&self, each: &mut dyn FnMut(Vault) -> Flow) -> Result<()> {
        let parts: [(&str, VaultRow); 4] = [
            ("SELECT id, name FROM vault_actor ORDER BY id", |row| {
                Ok(Vault::Actor { id: row.cell(0)?, name: row.cell(1)? })
            }),
            ("SELECT id, name, siret FROM vault_party ORDER BY id", |row| {
                Ok(Vault::Party { id: row.cell(0)?, name: row.cell(1)?, siret: row.cell(2)? })
            }),
            ("SELECT id, text FROM vault_text ORDER BY id", |row| {
                Ok(Vault::Text { id: row.cell(0)?, text: row.cell(1)? })
            }),
            ("SELECT place, code, label FROM vault_label ORDER BY place, code", |row| {
                let place = if row.cell::<String>(0)? == "site" { Place::Site } else { Place::Service };
                Ok(Vault::Label { place, code: row.cell(1)?, label: row.cell(2)? })
            }),
        ];
        for (sql, read) in parts {
            let mut flow = Flow::Continue(());
            self.stream(sql, &[], |row| {
                flow = each(read(row)?);
                Ok(flow)
            })?;
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn works(&self, period: Period, each: &mut dyn FnMut(&Brief, &Work) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, {WORK_COLUMNS} FROM work w JOIN asset a ON a.id = w.asset \
             WHERE w.\"on\" BETWEEN $1 AND $2 ORDER BY w.\"on\", w.asset, w.seq"
        );
        self.stream(&sql, &[(&period.from).into(), (&period.to).into()], |row| {
            Ok(each(&rows::brief(row)?, &rows::work(row, BRIEF)?))
        })
    }

    fn uses(&self, period: Period, each: &mut dyn FnMut(&Brief, &Stay) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, {STAY_COLUMNS} FROM stay s JOIN asset a ON a.id = s.asset \
             WHERE s.began IS NOT NULL AND s.\"from\" BETWEEN $1 AND $2 ORDER BY s.\"from\", s.asset, s.seq"
        );
        self.stream(&sql, &[(&period.from).into(), (&period.to).into()], |row| {
            Ok(each(&rows::brief(row)?, &rows::stay(row, BRIEF)?))
        })
    }

    fn departures(&self, period: Period, each: &mut dyn FnMut(&Brief, &Departure) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, {DEPARTURE_COLUMNS} FROM departure d JOIN asset a ON a.id = d.asset \
             WHERE d.\"on\" BETWEEN $1 AND $2 ORDER BY d.\"on\", d.asset, d.seq"
        );
        self.stream(&sql, &[(&period.from).into(), (&period.to).into()], |row| {
            Ok(each(&rows::brief(row)?, &rows::departure(row, BRIEF)?))
        })
    }

    fn vague_departures(&self, each: &mut dyn FnMut(&Brief, &Departure) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, {DEPARTURE_COLUMNS} FROM departure d JOIN asset a ON a.id = d.asset \
             WHERE d.taken_over IS NOT NULL AND (d.taken_over = 'unknown' OR d.channel IS NULL) \
             ORDER BY d.asset, d.seq"
        );
        self.stream(&sql, &[], |row| Ok(each(&rows::brief(row)?, &rows::departure(row, BRIEF)?)))
    }

    fn carried_over(
        &self,
        period: Period,
        each: &mut dyn FnMut(&Brief, &Decommissioning, RangeInclusive<i16>) -> Flow,
    ) -> Result<()> {
        let sql = rows::carried_over_sql("$1", "$2");
        let (first, last) = (period.from.new_year(), period.to.new_year());
        self.stream(&sql, &[(&first).into(), (&last).into()], |row| {
            let (brief, span, years) = rows::carried_over(row, period)?;
            Ok(each(&brief, &span, years))
        })
    }

    fn missing(&self, day: Day, each: &mut dyn FnMut(&Brief, bool) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, a.inventory = 'closed' AND NOT EXISTS ( \
                 SELECT FROM attribution t JOIN medium m ON m.id = t.medium \
                 WHERE t.asset = a.id AND t.\"to\" IS NULL AND m.departed_on IS NULL AND NOT m.cleared) \
             FROM stay s JOIN asset a ON a.id = s.asset \
             WHERE s.state = 'missing' AND s.\"from\" <= $1 AND (s.\"to\" IS NULL OR s.\"to\" > $1) \
             ORDER BY s.\"from\", s.asset, s.seq"
        );
        self.stream(&sql, &[(&day).into()], |row| Ok(each(&rows::brief(row)?, row.cell(BRIEF)?)))
    }

    fn last_day(&self) -> Result<Option<Day>> {
        // A lot may hold nothing that has a tag, and an undertaking binds no asset's days.
        let sql = "SELECT greatest((SELECT max(last_on) FROM asset), (SELECT max(last_on) FROM medium), \
                   (SELECT max(last_on) FROM lot))";
        self.one(sql, &[], |row| row.cell(0)).map(Option::flatten)
    }

    fn is_undated(&self) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT FROM asset) AND NOT EXISTS (SELECT FROM medium) \
                   AND NOT EXISTS (SELECT FROM lot WHERE last_on IS NOT NULL)";
        self.one(sql, &[], |row| row.cell(0)).map(|undated| undated.unwrap_or(true))
    }

    fn first_day_after(&self, day: Day) -> Result<Option<Day>> {
        self.one(&rows::first_day_after("$1"), &[(&day).into()], |row| row.cell(0)).map(Option::flatten)
    }
}

/// The restrictions of a filter, as a condition and its values.
fn conditions(filter: &AssetFilter) -> (String, Vec<Value<'static>>) {
    let mut parts: Vec<String> = Vec::new();
    let mut values = Vec::new();
    let mut restrict = |column: &str, value: Value<'_>| {
        if value != Value::Null {
            values.push(value.into_owned());
            let mut part = column.to_owned();
            // Writing into a string cannot fail.
            let _ = write!(part, " ${}", values.len());
            parts.push(part);
        }
    };
    restrict("state =", filter.state.value());
    restrict("kind =", filter.kind.value());
    restrict("service =", filter.service.value());
    restrict("site =", filter.site.value());
    restrict("coalesce(first_use_date, purchase_date, manufactured_on) <", filter.older_than.value());
    restrict("version >", filter.changed_after.map(number).value());
    if filter.decommissioned {
        parts.push("decommissioned_on IS NOT NULL AND state <> 'departed'".to_owned());
    }
    let condition = if parts.is_empty() { String::new() } else { format!("WHERE {}", parts.join(" AND ")) };
    (condition, values)
}
