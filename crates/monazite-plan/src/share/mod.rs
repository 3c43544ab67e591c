//! Who would join a programme, what each gains and pays, and whether it stays.
//!
//! Pure functions of games, one concept a file, and the value of every club from the plan.

mod alone;
mod assemble;
mod borne;
mod club;
mod desk;
mod game;
mod joining;
mod nucleolus;
mod objection;
mod outcome;
mod parted;
mod rule;
mod shapley;
mod small;
mod spill;
mod stability;
mod value;

pub use assemble::assemble;
pub use club::Club;
pub use game::{Game, GameError, MOST_PLAYERS};
pub use joining::{Step, follow, joining};
pub use nucleolus::{LeastCore, least_core, nucleolus};
pub use objection::{Objection, is_in_core, objections};
pub use outcome::Outcomes;
pub use rule::{Rule, by_weights};
pub use shapley::{Sampled, orders, sampled, shapley};
pub use stability::{Move, joiners, leavers, smallest_club, surplus};
pub use value::{Clubs, Group, Players};
