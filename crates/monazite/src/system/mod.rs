//! The network that everything is computed on: countries, forms, processes, flows, stocks and demand.

pub mod behaviour;
pub mod claim;
pub mod coalition;
pub mod country;
pub mod criticality;
pub mod end_use;
pub mod flow;
pub mod form;
pub mod investment;
pub mod lifetime;
mod lookup;
pub mod market;
mod market_draw;
pub mod mineral;
pub mod policy;
pub mod process;
pub mod producer;
pub mod project;
pub mod stock;
mod tables;
#[doc(hidden)]
pub mod testing;

pub use behaviour::{Behaviour, Parameter, Scope};
pub use claim::Claim;
pub use coalition::Coalition;
pub use country::{Country, Indicator};
pub use criticality::{Criticality, SupplyShare};
pub use end_use::{Demand, EndUse, Industry, IndustryLink, IndustryValueAdded};
pub use flow::{Exports, Flow, Held, ImportShare, Imports, TradeHeld};
pub use form::{Form, Stage};
pub use investment::Investment;
pub use lifetime::Lifetime;
pub use market::{DemandPath, Price, Published, Recycling, Reliance};
pub use market_draw::MarketDraw;
pub use mineral::{Depth, Mineral};
pub use policy::Policy;
pub use process::{ByProduct, Process, Role, Term};
pub use producer::{Capacity, Production, Reserve, WorldProduction};
pub use project::Project;
pub use stock::{Stock, StockKind};
pub use tables::{Source, System};
