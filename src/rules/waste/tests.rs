//! The worked examples, and what must be refused.

use proptest::prelude::*;

use serde::{Deserialize, Serialize};

use super::*;
use crate::model::day::Day;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn code(text: &str) -> WasteCode {
    WasteCode::parse(text).unwrap()
}

fn stored<T: Serialize + for<'de> Deserialize<'de>>(value: &T) -> (String, T) {
    let json = serde_json::to_string(value).unwrap();
    let back = serde_json::from_str(&json).unwrap();
    (json, back)
}

#[test]
fn an_operation_is_read_with_a_space_or_without() {
    for text in ["R4", "R 4", "r 4", " r4 "] {
        assert_eq!(Operation::parse(text).unwrap().to_string(), "R 4", "{text:?}");
    }
    for text in ["", "R", "R 14", "D 0", "D16", "R 04", "R -1", "R +1", "X 1", "4", "R 4 4", "É", "R 999"] {
        assert_eq!(Operation::parse(text), Err(NotAnOperation(text.to_owned())), "{text:?}");
    }
}

#[test]
fn every_operation_has_its_class() {
    use OperationClass as C;
    let classes = |letter: &str, numbers: std::ops::RangeInclusive<u8>| -> Vec<C> {
        numbers.map(|n| Operation::parse(&format!("{letter}{n}")).unwrap().class()).collect()
    };
    let mut recovery = vec![C::ReusePreparation, C::OtherRecovery];
    recovery.extend([C::Recycling; 8]);
    recovery.extend([C::OtherRecovery, C::OtherRecovery, C::Pending, C::Pending]);
    assert_eq!(classes("R", 0..=13), recovery);
    let mut disposal = vec![C::Disposal; 7];
    disposal.extend([C::Pending, C::Pending, C::Disposal, C::Disposal, C::Disposal]);
    disposal.extend([C::Pending; 3]);
    assert_eq!(classes("D", 1..=15), disposal);
}

#[test]
fn an_operation_is_stored_as_it_is_written() {
    let operation = Operation::parse("r12").unwrap();
    assert_eq!(stored(&operation), ("\"R 12\"".to_owned(), operation));
    assert!(serde_json::from_str::<Operation>("\"R12\"").is_err());
}

#[test]
fn a_waste_code_is_read_with_or_without_its_spaces_and_gets_its_star() {
    for (typed, written) in [
        ("16 02 14", "16 02 14"),
        ("160214", "16 02 14"),
        ("16 02 13*", "16 02 13*"),
        ("160213", "16 02 13*"),
        ("16\u{a0}02\u{a0}13 *", "16 02 13*"),
        ("200135", "20 01 35*"),
        ("16 06 04", "16 06 04"),
        ("16 06 04*", "16 06 04*"),
    ] {
        let read = code(typed);
        assert_eq!(read.as_str(), written, "{typed}");
        assert_eq!(read.hazardous(), written.ends_with('*'), "{typed}");
        assert_eq!(stored(&read), (format!("\"{written}\""), read));
    }
}

#[test]
fn what_is_no_code_of_the_list_is_refused() {
    for text in ["", "16 02", "16 02 1a", "1602140", "16 02 13**", "*"] {
        assert_eq!(WasteCode::parse(text), Err(NotAWasteCode::Form(text.to_owned())), "{text:?}");
    }
    let starred = NotAWasteCode::NotHazardous("16 02 14*".to_owned(), code("16 02 14"));
    assert_eq!(WasteCode::parse("16 02 14*"), Err(starred));
    let unknown = WasteCode::parse("99 99 99").unwrap_err();
    assert_eq!(unknown, NotAWasteCode::Unknown("99 99 99".to_owned()));
    for known in WasteCode::all() {
        assert!(unknown.to_string().contains(known.as_str()), "{known}");
    }
}

#[test]
fn the_codes_of_batteries_change_with_the_decision() {
    let (before, after) = (day("2026-11-08"), day("2026-11-09"));
    assert_eq!(code("20 01 34").valid_on(before), Ok(()));
    let ended = Validity::Ended { code: code("20 01 34"), last: before, instead: None };
    assert_eq!(code("20 01 34").valid_on(after), Err(ended));
    let not_yet = Validity::NotYet { code: code("20 01 43*"), first: after, instead: None };
    assert_eq!(code("20 01 43*").valid_on(before), Err(not_yet));
    assert_eq!(code("20 01 43*").valid_on(after), Ok(()));
    for always in ["16 02 13*", "16 02 14", "16 06 01*", "20 01 35*", "20 01 36"] {
        assert_eq!(code(always).valid_on(before), Ok(()), "{always}");
        assert_eq!(code(always).valid_on(after), Ok(()), "{always}");
    }
}

#[test]
fn an_alkaline_battery_becomes_hazardous() {
    let (before, after) = (day("2026-11-08"), day("2026-11-09"));
    let (old, new) = (code("16 06 04"), code("16 06 04*"));
    assert_eq!(old.valid_on(before), Ok(()));
    assert_eq!(old.valid_on(after), Err(Validity::Ended { code: old, last: before, instead: Some(new) }));
    assert_eq!(new.valid_on(before), Err(Validity::NotYet { code: new, first: after, instead: Some(old) }));
    assert_eq!(new.valid_on(after), Ok(()));
}

#[test]
fn the_list_is_in_order_and_names_no_code_twice() {
    let codes: Vec<&str> = WasteCode::all().map(WasteCode::as_str).collect();
    assert!(codes.is_sorted_by(|a, b| a < b));
}

#[test]
fn a_slip_of_trackdechets_is_read_strictly_or_with_a_warning() {
    for (text, loose) in [
        ("BSD-20261123-0A1B2C3D4", false),
        (" bsd-20240229-zzzzzzzzz ", false),
        ("BSD-20261123-0A1B2C3DI", true),
        ("BSD-20261123-U00000000", true),
    ] {
        let parsed = Bsd::parse(text).unwrap();
        assert_eq!(parsed.loose, loose, "{text}");
        assert_eq!(parsed.bsd.as_str(), text.trim().to_ascii_uppercase());
    }
}

#[test]
fn what_is_no_slip_is_refused() {
    for text in [
        "",
        "BSD-",
        "BSD-20261123",
        "BSD-20261123-",
        "BSD-20261123-0A1B2C3D",
        "BSD-20261123-0A1B2C3D45",
        "BSD-20261123-0A1B2C3-4",
        "BSD-2026112-0A1B2C3D4",
        "BSDA-20261123-0A1B2C3D4",
        "20261123-0A1B2C3D4",
        "BSD-20261123-0A1B2C3É",
    ] {
        assert_eq!(Bsd::parse(text), Err(NotABsd::Form(text.to_owned())), "{text}");
    }
    for text in ["BSD-20261332-0A1B2C3D4", "BSD-20260229-0A1B2C3D4"] {
        assert_eq!(Bsd::parse(text), Err(NotABsd::NoSuchDay(text.to_owned())), "{text}");
    }
}

proptest! {
    #[test]
    fn an_operation_reads_back_from_what_it_displays(text in "[RrDd] ?[0-9]{1,2}") {
        if let Ok(operation) = Operation::parse(&text) {
            prop_assert_eq!(Operation::parse(&operation.to_string()), Ok(operation));
            prop_assert_eq!(stored(&operation).1, operation);
        }
    }

    #[test]
    fn a_slip_reads_back_from_what_it_displays(
        text in "BSD-20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])-[0-9A-HJKMNP-TV-Z]{9}",
    ) {
        let parsed = Bsd::parse(&text).unwrap();
        prop_assert!(!parsed.loose);
        prop_assert_eq!(parsed.bsd.to_string(), text);
        prop_assert_eq!(stored(&parsed.bsd).1, parsed.bsd);
    }

    #[test]
    fn no_text_stops_a_reader(text: String) {
        let _ = (Operation::parse(&text), WasteCode::parse(&text), Bsd::parse(&text));
    }

    #[test]
    fn a_code_is_in_the_list_before_or_after_the_change(at in 0..WasteCode::all().count(), later: bool) {
        let code = WasteCode::all().nth(at).unwrap();
        let day = day(if later { "2027-01-01" } else { "2020-01-01" });
        let expected = match (code.first_day(), code.last_day()) {
            (None, None) => true,
            (None, Some(_)) => !later,
            (Some(_), _) => later,
        };
        prop_assert_eq!(code.valid_on(day).is_ok(), expected);
    }
}
