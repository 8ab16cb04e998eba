//! Every fault of a file, named with its line and column.

use proptest::prelude::*;

use super::*;

fn all() -> Options {
    Options { holders: true, ..Options::default() }
}

fn table(text: &str) -> Table {
    read(text.as_bytes(), &all()).unwrap()
}

fn only(text: &str) -> Record {
    let mut records = table(text).records;
    assert_eq!(records.len(), 1);
    records.remove(0)
}

fn faults(bytes: impl AsRef<[u8]>) -> Vec<Fault> {
    read(bytes.as_ref(), &all()).unwrap_err().listed
}

/// A fault as a tuple: line, column, value, reason.
fn fault(line: u64, column: &str, value: &str, reason: Reason) -> Fault {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Fault { line, column: given(column), value: given(value), reason }
}

fn remark(code: RemarkCode, line: u64, column: &str) -> Remark {
    Remark { code, line, column: Some(column.to_owned()), value: None }
}

fn day(text: &str) -> Option<Day> {
    Day::parse(text).ok()
}

#[test]
fn an_inventory_of_thirteen_columns_is_read_whole() {
    let text = "tag,kind,manufacturer,model,serial,purchase_date,price,supplier,site,service,holder,drive_serials,weight_kg\n\
                AST-0000001,phone,Apple,\"MacBook Pro 14\"\" (2021)\",ABCDEFGHJK,2019-03-04,1234.56,\"Bechtle, SA\",Köln,R&D,zoé.o'neill,S1;S2,0.17\n";
    let words = |text: &str| Some(text.to_owned());
    let read = table(text);
    let columns = Arc::clone(&read.records[0].columns);
    assert_eq!(columns.name(Field::MassKilograms), Some("weight_kg"));
    assert_eq!(
        read,
        Table {
            records: vec![Record {
                columns,
                tag: Tag::parse("AST-0000001").ok(),
                manufacturer: words("Apple"),
                model: words("MacBook Pro 14\" (2021)"),
                serial: words("ABCDEFGHJK"),
                purchase_date: day("2019-03-04"),
                price: Some(Cents(123_456)),
                supplier: words("Bechtle, SA"),
                site: words("Köln"),
                service: words("R&D"),
                holder: words("zoé.o'neill"),
                drive_serials: vec!["S1".to_owned(), "S2".to_owned()],
                mass: Some(Grams(170)),
                ..Record::new(2, Kind::Phone)
            }],
            remarks: vec![],
            read: 1,
            skipped: 0,
        }
    );
}

#[test]
fn the_keys_of_the_asset_in_json_are_columns() {
    let record = only(
        "\u{feff}Tag;Aliases;Kind;State;Acquired;Owner;Order;Purchase-date;purchase price HT cents;manufactured_on;\
         first_use_date;warranty;mass_g;weee_category;security;note;drive_kind\r\n\
         mtr-1;\"old 1;old 2\";Écran;in_workshop;leased;Lessor;PO 7;04/03/2019;1500;2018-12-01;\
         05/03/2019;36;4 600;2;specific;\"two\r\nlines\";SSD\r\n",
    );
    assert_eq!(record.tag, Tag::parse("MTR-1").ok());
    assert_eq!(record.aliases, ["old 1", "old 2"]);
    assert_eq!(record.kind, Kind::Monitor);
    assert_eq!(record.state, Some(State::InWorkshop));
    assert_eq!((record.acquired, record.owner.as_deref()), (Some(Acquired::Leased), Some("Lessor")));
    assert_eq!(record.order.as_deref(), Some("PO 7"));
    assert_eq!((record.purchase_date, record.first_use_date), (day("2019-03-04"), day("2019-03-05")));
    assert_eq!(record.manufactured_on, day("2018-12-01"));
    assert_eq!((record.price, record.warranty), (Some(Cents(1500)), Some(Warranty::Months(36))));
    assert_eq!((record.mass, record.weee), (Some(Grams(4600)), Some(WeeeCategory::SCREENS)));
    assert_eq!(record.security, Some(Security::Specific));
    assert_eq!(record.note.as_deref(), Some("two lines"));
    assert_eq!(record.drive_kind, Some(MediumKind::Ssd));
}

#[test]
fn holders_are_read_only_when_somebody_asks_for_them() {
    let text = "kind;holder\nlaptop;\u{1}Alice\n";
    let table = read(text.as_bytes(), &Options::default()).unwrap();
    assert_eq!(table.records[0].holder, None);
    assert_eq!(table.remarks, [remark(RemarkCode::HoldersNotRead, 1, "holder")]);
}

#[test]
fn a_fault_never_repeats_the_name_of_a_person() {
    let wrong = Reason::Control { character: '\u{1}' };
    assert_eq!(faults("kind;holder\nlaptop;Alice\u{1}M\n"), [fault(2, "holder", "", wrong)]);
}

#[test]
fn what_is_odd_without_being_wrong_is_a_remark() {
    let table = table(
        "Colour;kind;tag;serial;drive_serials\nred;dock;N° 12;None;S1\n;dock;A/1;X1;S2;\n;dock;;;\"S3;0000;S3;0000;none\"",
    );
    assert_eq!(
        table.remarks,
        [
            remark(RemarkCode::UnknownColumn, 1, "Colour"),
            remark(RemarkCode::TagBecameAlias, 2, "tag"),
            remark(RemarkCode::PlaceholderSerial, 2, "serial"),
            remark(RemarkCode::PlaceholderSerial, 4, "drive_serials"),
        ]
    );
    assert_eq!((&table.records[0].tag, &table.records[0].serial), (&None, &None));
    assert_eq!(table.records[0].aliases, ["N° 12"]);
    // Two drives without a number are still two drives.
    assert_eq!(table.records[2].drive_serials, ["S3", "0000", "0000"]);
}

#[test]
fn empty_rows_and_short_rows_are_no_fault() {
    let table = table(";;\n\nkind;tag;note;;\ndock;A\n;;;;;;\n\ndock;B;;;;;\n");
    assert_eq!(table.records.iter().map(|record| record.line).collect::<Vec<_>>(), [4, 7]);
    assert_eq!(table.read, 2);
}

#[test]
fn a_file_with_nothing_to_read_says_why() {
    assert_eq!(faults(""), [fault(1, "", "", Reason::Empty)]);
    assert_eq!(faults("\u{feff} \r\n;;\n"), [fault(1, "", "", Reason::Empty)]);
    assert_eq!(faults("tag;kind\n\n;\n"), [fault(1, "", "", Reason::HeaderOnly)]);
    assert_eq!(faults("tag;kind\nA;dock\n\0"), [fault(3, "", "", Reason::Binary)]);
    assert_eq!(faults(b"tag;kind\r\nA;dock\r\n\xc9cran;dock"), [fault(3, "", "", Reason::NotUtf8)]);
}

#[test]
fn a_header_must_give_the_kind_and_each_thing_once() {
    let two = |first: &str, field| Reason::TwoColumns { first: first.to_owned(), field };
    assert_eq!(faults("tag;Model\nA;B\n"), [fault(1, "", "", Reason::NoKindColumn)]);
    assert_eq!(
        faults("\nkind;mass;Tag;weight_kg;TAG\n"),
        [
            fault(2, "weight_kg", "", two("mass", Field::MassKilograms)),
            fault(2, "TAG", "", two("Tag", Field::Tag)),
            fault(1, "", "", Reason::HeaderOnly)
        ]
    );
    assert_eq!(faults("kind;\"tag\ndock;A"), [fault(1, "", "", Reason::QuoteNeverCloses)]);
}

#[test]
fn every_wrong_value_is_said_with_its_line_and_column() {
    let acquired = Reason::UnknownCode { known: &["new", "reconditioned", "gift", "leased", "lent"] };
    for (column, value, reason) in [
        ("kind", "", Reason::MissingKind),
        ("kind", "Logiciel", Reason::UnknownKind),
        ("state", "sold", Reason::UnknownCode { known: &STATES }),
        ("acquired", "stolen", acquired),
        ("security", "secret", Reason::UnknownCode { known: &SECURITY }),
        ("weee", "3", Reason::UnknownCode { known: &WEEE }),
        ("drive_kind", "disk", Reason::UnknownCode { known: &DRIVES }),
        ("purchase_date", "31/02/2024", Reason::NotADay),
        ("first_use", "2024-13-01", Reason::NotADay),
        ("manufactured", "1/2/24", Reason::NotADay),
        ("price", "gratuit", Reason::NotAnAmount),
        ("price", "-1", Reason::NotAnAmount),
        ("purchase_price_ht_cents", "15.00", Reason::NotAnAmount),
        ("purchase_price_ht_cents", "-1", Reason::NotAnAmount),
        ("warranty", "3 years", Reason::NotMonths),
        ("mass", "heavy", Reason::NotAMass),
        ("weight_kg", "0", Reason::NotAMass),
    ] {
        let (header, row) = if column == "kind" {
            ("kind;note".to_owned(), format!("{value};x"))
        } else {
            (format!("kind;{column}"), format!("dock;{value}"))
        };
        let text = format!("{header}\r\n\"dock\"\r\n\r\n{row}\r\ndock;\r\n");
        assert_eq!(faults(&text), [fault(4, column, value, reason)], "{text:?}");
    }
}

#[test]
fn a_line_is_physical_even_after_a_quoted_newline() {
    let text = "kind;note;price\ndock;\"one\ntwo\r\nthree\";1\ndock;\"four\nfive\";free\n";
    assert_eq!(faults(text), [fault(5, "price", "free", Reason::NotAnAmount)]);
}

#[test]
fn a_field_is_no_longer_than_four_kibibytes_and_has_no_control_character() {
    let long = "é".repeat(2049);
    assert_eq!(
        faults(format!("kind;note\ndock;{long}\n")),
        [fault(2, "note", &long[..120], Reason::TooLong { bytes: 4098 })]
    );
    assert_eq!(
        faults("kind;model;tag\ndock;a\u{1b}[31m;\u{202e}1\n"),
        [
            fault(2, "model", "a\\u{1b}[31m", Reason::Control { character: '\u{1b}' }),
            fault(2, "tag", "\\u{202e}1", Reason::Control { character: '\u{202e}' })
        ]
    );
}

#[test]
fn a_row_with_more_cells_than_the_header_is_a_fault_of_its_own() {
    assert_eq!(
        faults("kind;price\ndock;1;;\ndock;1;2;x;\nwhat;a;b\n"),
        [
            fault(3, "", "", Reason::UnevenRow { expected: 2, found: 4 }),
            fault(4, "", "", Reason::UnevenRow { expected: 2, found: 3 })
        ]
    );
}

#[test]
fn a_quote_that_never_closes_hides_no_other_fault() {
    assert_eq!(
        faults("kind;model;price\ndock;\"WD19;1\ndock;\"x\";free\ndock;\"y\"z;1\n"),
        [
            fault(2, "model", "", Reason::QuoteNeverCloses),
            fault(3, "price", "free", Reason::NotAnAmount),
            fault(4, "model", "", Reason::TextAfterQuote)
        ]
    );
}

#[test]
fn a_tag_an_alias_and_a_serial_are_those_of_one_row() {
    let tag = |first_line| Reason::DuplicateTag { first_line };
    assert_eq!(
        faults("kind;tag;aliases\ndock;A1;\"x;a1;x\"\ndock;a1;\ndock;É 1;X\ndock;E\u{301} 1;\n"),
        [
            fault(3, "tag", "a1", tag(2)),
            fault(4, "aliases", "X", tag(2)),
            fault(5, "tag", "E\u{301} 1", tag(4))
        ]
    );
    assert_eq!(
        faults(
            "kind;manufacturer;serial\ndock;HP;S1\ndock;Dell;S1\ndock;;S1\nwhat;hp;s1\ndock;HP;None\ndock;HP;None\n"
        ),
        [
            fault(5, "kind", "what", Reason::UnknownKind),
            fault(5, "serial", "s1", Reason::DuplicateSerial { first_line: 2 })
        ]
    );
}

#[test]
fn the_first_hundred_faults_are_listed_and_all_are_counted() {
    let faults = read(format!("kind\n{}", "what\n".repeat(250)).as_bytes(), &all()).unwrap_err();
    assert_eq!((faults.listed.len(), faults.total), (100, 250));
    assert_eq!(faults.listed[99].line, 101);
}

#[test]
fn records_are_given_one_by_one_until_the_first_fault() {
    let mut lines = Vec::new();
    let faults = each(b"kind\ndock\nwhat\ndock\n", &all(), |record| lines.push(record.line)).unwrap_err();
    assert_eq!((lines, faults.total), (vec![2], 1));
}

#[test]
fn the_codes_that_are_offered_are_those_of_the_model() {
    assert!(Acquired::ALL.iter().map(|code| code.code()).eq(ACQUIRED));
    assert!(Security::ALL.iter().map(|code| code.code()).eq(SECURITY));
    assert!(WeeeCategory::ALL.iter().map(|weee| weee.number().to_string()).eq(WEEE));
    assert!(MediumKind::ALL.iter().map(|code| code.code()).eq(DRIVES));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), holders: bool) {
        let _ = read(&bytes, &Options { holders, ..Options::default() });
    }

    #[test]
    fn no_text_panics_and_every_fault_is_on_a_line_of_the_file(
        rows in "([a-zé\"0-9/;,\t -]{0,8}(;|,|\"|\r|\n|\r\n)){0,40}"
    ) {
        let text = format!("tag;kind;serial;price;purchase_date;aliases;mass;state\n{rows}");
        let lines = line_ends(text.as_bytes()) + 1;
        match read(text.as_bytes(), &all()) {
            Ok(table) => prop_assert_eq!(table.read, table.records.len() as u64),
            Err(faults) => prop_assert!(faults.listed.iter().all(|f| (1..=lines).contains(&f.line))),
        }
    }
}
