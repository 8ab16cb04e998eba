//! What is here on an evening, counted.

use std::collections::BTreeMap;

use super::Age;
use crate::{
    model::{asset::Asset, day::Day, kind::Kind, lifecycle::State, tag::Tag},
    report::{
        Cell, Column, Key, Measure, Value,
        figures::Tally,
        wait::{days, median_value},
    },
    rules::reen::is_too_old,
};

/// In how many days a warranty is about to end.
const ENDING_DAYS: i32 = 90;

/// From how many days on something has been waiting for a year.
const YEAR_MONTHS: i32 = 12;

/// The pieces of a kind, a place or an age, and what they cost.
#[derive(Debug, Default)]
pub(super) struct Split {
    assets: u64,
    deployed: u64,
    decommissioned: u64,
    cents: i64,
}

impl Split {
    fn add(&mut self, asset: &Asset) {
        self.assets += 1;
        self.deployed += u64::from(asset.state == State::Deployed);
        self.decommissioned += u64::from(asset.decommissioned_on.is_some());
        self.cents = self.cents.saturating_add(cost(asset));
    }

    pub(super) fn columns(first: Column) -> Vec<Column> {
        let of = |key: Key| Column::Of(key);
        let mut columns = vec![first, of(Measure::Assets.into()), of(State::Deployed.into())];
        columns.extend([Measure::Decommissioned, Measure::PurchaseCents].map(|measure| of(measure.into())));
        columns
    }

    pub(super) fn row(&self, first: Cell) -> Vec<Cell> {
        let count = |number| Value::Count(number).into();
        let cents = Value::Cents(self.cents).into();
        vec![first, count(self.assets), count(self.deployed), count(self.decommissioned), cents]
    }
}

/// What was paid for something of ours.
fn cost(asset: &Asset) -> i64 {
    asset.paid().map_or(0, |paid| paid.0)
}

/// What is here, counted.
#[derive(Debug, Default)]
pub(super) struct Stock {
    pub(super) assets: Tally,
    pub(super) states: BTreeMap<State, Tally>,
    pub(super) not_owned: Tally,
    pub(super) decommissioned: Tally,
    pub(super) waiting_over_year: Tally,
    pub(super) over_ten_years: Tally,
    pub(super) under_warranty: Tally,
    pub(super) warranty_ending: Tally,
    pub(super) warranty_over: Tally,
    pub(super) warranty_unknown: Tally,
    pub(super) without_age: Tally,
    pub(super) without_price: Tally,
    pub(super) cents: i64,
    pub(super) by_age: BTreeMap<Age, Split>,
    pub(super) by_kind: BTreeMap<Kind, Split>,
    pub(super) by_service: BTreeMap<Option<String>, Split>,
    pub(super) by_site: BTreeMap<Option<String>, Split>,
    /// What has been waiting for a year, with the day of its decommissioning.
    pub(super) waiting: BTreeMap<Tag, (Kind, Day)>,
    /// Of what a warranty is about to end, and when.
    pub(super) ending: BTreeMap<Tag, (Kind, Day)>,
    ages: Vec<u64>,
    waits: Vec<u64>,
}

impl Stock {
    /// Counts an asset as it stands on the evening of a day.
    pub(super) fn add(&mut self, asset: &Asset, day: Day) {
        if asset.state == State::Departed {
            return;
        }
        self.states.entry(asset.state).or_default().add(&asset.tag);
        if asset.state == State::Missing {
            return;
        }
        self.assets.add(&asset.tag);
        if !asset.owned() {
            self.not_owned.add(&asset.tag);
        }
        self.by_age.entry(Age::on(day, asset.age_start())).or_default().add(asset);
        self.by_kind.entry(asset.kind).or_default().add(asset);
        self.by_service.entry(asset.service.clone()).or_default().add(asset);
        self.by_site.entry(asset.site.clone()).or_default().add(asset);
        self.age(asset, day);
        self.wait(asset, day);
        self.warranty(asset, day);
        self.cents = self.cents.saturating_add(cost(asset));
        if asset.owned() && asset.price.is_none() {
            self.without_price.add(&asset.tag);
        }
    }

    fn age(&mut self, asset: &Asset, day: Day) {
        let Some(start) = asset.age_start() else {
            self.without_age.add(&asset.tag);
            return;
        };
        self.ages.push(days(start, day));
        if is_too_old(start, day) {
            self.over_ten_years.add(&asset.tag);
        }
    }

    fn wait(&mut self, asset: &Asset, day: Day) {
        let Some(since) = asset.decommissioned_on else { return };
        self.decommissioned.add(&asset.tag);
        self.waits.push(days(since, day));
        if since.plus_months(YEAR_MONTHS) < day {
            self.waiting_over_year.add(&asset.tag);
            self.waiting.insert(asset.tag.clone(), (asset.kind, since));
        }
    }

    fn warranty(&mut self, asset: &Asset, day: Day) {
        match asset.warranty_until() {
            None => self.warranty_unknown.add(&asset.tag),
            Some(until) if until < day => self.warranty_over.add(&asset.tag),
            Some(until) => {
                self.under_warranty.add(&asset.tag);
                if until <= day.plus_days(ENDING_DAYS) {
                    self.warranty_ending.add(&asset.tag);
                    self.ending.insert(asset.tag.clone(), (asset.kind, until));
                }
            }
        }
    }

    /// Returns the age that half of what is here has passed, in days.
    pub(super) fn median_age(&mut self) -> Value {
        median_value(&mut self.ages)
    }

    /// Returns how long half of what is decommissioned has been waiting, in days.
    pub(super) fn median_wait(&mut self) -> Value {
        median_value(&mut self.waits)
    }
}
