//! Reports on paper: a tagged PDF, and one file of HTML.

use std::{fs, os::unix::fs::PermissionsExt};

use crate::world::{World, has, said};

/// The words of a PDF, one space between two.
fn words(world: &World, file: &str) -> String {
    said(world, "pdftotext", &["-layout", file, "-"]).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn reported(world: World) -> World {
    let world = world.with_record();
    world.run("add --kind laptop --tag PC-1 --first-use 2022-01-10 --service 'État civil <b>'").success();
    world.run("media add PC-1 --kind ssd --serial S1").success();
    world
}

#[test]
fn a_report_is_a_tagged_pdf_of_the_same_bytes_each_time() {
    let world = reported(World::french());
    let made = |name: &str| {
        world.run(&format!("report decree --period 2026 --explain -o {name}")).success();
        fs::read(world.path(name)).unwrap()
    };
    let pdf = made("one.pdf");
    assert_eq!(pdf, made("two.pdf"));
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let mode = fs::metadata(world.path("one.pdf")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    if !has("poppler", "pdftotext") {
        return;
    }
    let info = said(&world, "pdfinfo", &["one.pdf"]);
    for expected in ["Tagged:          yes", "Title:           Ville de Valmont – Taux de réemploi", "(A4)"]
    {
        assert!(info.contains(expected), "{expected}: {info}");
    }
    let tree = said(&world, "pdfinfo", &["-struct", "one.pdf"]);
    for tag in ["H1", "H2", "P (block)", "Table (block)", "TH", "/Scope /Row", "TD", "L (block)", "LI"] {
        assert!(tree.contains(tag), "{tag}: {tree}");
    }
    let page = words(&world, "one.pdf");
    for expected in ["Taux réglementaire", "Objectif de l’année", "Registre à l’événement n°", "Page 1/2"]
    {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let fonts = said(&world, "pdffonts", &["one.pdf"]);
    let embedded = |line: &&str| line.contains("IBMPlex") && line.contains("yes yes yes");
    assert_eq!(fonts.lines().filter(embedded).count(), 3, "{fonts}");
}

#[test]
fn a_report_is_one_file_of_html_in_which_a_name_is_text() {
    let world = reported(World::new());
    world.run("move PC-1 --to '<script>alert(1)</script>'").success();
    world.run("collect PC-1").success();
    world.run("triage PC-1 --decision recondition").success();
    world.run("media add PC-1 --kind ssd --serial S2").success();
    world.run("sanitize PC-1 --action ata_sanitize_block --verify status --result pass").success();
    world.run("ready PC-1 --functional F5 --cosmetic C4").success();
    world.run("deploy PC-1 --to '<script>alert(1)</script>'").success();
    world.run("report reuse --period 2026 -o page.html").success();
    let page = fs::read_to_string(world.path("page.html")).unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    for forbidden in ["<script", "http://", "https://"] {
        assert!(!page.contains(forbidden), "{forbidden}: {page}");
    }
    for expected in ["<th scope=\"col\">", "<th scope=\"row\">", "@media print", "prefers-color-scheme: dark"]
    {
        assert!(page.contains(expected), "{expected}");
    }
    assert_eq!(world.run("report reuse --period 2026 --format html").success(), page);
}
