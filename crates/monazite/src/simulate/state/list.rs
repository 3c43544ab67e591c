//! Lists that keep their memory from run to run.

/// Mass at nodes by lot class: `mass[class][node]`.
pub(super) type ByLot = Vec<Vec<f64>>;

/// Makes a list so long and puts the same value everywhere.
pub(super) fn reset<T: Clone>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}

/// Makes a list for each class of lots, with nothing in it.
pub(super) fn reset_lots(lots: &mut ByLot, classes: usize, length: usize) {
    lots.resize_with(classes, Vec::new);
    lots.iter_mut().for_each(|lot| reset(lot, length, 0.0));
}
