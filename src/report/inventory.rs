//! The inventory: everything that is on hand on an evening, place by place, with what is not known of it.
//!
//! It names no person: who uses what is no part of an inventory of property.

use std::collections::HashMap;

use crate::{
    model::{amount::Cents, asset::Asset, day::Day, lifecycle::State, text},
    report::{
        Cell, Column, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result, Table, TableName,
        Value, figures::Tally,
    },
    store::{Flow, Place, Reader},
};

/// Makes the inventory of the last evening of a period, or of the day from which it is seen if that comes first.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn inventory(reader: &dyn Reader, request: &Request) -> Result<Report> {
    Report::of_evening(reader, request, |reader, _| {
        let mut held = Held::default();
        let mut assets = Vec::new();
        reader.assets(&request.part.filter(), &mut |asset| {
            if !matches!(asset.state, State::Departed | State::Missing) {
                held.add(&asset);
                assets.push(asset);
            }
            Flow::Continue(())
        })?;
        let report = Report {
            figures: held.figures(),
            tables: vec![table(reader, assets)?],
            explain: request.explain.then(|| held.explain()),
            ..Report::begin(Name::Inventory, reader, request)?
        };
        Ok(report.noting([Note::OnHand, Note::Purchase, Note::Unheld, Note::Typed]))
    })
}

/// What is on hand, and what is not known of it.
#[derive(Debug, Default)]
struct Held {
    assets: Tally,
    not_owned: Tally,
    without_serial: Tally,
    without_age: Tally,
    without_mass: Tally,
    without_price: Tally,
    without_place: Tally,
    cents: i64,
}

impl Held {
    fn add(&mut self, asset: &Asset) {
        let mut note = |tally: fn(&mut Self) -> &mut Tally, lacks: bool| {
            if lacks {
                tally(self).add(&asset.tag);
            }
        };
        note(|held| &mut held.assets, true);
        note(|held| &mut held.not_owned, !asset.owned());
        note(|held| &mut held.without_serial, asset.serial.is_none());
        note(|held| &mut held.without_age, asset.age_start().is_none());
        note(|held| &mut held.without_mass, asset.mass.is_none());
        note(|held| &mut held.without_price, asset.owned() && asset.price.is_none());
        note(|held| &mut held.without_place, asset.service.is_none() && asset.site.is_none());
        self.cents = self.cents.saturating_add(asset.paid().map_or(0, |paid| paid.0));
    }

    fn tallies(&self) -> [(Measure, &Tally); 7] {
        [
            (Measure::Assets, &self.assets),
            (Measure::NotOwned, &self.not_owned),
            (Measure::WithoutSerial, &self.without_serial),
            (Measure::WithoutAge, &self.without_age),
            (Measure::WithoutMass, &self.without_mass),
            (Measure::WithoutPrice, &self.without_price),
            (Measure::WithoutPlace, &self.without_place),
        ]
    }

    fn figures(&self) -> Vec<(Key, Figure)> {
        let counted = self.tallies().map(|(measure, tally)| (measure, Value::Count(tally.count())));
        let all = counted.into_iter().chain([(Measure::PurchaseCents, Value::Cents(self.cents))]);
        all.map(|(measure, value)| (measure.into(), Figure::One(value))).collect()
    }

    fn explain(&self) -> Vec<Explained> {
        self.tallies().map(|(measure, tally)| Explained::new(measure, tally)).to_vec()
    }
}

/// The labels of places, each asked for once.
struct Labels<'r> {
    reader: &'r dyn Reader,
    known: HashMap<(Place, String), Option<String>>,
}

impl Labels<'_> {
    /// The label of a place, or its code where the label was erased.
    fn of(&mut self, place: Place, code: Option<String>) -> Result<Option<String>> {
        let Some(code) = code else { return Ok(None) };
        let key = (place, code);
        if let Some(label) = self.known.get(&key) {
            return Ok(label.clone());
        }
        let label = self.reader.label(place, &key.1)?.or_else(|| Some(key.1.clone()));
        self.known.insert(key, label.clone());
        Ok(label)
    }
}

/// Every asset, site by site and service by service; what stands nowhere comes last.
fn table(reader: &dyn Reader, assets: Vec<Asset>) -> Result<Table> {
    let mut labels = Labels { reader, known: HashMap::new() };
    let mut lines = Vec::with_capacity(assets.len());
    for asset in assets {
        let site = labels.of(Place::Site, asset.site.clone())?;
        let service = labels.of(Place::Service, asset.service.clone())?;
        lines.push((site, service, asset));
    }
    lines.sort_by_cached_key(|(site, service, asset)| {
        let folded = |label: &Option<String>| (label.is_none(), label.as_deref().map(text::fold));
        (folded(site), folded(service), asset.tag.clone())
    });
    let columns = vec![
        Column::Tag,
        Column::Kind,
        Column::Maker,
        Column::Model,
        Column::Serial,
        Column::State,
        Column::Site,
        Column::Service,
        Column::PurchasedOn,
        Column::Price,
    ];
    Ok(Table {
        name: TableName::Inventory,
        columns,
        rows: lines.into_iter().map(|(site, service, asset)| row(site, service, asset)).collect(),
    })
}

fn row(site: Option<String>, service: Option<String>, asset: Asset) -> Vec<Cell> {
    let day = |day: Option<Day>| day.map_or(Cell::Text(None), Cell::Day);
    let price = |price: Option<Cents>| price.map_or(Value::Nothing, |price| Value::Cents(price.0));
    vec![
        asset.tag.into(),
        asset.kind.into(),
        Cell::Text(asset.manufacturer),
        Cell::Text(asset.model),
        Cell::Text(asset.serial),
        Cell::State(asset.state),
        Cell::Site(site),
        Cell::Service(service),
        day(asset.purchase_date),
        price(asset.price).into(),
    ]
}
