//! Published estimates of what a stop costs beside ours: writes `docs/validation-economy.md`.
//!
//! Nothing is tuned to them; where ours differ the page says by how much and why.

#![allow(clippy::unwrap_used)]

use crate::common::rank::spearman;
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
    let mut deep: Vec<Placed> = Vec::new();
    let mut broad = Vec::new();
    for (&mineral, &rank) in &ranks {
        let id = system.minerals.id(mineral).unwrap();
        let mut lost: BTreeMap<String, (f64, f64, f64)> = BTreeMap::new();
        let mut named = Vec::new();
        for (supplier, share) in suppliers(system, id) {
            let Some(found) = estimate(system, balance, table, ("USA", &supplier), mineral) else { continue };
            let chance = chance(system, &supplier, id);
            named.push(format!("{supplier} {:.0} %", 100.0 * share));
            let each = if mineral == "rare_earths" {
                elements(system, &found)
            } else {
                vec![(mineral.to_owned(), rank, found.gdp_loss.value)]
            };
            for (name, rank, loss) in each {
                let sum = lost.entry(name).or_insert((rank, 0.0, 0.0));
                *sum = (rank, sum.1 + chance * loss, sum.2.max(loss));
            }
        }
        let named = named.join(", ");
        deep.extend(lost.into_iter().map(|(name, (rank, weighted, worst))| Placed {
            name,
            rank,
            weighted,
            worst,
            suppliers: named.clone(),
        }));
        if let Some(index) = index(system, id) {
            let chance = suppliers(system, id).first().map_or(0.0, |(who, _)| chance(system, who, id));
            broad.push((mineral, rank, index, chance * index));
        }
    }
    let rho = |pairs: Vec<(f64, f64)>| {
        let (published, ours): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        // Rank 1 is the largest loss.
        -spearman(&published, &ours)
    };
    let first = rho(deep.iter().map(|d| (d.rank, d.weighted)).collect());
    let unweighted = rho(deep.iter().map(|d| (d.rank, d.worst)).collect());
    let second = rho(broad.iter().map(|b| (b.1, b.3)).collect());
    let plain = rho(broad.iter().map(|b| (b.1, b.2)).collect());
    let mut text = format!(
        "\n## Rank order of minerals, United States\n\n\
        USGS ranks minerals by probability-weighted loss of GDP over all suppliers (Open-File Report 2025-1047; 11th to 54th place from a transcription).\n\
        Ours is the sum over the largest suppliers (three at most, each of a tenth of output or more) of the loss from a year without one, by the one-year estimate, times the chance of its stop; of each rare earth the loss if only its forms were short.\n\
        The chance is an index: bad governance from 0 to 1 (World Bank, mean of the six estimates), and half way from there to 1 for a supplier that has restricted exports of the mineral (`policies.csv`); nothing in it is fitted, and only its order counts.\n\n\
        Rank correlation (Spearman): {first:.2} over the {} minerals and rare earths with demand by end use ({unweighted:.2} without the chance, by the worst stop); \
        {second:.2} over {} minerals by an index, shortage times net import reliance times economic importance of the EU study times the chance ({plain:.2} without it).\n\n\
        | mineral | place, USGS | loss times chance, ours, bn USD | worst loss, bn USD | suppliers |\n|---|---|---|---|---|\n",
        deep.len(),
        broad.len()
    );
    deep.sort_by(|a, b| a.rank.total_cmp(&b.rank));
    for Placed { name, rank, weighted, worst, suppliers } in &deep {
        let (weighted, worst) = (weighted / BILLION, worst / BILLION);
        writeln!(text, "| {name} | {rank:.0} | {weighted:.2} | {worst:.2} | {suppliers} |").unwrap();
    }
    text.push_str(
        "\nReasons.\n\
        USGS weighs by probabilities of its own for each supplier, which it does not print, and by what its optimisation cannot avoid losing: minerals whose users find other sources at a higher price come late.\n\
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

/// A mineral in both orders.
struct Placed {
    name: String,
    rank: f64,
    weighted: f64,
    worst: f64,
    suppliers: String,
}

/// How likely a supplier is to stop, as an index from 0 to 1.
fn chance(system: &System, supplier: &str, mineral: MineralId) -> f64 {
    let country = system.countries.id(supplier).unwrap();
    let governance = system
        .indicators
        .iter()
        .find(|i| i.country == country && i.indicator == "governance")
        .map_or(0.0, |i| i.datum.value.get());
    let bad = (2.5 - governance) / 5.0;
    let restricted = system.policies.iter().any(|p| {
        p.country == Some(country)
            && p.minerals.contains(&mineral)
            && ["export_control", "export_ban"].contains(&p.kind.as_str())
    });
    if restricted { 0.5 * (1.0 + bad) } else { bad }
}

/// The three countries at most that make a tenth or more of a mineral, at the stage where one country makes the largest
/// share; the United States aside.
fn suppliers(system: &System, mineral: MineralId) -> Vec<(String, f64)> {
    let mut best: Vec<(String, f64)> = Vec::new();
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
        let mut shares: Vec<(String, f64)> = outputs
            .into_iter()
            .filter(|(country, output)| *country != "USA" && *output > 0.0)
            .map(|(country, output)| (country.to_owned(), output / total))
            .collect();
        // Equal shares in the order of codes.
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        let largest = |shares: &[(String, f64)]| shares.first().map_or(0.0, |s| s.1);
        if largest(&shares) > largest(&best) {
            best = shares;
        }
    }
    best.into_iter().enumerate().filter(|(i, s)| *i == 0 || (*i < 3 && s.1 >= 0.1)).map(|(_, s)| s).collect()
}

/// The country that makes most of a mineral, at the stage where one country makes the largest share.
fn largest_supplier(system: &System, mineral: MineralId) -> Option<(String, f64)> {
    suppliers(system, mineral).into_iter().next()
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

/// Industries of manufacturing of the table.
const MANUFACTURING: [&str; 9] =
    ["c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15", "other_manufacturing"];

/// What the embedded table says beside the national tables behind it, and what carrying alone would have made of them.
fn age() -> String {
    let title = "\n## The embedded table against national accounts\n\n";
    let committed =
        std::fs::read_to_string(crate::common::root().join("docs/validation-economy.md")).unwrap_or_default();
    let Some(raw) = shared("data") else {
        // Without the published files the section stays as it is.
        return committed.find(title).map_or_else(String::new, |at| committed[at..].to_owned());
    };
    let (import, _) = mrio::embedded().unwrap();
    let mut text = format!(
        "{title}\
        Value added of manufacturing by industry, bn USD of 2023.\n\
        *Published*: the national table itself, grown to 2023 where it is older (`industry_growth.csv`): United States 2023 (BEA), China 2020 (153 sectors), Japan 2018 (OECD).\n\
        *Embedded*: the table in use, whose sums are these but for rounding.\n\
        *Carried alone*: what the recipe makes of WIOD 2011 if it does not see the national table of that country; for countries without a table of their own this is the error to expect.\n\n\
        | country | industry | published | embedded | difference | carried alone | difference |\n|---|---|---|---|---|---|---|\n"
    );
    let mut sums = String::new();
    let bea = bea_2023(&raw);
    for country in ["USA", "CHN", "JPN"] {
        let alone = monazite_io::recipe::industry_table_without(&raw, &[country]).unwrap();
        let (ours, alone) = (by_industry(&import.table, country), by_industry(&alone, country));
        let (mut errors, mut alone_errors) = (Vec::new(), Vec::new());
        for industry in MANUFACTURING {
            // What the United States publish is read here from their own file, not by the recipe.
            let published = if country == "USA" { bea[industry] } else { ours[industry] };
            let away = |value: f64| 100.0 * (value / published - 1.0);
            errors.push(away(ours[industry]).abs());
            alone_errors.push(away(alone[industry]).abs());
            writeln!(
                text,
                "| {country} | {industry} | {:.0} | {:.0} | {:+.1} % | {:.0} | {:+.0} % |",
                published / 1000.0,
                ours[industry] / 1000.0,
                away(ours[industry]),
                alone[industry] / 1000.0,
                away(alone[industry])
            )
            .unwrap();
        }
        let mean = |errors: &[f64]| errors.iter().sum::<f64>() / errors.len() as f64;
        if country == "USA" {
            assert!(mean(&errors) < 12.0, "{errors:?}");
        }
        writeln!(sums, "| {country} | {:.1} % | {:.0} % |", mean(&errors), mean(&alone_errors)).unwrap();
    }
    writeln!(
        text,
        "\nMean absolute difference:\n\n| country | embedded | carried alone |\n|---|---|---|\n{sums}\n\
        Carried by GDP of the country alone, as it was before, the mean over US manufacturing was 43 % (2017).\n\
        The embedded column of China and Japan is how near balancing leaves the table to sums that were asked for; only that of the United States compares with a file read apart."
    )
    .unwrap();
    text.push_str(&block(&raw, &import.table));
    text
}

/// What US industries use of each other's goods, imports with them: the table beside the use table of the BEA.
fn block(raw: &Path, table: &Mrio) -> String {
    let sectors = national_sectors("bea-summary");
    let rows = csv_rows(&raw.join("mrio/bea-summary/use_pro_2023.csv"));
    let mut published: BTreeMap<(String, String), f64> = BTreeMap::new();
    for row in rows.iter().filter(|row| sectors.contains_key(&row["row"])) {
        for (sector, industry) in &sectors {
            let value: f64 = row[sector].parse().unwrap();
            *published.entry((sectors[&row["row"]].clone(), industry.clone())).or_default() += value;
        }
    }
    let mut ours: BTreeMap<(String, String), f64> = BTreeMap::new();
    for (j, buyer) in table.industries().iter().enumerate() {
        if table.regions()[buyer.region] == "USA" {
            for (i, seller) in table.industries().iter().enumerate() {
                let key = (table.sectors()[seller.sector].clone(), table.sectors()[buyer.sector].clone());
                *ours.entry(key).or_default() += table.z()[(i, j)];
            }
        }
    }
    let all: f64 = published.values().sum();
    let away: f64 = published.iter().map(|(key, value)| (ours[key] - value).abs()).sum();
    format!(
        "\n## The block of the United States\n\n\
        What US industries use of each good, from home and abroad, 17 by 17, against the use table of the BEA for 2023: \
        the sum of absolute differences is {:.0} % of all that is used.\n\
        The use table counts commodities, ours industries: a good made by another industry than its own counts with its maker; balancing moves the rest.\n\
        Which country abroad sells is as in WIOD 2011, grown with the sellers; nothing newer at hand tells.\n",
        100.0 * away / all
    )
}

/// Value added by industry of a country, million USD.
fn by_industry(table: &Mrio, country: &str) -> BTreeMap<String, f64> {
    let x = leontief::x(table.z(), table.y());
    let value_added = leontief::value_added(table.z(), &x);
    let mut sums = BTreeMap::new();
    for (i, industry) in table.industries().iter().enumerate() {
        if table.regions()[industry.region] == country {
            *sums.entry(table.sectors()[industry.sector].clone()).or_default() += value_added[i];
        }
    }
    sums
}

/// Value added of the United States in 2023 by our industries, million USD.
fn bea_2023(raw: &Path) -> BTreeMap<String, f64> {
    let sectors = national_sectors("bea-summary");
    let mut sums = BTreeMap::new();
    for row in csv_rows(&raw.join("mrio/bea-summary/value_added_1997_2023.csv")) {
        if let Some(industry) = sectors.get(&row["industry"]) {
            *sums.entry(industry.clone()).or_default() += row["2023"].parse::<f64>().unwrap();
        }
    }
    sums
}

/// Our industry by sector of a national table.
fn national_sectors(table: &str) -> BTreeMap<String, String> {
    csv_rows(&crate::common::root().join("data/recipe/national_sectors.csv"))
        .into_iter()
        .filter(|row| row["table"] == table)
        .map(|row| (row["sector"].clone(), row["industry"].clone()))
        .collect()
}

/// The rows of a CSV file by column.
fn csv_rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            header.iter().zip(row.iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
        })
        .collect()
}
