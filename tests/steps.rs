//! Steps that stories share: lists of commands, refusals that change nothing, what is recorded.

use std::{path::Path, process::Command};

use serde_json::Value;

use crate::world::{Outcome, World};

impl World {
    /// Runs commands, a line each; every one succeeds.
    #[track_caller]
    pub(crate) fn enter(&self, lines: &str) {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let outcome = self.run(line);
            assert_eq!(outcome.status, 0, "rebond {line}\n{outcome}");
        }
    }

    /// Runs a command that a rule refuses: exit 1, this code, and a log as it was.
    #[track_caller]
    pub(crate) fn refused(&self, line: &str, code: &str) -> Value {
        self.stopped(line, 1, code)
    }

    /// Runs a command that ends with this status and error code, and changes nothing.
    #[track_caller]
    pub(crate) fn stopped(&self, line: &str, status: i32, code: &str) -> Value {
        let before = self.log();
        let outcome = self.run(&format!("--json {line}"));
        assert_eq!(outcome.status, status, "rebond {line}\n{outcome}");
        assert_eq!(outcome.stderr, "", "rebond {line}: all of an error in JSON is on stdout");
        let told: Value =
            serde_json::from_str(&outcome.stdout).unwrap_or_else(|e| panic!("{e}: {}", outcome.stdout));
        let error = told["error"].clone();
        assert_eq!(error["code"], code, "rebond {line}\n{outcome}");
        assert!(error["message"].is_string() && error["hints"].is_array(), "{told}");
        assert_eq!(self.log(), before, "rebond {line}: refused, and recorded all the same");
        error
    }

    /// Runs a line as a shell understands it, `rebond` being the program under test.
    pub(crate) fn shell(&self, line: &str) -> Outcome {
        let like = self.command(&[] as &[&str]);
        let program = Path::new(like.get_program());
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", line]).current_dir(self.path("")).env_clear();
        shell.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
        shell.env("PATH", format!("{}:/usr/bin:/bin", program.parent().unwrap().display()));
        self.finish(shell, "")
    }

    /// An asset as JSON shows it.
    #[track_caller]
    pub(crate) fn asset(&self, tag: &str) -> Value {
        self.run(&format!("--json show {tag}")).json()
    }

    /// One fact of an asset.
    #[track_caller]
    pub(crate) fn fact(&self, tag: &str, key: &str) -> Value {
        let asset = self.asset(tag);
        asset.get(key).cloned().unwrap_or_else(|| panic!("no {key} in {asset}"))
    }

    /// The stored lines of the log.
    #[track_caller]
    pub(crate) fn log(&self) -> String {
        self.run("export log").success()
    }

    /// The number of the last event.
    #[track_caller]
    pub(crate) fn head(&self) -> usize {
        self.log().lines().count()
    }
}
