//! The file from which a run over all clubs is resumed.

use super::write_file;
use monazite::share::{Items, SolvedBlock, Valued};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

/// The columns of the file from which a run is resumed: a row a player of a club.
const COLUMNS: &str =
    "group,block,club,player,capital,operating,trade,stock,recycling,substitution,unmet,risk,spill";

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
        // What is known is there under its name at every moment: the file is replaced whole, then added to.
        let text: String = known.iter().map(rows).collect();
        write_file(path, format!("{first}{COLUMNS}\n{text}").as_bytes())?;
        let checkpoint = Self { file: Mutex::new(OpenOptions::new().append(true).open(path)?) };
        Ok((checkpoint, known))
    }

    /// Writes a block down.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&self, block: &SolvedBlock) -> io::Result<()> {
        let mut file = self.file.lock().map_err(|_| io::Error::other("a writer failed"))?;
        file.write_all(rows(block).as_bytes())?;
        file.flush()
    }
}

/// A block as rows.
fn rows(SolvedBlock { group, block, valued }: &SolvedBlock) -> String {
    let mut text = String::new();
    for valued in valued {
        for (player, (items, spill)) in valued.borne.iter().zip(&valued.spill).enumerate() {
            let _ = write!(text, "{group},{block},{},{player}", valued.club);
            for number in items.0.iter().chain([spill]) {
                let _ = write!(text, ",{number}");
            }
            text.push('\n');
        }
    }
    text
}

/// Blocks of the rows of a file.
fn blocks(text: &str) -> Vec<SolvedBlock> {
    let mut blocks: BTreeMap<(usize, usize), Vec<Valued>> = BTreeMap::new();
    let row = |line: &str| {
        let mut cells = line.split(',');
        let mut cell = || cells.next();
        let at = (cell()?.parse().ok()?, cell()?.parse().ok()?);
        let (club, player): (u64, usize) = (cell()?.parse().ok()?, cell()?.parse().ok()?);
        let mut number = || cells.next()?.parse::<f64>().ok().filter(|n| n.is_finite());
        let mut items = Items::default();
        for item in &mut items.0 {
            *item = number()?;
        }
        Some((at, club, player, items, number()?))
    };
    // What follows the last line break was cut off.
    let written = text.rfind('\n').map_or("", |end| &text[..end]);
    for (at, club, player, items, spill) in written.lines().skip(1).map_while(row) {
        let clubs = blocks.entry(at).or_default();
        if player == 0 {
            clubs.push(Valued { club, borne: Vec::new(), spill: Vec::new() });
        }
        if let Some(valued) = clubs.last_mut().filter(|v| v.club == club && v.borne.len() == player) {
            valued.borne.push(items);
            valued.spill.push(spill);
        }
    }
    // The last club of a file that was cut off may lack players; a block with such a club is solved again.
    let whole =
        |clubs: &[Valued]| clubs.iter().all(|c| Some(c.borne.len()) == clubs.first().map(|f| f.borne.len()));
    blocks
        .into_iter()
        .filter(|(_, clubs)| whole(clubs))
        .map(|((group, block), valued)| SolvedBlock { group, block, valued })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(number: usize) -> SolvedBlock {
        let items = Items([0.1 + 0.2, 1e-17, 3.0, 0.0, 0.0, 0.0, 0.0, 7.0]);
        let valued = |club| Valued { club, borne: vec![items, Items::default()], spill: vec![0.0; 2] };
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
