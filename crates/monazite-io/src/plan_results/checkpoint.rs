//! The file from which a plan that was broken off is taken up again: one line a group of minerals, as it is solved.

use monazite::plan::SolvedGroup;
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

/// Groups as they are solved, in a file beside the results.
#[derive(Debug)]
pub struct Checkpoint {
    file: Mutex<File>,
}

impl Checkpoint {
    /// Opens the file, or begins it; gives the groups that an earlier run of the same question left. `question` says
    /// what was asked: groups of another question are dropped.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn open(path: &Path, question: &str) -> io::Result<(Self, Vec<SolvedGroup>)> {
        let digest = Sha256::digest(question.as_bytes());
        let first = digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n";
        let known: Vec<SolvedGroup> = match std::fs::read_to_string(path) {
            // What was cut off in the middle of a line is solved again.
            Ok(text) => text
                .strip_prefix(&first)
                .map(|rest| rest.lines().map_while(|line| serde_json::from_str(line).ok()).collect())
                .unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).write(true).truncate(true).open(path)?;
        let checkpoint = Self { file: Mutex::new(file) };
        checkpoint.append(&first)?;
        for group in &known {
            checkpoint.add(group)?;
        }
        Ok((checkpoint, known))
    }

    /// Writes a group down.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&self, group: &SolvedGroup) -> io::Result<()> {
        self.append(&format!("{}\n", serde_json::to_string(group)?))
    }

    fn append(&self, text: &str) -> io::Result<()> {
        let mut file = self.file.lock().map_err(|_| io::Error::other("a writer failed"))?;
        file.write_all(text.as_bytes())?;
        file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use monazite::plan::Plan;
    use monazite::quantity::UsDollars;

    #[test]
    fn what_was_solved_is_known_to_the_next_run_to_the_last_bit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.partial.json");
        let group = |group: usize| SolvedGroup {
            group,
            plan: Plan { spent: UsDollars::new(0.1 + 0.2), ..Plan::default() },
        };
        let (checkpoint, known) = Checkpoint::open(&path, "a question").unwrap();
        assert!(known.is_empty());
        checkpoint.add(&group(1)).unwrap();
        checkpoint.add(&group(0)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, &text[..text.len() - 12]).unwrap();
        let (_, known) = Checkpoint::open(&path, "a question").unwrap();
        assert_eq!(known, [group(1)], "the group that was cut off is solved again");
        let (_, known) = Checkpoint::open(&path, "another question").unwrap();
        assert!(known.is_empty());
    }
}
