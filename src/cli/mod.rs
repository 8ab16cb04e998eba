//! The command line: arguments → request → operation → words. The only place that knows clap, the
//! clock, the environment and the screen.

pub mod args;
