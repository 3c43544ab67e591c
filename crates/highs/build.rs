//! Compiles HiGHS from the C++ sources that the registry package `highs-sys` carries.
//!
//! Needs a C++ compiler and cargo, nothing else. Sources are compiled a folder at a time, which costs a third of
//! the time of a file at a time. What every solve runs through is always optimised: an unoptimised solver makes every
//! test slow.

use serde_json::Value;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The package that holds the sources.
const PACKAGE: &str = "highs-sys";

/// Names a folder with a built HiGHS of the same version, to be linked instead of compiling one.
const INSTALLED: &str = "HIGHS_LIB_DIR";

/// Folders of C++ sources in which a solve spends its time, longest to compile first.
const FOLDERS: [&str; 8] =
    ["presolve", "simplex", "ipm/ipx", "util", "model", "parallel", "ipm", "../extern"];

/// What every solve passes through once: the model, its options, its solution. Compiled with less effort.
const ONCE: [&str; 2] = ["lp_data", "."];

/// What links but is not run: solvers that are never chosen, files of models, the C interface; and the search over whole
/// numbers, which only programmes with whole works enter. Not optimised.
const COLD: [&str; 9] = [
    "mip",
    "ipm/hipo/factorhighs",
    "ipm/hipo/ipm",
    "ipm/hipo/auxiliary",
    "qpsolver",
    "pdlp",
    "pdlp/hipdlp",
    "io",
    "interfaces",
];

/// Folders of C sources.
const C_FOLDERS: [&str; 2] = ["ipm/basiclu", "pdlp/cupdlp"];

/// Files whose names clash with those of their neighbours.
const ALONE: [&str; 1] = ["HFactor.cpp"];

/// Source text in one compilation: small enough that the longest folder keeps several cores busy.
const UNIT_BYTES: u64 = 500_000;

/// Where headers are found from, besides the folders above.
const INCLUDES: [&str; 2] = ["io/filereader", "../extern/pdqsort"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
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

    let c = compiler(&highs, &out, 2)
        .files(units(&highs, &C_FOLDERS, &["c"], &out)?)
        .try_compile_intermediates()?;
    let cpp = |folders: &[&str], effort: u32| -> Result<cc::Build, Box<dyn Error>> {
        let mut build = compiler(&highs, &out, effort);
        build.cpp(true).std("c++17").files(units(&highs, folders, &["cpp", "cc"], &out)?);
        Ok(build)
    };
    let once = cpp(&ONCE, 1)?.try_compile_intermediates()?;
    let cold = cpp(&COLD, 0)?.try_compile_intermediates()?;
    cpp(&FOLDERS, 2)?.objects(c).objects(once).objects(cold).try_compile("highs")?;
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
    // The version of a library of extras that is not loaded.
    build.define("HIGHS_EXTRAS_VERSION", "\"\"");
    for folder in FOLDERS.iter().chain(&ONCE).chain(&COLD).chain(&C_FOLDERS).chain(&INCLUDES) {
        build.include(highs.join(folder));
    }
    build
}

/// Writes one file that includes the sources of a folder, or of a part of a large one; returns all such files.
fn units(
    highs: &Path,
    folders: &[&str],
    extensions: &[&str],
    out: &Path,
) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut units = Vec::new();
    for folder in folders {
        let mut files: Vec<PathBuf> = fs::read_dir(highs.join(folder))?
            .map(|entry| entry.map(|e| e.path()))
            .collect::<Result<_, _>>()?;
        files.retain(|f| f.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)));
        files.sort();
        let (alone, together): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|f| ALONE.iter().any(|name| f.ends_with(name)));
        units.extend(alone);
        let mut text = String::new();
        let mut bytes = 0;
        for (number, file) in together.iter().enumerate() {
            writeln!(text, "#include {file:?}")?;
            bytes += fs::metadata(file)?.len();
            if bytes > UNIT_BYTES || number + 1 == together.len() {
                let name = format!("{}_{number}.{}", folder.replace(['/', '.'], "_"), extensions[0]);
                fs::write(out.join(&name), std::mem::take(&mut text))?;
                units.push(out.join(name));
                bytes = 0;
            }
        }
    }
    Ok(units)
}
