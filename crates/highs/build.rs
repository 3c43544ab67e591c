//! Compiles HiGHS from the C++ sources that the registry package `highs-sys` carries.
//!
//! Needs a C++ compiler and cargo, nothing else. Sources of like heat are compiled as one, which costs a third of the
//! time of a file at a time. What every solve runs through is always optimised: an unoptimised solver makes every
//! test slow.

use serde_json::Value;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io, thread};

/// The package that holds the sources.
const PACKAGE: &str = "highs-sys";

/// Names a folder with a built HiGHS of the same version, to be linked instead of compiling one.
const INSTALLED: &str = "HIGHS_LIB_DIR";

/// Folders of C++ sources in which a solve spends its time.
const FOLDERS: [&str; 6] = ["presolve", "simplex", "ipm/ipx", "util", "parallel", "../extern"];

/// What every solve passes through once: the model, its options, its solution. Compiled with less effort.
const ONCE: [&str; 3] = ["lp_data", "ipm", "."];

/// What links but hardly runs: files of models, the C interface, quadratic costs; and the search over whole numbers,
/// which only programmes with whole works enter. Not optimised.
const COLD: [&str; 4] = ["mip", "model", "io", "interfaces"];

/// The part of presolve that only the search over whole numbers enters: as cold as the search.
const COLD_FILES: [&str; 8] = [
    "presolve/HPresolveCliqueTable.cpp",
    "presolve/HPresolveEnumeration.cpp",
    "presolve/HPresolveImpliedInts.cpp",
    "presolve/HPresolveProbing.cpp",
    "presolve/HPresolveProbingUtil.cpp",
    "presolve/HPresolveStrengthenIneq.cpp",
    "presolve/HPresolveVarBndAggregation.cpp",
    "presolve/HighsSymmetry.cpp",
];

/// Takes the place of the solvers that no one here asks for.
const ABSENT: &str = "src/absent.cpp";

/// Folders of C sources, as hot.
const C_FOLDERS: [&str; 1] = ["ipm/basiclu"];

/// Files whose names clash with those of their neighbours.
const ALONE: [&str; 1] = ["HFactor.cpp"];

/// Where headers are found from, besides the folders above.
const INCLUDES: [&str; 2] = ["io/filereader", "../extern/pdqsort"];

/// Room for the compiler's heap before it collects garbage, in kilobytes: collecting is a tenth of the time of a unit.
const HEAP: &str = "--param=ggc-min-heapsize=1000000";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={ABSENT}");
    println!("cargo::rerun-if-env-changed={INSTALLED}");
    if let Some(folder) = env::var_os(INSTALLED) {
        link_installed(Path::new(&folder));
        return Ok(());
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let package = package_folder()?;
    let highs = package.join("HiGHS/highs");
    fs::write(
        out.join("HConfig.h"),
        configuration(&fs::read_to_string(package.join("HiGHS/Version.txt"))?)?,
    )?;

    let cpp = |name: &str, folders: &[&str], effort: u32| -> io::Result<cc::Build> {
        let mut build = compiler(&highs, &out, effort);
        build.cpp(true).std("c++17").files(units(&highs, name, folders, &["cpp", "cc"], &out)?);
        Ok(build)
    };
    let compiled =
        |build: io::Result<cc::Build>| build?.try_compile_intermediates().map_err(io::Error::other);
    // All at the same time, as far as cargo has cores to spare.
    let (hot, once, cold) = thread::scope(|scope| {
        let once = scope.spawn(|| compiled(cpp("once", &ONCE, 1)));
        let cold = scope.spawn(|| compiled(cpp("cold", &COLD, 0)));
        (compiled(cpp("hot", &FOLDERS, 2)), once.join(), cold.join())
    });
    let broken = |_| io::Error::other("a thread of the build ended early");
    let c = compiler(&highs, &out, 2)
        .files(units(&highs, "c", &C_FOLDERS, &["c"], &out)?)
        .try_compile_intermediates()?;
    compiler(&highs, &out, 1)
        .cpp(true)
        .std("c++17")
        .file(ABSENT)
        .objects(c)
        .objects(hot?)
        .objects(once.map_err(broken)??)
        .objects(cold.map_err(broken)??)
        .try_compile("highs")?;
    Ok(())
}

/// Links the HiGHS of a folder, the archive where there is one, with the C++ library of the target.
fn link_installed(folder: &Path) {
    let kind = if folder.join("libhighs.a").exists() { "static=" } else { "" };
    println!("cargo::rustc-link-search=native={}", folder.display());
    println!("cargo::rustc-link-lib={kind}highs");
    let library =
        if env::var("CARGO_CFG_TARGET_VENDOR").is_ok_and(|v| v == "apple") { "c++" } else { "stdc++" };
    println!("cargo::rustc-link-lib={library}");
}

/// The unpacked package, as cargo reports it; offline once `cargo fetch` has run.
fn package_folder() -> Result<PathBuf, Box<dyn Error>> {
    let manifest = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("Cargo.toml");
    let output = Command::new(env::var("CARGO")?)
        .args(["metadata", "--locked", "--format-version", "1", "--manifest-path"])
        .arg(manifest)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let package = packages.iter().find(|p| p["name"] == PACKAGE).ok_or("highs-sys is not in Cargo.lock")?;
    let manifest = package["manifest_path"].as_str().ok_or("highs-sys has no manifest")?;
    Ok(Path::new(manifest).parent().ok_or("highs-sys has no folder")?.to_owned())
}

/// The header that CMake would have written: the version and what the compiler offers.
fn configuration(version: &str) -> Result<String, Box<dyn Error>> {
    let mut header =
        String::from("#ifndef HCONFIG_H_\n#define HCONFIG_H_\n#define FAST_BUILD\n#define CUPDLP_CPU\n");
    header.push_str("#if defined(__GNUC__)\n#define HIGHS_HAVE_BUILTIN_CLZ\n#endif\n");
    header.push_str("#define HIGHS_GITHASH \"\"\n");
    for part in ["MAJOR", "MINOR", "PATCH"] {
        let number = version
            .lines()
            .find_map(|line| line.strip_prefix(&format!("HIGHS_{part}=")))
            .ok_or("HiGHS states no version")?;
        writeln!(header, "#define HIGHS_VERSION_{part} {number}")?;
    }
    header.push_str("#endif\n");
    Ok(header)
}

fn compiler(highs: &Path, out: &Path, effort: u32) -> cc::Build {
    let mut build = cc::Build::new();
    build.opt_level(effort).debug(false).warnings(false).define("NDEBUG", None).include(out);
    build.flag_if_supported(HEAP);
    // The version of a library of extras that is not loaded.
    build.define("HIGHS_EXTRAS_VERSION", "\"\"");
    for folder in FOLDERS.iter().chain(&ONCE).chain(&COLD).chain(&C_FOLDERS).chain(&INCLUDES) {
        build.include(highs.join(folder));
    }
    build
}

/// Writes one file that includes the sources of all folders, but for those that must stand alone; returns all files to
/// compile.
fn units(
    highs: &Path,
    name: &str,
    folders: &[&str],
    extensions: &[&str],
    out: &Path,
) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(highs.join(folder))? {
            files.push(entry?.path());
        }
        files.retain(|file| !COLD_FILES.iter().any(|cold| file.ends_with(cold)));
    }
    if folders == COLD {
        files.extend(COLD_FILES.map(|file| highs.join(file)));
    }
    files.retain(|f| f.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)));
    files.sort();
    let (mut units, together): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|f| ALONE.iter().any(|name| f.ends_with(name)));
    let text: String = together.iter().map(|file| format!("#include {file:?}\n")).collect();
    let unit = out.join(format!("{name}.{}", extensions[0]));
    fs::write(&unit, text)?;
    units.push(unit);
    Ok(units)
}
