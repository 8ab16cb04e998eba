//! How far a long command has come: a bar on stderr, for people alone.

use std::{
    io::{self, IsTerminal as _},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is done sooner needs no bar.
const LONG: Duration = Duration::from_secs(1);

/// A bar that appears once a command is long, if somebody is there to see it.
pub(super) struct Progress {
    began: Instant,
    wanted: bool,
    what: &'static str,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// A bar for a command; `talks` tells whether anything is said beside the data.
    pub(super) fn new(talks: bool, what: &'static str) -> Self {
        Self { began: Instant::now(), wanted: talks && io::stderr().is_terminal(), what, bar: None }
    }

    /// Shows how much is done, of how much.
    pub(super) fn show(&mut self, done: u64, of: u64) {
        if !self.wanted || (self.bar.is_none() && self.began.elapsed() < LONG) {
            return;
        }
        let what = self.what;
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} {msg}");
            let bar = ProgressBar::with_draw_target(Some(of), ProgressDrawTarget::stderr());
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(what);
            bar
        });
        bar.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
