//! Published estimates of what a stop costs beside ours: writes `docs/validation-economy.md`.
//!
//! Nothing is tuned to them; where ours differ the page says by how much and why.

#![allow(clippy::unwrap_used)]

use crate::common::{expect, shared};
use monazite::Watch;
use monazite::balance::{Balance, balance};
use monazite::datum::Quality;
use monazite::economy::coupling::{self, Draws};
use monazite::economy::one_year::{OneYear, one_year};
use monazite::economy::partial_equilibrium::{Demand, Supply, equilibrium};
use monazite::economy::{Mrio, ces, leontief};
use monazite::figure::Figure;
use monazite::id::MineralId;
use monazite::question::Question;
use monazite::simulate::Model;
use monazite::system::behaviour::{Parameter, Scope};
use monazite::system::{Published, Stage, System};
use monazite_io::mrio;
use monazite_io::scenario::parse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const HEAD: &str = "# Validation of the economy\n\n\
    Published estimates of what a stop costs, beside what the embedded baseline and the embedded input-output table give; ranges are those of 5 to 95 % of 100 draws.\n\
    No constant was set to make a figure come out: parameters are rows of `behaviour.csv` and `industry_links.csv` with their sources.\n\
    A test writes this page and fails if it drifts.\n";

#[test]
fn published_estimates_beside_ours() {
    let system = monazite_io::baseline().unwrap().system;
    let (import, _) = mrio::embedded().unwrap();
    let balance = balance(&system).unwrap();
    let mut page = HEAD.to_owned();
    page.push_str(&gallium_and_germanium(&system, &balance, &import.table));
    page.push_str(&rank_order(&system, &balance, &import.table));
    page.push_str(&japan(&system, &balance, &import.table));
    page.push_str(&germany());
    page.push_str(&age());
    expect("docs/validation-economy.md", &page);
}

#[test]
fn a_loss_is_as_good_as_the_worst_input_behind_it() {
    let mut system = monazite_io::baseline().unwrap().system;
    let (import, _) = mrio::embedded().unwrap();
    let balance = balance(&system).unwrap();
    let of = |system: &System| {
        let figures = simulated(system, &balance, &import.table, ("USA", ""), "gallium", "2027-01-04");
        let quality = |metric: &str, industry: &str| {
            let is = |f: &&Figure| {
                (f.metric.as_str(), f.industry.as_str(), f.method.as_str()) == (metric, industry, "range")
                    && f.week.is_none()
                    && f.country.is_empty()
            };
            figures.iter().find(is).unwrap().quality
        };
        (quality(coupling::GDP_LOSS, ""), quality(coupling::VALUE_ADDED_LOST, "c14"))
    };
    assert_eq!(of(&system), (Quality::Assumed, Quality::Assumed));
    // Chips are in electrical and optical equipment.
    let chips = system.end_uses.id("semiconductors").unwrap();
    let links = system.industry_links.iter_mut().filter(|link| link.end_use == chips);
    links.for_each(|link| link.share.provenance.quality = Quality::Unverified);
    assert_eq!(of(&system), (Quality::Unverified, Quality::Unverified));
}

fn estimate(
    system: &System,
    balance: &Balance,
    table: &Mrio,
    who: (&str, &str),
    mineral: &str,
) -> Option<OneYear> {
    let question = Question { for_: who.0.to_owned(), from: who.1.to_owned() };
    one_year(system, balance, table, &question, system.minerals.id(mineral)?, DRAWS, &Watch::default())
        .unwrap()
}

fn published(system: &System, key: &str) -> [f64; 3] {
    let datum = &system.published.iter().find(|p| p.key == key).unwrap().datum;
    [datum.value.get(), datum.low.get(), datum.high.get()]
}

/// What a stop of a mineral by China from the first days of 2026 costs over the year, simulated with stocks, other
/// suppliers and recycling.
fn simulated(
    system: &System,
    balance: &Balance,
    table: &Mrio,
    (who, to): (&str, &str),
    mineral: &str,
    until: &str,
) -> Vec<Figure> {
    let text = format!(
        "name = \"Stop\"\nstart = 2026-01-05\nweeks = 52\nsources = [\"Hypothetical\"]\n\
         [[shock]]\nname = \"Stop\"\nkind = \"export_ban\"\nfrom = [\"CHN\"]\n{to}\n\
         minerals = [\"{mineral}\"]\nstages = [\"extraction\", \"processing\", \"manufacturing\"]\n\
         active = [{{ from = 2026-01-05, until = {until} }}]\nsource = \"Hypothetical\"\nleakage = 0\n"
    );
    let scenario = parse("stop.toml", &text, system).unwrap_or_else(|e| panic!("{e}"));
    let model = Model::new(system, balance, &scenario).unwrap();
    let outcome = model.outcome(&model.inputs().central());
    let question = Question { for_: who.to_owned(), from: "CHN".to_owned() };
    coupling::cost(system, table, (&model, &outcome), DRAWS, (&question, "stop"), &Watch::default()).unwrap()
}

/// Loss of the whole over the horizon, with its range, by a method.
fn loss(figures: &[Figure], method: &str) -> [f64; 3] {
    let of_whole = |f: &&Figure| f.week.is_none() && f.country.is_empty() && f.industry.is_empty();
    let found = figures.iter().filter(of_whole).find(|f| {
        let told = [coupling::GDP_LOSS, coupling::GDP_LOSS_SPREAD, coupling::WELFARE_LOSS];
        f.method == method && told.contains(&f.metric.as_str())
    });
    let f = found.unwrap();
    [f.value, f.low, f.high]
}

/// Draws behind the ranges of the page.
const DRAWS: Draws = Draws { count: 100, seed: 1 };

const BILLION: f64 = 1e9;

/// A number that would be printed as `-0.00` as nothing.
fn unsigned(value: f64) -> f64 {
    if value.abs() < 0.005 { 0.0 } else { value }
}

/// USGS Open-File Report 2024-1057.
fn gallium_and_germanium(system: &System, balance: &Balance, table: &Mrio) -> String {
    let of = |mineral| estimate(system, balance, table, ("USA", "CHN"), mineral).unwrap();
    let (gallium, germanium) = (of("gallium"), of("germanium"));
    let mut text = "\n## Gallium and germanium, United States\n\n\
        China sells none abroad for a year; loss of US GDP in bn USD, price over base price less one (USGS, Open-File Report 2024-1057).\n\n\
        | figure | published | one-year estimate | simulated, with stocks, recycling and other suppliers |\n|---|---|---|---|\n"
        .to_owned();
    for (name, ours) in [("gallium", &gallium), ("germanium", &germanium)] {
        let run = simulated(system, balance, table, ("USA", ""), name, "2027-01-04");
        let [x, y, z] = loss(&run, coupling::RANGE).map(|v| unsigned(v / BILLION));
        let [value, low, high] = published(system, &format!("usgs_loss_{name}"));
        let year = ours.gdp_loss;
        let (a, b, c) = (year.value / BILLION, year.low / BILLION, year.high / BILLION);
        writeln!(text, "| {name}, loss | {value} ({low} to {high}) | {a:.2} ({b:.2} to {c:.2}) | {x:.2} ({y:.2} to {z:.2}) |").unwrap();
        let wider = ours.with_suppliers;
        let [binding, ario] =
            ["partially_binding", "ario"].map(|method| unsigned(loss(&run, method)[0] / BILLION));
        writeln!(
            text,
            "| {name}, loss with what spreads | | {:.2} ({:.2} to {:.2}), suppliers | {binding:.2} partially binding, {ario:.2} ARIO |",
            wider.value / BILLION,
            wider.low / BILLION,
            wider.high / BILLION
        )
        .unwrap();
        let [rise, ..] = published(system, &format!("usgs_price_{name}"));
        let percent = |p: f64| 100.0 * (p - 1.0);
        writeln!(
            text,
            "| {name}, price | {}{:.0} % | {:+.0} % ({:+.0} to {:+.0}) | |",
            if name == "gallium" { "> +" } else { "+" },
            100.0 * rise,
            percent(ours.price.value),
            percent(ours.price.low),
            percent(ours.price.high)
        )
        .unwrap();
        writeln!(
            text,
            "| {name}, share of need that is left | | {:.0} % ({:.0} to {:.0}) | |",
            100.0 * ours.left.value,
            100.0 * ours.left.low,
            100.0 * ours.left.high
        )
        .unwrap();
    }
    let both = |of: fn(&OneYear) -> f64| (of(&gallium) + of(&germanium)) / BILLION;
    let [value, low, high] = published(system, "usgs_loss_gallium_germanium");
    writeln!(
        text,
        "| both, loss | {value} ({low} to {high}) | {:.2} ({:.2} to {:.2}), the sum | |",
        both(|o| o.gdp_loss.value),
        both(|o| o.gdp_loss.low),
        both(|o| o.gdp_loss.high)
    )
    .unwrap();
    // Parts of 334413, by end use: all of gallium but motors and instruments, of germanium chips and solar cells.
    let devices = |o: &OneYear, uses: &[&str]| -> f64 {
        uses.iter().filter_map(|u| o.by_end_use.get(*u)).map(|v| v.get()).sum()
    };
    let share = (devices(&gallium, &["semiconductors", "electronics", "defence", "aerospace"])
        + devices(&germanium, &["semiconductors", "aerospace"]))
        / (gallium.gdp_loss.value + germanium.gdp_loss.value);
    let [least, ..] = published(system, "usgs_semiconductor_share");
    writeln!(
        text,
        "| both, share of the loss in semiconductor devices | > {:.0} % | {:.0} % | |",
        100.0 * least,
        100.0 * share
    )
    .unwrap();
    text.push_str(
        "\nReasons.\n\
        The industries hit are those that take the mineral in: for gallium makers of chips, light-emitting diodes and solar cells (one industry of the 402 of the BEA detail table, 334413), for germanium makers of fibre cable, lenses, chips and polyester; shares of their output with their sources are in `exposed_parts.csv`.\n\
        What hangs on their goods further down is in neither column; USGS has clients and suppliers as well, and its domestic producers gain.\n\
        Recycled gallium, stocks of users, substitution within the year and the net trade of China leave users more than the 2 % of primary gallium that are made elsewhere.\n\
        Prices end at the choke price because users are taken to yield as little as in the episodes of 2023 to 2026 (no measured fall of use of gallium at twice the price); USGS takes larger elasticities, so that its price rises by less and its users give up instead of being rationed.\n\
        The price of germanium is that of infrared lenses, the form that is scarcest in our chain.\n\
        Of germanium less is left by the one-year estimate than by the simulation, which lets users switch suppliers and draws stocks at every stage.\n",
    );
    text
}

/// USGS Open-File Report 2025-1047: rank order of minerals.
fn rank_order(system: &System, balance: &Balance, table: &Mrio) -> String {
    let ranks: BTreeMap<&str, f64> = system
        .published
        .iter()
        .filter(|p| p.metric == "usgs_rank_2025")
        .map(|p| (system.minerals.key(p.mineral.unwrap()), p.datum.value.get()))
        .collect();
    let mut deep: Vec<(String, f64, f64, String)> = Vec::new();
    let mut broad = Vec::new();
    for (&mineral, &rank) in &ranks {
        let id = system.minerals.id(mineral).unwrap();
        if let Some((supplier, _)) = largest_supplier(system, id)
            && let Some(found) = estimate(system, balance, table, ("USA", &supplier), mineral)
        {
            if mineral == "rare_earths" {
                deep.extend(
                    elements(system, &found).into_iter().map(|(e, r, lost)| (e, r, lost, supplier.clone())),
                );
            } else {
                deep.push((mineral.to_owned(), rank, found.gdp_loss.value, supplier));
            }
        }
        if let Some(index) = index(system, id) {
            broad.push((mineral, rank, index));
        }
    }
    let rho = |pairs: Vec<(f64, f64)>| {
        let (published, ours): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        // Rank 1 is the largest loss.
        -pearson(&placed(&published), &placed(&ours))
    };
    let first = rho(deep.iter().map(|d| (d.1, d.2)).collect());
    let second = rho(broad.iter().map(|b| (b.1, b.2)).collect());
    let mut text = format!(
        "\n## Rank order of minerals, United States\n\n\
        USGS ranks minerals by probability-weighted loss of GDP over all suppliers (Open-File Report 2025-1047; 11th to 54th place from a transcription).\n\
        Ours is the loss from a year without the largest supplier, by the one-year estimate, without probabilities; of each rare earth the loss if only its forms were short.\n\n\
        Rank correlation (Spearman): {first:.2} over the {} minerals and rare earths with demand by end use; \
        {second:.2} over {} minerals by an index, shortage times net import reliance times economic importance of the EU study.\n\n\
        | mineral | place, USGS | loss, ours, bn USD | largest supplier |\n|---|---|---|---|\n",
        deep.len(),
        broad.len()
    );
    deep.sort_by(|a, b| a.1.total_cmp(&b.1));
    for (mineral, rank, loss, supplier) in &deep {
        writeln!(text, "| {mineral} | {rank:.0} | {:.2} | {supplier} |", loss / BILLION).unwrap();
    }
    text.push_str(
        "\nReasons.\n\
        USGS weighs by the probability of a stop by each supplier and by what its optimisation cannot avoid losing: a stop by a friendly supplier hardly counts, and minerals whose users find other sources at a higher price come late.\n\
        Ours weighs by the value added of what contains the mineral: rare earths in motors, manganese in all steel and graphite in furnaces come before gallium, whose devices are a small part of the chips made.\n\
        Heavy rare earths are few tonnes in few goods, and the forms of the dataset that hold them (oxides of terbium, dysprosium and yttrium) are those used by themselves; what is in magnets is counted with the magnets.\n\
        China uses more refined copper than it makes, so that its stop takes nothing from the others.\n\
        The minerals without demand by end use have no estimate of their own: what part of which industry's output contains them is not in the dataset. The index, which weighs by economic importance and by what the United States imports, follows the published order better.\n",
    );
    text
}

/// Place and loss of single rare earths: the largest loss that one of the forms that hold it would cause alone.
fn elements(system: &System, estimate: &OneYear) -> Vec<(String, f64, f64)> {
    let rows = system.published.iter().filter(|p| p.metric == "usgs_rank_2025_element");
    let of = |p: &Published| {
        let lost =
            p.forms.iter().filter_map(|f| estimate.by_form.get(f)).map(|v| v.get()).fold(0.0, f64::max);
        (p.key.trim_start_matches("usgs_rank_2025_").to_owned(), p.datum.value.get(), lost)
    };
    rows.map(of).collect()
}

/// The country that makes most of a mineral, at the stage where one country makes the largest share.
fn largest_supplier(system: &System, mineral: MineralId) -> Option<(String, f64)> {
    let mut best: Option<(String, f64)> = None;
    for form in system.forms_of(mineral) {
        if !matches!(system.forms[form].stage, Stage::Extraction | Stage::Processing) {
            continue;
        }
        let mut outputs: BTreeMap<&str, f64> = BTreeMap::new();
        for p in
            system.production.iter().filter(|p| p.forms == [form] && p.datum.provenance.year == system.year)
        {
            let output = outputs.entry(system.countries.key(p.country)).or_default();
            *output = output.max(p.datum.value.get());
        }
        let total: f64 = outputs.values().sum();
        for (country, output) in outputs.into_iter().filter(|(c, _)| *c != "USA") {
            if total > 0.0 && best.as_ref().is_none_or(|b| output / total > b.1) {
                best = Some((country.to_owned(), output / total));
            }
        }
    }
    best
}

/// Shortage after a year without the largest supplier, times net import reliance, times economic importance.
fn index(system: &System, mineral: MineralId) -> Option<f64> {
    let key = system.minerals.key(mineral);
    let (_, share) = largest_supplier(system, mineral)?;
    let importance = system
        .criticality
        .iter()
        .filter(|c| c.material == key && c.metric == "economic_importance")
        .max_by_key(|c| c.datum.provenance.year)?;
    let usa = system.countries.id("USA")?;
    let reliance = system
        .reliance
        .iter()
        .filter(|r| r.mineral == mineral && r.country == usa && r.datum.provenance.year == system.year)
        .map(|r| r.datum.value.get())
        .reduce(f64::max)?;
    let place = Scope { mineral: Some(mineral), ..Scope::default() };
    let of = |p| system.behaviour(p, &place).unwrap().datum.value.get();
    let quantity = 1.0 - share;
    let supply = Supply {
        quantity,
        capacity: quantity * (1.0 + of(Parameter::SpareCapacity)),
        elasticity: of(Parameter::SupplyElasticity),
    };
    let demand = Demand { quantity: 1.0, elasticity: of(Parameter::DemandElasticity) };
    let left = equilibrium(&[supply], &[demand], of(Parameter::ChokePriceRatio)).unwrap().left[0];
    Some((1.0 - left) * reliance.max(0.0) * importance.datum.value.get())
}

/// NRI: a stop of rare-earth exports of China to Japan.
fn japan(system: &System, balance: &Balance, table: &Mrio) -> String {
    let gdp = gdp(system, "JPN");
    let mut text = "\n## Rare earths, Japan\n\n\
        China sells no rare earths, metals and magnets to Japan; loss in % of a year's GDP, over the year from the first day (Nomura Research Institute).\n\n\
        | stop | published | ours | partially binding | ARIO | welfare, CES |\n|---|---|---|---|---|---|\n"
        .to_owned();
    for (key, months, weeks) in [("nri_japan_3_months", 3, 13), ("nri_japan_12_months", 12, 52)] {
        let until = if weeks == 13 { "2026-04-06" } else { "2027-01-04" };
        let figures = simulated(system, balance, table, ("JPN", "to = [\"JPN\"]"), "rare_earths", until);
        let of = |method: &str| loss(&figures, method).map(|v| unsigned(100.0 * v / gdp));
        let [value, low, high] = of(coupling::RANGE);
        let [published, ..] = published(system, key);
        writeln!(
            text,
            "| {months} months | {:.2} | {value:.2} ({low:.2} to {high:.2}) | {:.2} | {:.2} | {:.2} |",
            100.0 * published,
            of("partially_binding")[0],
            of("ario")[0],
            of("ces")[0]
        )
        .unwrap();
    }
    let year = estimate(system, balance, table, ("JPN", "CHN"), "rare_earths").unwrap().gdp_loss;
    let [value, low, high] = [year.value, year.low, year.high].map(|v| 100.0 * v / gdp);
    writeln!(
        text,
        "\nThe one-year estimate, China selling none to anybody, gives {value:.2} ({low:.2} to {high:.2}) % of GDP."
    )
    .unwrap();
    text.push_str(
        "\nReasons.\n\
        NRI follows the chains of electric cars and electronics; ours takes every use of magnets, oxides and metals by the exposed shares of `behaviour.csv`, whose detailed industries are as in the United States.\n\
        Stocks, other suppliers and what reaches Japan by way of third countries decide the three months; stocks of Japan's users are target covers, not published.\n",
    );
    text
}

fn gdp(system: &System, country: &str) -> f64 {
    let id = system.countries.id(country).unwrap();
    let rows = system.indicators.iter().filter(|i| i.country == id && i.indicator == "gdp");
    rows.max_by_key(|i| i.datum.provenance.year).unwrap().datum.value.get()
}

/// Bachmann et al. 2022: Germany without Russian energy.
fn germany() -> String {
    let mut text = "\n## Energy, Germany 2022\n\n\
        Loss of output in % by the exact CES function for the textbook values of Bachmann et al. 2022; published: 0.5 to 3 % of GDP, under 1 % in the large model.\n\n\
        | input | share | elasticity | shock | published | exact, ours | second order |\n|---|---|---|---|---|---|---|\n"
        .to_owned();
    for (input, share, sigma, shock, wanted) in [
        ("energy", 0.04, 0.04, -0.10, 1.57),
        ("energy", 0.04, 0.1, -0.10, 0.68),
        ("energy", 0.04, 0.04, -0.08, 0.94),
        ("gas", 0.012, 0.1, -0.30, 2.75),
        ("gas", 0.012, 0.05, -0.30, 12.07),
    ] {
        let exact = -100.0 * (ces::exact(share, sigma, 1.0 + shock).unwrap() - 1.0);
        let second = -100.0 * ces::second_order(share, sigma, 1.0 + shock).unwrap();
        assert!((exact - wanted).abs() < 0.006, "{exact} for {wanted}");
        writeln!(text, "| {input} | {share} | {sigma} | {shock} | {wanted} | {exact:.2} | {second:.2} |")
            .unwrap();
    }
    text.push_str("\nThe values agree; the second-order form breaks down for the last two, which is why the exact form is used.\n");
    text
}

/// Sectors of the BEA detail table by our industry: NAICS codes that begin so.
const NAICS: [(&str, &[&str]); 8] = [
    ("c8", &["324"]),
    ("c9", &["325"]),
    ("c10", &["326"]),
    ("c11", &["327"]),
    ("c12", &["331", "332"]),
    ("c13", &["333"]),
    ("c14", &["334", "335"]),
    ("c15", &["336"]),
];

/// The error of carrying a table by GDP, measured on what the BEA published for 2017.
fn age() -> String {
    let head = "\n## The embedded table against the BEA\n\n\
        Value added of US manufacturing, bn USD of 2017: WIOD 2011 carried to 2017 by GDP as the embedded table is carried to 2023, and as the BEA published it (detail use table 2017).\n\n\
        | industry | carried | BEA | difference |\n|---|---|---|---|\n";
    let committed =
        std::fs::read_to_string(crate::common::root().join("docs/validation-economy.md")).unwrap_or_default();
    let (Some(bea), Some(wiod)) = (shared("data/bea"), shared("data/wiod-2013")) else {
        // Without the published files the section stays as it is.
        return committed.find(&head[..40]).map_or_else(String::new, |at| committed[at..].to_owned());
    };
    let published = bea_value_added(&bea);
    let import = mrio::wiod_2013::read(&wiod).unwrap();
    let x = leontief::x(import.table.z(), import.table.y());
    let carried = leontief::value_added(import.table.z(), &x);
    let system = monazite_io::baseline().unwrap().system;
    let growth = {
        let world_bank = crate::common::shared("data/world-bank/gdp.csv").unwrap();
        let text = std::fs::read_to_string(world_bank).unwrap();
        let of = |year: &str| -> f64 {
            let line = text.lines().find(|l| l.contains(&format!(",USA,{year},"))).unwrap();
            line.rsplit(',').next().unwrap().parse().unwrap()
        };
        of("2017") / of("2011")
    };
    let mut text = head.to_owned();
    let mut errors = Vec::new();
    for (industry, naics) in NAICS {
        let found = system.industries.iter().find(|i| i.key == industry).unwrap();
        let sectors: Vec<&str> =
            found.sectors.iter().filter(|(t, _)| t == "wiod-2013").map(|(_, s)| s.as_str()).collect();
        let ours: f64 = import
            .table
            .industries()
            .iter()
            .zip(&carried)
            .filter(|(i, _)| {
                import.table.regions()[i.region] == "USA"
                    && sectors.contains(&import.table.sectors()[i.sector].as_str())
            })
            .map(|(_, v)| v * growth / 1000.0)
            .sum();
        let bea: f64 = published
            .iter()
            .filter(|(code, _)| naics.iter().any(|n| code.starts_with(n)))
            .map(|(_, v)| v / 1000.0)
            .sum();
        errors.push((ours / bea - 1.0).abs());
        writeln!(text, "| {industry} | {ours:.0} | {bea:.0} | {:+.0} % |", 100.0 * (ours / bea - 1.0))
            .unwrap();
    }
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    writeln!(
        text,
        "\nThe mean absolute difference over six years is {:.0} %. Differences of classification (NACE to NAICS), revisions of the accounts and the price of oil (c8) are in it beside the drift of the structure; over twelve years it is not smaller.",
        100.0 * mean
    )
    .unwrap();
    text
}

/// Value added by industry: the three rows of the use table.
fn bea_value_added(folder: &Path) -> BTreeMap<String, f64> {
    let text = std::fs::read_to_string(folder.join("Detail_Use_2017_PRO_AfterRedef_17sch.csv")).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').skip(1).collect();
    let mut sums = BTreeMap::new();
    for line in lines.filter(|l| l.starts_with("V00")) {
        for (code, cell) in header.iter().zip(line.split(',').skip(1)) {
            *sums.entry((*code).to_owned()).or_insert(0.0) += cell.parse().unwrap_or(0.0);
        }
    }
    sums
}

/// Ranks of values, smallest first, ties shared.
fn placed(values: &[f64]) -> Vec<f64> {
    let below = |v: f64| values.iter().filter(|w| **w < v).count() as f64;
    let same = |v: f64| values.iter().filter(|w| **w == v).count() as f64;
    values.iter().map(|&v| below(v) + (same(v) + 1.0) / 2.0).collect()
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (ma, mb) = (mean(a), mean(b));
    let product: f64 = a.iter().zip(b).map(|(x, y)| (x - ma) * (y - mb)).sum();
    let square = |v: &[f64], m: f64| v.iter().map(|x| (x - m).powi(2)).sum::<f64>();
    product / (square(a, ma) * square(b, mb)).sqrt()
}
