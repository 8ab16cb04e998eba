//! Labels as they come out of the command: read back by decoders that are not ours.

use std::{fmt::Write as _, fs, process::Command};

use crate::world::{World, has, said};

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
pub(crate) fn decoded(svg: &str) -> Vec<String> {
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

/// Enters machines with long and short names, and returns their tags.
fn machines(world: &World, count: usize) -> Vec<String> {
    let models = ["Latitude 5420", "ThinkPad T14 Gen 3 — édition des collèges, très long nom", "U7410"];
    let mut table = "kind;tag;manufacturer;model\n".to_owned();
    let tags: Vec<_> = (1..=count).map(|number| format!("VIL-{number:06}")).collect();
    for (tag, model) in tags.iter().zip(models.iter().cycle()) {
        writeln!(table, "laptop;{tag};Dell;{model}").unwrap();
    }
    world.write("inventory.csv", table);
    world.run("import inventory.csv").success();
    tags
}

/// What zbar reads of the first page of a file, drawn with so many dots by the inch, in order.
fn scanned(world: &World, pdf: &str, dots: &str) -> Vec<String> {
    said(world, "pdftoppm", &["-r", dots, "-gray", "-png", "-singlefile", pdf, "page"]);
    let mut read: Vec<_> =
        said(world, "zbarimg", &["-q", "--raw", "page.png"]).lines().map(str::to_owned).collect();
    read.sort_unstable();
    read
}

#[test]
fn zbar_reads_every_code_of_a_full_sheet() {
    if !has("zbar", "zbarimg") || !has("poppler", "pdftoppm") {
        return;
    }
    let world = world();
    let tags = machines(&world, 48);
    for (sheet, places) in
        [("L7160", 21), ("L7159", 24), ("L7163", 14), ("5160", 30), ("22805", 24), ("L4778", 48)]
    {
        let tags = &tags[..places];
        for (flag, dots) in [("", "203"), ("--dpi 300", "300"), ("--dpi 300", "600")] {
            let line = format!("label - --sheet {sheet} {flag} -o sheet.pdf");
            world.pipe(&line, &tags.join("\n")).success();
            assert_eq!(scanned(&world, "sheet.pdf", dots), tags, "{sheet} {flag} at {dots}");
        }
    }
}

#[test]
fn zbar_reads_every_code_of_a_picture_whatever_its_dots() {
    if !has("zbar", "zbarimg") {
        return;
    }
    let world = world();
    let tags = machines(&world, 5);
    for line in ["--dpi 203", "--dpi 300", "--dpi 600", "--sheet L4731", "--size 25.4x10", "--size 23x23"] {
        world.pipe(&format!("label - {line} -o label.png"), &tags.join("\n")).success();
        let read = said(&world, "zbarimg", &["-q", "--raw", "label.png"]);
        let mut read: Vec<_> = read.lines().collect();
        read.sort_unstable();
        assert_eq!(read, tags, "{line}");
    }
}

#[test]
fn a_pdf_has_exact_pages_its_own_fonts_and_text_that_can_be_found() {
    if !has("poppler", "pdfinfo") || !has("poppler", "pdffonts") || !has("poppler", "pdftotext") {
        return;
    }
    let world = world();
    let tags = machines(&world, 22);
    for (line, pages, size) in [
        ("--sheet L7160", 2, "595.276 x 841.89 pts (A4)"),
        ("--sheet 5160 --start 30", 2, "612 x 792 pts (letter)"),
        ("--size 62x29", 22, "175.748 x 82.2047 pts"),
    ] {
        world.pipe(&format!("label - {line} -o label.pdf"), &tags.join("\n")).success();
        let info = said(&world, "pdfinfo", &["label.pdf"]);
        for wanted in [format!("Pages:           {pages}\n"), format!("Page size:       {size}\n")] {
            assert!(info.contains(&wanted), "{line}: {wanted}: {info}");
        }
        let fonts = said(&world, "pdffonts", &["label.pdf"]);
        let embedded: Vec<_> = fonts.lines().skip(2).map(|font| font.contains("yes yes yes")).collect();
        assert_eq!(embedded, [true, true], "{fonts}");
        let text = said(&world, "pdftotext", &["label.pdf", "-"]);
        for tag in &tags {
            assert!(text.contains(tag), "{line}: {tag}");
        }
        assert!(text.contains("Dell Latitude 5420") && text.contains("Ville de Valmont"), "{text}");
    }
}

#[test]
fn the_same_labels_are_the_same_bytes() {
    let world = world();
    for ending in ["pdf", "png", "svg", "zpl"] {
        let bytes = |name: &str| {
            world.run(&format!("label PC-0102 -o {name}.{ending}")).success();
            fs::read(world.path(format!("{name}.{ending}"))).unwrap()
        };
        assert!(bytes("first") == bytes("second"), "{ending}");
    }
}

#[test]
fn a_label_printer_gets_commands_of_its_own() {
    let printed = world().run("label PC-0102 --size 57x32 -o -  --format zpl").success();
    insta::assert_snapshot!(printed, @r"
    ^XA^CI28^LH0,0^FWN^PW456^LL256
    ^FO28,54^BQN,2,7,Q^FH_^FDQA,PC-0102^FS
    ^FT203,115^A0N,51^FH_^FDPC-0102^FS
    ^FT203,153^A0N,23^FH_^FDDell Latitude 5400^FS
    ^FT203,185^A0N,26^FH_^FDVille de Valmont^FS
    ^XZ
    ");
}

#[test]
fn a_command_that_prints_gets_the_labels_and_its_failure_is_ours() {
    let world = world();
    let file = world.run("label PC-0102 --format zpl -o -").success();
    let printed = world.run("label PC-0102 --format zpl --print-command 'cat >printed; echo job 7'");
    insta::assert_snapshot!(printed.to_string(), @r"
    ------- stderr -------
    job 7
    handed to `cat >printed; echo job 7`
    ");
    assert_eq!(fs::read_to_string(world.path("printed")).unwrap(), file);
    let refused = world.run("label PC-0102 --print-command 'cat >printed; exit 3'");
    insta::assert_snapshot!(refused.to_string(), @r"
    ------- stderr -------
    error: `cat >printed; exit 3` did not print: exit status 3
    hint: see what it says by itself: write the labels with `-o FILE`, then give it that file
    [exit status: 1]
    ");
    // Without a file and a format, it gets pages.
    assert!(fs::read(world.path("printed")).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn a_sheet_that_does_not_exist_is_answered_with_the_nearest_and_all_others() {
    let refused = world().run("label PC-0102 --sheet L7161 -o label.pdf");
    insta::assert_snapshot!(refused.to_string(), @r"
    ------- stderr -------
    error: --sheet: “L7161” cannot be read; give one of L7160, L7159, L7163, L4778, L4731, 5160, 22805
    hint: did you mean L7163?
    hint: for more: rebond label --help
    [exit status: 2]
    ");
}

#[test]
fn a_start_beyond_the_sheet_is_refused_with_what_it_holds() {
    let world = world();
    let refused = world.run("label PC-0102 --sheet L7160 --start 22 -o label.pdf");
    insta::assert_snapshot!(refused.to_string(), @r"
    ------- stderr -------
    error: a sheet of L7160 has 21 labels; none is number 22
    hint: choose `--start` from 1 to 21, counted row by row
    [exit status: 1]
    ");
    assert!(!world.path("label.pdf").exists());
    let refused = with_machine(World::french()).run("label PC-0102 --sheet L7160 --start 0 -o label.pdf");
    insta::assert_snapshot!(refused.to_string(), @r"
    ------- stderr -------
    erreur : une planche L7160 compte 21 étiquettes, aucune ne porte le numéro 0
    conseil : choisir `--start` de 1 à 21, en comptant ligne par ligne
    [exit status: 1]
    ");
}

#[test]
fn a_sheet_is_not_for_a_label_printer() {
    let refused = world().run("label PC-0102 --sheet L7160 -o label.zpl");
    insta::assert_snapshot!(refused.to_string(), @r"
    ------- stderr -------
    error: zpl is for printers of single labels, and L7160 is a sheet
    hint: for a sheet, choose `--format pdf`
    hint: for a label printer, give the size of its labels: `--size 62x29`
    [exit status: 2]
    ");
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

#[test]
fn standard_input_that_names_nothing_prints_nothing() {
    let world = World::new().with_record();
    let outcome = world.pipe("label - --sheet L7160 -o sheet.pdf", "");
    assert_eq!((outcome.stderr.as_str(), outcome.status), ("nothing to list\n", 0));
    assert!(!world.path("sheet.pdf").exists());
    for path in ["label.jpg", "label.webp", "label.docx"] {
        world.stopped(&format!("label A1 -o {path}"), 2, "format");
    }
}
