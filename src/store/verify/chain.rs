//! The log against itself: sequence, chain, canonical form, clock, commands; and what it says is touched.

use std::collections::{BTreeMap, HashSet};

use super::{Finding, FindingCode, MOST, tally::Tally};
use crate::{
    model::{
        event::{Event, Hash, Seq},
        fact::Fact,
        id::CommandId,
        policy::Policies,
        sanitization::Clearance,
        standing::standing,
    },
    store::{
        Error, Flow, Head, Logged, Reader, Result, Span,
        chain::{line_hash, touched},
    },
};

/// What one pass over the log gives.
pub(super) struct Chain<'r> {
    reader: &'r dyn Reader,
    pub(super) head: Head,
    pub(super) events: u64,
    pub(super) findings: Vec<Finding>,
    /// The commands of the log against those of their table.
    commands: Tally,
    /// The command that goes on.
    running: Option<(CommandId, Span)>,
    /// The touches of the log against those of their table.
    pub(super) touches: Tally,
    /// All that configures, reserves or voids: few events.
    pub(super) seldom: Vec<Event>,
    /// From which event on the gate asks for what.
    pub(super) clearances: Vec<(Seq, Clearance)>,
    /// Whether all lines were read, and each is an event.
    pub(super) readable: bool,
}

impl<'r> Chain<'r> {
    /// Passes the whole log.
    pub(super) fn of(reader: &'r dyn Reader) -> Result<Self> {
        let mut chain = Self {
            reader,
            head: Head { seq: 0, hash: Hash::ZERO, recorded_at: None },
            events: 0,
            findings: Vec::new(),
            commands: Tally::new(),
            running: None,
            touches: Tally::new(),
            seldom: Vec::new(),
            clearances: Vec::new(),
            readable: true,
        };
        let mut failed = Ok(());
        let read = reader.lines(0, &mut |logged| {
            failed = chain.take(logged);
            if chain.findings.len() >= MOST {
                // Damage everywhere: what is left cannot be compared.
                chain.readable = false;
            }
            if failed.is_ok() && chain.findings.len() < MOST { Flow::Continue(()) } else { Flow::Break(()) }
        });
        match failed.and(read) {
            // What stands where an event is due is none.
            Err(Error::Fault(detail) | Error::Corrupt(detail)) => {
                chain.readable = false;
                let seq = chain.head.seq + 1;
                chain.find(FindingCode::Line, seq, detail);
            }
            other => other?,
        }
        chain.end_command();
        Ok(chain)
    }

    fn find(&mut self, code: FindingCode, seq: Seq, detail: impl Into<String>) {
        self.findings.push(Finding::new(code, Some(seq), detail));
    }

    fn take(&mut self, logged: &Logged<'_>) -> Result<()> {
        self.events += 1;
        let seq = logged.seq;
        if seq != self.head.seq + 1 {
            self.find(FindingCode::Sequence, seq, format!("{} -> {seq}", self.head.seq));
        }
        let hash = line_hash(logged.line);
        if hash != logged.hash {
            self.find(FindingCode::Chain, seq, format!("{hash} <> {}", logged.hash));
        }
        let taken = match Event::read(logged.line) {
            Ok(event) => self.take_event(logged, event),
            Err(e) => {
                self.readable = false;
                self.find(FindingCode::Line, seq, e.to_string());
                Ok(())
            }
        };
        self.head.seq = seq;
        self.head.hash = hash;
        taken
    }

    fn take_event(&mut self, logged: &Logged<'_>, event: Event) -> Result<()> {
        let seq = logged.seq;
        if event.prev != self.head.hash || logged.prev != self.head.hash {
            self.find(FindingCode::Chain, seq, format!("{} <> {}", event.prev, self.head.hash));
        }
        let canonical = event.is_line(logged.line);
        let earlier = event.fact.targets().iter().all(|target| *target < seq);
        if !canonical || !earlier || event.seq != seq || event.fact.code() != logged.kind {
            self.find(FindingCode::Line, seq, logged.kind.to_owned());
        }
        if self.head.recorded_at.is_some_and(|last| event.recorded_at < last) {
            self.find(FindingCode::Clock, seq, event.recorded_at.to_string());
        }
        self.head.recorded_at = Some(event.recorded_at);
        match &mut self.running {
            Some((cmd, span)) if *cmd == event.cmd => span.last = seq,
            _ => {
                self.end_command();
                self.running = Some((event.cmd, Span { first: seq, last: seq }));
            }
        }
        let reader = self.reader;
        for touch in touched(&event, &|seq| reader.event(seq))? {
            let id = touch.subject.uuid();
            self.touches.give(id.as_bytes(), &[id.as_bytes(), &seq.to_le_bytes(), &[u8::from(touch.bears)]]);
        }
        self.remember(event);
        Ok(())
    }

    fn end_command(&mut self) {
        if let Some((cmd, span)) = self.running.take() {
            self.commands.give(cmd.0.as_bytes(), &command(cmd, span).each_ref().map(Vec::as_slice));
        }
    }

    /// Keeps what says something of the record as a whole, and follows the policy that the gate asks.
    fn remember(&mut self, event: Event) {
        let configures = match &event.fact {
            Fact::Configured(_) => true,
            Fact::Voided(voided) => self.seldom.binary_search_by_key(&voided.seq, |known| known.seq).is_ok(),
            Fact::Reserved(_) => false,
            _ => return,
        };
        let seq = event.seq;
        self.seldom.push(event);
        if configures {
            let said = |event: &&Event| matches!(event.fact, Fact::Configured(_) | Fact::Voided(_));
            let events = self.seldom.iter().filter(said).cloned().collect();
            self.clearances.push((seq, Policies::fold(&standing(events)).clearance()));
        }
    }

    /// Compares the table of commands.
    pub(super) fn check_commands(&mut self) -> Result<()> {
        let reader = self.reader;
        reader.commands(&mut |cmd, span| {
            self.commands.take(cmd.0.as_bytes(), &command(cmd, span).each_ref().map(Vec::as_slice));
            Flow::Continue(())
        })?;
        let parts: HashSet<usize> = self.commands.differing().into_iter().collect();
        if !parts.is_empty() {
            let mut found = self.differing_commands(&parts)?;
            found.sort_by_key(|finding| finding.seq);
            self.findings.append(&mut found);
        }
        Ok(())
    }

    /// Names the commands of some compartments that differ.
    fn differing_commands(&self, parts: &HashSet<usize>) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        let mut find = |cmd: CommandId, seq: Seq| {
            findings.push(Finding::new(FindingCode::Command, Some(seq), cmd.to_string()));
        };
        let mut logged: BTreeMap<CommandId, Span> = BTreeMap::new();
        self.reader.lines(0, &mut |line| {
            let event = Event::read(line.line);
            if let Some(event) = event.ok().filter(|e| parts.contains(&Tally::part(e.cmd.0.as_bytes()))) {
                let span = logged.entry(event.cmd).or_insert(Span { first: line.seq, last: line.seq });
                if line.seq > span.last + 1 {
                    find(event.cmd, line.seq);
                } else {
                    span.last = line.seq;
                }
            }
            Flow::Continue(())
        })?;
        self.reader.commands(&mut |cmd, span| {
            if parts.contains(&Tally::part(cmd.0.as_bytes())) {
                match logged.remove(&cmd) {
                    Some(logged) if logged == span => {}
                    // The first event that one has and the other has not.
                    Some(logged) if logged.first == span.first => find(cmd, logged.last.min(span.last) + 1),
                    Some(logged) => find(cmd, logged.first.min(span.first)),
                    None => find(cmd, span.first),
                }
            }
            Flow::Continue(())
        })?;
        for (cmd, span) in logged {
            find(cmd, span.first);
        }
        Ok(findings)
    }
}

fn command(cmd: CommandId, span: Span) -> [Vec<u8>; 3] {
    [cmd.0.as_bytes().to_vec(), span.first.to_le_bytes().to_vec(), span.last.to_le_bytes().to_vec()]
}
