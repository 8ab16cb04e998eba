//! The few words around every answer.

use crate::{
    lang::{BadCursor, Numbers as _, Occupied, Talk, Told, en::En, way},
    model::event::Seq,
    report,
    store::Migrated,
};

impl Talk for En {
    fn error_line(&self, message: &str) -> String {
        format!("error: {message}")
    }

    fn hint_line(&self, hint: &str) -> String {
        format!("hint: {hint}")
    }

    fn warning_line(&self, message: &str) -> String {
        format!("warning: {message}")
    }

    fn password_in_sight(&self) -> &'static str {
        "others on this computer see the password in the command line: put it into `~/.pgpass` or PGPASSWORD"
    }

    fn migrated(&self, migrated: &Migrated) -> String {
        let Migrated { from, to, backup } = migrated;
        let kept = backup.as_ref().map(|path| format!("; as it was, it is kept in {}", way::path(path)));
        format!("the database was brought from schema {from} to {to}{}", kept.unwrap_or_default())
    }

    fn bad_clock(&self, value: &str) -> Told {
        Told {
            message: format!("REBOND_NOW={value} is not an instant of RFC 3339"),
            hints: vec!["write for instance `REBOND_NOW=2026-11-23T09:00:00Z`, or unset it".to_owned()],
        }
    }

    fn no_home(&self) -> Told {
        Told {
            message: "neither `--db` nor REBOND_DB nor XDG_DATA_HOME nor HOME says where the database is"
                .to_owned(),
            hints: vec!["name the database: `rebond --db FILE …`".to_owned()],
        }
    }

    fn unknown_format(&self, ending: &str, known: &[&str]) -> Told {
        Told {
            message: format!("nothing is written here as {ending}"),
            hints: vec![format!("choose a file in .{}, or `--format`", known.join(", ."))],
        }
    }

    fn unreadable_file(&self, path: &str, cause: &str) -> Told {
        Told { message: format!("{path} cannot be read: {cause}"), hints: Vec::new() }
    }

    fn too_long(&self, path: &str, mebibytes: u64) -> Told {
        Told {
            message: format!("{path} is longer than the {mebibytes} MiB that are read at once"),
            hints: vec!["split it, and give its parts one after the other".to_owned()],
        }
    }

    fn unwritable_file(&self, path: &str, cause: &str) -> Told {
        Told {
            message: format!("{path} cannot be written: {cause}"),
            hints: vec![
                "choose with `-o` an ordinary file, or with `--output-dir` a folder, that you can write to"
                    .to_owned(),
            ],
        }
    }

    fn not_removed(&self, written: &str, path: &str, cause: &str) -> Told {
        Told {
            message: format!(
                "{written} is written, but {path}, which is older than what `--keep` leaves, cannot be removed: \
                 {cause}"
            ),
            hints: vec!["remove it by hand, or let whoever runs this remove files of that folder".to_owned()],
        }
    }

    fn occupied(&self, path: &str, by: Occupied) -> Told {
        let by = match by {
            Occupied::Link => "it is a symbolic link, through which nothing is written",
            Occupied::Folder => "it is a folder",
            Occupied::Special => "it is a device or a named pipe",
            Occupied::Exposed => "anyone may remove or replace the files of its folder",
        };
        Told {
            message: format!("{path} cannot be written: {by}"),
            hints: vec!["choose with `-o` an ordinary file, or standard output with `-o -`".to_owned()],
        }
    }

    fn bad_cursor(&self, path: &str, why: &BadCursor) -> Told {
        let message = match why {
            BadCursor::NotACursor(found) => {
                format!("{path} does not hold the number of an event, but “{found}”")
            }
            BadCursor::Elsewhere(seq) => format!(
                "event {seq} of this record is not the one that {path} means: the record was restored or \
                 replaced since"
            ),
            BadCursor::Ahead(seq) => format!(
                "this record has no event {seq}, which {path} means: it was restored or replaced since"
            ),
        };
        Told { message, hints: vec![format!("to export everything again, remove {path}")] }
    }

    fn nothing_since(&self, seq: Seq) -> String {
        format!("nothing recorded after event {seq}: no file written")
    }

    fn nothing_changed(&self, path: &str) -> String {
        format!("nothing changed: {path} says the same, no file written")
    }

    fn unshown(&self, events: (Seq, Seq), cause: &str) -> Told {
        let events = match events {
            (first, last) if first == last => format!(" (event {first})"),
            (first, last) => format!(" (events {first} to {last})"),
        };
        Told {
            message: format!("the command is recorded{events}, but its outcome cannot be shown: {cause}"),
            hints: Vec::new(),
        }
    }

    fn remains(&self, events: Option<(Seq, Seq)>, command_line: &str) -> Told {
        let recorded = match events {
            Some((first, last)) if first == last => format!("the erasure is recorded (event {first}), but "),
            Some((first, last)) => format!("the erasure is recorded (events {first} to {last}), but "),
            None => String::new(),
        };
        Told {
            message: format!(
                "{recorded}other commands still read an earlier state of the database: bytes of what was \
                 erased stay in its files until they have ended"
            ),
            hints: vec![format!("then, to take them out: `{command_line}`")],
        }
    }

    fn report_error(&self, error: &report::Error) -> Told {
        match error {
            report::Error::NotAYear { report, period, compared: true } => Told {
                message: match report {
                    report::Name::Agec => format!(
                        "the share of purchases is compared with that of a calendar year (loi n° 2020-105, art. 58), \
                         not with {period}"
                    ),
                    _ => format!(
                        "the legal rate is compared with that of a calendar year (décret n° 2023-266, art. 3), not \
                         with {period}"
                    ),
                },
                hints: vec![format!("compare with the year: `--compare {}`", period.from.year())],
            },
            report::Error::SamePeriod(period) => Told {
                message: format!(
                    "{period} is the period of the report itself: compared with itself it differs in nothing"
                ),
                hints: vec![format!(
                    "compare with another period: `--compare {}`",
                    period.from.year().saturating_sub(1)
                )],
            },
            report::Error::NotAYear { report, period, compared: false } => Told {
                message: match report {
                    report::Name::Agec => format!(
                        "the share of purchases is that of a calendar year (loi n° 2020-105, art. 58), not of {period}"
                    ),
                    _ => format!(
                        "the legal rate is that of a calendar year (décret n° 2023-266, art. 3), not of {period}"
                    ),
                },
                hints: vec![format!(
                    "ask for the year: `rebond report {report} --period {}`",
                    period.from.year()
                )],
            },
            report::Error::Empty => Told { message: "the record is empty".to_owned(), hints: Vec::new() },
            report::Error::NoSuchHead(seq) => Told {
                message: format!("the record has no event {seq}"),
                hints: vec!["see the last one: `rebond verify`".to_owned()],
            },
            report::Error::NotEarlier { seq, head } => Told {
                message: format!("event {seq} comes after event {head}, the last one that this report knows"),
                hints: vec![
                    "compare with an earlier event, or print it at a later one: `--at-head`".to_owned(),
                ],
            },
            report::Error::NotCome { on, today } => Told {
                message: format!(
                    "{} has not come, today is {}: nothing is known of it",
                    self.day(*on),
                    self.day(*today)
                ),
                hints: vec!["as things stand: the same without `--as-of`".to_owned()],
            },
            report::Error::BeforeRecord { on, first } => Told {
                message: format!(
                    "nothing that is recorded had happened by {}: the first day of the record is {}",
                    self.day(*on),
                    self.day(*first)
                ),
                hints: vec![format!("look from that day or a later one: `--as-of {first}`")],
            },
            report::Error::TooFar { period, last, compared } => Told {
                message: format!(
                    "{period} ends after {}: no report goes beyond the year after the day it is seen from \
                     (`--as-of`, else that of the last event)",
                    self.day(*last)
                ),
                hints: vec![format!(
                    "as far as it is known: `{} {}`",
                    way::period_flag(*compared),
                    last.year()
                )],
            },
            report::Error::Store(_) | report::Error::Fault(_) => {
                Told { message: error.to_string(), hints: Vec::new() }
            }
        }
    }

    fn repeat(&self, command_line: &str) -> String {
        format!("repeat it as it stands, nothing will be doubled:\n  {command_line}")
    }
}
