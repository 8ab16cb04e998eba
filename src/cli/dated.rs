//! The name of a file in a folder that gets one from each run: what it holds, and of which day.
//!
//! Two runs that write something else have two names, and names that differ only in the days and the numbers of
//! events are those of one series, in their order.

use crate::{
    lang::Lang,
    model::{day::Day, event::Seq, period::Period},
    report::Part,
};

/// What a file holds, as far as its name says it.
pub(super) struct Held<'a> {
    /// The report, or the export.
    pub(super) what: &'a str,
    /// The part of the organisation it is told of.
    pub(super) part: Part,
    /// What else it was asked to hold: `explained`, `holders`.
    pub(super) with: Vec<&'static str>,
    /// The language that was asked for.
    pub(super) lang: Option<Lang>,
    /// The days it is of, if it is of a period.
    pub(super) period: Option<Period>,
    /// What it stands beside.
    pub(super) beside: Option<Beside>,
    /// The day on whose evening it was seen.
    pub(super) as_of: Day,
    /// Which events it knows.
    pub(super) events: Events,
}

/// What a report stands beside.
pub(super) enum Beside {
    /// The same of another period.
    Period(Period),
    /// The same as it was at an earlier event.
    Head(Seq),
}

/// Which events a file knows, where it is not simply all of them.
pub(super) enum Events {
    /// All that are recorded.
    All,
    /// Those up to one that was asked for.
    UpTo(Seq),
    /// What they say that came after one, and the last of them.
    After(Seq, Seq),
}

/// A name: a part that is of its series to the letter, and a part in which days and numbers differ.
pub(super) struct Name {
    text: String,
    fixed: usize,
}

impl Held<'_> {
    /// Returns the name, with this ending: `reuse-2026-09_2026-09-30.pdf`.
    pub(super) fn name(&self, ending: &str) -> Name {
        let fixed = [Some(self.what.to_owned())]
            .into_iter()
            .chain(self.with.iter().map(|word| Some((*word).to_owned())))
            .chain([
                // Codes of places are in capitals, so that none of them can be read as one of these words.
                self.part.service.as_ref().map(|code| format!("service-{code}")),
                self.part.site.as_ref().map(|code| format!("site-{code}")),
                self.lang.map(|lang| lang.code().to_owned()),
            ]);
        let fixed = fixed.flatten().collect::<Vec<_>>().join("-");
        let period = self.period.map(|period| {
            let beside = match self.beside {
                None => String::new(),
                Some(Beside::Period(other)) => format!("-beside-{}", label(other)),
                Some(Beside::Head(seq)) => format!("-beside-event-{seq:012}"),
            };
            format!("{}{beside}_", label(period))
        });
        let events = match self.events {
            Events::All => String::new(),
            Events::UpTo(seq) => format!("-at-{seq:012}"),
            Events::After(after, last) => format!("-{:012}-{last:012}", after.saturating_add(1)),
        };
        let text = format!("{fixed}-{}{}{events}.{ending}", period.unwrap_or_default(), self.as_of);
        Name { text, fixed: fixed.len() }
    }
}

impl Name {
    /// Returns it as the name of a file.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Tells whether another name is one of the same series.
    pub(super) fn is_alike(&self, other: &str) -> bool {
        let same = |(at, (a, b)): (usize, (u8, u8))| {
            a == b || at >= self.fixed && a.is_ascii_digit() && b.is_ascii_digit()
        };
        self.text.len() == other.len() && self.text.bytes().zip(other.bytes()).enumerate().all(same)
    }
}

/// A period as it stands in a name: as short as it can be read, with no dots.
fn label(period: Period) -> String {
    let year = period.from.year();
    let forms = (1..=4).map(|quarter| format!("{year:04}-Q{quarter}"));
    let forms = forms.chain((1..=12).map(|month| format!("{year:04}-{month:02}")));
    let known = forms.into_iter().find(|form| Period::parse(form) == Ok(period));
    known.unwrap_or_else(|| period.to_string().replace("..", "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn held(of: Option<&str>) -> Held<'static> {
        Held {
            what: "reuse",
            part: Part::default(),
            with: Vec::new(),
            lang: None,
            period: of.map(period),
            beside: None,
            as_of: Day::parse("2026-09-30").unwrap(),
            events: Events::All,
        }
    }

    fn name(held: &Held<'_>) -> String {
        held.name("md").text
    }

    #[test]
    fn a_name_tells_the_period_and_the_day_and_sorts_by_them() {
        let names = [
            (Some("2026"), "reuse-2026_2026-09-30.md"),
            (Some("2026-Q3"), "reuse-2026-Q3_2026-09-30.md"),
            (Some("2026-09"), "reuse-2026-09_2026-09-30.md"),
            (Some("2026-01-05..2026-06-30"), "reuse-2026-01-05_2026-06-30_2026-09-30.md"),
            (None, "reuse-2026-09-30.md"),
        ];
        for (of, wanted) in names {
            assert_eq!(name(&held(of)), wanted);
        }
        let after = |after, last| name(&Held { events: Events::After(after, last), ..held(None) });
        assert_eq!(after(9, 42), "reuse-2026-09-30-000000000010-000000000042.md");
        assert!(after(8, 9) < after(9, 10));
    }

    #[test]
    fn what_holds_something_else_has_a_name_of_its_own() {
        let part = |service: Option<&str>, site: Option<&str>| Part {
            service: service.map(str::to_owned),
            site: site.map(str::to_owned),
        };
        let of = || held(Some("2026"));
        let all = [
            of(),
            Held { part: part(Some("MAIRIE"), None), ..of() },
            Held { part: part(None, Some("MAIRIE")), ..of() },
            Held { part: part(Some("MAIRIE"), Some("MAIRIE")), ..of() },
            Held { part: part(Some("MAIRIE-SITE-MAIRIE"), None), ..of() },
            Held { with: vec!["explained"], ..of() },
            Held { lang: Some(Lang::Fr), ..of() },
            Held { lang: Some(Lang::En), ..of() },
            Held { beside: Some(Beside::Period(period("2025"))), ..of() },
            Held { beside: Some(Beside::Period(period("2025-09"))), ..of() },
            Held { beside: Some(Beside::Head(2025)), ..of() },
            Held { events: Events::UpTo(42), ..of() },
            Held { events: Events::After(41, 42), ..of() },
        ];
        let names: Vec<_> = all.iter().map(name).collect();
        for (at, one) in all.iter().enumerate() {
            for (other, held) in
                names.iter().zip(&all).enumerate().filter(|(other, _)| *other != at).map(|(_, o)| o)
            {
                assert!(!one.name("md").is_alike(other), "{} and {other}", name(one));
                assert_ne!(name(one), name(held));
            }
        }
        assert_eq!(names[1], "reuse-service-MAIRIE-2026_2026-09-30.md");
        assert_eq!(names[8], "reuse-2026-beside-2025_2026-09-30.md");
        assert_eq!(names[10], "reuse-2026-beside-event-000000002025_2026-09-30.md");
        assert_eq!(names[11], "reuse-2026_2026-09-30-at-000000000042.md");
    }

    #[test]
    fn a_series_is_of_one_kind_of_period_and_one_format() {
        let month = held(Some("2026-09")).name("md");
        assert!(month.is_alike("reuse-2025-12_2025-12-31.md"));
        for other in [
            "reuse-2025_2025-12-31.md",
            "reuse-2025-Q4_2025-12-31.md",
            "reuse-2025-12_2025-12-31.pdf",
            "reuse-2025-12_2025-12-31.md~",
            "stock-2025-12_2025-12-31.md",
            "reuse-2025-12_2025-12-3x.md",
        ] {
            assert!(!month.is_alike(other), "{other}");
        }
        // Services whose codes differ in a digit are two series.
        let part = Part { service: Some("ECOLE1".to_owned()), site: None };
        let of = Held { part, ..held(Some("2026")) };
        assert!(of.name("md").is_alike("reuse-service-ECOLE1-2025_2025-12-31.md"));
        assert!(!of.name("md").is_alike("reuse-service-ECOLE2-2025_2025-12-31.md"));
    }
}
