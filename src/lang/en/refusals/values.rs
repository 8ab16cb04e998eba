//! Values that are refused: codes and numbers of waste, days, events, policies.

use super::names::meant;
use crate::{
    lang::{
        Numbers, Told,
        en::En,
        way::{self, run, shown},
    },
    model::{
        day::Day,
        event::Seq,
        policy::{BadValue, Key},
        sanitization::{Minimum, OnRedeploy},
    },
    rules::waste::{NotABsd, NotAWasteCode, Validity, WasteCode},
};

pub(super) fn operation(typed: &str) -> Told {
    Told::new(format!(
        "“{}” is no treatment operation: R 0 to R 13 or D 1 to D 15 (directive 2008/98/EC, annexes I \
         and II)",
        shown(typed)
    ))
    .hint("recycling of metals, for instance: `--operation \"R 4\"`")
}

pub(super) fn waste_code(wrong: &NotAWasteCode) -> Told {
    match wrong {
        NotAWasteCode::Form(typed) => Told::new(format!(
            "“{}” is no waste code: six digits, with a star if it is hazardous (decision 2000/532/EC)",
            shown(typed)
        ))
        .hint("written like this: `--waste-code \"16 02 14\"` or `--waste-code \"16 02 13*\"`"),
        NotAWasteCode::Unknown(typed) => Told::new(format!(
            "“{}” is no code under which computers or their batteries leave (decision 2000/532/EC)",
            shown(typed)
        ))
        .hint(format!("those that are: {}", way::codes(WasteCode::all()))),
        NotAWasteCode::NotHazardous(typed, code) => Told::new(format!(
            "“{}” has a star, and {code} is not hazardous (decision 2000/532/EC)",
            shown(typed)
        ))
        .hint(format!("without the star: `--waste-code \"{code}\"`"))
        .hint("with hazardous components: `--waste-code \"16 02 13*\"`"),
    }
}

pub(super) fn waste_code_day(validity: Validity) -> Told {
    let law = "decision 2000/532/EC, changed by delegated decision (EU) 2025/934";
    let (message, code, day, instead) = match validity {
        Validity::NotYet { code, first, instead } => (
            format!("{code} is a waste code from {} on ({law})", En.day(first)),
            code,
            first.previous(),
            instead,
        ),
        Validity::Ended { code, last, instead } => {
            (format!("{code} was a waste code until {} ({law})", En.day(last)), code, last.next(), instead)
        }
    };
    let valid = match instead {
        Some(instead) => vec![instead],
        None => way::waste_codes_beside(code, day),
    };
    match valid.first() {
        Some(first) => Told::new(message).hint(format!(
            "on that day: {}; for instance {}",
            way::codes(&valid),
            way::lot_edit("LOT", &format!("--waste-code \"{first}\""))
        )),
        None => Told::new(message),
    }
}

pub(super) fn bsd(wrong: &NotABsd) -> Told {
    let message = match wrong {
        NotABsd::Form(typed) => format!(
            "“{}” is not the number of a tracking slip, BSD-YYYYMMDD-XXXXXXXXX (code de \
             l’environnement, art. R541-45)",
            shown(typed)
        ),
        NotABsd::NoSuchDay(typed) => format!(
            "“{}” is not the number of a tracking slip: its day does not exist (code de \
             l’environnement, art. R541-45)",
            shown(typed)
        ),
    };
    Told::new(message)
        .hint("copy it from the slip in Trackdéchets: `--bsd BSD-20261123-0A1B2C3D4`")
        .hint("or, if there is no slip, say why: `--no-bsd REASON`")
}

pub(super) fn siret(typed: &str) -> Told {
    Told::new(format!(
        "“{}” is no SIRET of 14 digits or SIREN of 9: its check digit does not fit",
        shown(typed)
    ))
    .hint("copy it from the extract of the register of companies")
}

pub(super) fn nothing_changes(subject: &str) -> Told {
    Told::new(format!("{} is so already: nothing would change", shown(subject)))
}

pub(super) fn future(on: Day, today: Day) -> Told {
    Told::new(format!("{} has not come: today is {}", En.day(on), En.day(today)))
        .hint(format!("record it on the day it happens, or give that day: `--on {today}`"))
        .hint(format!("days are those of the time zone of the policy: {}", run("policy get timezone")))
}

pub(super) fn since_opened(on: Day, opened: Day) -> Told {
    Told::new(format!(
        "{} is not before the record, which was opened on {}: what left since then leaves in a lot",
        En.day(on),
        En.day(opened)
    ))
    .hint("give an earlier day, or import it as it stood before it left")
    .hint(format!("then let it leave in a lot: {}", run("lot new --channel CHANNEL --to PARTY")))
}

pub(super) fn before_last(subject: &str, on: Day, last: Day) -> Told {
    Told::new(format!(
        "{} comes too early: something that happened to {} on {} is recorded already",
        En.day(on),
        shown(subject),
        En.day(last)
    ))
    .hint(format!("give that day or a later one: `--on {last}`"))
    .hint(format!("or, if what is recorded is wrong, void it: {}", run("void SEQ --reason wrong_date")))
}

pub(super) fn later_events(seq: Seq, later: &[Seq]) -> Told {
    let numbers: Vec<String> = later.iter().take(10).map(ToString::to_string).collect();
    let more = if later.len() > numbers.len() { ", …" } else { "" };
    Told::new(format!("later events stand on event {seq}: {}{more}", numbers.join(", ")))
        .perhaps(
            later
                .first()
                .map(|newest| format!("void them first, the newest to begin with: {}", way::void(*newest))),
        )
        .hint(format!(
            "or, to void it and all of them: {}",
            run(format_args!("void {seq} --reason mistyped --with-later"))
        ))
}

pub(super) fn not_voidable(seq: Seq, kind: &str) -> Told {
    let told = Told::new(format!("event {seq}, `{kind}`, cannot be voided"));
    match kind {
        "lot_shipped" | "departed" => told
            .hint(format!("to undo the departure: {}", run("lot cancel LOT --reason mistyped")))
            .hint(format!("or, if something came back: {}", way::returned(&En, "TAG"))),
        "configured" => {
            told.hint(format!("give the policy its right value: {}", run("policy set KEY VALUE")))
        }
        "forgotten" => told.hint(format!(
            "what is erased does not come back; the same person is a new party: {}",
            run("party add NAME --kind staff")
        )),
        "lot_cancelled" => told.hint(format!("open another lot: {}", run("lot new --like LOT"))),
        _ => told.hint("record again what happened, by its own command"),
    }
}

pub(super) fn already_voided(seq: Seq) -> Told {
    Told::new(format!("event {seq} is voided already"))
        .hint("to have it stand again, record it again by its own command")
}

pub(super) fn not_corrigible(seq: Seq, kind: &str, field: &str, known: &[&str]) -> Told {
    let told = Told::new(format!("event {seq}, `{kind}`, has no `--{field}` to correct"));
    let told = if known.is_empty() {
        told
    } else {
        told.hint(format!("what it has: {}", way::codes(known.iter().map(|name| format!("--{name}")))))
    };
    if matches!(kind, "departed" | "lot_shipped") {
        // What was judged on a day is undone whole, by its lot.
        return told.hint(format!(
            "else undo the departure, then ship again: {}",
            run("lot cancel LOT --reason mistyped")
        ));
    }
    told.hint(format!("else void it and record it again: {}", way::void(seq)))
}

pub(super) fn out_of_order_day(on: Day, seq: Seq, other: Day) -> Told {
    Told::new(format!(
        "on {} it would pass event {seq} of {}, about the same thing",
        En.day(on),
        En.day(other)
    ))
    .hint(format!("if that one is wrong, correct it first: {}", run(format_args!("correct {seq} --on {on}"))))
}

pub(super) fn policy(bad: &BadValue) -> Told {
    let key = bad.key;
    let (wanted, example) = match key {
        Key::Organisation => ("a name without control characters".to_owned(), "\"Ville de Montrouge\""),
        Key::OrganisationSiret => {
            ("a SIRET: fourteen digits, the last of which is a check digit".to_owned(), "21920049000015")
        }
        Key::Timezone => ("the name of a time zone".to_owned(), "Europe/Paris"),
        Key::TagPrefix => ("at most 12 of A-Z 0-9 . / - with no hyphen at the end".to_owned(), "MTR"),
        Key::LabelUrl => (
            "an address that begins with `https://` and has only letters, digits and `. - / :`".to_owned(),
            "https://parc.ville.fr",
        ),
        Key::SanitizationMinimum => (way::codes(Minimum::ALL), "clear"),
        Key::SanitizationRedeploy => (way::codes(OnRedeploy::ALL), "warn"),
        Key::SanitizationSecondPerson => ("`on` or `off`".to_owned(), "on"),
        Key::RetentionRegister => {
            ("a number of years, 3 or more (code de l’environnement, art. R541-43)".to_owned(), "5")
        }
        Key::RetentionHolders => ("a number of months, or `off`".to_owned(), "12"),
    };
    Told::new(format!("“{}” is no value of the policy `{key}`: {wanted}", shown(&bad.value)))
        .hint(format!("for instance {}", run(format_args!("policy set {key} {example}"))))
}

pub(super) fn unknown_policy(key: &str, nearest: &[String]) -> Told {
    Told::new(format!("there is no policy “{}”", shown(key)))
        .perhaps(meant(nearest))
        .hint(format!("all of them: {}", run("policy list")))
}
