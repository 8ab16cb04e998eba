//! Every fault of a file, named with its line and column.

use proptest::prelude::*;

use std::sync::Arc;

use super::*;
use crate::{
    intake::{DateOrder, Decommissioning, Departure, KindSaid, Warranty, split::line_ends},
    model::{
        amount::{Cents, Grams},
        day::Day,
        kind::{Acquired, Kind, Security, WeeeCategory},
        leaving::{Cause, Channel},
        lifecycle::State,
        precision::{Around, Precision},
        sanitization::MediumKind,
    },
};

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

/// A remark about a value.
fn of(code: RemarkCode, line: u64, column: &str, value: &str) -> Remark {
    Remark { value: Some(value.to_owned()), ..remark(code, line, column) }
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
    assert_eq!(columns.name(Field::Mass), Some("weight_kg"));
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
                kind: KindSaid::Named(Kind::Phone),
                ..Record::new(2)
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
    assert_eq!(record.kind, KindSaid::Named(Kind::Monitor));
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
            of(RemarkCode::TagBecameAlias, 2, "tag", "N° 12"),
            of(RemarkCode::PlaceholderSerial, 2, "serial", "None"),
            of(RemarkCode::PlaceholderSerial, 4, "drive_serials", "S3;0000;S3;0000;none"),
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
    assert_eq!(
        faults(b"tag;kind\r\nA;dock\r\n\x81;dock"),
        [fault(3, "", "", Reason::BadByte { byte: 0x81 })]
    );
}

#[test]
fn a_header_of_ours_gives_the_kind() {
    assert_eq!(faults("tag;Model\nA;B\n"), [fault(1, "", "", Reason::NoKindColumn)]);
    assert_eq!(faults("kind;\"tag\ndock;A"), [fault(1, "", "", Reason::QuoteNeverCloses)]);
    let columns = vec!["Colonne1".to_owned(), "Colonne2".to_owned()];
    assert_eq!(faults("Colonne1;Colonne2\nA;B\n"), [fault(1, "", "", Reason::NoKnownColumn { columns })]);
}

#[test]
fn two_columns_of_one_thing_may_not_say_two_things() {
    let two = |first: &str, row, field| Reason::TwoColumns { first: first.to_owned(), row, field };
    assert_eq!(
        faults("\nkind;mass;Tag;weight_kg;TAG\ndock;;a;;A\ndock;170;B;0.17;C\ndock;1;;2;\n"),
        [
            fault(2, "weight_kg", "", two("mass", 4, Field::Mass)),
            fault(2, "TAG", "", two("Tag", 4, Field::Tag)),
        ]
    );
    // Snipe-IT writes some headers twice; one of them is empty, or both are alike.
    let table =
        table("Asset Tag,Category,Company,Company,Category,Model\nA,Laptops,X,Y,,M\nB,,X,Y,Monitor,M\n");
    assert_eq!(
        table.records.iter().map(|record| record.kind.best()).collect::<Vec<_>>(),
        [Kind::Laptop, Kind::Monitor]
    );
}

#[test]
fn every_wrong_value_is_said_with_its_line_and_column() {
    let acquired = Reason::UnknownCode { known: &["new", "reconditioned", "gift", "leased", "lent"] };
    for (column, value, reason) in [
        ("kind", "", Reason::MissingKind),
        ("kind", "Railings", Reason::UnknownKind),
        ("state", "cloud", Reason::UnknownCode { known: State::CODES }),
        ("acquired", "stolen", acquired),
        ("security", "secret", Reason::UnknownCode { known: Security::CODES }),
        ("weee", "3", Reason::UnknownCode { known: &["2", "4", "5", "6"] }),
        ("drive_kind", "disk", Reason::UnknownCode { known: MediumKind::CODES }),
        ("purchase_date", "31/02/2024", Reason::NotADay),
        ("first_use", "2024-13-01", Reason::NotADay),
        ("manufactured", "hier", Reason::NotADay),
        ("price", "gratuit", Reason::NotAnAmount),
        ("price", "-1", Reason::NotAnAmount),
        ("purchase_price_ht_cents", "15.00", Reason::NotAnAmount),
        ("purchase_price_ht_cents", "-1", Reason::NotAnAmount),
        ("warranty", "oui", Reason::NotMonths),
        ("drive_capacity", "big", Reason::NotACapacity),
        ("quantity", "many", Reason::NotAQuantity),
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
        faults(format!("kind;model\ndock;{long}\n")),
        [fault(2, "model", &long[..120], Reason::TooLong { bytes: 4098 })]
    );
    // A note may name a person: it is not repeated.
    let unsaid = Fault { value: None, ..fault(2, "note", "", Reason::TooLong { bytes: 4098 }) };
    assert_eq!(faults(format!("kind;note\ndock;{long}\n")), [unsaid]);
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
fn the_records_of_good_rows_are_given_one_by_one() {
    let mut lines = Vec::new();
    let faults = each(b"kind\ndock\nwhat\ndock\n", &all(), |record| lines.push(record.line)).unwrap_err();
    assert_eq!((lines, faults.total), (vec![2, 4], 1));
    // Without a header that can be read, no row means anything.
    let (summary, faults) = scan(b"tag;tag;kind\nA1;A2;dock\n", &all(), |_| panic!("a record"));
    assert_eq!((summary.read, faults.total), (1, 1));
}

#[test]
fn the_header_of_french_excel_is_found_under_its_titles() {
    let text = "Ville de Valmont, Direction des systèmes d’information;;;;\r\n;;;;\r\nParc au 31/12/2025;;;;\r\n\
                N° d’inventaire;Type de matériel;Marque / Modèle;N° de série;Prix d’achat HT\r\n\
                VAL-1;Unité centrale;HP EliteDesk 800;S1;\"1\u{202f}234,56 €\"\r\n\
                Écoles;;;;\r\n\
                VAL-2;Écran;Dell U2419H;S2;47.40 €\r\n\
                Total;;;;1281,96\r\n";
    for bytes in [text.as_bytes().to_vec(), utf16(text)] {
        let table = read(&bytes, &all()).unwrap();
        assert_eq!((table.read, table.records.len()), (2, 2));
        let [first, second] = &table.records[..] else { panic!("two") };
        assert_eq!((first.line, first.kind.best(), first.price), (5, Kind::Desktop, Some(Cents(123_456))));
        assert_eq!(
            (first.manufacturer.as_deref(), first.model.as_deref()),
            (Some("HP"), Some("EliteDesk 800"))
        );
        assert_eq!((second.line, second.kind.best()), (7, Kind::Monitor));
        let lines: Vec<_> = table.remarks.iter().map(|remark| (remark.code, remark.line)).collect();
        assert_eq!(lines, [(RemarkCode::NotARow, 6), (RemarkCode::NotARow, 8)]);
    }
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{}", text.replace(';', "\t")).encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn the_delimiter_is_the_one_by_which_the_header_means_most() {
    for text in [
        "Inventaire; mairie; 2025\ntag,kind,model\nA,dock,M\n",
        "a,b,c,d,e,f\ntag;kind\nA;dock\n",
        "tag\tkind\tnote\nA\tdock\tx;y;z\n",
        "tag;kind;note\nA;dock;1,2,3,4,5\n",
        "sep=,\ntag,kind,a;b;c\nA,dock\n",
    ] {
        assert_eq!(only(text).tag, Tag::parse("A").ok(), "{text:?}");
    }
    assert_eq!(only("Inventaire; mairie; 2025\ntag,kind,model\nA,dock,M\n").model.as_deref(), Some("M"));
}

#[test]
fn a_departure_has_its_day_its_precision_and_its_way_out() {
    let around = |text: &str, precision| Some(Around { on: Day::parse(text).unwrap(), precision });
    for (state, left, by, wanted) in [
        ("departed", "", "", (None, None)),
        ("departed", "2019", "sale", (around("2019-12-31", Precision::Year), Some(Channel::Sale))),
        ("", "03/2019", "", (around("2019-03-31", Precision::Month), None)),
        ("Vendu", "15/03/2019", "", (around("2019-03-15", Precision::Day), Some(Channel::Sale))),
        ("Réformé", "2020-02-01", "waste", (around("2020-02-01", Precision::Day), Some(Channel::Waste))),
        ("Sorti du parc", "", "Don à une association", (None, Some(Channel::BodyGift))),
    ] {
        let record = only(&format!("kind;state;departed_on;channel\nlaptop;{state};{left};{by}\n"));
        let departed = Some(Departure { on: wanted.0, channel: wanted.1 });
        assert_eq!((record.state, record.departed), (Some(State::Departed), departed), "{state} {left} {by}");
    }
    assert_eq!(
        faults("kind;state;departed_on\nlaptop;deployed;2019\n"),
        [fault(2, "state", "deployed", Reason::StaysAndLeft)]
    );
}

#[test]
fn what_is_decommissioned_or_archived_is_here_until_something_says_that_it_left() {
    let record = only("kind;Statut;Date de réforme\nlaptop;Réformé;01/02/2024\n");
    let on = Some(Around::exactly(Day::parse("2024-02-01").unwrap()));
    assert_eq!((record.state, record.decommissioned), (Some(State::SetAside), Some(Decommissioning { on })));
    let record = only("kind;Statut\nlaptop;Réformé\n");
    assert_eq!(record.decommissioned, Some(Decommissioning { on: None }));
    let table = table("tag,kind,Status\nA,laptop,Archived\n");
    assert_eq!(table.records[0].state, Some(State::SetAside));
    assert_eq!(table.remarks, [of(RemarkCode::ArchivedKept, 2, "Status", "Archived")]);
    let record = only("kind;Statut\nlaptop;Volé\n");
    assert_eq!((record.state, record.cause), (Some(State::Missing), Some(Cause::Stolen)));
}

#[test]
fn a_row_that_names_a_person_nobody_asked_for_is_in_use_all_the_same() {
    let read = |options: &Options| {
        let text = "N° inventaire;Type;Utilisateur\nA;Portable;Ana Ruiz\nB;Portable;-\n";
        super::read(text.as_bytes(), options).unwrap().records
    };
    let states = |records: &[Record]| records.iter().map(|record| record.state).collect::<Vec<_>>();
    let unread = read(&Options::default());
    assert_eq!((states(&unread), unread[0].holder.as_deref()), (vec![Some(State::Deployed), None], None));
    let known = read(&all());
    assert_eq!((states(&known), known[0].holder.as_deref()), (vec![None, None], Some("Ana Ruiz")));
}

#[test]
fn a_person_is_named_in_one_column_or_in_two() {
    for (text, wanted) in [
        ("kind,First Name,Last Name,Username\ndock,Ana,Ruiz,aruiz\n", "Ana Ruiz"),
        ("kind,Username,Last Name,First Name\ndock,aruiz,Ruiz,Ana\n", "Ana Ruiz"),
        ("kind,Full Name,Username\ndock,Ana Ruiz,aruiz\n", "Ana Ruiz"),
        ("kind,Username\ndock,aruiz\n", "aruiz"),
        ("kind;Nom;Prénom;Site\ndock;Ruiz;Ana;Mairie\n", "Ana Ruiz"),
        ("kind;Utilisateur;Usager\ndock;;Ana Ruiz\n", "Ana Ruiz"),
    ] {
        assert_eq!(only(text).holder.as_deref(), Some(wanted), "{text}");
    }
}

#[test]
fn a_column_is_mapped_to_what_one_says_it_gives() {
    let read = |text: &str, maps: &[&str]| {
        let map = maps.iter().map(|map| map.parse().unwrap()).collect();
        super::read(text.as_bytes(), &Options { map, ..all() })
    };
    let text = "Réf interne;Matos;serial;Étiquette\nA;Portable;S1;E1\n";
    let record = read(text, &["tag=réf INTERNE", "kind=Matos", "nothing=serial"]).unwrap().records.remove(0);
    assert_eq!((record.tag, record.kind.best(), record.serial), (Tag::parse("A").ok(), Kind::Laptop, None));
    assert_eq!(record.columns.name(Field::Tag), Some("Réf interne"));
    let columns = ["Réf interne", "Matos", "serial", "Étiquette"].map(str::to_owned).to_vec();
    assert_eq!(
        read(text, &["model=Modell", "kind=Matos"]).unwrap_err().listed,
        [fault(1, "Modell", "", Reason::NoSuchColumn { columns })]
    );
    // Which of two columns is meant.
    let record =
        read("kind;serial;N° de série\ndock;A;B\n", &["serial=N° de série"]).unwrap().records.remove(0);
    assert_eq!(record.serial.as_deref(), Some("B"));
    assert_eq!(read("x;y\nA;dock\n", &["tag=x", "kind=y"]).unwrap().records[0].kind.best(), Kind::Dock);
}

#[test]
fn an_undecided_date_asks_for_its_order() {
    let english = "Asset Tag,Category,Purchase Date\nA,Laptop,5/3/19\nB,Laptop,6/3/19\n";
    assert_eq!(
        faults(english),
        [
            fault(2, "Purchase Date", "5/3/19", Reason::AmbiguousDay),
            fault(3, "Purchase Date", "6/3/19", Reason::AmbiguousDay)
        ]
    );
    for (order, wanted) in [(DateOrder::DayFirst, "2019-03-05"), (DateOrder::MonthFirst, "2019-05-03")] {
        let table = read(english.as_bytes(), &Options { date_order: order, ..all() }).unwrap();
        assert_eq!(table.records[0].purchase_date, day(wanted));
    }
    assert_eq!(
        read(format!("{english}C,Laptop,12/31/19\n").as_bytes(), &all()).unwrap().records[0].purchase_date,
        day("2019-05-03")
    );
    assert_eq!(
        only("N° inventaire;Type;Date d'achat\nA;Portable;05/03/2019\n").purchase_date,
        day("2019-03-05")
    );
    assert_eq!(
        faults("N° inventaire;Type;Date d'achat\nA;Portable;31/02/2024\nB;Portable;15/01/2024\n"),
        [fault(2, "Date d'achat", "31/02/2024", Reason::NotADay)]
    );
}

#[test]
fn what_a_spreadsheet_cut_is_no_serial_and_no_tag() {
    let table =
        table("tag;kind;serial;drive_serials\n4,73E+14;dock;4.73E+14;6.2E+11\n=\"0012\";dock;'0034;\n");
    assert_eq!(
        table.remarks,
        [
            of(RemarkCode::DamagedNumber, 2, "tag", "4,73E+14"),
            of(RemarkCode::DamagedNumber, 2, "serial", "4.73E+14"),
            of(RemarkCode::DamagedNumber, 2, "drive_serials", "6.2E+11"),
        ]
    );
    let [first, second] = &table.records[..] else { panic!("two") };
    assert_eq!((&first.tag, &first.serial, first.drive_serials.len()), (&None, &None, 1));
    assert_eq!((second.tag.clone(), second.serial.as_deref()), (Tag::parse("0012").ok(), Some("0034")));
}

#[test]
fn several_pieces_in_one_row_are_several_assets_without_serial() {
    let table = table("tag;kind;serial;quantity\nA;monitor;S1;3\nB;dock;S2;1\nC;dock;;0\n");
    assert_eq!((table.read, table.skipped, table.records.len()), (5, 1, 4));
    let tags: Vec<_> =
        table.records.iter().map(|record| record.tag.clone().map(|tag| tag.to_string())).collect();
    assert_eq!(tags, [Some("A".to_owned()), None, None, Some("B".to_owned())]);
    assert!(table.records[..3].iter().all(|record| record.serial.is_none()));
    let codes: Vec<_> = table.remarks.iter().map(|remark| (remark.code, remark.line)).collect();
    assert_eq!(codes, [(RemarkCode::SerialOfSeveral, 2), (RemarkCode::NotHardware, 4)]);
}

#[test]
fn a_row_that_is_repeated_to_the_last_cell_is_read_once_unless_it_has_a_tag() {
    let table = table("Type;Serial Number;Model\nDesktop;S1;M\nDesktop;S1;M\n");
    assert_eq!((table.read, table.skipped, table.records.len()), (2, 1, 1));
    assert_eq!(table.remarks, [of(RemarkCode::RepeatedRow, 3, "Serial Number", "S1")]);
    assert_eq!(
        faults("Type;Serial Number;Model\nDesktop;S1;M\nDesktop;S1;N\n"),
        [fault(3, "Serial Number", "S1", Reason::DuplicateSerial { first_line: 2 })]
    );
    assert_eq!(faults("tag;kind;serial\nA;dock;S1\nA;dock;S1\n").len(), 2);
}

#[test]
fn programs_are_no_hardware_and_words_of_others_are_no_kind_of_ours() {
    let table = table("N° inventaire;Catégorie\nA;Logiciel\nB;Garniture\nC;\nD;Ordinateur\n");
    assert_eq!((table.read, table.skipped), (4, 1));
    let kinds: Vec<_> = table.records.iter().map(|record| record.kind.best()).collect();
    assert_eq!(kinds, [Kind::Other, Kind::Other, Kind::Desktop]);
    assert_eq!(
        table.remarks,
        [
            of(RemarkCode::NotHardware, 2, "Catégorie", "Logiciel"),
            of(RemarkCode::KindUnknown, 3, "Catégorie", "Garniture"),
            remark(RemarkCode::KindMissing, 4, "Catégorie"),
        ]
    );
}

#[test]
fn only_a_word_that_means_one_kind_names_it() {
    use KindSaid::{Likely, Named, Unsaid};
    for (text, said) in [
        ("tag;kind\nA;laptop\n", Named(Kind::Laptop)),
        ("tag;kind\nA;other\n", Named(Kind::Other)),
        ("N° inventaire;Catégorie\nA;Écrans\n", Named(Kind::Monitor)),
        ("N° inventaire;Catégorie;Modèle\nA;Ordinateur;M1\n", Likely(Kind::Desktop)),
        ("N° inventaire;Catégorie;Modèle\nA;Ordinateur;Latitude 5430\n", Likely(Kind::Laptop)),
        ("N° inventaire;Catégorie\nA;Divers\n", Likely(Kind::Other)),
        ("N° inventaire;Catégorie\nA;Garniture\n", Unsaid),
        ("N° inventaire;Catégorie\nA;\n", Unsaid),
        ("N° inventaire;Modèle\nA;Latitude 5430\n", Likely(Kind::Laptop)),
        ("N° inventaire;Modèle\nA;M1\n", Unsaid),
    ] {
        assert_eq!(only(text).kind, said, "{text}");
    }
}

#[test]
fn the_tables_of_other_tools_are_understood() {
    // GLPI in French: quoted, a semicolon at the end, the prefix of the financial columns, a path.
    let record = only(
        "\"Nom\";\"Statut\";\"Type\";\"Modèle\";\"Lieu\";\"Numéro d'inventaire\";\"Numéro de série\";\"Fabricant\";\
         \"Informations financières et administratives - Fournisseur\";\
         \"Informations financières et administratives - Date d'achat\";\
         \"Informations financières et administratives - Valeur\";\
         \"Informations financières et administratives - Durée de garantie\";\r\n\
         \"PC-01\";\"En service\";\"Ordinateur\";\"Latitude 5520\";\"SIEGE > 021\";\"01100021\";\"S1\";\"Dell Inc.\";\
         \"UGAP\";\"15/03/2022\";\"1 234,56\";\"3 ans\";\r\n",
    );
    assert_eq!((record.tag, record.kind.best()), (Tag::parse("01100021").ok(), Kind::Laptop));
    assert_eq!((record.site.as_deref(), record.note.as_deref()), (Some("SIEGE / 021"), Some("Nom: PC-01")));
    assert_eq!((record.supplier.as_deref(), record.price), (Some("UGAP"), Some(Cents(123_456))));
    assert_eq!((record.warranty, record.manufacturer.as_deref()), (Some(Warranty::Months(36)), Some("Dell")));
    // Snipe-IT in French: a no-break space, a Cyrillic letter, a typographic apostrophe, its own id.
    let record = only(
        "ID,Nom de l'actif,Étiquette de l'actif,Série\u{a0},Modèle,Modèle n°.,\u{421}atégorie,Statut,Lieu,\
         Date d\u{2019}achat,Prix d'achat,Expiration de garantie\n\
         12,poste,A-7,S1,EliteBook,840 G5,Portables,Prêt à déployer,Mairie,2022-03-15,47.40 €,2025-03-15\n",
    );
    assert_eq!((record.tag, record.aliases), (Tag::parse("A-7").ok(), vec!["12".to_owned()]));
    assert_eq!((record.kind.best(), record.state), (Kind::Laptop, Some(State::InStock)));
    assert_eq!((record.model.as_deref(), record.serial.as_deref()), (Some("EliteBook (840 G5)"), Some("S1")));
    assert_eq!((record.price, record.purchase_date), (Some(Cents(4740)), day("2022-03-15")));
    assert_eq!(record.warranty, day("2025-03-15").map(Warranty::Until));
    // Homebox.
    let record = only(
        "HB.name\tHB.asset_id\tHB.location\tHB.archived\tHB.sold_time\tHB.purchase_from\tHB.field.Service\n\
         Switch 24\t12\tMairie / Baie\tfalse\t0001-01-01T00:00:00Z\tUGAP\tDSI\n",
    );
    assert_eq!((record.tag, record.model.as_deref()), (Tag::parse("000-012").ok(), Some("Switch 24")));
    assert_eq!((record.departed, record.service.as_deref()), (None, Some("DSI")));
    assert_eq!((record.site.as_deref(), record.supplier.as_deref()), (Some("Mairie / Baie"), Some("UGAP")));
    // OCS Inventory.
    let record = only(
        "Machine;Fabricant;Modèle;Numéro de série;Utilisateur;RAM(MO)\nPC-01;LENOVO;ThinkPad L13;S1;x;8192\n",
    );
    assert_eq!((record.kind.best(), record.manufacturer.as_deref()), (Kind::Laptop, Some("Lenovo")));
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
