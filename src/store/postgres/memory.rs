//! What a session remembers of what it was answered, as long as nothing changes it, and what it has still to
//! say.

use std::{collections::HashMap, rc::Rc};

use tokio_postgres::Row;

use super::{Session, ask::Sql};
use crate::{
    model::{event::Seq, id::CommandId},
    store::{Head, Span, column::Value},
};

/// How many answers are remembered; some are asked for again at once, few later.
const REMEMBERED: usize = 256;

/// How many rows an answer has that is remembered.
const SHORT: usize = 64;

/// What a session has been answered, and what it has still to say.
#[derive(Default)]
pub(super) struct Said {
    /// Goes with the next question.
    pub(super) queue: Vec<Sql>,
    /// What was answered since this session changed something.
    pub(super) heard: HashMap<Vec<u8>, Rc<Vec<Row>>>,
    /// What was answered about the vault since this session changed it.
    pub(super) names: HashMap<Vec<u8>, Rc<Vec<Row>>>,
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
pub(super) fn keep(memory: &mut HashMap<Vec<u8>, Rc<Vec<Row>>>, key: Vec<u8>, rows: &Rc<Vec<Row>>) {
    if rows.len() > SHORT {
        return;
    }
    if memory.len() >= REMEMBERED {
        memory.clear();
    }
    memory.insert(key, Rc::clone(rows));
}

impl Session<'_> {
    /// Forgets what was answered: it is about to change.
    pub(super) fn forget(&self) {
        let mut said = self.said.borrow_mut();
        said.heard.clear();
        said.spans.clear();
        said.lines.clear();
        said.head = None;
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
        self.said.borrow_mut().lines.extend(lines.into_iter().map(|(seq, line)| (seq, line.into())));
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
        self.said.borrow().heard.contains_key(&sql.key())
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
