//! The JSON schema of a case of `economy ario`.

use serde_json::{Value, json};

/// The schema, as text that ends in a line feed.
#[must_use]
pub fn json_schema() -> String {
    let above_zero = json!({ "type": "number", "exclusiveMinimum": 0 });
    let days = json!({ "type": "number", "minimum": 1, "description": "steps of use; inf never binds" });
    let by_name = |values: &Value| json!({ "type": "object", "additionalProperties": values });
    let one_or_many = |values: &Value| json!({ "oneOf": [values, by_name(values)] });
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Case of economy ario",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "name": { "type": "string" },
            "steps": { "type": "integer", "minimum": 1, "maximum": 100_000, "default": 365 },
            "compatibility": { "enum": ["published", "boario-0.7"], "default": "published" },
            "record": { "type": "array", "items": { "enum": monazite::economy::ario::Variable::ALL.map(|v| v.name()) } },
            "table": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "path": { "type": "string", "default": "." },
                    "format": { "enum": crate::mrio::Format::ALL.map(|f| f.word()), "default": "plain" }
                }
            },
            "parameters": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "model": { "enum": ["psi", "base"], "default": "psi" },
                    "order_type": { "enum": ["alt", "noalt"], "default": "alt" },
                    "alpha_base": above_zero,
                    "alpha_max": above_zero,
                    "alpha_tau": above_zero,
                    "psi": { "type": "number", "exclusiveMinimum": 0, "maximum": 1, "default": 0.8 },
                    "rebuild_tau": { "type": "number", "minimum": 1, "default": 60 },
                    "main_inv_dur": days,
                    "inventory_dict": by_name(&days),
                    "infinite_inventories_sect": { "type": "array", "items": { "type": "string" } },
                    "inventory_restoration_tau": one_or_many(&above_zero),
                    "capital_to_value_added": one_or_many(&above_zero),
                    "capital": by_name(&above_zero),
                    "temporal_units_per_year": { "type": "number", "minimum": 1, "default": 365 },
                    "temporal_units_by_step": { "type": "integer", "minimum": 1, "default": 1 },
                    "monetary_factor": { "type": "number", "minimum": 1, "default": 1e6 }
                }
            },
            "event": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["type"],
                    "properties": {
                        "name": { "type": "string" },
                        "type": { "enum": ["arbitrary", "recovery", "rebuild"] },
                        "impact": by_name(&json!({ "type": "number", "minimum": 0 })),
                        "occurrence": { "type": "integer", "minimum": 1, "default": 1 },
                        "duration": { "type": "integer", "minimum": 0, "default": 1 },
                        "recovery_tau": above_zero,
                        "recovery_function": {
                            "enum": ["linear", "concave", "convexe", "convex", "convexe noscale", "convex noscale"],
                            "default": "linear"
                        },
                        "rebuild_tau": { "type": "number", "minimum": 1 },
                        "rebuilding_sectors": by_name(&json!({ "type": "number", "minimum": 0, "maximum": 1 })),
                        "rebuilding_factor": above_zero,
                        "households": by_name(&json!({ "type": "number", "minimum": 0 })),
                        "event_monetary_factor": { "type": "number", "minimum": 1 }
                    }
                }
            }
        }
    });
    format!("{schema:#}\n")
}
