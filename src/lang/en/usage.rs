//! Errors of the command line.

use super::En;
use crate::{
    lang::usage::{Hint, Misuse, Misuses, Wanted, either},
    model::{tag::Tag, text},
};

impl Misuses for En {
    fn misuse(&self, misuse: &Misuse) -> String {
        match misuse {
            Misuse::Unreadable { name, value, wanted } => {
                format!("{name}: “{value}” cannot be read; {}", expected(wanted))
            }
            Misuse::NoValue { name } => format!("{name} needs a value"),
            Misuse::NeedlessValue { name, value } => format!("{name} takes no value, yet “{value}” is given"),
            Misuse::Unexpected { typed } => format!("“{typed}” is not expected here"),
            Misuse::UnknownCommand { typed } => format!("there is no command “{typed}”"),
            Misuse::NoCommand { command } => format!("{command} needs a command after it"),
            Misuse::Missing { names } => match names {
                [_] => format!("{} is missing", either(names, " or ")),
                _ => format!("these are missing: {}", either(names, " or ")),
            },
            Misuse::Conflict { name, others } => {
                format!("{name} cannot be given together with {}", others.join(", "))
            }
            Misuse::NoPart { name, report, by_service: true } => {
                format!(
                    "{report} takes no {name}: what left is known by the service that used it last, not by a site"
                )
            }
            Misuse::NoPart { name, report, by_service: false } => {
                format!(
                    "{report} takes no {name}: the law asks for it of the whole organisation, not of a part"
                )
            }
            Misuse::Repeated { name } => format!("{name} is given more than once"),
            Misuse::Other => "the arguments cannot be read".to_owned(),
        }
    }

    fn hint(&self, hint: &Hint) -> String {
        match hint {
            Hint::Meant(word) => format!("did you mean {word}?"),
            Hint::OneOf(commands) => format!("commands: {}", commands.join(", ")),
            Hint::AsValue(typed) => format!("to give it as it is, put it after two hyphens: -- {typed}"),
            Hint::Usage(usage) => format!("usage: {usage}"),
            Hint::More(command) => format!("for more: {command}"),
        }
    }
}

fn expected(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Choice { codes, .. } => format!("give one of {}", codes.join(", ")),
        Wanted::Day => "give a day that exists, as 2026-03-15".to_owned(),
        Wanted::Period => "give 2026, 2026-Q3, 2026-09 or 2026-01-01..2026-06-30".to_owned(),
        Wanted::PeriodUpright => "the first day of a period is not after the last".to_owned(),
        Wanted::Age => "give whole years or months, as 10y or 18m".to_owned(),
        Wanted::Money => "give an amount in euros, zero or more, as 150 or 150.50".to_owned(),
        Wanted::Mass => "give a mass above zero, in grams as 1650, or as 1.65kg".to_owned(),
        Wanted::Capacity => "give 256GB, 1TB, or bytes as 512110190592".to_owned(),
        Wanted::Count { most } => format!("give a whole number from 1 to {most}"),
        Wanted::Number => "give a whole number, as 42".to_owned(),
        Wanted::Tag => format!("give 1 to {} of A-Z 0-9 . / - and first a letter or a digit", Tag::MAX),
        Wanted::Uuid => "give a UUID, as 01930c5e-8a10-7cc2-9d4e-0f3a5b6c7d8e".to_owned(),
        Wanted::Mapping => "give a field and a column, as serial=\"Service Tag\"".to_owned(),
        Wanted::Size => "give a width and a height in millimetres, as 62x29".to_owned(),
        Wanted::Shift => "give at most 20 millimetres either way, as 1.5 or -0.5".to_owned(),
        Wanted::Shorter { bytes } => format!("{bytes} bytes are given, where at most {} are kept", text::MAX),
        Wanted::Printable => "give a text without control characters".to_owned(),
        Wanted::Something => "give a text that is not empty".to_owned(),
        Wanted::Absolute => "give a path from the root, as /srv/rebond".to_owned(),
        Wanted::Cursor => {
            "give the number of an event, as 42, or a file that keeps it, as @log.cursor".to_owned()
        }
        Wanted::Head => {
            "give the number of an event and its hash, or its first twelve digits, as 42:ce125db24b0f"
                .to_owned()
        }
        Wanted::Quoted => "put the value between quotes".to_owned(),
        Wanted::Utf8 => "give a text in UTF-8".to_owned(),
    }
}
