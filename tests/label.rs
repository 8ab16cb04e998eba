//! Labels as they come out of the command: read back by decoders that are not ours.

use std::{fs, process::Command};

use crate::world::{World, has};

fn world() -> World {
    with_machine(World::new())
}

fn with_machine(world: World) -> World {
    let world = world.with_record();
    world
        .run(
            "add --kind laptop --tag PC-0102 --manufacturer Dell --model 'Latitude 5400' --service Urbanisme",
        )
        .success();
    world
}

fn svg(world: &World, line: &str) -> String {
    world.run(line).success();
    fs::read_to_string(world.path("label.svg")).unwrap()
}

/// Paints the codes of a drawing, six pixels a module, and reads them with rqrr.
fn decoded(svg: &str) -> Vec<String> {
    let rects: Vec<[usize; 4]> = svg.split(" d=\"").skip(1).flat_map(rects).collect();
    let module = rects[0][3];
    let pixels = |um: usize| (um * 6 + module / 2) / module;
    let side = |name: &str| {
        let (_, rest) = svg.split_once(name).unwrap();
        pixels(micrometres(rest.split_once("mm\"").unwrap().0))
    };
    let (width, height) = (side(" width=\""), side(" height=\""));
    let mut picture = vec![255; width * height];
    for [x, y, w, h] in rects {
        for row in pixels(y)..pixels(y + h) {
            picture[row * width..][pixels(x)..pixels(x + w)].fill(0);
        }
    }
    rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture[y * width + x])
        .detect_grids()
        .into_iter()
        .map(|grid| grid.decode().unwrap().1)
        .collect()
}

/// The rectangles of the path at the start of a text: x, y, width, height.
fn rects(text: &str) -> Vec<[usize; 4]> {
    let path = text.split_once('"').unwrap().0;
    let numbers = |rect: &str| {
        let mut numbers = rect.split([' ', 'h', 'v']).map(micrometres);
        std::array::from_fn(|_| numbers.next().unwrap())
    };
    path.split('M').skip(1).map(numbers).collect()
}

fn micrometres(millimetres: &str) -> usize {
    let (whole, part) = millimetres.split_once('.').unwrap_or((millimetres, ""));
    format!("{whole}{part:0<3}").parse().unwrap()
}

#[test]
fn the_code_of_a_label_says_its_tag() {
    let world = world();
    for size in ["62x29", "40x12", "25.4x10", "90x38.1"] {
        let svg = svg(&world, &format!("label PC-0102 --size {size} -o label.svg"));
        assert_eq!(decoded(&svg), ["PC-0102"], "{size}");
    }
}

#[test]
fn a_label_shows_the_tag_the_machine_and_the_organisation_and_no_person() {
    let world = world();
    world.run("party add 'Alice Martin' --kind staff").success();
    world.run("move PC-0102 --holder 'Alice Martin'").success();
    let svg = svg(&world, "label PC-0102 -o label.svg");
    for shown in [">PC-0102</text>", ">Dell Latitude 5400</text>", ">Ville de Valmont</text>"] {
        assert!(svg.contains(shown), "{shown}: {svg}");
    }
    assert!(!svg.contains("Alice") && !svg.contains("Martin"), "{svg}");
}

#[test]
fn several_labels_stand_in_one_file_in_the_order_asked_for() {
    let world = world();
    world.run("add --kind monitor --tag ECR-0401").success();
    world.run("add --kind dock").success();
    let svg = svg(&world, "label ECR-0401 PC-0102 VAL-000001P -o label.svg");
    assert_eq!(decoded(&svg), ["ECR-0401", "PC-0102", "VAL-000001P"]);
}

#[test]
fn tags_may_come_from_standard_input() {
    let world = world();
    let svg = world.pipe("label - -o -", "PC-0102\n").success();
    assert_eq!(decoded(&svg), ["PC-0102"]);
}

#[test]
fn the_code_is_a_link_where_the_organisation_has_an_address() {
    let world = world();
    world.run("policy set label.url https://parc.valmont.example/").success();
    let svg = svg(&world, "label PC-0102 -o label.svg");
    assert_eq!(decoded(&svg), ["HTTPS://PARC.VALMONT.EXAMPLE/A/PC-0102"]);
}

#[test]
fn a_label_on_standard_output_is_the_one_in_the_file() {
    let world = world();
    let file = svg(&world, "label PC-0102 -o label.svg");
    assert_eq!(world.run("label PC-0102 -o -").success(), file);
}

#[test]
fn zbar_reads_what_a_renderer_drew() {
    if !has("zbar", "zbarimg") || !has("zbar", "rsvg-convert") {
        return;
    }
    let world = world();
    for (size, dots) in [("62x29", "203"), ("62x29", "600"), ("25.4x10", "300")] {
        svg(&world, &format!("label PC-0102 --size {size} -o label.svg"));
        let drawn = Command::new("rsvg-convert")
            .args(["--dpi-x", dots, "--dpi-y", dots, "-o"])
            .args([world.path("label.png"), world.path("label.svg")])
            .status();
        assert!(drawn.unwrap().success());
        let read = Command::new("zbarimg").args(["-q", "--raw"]).arg(world.path("label.png")).output();
        let said = String::from_utf8(read.unwrap().stdout).unwrap();
        assert_eq!(said, "PC-0102\n", "{size} at {dots} dots an inch");
    }
}

#[test]
fn a_size_too_small_is_refused_with_the_size_that_fits() {
    let refused = world().run("label PC-0102 --size 10x10 -o label.svg");
    insta::assert_snapshot!(refused.to_string(), @r"
    ------- stderr -------
    error: PC-0102: a label of 10x10 mm is too small, the modules of its code would fall below 0.33 mm
    hint: choose at least `--size 14.8x10`
    [exit status: 1]
    ");
}

#[test]
fn a_size_too_small_is_refused_in_french_too() {
    let refused = with_machine(World::french()).run("label PC-0102 --size 10x10 -o label.svg");
    insta::assert_snapshot!(refused.to_string(), @r"
    ------- stderr -------
    erreur : PC-0102 : une étiquette de 10x10 mm est trop petite, les modules du code passeraient sous 0,33 mm
    conseil : choisir au moins `--size 14.8x10`
    [exit status: 1]
    ");
}

#[test]
fn the_size_that_is_offered_fits_and_nothing_was_written_before() {
    let world = world();
    let said = world.run("label PC-0102 --size 10x10 -o label.svg").failure(1);
    assert!(!world.path("label.svg").exists());
    let size = said.split("--size ").nth(1).unwrap().split('`').next().unwrap();
    let svg = svg(&world, &format!("label PC-0102 --size {size} -o label.svg"));
    assert_eq!(decoded(&svg), ["PC-0102"]);
}
