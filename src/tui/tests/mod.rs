//! Tests of the desk as a person meets it: keys in, screens and effects out, no library needed.

mod desk;
mod every_block;
mod health;
mod hostile;
mod keys;
mod pages;
mod pictures;
mod screens;
mod speed;
mod texts;
