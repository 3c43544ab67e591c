//! Sums and products of slices in a fixed order, fit for vector instructions.

/// Partial sums added in order, times the weight of the supplier.
pub(super) fn total<'a>(chunks: impl Iterator<Item = &'a [f64]>, weight: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; weight.len()];
    for chunk in chunks {
        for (sum, v) in out.iter_mut().zip(chunk) {
            *sum += v;
        }
    }
    for (sum, w) in out.iter_mut().zip(weight) {
        *sum *= w;
    }
    out
}

/// A quotient that is zero where nothing is ordered or made.
pub(crate) fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Sums run in lanes, so that the compiler can use vector instructions. The order is fixed.
const LANES: usize = 4;

/// The lanes of a sum added up.
fn folded(lanes: [f64; LANES]) -> f64 {
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// The sum of a slice, as [`dot`] with ones sums it.
pub(super) fn sum(a: &[f64]) -> f64 {
    dot(a, &vec![1.0; a.len()])
}

/// The inner product of two slices of one length.
#[expect(clippy::inline_always, reason = "compiled for the vector instructions of the caller")]
#[inline(always)]
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let (ca, cb) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let mut rest = 0.0;
    for (x, y) in ca.remainder().iter().zip(cb.remainder()) {
        rest += x * y;
    }
    for (x, y) in ca.zip(cb) {
        for (lane, (x, y)) in lanes.iter_mut().zip(x.iter().zip(y)) {
            *lane += x * y;
        }
    }
    folded(lanes) + rest
}

/// The inner products of a slice with two others, each as [`dot`] gives it.
#[expect(clippy::inline_always, reason = "compiled for the vector instructions of the caller")]
#[inline(always)]
pub(super) fn dot2(a: &[f64], b: &[f64], c: &[f64]) -> (f64, f64) {
    let (mut with_b, mut with_c) = ([0.0; LANES], [0.0; LANES]);
    let (ca, cb, cc) = (a.chunks_exact(LANES), b.chunks_exact(LANES), c.chunks_exact(LANES));
    let (mut rest_b, mut rest_c) = (0.0, 0.0);
    for ((x, y), z) in ca.remainder().iter().zip(cb.remainder()).zip(cc.remainder()) {
        rest_b += x * y;
        rest_c += x * z;
    }
    for ((x, y), z) in ca.zip(cb).zip(cc) {
        for lane in 0..LANES {
            with_b[lane] += x[lane] * y[lane];
            with_c[lane] += x[lane] * z[lane];
        }
    }
    (folded(with_b) + rest_b, folded(with_c) + rest_c)
}

/// `to += scale * from`.
#[expect(clippy::inline_always, reason = "compiled for the vector instructions of the caller")]
#[inline(always)]
pub(crate) fn add(to: &mut [f64], from: &[f64], scale: f64) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += scale * from;
    }
}
