//! Problems with known answers.

use monazite_highs::{Error, Highs, Problem, Row, Status};

const FREE: f64 = f64::INFINITY;

/// Dantzig's transport problem (Linear Programming and Extensions, 1963, section 3-3): two canneries, three markets.
/// The optimum is 153.675 thousand dollars.
fn dantzig() -> Problem {
    let distance = [[2.5, 1.7, 1.8], [2.5, 1.8, 1.4]];
    let (capacity, demand) = ([350.0, 600.0], [325.0, 300.0, 275.0]);
    let mut p = Problem::default();
    let x: Vec<Vec<usize>> =
        distance.iter().map(|row| row.iter().map(|d| p.column(0.09 * d, 0.0, FREE)).collect()).collect();
    for (i, &most) in capacity.iter().enumerate() {
        p.row(-FREE, most, (0..3).map(|j| (x[i][j], 1.0)).collect());
    }
    for (j, &least) in demand.iter().enumerate() {
        p.row(least, FREE, (0..2).map(|i| (x[i][j], 1.0)).collect());
    }
    p
}

#[test]
fn transport_has_its_published_optimum_and_duals() {
    let mut highs = Highs::new(&dantzig()).unwrap();
    assert_eq!(highs.run().unwrap(), Status::Optimal);
    let s = highs.solution().unwrap();
    assert!((s.objective - 153.675).abs() < 1e-9, "{}", s.objective);
    // The markets' prices: what one more case costs.
    for (row, price) in [(2, 0.225), (3, 0.153), (4, 0.126)] {
        assert!((s.row_duals[row] - price).abs() < 1e-9, "{:?}", s.row_duals);
    }
}

#[test]
fn changed_bounds_and_costs_start_warm_and_agree_with_a_cold_solve() {
    let mut warm = Highs::new(&dantzig()).unwrap();
    warm.run().unwrap();
    warm.change_row_bounds(&[(2, 300.0, FREE), (1, -FREE, 550.0)]).unwrap();
    warm.change_costs(&[(0, 0.3)]).unwrap();
    warm.change_column_bounds(&[(4, 0.0, 100.0)]).unwrap();
    warm.run().unwrap();
    let mut changed = dantzig();
    changed.rows[2].lower = 300.0;
    changed.rows[1].upper = 550.0;
    changed.costs[0] = 0.3;
    changed.upper[4] = 100.0;
    let mut cold = Highs::new(&changed).unwrap();
    cold.run().unwrap();
    let (warm, cold) = (warm.solution().unwrap(), cold.solution().unwrap());
    assert!((warm.objective - cold.objective).abs() < 1e-9);
}

#[test]
fn a_basis_can_be_handed_on() {
    let mut first = Highs::new(&dantzig()).unwrap();
    first.run().unwrap();
    let mut second = Highs::new(&dantzig()).unwrap();
    second.set_basis(&first.basis().unwrap()).unwrap();
    second.run().unwrap();
    assert_eq!(first.solution().unwrap(), second.solution().unwrap());
}

#[test]
fn an_impossible_demand_names_the_rows_that_conflict() {
    let mut highs = Highs::new(&dantzig()).unwrap();
    highs.change_row_bounds(&[(2, 1000.0, FREE)]).unwrap();
    assert_eq!(highs.run().unwrap(), Status::Infeasible);
    assert_eq!(highs.solution().unwrap_err(), Error::NoSolution { status: Status::Infeasible });
    // Both capacities and the demand that exceeds them.
    assert_eq!(highs.iis().unwrap().rows, [0, 1, 2]);
}

#[test]
fn whole_numbers_and_their_proven_gap() {
    // Knapsack: values 60, 100, 120; weights 10, 20, 30; room 50: take the last two.
    let mut p = Problem::default();
    let items: Vec<usize> = [60.0, 100.0, 120.0].iter().map(|v| p.column(-v, 0.0, 1.0)).collect();
    p.integer = vec![true; 3];
    p.row(-FREE, 50.0, items.iter().zip([10.0, 20.0, 30.0]).map(|(&i, w)| (i, w)).collect());
    let mut highs = Highs::new(&p).unwrap();
    assert_eq!(highs.run().unwrap(), Status::Optimal);
    let s = highs.solution().unwrap();
    assert!((s.objective + 220.0).abs() < 1e-9);
    assert!(s.gap <= 1e-4);
}

#[test]
fn a_run_that_is_stopped_has_no_solution() {
    // Strongly correlated knapsacks: hard enough that the solver asks whether to go on.
    let mut p = Problem::default();
    let items: Vec<usize> = (0..60_u32).map(|i| p.column(-f64::from(100 + i * 37 % 61), 0.0, 1.0)).collect();
    p.integer = vec![true; items.len()];
    for k in 0..8_u32 {
        let weights = items.iter().zip(0_u32..).map(|(&i, n)| (i, f64::from(50 + (n * (k + 3) * 29) % 83)));
        p.row(-FREE, 1711.5, weights.collect());
    }
    let mut highs = Highs::new(&p).unwrap();
    assert_eq!(highs.run_until(&|| true).unwrap(), Status::Interrupted);
    assert!(highs.solution().is_err());
}

#[test]
fn malformed_problems_are_refused_before_the_solver_sees_them() {
    let mut p = dantzig();
    p.rows.push(Row { lower: 0.0, upper: 1.0, terms: vec![(99, 1.0)] });
    assert!(matches!(Highs::new(&p), Err(Error::Shape { .. })));
    let mut highs = Highs::new(&dantzig()).unwrap();
    assert!(matches!(highs.change_costs(&[(0, 1.0), (0, 2.0)]), Err(Error::Shape { .. })));
    assert!(matches!(
        highs.set("no_such_option", monazite_highs::Setting::Bool(true)),
        Err(Error::Setting { .. })
    ));
}
