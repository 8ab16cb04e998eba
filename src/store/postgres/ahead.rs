//! What is asked in one go because it is about to be asked one by one.

use std::rc::Rc;

use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Session,
    ask::Sql,
    link::Arg,
    reader::{LABEL, LINE, PLACE, asset_by, media_by_asset},
};
use crate::{
    model::{
        id::{AssetId, LotId, MediumId, PartyId, Subject},
        text,
    },
    store::{Name, Next, Place, Result, rows::Cells as _},
};

/// Asks for what has a name.
const TAG: &str = "SELECT id FROM asset WHERE tag = $1";

/// How a question about a name is put, what is looked for, and what is found by it.
pub(super) fn named(name: &Name<'_>) -> (&'static str, String, fn(Uuid) -> Subject) {
    let asset: fn(Uuid) -> Subject = |id| Subject::Asset(AssetId(id));
    match name {
        Name::Tag(tag) => (TAG, (*tag).to_owned(), asset),
        Name::Alias(alias) => ("SELECT asset FROM alias WHERE folded = $1", text::fold(alias), asset),
        // Letters of ASCII alone are compared in any case.
        Name::Serial(serial) => (
            "SELECT id FROM asset WHERE lower(serial) = lower($1 COLLATE \"C\") ORDER BY id",
            (*serial).to_owned(),
            asset,
        ),
        Name::MediumSerial(serial) => (
            "SELECT id FROM medium WHERE lower(serial) = lower($1 COLLATE \"C\") ORDER BY id",
            (*serial).to_owned(),
            |id| Subject::Medium(MediumId(id)),
        ),
        Name::Lot(number) => {
            ("SELECT id FROM lot WHERE number = $1", (*number).to_owned(), |id| Subject::Lot(LotId(id)))
        }
        Name::Party(name) => {
            ("SELECT id FROM vault_party WHERE folded = $1 ORDER BY id", text::fold(name), |id| {
                Subject::Party(PartyId(id))
            })
        }
    }
}

/// A word as the codes and the labels of places are compared with it.
pub(super) fn place_words(word: &str) -> (String, String) {
    (word.trim().to_uppercase(), text::fold(word.trim()))
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

/// What an answer tells beside what was asked.
enum Beside {
    Nothing,
    /// An asset, which will be asked for by its identity.
    Asset(Sql),
    /// The labels of places.
    Labels,
    /// The label of this place, after its code.
    Label(Place),
}

/// Asks for all of these, and for what is mostly asked after them.
pub(super) fn ahead(session: &Session<'_>, next: &[Next<'_>]) -> Result<()> {
    let mut asked: Vec<(Sql, Beside)> = Vec::new();
    for next in next {
        match next {
            Next::Named(Name::Tag(tag)) => {
                let arg = [Arg::from(*tag)];
                // The asset itself comes with its identity.
                asked.push((Sql::ask(asset_by("tag"), &arg)?, Beside::Asset(Sql::ask(TAG, &arg)?)));
                asked.push((Sql::ask(labels_by("tag"), &arg)?, Beside::Labels));
            }
            Next::Named(name) => {
                let (sql, wanted, _) = named(name);
                asked.push((Sql::ask(sql, &[(&wanted).into()])?, Beside::Nothing));
            }
            Next::Asset(id) => {
                for sql in [asset_by("id"), media_by_asset()] {
                    asked.push((Sql::ask(sql, &[id.into()])?, Beside::Nothing));
                }
                asked.push((Sql::ask(labels_by("id"), &[id.into()])?, Beside::Labels));
            }
            Next::Place(place, word) => {
                let (code, folded) = place_words(word);
                let args = [place.code().into(), (&code).into(), (&folded).into()];
                asked.push((Sql::ask(PLACE, &args)?, Beside::Label(*place)));
            }
            Next::Event(seq) => asked.push((Sql::ask(LINE, &[seq.into()])?, Beside::Nothing)),
        }
    }
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
                session.remember(&Sql::ask(asset_by("id"), &[(&id).into()])?, rows);
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
