//! Tests that look into the model: tiny systems with optima known by hand, golden texts, laws.

mod case;
mod could_be_built;
mod golden;
mod laws;
mod textbook;
