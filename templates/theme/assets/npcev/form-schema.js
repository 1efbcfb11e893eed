// The record against the JSON Schema of a study, in plain words: what was found, what is expected.
import { Validator } from "../vendor/cfworker-json-schema-4/validator.js";
import { shown } from "./form-checks.js";

// Keywords that only say that something inside is wrong.
const OUTER = new Set(["$ref", "properties", "items", "anyOf", "allOf", "oneOf", "additionalProperties"]);

function valueAt(record, pointer) {
  return pointer.split("/").slice(1).reduce((part, step) => part?.[step.replaceAll("~1", "/").replaceAll("~0", "~")], record);
}

function words({ keyword, error }, value) {
  const said = typeof value === "string" ? shown(value) : JSON.stringify(value);
  if (keyword === "enum") return `${said} is none of the words that may stand here. Choose one.`;
  if (keyword === "maxLength") return `has ${Array.from(value).length.toLocaleString("en")} characters; ${error.match(/\d+(?=\D*$)/)?.[0] ?? "fewer"} are allowed. Say it shorter.`;
  if (keyword === "pattern") return `${said} does not have the shape that is expected.`;
  if (keyword === "type") return `${said} is not of the kind that is expected: ${error.match(/"[a-z]+"(?=\.?$)/)?.[0].replaceAll('"', "") ?? "see the hint"}.`;
  return error;
}

export class Schema {
  constructor(schema) {
    this.validator = new Validator(schema, "2020-12", false);
  }

  // Every problem of a record as its address in the record, what is wrong, and by which rule.
  problems(record) {
    const { errors } = this.validator.validate(record);
    return errors.filter(({ keyword }) => !OUTER.has(keyword)).map((error) => {
      const at = decodeURI(error.instanceLocation.slice(1));
      if (error.keyword === "required") {
        return { at: `${at}/${error.error.match(/"([^"]+)"/)?.[1] ?? ""}`, said: "This is missing, and a record needs it.", keyword: "required" };
      }
      return { at, said: words(error, valueAt(record, at)), keyword: error.keyword };
    });
  }
}
