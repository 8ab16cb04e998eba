//! One run of the program: the store it opens, the command it records, how its outcome is said.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

use serde::Serialize;
use uuid::Uuid;

use super::{
    again::Again,
    args::{self, Global, value::Preference},
    evidence,
    failure::{Exit, Trouble},
    line::quoted,
    names::Discreet,
    output,
    screen::Screen,
    world::World,
};
use crate::{
    lang::{Lang, Words},
    model::{
        day::{Day, Zone},
        event::{Event, Hash, Seq},
        fact::Fact,
        id::{CommandId, Subject},
        tag::Tag,
        text,
    },
    ops::{self, Act, AssetView, Context, Done, Failure, MediumView, Notice, PartyView, Recording},
    store::{self, Reader, Span, Store},
};

/// How many events are said one by one; beyond, their number is.
const SAID: u64 = 200;

/// One run of the program.
pub(super) struct Run<'r> {
    pub(super) words: &'static dyn Words,
    pub(super) lang: Lang,
    pub(super) global: Global,
    pub(super) world: &'r World<'r>,
    pub(super) screen: Screen,
    pub(super) argv: &'r [OsString],
    /// The events that are voided because they were meant, not because they stood on others.
    pub(super) meant: Vec<Seq>,
    /// The command that is recorded, with its events: whatever fails from now on, it happened.
    pub(super) recorded: Option<(CommandId, Span)>,
    /// The codes of what was worth saying of it.
    pub(super) noticed: Vec<&'static str>,
}

/// What a command recorded, as JSON says it.
#[derive(Serialize)]
struct Outcome {
    cmd: Uuid,
    /// Whether it had been recorded before.
    repeated: bool,
    first_seq: Option<Seq>,
    last_seq: Option<Seq>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lot: Option<String>,
    /// What was reserved for blank labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Tag>,
    assets: Vec<AssetView>,
    media: Vec<MediumView>,
    parties: Vec<PartyView>,
    /// The hashes of the files that were attached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Hash>,
    notices: Vec<NoticeView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    again: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct NoticeView {
    code: &'static str,
    message: String,
}

impl<'r> Run<'r> {
    /// Returns where the database is.
    pub(super) fn database(&self) -> Result<PathBuf, Trouble> {
        let named = self.global.db.clone().or_else(|| self.world.variable("REBOND_DB")).map(PathBuf::from);
        let preferred = || self.world.preferences().value(Preference::Database).map(PathBuf::from);
        named.or_else(preferred).or_else(|| self.world.default_database()).ok_or(Trouble::NoHome)
    }

    /// Returns where a file is written: one that is named without a folder, in the folder preferred.
    pub(super) fn place(&self, path: &Path) -> PathBuf {
        let bare = path.file_name() == Some(path.as_os_str());
        match self.world.preferences().value(Preference::OutputFolder).filter(|_| bare) {
            Some(folder) => Path::new(folder).join(path),
            None => path.to_owned(),
        }
    }

    /// Writes bytes to a file, whole or not at all, and says where; to stdout if there is none.
    ///
    /// # Errors
    ///
    /// Returns why the file cannot be written.
    pub(super) fn deliver(&mut self, path: Option<&Path>, bytes: &[u8]) -> Result<(), Trouble> {
        let Some(path) = path else {
            self.screen.bytes(bytes);
            return Ok(());
        };
        output::write(path, bytes)?;
        self.say_written(path);
        Ok(())
    }

    /// Says that a file was written.
    pub(super) fn say_written(&mut self, path: &Path) {
        let line = self.words.written(&shown(path));
        self.screen.note(&line);
    }

    /// Says that an older file of a series was removed.
    pub(super) fn say_removed(&mut self, path: &Path) {
        let line = self.words.older_removed(&shown(path));
        self.screen.note(&line);
    }

    /// Opens the database; one of an earlier version is migrated, and that is said.
    pub(super) fn store(&mut self) -> Result<Box<dyn Store + 'r>, Trouble> {
        if let Some(kept) = self.world.kept() {
            return Ok(Box::new(kept));
        }
        let database = self.database()?;
        self.warn_of_password();
        let (store, migrated) = self.world.around(|around| store::open_and_tell(&database, around))?;
        if let Some(migrated) = migrated {
            let line = self.words.migrated(&migrated);
            self.screen.note(&line);
        }
        Ok(store)
    }

    /// Warns of a password in the command line, which stands in the list of processes.
    pub(super) fn warn_of_password(&mut self) {
        let typed = self.global.db.as_ref().map(Path::new);
        if typed.is_some_and(|db| store::address(db).is_some() && store::shown(db) != db) {
            let line = self.words.warning_line(self.words.password_in_sight());
            self.screen.warn(&line);
        }
    }

    /// Makes the context of a command that records.
    pub(super) fn context(&self) -> Result<Context<'_>, Trouble> {
        let now = self.world.now().ok_or_else(|| self.bad_clock())?;
        let variable = || self.world.variable("REBOND_ACTOR").map(|name| name.to_string_lossy().into_owned());
        let given = self.global.actor.clone().or_else(variable).filter(|name| !name.trim().is_empty());
        let actor = if let Some(name) = given {
            ops::clean_name("actor", &name)?
        } else {
            // What the system calls somebody is not theirs to type again.
            let login = self.world.login().and_then(|name| crate::model::text::clean_name(&name).ok());
            login.unwrap_or_else(|| "rebond".to_owned())
        };
        Ok(Context { now, actor, cmd: self.global.cmd, ids: self.world })
    }

    fn bad_clock(&self) -> Trouble {
        let value = self.world.variable("REBOND_NOW").unwrap_or_default();
        Trouble::Clock(value.to_string_lossy().into_owned())
    }

    /// Returns the civil day of the clock in the organisation's zone.
    pub(super) fn today(&self, reader: &dyn Reader) -> Result<Day, Trouble> {
        let now = self.world.now().ok_or_else(|| self.bad_clock())?;
        let zone = reader.policies()?.zone().or_else(|| Zone::named(Zone::DEFAULT));
        zone.map(|zone| zone.day_of(now)).ok_or_else(|| Trouble::fault("no time zones".to_owned()))
    }

    /// Runs an operation as one command on the database, and says what it did.
    pub(super) fn record(
        &mut self,
        recording: &args::Recording,
        operation: impl FnOnce(&mut Act<'_>, &Recording) -> Result<(), Failure>,
    ) -> Result<Exit, Trouble> {
        let store = self.store()?;
        let recording = self.recording(store.as_ref(), recording)?;
        let context = self.context()?;
        let done = ops::run(store.as_ref(), &context, &recording, |act| operation(act, &recording))?;
        self.say(store.as_ref(), &done)
    }

    /// Reads what comes with a command. A command that is known already reads no file again.
    pub(super) fn recording(&self, store: &dyn Store, typed: &args::Recording) -> Result<Recording, Trouble> {
        let known = match self.global.cmd {
            Some(cmd) if !typed.evidence.is_empty() => store.read()?.command(cmd)?.is_some(),
            _ => false,
        };
        let evidence = if known { Vec::new() } else { evidence::read(&typed.evidence)? };
        Ok(Recording { on: typed.on, note: typed.note.clone(), evidence })
    }

    /// Says what a command did.
    pub(super) fn say(&mut self, store: &dyn Store, done: &Done) -> Result<Exit, Trouble> {
        self.happened(done);
        let reader = store.read()?;
        let reader = reader.as_ref();
        if self.screen.json() {
            let outcome = self.outcome(reader, done)?;
            self.screen.document(&outcome);
            return Ok(Exit::Done);
        }
        let Some(span) = done.span else {
            self.notices(&done.notices);
            return Ok(Exit::Done);
        };
        if done.repeated {
            let line = self.words.repeated(span.first, span.last);
            self.screen.note(&line);
        }
        if span.last - span.first >= SAID {
            let line = self.words.recorded(span.last - span.first + 1);
            self.screen.note(&line);
        } else {
            for event in events(reader, span)? {
                if let Some(name) = created(reader, &event)? {
                    self.screen.data(&name);
                }
                let line = self.words.event(&event, &Discreet(reader));
                self.screen.note(&line);
            }
        }
        self.notices(&done.notices);
        let again = self.again(reader, span)?;
        if !again.commands.is_empty() {
            self.screen.note(self.words.record_again());
            for command in again.commands {
                self.screen.data(&command);
            }
        }
        for event in &again.unnamed {
            let line = self.words.warning_line(&self.by_hand(reader, event));
            self.screen.warn(&line);
        }
        Ok(Exit::Done)
    }

    /// Records nothing, and says so as any command does.
    pub(super) fn record_nothing(&mut self) -> Result<Exit, Trouble> {
        self.record(&args::Recording::default(), |_, _| Ok(()))
    }

    /// Remembers that a command is recorded, and what is worth saying of it.
    pub(super) fn happened(&mut self, done: &Done) {
        self.recorded = done.span.map(|span| (done.cmd, span));
        self.noticed = done.notices.iter().map(Notice::code).collect();
    }

    pub(super) fn notices(&mut self, notices: &[Notice]) {
        for notice in notices {
            let line = self.words.warning_line(&self.words.notice(notice));
            self.screen.warn(&line);
        }
    }

    /// Shows notices as JSON does.
    pub(super) fn notice_views(&self, notices: &[Notice]) -> Vec<NoticeView> {
        let view = |notice: &Notice| NoticeView { code: notice.code(), message: self.words.notice(notice) };
        notices.iter().map(view).collect()
    }

    fn outcome(&self, reader: &dyn Reader, done: &Done) -> Result<Outcome, Trouble> {
        let mut outcome = Outcome {
            cmd: done.cmd.0,
            repeated: done.repeated,
            first_seq: done.span.map(|span| span.first),
            last_seq: done.span.map(|span| span.last),
            lot: None,
            tags: Vec::new(),
            assets: Vec::new(),
            media: Vec::new(),
            parties: Vec::new(),
            evidence: Vec::new(),
            notices: self.notice_views(&done.notices),
            again: Vec::new(),
        };
        let Some(span) = done.span else { return Ok(outcome) };
        let again = self.again(reader, span)?;
        outcome.again = again.commands;
        outcome.notices.extend(
            again
                .unnamed
                .iter()
                .map(|event| NoticeView { code: "record_by_hand", message: self.by_hand(reader, event) }),
        );
        for event in events(reader, span)? {
            match event.fact {
                Fact::Reserved(reserved) => outcome.tags.extend(reserved.tags),
                Fact::Attached(attached) => outcome.evidence.push(attached.hash),
                _ => {}
            }
        }
        for subject in subjects(reader, span)? {
            match subject {
                Subject::Asset(id) => {
                    if let Some(asset) = reader.asset(id)? {
                        outcome.assets.push(AssetView::new(reader, asset, true)?);
                    }
                }
                Subject::Medium(id) => {
                    if let Some(medium) = reader.medium(id)? {
                        let cleared = medium.cleared(reader.policies()?.clearance());
                        outcome.media.push(MediumView {
                            asset: tag_of(reader, &medium)?,
                            ..MediumView::new(&medium, cleared)
                        });
                    }
                }
                Subject::Lot(id) => outcome.lot = outcome.lot.or(reader.lot(id)?.map(|lot| lot.number)),
                Subject::Party(id) => outcome.parties.extend(reader.party(id)?.map(PartyView::from)),
            }
        }
        Ok(outcome)
    }

    /// Says what an event said that fell, and that no command printed records again.
    fn by_hand(&self, reader: &dyn Reader, event: &Event) -> String {
        self.words.by_hand(event.on, &self.words.event(event, &Discreet(reader)))
    }

    /// Returns what records again what fell with a voided event, on the same database.
    fn again(&self, reader: &dyn Reader, span: Span) -> Result<Again, store::Error> {
        super::again::commands(reader, &format!("rebond{}", self.on_database()), span, &self.meant)
    }

    /// Returns the flag that names the database in a command line, if it was named by it.
    pub(super) fn on_database(&self) -> String {
        named(self.global.db.as_deref()).map(|db| format!(" --db {}", quoted(&db))).unwrap_or_default()
    }

    /// Returns the same command line with the identity of the command: safe to repeat.
    pub(super) fn repeat(&self, cmd: CommandId) -> String {
        let mut words: Vec<String> =
            self.argv.iter().map(|word| quoted(&harmless(&word.to_string_lossy()))).collect();
        if self.global.cmd.is_none() {
            words.insert(1.min(words.len()), format!("--cmd {cmd}"));
        }
        words.join(" ")
    }
}

/// Returns the tag of the asset a medium is in.
pub(super) fn tag_of(
    reader: &dyn Reader,
    medium: &crate::model::medium::Medium,
) -> Result<Option<Tag>, store::Error> {
    match medium.asset {
        Some(id) => Ok(reader.asset(id)?.map(|asset| asset.tag)),
        None => Ok(None),
    }
}

/// Returns the events of a span.
pub(super) fn events(reader: &dyn Reader, span: Span) -> Result<Vec<Event>, store::Error> {
    let mut events = Vec::new();
    for seq in span.first..=span.last {
        events.extend(reader.event(seq)?);
    }
    Ok(events)
}

/// Returns what the events of a span bear on, each once, in their order.
fn subjects(reader: &dyn Reader, span: Span) -> Result<Vec<Subject>, store::Error> {
    let mut seen = std::collections::HashSet::new();
    let mut subjects = Vec::new();
    for event in events(reader, span)? {
        let mut events = vec![event];
        // What voids or corrects an event bears on what that one bore on.
        while let Some(event) = events.pop() {
            subjects.extend(
                event.touches().into_iter().filter(|t| t.bears && seen.insert(t.subject)).map(|t| t.subject),
            );
            for target in event.fact.targets() {
                events.extend(reader.event(*target)?);
            }
        }
    }
    Ok(subjects)
}

/// Returns the name under which something new is found from now on.
fn created(reader: &dyn Reader, event: &Event) -> Result<Option<String>, store::Error> {
    Ok(match &event.fact {
        Fact::Added(added) => Some(added.tag.to_string()),
        Fact::LotOpened(opened) => Some(opened.number.clone()),
        Fact::MediumAdded(_) => match event.medium {
            Some(id) => reader.medium(id)?.map(|medium| medium.serial.unwrap_or_else(|| id.to_string())),
            None => None,
        },
        Fact::PartyAdded(_) => event.party.map(|id| id.to_string()),
        _ => None,
    })
}

/// The longest list of names that is read, in bytes: a million tags.
const MANY_NAMES: u64 = 16 << 20;

/// Reads words from the arguments; a `-` stands for one a line on standard input.
pub(super) fn words_or_stdin(words: Vec<String>) -> Result<Vec<String>, Trouble> {
    if !words.iter().any(|word| word == "-") {
        return Ok(words);
    }
    let typed = read_all("-", std::io::stdin().lock(), MANY_NAMES)?;
    let typed = String::from_utf8(typed).map_err(|_| {
        let cause = std::io::Error::from(std::io::ErrorKind::InvalidData).to_string();
        Trouble::Unreadable { path: "-".to_owned(), cause }
    })?;
    let mut all = Vec::new();
    for word in words {
        if word == "-" {
            all.extend(typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
        } else {
            all.push(word);
        }
    }
    Ok(all)
}

/// As [`words_or_stdin`], where naming nothing means all: nothing where standard input was to name
/// things and named none, for then there is nothing to do.
pub(super) fn named_or_all(words: Vec<String>) -> Result<Option<Vec<String>>, Trouble> {
    let asked = !words.is_empty();
    let words = words_or_stdin(words)?;
    Ok((!asked || !words.is_empty()).then_some(words))
}

/// The longest file that is read, in bytes: the inventory of a million machines. A device that never ends
/// is refused there.
const LONGEST: u64 = 128 << 20;

/// Reads a file, or standard input where it is called `-`.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, Trouble> {
    let name = shown(path);
    if path == Path::new("-") {
        return read_all(&name, std::io::stdin().lock(), LONGEST);
    }
    match std::fs::File::open(path) {
        Ok(file) => read_all(&name, file, LONGEST),
        Err(e) => Err(Trouble::Unreadable { path: name, cause: e.to_string() }),
    }
}

/// Reads to the end, which must come before a limit.
fn read_all(name: &str, from: impl std::io::Read, longest: u64) -> Result<Vec<u8>, Trouble> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    from.take(longest + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| Trouble::Unreadable { path: name.to_owned(), cause: e.to_string() })?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= longest) {
        Ok(bytes)
    } else {
        Err(Trouble::TooLong { path: name.to_owned(), mebibytes: longest >> 20 })
    }
}

/// Names a path for people, who see on one line whatever stands in it; an address without its password.
pub(super) fn shown(path: &Path) -> String {
    text::visible(&store::shown(path).to_string_lossy()).into_owned()
}

/// Names a database as a command line does: an address without its password.
pub(super) fn named(database: Option<&OsStr>) -> Option<String> {
    database.map(|db| store::shown(Path::new(db)).to_string_lossy().into_owned())
}

/// A word of a command line without the password that may be in it.
fn harmless(word: &str) -> String {
    match word.split_once('=') {
        Some((flag, value)) if flag.starts_with("--") => {
            format!("{flag}={}", store::shown(Path::new(value)).to_string_lossy())
        }
        _ => store::shown(Path::new(word)).to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{harmless, read_all};
    use crate::cli::failure::Trouble;

    #[test]
    fn no_word_of_a_command_line_shows_a_password() {
        for (word, shown) in [
            ("postgres://u:SECRET@h/b", "postgres://u@h/b"),
            ("--db=postgres://u:SECRET@h/b?x=1", "--db=postgres://u@h/b?x=1"),
            ("--note=a=b", "--note=a=b"),
            ("a=b", "a=b"),
            ("/srv/a:b@c.db", "/srv/a:b@c.db"),
        ] {
            assert_eq!(harmless(word), shown);
        }
    }

    #[test]
    fn what_never_ends_is_refused_at_the_limit() {
        assert_eq!(read_all("x", &b"abcd"[..], 4).unwrap(), b"abcd");
        let endless = read_all("x", std::io::repeat(0), 4);
        assert!(matches!(endless, Err(Trouble::TooLong { .. })), "{endless:?}");
    }
}
