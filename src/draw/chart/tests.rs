use proptest::prelude::*;

use super::*;
use crate::draw::{Anchor, Face, Rect, Text, picture::Band};

fn said(number: u64) -> String {
    let digits = number.to_string();
    let grouped: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    grouped.join("\u{202f}")
}

fn stacks(names: &[&str], values: &[&[u64]]) -> Stacks {
    let series = values.iter().map(|values| values.len()).max().unwrap_or_default();
    let class = |(name, values): (&&str, &&[u64])| Class {
        name: (*name).to_owned(),
        under: None,
        values: values.to_vec(),
    };
    Stacks {
        unit: "Nombre d’équipements".into(),
        series: (0..series)
            .map(|at| Series { name: format!("series {at}"), tone: Tone::ALL[at % 9] })
            .collect(),
        classes: names.iter().zip(values).map(class).collect(),
    }
}

/// The room that a text takes: never less than its letters.
fn room(text: &Text) -> Rect {
    let width = text.face.font().width(&text.text, text.size);
    let x = match text.anchor {
        Anchor::Start => text.x,
        Anchor::Middle => Um(text.x.0 - width.0 / 2),
        Anchor::End => text.x - width,
    };
    Rect { x, y: text.y - Um(text.size.0 * 8 / 10), width, height: text.size }
}

fn texts(picture: &Picture) -> Vec<&Text> {
    let marks = picture.layers.iter().flat_map(|layer| &layer.marks);
    marks.filter_map(|mark| if let Mark::Text(text) = mark { Some(text) } else { None }).collect()
}

fn written(picture: &Picture) -> Vec<&str> {
    texts(picture).into_iter().map(|text| text.text.as_str()).collect()
}

/// The areas of a series.
fn areas(picture: &Picture, tone: Tone) -> Vec<Rect> {
    let layers = picture.layers.iter().filter(|layer| layer.ink == Ink::Tone(tone));
    let marks = layers.flat_map(|layer| &layer.marks);
    marks.filter_map(|mark| if let Mark::Area(area) = mark { Some(*area) } else { None }).collect()
}

/// What is wrong in how a picture is laid out: something outside of it, or two texts that touch.
fn faults(picture: &Picture) -> Vec<String> {
    let inside = |x: Um, y: Um| (0..=picture.width.0).contains(&x.0) && (0..=picture.height.0).contains(&y.0);
    let within = |area: &Rect| inside(area.x, area.y) && inside(area.x + area.width, area.y + area.height);
    let mut faults = Vec::new();
    for mark in picture.layers.iter().flat_map(|layer| &layer.marks) {
        let well = match mark {
            Mark::Area(area) => within(area),
            Mark::Band(Band { from, to, height }) => {
                [from, to].iter().all(|(x, y)| inside(*x, *y) && inside(*x, *y + *height) && from.0 < to.0)
            }
            Mark::Lines { lines, .. } => {
                lines.iter().all(|line| inside(line.from.0, line.from.1) && inside(line.to.0, line.to.1))
            }
            Mark::Text(text) => within(&room(text)),
        };
        faults.extend((!well).then(|| format!("outside {} × {}: {mark:?}", picture.width, picture.height)));
    }
    let texts = texts(picture);
    for (at, one) in texts.iter().enumerate() {
        for other in &texts[at + 1..] {
            let (a, b) = (room(one), room(other));
            let beside = a.x + a.width <= b.x || b.x + b.width <= a.x;
            let below = a.y + a.height <= b.y || b.y + b.height <= a.y;
            faults.extend((!beside && !below).then(|| format!("{one:?} touches {other:?}")));
        }
    }
    faults
}

const LONG: &str = "Vente ou reprise, réemploi non établi, engagement préalable du repreneur à produire";

#[test]
fn what_is_counted_is_drawn_to_its_length() {
    let picture = columns(&stacks(&["a", "b"], &[&[1, 3], &[0, 2]]), &said);
    let of = |tone| areas(&picture, tone).iter().map(|area| area.height.0).collect::<Vec<_>>();
    // The first of each is the sample of the legend. The axis ends at 4, and is 46 mm tall.
    assert_eq!(of(Tone::Teal), [3000, 11_500]);
    assert_eq!(of(Tone::Mint), [3000, 34_500, 23_000]);
    let [_, low] = areas(&picture, Tone::Teal)[..] else { panic!("two") };
    let [_, high, _] = areas(&picture, Tone::Mint)[..] else { panic!("three") };
    assert_eq!((high.x, high.y + high.height), (low.x, low.y), "the second stands on the first");
    assert_eq!(
        written(&picture),
        ["series 0", "series 1", "0", "1", "2", "3", "4", "Nombre d’équipements", "4", "2", "a", "b"]
    );
    let picture = bars(&stacks(&["a", "b"], &[&[5], &[0]]), &said);
    assert_eq!(areas(&picture, Tone::Teal).len(), 1, "one series needs no legend, and nothing has no bar");
    let rest = ["0", "1", "2", "3", "4", "5", "Nombre d’équipements"];
    assert_eq!(written(&picture), [["a", "5", "b", "0"].as_slice(), rest.as_slice()].concat());
}

#[test]
fn nothing_and_nearly_nothing_have_a_chart_too() {
    for of in [
        stacks(&[], &[]),
        stacks(&["a"], &[&[]]),
        stacks(&["a"], &[&[0]]),
        stacks(&["a"], &[&[1]]),
        stacks(&["a", "b"], &[&[0, 0], &[0, 0]]),
        stacks(&["a", "b"], &[&[u64::MAX, u64::MAX], &[1, 0]]),
        stacks(&[LONG, ""], &[&[1], &[2]]),
        stacks(&["a", "b"], &[&[1], &[1, 2, 3]]),
    ] {
        for picture in [columns(&of, &said), bars(&of, &said), of_flow(&of)] {
            assert_eq!(faults(&picture), Vec::<String>::new(), "{of:?}");
            assert!(picture.height > Um::mm(5), "{of:?}");
        }
    }
}

#[test]
fn months_are_named_as_there_is_room() {
    let month = |at: usize| Class {
        name: format!("m{}.", at % 12 + 1),
        under: at.is_multiple_of(12).then(|| (2020 + at / 12).to_string()),
        values: vec![1],
    };
    for (count, named) in [(12, 12), (36, 18), (60, 20)] {
        let series = vec![Series { name: "s".into(), tone: Tone::Teal }];
        let of = Stacks { unit: "u".into(), series, classes: (0..count).map(month).collect() };
        let picture = columns(&of, &said);
        assert_eq!(faults(&picture), Vec::<String>::new());
        let written = written(&picture);
        assert_eq!(written.iter().filter(|text| text.starts_with('m')).count(), named, "{count}");
        assert_eq!(written.iter().filter(|text| text.starts_with("20")).count(), count / 12, "{count}");
    }
}

#[test]
fn a_long_name_takes_two_lines_and_ends_with_an_ellipsis() {
    let picture = bars(&stacks(&[LONG, "Écran"], &[&[1], &[2]]), &said);
    let written = written(&picture);
    assert!(written[0].starts_with("Vente ou reprise") && written[1].ends_with('…'), "{written:?}");
    assert_eq!(faults(&picture), Vec::<String>::new());
}

#[test]
fn a_page_has_room_for_every_kind() {
    let names = vec![LONG; 19];
    let values = vec![[1_u64; 9]; 19];
    let values: Vec<&[u64]> = values.iter().map(<[u64; 9]>::as_slice).collect();
    assert!(bars(&stacks(&names, &values), &said).height < Um::mm(200));
}

fn rate(rate_bp: u64, goal: Option<u64>) -> Picture {
    let percent = |bp: u64| format!("{},{:02} %", said(bp / 100), bp % 100);
    let of = Target {
        rate_bp,
        rate: percent(rate_bp),
        target: goal.map(|bp| (bp, format!("Objectif : {}", percent(bp)))),
        meaning: goal.map(|_| "Il manque 12 équipements pour atteindre l’objectif.".to_owned()),
    };
    target(&of, &|percent| format!("{} %", said(percent)))
}

#[test]
fn a_rate_is_as_long_as_its_part_of_the_axis() {
    let half = rate(5000, Some(5000));
    let whole = rate(10_000, None);
    let [half_bar, whole_bar] = [&half, &whole].map(|picture| areas(picture, Tone::Teal)[0]);
    // The rates are written in rooms of different widths.
    let long = |picture: &Picture| {
        let rate = texts(picture).into_iter().find(|text| text.face == Face::Strong).unwrap();
        picture.width - words::FIRST.width(&rate.text)
    };
    assert!(half_bar.width * 2 > whole_bar.width && long(&half) > long(&whole));
    assert!(areas(&rate(0, Some(5000)), Tone::Teal).is_empty());
    let marks = |picture: &Picture| {
        let layers = picture.layers.iter().filter(|layer| layer.ink == Ink::Words);
        layers.flat_map(|layer| &layer.marks).filter(|mark| matches!(mark, Mark::Area(_))).count()
    };
    assert_eq!((marks(&half), marks(&whole)), (1, 0));
}

fn of_flow(of: &Stacks) -> Picture {
    let heads = ["Réforme".to_owned(), "Devenir".to_owned()];
    flow(&Flow { heads, from: of.classes.clone(), to: of.series.clone() }, &said)
}

/// The bands in one tint.
fn tinted(picture: &Picture, tone: Tone) -> Vec<Band> {
    let layers = picture.layers.iter().filter(|layer| layer.ink == Ink::Tint(tone));
    let marks = layers.flat_map(|layer| &layer.marks);
    marks.filter_map(|mark| if let Mark::Band(band) = mark { Some(*band) } else { None }).collect()
}

#[test]
fn a_band_is_as_thick_as_it_is_many_and_joins_two_bars() {
    let picture = of_flow(&stacks(&["a", "b"], &[&[3, 1], &[0, 6]]));
    assert_eq!(
        written(&picture),
        ["4", "a", "6", "b", "3", "series 0", "7", "series 1", "Réforme", "Devenir"]
    );
    let [first] = tinted(&picture, Tone::Teal)[..] else { panic!("one") };
    let [thick, thin] = tinted(&picture, Tone::Mint)[..] else { panic!("two") };
    assert_eq!([first, thick, thin].map(|band| band.height.0), [15_000, 30_000, 5000]);
    assert_eq!(
        thin.from,
        (first.from.0, first.from.1 + first.height),
        "one below the other, as they are read"
    );
    assert_eq!(thick.to, (thin.to.0, thin.to.1 + thin.height));
    let [bar] = areas(&picture, Tone::Mint)[..] else { panic!("one") };
    assert_eq!((bar.x, bar.y, bar.height), (thin.to.0, thin.to.1, thin.height + thick.height));
    let order: Vec<usize> = [first, thick, thin]
        .iter()
        .map(|band| {
            let mut layers = picture.layers.iter();
            layers.position(|layer| layer.marks.contains(&Mark::Band(*band))).unwrap()
        })
        .collect();
    assert!(order[1] < order[0] && order[0] < order[2], "what is thin lies on what is thick: {order:?}");
    let rare = of_flow(&stacks(&["a", "b"], &[&[1_000_000, 1], &[0, 0]]));
    assert_eq!(tinted(&rare, Tone::Mint)[0].height, Um(200), "what is there is seen");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_rate_leaves_its_picture(
        bp in prop_oneof![0..20_000_u64, 0..u64::MAX / 2],
        goal in prop_oneof![Just(None), (0..10_000_u64).prop_map(Some)],
    ) {
        prop_assert_eq!(faults(&rate(bp, goal)), Vec::<String>::new());
    }

    #[test]
    fn nothing_leaves_the_picture_no_text_touches_another_and_areas_add_up(
        classes in prop::collection::vec(("[A-Za-zéœ’ -]{0,40}", prop::bool::ANY, prop::collection::vec(
            prop_oneof![3 => Just(0_u64), 5 => 0..60_u64, 1 => any::<u64>()], 9)), 0..30),
        names in prop::collection::vec("[A-Za-zé ]{0,90}", 1..9),
    ) {
        let series: Vec<Series> =
            names.iter().zip(Tone::ALL).map(|(name, tone)| Series { name: name.clone(), tone }).collect();
        let class = |(name, under, values): (String, bool, Vec<u64>)| Class {
            name, under: under.then(|| "2026".to_owned()), values: values[..series.len()].to_vec() };
        let classes: Vec<Class> = classes.into_iter().map(class).collect();
        let of = Stacks { unit: "Nombre".into(), series, classes };
        let pictures = [columns(&of, &said), bars(&of, &said)];
        for picture in pictures.iter().chain([&of_flow(&of)]) {
            prop_assert_eq!(faults(picture), Vec::<String>::new());
        }
        let most = of.most();
        let samples = if of.series.len() < 2 { 0 } else { of.series.len() };
        for (picture, upright) in pictures.iter().zip([true, false]) {
            let drawn: Vec<Rect> =
                of.series.iter().flat_map(|series| areas(picture, series.tone).split_off(samples.min(1))).collect();
            // The stacks of two classes never mix: each has its own place.
            let mut sums = std::collections::BTreeMap::new();
            for area in drawn {
                let (place, long) = if upright { (area.x, area.height) } else { (area.y, area.width) };
                *sums.entry(place).or_insert(0) += long.0;
            }
            let sums: Vec<i64> = sums.into_values().collect();
            let whole: Vec<u128> = of.classes.iter().map(Class::total).collect();
            let longest = sums.iter().max().copied().unwrap_or_default();
            let seen: Vec<&u128> = whole.iter().filter(|total| **total > most / 10_000).collect();
            prop_assert!(sums.len() >= seen.len(), "{} {}", sums.len(), seen.len());
            // To a micrometre at either end, each is to the longest as its total is to the most.
            for (sum, total) in sums.iter().zip(whole.iter().filter(|total| **total > 0)) {
                if sums.len() == whole.iter().filter(|total| **total > 0).count() {
                    let due = i128::from(longest) * i128::try_from(*total).unwrap() / i128::try_from(most).unwrap();
                    prop_assert!((i128::from(*sum) - due).abs() <= 2, "{sum} for {due}");
                }
            }
        }
    }
}
