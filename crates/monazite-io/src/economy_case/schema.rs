//! JSON schema and reference page of a case, generated from the keys that the check uses.

use super::keys::{EVENTS, FILE, PARAMETERS, TABLE};
use crate::document::{kinds, schema_of, sections};

/// The JSON schema of a case, as text that ends in a line feed.
#[must_use]
pub fn json_schema() -> String {
    schema_of("Case of economy ario", FILE)
}

/// The reference page of a case in Markdown.
#[must_use]
pub fn reference_page() -> String {
    let tables = sections(&[("The file", FILE), ("`[table]`", TABLE), ("`[parameters]`", PARAMETERS)]);
    let events = kinds("`[[event]]`", "event", &EVENTS);
    format!("{INTRODUCTION}{tables}{events}{WRITTEN}")
}

const INTRODUCTION: &str = r#"# The case of `economy ario`

This page is generated from the keys that `monazite economy ario` uses; `MONAZITE_BLESS=1 cargo test -p monazite-io` rewrites it.

`monazite economy ario CASE.toml --out DIR` runs a case and writes one CSV file a variable, `totals.csv` and `summary.json`.
Without `--out` it prints the totals.
Unknown keys are errors.
The equations are in [the methods page](../methods/ario.md).

```toml
name = "ban"                        # optional
steps = 365                         # steps to run; step 0 is the undisturbed economy
compatibility = "published"         # or "boario-0.7"
record = ["production_realised"]    # optional; all variables if left out

[table]
path = "table"                      # relative to the case; the case's own folder if left out
format = "plain"                    # plain, wiod-2013, wiod-2016, oecd-icio, exiobase3, bea

[parameters]                        # all optional; the published defaults are shown
model = "psi"                       # or "base"
order_type = "alt"                  # or "noalt"
alpha_base = 1.0
alpha_max = 1.25
alpha_tau = 365
psi = 0.8
rebuild_tau = 60                    # for rebuild events that state none
main_inv_dur = 90                   # days of use
inventory_dict = { food = 30 }      # sectors that differ
infinite_inventories_sect = ["mining"]
inventory_restoration_tau = 60      # or a table by sector
capital_to_value_added = 4          # or a table by sector
capital = { "R1|S2" = 5000 }        # industries with stated capital, in the table's money
temporal_units_per_year = 365       # 52 for weeks; then all times are in weeks
temporal_units_by_step = 1
monetary_factor = 1e6               # currency in a unit of the table's money

[[event]]
name = "ban"                        # optional
type = "arbitrary"                  # a share of capacity; "recovery" or "rebuild": capital in the table's money
impact = { "R1|S2" = 0.95 }
occurrence = 5                      # at least 1
duration = 90
recovery_tau = 20                   # arbitrary and recovery
recovery_function = "linear"        # linear, concave, convexe, convexe noscale

[[event]]
type = "rebuild"
impact = { "R0|S0" = 1000 }
occurrence = 1
duration = 20
rebuild_tau = 100
rebuilding_sectors = { S3 = 0.7, S2 = 0.3 }   # shares that sum to 1
rebuilding_factor = 1.0
households = { "R0|households" = 50 }         # goods lost, by column of Y
event_monetary_factor = 1e6         # currency in a unit of impact and households; the table's if left out
```
"#;

const WRITTEN: &str = r#"
## What is written

Columns are `step` and one `region|sector` an industry, sorted by region and sector; values are money a step.

| file | what |
|---|---|
| production_realised.csv | production |
| production_capacity.csv | what could be made with enough inputs |
| overproduction.csv | overproduction, share of base capacity |
| intermediate_demand.csv | orders of industries, by the industry that is asked |
| final_demand.csv | final demand, by the industry that is asked |
| final_demand_undist.csv | final demand not met, by the industry that is asked |
| final_demand_unmet.csv | final demand not met, by consuming region and sector of the good |
| rebuild_demand.csv, rebuild_prod.csv | rebuilding demand, and what was delivered of it |
| productive_capital_to_recover.csv | capital not yet recovered or rebuilt, money |
| totals.csv | the sum of each variable over all industries |
| summary.json | lowest output and its step, output lost, final demand not met |
"#;
