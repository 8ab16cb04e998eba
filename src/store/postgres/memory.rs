//! What a session remembers of what it was answered, as long as nothing changes it, and what it has still to
//! say.

use std::{collections::HashMap, rc::Rc};

use tokio_postgres::Row;

use super::{Session, ahead::Form, ask::Sql, reader::party_by_id};
use crate::{
    model::{
        event::Seq,
        id::{CommandId, PartyId},
    },
    store::{Head, Result, Span, column::Value, ground::Table, rows::Cells as _},
};

/// How many answers are remembered; some are asked for again at once, few later.
const REMEMBERED: usize = 256;

/// How many rows an answer has that is remembered.
const SHORT: usize = 64;

/// How many lines are remembered.
const LINES: usize = 1_024;

/// Answers, each by its question: the statement with its values.
pub(super) type Answers = HashMap<Vec<u8>, Rc<Vec<Row>>>;

/// What a session has been answered, and what it has still to say.
#[derive(Default)]
pub(super) struct Said {
    /// Goes with the next question.
    pub(super) queue: Vec<Sql>,
    /// What was answered since this session changed something.
    pub(super) heard: Answers,
    /// What was answered about the vault since this session changed it.
    pub(super) names: Answers,
    /// What was fetched about many things since this session changed something: all of it, however much.
    /// Nothing of it is in the vault but what a party is called.
    foreseen: Answers,
    /// Who has the names of parties, fetched likewise.
    callers: Answers,
    /// The labels that were seen beside something else, by the question that asks for each.
    pub(super) labels: HashMap<Vec<u8>, Option<String>>,
    /// The end of the log, where it was judged.
    head: Option<Head>,
    /// What the commands are known to have written that were seen beside it.
    spans: Vec<(CommandId, Span)>,
    /// The lines of events that were seen beside their numbers.
    lines: HashMap<Seq, Rc<str>>,
    /// Whether a departure waits, which the gate may refuse, and how many events do.
    pub(super) departs: bool,
    pub(super) events: usize,
}

/// Something to be remembered.
pub(super) fn keep(memory: &mut Answers, key: Vec<u8>, rows: &Rc<Vec<Row>>) {
    if rows.len() > SHORT {
        return;
    }
    if memory.len() >= REMEMBERED {
        memory.clear();
    }
    memory.insert(key, Rc::clone(rows));
}

impl Said {
    /// Returns what was answered to this question, if nothing has changed since.
    pub(super) fn answer(&self, key: &[u8]) -> Option<Rc<Vec<Row>>> {
        let all = [&self.heard, &self.names, &self.foreseen, &self.callers];
        all.into_iter().find_map(|answers| answers.get(key)).map(Rc::clone)
    }
}

impl Session<'_> {
    /// Forgets what was answered: it is about to change.
    pub(super) fn forget(&self) {
        self.forget_foreseen();
        let mut said = self.said.borrow_mut();
        said.heard.clear();
        said.spans.clear();
        said.lines.clear();
        said.head = None;
    }

    /// Forgets what was answered and not foreseen: only the vault is about to change, or what is searched.
    pub(super) fn forget_aside(&self) {
        self.said.borrow_mut().heard.clear();
    }

    /// Forgets what a row of this table may change.
    pub(super) fn forget_before(&self, table: Table) {
        match table {
            Table::VaultActor
            | Table::VaultParty
            | Table::VaultText
            | Table::VaultLabel
            | Table::VaultEvidence => {
                self.forget_aside();
                self.forget_names();
            }
            Table::Search => self.forget_aside(),
            _ => self.forget(),
        }
    }

    /// Forgets what was fetched about many things.
    pub(super) fn forget_foreseen(&self) {
        let mut said = self.said.borrow_mut();
        said.foreseen.clear();
        said.callers.clear();
    }

    /// Remembers what was fetched about many things; `callers`: who has the names of parties.
    pub(super) fn remember_foreseen(&self, answers: Answers, callers: bool) {
        let mut said = self.said.borrow_mut();
        if callers { said.callers.extend(answers) } else { said.foreseen.extend(answers) }
    }

    /// Forgets what a party is called, and who had the name that it has from now on.
    pub(super) fn forget_party(&self, id: PartyId, folded: &str) -> Result<()> {
        let named = Sql::ask(Form::Party.sql("$1"), &[folded.into()])?.key();
        let known = Sql::ask(party_by_id("$1"), &[(&id).into()])?.key();
        let mut said = self.said.borrow_mut();
        said.callers.remove(&named);
        // Of whoever was found by a name, all was fetched that is known by the identity.
        if said.foreseen.remove(&known).is_none() {
            return Ok(());
        }
        let mut others = Answers::new();
        for (question, rows) in std::mem::take(&mut said.callers) {
            let found = rows.iter().map(|row| row.cell::<PartyId>(0)).collect::<Result<Vec<_>>>()?;
            if !found.contains(&id) {
                others.insert(question, rows);
            }
        }
        said.callers = others;
        Ok(())
    }

    /// Remembers the end of the log, and what was seen beside it.
    pub(super) fn remember_end(&self, head: Head, spans: Vec<(CommandId, Span)>) {
        let mut said = self.said.borrow_mut();
        said.head = Some(head);
        said.spans = spans;
    }

    /// Returns the end of the log, if it was judged and nothing came after it.
    pub(super) fn end_heard(&self) -> Option<Head> {
        self.said.borrow().head
    }

    /// Returns what a command wrote, if it was seen.
    pub(super) fn span_heard(&self, cmd: CommandId) -> Option<Span> {
        self.said.borrow().spans.iter().find(|(known, _)| *known == cmd).map(|(_, span)| *span)
    }

    /// Remembers lines of events.
    pub(super) fn remember_lines(&self, lines: Vec<(Seq, String)>) {
        let mut said = self.said.borrow_mut();
        if said.lines.len() >= LINES {
            said.lines.clear();
        }
        said.lines.extend(lines.into_iter().map(|(seq, line)| (seq, line.into())));
    }

    /// Returns the lines of these events, if all were seen.
    pub(super) fn lines_heard(&self, seqs: &[Seq]) -> Option<Vec<Rc<str>>> {
        let said = self.said.borrow();
        seqs.iter().map(|seq| said.lines.get(seq).cloned()).collect()
    }

    /// Looks at an event that is to be written.
    pub(super) fn judge(&self, values: &[Value<'_>]) {
        let leaves = |code: &str| matches!(code, "departed" | "departed_before" | "lot_shipped");
        if values.iter().any(|value| matches!(value, Value::Text(code) if leaves(code))) {
            self.said.borrow_mut().departs = true;
        }
        self.said.borrow_mut().events += 1;
    }

    /// Tells whether what waits is to be judged before anything else is done: a departure, which the gate
    /// may refuse, or several events.
    pub(super) fn waits_for_judgement(&self) -> bool {
        let said = self.said.borrow();
        said.departs || said.events > 1
    }

    /// Forgets what was answered about the vault.
    pub(super) fn forget_names(&self) {
        let mut said = self.said.borrow_mut();
        said.names.clear();
        said.labels.clear();
    }

    /// Tells whether a question was answered already.
    pub(super) fn heard(&self, sql: &Sql) -> bool {
        self.said.borrow().answer(&sql.key()).is_some()
    }

    /// Remembers rows as the answer to a question.
    pub(super) fn remember(&self, sql: &Sql, rows: &Rc<Vec<Row>>) {
        keep(&mut self.said.borrow_mut().heard, sql.key(), rows);
    }

    /// Remembers a label, or that there is none, as the answer to a question.
    pub(super) fn remember_label(&self, sql: &Sql, label: Option<String>) {
        self.said.borrow_mut().labels.insert(sql.key(), label);
    }
}
