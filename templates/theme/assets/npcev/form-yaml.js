// Writes a record as YAML: mappings and lists in lines, and every text so that no reader of YAML
// 1.1 or 1.2 can take it for anything else. What is not surely plain stands in double quotes, with
// the escapes of JSON, which are those of YAML too.

const WORDS = /^[A-Za-z][A-Za-z0-9_.()/+-]*(?:[,;]? [A-Za-z0-9_.()/+][A-Za-z0-9_.()/+-]*)*$/;
const DOI = /^10\.[0-9]{4,9}\/[a-z0-9._()/-]+$/;
const ADDRESS = /^https:\/\/[a-z0-9.-]+\/[A-Za-z0-9._~%()/-]+$/;
const MEANT = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
// Controls, breaks of lines, marks of order, and half signs: not printable, so they are escaped.
const ESCAPED = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;
const LONGEST_PLAIN = 2000;

// A text without half signs, which no file can hold.
export const whole = (text) => text.replace(/\p{Cs}/gu, "\uFFFD");

const code = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

// A text as one scalar; long ones are quoted unlooked.
export function scalar(text) {
  const plain = text.length <= LONGEST_PLAIN && ((WORDS.test(text) && !MEANT.test(text)) || DOI.test(text) || ADDRESS.test(text));
  return plain ? text : JSON.stringify(whole(text)).replace(ESCAPED, code);
}

function value(key, given, indent, days) {
  if (typeof given === "number") return ` ${given}`;
  if (typeof given === "string") return ` ${days.includes(key) ? given : scalar(given)}`;
  return `\n${lines(given, `${indent}  `, days)}`;
}

function lines(part, indent, days) {
  if (!Array.isArray(part)) {
    return Object.entries(part).map(([key, given]) => `${indent}${key}:${value(key, given, indent, days)}`).join("\n");
  }
  return part.map((item) => {
    if (typeof item === "string") return `${indent}- ${scalar(item)}`;
    return `${indent}- ${lines(item, `${indent}  `, days).trimStart()}`;
  }).join("\n");
}

// The text of a file. Keys are those of our own record and never what somebody typed; the fields
// named in `days` hold a day as 2026-11-25, which stands bare.
export function asYaml(record, firstLine, days = ["updated"]) {
  return `${firstLine}\n${lines(record, "", days)}\n`;
}
