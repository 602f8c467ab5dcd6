// The gate of the messages: `next build` and a test end with what this finds (called from next.config.js, so it needs nothing but Node).
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";

const ENGLISH = "en";
/** Says what the language is called and how it writes; no message of ours, so never the same as English by mistake. */
const ABOUT = "language.json";
/** Letters that any language may leave as they are: names of ours and of others, formats and abbreviations. */
const NAMES =
  /\b(?:CallMissed Technologies Pvt\. Ltd|CallMissed|WhatsApp|API|PDF|CSV|JSON|JSONL|JSON Lines|JWS|ZIP|SHA-256|Ed25519|GSTIN?|[kKMG]B|SMS|OTP|UPI|HTTPS?|DPDP|IST|UTC|Word|JPEG|PNG|support@callmissed\.com|npm run [a-z:]+)\b/g;

/**
 * Everything that is wrong with the languages below a folder, as sentences that say where; empty when all is well. Every language has
 * exactly the files and keys of English, none empty, with the same arguments and tags, every plural form that the language uses, and
 * its own words in its own script.
 */
export function faultsInMessages(root) {
  const languages = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  if (!languages.includes(ENGLISH)) return [`${root}: there is no English, which names every message`];
  const english = readLanguage(root, ENGLISH);
  return languages.flatMap((language) => {
    const said = language === ENGLISH ? english : readLanguage(root, language);
    return [...said.faults, ...faultsInFiles(language, english, said), ...faultsInWords(language, english, said)];
  });
}

/** Ends the build with what is wrong, all of it at once. */
export function refuseBrokenMessages(root) {
  const faults = faultsInMessages(root);
  if (faults.length > 0) throw new Error(`The messages are not complete:\n  ${faults.join("\n  ")}`);
}

function readLanguage(root, language) {
  const faults = [];
  const messages = new Map();
  const files = readdirSync(path.join(root, language)).filter((file) => file.endsWith(".json"));
  for (const file of files) {
    const place = `${language}/${file}`;
    try {
      collect(JSON.parse(readFileSync(path.join(root, place), "utf8")), file, [], messages, (fault) => faults.push(`${place}: ${fault}`));
    } catch (cause) {
      faults.push(`${place}: is no JSON (${cause instanceof Error ? cause.message : cause})`);
    }
  }
  return { files, messages, faults };
}

/** Every text of a file under "file key.key". */
function collect(value, file, keys, messages, say) {
  if (typeof value === "string") return void messages.set(`${file} ${keys.join(".")}`, value);
  if (value === null || typeof value !== "object") return say(`"${keys.join(".")}" is neither a text nor a group of texts`);
  for (const [key, inner] of Object.entries(value)) {
    if (key === "" || key.includes(".")) say(`the key "${[...keys, key].join(".")}" has a dot in it, which means a group`);
    else collect(inner, file, [...keys, key], messages, say);
  }
}

function faultsInFiles(language, english, said) {
  const missing = english.files.filter((file) => !said.files.includes(file));
  const extra = said.files.filter((file) => !english.files.includes(file));
  const keys = [...english.messages.keys()].filter((key) => !said.messages.has(key) && !missing.includes(fileOf(key)));
  const unknown = [...said.messages.keys()].filter((key) => !english.messages.has(key) && !extra.includes(fileOf(key)));
  return [
    ...missing.map((file) => `${language}/${file}: the file is missing`),
    ...extra.map((file) => `${language}/${file}: English has no such file`),
    ...keys.map((key) => `${at(language, key)} is missing`),
    ...unknown.map((key) => `${at(language, key)} does not exist in English`),
  ];
}

function faultsInWords(language, english, said) {
  const locale = said.messages.get(`${ABOUT} locale`) ?? language;
  let forms;
  try {
    forms = {
      cardinal: new Intl.PluralRules(locale).resolvedOptions().pluralCategories,
      ordinal: new Intl.PluralRules(locale, { type: "ordinal" }).resolvedOptions().pluralCategories,
    };
  } catch {
    return [`${language}/${ABOUT}: "${locale}" is no locale`];
  }
  const script = new Intl.Locale(locale).maximize().script ?? "Latn";
  return [...said.messages].flatMap(([key, text]) => {
    const say = (fault) => `${at(language, key)} ${fault}`;
    if (text.trim() === "") return [say("is empty")];
    const own = partsOf(text);
    if (own.broken) return [say(`is no ICU message: ${own.broken}`)];
    const faults = own.plurals.flatMap(({ type, argument, categories }) =>
      forms[type].filter((form) => !categories.includes(form)).map((form) => say(`lacks the form "${form}" of {${argument}}`)),
    );
    const model = partsOf(english.messages.get(key) ?? text);
    if (!model.broken && own.holds !== model.holds)
      faults.push(say(`has ${own.holds || "no arguments"}, English has ${model.holds || "none"}`));
    if (language !== ENGLISH && fileOf(key) !== ABOUT) {
      faults.push(...faultsInScript(own.letters, script).map(say));
      if (script === "Latn" && isCopied(own.letters, model.letters)) faults.push(say("is still English"));
    }
    return faults;
  });
}

/** A text that only copies English has no letter of the language's own script; beside names there must be one. */
function faultsInScript(letters, script) {
  const words = letters.replaceAll(NAMES, "");
  if (script === "Latn" || !/\p{L}/u.test(words)) return [];
  return new RegExp(`\\p{Script=${script}}`, "u").test(words) ? [] : ["is not in the letters of its language"];
}

/** Two languages of one script share words; a whole sentence they do not. */
const isCopied = (letters, english) => letters === english && letters.replaceAll(NAMES, "").match(/\p{L}+/gu)?.length > 3;

/** What a message is made of: its arguments with their kinds and choices, its tags, its plurals, and the letters between them. */
function partsOf(text) {
  const holds = new Set();
  const plurals = [];
  const letters = [];
  const walk = (elements) => {
    for (const element of elements) {
      if (element.type === TYPE.literal) letters.push(element.value);
      if (element.type === TYPE.argument) holds.add(`{${element.value}}`);
      if (element.type === TYPE.number) holds.add(`{${element.value}}`);
      if (element.type === TYPE.date || element.type === TYPE.time) holds.add(`{${element.value}: instant}`);
      if (element.type === TYPE.tag) holds.add(`<${element.value}>`);
      if (element.type === TYPE.tag) walk(element.children);
      if (element.type === TYPE.select) holds.add(`{${element.value}: ${Object.keys(element.options).toSorted().join("|")}}`);
      if (element.type === TYPE.plural) {
        holds.add(`{${element.value}}`);
        const categories = Object.keys(element.options);
        plurals.push({ type: element.pluralType ?? "cardinal", argument: element.value, categories });
      }
      if (element.options) for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  try {
    walk(parse(text));
  } catch (cause) {
    return { broken: cause instanceof Error ? cause.message : String(cause) };
  }
  return { holds: [...holds].toSorted().join(" "), plurals, letters: letters.join(" ") };
}

const fileOf = (key) => key.slice(0, key.indexOf(" "));
const at = (language, key) => `${language}/${fileOf(key)}: "${key.slice(key.indexOf(" ") + 1)}"`;
