//! What is fetched together because it is about to be asked for one by one. A few questions go out as they
//! are, side by side: that is one journey. Many are put as one question of each kind, about all its things
//! at once, so that they are no more for many rows than for few. Either way the answers are remembered as
//! those to the questions that will come.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
    mem::take,
    rc::Rc,
};

use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Session,
    ask::Sql,
    link::Arg,
    memory::Answers,
    reader::{
        LABEL, LINE, PLACE, asset_by, asset_by_id, attempts_by, departure_by_asset, media_by_asset,
        party_by_id, reserved_by,
    },
};
use crate::{
    model::{
        id::{AssetId, LotId, MediumId, PartyId, Subject},
        text,
    },
    store::{Name, Place, Question, Result, column::Column, rows::Cells as _},
};

/// How many questions go out as they are.
const FEW: usize = 16;

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

    /// Asks for what has a name; `name`: where it stands in the question.
    pub(super) fn sql(self, name: &str) -> String {
        let (column, id, table) = match self {
            Self::Tag => ("tag", "id", "asset"),
            Self::Alias => ("folded", "asset", "alias"),
            Self::Serial => ("lower(serial)", "id", "asset"),
            Self::MediumSerial => ("lower(serial)", "id", "medium"),
            Self::Lot => ("number", "id", "lot"),
            Self::Party => ("folded", "id", "vault_party"),
        };
        format!("SELECT {id} FROM {table} WHERE {column} = {name} ORDER BY {id}")
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

/// A word as the codes and the labels of places are compared with it.
pub(super) fn place_words(word: &str) -> (String, String) {
    (word.trim().to_uppercase(), text::fold(word.trim()))
}

/// Fetches the answers to these questions.
pub(super) fn foresee(session: &Session<'_>, questions: &[Question<'_>]) -> Result<()> {
    if !session.remembers {
        return Ok(());
    }
    if questions.len() > FEW {
        return Wanted::of(questions).fetch(session);
    }
    let mut asked: Vec<(Sql, Beside)> = Vec::new();
    for question in questions {
        one(session, question, &mut asked)?;
    }
    hear(session, asked)
}

/// What an answer tells beside what was asked.
enum Beside {
    Nothing,
    /// An asset, which will be asked for by its identity, after its tag.
    Asset(Sql),
    /// The labels of places.
    Labels,
    /// The label of this place, after its code.
    Label(Place),
}

/// Puts a question as it is, and what is mostly asked after it.
fn one(session: &Session<'_>, question: &Question<'_>, asked: &mut Vec<(Sql, Beside)>) -> Result<()> {
    let mut plain = |sql: String, arg: Arg<'_>| -> Result<()> {
        asked.push((Sql::ask(sql, &[arg])?, Beside::Nothing));
        Ok(())
    };
    match question {
        Question::Named(Name::Tag(tag)) => {
            let arg = [Arg::from(*tag)];
            let by_tag = Sql::ask(Form::Tag.sql("$1"), &arg)?;
            if !session.heard(&by_tag) {
                // The asset itself comes with its identity.
                asked.push((Sql::ask(asset_by("tag = $1"), &arg)?, Beside::Asset(by_tag)));
                asked.push((Sql::ask(labels_by("tag"), &arg)?, Beside::Labels));
            }
        }
        Question::Named(name) => {
            let (form, wanted) = Form::of(name);
            plain(form.sql("$1"), (&wanted).into())?;
        }
        Question::Reserved(tag) => plain(reserved_by("$1"), (*tag).into())?,
        Question::Asset(id) => {
            plain(asset_by_id("$1"), id.into())?;
            plain(media_by_asset("$1"), id.into())?;
            asked.push((Sql::ask(labels_by("id"), &[id.into()])?, Beside::Labels));
        }
        Question::MediaOf(id) => plain(media_by_asset("$1"), id.into())?,
        Question::AttemptsOn(id) => plain(attempts_by("medium", "$1"), id.into())?,
        Question::DepartureOf(id) => plain(departure_by_asset("$1"), id.into())?,
        Question::Party(id) => plain(party_by_id("$1"), id.into())?,
        Question::Place(place, word) => asked.push((place_sql(*place, word)?, Beside::Label(*place))),
        Question::Event(seq) => plain(LINE.to_owned(), seq.into())?,
    }
    Ok(())
}

/// Asks for the code of a place, and its label.
fn place_sql(place: Place, word: &str) -> Result<Sql> {
    let (code, folded) = place_words(word);
    Sql::ask(PLACE, &[place.code().into(), (&code).into(), (&folded).into()])
}

/// Asks for the labels of the places of an asset.
fn labels_by(column: &str) -> String {
    let of = |place: &str| {
        format!(
            "SELECT l.label, '{place}'::text, a.{place} FROM asset a LEFT JOIN vault_label l \
             ON l.place = '{place}' AND l.code = a.{place} WHERE a.{column} = $1 AND a.{place} IS NOT NULL"
        )
    };
    format!("{} UNION ALL {}", of("service"), of("site"))
}

/// Asks all of these in one journey, and remembers what is answered.
fn hear(session: &Session<'_>, mut asked: Vec<(Sql, Beside)>) -> Result<()> {
    // The server takes no text with a zero, and none that is kept has one.
    asked.retain(|(sql, _)| !session.heard(sql) && !sql.has_zero());
    let (asked, beside): (Vec<Sql>, Vec<Beside>) = asked.into_iter().unzip();
    for (rows, beside) in session.hear_all(asked)?.iter().zip(beside) {
        remember(session, rows, beside)?;
    }
    Ok(())
}

fn remember(session: &Session<'_>, rows: &Rc<Vec<Row>>, beside: Beside) -> Result<()> {
    match beside {
        Beside::Nothing => {}
        Beside::Asset(by_tag) => {
            session.remember(&by_tag, rows);
            for row in rows.iter() {
                let id: AssetId = row.cell(0)?;
                session.remember(&Sql::ask(asset_by_id("$1"), &[(&id).into()])?, rows);
            }
        }
        Beside::Labels => {
            for row in rows.iter() {
                let (place, code): (String, String) = (row.cell(1)?, row.cell(2)?);
                label(session, &place, &code, row.cell(0)?)?;
            }
        }
        Beside::Label(place) => {
            if let Some(row) = rows.first() {
                label(session, place.code(), &row.cell::<String>(0)?, Some(row.cell(1)?))?;
            }
        }
    }
    Ok(())
}

fn label(session: &Session<'_>, place: &str, code: &str, label: Option<String>) -> Result<()> {
    session.remember_label(&Sql::ask(LABEL, &[place.into(), code.into()])?, label);
    Ok(())
}

/// What is asked about many things, each once.
#[derive(Default)]
struct Wanted<'q> {
    named: HashMap<Form, BTreeSet<String>>,
    reserved: BTreeSet<String>,
    known: Known,
    /// What is not asked about many things.
    others: Vec<&'q Question<'q>>,
}

/// Things whose identity is known, by what is asked about them.
#[derive(Default)]
struct Known {
    assets: BTreeSet<Uuid>,
    media: BTreeSet<Uuid>,
    attempts: BTreeSet<Uuid>,
    departures: BTreeSet<Uuid>,
    parties: BTreeSet<Uuid>,
}

impl<'q> Wanted<'q> {
    fn of(questions: &'q [Question<'q>]) -> Self {
        let mut wanted = Self::default();
        for question in questions {
            match question {
                Question::Named(name) => {
                    let (form, name) = Form::of(name);
                    wanted.named.entry(form).or_default().insert(name);
                }
                Question::Reserved(tag) => drop(wanted.reserved.insert((*tag).to_owned())),
                Question::Asset(id) => drop(wanted.known.assets.insert(id.0)),
                Question::MediaOf(id) => drop(wanted.known.media.insert(id.0)),
                Question::AttemptsOn(id) => drop(wanted.known.attempts.insert(id.0)),
                Question::DepartureOf(id) => drop(wanted.known.departures.insert(id.0)),
                Question::Party(id) => drop(wanted.known.parties.insert(id.0)),
                Question::Place(..) | Question::Event(_) => wanted.others.push(question),
            }
        }
        wanted
    }

    /// Fetches all of it: in one journey what was asked for, in another what is said of what was found by its
    /// name. What was fetched before is forgotten: no more is held than is asked for at once.
    fn fetch(mut self, session: &Session<'_>) -> Result<()> {
        session.forget_foreseen();
        let mut others = Vec::new();
        self.others.iter().try_for_each(|question| one(session, question, &mut others))?;
        if !others.is_empty() {
            hear(session, others)?;
        }
        let mut asked = Vec::new();
        for (form, names) in self.named {
            asked.extend(Many::texts(Some(form), &|key| form.sql(key), names)?);
        }
        asked.extend(Many::texts(None, &reserved_by, self.reserved)?);
        asked.extend(self.known.asked()?);
        let mut found = Known::default();
        ask_many(session, asked, &mut found)?;
        ask_many(session, found.asked()?, &mut Known::default())
    }
}

impl Known {
    /// Wants all that is said of what was found.
    fn follow(&mut self, found: Subject) {
        match found {
            Subject::Asset(id) => {
                for ids in [&mut self.assets, &mut self.media, &mut self.departures] {
                    ids.insert(id.0);
                }
            }
            Subject::Party(id) => drop(self.parties.insert(id.0)),
            Subject::Medium(_) | Subject::Lot(_) => {}
        }
    }

    fn asked(&mut self) -> Result<Vec<Many>> {
        let mut asked = Vec::new();
        asked.extend(Many::ids(&asset_by_id, take(&mut self.assets))?);
        asked.extend(Many::ids(&|id: &str| attempts_by("medium", id), take(&mut self.attempts))?);
        asked.extend(Many::ids(&departure_by_asset, take(&mut self.departures))?);
        asked.extend(Many::ids(&party_by_id, take(&mut self.parties))?);
        asked.extend(Many::ids(&media_by_asset, take(&mut self.media))?);
        Ok(asked)
    }
}

/// The same question about many things.
struct Many {
    sql: Sql,
    about: About,
}

struct About {
    /// Where they are names.
    form: Option<Form>,
    /// The question about one of them.
    each: String,
    keys: Keys,
}

enum Keys {
    Texts(Vec<String>),
    Ids(Vec<Uuid>),
}

impl Many {
    fn texts(
        form: Option<Form>,
        sql: &dyn Fn(&str) -> String,
        keys: BTreeSet<String>,
    ) -> Result<Option<Self>> {
        // No text that is kept has a zero in it, and the server takes none.
        let keys: Vec<String> = keys.into_iter().filter(|key| !key.contains('\0')).collect();
        if keys.is_empty() {
            return Ok(None);
        }
        let all = Sql::once(together("text", &sql("w.key")), &[Arg::Texts(&keys)])?;
        Ok(Some(Self { sql: all, about: About { form, each: sql("$1"), keys: Keys::Texts(keys) } }))
    }

    fn ids(sql: &dyn Fn(&str) -> String, keys: BTreeSet<Uuid>) -> Result<Option<Self>> {
        let keys: Vec<Uuid> = keys.into_iter().collect();
        if keys.is_empty() {
            return Ok(None);
        }
        let all = Sql::once(together("uuid", &sql("w.key")), &[Arg::Ids(&keys)])?;
        Ok(Some(Self { sql: all, about: About { form: None, each: sql("$1"), keys: Keys::Ids(keys) } }))
    }
}

/// A question asked of each of many keys, as if it were asked of that one alone: by an index, whatever the
/// server believes of tables of which it has no statistics yet. The key is the last column.
fn together(kind: &str, each: &str) -> String {
    let alone = if each.ends_with("LIMIT 1") { "" } else { "OFFSET 0" };
    format!("SELECT x.*, w.key FROM unnest($1::{kind}[]) w(key), LATERAL ({each} {alone}) x")
}

/// Asks all of this in one journey, and remembers what is answered about each thing. `found`: what has the
/// names.
fn ask_many(session: &Session<'_>, asked: Vec<Many>, found: &mut Known) -> Result<()> {
    if asked.is_empty() {
        return Ok(());
    }
    let (sql, about): (Vec<Sql>, Vec<About>) = asked.into_iter().map(|many| (many.sql, many.about)).unzip();
    for (rows, about) in session.ask_once(sql)?.into_iter().zip(about) {
        if let Some(form) = about.form {
            for row in &rows {
                found.follow(form.subject(row.cell(0)?));
            }
        }
        let answers = match about.keys {
            Keys::Texts(keys) => sorted(&about.each, keys, rows)?,
            Keys::Ids(keys) => sorted(&about.each, keys, rows)?,
        };
        session.remember_foreseen(answers, about.form == Some(Form::Party));
    }
    Ok(())
}

/// Returns what is answered about each thing, by the question about it alone.
fn sorted<K: Column + Eq + Hash>(each: &str, keys: Vec<K>, rows: Vec<Row>) -> Result<Answers> {
    let mut of: HashMap<K, Vec<Row>> = HashMap::new();
    for row in rows {
        of.entry(row.cell(row.len() - 1)?).or_default().push(row);
    }
    let mut answers = Answers::with_capacity(keys.len());
    for key in keys {
        let rows = of.remove(&key).unwrap_or_default();
        answers.insert(Sql::ask(each, &[(&key).into()])?.key(), Rc::new(rows));
    }
    Ok(answers)
}
