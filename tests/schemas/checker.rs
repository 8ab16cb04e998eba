//! A strict reader of the part of JSON Schema (2020-12) that our schemas use: a word it does not know is an error.

use serde_json::Value;

const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// A day, a month or a year.
pub(super) const PART: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
const HASH: &str = "^[0-9a-f]{64}$";
const IDENTITY: &str = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
const INSTANT: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$";

/// What is wrong with a document, each with its place.
pub(super) fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, document, "", &mut faults);
    faults
}

fn check(schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    if schema == &Value::Bool(false) {
        return faults.push(format!("{at}: not known"));
    }
    for (word, rule) in schema.as_object().unwrap() {
        let fault = match word.as_str() {
            "$schema" | "$id" | "title" | "description" | "x-columns" => None,
            "type" => (!is(rule, value)).then(|| format!("not {}", named(rule))),
            "const" => (rule != value).then(|| format!("not {rule}")),
            "enum" => (!rule.as_array().unwrap().contains(value)).then(|| "not one of the values".to_owned()),
            "minimum" => {
                let less = value.as_i64().is_some_and(|number| number < rule.as_i64().unwrap());
                less.then(|| format!("less than {rule}"))
            }
            "minItems" => {
                let few = value.as_array().is_some_and(|items| (items.len() as u64) < rule.as_u64().unwrap());
                few.then(|| format!("less than {rule} items"))
            }
            "pattern" => {
                let odd = value.as_str().is_some_and(|text| !matches(rule.as_str().unwrap(), text));
                odd.then(|| "not of the form".to_owned())
            }
            "required" => {
                let Some(object) = value.as_object() else { continue };
                let missing = rule.as_array().unwrap().iter().filter_map(Value::as_str);
                faults.extend(
                    missing
                        .filter(|key| !object.contains_key(*key))
                        .map(|key| format!("{at}/{key}: missing")),
                );
                None
            }
            "properties" | "additionalProperties" => {
                let others = word == "additionalProperties";
                for (key, value) in value.as_object().into_iter().flatten() {
                    let of = schema["properties"].get(key);
                    let of = if others { of.is_none().then_some(rule) } else { of };
                    if let Some(of) = of {
                        check(of, value, &format!("{at}/{key}"), faults);
                    }
                }
                None
            }
            "prefixItems" | "items" => {
                let (first, rest) = (schema["prefixItems"].as_array().map_or(0, Vec::len), word == "items");
                for (place, value) in value.as_array().into_iter().flatten().enumerate() {
                    let of = if rest { (place >= first).then_some(rule) } else { rule.get(place) };
                    if let Some(of) = of {
                        check(of, value, &format!("{at}/{place}"), faults);
                    }
                }
                None
            }
            other => panic!("{at}: {other} is not known here"),
        };
        faults.extend(fault.map(|fault| format!("{at}: {fault}")));
    }
}

fn types(rule: &Value) -> Vec<&str> {
    match rule {
        Value::Array(several) => several.iter().map(|one| one.as_str().unwrap()).collect(),
        one => vec![one.as_str().unwrap()],
    }
}

fn named(rule: &Value) -> String {
    types(rule).join(" or ")
}

fn is(rule: &Value, value: &Value) -> bool {
    types(rule).into_iter().any(|kind| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("{other}"),
    })
}

/// Whether a text is of one of the forms that our schemas ask for.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let shaped = |shape: &str| {
        let like = |(form, c): (char, char)| match form {
            '9' => c.is_ascii_digit(),
            'f' => c.is_ascii_digit() || ('a'..='f').contains(&c),
            other => c == other,
        };
        shape.len() == text.len() && shape.chars().zip(text.chars()).all(like)
    };
    match pattern {
        DAY => shaped("9999-99-99"),
        PART => ["9999-99-99", "9999-99", "9999"].into_iter().any(shaped),
        HASH => shaped(&"f".repeat(64)),
        IDENTITY => shaped("ffffffff-ffff-ffff-ffff-ffffffffffff"),
        INSTANT => shaped("9999-99-99T99:99:99.999Z"),
        other => panic!("{other} is not known here"),
    }
}
