//! Templates of one's own: used, and named where they are broken.

use std::fs;

use super::{page, town};
use crate::world::World;

#[test]
fn a_template_of_ones_own_takes_the_place_of_that_of_the_program() {
    let world = town(World::french());
    fs::create_dir_all(world.path("modeles/fr")).unwrap();
    world.write(
        "modeles/fr/certificate.md",
        "# Effacé\n\n{% for m in media %}\n**{{ m.name }}** : {{ m.claim }}\n{% endfor %}\n",
    );
    let folder = world.path("modeles");
    world.run_words(&["config", "set", "templates", folder.to_str().unwrap()]).success();
    insta::assert_snapshot!(world.run("certificate GOOD"), @r"
    Effacé
    ======
    GOOD : NIST Clear, avec réserve
    ");
    let shipped = world.run("certificate BAD").success();
    let pipe = world.path("modeles/fr/slip.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(world.run("lot slip LOT-2026-0001").failure(4).contains("modeles/fr/slip.md"));
    fs::remove_dir_all(folder).unwrap();
    assert!(world.run("certificate GOOD").failure(4).contains("modeles"));
    assert!(shipped.starts_with("Constat de non-effacement"), "{shipped}");
}

#[test]
fn a_broken_template_is_named_with_its_line_and_column_and_nothing_is_written() {
    for world in [town(World::new()), town(World::french())] {
        let lang = if world.is_french() { "fr" } else { "en" };
        let file = format!("templates/{lang}/certificate.md");
        fs::create_dir_all(world.path(format!("templates/{lang}"))).unwrap();
        let folder = world.path("templates");
        world.run_words(&["config", "set", "templates", folder.to_str().unwrap()]).success();
        let mut all = String::new();
        for broken in [
            "# T\n\nsee {{ organization }}\n",
            "# T\n{% for m in media %}\n",
            "# T\n\n1. first\n",
            "| a | b |\n|---|---|\n| only |\n",
            "{% for a in media %}\n{% for b in media %}\n{% include \"certificate.md\" %}\n{% endfor %}\n{% endfor %}\n",
        ] {
            world.write(&file, broken);
            let outcome = world.run("certificate GOOD -o out.pdf");
            assert!(!world.path("out.pdf").exists());
            all.push_str(&outcome.failure(2));
        }
        let deep = "{% for m in media %}\n".repeat(18);
        world.write(&file, format!("# T\n{deep}{}", "{% endfor %}\n".repeat(18)));
        let _ = world.run("certificate PC-1").success();
        let many = "{% for l in lines %}\n".repeat(18);
        world
            .write(&format!("templates/{lang}/slip.md"), format!("{many}x\n{}", "{% endfor %}\n".repeat(18)));
        world.run("lot add LOT-2026-0001 PC-2").success();
        all.push_str(&world.run("lot slip LOT-2026-0001").failure(2));
        world.write(&file, b"# T\n\xff\n");
        all.push_str(&world.run("certificate GOOD").failure(2));
        if world.is_french() {
            insta::assert_snapshot!(page(&all), @r#"
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 3, colonne 8 : rien ne s’appelle `organization` ici ; noms proches : organisation
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 2, colonne 1 : `{% for` n’est pas fermé
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 3, colonne 1 : `1.` n’est pas compris ici : les modèles connaissent les titres (`#`, `##`, `###`), les paragraphes, les listes (`-`), les tableaux, `**le gras**` et les codes `![…](qr:…)` ; un signe s’écrit tel quel après une barre oblique inverse
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 3, colonne 1 : la ligne du tableau n’a pas autant de cellules que son en-tête (1 au lieu de 2)
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 3, colonne 1 : `{% include "certificate.md" %}` n’est pas compris ; sont compris `{{ nom }}`, `{{ nom or "texte" }}`, `{% for x in liste %}`, `{% if nom %}`, `{% else %}` et ce qui les ferme
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/slip.md, ligne 16, colonne 1 : le modèle répète plus de 200 000 lignes : une boucle de trop
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 2, colonne 1 : ce n’est pas du texte en UTF-8
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            "#);
        } else {
            insta::assert_snapshot!(page(&all), @r#"
            error: the template $HOME/templates/en/certificate.md, line 3, column 8: nothing is called `organization` here; near it: organisation
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 2, column 1: `{% for` is not closed
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 3, column 1: `1.` is not understood here: templates know headings (`#`, `##`, `###`), paragraphs, lists (`-`), tables, `**bold**` and codes `![…](qr:…)`; a backslash before a sign makes it mere text
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 3, column 1: the row has not as many cells as the head of its table (1, not 2)
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 3, column 1: `{% include "certificate.md" %}` is not understood; what is: `{{ name }}`, `{{ name or "text" }}`, `{% for x in list %}`, `{% if name %}`, `{% else %}` and what closes them
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/slip.md, line 16, column 1: the template repeats more than 200,000 lines: a loop too many
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 2, column 1: this is no text in UTF-8
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            "#);
        }
    }
}

#[test]
fn a_template_writes_something_from_a_file_however_long_its_words() {
    let world = town(World::french());
    fs::create_dir_all(world.path("modeles/fr")).unwrap();
    let folder = world.path("modeles");
    world.run_words(&["config", "set", "templates", folder.to_str().unwrap()]).success();
    let mut all = String::new();
    for nothing in ["", " \n\n", "{% if tag %}\n{% else %}\n# x\n{% endif %}\n", "# {{ validated_by }}\n"] {
        world.write("modeles/fr/certificate.md", nothing);
        all = world.run("certificate GOOD -o out.pdf").failure(2);
        assert!(all.contains("modeles/fr/certificate.md") && all.contains("il n’écrit rien"), "{all}");
        assert!(!world.path("out.pdf").exists());
    }
    let before = std::time::Instant::now();
    world.write("modeles/fr/certificate.md", "a".repeat(400_000));
    world.run("certificate GOOD -o long.pdf").success();
    // Cutting it anew for each of its lines took over half a minute.
    assert!(before.elapsed().as_secs() < 20, "{:?}", before.elapsed());
    let place = world.path("modeles/fr/certificate.md");
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    all.push_str(&world.run("certificate GOOD").failure(4));
    fs::remove_dir(&place).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &place).unwrap();
    all.push_str(&world.run("certificate GOOD").failure(4));
    all.push_str(&world.run("evidence add GOOD nope.txt").failure(1));
    insta::assert_snapshot!(page(&all), @r"
    erreur : le modèle $HOME/modeles/fr/certificate.md, ligne 1, colonne 1 : il n’écrit rien : un document doit dire quelque chose
    conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
    erreur : $HOME/modeles/fr/certificate.md est un dossier : un modèle est un fichier de texte
    conseil : y mettre le modèle, ou retirer ce qui occupe sa place : celui du programme sert alors
    erreur : $HOME/modeles/fr/certificate.md est un tube, un périphérique ou un lien qui ne mène à rien : un modèle est un fichier de texte
    conseil : y mettre le modèle, ou retirer ce qui occupe sa place : celui du programme sert alors
    erreur : nope.txt ne peut pas être lu : il n’existe pas
    ");
}

#[test]
fn a_template_that_no_document_is_made_from_is_named() {
    for world in [town(World::new()), town(World::french())] {
        let lang = if world.is_french() { "fr" } else { "en" };
        fs::create_dir_all(world.path(format!("templates/{lang}"))).unwrap();
        let folder = world.path("templates");
        world.run_words(&["config", "set", "templates", folder.to_str().unwrap()]).success();
        for known in ["slip.md", "README.md", ".slip.md.swp", "slip.md~", "slip.md.bak"] {
            world.write(&format!("templates/{lang}/{known}"), "# x\n");
        }
        world.write("templates/README.md", "# x\n");
        let told = world.run("certificate GOOD --format md");
        assert_eq!(told.stderr, "", "{told}");
        world.write(&format!("templates/{lang}/certificat.{lang}.md"), "# x\n");
        world.write(&format!("templates/{lang}/letter.md"), "# x\n");
        world.write("templates/annex.md", "# x\n");
        let told = world.run("certificate GOOD --format md");
        let said = page(&told.stderr);
        assert!(!told.success().contains("# x"));
        if world.is_french() {
            insta::assert_snapshot!(said, @r"
            attention : le modèle $HOME/templates/annex.md n’est celui d’aucun document, et rien n’est écrit d’après lui ; nom proche : `fr/annex.md`
            attention : le modèle $HOME/templates/fr/certificat.fr.md n’est celui d’aucun document, et rien n’est écrit d’après lui ; nom proche : `fr/certificate.md`
            attention : le modèle $HOME/templates/fr/letter.md n’est celui d’aucun document, et rien n’est écrit d’après lui ; les modèles sont ceux de `certificate`, `not_sanitised`, `slip`, `annex`, `decommission`
            ");
        } else {
            insta::assert_snapshot!(said, @r"
            warning: the template $HOME/templates/annex.md is that of no document, and nothing is written by it; near it: `en/annex.md`
            warning: the template $HOME/templates/en/certificat.en.md is that of no document, and nothing is written by it; near it: `en/certificate.md`
            warning: the template $HOME/templates/en/letter.md is that of no document, and nothing is written by it; templates are those of `certificate`, `not_sanitised`, `slip`, `annex`, `decommission`
            ");
        }
    }
}
