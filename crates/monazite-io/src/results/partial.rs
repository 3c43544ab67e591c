//! The file from which a run that was broken off is taken up again: one line a part, as it is solved.

use super::folder::write_file;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

/// Parts as they are solved, in a file beside the results.
#[derive(Debug)]
pub struct Partial {
    file: Mutex<File>,
}

impl Partial {
    /// Opens the file, or begins it; gives the parts that an earlier run of the same question left. `question` says what
    /// was asked: parts of another question are dropped.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn open<T: Serialize + DeserializeOwned>(path: &Path, question: &str) -> io::Result<(Self, Vec<T>)> {
        let digest = Sha256::digest(question.as_bytes());
        let first = digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n";
        let known: Vec<T> = match std::fs::read_to_string(path) {
            // What was cut off in the middle of a line is solved again.
            Ok(text) => text
                .strip_prefix(&first)
                .map(|rest| rest.lines().map_while(|line| serde_json::from_str(line).ok()).collect())
                .unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        // What is known is there under its name at every moment: the file is replaced whole, then added to.
        let lines = known.iter().map(line).collect::<io::Result<String>>()?;
        write_file(path, (first + &lines).as_bytes())?;
        Ok((Self { file: Mutex::new(OpenOptions::new().append(true).open(path)?) }, known))
    }

    /// Writes a part down.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&self, part: &impl Serialize) -> io::Result<()> {
        let mut file = self.file.lock().map_err(|_| io::Error::other("a writer failed"))?;
        file.write_all(line(part)?.as_bytes())?;
        file.flush()
    }
}

fn line(part: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string(part)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use monazite::plan::Items;
    use monazite::share::{SolvedBlock, Valued};

    #[test]
    fn what_was_solved_is_known_to_the_next_run_to_the_last_bit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run/clubs.partial.json");
        let items = Items([0.1 + 0.2, 1e-17, 3.0, 0.0, 0.0, 0.0, 0.0, 7.0]);
        let valued = |club| Valued { club, borne: vec![items, Items::default()], spill: vec![0.0; 2] };
        let block = |block: usize| SolvedBlock { group: 0, block, valued: vec![valued(1), valued(3)] };
        let open = |question: &str| Partial::open::<SolvedBlock>(&path, question).unwrap();
        let (partial, known) = open("a question");
        assert!(known.is_empty());
        partial.add(&block(1)).unwrap();
        partial.add(&block(0)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, &text[..text.len() - 12]).unwrap();
        assert_eq!(open("a question").1, [block(1)], "the block that was cut off is solved again");
        assert!(open("another question").1.is_empty());
    }
}
