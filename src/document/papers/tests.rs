use super::*;
use crate::lang::Lang;

/// What tells those who change templates which names there are.
const MANUAL: &str = include_str!("../../../assets/templates/README.md");

#[test]
fn every_template_of_the_program_is_read() {
    for paper in Paper::ALL {
        for lang in Lang::ALL {
            let read = Template::read(paper.shipped(*lang), paper.shape());
            assert!(read.is_ok(), "{lang}/{paper}: {read:?}");
        }
    }
}

#[test]
fn every_name_stands_in_the_manual_of_templates() {
    fn all(shape: &'static Shape, found: &mut Vec<&'static str>) {
        found.extend(shape.names());
        shape.lists.iter().for_each(|(_, shape)| all(shape, found));
    }
    let mut names = Vec::new();
    for paper in Paper::ALL {
        all(paper.shape(), &mut names);
    }
    for name in names {
        assert!(MANUAL.contains(&format!("`{name}`")), "{name}");
    }
    for paper in Paper::ALL {
        assert!(MANUAL.contains(&format!("`{paper}.md`")), "{paper}");
    }
}

#[test]
fn no_template_of_the_program_promises_what_nobody_can() {
    for paper in Paper::ALL {
        for lang in Lang::ALL {
            let template = paper.shipped(*lang).to_lowercase();
            for word in ["irrécup", "irrecover", "irrévers", "irrevers", "définitiv", "permanently"] {
                assert!(!template.contains(word), "{lang}/{paper}: {word}");
            }
        }
    }
}
