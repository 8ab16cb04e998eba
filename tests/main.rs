//! End-to-end tests: the real binary in a frozen world. One file per story or command.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops the world when it is surprised, and says what it skips"
)]

mod against;
mod agec;
mod amend;
mod backup;
mod bad_input;
mod chain;
mod compared;
mod config;
mod correct;
mod database;
mod demo;
mod devices;
mod discreet;
mod drives;
mod edit;
mod erasures;
mod evidence;
mod evidence_kept;
mod export;
mod export_tables;
mod faults;
mod find;
mod flags;
mod forget;
mod gate;
mod house;
mod import;
mod import_again;
mod import_bad;
mod import_before;
mod journeys;
mod label;
mod label_blank;
mod label_cards;
mod language;
mod life;
mod lots;
mod manual;
mod media;
mod migrate;
mod output;
mod papers;
mod part;
mod past;
mod readme;
mod rebuild;
mod refusals;
mod register;
mod repeat;
mod report;
mod reprint;
mod restore;
mod restore_lists;
mod samples;
mod sanitization;
mod scan;
mod schemas;
mod seal;
mod seals;
mod second_person;
mod sentences;
mod server;
mod sinks;
mod steps;
mod stock;
mod targets;
mod trust;
mod unattended;
mod used;
mod work;
mod worked_example;
mod workshop;
mod world;
mod xlsx;
mod xlsx_charts;
