//! The reading half of the contract: every question, as one query.

use std::ops::RangeInclusive;

use rusqlite::{Row, params, params_from_iter};
use uuid::Uuid;

use super::{
    Session,
    filter::conditions,
    lots::{LOT, PLACED, lot, placed},
    proof,
    rows::{
        ASSET_COLUMNS, BRIEF, BRIEF_COLUMNS, DEPARTURE_COLUMNS, MEDIUM_COLUMNS, READING, STAY_COLUMNS, Sql,
        WORK_COLUMNS, asset, brief, departure, get, maybe, medium, stay, work,
    },
    search,
};
use crate::{
    model::{
        asset::{Asset, Decommissioning, Departure, Stay},
        attempt::Attempt,
        day::{Day, Instant},
        event::{Event, Hash, Seq},
        id::{ActorId, AssetId, CommandId, LotId, MediumId, PartyId, Subject, TextId},
        lot::{Lot, Placed},
        medium::Medium,
        period::Period,
        policy::Policies,
        sanitization::Clearance,
        text,
        work::Work,
    },
    store::{
        AssetFilter, AttemptsOf, Attributed, Brief, Error, Flow, Head, LeftOut, Logged, MediumFilter, Name,
        Party, Place, Question, Reader, Result, Seldom, Span, Store, TOGETHER, Vault, Witness,
        fold::{self, read_line},
        loose,
        rows::{self, ATTEMPT_COLUMNS},
    },
};

impl Session<'_> {
    fn aliases(&self, asset: AssetId) -> Result<Vec<String>> {
        self.all("SELECT alias FROM alias WHERE asset = ?1 ORDER BY place", [Sql(&asset)], |row| row.get(0))
    }

    fn with_aliases(&self, mut asset: Asset) -> Result<Asset> {
        asset.aliases = self.aliases(asset.id)?;
        Ok(asset)
    }
}

/// Reads an event as it is stored.
fn logged<'r>(row: &'r Row<'_>) -> rusqlite::Result<Logged<'r>> {
    Ok(Logged {
        seq: row.get(0)?,
        kind: row.get_ref(1)?.as_str()?,
        prev: Hash(row.get(2)?),
        hash: Hash(row.get(3)?),
        line: row.get_ref(4)?.as_str()?,
    })
}

/// The query for the events of these types, each once. Their index is used only where a type stands in
/// the query to the letter, alone in its term.
pub(super) fn seldom(kinds: &[Seldom]) -> String {
    let mut kinds = kinds.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    let term = |kind: &Seldom| {
        format!("SELECT seq, type, prev, hash, line FROM event WHERE type = '{}'", kind.code())
    };
    let terms: Vec<_> = kinds.iter().map(term).collect();
    terms.join(" UNION ALL ") + " ORDER BY seq"
}

/// How a row of the vault is read.
type VaultRow = fn(&Row<'_>) -> rusqlite::Result<Vault>;

impl Reader for Session<'_> {
    fn foresee(&self, questions: &[Question<'_>]) -> Result<()> {
        self.foresee_lives(questions)
    }

    fn head(&self) -> Result<Head> {
        let last = self.one("SELECT seq, hash, line FROM event ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get::<_, Seq>(0)?, row.get::<_, [u8; 32]>(1)?, row.get::<_, String>(2)?))
        })?;
        let Some((seq, hash, line)) = last else {
            return Ok(Head { seq: 0, hash: Hash::ZERO, recorded_at: None });
        };
        let recorded_at: Option<Instant> = Some(read_line(seq, &line)?.recorded_at);
        Ok(Head { seq, hash: Hash(hash), recorded_at })
    }

    fn command(&self, cmd: CommandId) -> Result<Option<Span>> {
        self.one("SELECT first_seq, last_seq FROM command WHERE cmd = ?1", [Sql(&cmd)], |row| {
            Ok(Span { first: row.get(0)?, last: row.get(1)? })
        })
    }

    fn policies(&self) -> Result<Policies> {
        let set = self.all("SELECT key, value FROM policy", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        loose::policies_kept(set)
    }

    fn asset(&self, id: AssetId) -> Result<Option<Asset>> {
        let sql = format!("SELECT {ASSET_COLUMNS} FROM asset WHERE id = ?1");
        self.one(&sql, [Sql(&id)], asset)?.map(|asset| self.with_aliases(asset)).transpose()
    }

    fn medium(&self, id: MediumId) -> Result<Option<Medium>> {
        let sql = format!("SELECT {MEDIUM_COLUMNS} FROM medium m {READING} WHERE m.id = ?1");
        self.one(&sql, [Sql(&id)], medium)
    }

    fn lot(&self, id: LotId) -> Result<Option<Lot>> {
        let Some(mut lot) = self.one(&format!("{LOT} WHERE id = ?1"), [Sql(&id)], lot)? else {
            return Ok(None);
        };
        lot.lines = self.lines_of(id)?;
        Ok(Some(lot))
    }

    fn party(&self, id: PartyId) -> Result<Option<Party>> {
        self.one(
            "SELECT p.kind, v.name, v.siret FROM party p LEFT JOIN vault_party v USING (id) WHERE id = ?1",
            [Sql(&id)],
            |row| Ok(Party { id, kind: get(row, 0)?, name: row.get(1)?, siret: row.get(2)? }),
        )
    }

    fn named(&self, name: &Name<'_>) -> Result<Vec<Subject>> {
        let (sql, wanted, make): (_, _, fn(Uuid) -> Subject) = match name {
            Name::Tag(tag) => ("SELECT id FROM asset WHERE tag = ?1", (*tag).to_owned(), as_asset),
            Name::Alias(alias) => ("SELECT asset FROM alias WHERE folded = ?1", text::fold(alias), as_asset),
            Name::Serial(serial) => (
                "SELECT id FROM asset WHERE serial = ?1 COLLATE NOCASE ORDER BY id",
                (*serial).to_owned(),
                as_asset,
            ),
            Name::MediumSerial(serial) => (
                "SELECT id FROM medium WHERE serial = ?1 COLLATE NOCASE ORDER BY id",
                (*serial).to_owned(),
                as_medium,
            ),
            Name::Lot(number) => ("SELECT id FROM lot WHERE number = ?1", (*number).to_owned(), as_lot),
            Name::Party(name) => {
                ("SELECT id FROM vault_party WHERE folded = ?1 ORDER BY id", text::fold(name), as_party)
            }
        };
        self.all(sql, [wanted], |row| {
            let bytes: [u8; 16] = row.get(0)?;
            Ok(make(Uuid::from_bytes(bytes)))
        })
    }

    fn reserved(&self, tag: &str) -> Result<Vec<Seq>> {
        self.all("SELECT seq FROM reserved_tag WHERE tag = ?1 ORDER BY seq", [tag], |row| row.get(0))
    }

    fn place(&self, place: Place, word: &str) -> Result<Option<String>> {
        self.one(
            "SELECT code FROM vault_label WHERE place = ?1 AND (code = ?2 OR folded = ?3) ORDER BY code <> ?2, code",
            params![place.code(), word.trim().to_uppercase(), text::fold(word.trim())],
            |row| row.get(0),
        )
    }

    fn names(&self, each: &mut dyn FnMut(&str) -> Flow) -> Result<()> {
        let mut broken = false;
        for sql in ["SELECT tag FROM asset ORDER BY tag", "SELECT alias FROM alias ORDER BY folded"] {
            self.stream(sql, [], |row| {
                let flow = if broken { Flow::Break(()) } else { each(row.get_ref(0)?.as_str()?) };
                broken |= flow.is_break();
                Ok(flow)
            })?;
        }
        Ok(())
    }

    fn media_of(&self, asset: AssetId) -> Result<Vec<Attributed>> {
        if let Some(media) = self.foreseen_media(asset) {
            return Ok(media);
        }
        let sql = format!(
            "SELECT {MEDIUM_COLUMNS}, t.\"to\", m.cleared FROM attribution t JOIN medium m ON m.id = t.medium {READING} \
             WHERE t.asset = ?1 ORDER BY t.seq"
        );
        self.all(&sql, [Sql(&asset)], |row| {
            Ok(Attributed { medium: medium(row)?, until: maybe(row, 21)?, cleared: row.get(22)? })
        })
    }

    fn attempts(&self, of: AttemptsOf<'_>) -> Result<Vec<Attempt>> {
        let sql = |key| format!("SELECT {ATTEMPT_COLUMNS} FROM sanitisation WHERE {key} = ?1 ORDER BY seq");
        match of {
            AttemptsOf::Medium(id) => self.all(&sql("medium"), [Sql(&id)], |row| rows::attempt(row)),
            AttemptsOf::Log(log) => self.all(&sql("log"), [Sql(log)], |row| rows::attempt(row)),
        }
    }

    fn departure_of(&self, asset: AssetId) -> Result<Option<Departure>> {
        if let Some(departure) = self.foreseen_departure(asset) {
            return Ok(Some(departure));
        }
        let sql = format!(
            "SELECT {DEPARTURE_COLUMNS} FROM departure d WHERE d.asset = ?1 ORDER BY d.seq DESC LIMIT 1"
        );
        self.one(&sql, [Sql(&asset)], |row| departure(row, 0))
    }

    fn stays_of(&self, asset: AssetId) -> Result<Vec<Stay>> {
        let sql = format!("SELECT {STAY_COLUMNS} FROM stay s WHERE s.asset = ?1 ORDER BY s.seq");
        self.all(&sql, [Sql(&asset)], |row| stay(row, 0))
    }

    fn works_of(&self, asset: AssetId) -> Result<Vec<Work>> {
        let sql = format!("SELECT {WORK_COLUMNS} FROM work w WHERE w.asset = ?1 ORDER BY w.seq");
        self.all(&sql, [Sql(&asset)], |row| work(row, 0))
    }

    fn event(&self, seq: Seq) -> Result<Option<Event>> {
        self.one("SELECT line FROM event WHERE seq = ?1", [seq], |row| row.get::<_, String>(0))?
            .map(|line| read_line(seq, &line))
            .transpose()
    }

    fn history(&self, subject: Subject) -> Result<Vec<Event>> {
        let lines = self.all(
            "SELECT e.seq, e.line FROM touch t JOIN event e ON e.seq = t.seq WHERE t.subject = ?1 ORDER BY t.seq",
            [subject.uuid().as_bytes()],
            |row| Ok((row.get::<_, Seq>(0)?, row.get::<_, String>(1)?)),
        )?;
        lines.iter().map(|(seq, line)| read_line(*seq, line)).collect()
    }

    fn text(&self, id: TextId) -> Result<Option<String>> {
        self.one("SELECT text FROM vault_text WHERE id = ?1", [Sql(&id)], |row| row.get(0))
    }

    fn actor(&self, id: ActorId) -> Result<Option<String>> {
        self.one("SELECT name FROM vault_actor WHERE id = ?1", [Sql(&id)], |row| row.get(0))
    }

    fn label(&self, place: Place, code: &str) -> Result<Option<String>> {
        self.one(
            "SELECT label FROM vault_label WHERE place = ?1 AND code = ?2",
            [place.code(), code],
            |row| row.get(0),
        )
    }

    fn lines(&self, after: Seq, each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()> {
        let sql = "SELECT seq, type, prev, hash, line FROM event WHERE seq > ?1 ORDER BY seq";
        self.passing(|| self.stream(sql, [after], |row| Ok(each(&logged(row)?))))
    }

    fn seldom(&self, kinds: &[Seldom], each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()> {
        if kinds.is_empty() {
            return Ok(());
        }
        self.stream(&seldom(kinds), [], |row| Ok(each(&logged(row)?)))
    }

    fn attached(&self, to: Option<Subject>, each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()> {
        let Some(subject) = to else {
            let sql = "SELECT seq, type, prev, hash, line FROM event WHERE type = 'attached' ORDER BY seq";
            return self.stream(sql, [], |row| Ok(each(&logged(row)?)));
        };
        // What touches a subject is less than all that was ever attached: the sign keeps the index of it away.
        let sql = "SELECT e.seq, e.type, e.prev, e.hash, e.line FROM touch t CROSS JOIN event e ON e.seq = t.seq \
                   WHERE t.subject = ?1 AND +e.type = 'attached' ORDER BY t.seq";
        self.stream(sql, [subject.uuid().as_bytes()], |row| Ok(each(&logged(row)?)))
    }

    fn evidence(&self, each: &mut dyn FnMut(Hash) -> Flow) -> Result<()> {
        self.stream("SELECT hash FROM vault_evidence ORDER BY hash", [], |row| Ok(each(get(row, 0)?)))
    }

    fn evidence_bytes(&self, hash: Hash) -> Result<Option<Vec<u8>>> {
        self.one("SELECT bytes FROM vault_evidence WHERE hash = ?1", [Sql(&hash)], |row| row.get(0))
    }

    fn commands(&self, each: &mut dyn FnMut(CommandId, Span) -> Flow) -> Result<()> {
        self.stream("SELECT cmd, first_seq, last_seq FROM command ORDER BY cmd", [], |row| {
            Ok(each(get(row, 0)?, Span { first: row.get(1)?, last: row.get(2)? }))
        })
    }

    fn projections(&self, each: &mut dyn FnMut(&'static str, &str) -> Flow) -> Result<()> {
        proof::projections(self, each)
    }

    fn touches(&self, each: &mut dyn FnMut(Uuid, Seq, bool) -> Flow) -> Result<()> {
        proof::touches(self, each)
    }

    fn columns(&self, table: &str) -> Result<Vec<String>> {
        proof::columns(self, table)
    }

    fn replayed(&self, clearance: Clearance, witness: &mut dyn Witness) -> Result<()> {
        fold::replayed(self, clearance, witness)
    }

    fn engine(&self, each: &mut dyn FnMut(&str) -> Flow) -> Result<()> {
        proof::engine(self, each)
    }

    fn assets(&self, filter: &AssetFilter, each: &mut dyn FnMut(Asset) -> Flow) -> Result<()> {
        let (condition, values) = conditions(filter);
        let sql = format!("SELECT {ASSET_COLUMNS} FROM asset a {condition} ORDER BY tag");
        let mut waiting = Vec::with_capacity(TOGETHER);
        let mut hand_over = |waiting: &mut Vec<Asset>| -> Result<Flow> {
            self.name_all(waiting)?;
            Ok(waiting.drain(..).try_for_each(&mut *each))
        };
        let mut handed = Ok(Flow::Continue(()));
        self.passing(|| {
            self.stream(&sql, params_from_iter(values), |row| {
                waiting.push(asset(row)?);
                if waiting.len() == TOGETHER {
                    handed = hand_over(&mut waiting);
                }
                Ok(if matches!(handed, Ok(Flow::Continue(()))) {
                    Flow::Continue(())
                } else {
                    Flow::Break(())
                })
            })
        })?;
        if handed?.is_continue() {
            let _ = hand_over(&mut waiting)?;
        }
        Ok(())
    }

    fn search(&self, words: &[String], each: &mut dyn FnMut(Asset) -> Flow) -> Result<()> {
        search::fill(self)?;
        search::matches(self, words, &mut |id| match self.asset(id)? {
            Some(asset) => Ok(each(asset)),
            None => Err(Error::Corrupt(format!("search: {id}"))),
        })
    }

    fn matches(&self, words: &[String]) -> Result<u64> {
        search::fill(self)?;
        search::count(self, words)
    }

    fn media(&self, filter: MediumFilter, each: &mut dyn FnMut(Medium) -> Flow) -> Result<()> {
        let condition = filter.condition("?1");
        let sql = format!("SELECT {MEDIUM_COLUMNS} FROM medium m {READING} {condition} ORDER BY m.id");
        let bound = params_from_iter(filter.changed_after);
        self.passing(|| self.stream(&sql, bound, |row| Ok(each(medium(row)?))))
    }

    fn lots(&self, each: &mut dyn FnMut(Lot) -> Flow) -> Result<()> {
        for mut lot in self.all(&format!("{LOT} ORDER BY number"), [], lot)? {
            lot.lines = self.lines_of(lot.id)?;
            if each(lot).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn lots_since(&self, after: Seq, each: &mut dyn FnMut(Lot, Seq) -> Flow) -> Result<()> {
        let mut failed = None;
        self.passing(|| {
            self.stream(&rows::lots_since("?1"), [after], |row| {
                let (mut lot, version) = (lot(row)?, row.get(rows::LOT_VERSION)?);
                Ok(match self.lines_of(lot.id) {
                    Ok(lines) => {
                        lot.lines = lines;
                        each(lot, version)
                    }
                    Err(e) => {
                        failed = Some(e);
                        Flow::Break(())
                    }
                })
            })
        })?;
        failed.map_or(Ok(()), Err)
    }

    fn parties(&self, each: &mut dyn FnMut(Party) -> Flow) -> Result<()> {
        let sql = "SELECT p.id, p.kind, v.name, v.siret FROM party p LEFT JOIN vault_party v USING (id) ORDER BY p.id";
        self.stream(sql, [], |row| {
            Ok(each(Party { id: get(row, 0)?, kind: get(row, 1)?, name: row.get(2)?, siret: row.get(3)? }))
        })
    }

    fn parties_since(&self, after: Seq, each: &mut dyn FnMut(Party, Seq) -> Flow) -> Result<()> {
        self.stream(&rows::parties_since("?1"), [after], |row| {
            let (id, kind) = (get(row, 0)?, get(row, 1)?);
            Ok(each(Party { id, kind, name: row.get(2)?, siret: row.get(3)? }, row.get(4)?))
        })
    }

    fn bulk(&self, period: Period, each: &mut dyn FnMut(&Placed) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {PLACED} FROM lot_line INDEXED BY lot_line_bulk \
             WHERE tagged = 0 AND shipped_on BETWEEN ?1 AND ?2 ORDER BY shipped_on, lot, place"
        );
        self.stream(&sql, params![Sql(&period.from), Sql(&period.to)], |row| Ok(each(&placed(row)?)))
    }

    fn vault(&self, each: &mut dyn FnMut(Vault) -> Flow) -> Result<()> {
        let parts: [(&str, VaultRow); 4] = [
            ("SELECT id, name FROM vault_actor ORDER BY id", |row| {
                Ok(Vault::Actor { id: get(row, 0)?, name: row.get(1)? })
            }),
            ("SELECT id, name, siret FROM vault_party ORDER BY id", |row| {
                Ok(Vault::Party { id: get(row, 0)?, name: row.get(1)?, siret: row.get(2)? })
            }),
            ("SELECT id, text FROM vault_text ORDER BY id", |row| {
                Ok(Vault::Text { id: get(row, 0)?, text: row.get(1)? })
            }),
            ("SELECT place, code, label FROM vault_label ORDER BY place, code", |row| {
                let place = if row.get_ref(0)?.as_str()? == "site" { Place::Site } else { Place::Service };
                Ok(Vault::Label { place, code: row.get(1)?, label: row.get(2)? })
            }),
        ];
        let mut flow = Flow::Continue(());
        for (sql, read) in parts {
            self.stream(sql, [], |row| {
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
            "SELECT {BRIEF_COLUMNS}, {WORK_COLUMNS} FROM work w INDEXED BY work_on JOIN asset a ON a.id = w.asset \
             WHERE w.\"on\" BETWEEN ?1 AND ?2 ORDER BY w.\"on\", w.asset, w.seq"
        );
        self.stream(&sql, params![Sql(&period.from), Sql(&period.to)], |row| {
            Ok(each(&brief(row)?, &work(row, BRIEF)?))
        })
    }

    fn uses(&self, period: Period, each: &mut dyn FnMut(&Brief, &Stay) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, {STAY_COLUMNS} FROM stay s INDEXED BY stay_began JOIN asset a ON a.id = s.asset \
             WHERE s.began IS NOT NULL AND s.\"from\" BETWEEN ?1 AND ?2 ORDER BY s.\"from\", s.asset, s.seq"
        );
        self.stream(&sql, params![Sql(&period.from), Sql(&period.to)], |row| {
            Ok(each(&brief(row)?, &stay(row, BRIEF)?))
        })
    }

    fn departures(&self, period: Period, each: &mut dyn FnMut(&Brief, &Departure) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, {DEPARTURE_COLUMNS} FROM departure d JOIN asset a ON a.id = d.asset \
             WHERE d.\"on\" BETWEEN ?1 AND ?2 ORDER BY d.\"on\", d.asset, d.seq"
        );
        self.stream(&sql, params![Sql(&period.from), Sql(&period.to)], |row| {
            Ok(each(&brief(row)?, &departure(row, BRIEF)?))
        })
    }

    fn vague_departures(&self, each: &mut dyn FnMut(&Brief, &Departure) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, {DEPARTURE_COLUMNS} FROM departure d INDEXED BY departure_vague \
             JOIN asset a ON a.id = d.asset \
             WHERE d.taken_over IS NOT NULL AND (d.taken_over = 'unknown' OR d.channel IS NULL) \
             ORDER BY d.asset, d.seq"
        );
        self.stream(&sql, [], |row| Ok(each(&brief(row)?, &departure(row, BRIEF)?)))
    }

    fn carried_over(
        &self,
        period: Period,
        each: &mut dyn FnMut(&Brief, &Decommissioning, RangeInclusive<i16>) -> Flow,
    ) -> Result<()> {
        let sql = rows::carried_over_sql("?1", "?2");
        let (first, last) = (period.from.new_year(), period.to.new_year());
        self.passing(|| {
            self.stream(&sql, params![Sql(&first), Sql(&last)], |row| {
                let (brief, span, years) = rows::carried_over(row, period)?;
                Ok(each(&brief, &span, years))
            })
        })
    }

    fn missing(&self, day: Day, each: &mut dyn FnMut(&Brief, bool) -> Flow) -> Result<()> {
        let sql = format!(
            "SELECT {BRIEF_COLUMNS}, a.inventory = 'closed' AND NOT EXISTS ( \
                 SELECT 1 FROM attribution t JOIN medium m ON m.id = t.medium \
                 WHERE t.asset = a.id AND t.\"to\" IS NULL AND m.departed_on IS NULL AND m.cleared = 0) \
             FROM stay s INDEXED BY stay_missing JOIN asset a ON a.id = s.asset \
             WHERE s.state = 'missing' AND s.\"from\" <= ?1 AND (s.\"to\" IS NULL OR s.\"to\" > ?1) \
             ORDER BY s.\"from\", s.asset, s.seq"
        );
        self.stream(&sql, [Sql(&day)], |row| Ok(each(&brief(row)?, row.get(BRIEF)?)))
    }

    fn without(&self, left_out: &LeftOut) -> Result<Option<Box<dyn Store>>> {
        Ok(self.past(left_out)?.map(|store| Box::new(store) as Box<dyn Store>))
    }

    fn last_day(&self) -> Result<Option<Day>> {
        let latest = |table: &str| {
            self.one(&format!("SELECT max(last_on) FROM {table}"), [], |row| maybe::<Day>(row, 0))
                .map(Option::flatten)
        };
        // A lot may hold nothing that has a tag, and an undertaking binds no asset's days.
        Ok(latest("asset")?.max(latest("medium")?).max(latest("lot")?))
    }

    fn is_undated(&self) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM asset) AND NOT EXISTS (SELECT 1 FROM medium) \
                   AND NOT EXISTS (SELECT 1 FROM lot WHERE last_on IS NOT NULL)";
        self.one(sql, [], |row| row.get(0)).map(|undated| undated.unwrap_or(true))
    }

    fn first_day_after(&self, day: Day) -> Result<Option<Day>> {
        let sql = rows::first_day_after("?1");
        self.one(&sql, [Sql(&day)], |row| maybe::<Day>(row, 0)).map(Option::flatten)
    }
}

fn as_asset(id: Uuid) -> Subject {
    Subject::Asset(AssetId(id))
}

fn as_medium(id: Uuid) -> Subject {
    Subject::Medium(MediumId(id))
}

fn as_lot(id: Uuid) -> Subject {
    Subject::Lot(LotId(id))
}

fn as_party(id: Uuid) -> Subject {
    Subject::Party(PartyId(id))
}
