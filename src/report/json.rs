//! A report as JSON: the keys in the order of the report, integers only.

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};

use crate::report::{
    Against, Cell, Compared, Difference, Error, Explained, Figure, Head, Key, Moved, Moving, Pair, Paired,
    Report, Result, Table, Value,
};

/// Writes a report as one JSON document on one line, without a newline at its end.
///
/// # Errors
///
/// Returns [`Error::Fault`] if it cannot be written, which would be a fault of ours.
pub fn to_json(report: &Report) -> Result<String> {
    serde_json::to_string(report).map_err(|error| Error::Fault(error.to_string()))
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("report", &self.name)?;
        map.serialize_entry("period", &Days { from: self.period.from, to: self.period.to })?;
        map.serialize_entry("as_of", &self.moment.as_of)?;
        map.serialize_entry("head", &self.moment.head)?;
        if !self.part.is_empty() {
            map.serialize_entry("part", &Part(&self.part))?;
        }
        map.serialize_entry("figures", &Figures(&self.figures))?;
        map.serialize_entry("tables", &self.tables)?;
        map.serialize_entry("sources", &self.sources)?;
        if let Some(explain) = &self.explain {
            map.serialize_entry("explain", &Explanations(explain))?;
        }
        if let Some(compared) = &self.compared {
            map.serialize_entry("compared_head", compared)?;
        }
        if let Some(against) = &self.against {
            map.serialize_entry("compared_period", against)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Days {
    from: crate::model::day::Day,
    to: crate::model::day::Day,
}

impl Serialize for Head {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(2))?;
        map.serialize_entry("seq", &self.seq)?;
        map.serialize_entry("hash", &self.hash)?;
        map.end()
    }
}

/// The service and the site, each by its name.
struct Part<'a>(&'a [Cell]);

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().filter_map(|cell| Some((cell.place()?, cell))))
    }
}

struct Figures<'a>(&'a [(Key, Figure)]);

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, figure)| (key.code(), figure)))
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::One(value) => value.serialize(to),
            Self::Group(members) => to.collect_map(members.iter().map(|(key, value)| (key.code(), value))),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        match *self {
            Self::Count(number) | Self::Share(number) | Self::Days(number) | Self::Minutes(number) => {
                to.serialize_u64(number)
            }
            Self::Grams(amount) | Self::Cents(amount) | Self::Co2(amount) | Self::Co2PerYear(amount) => {
                to.serialize_i64(amount)
            }
            Self::Flag(flag) => to.serialize_bool(flag),
            Self::State(state) => state.serialize(to),
            Self::Nothing => to.serialize_unit(),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Tag(tag) => tag.serialize(to),
            Self::Kind(kind) => kind.serialize(to),
            Self::Service(label) | Self::Site(label) => label.serialize(to),
            Self::Age(age) => age.code().serialize(to),
            Self::Decommissioned(when) => when.serialize(to),
            Self::Month(year, month) => to.collect_str(&format_args!("{year:04}-{month:02}")),
            Self::SomeMonth(year) => to.collect_str(&format_args!("{year:04}")),
            Self::Year(year) => year.serialize(to),
            Self::Outcome(outcome) => outcome.serialize(to),
            Self::Day(day) => day.serialize(to),
            Self::Channel(channel) => channel.serialize(to),
            Self::Medium(kind) => kind.serialize(to),
            Self::Lack(lack) => lack.serialize(to),
            Self::Claim(claim) => claim.serialize(to),
            Self::Technique(technique) => technique.serialize(to),
            Self::Verify(verify) => verify.serialize(to),
            Self::Verdict(verdict) => verdict.serialize(to),
            Self::Excepted(why) => why.serialize(to),
            Self::Text(said) => said.serialize(to),
            Self::State(state) => state.serialize(to),
            Self::Work(kind) => kind.serialize(to),
            Self::Value(value) => value.serialize(to),
        }
    }
}

struct Columns<'a>(&'a Table);

impl Serialize for Columns<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.0.columns.len()))?;
        for column in &self.0.columns {
            list.serialize_element(column.code())?;
        }
        list.end()
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(3))?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("columns", &Columns(self))?;
        map.serialize_entry("rows", &self.rows)?;
        map.end()
    }
}

struct Explanations<'a>(&'a [Explained]);

impl Serialize for Explanations<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|explained| (explained.path(), explained.names())))
    }
}

impl Serialize for Compared {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("as_of", &self.then.as_of)?;
        map.serialize_entry("head", &self.then.head)?;
        map.serialize_entry("figures", &self.figures)?;
        map.serialize_entry("moved", &self.moved)?;
        map.end()
    }
}

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("figure", &self.path())?;
        map.serialize_entry("then", &self.then)?;
        map.serialize_entry("now", &self.now)?;
        map.serialize_entry("difference", &self.by())?;
        map.end()
    }
}

impl Serialize for Against {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("period", &Days { from: self.period.from, to: self.period.to })?;
        map.serialize_entry("figures", &self.figures.iter().map(Beside).collect::<Vec<_>>())?;
        map.serialize_entry("tables", &self.tables)?;
        if let Some(explain) = &self.explain {
            map.serialize_entry("explain", &Explanations(explain))?;
        }
        map.end()
    }
}

/// A figure beside that of another period, which may come before or after.
struct Beside<'a>(&'a Difference);

impl Serialize for Beside<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("figure", &self.0.path())?;
        map.serialize_entry("value", &self.0.now)?;
        map.serialize_entry("other", &self.0.then)?;
        map.serialize_entry("difference", &self.0.by())?;
        map.end()
    }
}

impl Serialize for Paired {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(3))?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("columns", &self.codes())?;
        map.serialize_entry("rows", &self.values.iter().map(|of| PairedRow(self, of)).collect::<Vec<_>>())?;
        map.end()
    }
}

struct PairedRow<'a>(&'a Paired, &'a Pair);

impl Serialize for PairedRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let (table, of) = (self.0, self.1);
        let mut list = to.serialize_seq(Some(table.codes().len()))?;
        for key in of.keys.iter().chain(of.other_keys.iter().filter(|_| table.shifted)) {
            list.serialize_element(key)?;
        }
        list.serialize_element(of.column.code())?;
        list.serialize_element(&of.value)?;
        list.serialize_element(&of.other)?;
        list.serialize_element(&of.by())?;
        list.end()
    }
}

impl Serialize for Moved {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("figure", &self.path())?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("change", &self.change)?;
        map.serialize_entry("events", &self.events)?;
        map.end()
    }
}

impl Serialize for Moving {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(5))?;
        map.serialize_entry("seq", &self.seq)?;
        map.serialize_entry("on", &self.on)?;
        map.serialize_entry("type", &self.kind)?;
        map.serialize_entry("late", &self.late)?;
        map.serialize_entry("actor", &self.actor)?;
        map.end()
    }
}
