//! The default programme on the embedded baseline, for the minerals that are planned in a moment.

#![allow(clippy::unwrap_used)]

use monazite::balance::{Balance, balance};
use monazite::id::FormId;
use monazite::plan::{Lost, Threat};
use monazite::quantity::Share;
use monazite::system::investment::{Investment, Parameter};
use monazite::system::{Role, Scope, System};
use monazite_io::programme;
use monazite_io::results::plan::sheet;
use monazite_plan::{Elsewhere, Questions, n_minus_1, output_elsewhere, plan, used_elsewhere};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_default_programme_has_a_plan_that_lowers_the_loss() {
    let dataset = monazite_io::baseline().unwrap();
    let system = &dataset.system;
    let balance = balance(system).unwrap();
    let mut programme = programme::parse(
        "default.toml",
        programme::DEFAULT,
        system,
        &monazite_io::programme::Asked::of("g7-plus", "CHN"),
    )
    .unwrap();
    assert_eq!(programme.members[0].key, "eu27");
    assert_eq!(programme.members.len(), 9);
    assert_eq!(programme.threats.len(), 10);
    programme.minerals = ["gallium", "antimony"].iter().map(|key| system.minerals.id(key).unwrap()).collect();
    // A threat that takes nothing away: the built system, replayed, meets its needs.
    let none = |lost: &Lost| Lost { share: Share::new(0.0), ..lost.clone() };
    let lost = programme.threats[1].lost.iter().map(none).collect();
    let nothing = Threat { key: "nothing".into(), lost, ..programme.threats[1].clone() };
    programme.threats.push(nothing);
    let questions = Questions { replay: true, ..Questions::default() };
    let plan = plan(system, &balance, &programme, questions).unwrap();
    let replayed = plan.residual.iter().filter(|r| r.simulated.is_some());
    for residual in replayed {
        let (defence, elsewhere) = residual.simulated.unwrap();
        assert!((0.0..=1.0).contains(&defence.get()) && (0.0..=1.0).contains(&elsewhere.get()));
        if residual.threat == "nothing" {
            assert!(defence.get() < 1e-6 && elsewhere.get() < 1e-6, "{residual:?}");
        }
    }
    assert!(plan.residual.iter().any(|r| r.simulated.is_some()));
    assert!(plan.spent.value > 0.0 && plan.loss_with.value < plan.loss_without.value);
    assert!(plan.built.iter().any(|b| system.processes.key(b.process) == "ga_bayer"));
    assert!(plan.met.iter().all(|m| m.nearest.get().is_finite()));
    let rows = sheet(system, &plan);
    assert!(rows.rows().len() > 100);
}

#[test]
fn a_programme_file_is_refused_with_every_problem_at_its_place() {
    let system = &monazite_io::baseline().unwrap().system;
    let text = "name = \"x\"\nstart = 2026\nyears = 0\ndemand = \"STEP\"\ndiscount_rate = 0.05\n\
                attitude = \"cvar\"\nsupplier = \"USA\"\n[[price_floor]]\nform = \"re_ndfebb\"\nfloor = 1\n";
    let problems =
        programme::parse("x.toml", text, system, &monazite_io::programme::Asked::of("g7-plus", "CHN"))
            .unwrap_err()
            .to_string();
    for part in
        ["x.toml:3", "x.toml:4", "the confidence level is missing", "the supplier is a member", "re_ndfeb"]
    {
        assert!(problems.contains(part), "{part} in {problems}");
    }
}

/// The year of the published outlooks.
const YEAR: i32 = 2035;

/// What the data say of 2035 and of costs beside what is published: the page is written by this test.
#[test]
fn published_figures_stand_beside_ours() {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let mut rows = rare_earths(&system, &balance);
    rows.push(copper(&system));
    rows.extend(coverage(&system, &balance));
    let table: String = rows.iter().map(|row| format!("| {} |\n", row.join(" | "))).collect();
    let page = format!("{HEAD}{table}{FOOT}");
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/validation-plan.md");
    if std::env::var_os("MONAZITE_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == page, "the page has drifted; MONAZITE_BLESS=1 cargo test rewrites it\n{page}");
}

const HEAD: &str = "# Validation of the plan\n
This page is written by a test from the baseline; `MONAZITE_BLESS=1 cargo test -p monazite-plan` rewrites it.
What the data of the [plan](methods/plan.md) say by themselves, before anything is planned, beside what is published.
Nothing was tuned.\n
| figure | ours | published | source |
|---|---|---|---|\n";

const FOOT: &str = "
Output of today is that of the balance, outside China; projects are those of `projects.csv` that are announced to run by 2035, at full size and by the probability of completion.
Magnet rare earths are neodymium, praseodymium, dysprosium and terbium, as the International Energy Agency counts them; of ores what separation gives of them.
Of thirteen rare-earth mines and deposits of the table one states a capacity: mining is that of today and of this one, and the 50 kt that are published are twice as much because they count the others; a plan opens them at sizes of its own.
Ores outside China are sent to China to be separated: what is refined elsewhere is less than what is mined elsewhere.
Refined outside China comes to 22 kt if all that is announced is built, and 15 kt as expected, below the published 40: that is an upper bound, not a forecast.
Magnets outside China are 16 kt already in the balance, so the published 18 kt in 2035 leaves no room for works that are being built: it counts another scope, or fewer kinds of magnet, than the announced sizes that we add.
The published capital for copper is for 8.6 Mt/y of smelting outside China; ours is that of smelter and refinery, at the range of projects, which are Asian: its high end reaches the published sum.
The published sum is for works where they are dearer, in Europe and America; the table has no capital cost by country for copper.
N-1 coverage is output outside the largest refiner, with expected projects there, over what is taken outside that country, grown with STEPS (`monazite_plan::n_minus_1`).
For rare earths and graphite a second reading stands beside: what is refined elsewhere over what is used elsewhere in whatever form, as oxide, metal, magnet, cell or car.
Metal and magnets are made where oxides are refined, so little oxide is taken elsewhere, and the first reading of rare earths is far above the published figure: which stage counts as demand decides it.
Only projects of the table are counted, which keeps graphite low: 24 % against 35 to 40 %.
Nickel without Indonesia is below the published bound, as it must be; rare earths and graphite are the two whose published demand is that of what contains them.
";

fn kt(tonnes: f64) -> String {
    format!("{:.1}", tonnes / 1000.0)
}

fn ids<'k>(system: &System, keys: &'k [&'k str]) -> BTreeSet<FormId> {
    keys.iter().map(|key| system.forms.id(key).unwrap()).collect()
}

const MAGNETS: [&str; 3] = ["re_ndpr_oxide", "re_dy_oxide", "re_tb_oxide"];

/// Tonnes of magnet rare earths that a process gives for a tonne of its feed.
fn magnet_part(system: &System, process: &str) -> (FormId, f64) {
    let recipe = &system.processes[system.processes.id(process).unwrap()].recipe;
    let feed = recipe.iter().find(|t| t.role == Role::Input).unwrap();
    let magnets = ids(system, &MAGNETS);
    let given: f64 = recipe
        .iter()
        .filter(|t| t.role == Role::Output && magnets.contains(&t.form))
        .map(|t| t.coefficient.value.get())
        .sum();
    (feed.form, given / feed.coefficient.value.get())
}

fn rare_earths(system: &System, balance: &Balance) -> Vec<[String; 4]> {
    let (mineral, china) = (system.minerals.id("rare_earths").unwrap(), system.countries.id("CHN").unwrap());
    let of = |forms: &BTreeMap<FormId, f64>| output_elsewhere(system, balance, (mineral, forms), china, YEAR);
    let separations = ["re_separate_bastnaesite", "re_separate_monazite", "re_separate_ion_clay"];
    let mined = of(&separations.iter().map(|process| magnet_part(system, process)).collect());
    let refined = of(&ids(system, &MAGNETS).into_iter().map(|form| (form, 1.0)).collect());
    let magnet = system.forms.id("re_ndfeb").unwrap();
    // Contained rare earths to product, as the projects of the table state both.
    let project = system.projects.iter().find(|p| p.name == "Neo Narva").unwrap();
    let per_product = project.capacity.as_ref().unwrap().value.get() / 2000.0;
    let magnets = of(&BTreeMap::from([(magnet, 1.0 / per_product)]));
    let row = |what: &str, e: Elsewhere, published: &str| {
        let ours = format!(
            "{} today, {} announced besides, {} of it expected",
            kt(e.today),
            kt(e.announced),
            kt(e.expected)
        );
        [
            what.to_owned(),
            ours,
            published.to_owned(),
            "IEA by a secondary source, scope not stated".to_owned(),
        ]
    };
    vec![
        row("magnet rare earths mined outside China in 2035, kt of oxide", mined, "50"),
        row("magnet rare earths refined outside China in 2035, kt of oxide", refined, "less than 40"),
        row("magnets outside China in 2035, kt of product", magnets, "18"),
    ]
}

fn copper(system: &System) -> [String; 4] {
    let cost = |end: fn(&Investment) -> f64| -> f64 {
        let of = |process: &str| {
            let process = system.processes.id(process);
            let place = Scope::default();
            end(system.investment(Parameter::CapitalCost, process, &place).unwrap())
        };
        8.6e6 * (of("cu_smelt") + of("cu_refine")) / 1e9
    };
    let [low, value, high] =
        [cost(|r| r.datum.low.get()), cost(|r| r.datum.value.get()), cost(|r| r.datum.high.get())];
    [
        "capital for 8.6 Mt/y of copper smelting and refining outside China, bn USD".to_owned(),
        format!("{value:.0} ({low:.0} to {high:.0})"),
        "85".to_owned(),
        "Wood Mackenzie".to_owned(),
    ]
}

fn coverage(system: &System, balance: &Balance) -> Vec<[String; 4]> {
    let minerals: [(&str, &[&str], &str); 6] = [
        ("copper", &["cu_refined"], "about 100"),
        ("lithium", &["li_carbonate", "li_hydroxide"], "65"),
        ("cobalt", &["co_refined"], "65"),
        ("nickel", &["ni_refined", "ni_ferro"], "below 55"),
        ("graphite", &["gr_spherical", "gr_anode_synthetic"], "35 to 40"),
        ("rare_earths", &MAGNETS, "35 to 40"),
    ];
    let of = |(mineral, forms, published): (&str, &[&str], &str)| {
        let of = (system.minerals.id(mineral).unwrap(), &ids(system, forms));
        let (largest, covered) = n_minus_1(system, balance, of, YEAR, "STEPS").unwrap();
        [
            format!(
                "N-1 coverage of {} in 2035 without {}, %",
                mineral.replace('_', " "),
                system.countries[largest].name
            ),
            format!("{:.0}", 100.0 * covered),
            published.to_owned(),
            "IEA 2025 by a secondary source".to_owned(),
        ]
    };
    let mut rows: Vec<_> = minerals.into_iter().map(of).collect();
    rows.push(over_use(system, balance, ("graphite", &GRAPHITE[..2], &GRAPHITE)));
    rows.push(over_use(system, balance, ("rare_earths", &MAGNETS, &IN_MAGNETS)));
    rows
}

/// Forms that hold graphite of batteries, and rare earths of magnets, the refined first.
const GRAPHITE: [&str; 5] = ["gr_spherical", "gr_anode_synthetic", "gr_anode_natural", "gr_cell", "gr_ev"];
const IN_MAGNETS: [&str; 6] =
    ["re_ndpr_oxide", "re_dy_oxide", "re_tb_oxide", "re_ndpr_metal", "re_ndfeb", "re_ev"];

/// What is refined outside China over what is used outside China in whatever form.
fn over_use(
    system: &System,
    balance: &Balance,
    (key, refined, used): (&str, &[&str], &[&str]),
) -> [String; 4] {
    let (mineral, china) = (system.minerals.id(key).unwrap(), system.countries.id("CHN").unwrap());
    let refined = ids(system, refined).into_iter().map(|form| (form, 1.0)).collect();
    let made = output_elsewhere(system, balance, (mineral, &refined), china, YEAR);
    let used = used_elsewhere(system, balance, (mineral, &ids(system, used)), china, (YEAR, "STEPS"));
    [
        format!("the same of {}, over use in whatever form, %", key.replace('_', " ")),
        format!("{:.0}", 100.0 * (made.today + made.expected) / used),
        "35 to 40".to_owned(),
        "IEA 2025 by a secondary source".to_owned(),
    ]
}
