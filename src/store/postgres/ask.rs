//! What a session asks and changes. Changes wait and go with the next question, in their order, so that
//! one way there and back is enough for both; what was answered is not asked again until this session
//! changes something: nobody else changes what it sees.

use std::{mem, rc::Rc};

use tokio_postgres::{
    Row, Statement,
    types::{ToSql, Type},
};

use super::{
    Postgres, Session, fault,
    link::{Arg, Encoded},
    memory::keep,
    wire::{Answer, How, Request, Wire},
};
use crate::store::{Error, Flow, Result, Server, rows::Cells as _};

/// How often a statement is asked before the server is made to know it: to a command that ends with its
/// outcome that is no gain.
const OFTEN: u32 = 2;

/// How many statements are counted. Some hold what was asked for.
const KEPT: usize = 256;

/// A statement with its values.
pub(super) struct Sql {
    text: String,
    args: Vec<(Encoded, Type)>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Script,
    Ask,
    Change,
    /// Neither asked nor changed twice: it names a cursor, or is about many things.
    Once,
    OnceChange,
}

impl Sql {
    /// Statements without values.
    pub(super) fn script(text: impl Into<String>) -> Self {
        Self { text: text.into(), args: Vec::new(), kind: Kind::Script }
    }

    /// A question.
    pub(super) fn ask(text: impl Into<String>, args: &[Arg<'_>]) -> Result<Self> {
        Self::of(text, args, Kind::Ask)
    }

    /// A question that is put this once: the server makes up its mind by how many things it is about.
    pub(super) fn once(text: impl Into<String>, args: &[Arg<'_>]) -> Result<Self> {
        Self::of(text, args, Kind::Once)
    }

    /// A change whose values are encoded already.
    pub(super) const fn change(text: String, args: Vec<(Encoded, Type)>) -> Self {
        Self { text, args, kind: Kind::Change }
    }

    fn of(text: impl Into<String>, args: &[Arg<'_>], kind: Kind) -> Result<Self> {
        let args = args.iter().map(Arg::encode).collect::<Result<_>>()?;
        Ok(Self { text: text.into(), args, kind })
    }

    fn request(&self, known: Option<Statement>) -> Request<'_> {
        let args = self.args.iter().map(|(value, kind)| (value as &(dyn ToSql + Sync), kind.clone()));
        let how = match self.kind {
            Kind::Script => How::Script,
            Kind::Ask | Kind::Once => How::Ask(known),
            Kind::Change | Kind::OnceChange => How::Change(known),
        };
        Request { sql: &self.text, args: args.collect(), how }
    }

    fn again(&self) -> bool {
        matches!(self.kind, Kind::Ask | Kind::Change)
    }

    /// Tells whether a text among the values has a zero in it.
    pub(super) fn has_zero(&self) -> bool {
        self.args.iter().any(|(value, kind)| *kind == Type::TEXT && value.has_zero())
    }

    /// What tells this question from others.
    pub(super) fn key(&self) -> Vec<u8> {
        let mut key = self.text.clone().into_bytes();
        for (value, _) in &self.args {
            value.tell(&mut key);
        }
        key
    }
}

impl Postgres {
    /// Returns how the server knows each of these, if it does. What is asked often is made known to it.
    fn known(
        &self,
        wire: &mut Wire,
        asked: &[Sql],
    ) -> std::result::Result<Vec<Option<Statement>>, tokio_postgres::Error> {
        let mut statements = self.statements.borrow_mut();
        let mut unknown: Vec<&str> = Vec::new();
        for sql in asked.iter().filter(|sql| sql.again()) {
            if let Some(known) = statements.get_mut(&sql.text) {
                known.asked += 1;
                if known.asked > OFTEN && known.statement.is_none() && !unknown.contains(&sql.text.as_str()) {
                    unknown.push(&sql.text);
                }
            } else if statements.len() < KEPT {
                statements.insert(sql.text.clone(), Known { asked: 1, statement: None });
            }
        }
        if !unknown.is_empty() {
            for (text, statement) in unknown.iter().zip(wire.prepare(&unknown)?) {
                if let Some(known) = statements.get_mut(*text) {
                    known.statement = Some(statement);
                }
            }
        }
        let of = |sql: &Sql| statements.get(&sql.text).and_then(|known| known.statement.clone());
        Ok(asked.iter().map(|sql| of(sql).filter(|_| sql.again())).collect())
    }
}

/// How a statement was asked so far.
pub(super) struct Known {
    asked: u32,
    statement: Option<Statement>,
}

/// What came of a commit.
pub(super) enum Committed {
    Yes,
    /// The server says so, and goes on.
    No(Error),
    /// The answer did not come.
    Unknown(String),
}

impl Session<'_> {
    /// Lets something go with the next question.
    pub(super) fn queue(&self, sql: Sql) {
        self.said.borrow_mut().queue.push(sql);
    }

    /// Takes what waits.
    fn waited(&self) -> Vec<Sql> {
        let mut said = self.said.borrow_mut();
        said.departs = false;
        said.events = 0;
        mem::take(&mut said.queue)
    }

    /// Does something with the connection.
    fn wire<T>(&self, act: impl FnOnce(&mut Wire) -> Result<T>) -> Result<T> {
        let mut wire = self.store.wire.borrow_mut();
        let Some(wire) = wire.as_mut() else {
            return Err(self.store.address.trouble(Server::Lost("-".to_owned())));
        };
        act(wire)
    }

    /// Says what waits, and these; returns the answers to these.
    pub(super) fn exchange(&self, asked: Vec<Sql>) -> Result<Vec<Answer>> {
        let mut all = self.waited();
        let waited = all.len();
        all.extend(asked);
        if all.is_empty() {
            return Ok(Vec::new());
        }
        self.begun.set(true);
        let error = |e: tokio_postgres::Error| self.store.address.error(&e);
        let answers = self.wire(|wire| {
            let known = self.store.known(wire, &all).map_err(error)?;
            let requests: Vec<_> = all.iter().zip(known).map(|(sql, known)| sql.request(known)).collect();
            wire.ask(&requests).map_err(error)
        })?;
        let mut answers = answers.into_iter().collect::<std::result::Result<Vec<_>, _>>().map_err(error)?;
        Ok(answers.split_off(waited))
    }

    /// Commits, with all that waits.
    pub(super) fn commit_now(&self) -> Result<Committed> {
        self.gather()?;
        let mut all = self.waited();
        all.push(Sql::script("COMMIT"));
        let address = &self.store.address;
        let came = self.wire(|wire| {
            let known = match self.store.known(wire, &all) {
                Ok(known) => known,
                Err(e) => return Ok(Err(e)),
            };
            let requests: Vec<_> = all.iter().zip(known).map(|(sql, known)| sql.request(known)).collect();
            Ok(wire
                .ask(&requests)
                .and_then(|answers| answers.into_iter().collect::<std::result::Result<Vec<_>, _>>()))
        })?;
        Ok(match came {
            Ok(_) => Committed::Yes,
            Err(e) if fault::surely_not(&e) => Committed::No(address.error(&e)),
            Err(e) => Committed::Unknown(fault::message(&e)),
        })
    }

    /// Asks for every row, of which there are few.
    pub(super) fn rows(&self, sql: &str, args: &[Arg<'_>]) -> Result<Rc<Vec<Row>>> {
        self.hear(Sql::ask(sql, args)?, false)
    }

    fn hear(&self, sql: Sql, beside: bool) -> Result<Rc<Vec<Row>>> {
        let key = sql.key();
        let known = self.said.borrow().answer(&key);
        if let Some(rows) = known {
            return Ok(rows);
        }
        if !beside {
            self.gather()?;
        }
        let rows = self.exchange(vec![sql])?.pop().unwrap_or_default().rows;
        let rows = Rc::new(rows);
        if self.remembers {
            let mut said = self.said.borrow_mut();
            keep(if beside { &mut said.names } else { &mut said.heard }, key, &rows);
        }
        Ok(rows)
    }

    /// Asks at once what will be asked one by one, and returns the answers.
    pub(super) fn hear_all(&self, asked: Vec<Sql>) -> Result<Vec<Rc<Vec<Row>>>> {
        if !self.remembers {
            return Ok(Vec::new());
        }
        self.gather()?;
        let keys: Vec<_> = asked.iter().map(Sql::key).collect();
        let answers = self.exchange(asked)?;
        let mut said = self.said.borrow_mut();
        Ok(keys
            .into_iter()
            .zip(answers)
            .map(|(key, answer)| {
                let rows = Rc::new(answer.rows);
                keep(&mut said.heard, key, &rows);
                rows
            })
            .collect())
    }

    /// Asks these at once, and remembers nothing of it.
    pub(super) fn ask_once(&self, asked: Vec<Sql>) -> Result<Vec<Vec<Row>>> {
        self.gather()?;
        Ok(self.exchange(asked)?.into_iter().map(|answer| answer.rows).collect())
    }

    /// Asks for every row, and remembers none: the answer is long, or about many things.
    pub(super) fn rows_once(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<Row>> {
        Ok(self.ask_once(vec![Sql::once(sql, args)?])?.pop().unwrap_or_default())
    }

    /// Asks the vault for a text, of which no row waits.
    pub(super) fn beside(&self, sql: &str, args: &[Arg<'_>]) -> Result<Option<String>> {
        let asked = Sql::ask(sql, args)?;
        let known = self.said.borrow().labels.get(&asked.key()).cloned();
        match known {
            Some(label) => Ok(label),
            None => self.hear(asked, true)?.first().map(|row| row.cell(0)).transpose(),
        }
    }

    /// Asks for at most one row.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        read: impl FnOnce(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        self.rows(sql, args)?.first().map(read).transpose()
    }

    /// Asks for every row, and reads each.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        read: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.rows(sql, args)?.iter().map(read).collect()
    }

    /// Changes rows, and returns how many.
    pub(super) fn run(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
        let sql = Sql::of(sql, args, Kind::Change)?;
        self.gather()?;
        self.forget();
        Ok(self.exchange(vec![sql])?.pop().map_or(0, |answer| answer.changed))
    }

    /// Changes rows when something is asked next.
    pub(super) fn later(&self, sql: &str, args: &[Arg<'_>]) -> Result<()> {
        let sql = Sql::of(sql, args, Kind::Change)?;
        self.gather()?;
        self.forget();
        self.queue(sql);
        Ok(())
    }

    /// Changes rows of the vault, or what is searched, when something is asked next.
    pub(super) fn later_aside(&self, sql: &str, args: &[Arg<'_>]) -> Result<()> {
        let sql = Sql::of(sql, args, Kind::Change)?;
        self.gather()?;
        self.forget_aside();
        self.forget_names();
        self.queue(sql);
        Ok(())
    }

    /// Carries out statements without values.
    pub(super) fn script(&self, sql: &str) -> Result<()> {
        self.gather()?;
        self.forget();
        self.forget_names();
        self.exchange(vec![Sql::script(sql)]).map(drop)
    }

    /// Fills a table by COPY.
    pub(super) fn copy_in(&self, sql: &str, parts: &[&[u8]]) -> Result<()> {
        self.exchange(Vec::new())?;
        self.wire(|wire| wire.copy_in(sql, parts).map_err(|e| self.store.address.error(&e)))
    }

    /// Hands every row to `each`, until it breaks. A cursor holds them on the server: no answer is held here
    /// whole, and other questions can be asked meanwhile.
    pub(super) fn stream(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        mut each: impl FnMut(&Row) -> Result<Flow>,
    ) -> Result<()> {
        /// How many rows are fetched at first, and at most.
        const FEW: usize = 64;
        const MANY: usize = 4_096;
        /// How many bytes of rows are held at once, about.
        const HELD: usize = 1 << 20;
        self.gather()?;
        let cursor = self.store.new_cursor();
        let declare = format!("DECLARE {cursor} NO SCROLL CURSOR FOR {sql}");
        let mut asked = vec![Sql::of(declare, args, Kind::OnceChange)?];
        let mut many = FEW;
        'rows: loop {
            asked.push(Sql::of(format!("FETCH {many} FROM {cursor}"), &[], Kind::Once)?);
            let rows = self.exchange(mem::take(&mut asked))?.pop().unwrap_or_default().rows;
            for row in &rows {
                if each(row)?.is_break() {
                    break 'rows;
                }
            }
            if rows.len() < many {
                break;
            }
            let bytes: usize = rows.iter().map(Row::raw_size_bytes).sum();
            many = (rows.len() * HELD / bytes.max(1)).clamp(1, (many * 8).min(MANY));
        }
        // It holds nothing that anybody waits for: that goes with the next question.
        self.queue(Sql::of(format!("CLOSE {cursor}"), &[], Kind::OnceChange)?);
        Ok(())
    }
}
