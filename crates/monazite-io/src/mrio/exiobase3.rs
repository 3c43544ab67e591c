//! EXIOBASE 3, monetary: a zip archive or its unpacked folder with tab-separated text, million EUR.
//!
//! `Z.txt` (or `A.txt` with `x.txt`), `Y.txt`, and the extensions of every folder that has an `F.txt`
//! (`satellite`, `impacts`, `air_emissions`, ...). `unit.txt` must tell money: hybrid editions are refused.
//! Two header lines and two label columns hold region and sector; extensions have one label column.
//! Source: Stadler et al. 2018, Journal of Industrial Ecology 22.

use super::extensions::{Account, stacked};
use super::imported::{Import, finish};
use super::matrix::{Labelled, Layout, read as read_matrix};
use super::units::{self, one_money};
use super::{labels, source, stranger};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::nearest;
use monazite::economy::Mrio;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// Extensions: the stressor in one label column.
const EXTENSION: Layout = Layout { label_columns: 1, ..Layout::TABBED };
/// Output: one header line, one column.
const OUTPUT: Layout = Layout { headers: 1, ..Layout::TABBED };

/// Reads a table.
///
/// # Errors
/// All problems.
pub fn read(path: &Path) -> Result<Import, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut files = Files::open(path)?;
    let y = files.required("Y.txt", Layout::TABBED, &mut problems);
    let x = files.matrix("x.txt", OUTPUT, &mut problems);
    let z = match files.matrix("Z.txt", Layout::TABBED, &mut problems) {
        Some(z) => Some(z),
        None => from_coefficients(&mut files, x.as_ref(), &mut problems),
    };
    let (Some(z), Some(y)) = (z, y) else { return Err(problems) };
    labels::same("Z.txt", "row", &z.rows, &z.columns, "the columns of Z.txt", &mut problems);
    labels::same("Y.txt", "row", &y.rows, &z.columns, "Z.txt", &mut problems);
    let accounts = accounts(&mut files, &mut problems);
    let extensions = stacked(accounts, &z.columns, &y.columns, &mut problems);
    let unit =
        files.units("unit.txt", &mut problems).and_then(|units| one_money("unit.txt", &units, &mut problems));
    if unit.is_none() && problems.errors() == 0 {
        let problem =
            Diagnostic::warning("unit.txt", "the edition has no unit; its money is read as million EUR");
        problems
            .push(problem.hint("as EXIOBASE 3 is published; add unit.txt with another unit if it is in one"));
    }
    let industries = labels::split_all("Z.txt", &z.columns, &['|'], &mut problems);
    let columns = labels::split_all("Y.txt", &y.columns, &['|'], &mut problems);
    let x = x.and_then(|x| {
        let order = labels::order("row", "x.txt", &x.rows, &z.columns, "Z.txt", &mut problems)?;
        (!x.columns.is_empty()).then(|| order.into_iter().map(|i| x.values[(i, 0)]).collect::<Vec<f64>>())
    });
    if problems.errors() > 0 {
        return Err(problems);
    }
    finish(
        "Z.txt",
        Mrio::new(&industries, &columns, z.values, y.values, unit.as_deref().unwrap_or("million EUR")),
        extensions.filter(|extensions| !extensions.names.is_empty()),
        x.as_deref(),
        problems,
    )
}

/// Extensions of final demand, under their names of today and of earlier editions.
const OF_DEMAND: [&str; 3] = ["F_Y.txt", "F_hh.txt", "FY.txt"];

/// The extensions of every folder that has an `F.txt`.
fn accounts(files: &mut Files, problems: &mut Diagnostics) -> Vec<Account> {
    let names = files.names();
    let folders: Vec<String> = names
        .iter()
        .filter_map(|name| name.strip_suffix("F.txt"))
        .filter(|folder| folder.is_empty() || folder.ends_with('/'))
        .map(str::to_owned)
        .collect();
    tell_unread(&names, &folders, problems);
    let mut accounts = Vec::new();
    for folder in folders {
        let Some(f) = files.at(&format!("{folder}F.txt"), EXTENSION, problems) else { continue };
        let of_demand =
            OF_DEMAND.iter().map(|name| format!("{folder}{name}")).find(|name| names.contains(name));
        let f_y = of_demand.and_then(|name| files.at(&name, EXTENSION, problems));
        let unit = format!("{folder}unit.txt");
        let units =
            if folder.is_empty() || !names.contains(&unit) { None } else { files.units_at(&unit, problems) };
        let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or("").to_owned();
        accounts.push(Account { name, f, f_y, units: units.unwrap_or_default() });
    }
    accounts
}

/// Tells what of the accounts is not read: a folder without `F.txt`, a table of flows under a name that none has, and
/// accounts without a table of final demand.
fn tell_unread(names: &[String], folders: &[String], problems: &mut Diagnostics) {
    let of = |name: &String| {
        let (folder, base) = name.split_at(name.rfind('/').map_or(0, |at| at + 1));
        (folder.to_owned(), base.to_owned())
    };
    let is_flows = |base: &str| {
        let lower = base.to_lowercase();
        let text = [".txt", ".csv", ".tsv", ".xlsx"].iter().any(|end| lower.ends_with(end));
        text && lower.starts_with('f') && !lower.starts_with("file")
    };
    for (folder, base) in names.iter().map(of).filter(|(_, base)| is_flows(base)) {
        if base == "F.txt" || folders.contains(&folder) && OF_DEMAND.contains(&base.as_str()) {
            continue;
        }
        let near = nearest(&base, OF_DEMAND.into_iter().chain(["F.txt"]));
        let advice =
            "extensions are read from F.txt, those of final demand from F_Y.txt (or F_hh.txt, FY.txt)";
        let hint = near.map_or_else(|| advice.to_owned(), |near| format!("did you mean `{near}`? {advice}"));
        let message = "a file that may hold extensions is not read";
        problems.push(Diagnostic::warning(&format!("{folder}{base}"), message).hint(hint));
    }
    for folder in folders {
        if !OF_DEMAND.iter().any(|name| names.contains(&format!("{folder}{name}"))) {
            let message = "the account has no extensions of final demand: households count as nothing";
            problems.push(
                Diagnostic::warning(&format!("{folder}F.txt"), message)
                    .allowed(OF_DEMAND.join(", "))
                    .hint("right where households have none of it; else add F_Y.txt of the same edition"),
            );
        }
    }
}

/// `Z = A x` where an edition has no `Z.txt`.
fn from_coefficients(
    files: &mut Files,
    x: Option<&Labelled>,
    problems: &mut Diagnostics,
) -> Option<Labelled> {
    let mut a = files.required("A.txt", Layout::TABBED, problems)?;
    let Some(x) = x.filter(|x| x.rows == a.columns && !x.columns.is_empty()) else {
        problems.push(
            Diagnostic::error("x.txt", "neither Z.txt nor a fitting x.txt was found")
                .hint("give Z.txt, or A.txt and x.txt of the same edition"),
        );
        return None;
    };
    for j in 0..a.values.ncols() {
        let output = x.values[(j, 0)];
        for v in a.values.col_as_slice_mut(j) {
            *v *= output;
        }
    }
    Some(a)
}

/// The files of an edition, by their path in it.
enum Files {
    Folder(PathBuf),
    Archive(Box<ZipArchive<BufReader<File>>>),
}

impl Files {
    fn open(path: &Path) -> Result<Self, Diagnostic> {
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let file = File::open(path).map_err(|e| source::missing(path, &e.to_string()))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|e| {
            source::missing(path, &e.to_string())
                .hint("give the zip archive as published, or its unpacked folder")
        })?;
        Ok(Self::Archive(Box::new(archive)))
    }

    /// All file names, shortest path first.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::Archive(archive) => archive.file_names().flatten().map(|n| n.into_owned()).collect(),
            Self::Folder(dir) => {
                let inside =
                    |d: &Path| std::fs::read_dir(d).into_iter().flatten().flatten().map(|e| e.path());
                let deeper = inside(dir).filter(|p| p.is_dir()).flat_map(|d| inside(&d).collect::<Vec<_>>());
                let all = inside(dir).chain(deeper).filter(|p| p.is_file());
                all.filter_map(|p| p.strip_prefix(dir).ok().map(|p| p.to_string_lossy().into_owned()))
                    .collect()
            }
        };
        names.sort_by_key(|n| (n.matches('/').count(), n.clone()));
        names
    }

    /// The path of a file by its name alone: the one that lies highest.
    fn find(&self, name: &str) -> Option<String> {
        let ends = format!("/{name}");
        self.names().into_iter().find(|n| n == name || n.ends_with(&ends))
    }

    fn matrix(&mut self, name: &str, layout: Layout, problems: &mut Diagnostics) -> Option<Labelled> {
        let found = self.find(name)?;
        self.at(&found, layout, problems)
    }

    /// The matrix at a path.
    fn at(&mut self, path: &str, layout: Layout, problems: &mut Diagnostics) -> Option<Labelled> {
        self.open_at(path, problems, |reader, problems| read_matrix(path, reader, layout, problems))
    }

    /// The units that a file tells.
    fn units(&mut self, name: &str, problems: &mut Diagnostics) -> Option<BTreeMap<String, String>> {
        let highest = self.find("Y.txt")?.matches('/').count();
        let found = self.find(name).filter(|path| path.matches('/').count() == highest)?;
        self.units_at(&found, problems)
    }

    fn units_at(&mut self, path: &str, problems: &mut Diagnostics) -> Option<BTreeMap<String, String>> {
        self.open_at(path, problems, |reader, problems| units::read(path, reader, problems))
    }

    fn open_at<T>(
        &mut self,
        path: &str,
        problems: &mut Diagnostics,
        read: impl FnOnce(&mut dyn Read, &mut Diagnostics) -> Option<T>,
    ) -> Option<T> {
        match self {
            Self::Folder(dir) => match source::open(&dir.join(path)) {
                Ok(mut reader) => read(&mut reader, problems),
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            },
            Self::Archive(archive) => match archive.by_name(path) {
                Ok(entry) => read(&mut BufReader::with_capacity(1 << 20, entry), problems),
                Err(error) => {
                    let problem = Diagnostic::error(path, format!("cannot be unpacked: {error}"));
                    problems.push(problem.hint("fetch the archive again"));
                    None
                }
            },
        }
    }

    fn required(&mut self, name: &str, layout: Layout, problems: &mut Diagnostics) -> Option<Labelled> {
        let before = problems.errors();
        let found = self.matrix(name, layout, problems);
        if found.is_none() && problems.errors() == before {
            let other = stranger::of(self.names().iter().map(String::as_str));
            let hint = other
                .unwrap_or_else(|| "give the edition as published: Z.txt or A.txt, Y.txt, x.txt".to_owned());
            problems.push(Diagnostic::error(name, "no such file in the edition").hint(hint));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const Z: &str = "region\t\tAT\tAT\nsector\t\ta\tb\nregion\tsector\t\t\nAT\ta\t1\t2\nAT\tb\t3\t1\n";
    const Y: &str = "region\t\tAT\ncategory\t\thouseholds\nregion\tsector\t\nAT\ta\t7\nAT\tb\t6\n";
    const F: &str = "region\tAT\tAT\nsector\ta\tb\nstressor\t\t\nore\t5\t0\n";

    #[test]
    fn the_archive_and_the_folder_in_small() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("IOT_2022_pxp.zip");
        let mut archive = zip::ZipWriter::new(File::create(&path).unwrap());
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in [("Z.txt", Z), ("Y.txt", Y), ("satellite/F.txt", F)] {
            archive.start_file(format!("IOT_2022_pxp/{name}"), options).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
            let file = dir.path().join("unpacked").join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        archive.finish().unwrap();
        for path in [path, dir.path().join("unpacked")] {
            let import = read(&path).unwrap();
            assert_eq!(import.table.z()[(1, 0)], 3.0);
            assert_eq!(import.table.y()[(0, 0)], 7.0);
            assert_eq!(import.extensions.unwrap().f[(0, 0)], 5.0);
        }
    }

    #[test]
    fn coefficients_and_output_give_flows() {
        let dir = tempfile::tempdir().unwrap();
        let a = "region\t\tAT\tAT\nsector\t\ta\tb\nAT\ta\t0.1\t0.2\nAT\tb\t0.3\t0.1\n";
        for (name, text) in
            [("A.txt", a), ("Y.txt", Y), ("x.txt", "region\tsector\tindout\nAT\ta\t10\nAT\tb\t10\n")]
        {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        assert!((read(dir.path()).unwrap().table.z()[(1, 0)] - 3.0).abs() < 1e-12);
        std::fs::remove_file(dir.path().join("x.txt")).unwrap();
        assert!(read(dir.path()).unwrap_err().to_string().contains("x.txt"));
    }
}
