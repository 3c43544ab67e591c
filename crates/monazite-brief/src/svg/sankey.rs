//! How [`crate::chart::sankey`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{INK, MUTED, OTHER, SUPPLIER};
use super::room::Room;
use super::text::{fit, wrap};
use crate::about::About;
use crate::chart::sankey::{Link, Sankey};

const HEAD: f64 = 62.0;
const BODY: f64 = 400.0;
const NODE: f64 = 11.0;
const LEAST: f64 = 31.0;

/// Where a node lies.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    y: f64,
    height: f64,
    left_used: f64,
    right_used: f64,
}

/// Draws a Sankey. Links that point at no node, or not to the right, are left out.
pub(super) fn draw(chart: &Sankey, room: Room) -> String {
    let (width, label) = room.pick((960.0, 118.0), (360.0, 62.0));
    let (heads, names) = room.pick((12.0, 12.5), (9.5, 10.0));
    let mut svg = Svg::new(&room.id(&chart.id), width, HEAD + BODY + 8.0, &chart.title, &chart.desc);
    let links: Vec<&Link> = chart.links.iter().filter(|l| is_drawable(chart, l)).collect();
    let mut places = places(chart, &links);
    let last = chart.columns.len().saturating_sub(1).max(1) as f64;
    let x = |column: usize| (width - label - NODE) * column as f64 / last;
    let step = (width - label - NODE) / last;
    for (c, head) in chart.columns.iter().enumerate() {
        // Bold and wider fonts need more room than is measured.
        for (i, line) in
            wrap(head, heads, (step.min(170.0) - room.pick(14.0, 4.0)) / 1.2).iter().take(4).enumerate()
        {
            svg.bold((x(c), 11.0 + 14.0 * i as f64), heads, Anchor::Start, INK, line);
        }
    }
    let mut order: Vec<&&Link> = links.iter().collect();
    order.sort_by_key(|l| (chart.nodes[l.from].column, l.from, chart.nodes[l.to].column, l.to));
    let scale = scale(chart, &links);
    let mut starts = vec![0.0; order.len()];
    for (i, link) in order.iter().enumerate() {
        let place = &mut places[link.from];
        starts[i] = place.y + place.right_used;
        place.right_used += link.mass * scale;
    }
    let mut arrivals: Vec<usize> = (0..order.len()).collect();
    arrivals.sort_by_key(|&i| (order[i].to, chart.nodes[order[i].from].column, order[i].from));
    for i in arrivals {
        let link = order[i];
        let thickness = link.mass * scale;
        let place = &mut places[link.to];
        let end = place.y + place.left_used;
        place.left_used += thickness;
        let paint = if chart.nodes[link.from].highlight { SUPPLIER } else { OTHER };
        let from = (x(chart.nodes[link.from].column) + NODE, starts[i]);
        svg.band(
            from,
            (x(chart.nodes[link.to].column), end),
            (thickness, thickness),
            paint,
            &About::words(&link.title),
        );
    }
    for (node, place) in chart.nodes.iter().zip(&places) {
        let paint = if node.highlight { SUPPLIER } else { MUTED };
        svg.block(
            (x(node.column), place.y),
            (NODE, place.height.max(1.0)),
            paint,
            &About::words(&format!("{}: {}", node.label, node.text)),
        );
        let (left, middle) = (x(node.column) + NODE + room.pick(6.0, 2.0), place.y + place.height / 2.0);
        let space = (step - NODE - room.pick(10.0, 4.0)).min(label);
        let ink = if node.highlight { SUPPLIER } else { INK };
        svg.rimmed((left, middle - room.pick(1.0, -3.0)), names, true, ink, &fit(&node.label, names, space));
        // On a phone the masses with their ranges show when a node is touched.
        if room == Room::Wide {
            svg.rimmed((left, middle + 12.5), 11.0, false, INK, &node.text);
        }
    }
    svg.finish()
}

fn is_drawable(chart: &Sankey, link: &Link) -> bool {
    let column = |i: usize| chart.nodes.get(i).map(|n| n.column);
    matches!((column(link.from), column(link.to)), (Some(a), Some(b)) if a < b)
        && link.mass.is_finite()
        && link.mass > 0.0
}

/// Mass through a node: the larger of what enters and what leaves.
fn throughput(links: &[&Link], node: usize) -> f64 {
    let enters: f64 = links.iter().filter(|l| l.to == node).map(|l| l.mass).sum();
    let leaves: f64 = links.iter().filter(|l| l.from == node).map(|l| l.mass).sum();
    enters.max(leaves)
}

/// Pixels a tonne, such that the fullest column fits with room for its labels.
fn scale(chart: &Sankey, links: &[&Link]) -> f64 {
    (0..chart.columns.len())
        .filter_map(|column| {
            let masses: Vec<f64> = column_nodes(chart, column).map(|i| throughput(links, i)).collect();
            let total: f64 = masses.iter().sum();
            let room = BODY - LEAST * 0.75 * masses.len() as f64;
            (total > 0.0).then(|| room.max(BODY * 0.2) / total)
        })
        .fold(f64::INFINITY, f64::min)
}

fn column_nodes(chart: &Sankey, column: usize) -> impl Iterator<Item = usize> + '_ {
    chart.nodes.iter().enumerate().filter(move |(_, n)| n.column == column).map(|(i, _)| i)
}

fn places(chart: &Sankey, links: &[&Link]) -> Vec<Place> {
    let scale = scale(chart, links);
    let mut places = vec![Place::default(); chart.nodes.len()];
    for column in 0..chart.columns.len() {
        let nodes: Vec<usize> = column_nodes(chart, column).collect();
        let heights: Vec<f64> = nodes
            .iter()
            .map(|&i| throughput(links, i) * scale)
            .map(|h| if h.is_finite() { h } else { 0.0 })
            .collect();
        let slots: f64 = heights.iter().map(|h| h.max(LEAST)).sum();
        let space = ((BODY - slots) / nodes.len().max(1) as f64).clamp(0.0, 16.0);
        let mut y = HEAD;
        for (&i, &height) in nodes.iter().zip(&heights) {
            let slot = height.max(LEAST);
            places[i] = Place { y: y + (slot - height) / 2.0, height, left_used: 0.0, right_used: 0.0 };
            y += slot + space;
        }
    }
    places
}
