//! Une période par rapport à une autre.

use crate::{
    lang::{
        Numbers, capital,
        fr::Fr,
        numbers::{whole_month, whole_quarter},
    },
    model::period::Period,
    report::Remark,
};

/// Ce qui est comparé à quoi.
pub(super) fn heading(fr: &Fr, period: Period, other: Period) -> String {
    format!("{} par rapport {}\u{a0}:", capital(&named(fr, period)), to(fr, other))
}

/// Où cela se trouve.
pub(super) fn beside(fr: &Fr, other: Period, section: &str) -> String {
    format!("Comparé {} plus loin, sous «\u{a0}{section}\u{a0}».", to(fr, other))
}

/// Une période à laquelle une autre est comparée.
fn to(fr: &Fr, other: Period) -> String {
    match (other.as_year(), whole_quarter(other), whole_month(other)) {
        (Some(year), ..) => format!("à {year}"),
        (None, Some(_), _) => format!("au {}", fr.period(other)),
        (None, None, Some(_)) => format!("à {}", fr.period(other)),
        (None, None, None) => format!("à la période {}", fr.period(other)),
    }
}

/// Avant ce qui ne vaut que pour l’autre période.
pub(super) fn of_other(fr: &Fr, period: Period) -> String {
    format!("Pour l’autre période seulement ({})\u{a0}:", named(fr, period))
}

/// Une période, telle qu’elle se cite.
fn named(fr: &Fr, period: Period) -> String {
    period.as_year().map_or_else(|| fr.period(period), |year| year.to_string())
}

pub(super) fn remark(fr: &Fr, remark: Remark) -> String {
    match remark {
        Remark::Evenings { evening, other } => format!(
            "Ce qui est présent ou en attente l’est au soir du {}, par rapport au soir du {}.",
            fr.day(evening),
            fr.day(other)
        ),
        Remark::SameEvening(evening) => format!(
            "Ce qui est présent ou en attente l’est au même soir pour les deux périodes, celui du {}\u{a0}: aucun \
             écart n’y apparaît.",
            fr.day(evening)
        ),
        Remark::UnderWay { period, days: passed, of } => format!(
            "Période inachevée à la date d’arrêté ({})\u{a0}: {} sur {}. Ses chiffres ne sont pas ceux de la période \
             entière.",
            named(fr, period),
            fr.days_alone(passed),
            fr.count(of)
        ),
        Remark::NotBegun(period) => {
            format!("Période non commencée à la date d’arrêté ({}).", named(fr, period))
        }
        Remark::Lengths { days: here, other } => format!(
            "Périodes de durées différentes\u{a0}: {} contre {}. Les chiffres ne sont pas ramenés à une même durée.",
            fr.days_alone(here),
            fr.days_alone(other)
        ),
        Remark::Common(common) => format!(
            "Les périodes ont des jours en commun ({})\u{a0}: ce qui s’y est passé compte de part et d’autre.",
            named(fr, common)
        ),
        Remark::BeforeRecord { period, opened } if period.to < opened => format!(
            "Le registre a été ouvert le {}, après la fin de la période ({})\u{a0}: seul ce qui a été saisi après \
             coup y compte.",
            fr.day(opened),
            named(fr, period)
        ),
        Remark::BeforeRecord { period, opened } => format!(
            "Le registre a été ouvert le {}, pendant la période ({})\u{a0}: de ce qui précède, seul compte ce qui a \
             été saisi après coup.",
            fr.day(opened),
            named(fr, period)
        ),
    }
}
