//! End-to-end tests: the real binary in a frozen world. One file per story or command.

mod house;
mod life;
mod refusals;
mod steps;
mod worked_example;
mod world;
