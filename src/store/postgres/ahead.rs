//! Answers that were fetched together before they were asked for, until something is written.

use std::collections::{BTreeSet, HashMap};

use postgres::Row;
use uuid::Uuid;

use super::{
    Session,
    link::Arg,
    reader::{self, ALIASES, PARTY},
};
use crate::{
    model::{
        asset::{Asset, Departure},
        event::Seq,
        id::{AssetId, LotId, MediumId, PartyId, Subject},
        text,
    },
    store::{
        Attributed, Name, Party, Question, Result,
        rows::{self, ASSET_COLUMNS, Cells as _, DEPARTURE_COLUMNS},
    },
};

/// By which column a name is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Tag,
    Alias,
    Serial,
    MediumSerial,
    Lot,
    Party,
}

impl Form {
    /// Returns the form of a name, and the name as it stands there.
    pub(super) fn of(name: &Name<'_>) -> (Self, String) {
        match name {
            Name::Tag(tag) => (Self::Tag, (*tag).to_owned()),
            Name::Alias(alias) => (Self::Alias, text::fold(alias)),
            // Letters of ASCII alone are compared in any case.
            Name::Serial(serial) => (Self::Serial, serial.to_ascii_lowercase()),
            Name::MediumSerial(serial) => (Self::MediumSerial, serial.to_ascii_lowercase()),
            Name::Lot(number) => (Self::Lot, (*number).to_owned()),
            Name::Party(name) => (Self::Party, text::fold(name)),
        }
    }

    /// Returns the columns that hold it and what has it, and their table.
    pub(super) const fn place(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Tag => ("tag", "id", "asset"),
            Self::Alias => ("folded", "asset", "alias"),
            Self::Serial => ("lower(serial)", "id", "asset"),
            Self::MediumSerial => ("lower(serial)", "id", "medium"),
            Self::Lot => ("number", "id", "lot"),
            Self::Party => ("folded", "id", "vault_party"),
        }
    }

    /// Returns what has it.
    pub(super) const fn subject(self, id: Uuid) -> Subject {
        match self {
            Self::Tag | Self::Alias | Self::Serial => Subject::Asset(AssetId(id)),
            Self::MediumSerial => Subject::Medium(MediumId(id)),
            Self::Lot => Subject::Lot(LotId(id)),
            Self::Party => Subject::Party(PartyId(id)),
        }
    }
}

/// The answers to questions that were foreseen.
#[derive(Default)]
pub(super) struct Foreseen {
    named: HashMap<(Form, String), Vec<Subject>>,
    reserved: HashMap<String, Vec<Seq>>,
    assets: HashMap<AssetId, Option<Asset>>,
    media: HashMap<AssetId, Vec<Attributed>>,
    departures: HashMap<AssetId, Option<Departure>>,
    parties: HashMap<PartyId, Option<Party>>,
}

#[allow(clippy::option_option, reason = "the outer one tells whether it was foreseen")]
impl Foreseen {
    pub(super) fn named(&self, form: Form, name: &str) -> Option<Vec<Subject>> {
        if self.named.is_empty() { None } else { self.named.get(&(form, name.to_owned())).cloned() }
    }

    pub(super) fn reserved(&self, tag: &str) -> Option<Vec<Seq>> {
        self.reserved.get(tag).cloned()
    }

    pub(super) fn asset(&self, id: AssetId) -> Option<Option<Asset>> {
        self.assets.get(&id).cloned()
    }

    pub(super) fn media_of(&self, id: AssetId) -> Option<Vec<Attributed>> {
        self.media.get(&id).cloned()
    }

    pub(super) fn departure_of(&self, id: AssetId) -> Option<Option<Departure>> {
        self.departures.get(&id).cloned()
    }

    pub(super) fn party(&self, id: PartyId) -> Option<Option<Party>> {
        self.parties.get(&id).cloned()
    }

    /// Forgets what a party is called, and who had the name that it has from now on.
    pub(super) fn rename(&mut self, id: PartyId, folded: &str) {
        self.named.remove(&(Form::Party, folded.to_owned()));
        if self.parties.remove(&id).is_some() {
            self.named.retain(|_, found| !found.contains(&Subject::Party(id)));
        }
    }
}

/// What is asked for, each once.
#[derive(Default)]
struct Wanted {
    named: HashMap<Form, BTreeSet<String>>,
    reserved: BTreeSet<String>,
    assets: BTreeSet<Uuid>,
    media: BTreeSet<Uuid>,
    departures: BTreeSet<Uuid>,
    parties: BTreeSet<Uuid>,
}

impl Wanted {
    fn of(questions: &[Question<'_>]) -> Self {
        let mut wanted = Self::default();
        for question in questions {
            match question {
                Question::Named(name) => {
                    let (form, name) = Form::of(name);
                    // No text that is kept has a zero in it, and the server takes none.
                    if !name.contains('\0') {
                        wanted.named.entry(form).or_default().insert(name);
                    }
                }
                Question::Reserved(tag) => drop(wanted.reserved.insert((*tag).to_owned())),
                Question::Asset(id) => drop(wanted.assets.insert(id.0)),
                Question::MediaOf(id) => drop(wanted.media.insert(id.0)),
                Question::DepartureOf(id) => drop(wanted.departures.insert(id.0)),
                Question::Party(id) => drop(wanted.parties.insert(id.0)),
            }
        }
        wanted
    }

    /// Wants all that is said of what was found by its name.
    fn follow(&mut self, found: &HashMap<(Form, String), Vec<Subject>>) {
        for subject in found.values().flatten() {
            match subject {
                Subject::Asset(id) => {
                    for ids in [&mut self.assets, &mut self.media, &mut self.departures] {
                        ids.insert(id.0);
                    }
                }
                Subject::Party(id) => drop(self.parties.insert(id.0)),
                Subject::Medium(_) | Subject::Lot(_) => {}
            }
        }
    }
}

impl Session<'_> {
    /// Fetches the answers to these questions, those of one kind together. What was fetched before is
    /// forgotten: no more is held than is asked for at once.
    pub(super) fn fetch(&self, questions: &[Question<'_>]) -> Result<()> {
        let mut wanted = Wanted::of(questions);
        let mut found = Foreseen::default();
        for (form, names) in std::mem::take(&mut wanted.named) {
            self.fetch_named(form, names, &mut found.named)?;
        }
        wanted.follow(&found.named);
        found.reserved = self.fetch_reserved(wanted.reserved)?;
        let assets = format!("SELECT {ASSET_COLUMNS}, {ALIASES} FROM asset a WHERE a.id = w.key");
        self.fetch_each(&assets, wanted.assets, |id, rows| {
            let asset = rows.first().map(|row| reader::asset(row)).transpose()?;
            found.assets.insert(AssetId(id), asset);
            Ok(())
        })?;
        let departures = format!(
            "SELECT {DEPARTURE_COLUMNS} FROM departure d WHERE d.asset = w.key ORDER BY d.seq DESC LIMIT 1"
        );
        self.fetch_each(&departures, wanted.departures, |id, rows| {
            let departure = rows.first().map(|row| rows::departure(*row, 0)).transpose()?;
            found.departures.insert(AssetId(id), departure);
            Ok(())
        })?;
        self.fetch_each(&format!("{PARTY} WHERE p.id = w.key"), wanted.parties, |id, rows| {
            let party = rows.first().map(|row| reader::party(row)).transpose()?;
            found.parties.insert(PartyId(id), party);
            Ok(())
        })?;
        let media = format!("{} WHERE t.asset = w.key ORDER BY t.seq", reader::media_of());
        self.fetch_each(&media, wanted.media, |id, rows| {
            let media = rows.iter().map(|row| reader::attributed(row)).collect::<Result<_>>()?;
            found.media.insert(AssetId(id), media);
            Ok(())
        })?;
        *self.ahead.borrow_mut() = found;
        Ok(())
    }

    fn fetch_named(
        &self,
        form: Form,
        names: BTreeSet<String>,
        found: &mut HashMap<(Form, String), Vec<Subject>>,
    ) -> Result<()> {
        let (column, id, table) = form.place();
        let names: Vec<String> = names.into_iter().collect();
        let each = format!("SELECT {id} FROM {table} WHERE {column} = w.key ORDER BY {id}");
        let rows = self.rows_planned(&together("text", &each), &[Arg::Texts(&names)])?;
        found.extend(names.into_iter().map(|name| ((form, name), Vec::new())));
        for row in rows {
            found.entry((form, row.cell(1)?)).or_default().push(form.subject(row.cell(0)?));
        }
        Ok(())
    }

    fn fetch_reserved(&self, tags: BTreeSet<String>) -> Result<HashMap<String, Vec<Seq>>> {
        let tags: Vec<String> = tags.into_iter().collect();
        if tags.is_empty() {
            return Ok(HashMap::new());
        }
        let each = "SELECT seq FROM reserved_tag WHERE tag = w.key ORDER BY seq";
        let rows = self.rows_planned(&together("text", each), &[Arg::Texts(&tags)])?;
        let mut found: HashMap<String, Vec<Seq>> = tags.into_iter().map(|tag| (tag, Vec::new())).collect();
        for row in rows {
            found.entry(row.cell(1)?).or_default().push(row.cell(0)?);
        }
        Ok(found)
    }

    /// Asks the same of each of these, and hands over the rows of each.
    fn fetch_each(
        &self,
        each: &str,
        ids: BTreeSet<Uuid>,
        mut take: impl FnMut(Uuid, &[&Row]) -> Result<()>,
    ) -> Result<()> {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        if ids.is_empty() {
            return Ok(());
        }
        let rows = self.rows_planned(&together("uuid", each), &[Arg::Ids(&ids)])?;
        let mut of: HashMap<Uuid, Vec<&Row>> = HashMap::new();
        for row in &rows {
            of.entry(row.cell(row.len() - 1)?).or_default().push(row);
        }
        ids.iter().try_for_each(|id| take(*id, of.get(id).map_or(&[][..], Vec::as_slice)))
    }
}

/// A question asked of each of many keys, as if it were asked of that one alone: by an index, whatever the
/// server believes of tables of which it has no statistics yet. The key is the last column.
fn together(kind: &str, each: &str) -> String {
    let alone = if each.ends_with("LIMIT 1") { "" } else { "OFFSET 0" };
    format!("SELECT x.*, w.key FROM unnest($1::{kind}[]) w(key), LATERAL ({each} {alone}) x")
}
