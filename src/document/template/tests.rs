use proptest::prelude::*;

use super::*;
use crate::document::{Cell, Code, Fact, Labelled, Phrase, Side, Signature, Span, Table};

static ITEM: Shape = Shape { texts: &["serial", "claim"], lists: &[("parts", &PART)] };
static PART: Shape = Shape { texts: &["name"], lists: &[] };
static PAGE: Shape = Shape { texts: &["title", "maker", "tag"], lists: &[("media", &ITEM)] };

fn item(serial: &str, claim: &str) -> Values {
    let mut values = Values::new(&ITEM);
    values.set("serial", serial);
    values.set("claim", claim);
    values
}

fn values() -> Values {
    let mut values = Values::new(&PAGE);
    values.set("title", "T");
    values.set("tag", "VAL-1");
    values.set_list("media", vec![item("S1", "Clear"), item("S2", "")]);
    values
}

fn written(source: &str) -> Vec<Block> {
    Template::read(source, &PAGE).and_then(|template| template.write(&values())).unwrap()
}

fn refused(source: &str) -> (usize, usize, Fault) {
    let bad = Template::read(source, &PAGE).and_then(|template| template.write(&values())).unwrap_err();
    (bad.line, bad.column, bad.fault)
}

fn strong(text: &str) -> Span {
    Span { text: text.into(), strong: true }
}

fn light(text: &str) -> Span {
    Span { text: text.into(), strong: false }
}

#[test]
fn headings_paragraphs_and_lists_are_blocks() {
    let blocks = written(
        "# {{ title }}\n\n## Part\n### Smaller\nOne line\nand **{{ tag }}**, the next.\n\n- first\n- second\n  goes on\n",
    );
    assert_eq!(
        blocks,
        [
            Block::Title("T".into()),
            Block::Heading("Part".into()),
            Block::Subheading("Smaller".into()),
            Block::Paragraph(Phrase(vec![
                light("One line "),
                light("and "),
                strong("VAL-1"),
                light(", the next.")
            ])),
            Block::List(vec!["first".into(), Phrase(vec![light("second "), light("goes on")])]),
        ]
    );
}

#[test]
fn a_table_repeats_a_row_for_each_item() {
    let source = "| Serial | Claim |\n|---|--:|\n{% for m in media %}\n\
                  | {{ m.serial }} | {{ m.claim or \"not recorded\" }} |\n{% endfor %}\n";
    let row = |serial: &str, claim: &str| vec![serial.into(), claim.into()];
    assert_eq!(
        written(source),
        [Block::Table(Table {
            columns: vec![("Serial".into(), Side::Left), ("Claim".into(), Side::Right)],
            rows: vec![row("S1", "Clear"), row("S2", "not recorded")],
            total: None,
        })]
    );
}

#[test]
fn labels_codes_and_places_to_sign_have_their_forms() {
    let source = "| | |\n|---|---|\n| Tag | **{{ tag }}** |\n\n| | |\n|---|--:|\n| Mass | 1 kg |\n\n\
                  ![Code of {{ tag }}](qr:HTTPS://X/A/{{ tag }})\n\n\
                  ```signatures\nTaker \\| you | Name: {{ title }} | Date:\n\nGiver\n```\n\n~~~text\na | *b*\n~~~\n\
                  \n| A |\n|---|\n| ![c](qr:{{ tag }}) |\n";
    let code = |payload: &str, alt: &str| Code { payload: payload.into(), alt: alt.into() };
    let blocks = written(source);
    assert_eq!(
        blocks[..3],
        [
            Block::Facts(vec![Fact { label: "Tag".into(), value: Phrase(vec![strong("VAL-1")]) }]),
            Block::Figures(vec![Labelled { label: "Mass".into(), value: "1 kg".into() }]),
            Block::Codes(vec![code("HTTPS://X/A/VAL-1", "Code of VAL-1")]),
        ]
    );
    let Block::Signatures(boxes) = &blocks[3] else { panic!("{:?}", blocks[3]) };
    let giver = Signature { role: "Giver".into(), lines: vec![] };
    assert_eq!((boxes[0].lines.len(), &boxes[1]), (2, &giver));
    assert_eq!(boxes[0].lines[0], "Name: T");
    assert_eq!(blocks[4], Block::Verbatim("a | *b*".into()));
    let Block::Table(table) = &blocks[5] else { panic!("{:?}", blocks[5]) };
    assert_eq!(table.rows, [[Cell::Code(code("VAL-1", "c"))]]);
}

#[test]
fn what_is_not_known_or_empty_is_left_out() {
    let source = "{% if maker %}\nby {{ maker }}\n{% else %}\nno maker\n{% endif %}\n\n{% if not maker %}\nnone\n{% endif %}\n\
                  {# said by nobody #}\n\n{% for m in media %}\n{% if m.claim %}\n- {{ m.serial }}\n{% endif %}\n{% endfor %}\n\
                  \n{% for m in media %}\n{% for p in m.parts %}\n{{ p.name }}\n{% endfor %}\n{% endfor %}\n{{ maker }}\n";
    assert_eq!(
        written(source),
        [
            Block::Paragraph("no maker".into()),
            Block::Paragraph("none".into()),
            Block::List(vec!["S1".into()])
        ]
    );
}

#[test]
fn a_value_is_never_markup() {
    for hostile in [
        "**x**|<b>",
        "# x",
        "- x",
        "| a | b |",
        "![a](qr:b)",
        "{{ title }}",
        "{% if x %}",
        "```",
        "\\",
        "a\nb",
    ] {
        let mut values = values();
        values.set("tag", hostile);
        values.set_list("media", vec![item(hostile, hostile)]);
        let source = "{{ tag }}\n\n| A | B |\n|---|---|\n{% for m in media %}\n| {{ m.serial }} | **{{ m.claim }}** |\n\
                      {% endfor %}\n\n```signatures\nx | {{ tag }}\n```\n";
        let blocks = Template::read(source, &PAGE).unwrap().write(&values).unwrap();
        assert_eq!(blocks[0], Block::Paragraph(hostile.into()));
        let Block::Table(table) = &blocks[1] else { panic!("{blocks:?}") };
        assert_eq!(table.rows, [[Cell::from(hostile), Cell::Text(Phrase(vec![strong(hostile)]))]]);
        let Block::Signatures(boxes) = &blocks[2] else { panic!("{blocks:?}") };
        assert_eq!(boxes[0].lines, [hostile.trim()]);
    }
}

#[test]
fn a_fault_has_its_line_and_column_even_where_nothing_is_written() {
    let unknown = |name: &str, near: &[&str]| Fault::UnknownName {
        name: name.into(),
        nearest: near.iter().map(ToString::to_string).collect(),
    };
    let unclosed = |what: &str| Fault::Unclosed(what.into());
    let markup = |what: &str| Fault::Markup(what.into());
    for (source, line, column, fault) in [
        ("ok\né {{ titel }}", 2, 6, unknown("titel", &["title"])),
        ("{% if maker %}\n{{ nothing }}\n{% endif %}", 2, 4, unknown("nothing", &[])),
        ("{{ m.serial }}", 1, 4, unknown("m.serial", &[])),
        ("{% for m in media %}\n{{ m.serail }}\n{% endfor %}", 2, 4, unknown("m.serail", &["m.serial"])),
        ("a {{ title", 1, 3, unclosed("{{")),
        ("a {{ }}", 1, 6, Fault::UnknownTag("{{  }}".into())),
        ("{{ title | upper }}", 1, 4, Fault::UnknownTag("{{ title | upper }}".into())),
        ("{{ title or none }}", 1, 4, Fault::UnknownTag("{{ title or none }}".into())),
        ("{% for m in media %}\nx", 1, 1, unclosed("{% for")),
        (" {% if maker %}\n{% else %}", 1, 2, unclosed("{% if")),
        ("{% endfor %}", 1, 1, Fault::Unopened("{% endfor %}".into())),
        ("{% if maker %}\n{% else %}\n{% else %}\n{% endif %}", 3, 1, Fault::Unopened("{% else %}".into())),
        ("{% include \"x.md\" %}", 1, 1, Fault::UnknownTag("{% include \"x.md\" %}".into())),
        ("{% for i in range(9) %}\n{% endfor %}", 1, 13, unknown("range(9)", &[])),
        ("{% for m in title %}\n{% endfor %}", 1, 13, Fault::NotAList("title".into())),
        ("x {% if maker %} y", 1, 3, Fault::NotAlone),
        ("{# x", 1, 1, unclosed("{#")),
        ("a **b", 1, 3, unclosed("**")),
        ("a *b*", 1, 3, markup("*")),
        ("a _b_", 1, 3, markup("_")),
        ("a `b`", 1, 3, markup("`")),
        ("see [this](x)", 1, 5, markup("[")),
        ("a <b>", 1, 3, markup("<")),
        ("a &amp; b", 1, 3, markup("&")),
        ("1. one", 1, 1, markup("1.")),
        ("> said", 1, 1, markup(">")),
        ("#### deep", 1, 1, markup("####")),
        ("title\n=====", 2, 1, markup("=====")),
        ("    code", 1, 1, markup("    ")),
        ("```rust\n```", 1, 1, markup("```rust")),
        ("```text\nx", 1, 1, unclosed("```")),
        ("![a](b.png)", 1, 1, markup("![")),
        ("text ![a](qr:b)", 1, 1, markup("![")),
        ("| A | B |\n|---|---|\n| a |", 3, 1, Fault::Cells { found: 1, wanted: 2 }),
        ("| A | B |\n|---|", 2, 1, Fault::Cells { found: 1, wanted: 2 }),
        ("| A |\n| b |", 2, 2, Fault::NoRule),
        ("| A |", 1, 1, Fault::NoRule),
        ("| A |\n|:-:|", 2, 2, markup(":-:")),
    ] {
        assert_eq!(refused(source), (line, column, fault), "{source}");
    }
}

#[test]
fn a_template_that_repeats_without_end_is_stopped() {
    let deep = |times: usize| {
        let loops = "{% for m in media %}\n".repeat(times);
        format!("{loops}x\n{}", "{% endfor %}\n".repeat(times))
    };
    assert_eq!(written(&deep(3)).len(), 1);
    let (line, column, fault) = refused(&deep(25));
    assert_eq!((line > 1, column, fault), (true, 1, Fault::TooLong { most: LINES }));
    let nothing = deep(25).replace("x\n", "");
    assert_eq!(refused(&nothing).2, Fault::TooLong { most: LINES });
    assert_eq!(refused(&deep(40)).2, Fault::TooLarge);
    assert_eq!(refused(&"x".repeat(SIZE + 1)).2, Fault::TooLarge);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn no_template_makes_it_stumble(source in "([a-z |*#`{}%\\[\\]()!\\\\<&;:_~-]|\n|é|\\{\\{ tag \\}\\}|\\{% if tag %\\}\n|\n\\{% endif %\\}\n|!\\[a\\]\\(qr:){0,60}") {
        let _ = Template::read(&source, &PAGE).and_then(|template| template.write(&values()));
    }
}
