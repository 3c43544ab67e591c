//! Runs that go on where an earlier one was broken off.
//!
//! What is solved is kept in one file beside the results: a line that says what it belongs to, then one line a part.
//! Nothing but the same question to the same build on the same dataset continues it. Parts of another question are
//! dropped, as the results beside them will be; parts of another build are refused, for numbers of two builds must not
//! be mixed.

use crate::error::Error;
use crate::record::Record;
use monazite::Watch;
use monazite_io::results::write_file;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};

/// The files of what is solved, by verb; they go when the result is complete.
const FILES: &[(&str, &str)] =
    &[("simulate", "runs.json"), ("plan", "plan.partial.json"), ("share", "clubs.partial.json")];

/// What the parts of a run belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Version of monazite.
    version: String,
    /// Build of monazite.
    build: String,
    /// SHA-256 of dataset, verb and request.
    question: String,
}

impl Identity {
    /// The identity of what a record is about.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        Self { version: record.version.clone(), build: record.build.clone(), question: record.question() }
    }

    /// Whether it is about the same question, to whatever build.
    #[must_use]
    pub fn asks_as(&self, other: &Self) -> bool {
        self.question == other.question
    }

    /// Refuses what another build made.
    ///
    /// # Errors
    /// [`Error::OtherBuild`].
    pub fn check_build(&self, theirs: &Self, place: &str) -> Result<(), Error> {
        if (&self.version, &self.build) == (&theirs.version, &theirs.build) {
            return Ok(());
        }
        let shown = |identity: &Self| format!("version {}, build {}", identity.version, identity.build);
        Err(Error::OtherBuild { place: place.to_owned(), theirs: shown(theirs), ours: shown(self) })
    }
}

/// Where a run keeps what it has solved: nowhere without a folder.
#[derive(Debug)]
pub(crate) struct Resume {
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    path: PathBuf,
    first: String,
    file: Mutex<File>,
    failed: OnceLock<String>,
}

impl Resume {
    /// Opens the file of a run in a folder, or begins it; gives the parts that an earlier run of the same left.
    ///
    /// # Errors
    /// [`Error::OtherBuild`]; [`Error::Io`] if the file cannot be read or written.
    pub(crate) fn open<T>(folder: Option<&Path>, record: &Record) -> Result<(Self, Vec<T>), Error>
    where
        T: Serialize + DeserializeOwned,
    {
        let name = FILES.iter().find(|(verb, _)| *verb == record.verb).map(|(_, name)| *name);
        let (Some(folder), Some(name)) = (folder, name) else { return Ok((Self { kept: None }, Vec::new())) };
        let path = folder.join(name);
        let identity = Identity::of(record);
        let known: Vec<T> = match fs::read_to_string(&path) {
            Ok(text) => parts(&identity, &text, &path)?,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(source) => {
                return Err(Error::Io { what: format!("{} cannot be read", path.display()), source });
            }
        };
        let begin = || -> io::Result<Kept> {
            let first = line(&identity)?;
            // What is known is there under its name at every moment: the file is replaced whole, then added to.
            let lines = known.iter().map(line).collect::<io::Result<String>>()?;
            write_file(&path, (first.clone() + &lines).as_bytes())?;
            let file = Mutex::new(OpenOptions::new().append(true).open(&path)?);
            Ok(Kept { path: path.clone(), first, file, failed: OnceLock::new() })
        };
        let kept = begin().map_err(|error| Error::unwritten(&path, error))?;
        Ok((Self { kept: Some(kept) }, known))
    }

    /// Whether anything is kept.
    pub(crate) const fn is_on(&self) -> bool {
        self.kept.is_some()
    }

    /// Adds a part. One that cannot be written is solved again by the next run; this one goes on, and says so at its end.
    pub(crate) fn add(&self, part: &impl Serialize) {
        let Some(kept) = &self.kept else { return };
        let add = || {
            let mut file = kept.file.lock().map_err(|_| io::Error::other("a writer failed"))?;
            file.write_all(line(part)?.as_bytes())?;
            file.flush()
        };
        if let Err(error) = add() {
            let _ = kept.failed.set(error.to_string());
        }
    }

    /// Why parts could not be written, if any could not.
    pub(crate) fn failure(&self) -> Option<String> {
        let kept = self.kept.as_ref()?;
        let error = kept.failed.get()?;
        Some(format!("{} could not be written: {error}", kept.path.display()))
    }

    /// Puts a part in the place of all before.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be written.
    pub(crate) fn replace(&self, part: &impl Serialize) -> Result<(), Error> {
        let Some(kept) = &self.kept else { return Ok(()) };
        line(part)
            .and_then(|part| write_file(&kept.path, (kept.first.clone() + &part).as_bytes()))
            .map_err(|error| Error::unwritten(&kept.path, error))
    }
}

/// Parts of a run that are counted while they are solved.
pub(crate) struct Counted {
    /// How many there are.
    pub(crate) of: usize,
    /// What the watch is told is done.
    pub(crate) told: &'static str,
    /// What a note says of those that an earlier run left.
    pub(crate) known: &'static str,
}

/// Solves parts that know nothing of each other from those that an earlier run left in a folder; keeps each as it is
/// solved, and tells it.
///
/// # Errors
/// As [`Resume::open`] and `solve`.
pub(crate) fn go_on<T, R, E>(
    folder: Option<&Path>,
    counted: &Counted,
    (record, notes): (&Record, &mut Vec<String>),
    watch: &Watch,
    solve: impl FnOnce(Vec<T>, &(dyn Fn(&T) + Sync)) -> Result<R, E>,
) -> Result<R, Error>
where
    T: Serialize + DeserializeOwned,
    Error: From<E>,
{
    let (resume, known) = Resume::open(folder, record)?;
    if !known.is_empty() {
        notes.push(format!("{} of {} {}", known.len(), counted.of, counted.known));
    }
    let done = AtomicU64::new(known.len() as u64);
    let tell = |done| watch.tell(counted.told, done, counted.of as u64);
    tell(done.load(Ordering::Relaxed));
    let solved = solve(known, &|part| {
        resume.add(part);
        tell(done.fetch_add(1, Ordering::Relaxed) + 1);
    })?;
    notes.extend(resume.failure());
    Ok(solved)
}

/// The parts in a file, if they are about the same. What was cut off in the middle of a line is solved again.
fn parts<T: DeserializeOwned>(identity: &Identity, text: &str, path: &Path) -> Result<Vec<T>, Error> {
    let mut lines = text.lines();
    let theirs = lines.next().and_then(|first| serde_json::from_str::<Identity>(first).ok());
    let Some(theirs) = theirs.filter(|theirs| identity.asks_as(theirs)) else { return Ok(Vec::new()) };
    identity.check_build(&theirs, &path.display().to_string())?;
    Ok(lines.map_while(|line| serde_json::from_str(line).ok()).collect())
}

fn line(part: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string(part)? + "\n")
}

/// Takes away what a run kept in a folder, once its result is complete.
///
/// # Errors
/// [`Error::Io`] if a file cannot be removed; a missing one is none.
pub fn forget(folder: &Path, record: &Record) -> Result<(), Error> {
    for (_, name) in FILES.iter().filter(|(verb, _)| *verb == record.verb) {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::unwritten(&path, error)),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balance::Balance;

    fn record(mineral: &str) -> Record {
        let request = Balance { mineral: Some(mineral.to_owned()) };
        Record { verb: "share".to_owned(), ..Record::of(&request, None).unwrap() }
    }

    #[test]
    fn what_was_solved_is_known_to_the_next_run_to_the_last_bit() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("run");
        let open = |record: &Record| Resume::open::<Vec<f64>>(Some(&place), record);
        let (resume, known) = open(&record("tin")).unwrap();
        assert!(known.is_empty());
        let parts = [vec![0.1 + 0.2, 1e-17], vec![3.0]];
        parts.iter().for_each(|part| resume.add(part));
        assert_eq!(resume.failure(), None);
        let path = place.join("clubs.partial.json");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() - 3]).unwrap();
        assert_eq!(open(&record("tin")).unwrap().1, parts[..1], "the part that was cut off is solved again");
        assert!(open(&record("zinc")).unwrap().1.is_empty(), "another question begins anew");
    }

    #[test]
    fn what_another_build_began_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let open = |record: &Record| Resume::open::<u32>(Some(folder.path()), record);
        let theirs = Record { build: "0123456789abcdef".to_owned(), ..record("tin") };
        open(&theirs).unwrap().0.add(&1);
        let message = open(&record("tin")).unwrap_err().to_string();
        for words in
            ["clubs.partial.json", "another build", "0123456789abcdef", crate::record::BUILD, "remove it"]
        {
            assert!(message.contains(words), "`{words}` is not in: {message}");
        }
        forget(folder.path(), &record("tin")).unwrap();
        assert!(open(&record("tin")).unwrap().1.is_empty());
    }
}
