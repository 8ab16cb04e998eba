//! A history as it is written: chapters, and under each what was typed, by whom and on which day.
//!
//! ```text
//! == 2024 : la vie courante | 2024: ordinary days
//!
//! # A comment.
//! 2024-03-04 karim   lot ship LOT-2024-0001
//!     refused unaccounted
//! 2024-03-05 karim   collect UC-0201 UC-0202
//!                    UC-0203
//! ```
//!
//! A line that is indented goes on with the one above, unless it begins with `refused` or `warned`: then
//! it names the code that the answer must have. The days never run backwards. `@last` is the number
//! of the last event, which a person reads on the screen.

use crate::{cli::line, lang::Lang, model::day::Day};

/// The word that stands for the number of the last event.
pub(super) const LAST: &str = "@last";

/// A history, in its order.
pub(super) type Script = Vec<Entry>;

/// One entry of a history.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A title, in French and in English.
    Chapter(String, String),
    /// A command.
    Step(Step),
}

/// A command of a history.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Where it stands in the file, counted from 1.
    pub(super) line: usize,
    pub(super) day: Day,
    pub(super) actor: String,
    /// What is typed after `rebond`.
    pub(super) words: Vec<String>,
    /// The code it must be refused with.
    pub(super) refused: Option<String>,
    /// The codes of the warnings that it must give.
    pub(super) warned: Vec<String>,
}

/// What is wrong in a history.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) what: &'static str,
}

impl Entry {
    /// Returns the title of a chapter in a language.
    pub(super) fn title(&self, lang: Lang) -> Option<&str> {
        match (self, lang) {
            (Self::Chapter(title, _), Lang::Fr) | (Self::Chapter(_, title), Lang::En) => Some(title),
            (Self::Step(_), _) => None,
        }
    }
}

/// Reads a history.
///
/// # Errors
///
/// Returns the first line that is not written as it should be.
pub(super) fn read(text: &str) -> Result<Script, Mistake> {
    let mut script = Script::new();
    // What is typed may go on over several lines: it is split once it is whole.
    let mut typed = String::new();
    let mut today: Option<Day> = None;
    for (at, line) in text.lines().enumerate() {
        let mistake = |what| Mistake { line: at + 1, what };
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some(titles) = line.strip_prefix("== ") {
            end(&mut script, &mut typed)?;
            let (french, english) = titles.split_once(" | ").ok_or(mistake("a title in two languages"))?;
            script.push(Entry::Chapter(french.to_owned(), english.to_owned()));
            continue;
        }
        if line.starts_with(' ') {
            let Some(Entry::Step(step)) = script.last_mut() else {
                return Err(mistake("nothing to go on with"));
            };
            match trimmed.split_once(' ') {
                Some(("refused", code)) => step.refused = Some(code.to_owned()),
                Some(("warned", codes)) => step.warned.extend(codes.split(' ').map(str::to_owned)),
                _ => typed = format!("{typed} {trimmed}"),
            }
            continue;
        }
        end(&mut script, &mut typed)?;
        let mut parts = line.splitn(3, ' ');
        let day = parts.next().and_then(|day| Day::parse(day).ok()).ok_or(mistake("a day"))?;
        if today.is_some_and(|today| day < today) {
            return Err(mistake("a day that is not before the one above"));
        }
        today = Some(day);
        let actor = parts.next().ok_or(mistake("a name"))?.to_owned();
        parts.next().unwrap_or_default().trim().clone_into(&mut typed);
        let (words, refused, warned) = (Vec::new(), None, Vec::new());
        script.push(Entry::Step(Step { line: at + 1, day, actor, words, refused, warned }));
    }
    end(&mut script, &mut typed)?;
    Ok(script)
}

/// Ends what is typed: its words are known.
fn end(script: &mut Script, typed: &mut String) -> Result<(), Mistake> {
    if let Some(Entry::Step(step)) = script.last_mut().filter(|_| !typed.is_empty()) {
        step.words = line::split(typed).ok_or(Mistake { line: step.line, what: "a quote that closes" })?;
        typed.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: &str = "\
== La vie | Life
# Nobody types this.

2024-03-04 karim   lot ship LOT-2024-0001 --note 'à la pesée'
    refused unaccounted
2024-03-05 nadia   collect UC-0201
                   UC-0202
    warned late_undertaking not_tested
";

    #[test]
    fn a_history_is_read_as_it_is_written() {
        let script = read(DAYS).unwrap();
        assert_eq!(script[0].title(Lang::Fr), Some("La vie"));
        assert_eq!(script[0].title(Lang::En), Some("Life"));
        let steps: Vec<&Step> = script
            .iter()
            .filter_map(|entry| match entry {
                Entry::Step(step) => Some(step),
                Entry::Chapter(..) => None,
            })
            .collect();
        assert_eq!(steps[0].words, ["lot", "ship", "LOT-2024-0001", "--note", "à la pesée"]);
        assert_eq!((steps[0].actor.as_str(), steps[0].line), ("karim", 4));
        assert_eq!(steps[0].refused.as_deref(), Some("unaccounted"));
        assert_eq!(steps[1].words, ["collect", "UC-0201", "UC-0202"]);
        assert_eq!(steps[1].warned, ["late_undertaking", "not_tested"]);
        assert_eq!(steps[1].day.to_string(), "2024-03-05");
    }

    #[test]
    fn what_is_not_a_history_is_named_by_its_line() {
        for (text, line, what) in [
            ("== La vie\n", 1, "a title in two languages"),
            ("\n  collect A\n", 2, "nothing to go on with"),
            ("lot ship\n", 1, "a day"),
            ("2024-03-04\n", 1, "a name"),
            ("2024-03-04 a show A\n2024-03-03 a show A\n", 2, "a day that is not before the one above"),
            ("2024-03-04 a show A\n2024-03-04 a add 'B\n", 2, "a quote that closes"),
        ] {
            assert_eq!(read(text), Err(Mistake { line, what }), "{text}");
        }
    }
}
