//! Every command that a sentence offers is one that can be typed.

use super::args::{self, Stop};
use crate::{
    lang::{Lang, WayOut, help::Slot, samples, words},
    store::{Finding, FindingCode},
};

/// The arguments of a command line, as a shell cuts them.
fn cut(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => (quote, begun) = (Some(c), true),
            None if c == ' ' => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            _ => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

/// A value where the command has a word in capitals that stands for one of a kind.
fn filled(word: String) -> String {
    match word.as_str() {
        "SEQ" | "ÉVÉNEMENT" => "42".to_owned(),
        "CHANNEL" | "VOIE" => "sale".to_owned(),
        "KEY" | "CLÉ" => "organisation".to_owned(),
        "DATE" => "2026-11-20".to_owned(),
        _ => word,
    }
}

#[test]
fn every_command_in_a_hint_can_be_typed() {
    let mut seen = 0;
    for lang in Lang::ALL.iter().copied() {
        let w = words(lang);
        let mut told: Vec<String> = samples::notices().iter().map(|notice| w.notice(notice)).collect();
        let refusals = samples::refusals().into_iter().map(|refusal| w.refusal(&refusal));
        let failures = samples::failures().into_iter().map(|failure| w.failure(&failure));
        told.extend(refusals.chain(failures).flat_map(|told| told.hints));
        for code in FindingCode::ALL {
            let ways = WayOut::of(&[Finding::new(*code, None, "")]);
            assert!(!ways.is_empty(), "{code}");
            told.extend(ways.into_iter().map(|way| w.way_out(way)));
        }
        for sentence in told {
            for line in sentence.split('`').skip(1).step_by(2).filter(|line| line.starts_with("rebond ")) {
                for word in cut(line) {
                    let english = |slot: &Slot| words(Lang::En).slot(*slot) == word;
                    let own = |slot: &Slot| w.slot(*slot) == word;
                    let foreign = Slot::ALL.iter().any(english) && !Slot::ALL.iter().any(own);
                    assert!(!foreign, "{word} in {line}");
                }
                let argv = cut(line).into_iter().map(|word| filled(word).into());
                match args::parse(argv, lang) {
                    Ok(_) | Err(Stop::Version(_) | Stop::Help(_)) => seen += 1,
                    Err(stop) => panic!("{line}: {stop:?}"),
                }
            }
        }
    }
    assert!(seen > 200);
}
