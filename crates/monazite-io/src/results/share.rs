//! Sheets of who gains, pays and stays, and the file from which a broken run is resumed.

use super::{Cell, Header, Kind, Sheet};
use monazite::share::{Outsiders, Sharing, SolvedBlock, Valued};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

const PLAYER: Header = ("player", Kind::Text);
const CLUB: Header = ("club", Kind::Text);
const UNIT: Header = ("unit", Kind::Text);

/// Names of players, joined.
fn named(sharing: &Sharing, players: &[usize]) -> String {
    players.iter().map(|&p| sharing.players[p].as_str()).collect::<Vec<_>>().join("+")
}

fn yes(condition: bool) -> Cell {
    (if condition { "yes" } else { "no" }).into()
}

/// One row a player: what it gains alone and together, what it pays under the Shapley rule, whether it stays.
#[must_use]
pub fn members(sharing: &Sharing) -> Sheet {
    let mut sheet = Sheet::new(&[
        PLAYER,
        ("alone", Kind::Number),
        ("benefit", Kind::Number),
        ("spends", Kind::Number),
        ("shapley", Kind::Number),
        ("nucleolus", Kind::Number),
        ("pays", Kind::Number),
        ("outside", Kind::Number),
        ("stays", Kind::Text),
        UNIT,
    ]);
    let rule = sharing.rules.iter().find(|r| r.rule == "shapley");
    for member in &sharing.members {
        let pays = rule.and_then(|r| r.pays.get(member.player)).map_or(f64::NAN, |p| p.get());
        let stays = rule.is_some_and(|r| !r.leave.contains(&member.player));
        sheet.push(vec![
            sharing.players[member.player].as_str().into(),
            member.alone.get().into(),
            member.benefit.get().into(),
            member.spends.get().into(),
            member.shapley.get().into(),
            member.nucleolus.get().into(),
            pays.into(),
            member.outside.get().into(),
            yes(stays),
            "USD".into(),
        ]);
    }
    sheet
}

/// One row a rule and player: what it gains and pays, whether it leaves.
#[must_use]
pub fn rules(sharing: &Sharing) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("rule", Kind::Text),
        PLAYER,
        ("gains", Kind::Number),
        ("pays", Kind::Number),
        ("leaves", Kind::Text),
        ("objecting_club", Kind::Text),
        ("objection", Kind::Number),
        UNIT,
    ]);
    for rule in &sharing.rules {
        for (player, (gains, pays)) in rule.gains.iter().zip(&rule.pays).enumerate() {
            let objection = rule.objection.as_ref().filter(|(club, _)| club.contains(&player));
            sheet.push(vec![
                rule.rule.as_str().into(),
                sharing.players[player].as_str().into(),
                gains.get().into(),
                pays.get().into(),
                yes(rule.leave.contains(&player)),
                objection.map_or_else(String::new, |(club, _)| named(sharing, club)).into(),
                objection.map_or(f64::NAN, |(_, gain)| gain.get()).into(),
                "USD".into(),
            ]);
        }
    }
    sheet
}

/// One row a club: its value and whether it holds, under both readings of outsiders.
#[must_use]
pub fn clubs(sharing: &Sharing) -> Sheet {
    let mut sheet = Sheet::new(&[
        CLUB,
        ("players", Kind::Integer),
        ("outsiders", Kind::Text),
        ("value", Kind::Number),
        ("internal", Kind::Text),
        ("external", Kind::Text),
        ("surplus", Kind::Number),
        ("smallest_worth_starting", Kind::Text),
        UNIT,
    ]);
    let smallest: BTreeMap<Outsiders, &Vec<usize>> =
        sharing.smallest.iter().filter_map(|(o, club)| Some((*o, club.as_ref()?))).collect();
    for club in &sharing.clubs {
        sheet.push(vec![
            named(sharing, &club.members).into(),
            i64::try_from(club.members.len()).unwrap_or(i64::MAX).into(),
            club.outsiders.word().into(),
            club.value.get().into(),
            yes(club.internal),
            yes(club.external),
            club.surplus.get().into(),
            yes(smallest.get(&club.outsiders).is_some_and(|s| **s == club.members)),
            "USD".into(),
        ]);
    }
    sheet
}

/// The order of joining.
#[must_use]
pub fn joining(sharing: &Sharing) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("step", Kind::Integer),
        PLAYER,
        ("joins", Kind::Text),
        ("brings", Kind::Number),
        ("gains", Kind::Number),
        ("pays", Kind::Number),
        UNIT,
    ]);
    for (step, joined) in (1_i64..).zip(&sharing.joining) {
        sheet.push(vec![
            step.into(),
            sharing.players[joined.player].as_str().into(),
            named(sharing, &joined.joins).into(),
            joined.brings.get().into(),
            joined.gains.get().into(),
            joined.pays.get().into(),
            "USD".into(),
        ]);
    }
    sheet
}

/// The columns of the file from which a run is resumed: a row a player of a club.
const COLUMNS: [&str; 7] = ["group", "block", "club", "player", "spent", "lost", "spill"];

/// Blocks of clubs as they are solved, in a file beside the results.
#[derive(Debug)]
pub struct Checkpoint {
    file: Mutex<File>,
}

impl Checkpoint {
    /// Opens the file, or begins it; gives the blocks that an earlier run of the same question left. `question` says
    /// what was asked: blocks of another question are dropped.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn open(path: &Path, question: &str) -> io::Result<(Self, Vec<SolvedBlock>)> {
        let first = format!("# {question}\n");
        let known = match std::fs::read_to_string(path) {
            Ok(text) => text.strip_prefix(&first).map(blocks).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).write(true).truncate(true).open(path)?;
        let checkpoint = Self { file: Mutex::new(file) };
        checkpoint.append(&format!("{first}{}\n", COLUMNS.join(",")))?;
        for block in &known {
            checkpoint.add(block)?;
        }
        Ok((checkpoint, known))
    }

    /// Writes a block down.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&self, block: &SolvedBlock) -> io::Result<()> {
        let mut text = String::new();
        for valued in &block.valued {
            for (player, ((spent, lost), spill)) in
                valued.spent.iter().zip(&valued.lost).zip(&valued.spill).enumerate()
            {
                let SolvedBlock { group, block, .. } = block;
                text.push_str(&format!("{group},{block},{},{player},{spent},{lost},{spill}\n", valued.club));
            }
        }
        self.append(&text)
    }

    fn append(&self, text: &str) -> io::Result<()> {
        let mut file = self.file.lock().map_err(|_| io::Error::other("a writer failed"))?;
        file.write_all(text.as_bytes())?;
        file.flush()
    }
}

/// Blocks of the rows of a file.
fn blocks(text: &str) -> Vec<SolvedBlock> {
    let mut blocks: BTreeMap<(usize, u32), Vec<Valued>> = BTreeMap::new();
    let row = |line: &str| {
        let mut cells = line.split(',');
        let mut cell = || cells.next();
        let at = (cell()?.parse().ok()?, cell()?.parse().ok()?);
        let (club, player): (u32, usize) = (cell()?.parse().ok()?, cell()?.parse().ok()?);
        let mut number = || cells.next()?.parse::<f64>().ok().filter(|n| n.is_finite());
        Some((at, club, player, [number()?, number()?, number()?]))
    };
    // What follows the last line break was cut off.
    let written = text.rfind('\n').map_or("", |end| &text[..end]);
    for (at, club, player, [spent, lost, spill]) in written.lines().skip(1).map_while(row) {
        let clubs = blocks.entry(at).or_default();
        if player == 0 {
            clubs.push(Valued { club, spent: Vec::new(), lost: Vec::new(), spill: Vec::new() });
        }
        if let Some(valued) = clubs.last_mut().filter(|v| v.club == club && v.spent.len() == player) {
            valued.spent.push(spent);
            valued.lost.push(lost);
            valued.spill.push(spill);
        }
    }
    // The last club of a file that was cut off may lack players; a block with such a club is solved again.
    let whole =
        |clubs: &[Valued]| clubs.iter().all(|c| Some(c.spent.len()) == clubs.first().map(|f| f.spent.len()));
    blocks
        .into_iter()
        .filter(|(_, clubs)| whole(clubs))
        .map(|((group, block), valued)| SolvedBlock { group, block, valued })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(number: u32) -> SolvedBlock {
        let valued =
            |club| Valued { club, spent: vec![0.1 + 0.2, 1e-17], lost: vec![3.0, 0.0], spill: vec![0.0; 2] };
        SolvedBlock { group: 0, block: number, valued: vec![valued(1), valued(3)] }
    }

    #[test]
    fn a_run_goes_on_where_it_broke_off_with_the_same_bits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run/clubs.partial.csv");
        let (checkpoint, known) = Checkpoint::open(&path, "a question").unwrap();
        assert!(known.is_empty());
        checkpoint.add(&block(0)).unwrap();
        checkpoint.add(&block(1)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, &text[..text.len() - 12]).unwrap();
        let (_, known) = Checkpoint::open(&path, "a question").unwrap();
        assert_eq!(known, [block(0)], "the block that was cut off is solved again");
        let (_, known) = Checkpoint::open(&path, "another question").unwrap();
        assert!(known.is_empty());
    }
}
