import { asciiDomain } from "./domain-name";
import type { Mailbox } from "./letter";

/** Why a From field does not name exactly one mailbox, or names it in a way programs disagree about. */
export type MailboxProblem =
  | "unreadable"
  | "several_mailboxes"
  | "group"
  | "route"
  | "encoded_address"
  | "ambiguous_address"
  | "odd_local_part"
  | "unusable_domain";

export interface ReadMailbox {
  /** Set whenever one mailbox can be named, even one that a problem keeps from ever passing. */
  mailbox: Mailbox | null;
  problem: MailboxProblem | null;
}

interface Token {
  kind: "word" | "quoted" | "special" | "comment";
  text: string;
  start: number;
  end: number;
}

const SPECIALS = '<>@,;:()[]\\"';
const DOT_ATOM = /^[^\s<>()[\]:;@\\,".]+(?:\.[^\s<>()[\]:;@\\,".]+)*$/u;
const ENCODED_WORD = /=\?[^?\s]*\?[^?\s]*\?/;
// Letters, marks, digits and the printable ASCII of RFC 5322: no controls, no invisible or direction-changing characters.
const PLAIN = /^[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~.]+$/u;

/** Reads a From field that must hold exactly one plain mailbox. */
export function readSingleMailbox(value: string | null): ReadMailbox {
  if (value === null) return { mailbox: null, problem: "unreadable" };
  const tokens = tokenise(value);
  if (!tokens) return { mailbox: null, problem: "unreadable" };
  const solid = tokens.filter((token) => token.kind !== "comment");
  if (solid.length === 0) return { mailbox: null, problem: "unreadable" };
  const open = solid.findIndex((token) => token.text === "<" && token.kind === "special");
  const beforeAngle = open === -1 ? solid : solid.slice(0, open);
  if (solid.some((token) => token.kind === "special" && token.text === ",") && !isRoute(solid, open))
    return { mailbox: null, problem: "several_mailboxes" };
  if (beforeAngle.some((token) => token.kind === "special" && (token.text === ":" || token.text === ";")))
    return { mailbox: null, problem: "group" };
  // A comment that could itself be taken for an address is read as one by somebody. A comma alone names nobody else.
  if (tokens.some((token) => token.kind === "comment" && /[<>@"\\]/.test(token.text.slice(1, -1))))
    return { mailbox: null, problem: "ambiguous_address" };
  if (open === -1) return readAddress(solid, tokens);
  if (isRoute(solid, open)) return { mailbox: null, problem: "route" };
  const close = solid.findIndex((token) => token.text === ">" && token.kind === "special");
  if (close !== solid.length - 1) return { mailbox: null, problem: "ambiguous_address" };
  const read = readAddress(solid.slice(open + 1, close), tokens);
  const phrase = solid.slice(0, open);
  if (phrase.some((token) => token.kind === "special")) {
    // `a@b.example <a@b.example>` is sloppy but says the same thing twice; any other address in the name does not.
    const named = readAddress(phrase, tokens).mailbox;
    if (!named || named.address !== read.mailbox?.address) return { mailbox: null, problem: "ambiguous_address" };
  }
  return read;
}

/** Every mailbox of a To or Cc field that can be read; groups are opened, the unreadable is left out. */
export function readMailboxes(value: string | null): string[] {
  const tokens = value === null ? null : tokenise(value);
  if (!tokens) return [];
  const addresses: string[] = [];
  let current: Token[] = [];
  const close = () => {
    const open = current.findIndex((token) => token.text === "<" && token.kind === "special");
    const end = current.findIndex((token) => token.text === ">" && token.kind === "special");
    const address = open === -1 ? current : current.slice(open + 1, end === -1 ? undefined : end);
    // No comments are passed on: a list is only searched for our own address, and must stay linear.
    const mailbox = readAddress(address, []).mailbox;
    if (mailbox) addresses.push(mailbox.address);
    current = [];
  };
  for (const token of tokens) {
    if (token.kind === "comment") continue;
    const isSpecial = token.kind === "special";
    if (isSpecial && token.text === ":") current = [];
    else if (isSpecial && (token.text === "," || token.text === ";")) close();
    else current.push(token);
  }
  close();
  return addresses;
}

function isRoute(tokens: Token[], open: number): boolean {
  const first = open === -1 ? tokens[0] : tokens[open + 1];
  return first?.kind === "special" && first.text === "@";
}

/** `tokens` must be local part, "@" and domain, with nothing (not even a comment) in between. */
function readAddress(tokens: Token[], all: Token[]): ReadMailbox {
  const [local, at, domain] = tokens;
  if (tokens.length === 0) return { mailbox: null, problem: "unreadable" };
  if (tokens.length > 3 && tokens.filter((token) => token.kind === "special" && token.text === "@").length > 1)
    return { mailbox: null, problem: "ambiguous_address" };
  if (!local || !at || !domain || tokens.length !== 3 || at.kind !== "special" || at.text !== "@" || domain.kind !== "word")
    return { mailbox: null, problem: "ambiguous_address" };
  if (
    local.end !== at.start ||
    at.end !== domain.start ||
    all.some((token) => token.kind === "comment" && (token.end === local.start || token.start === domain.end))
  )
    return { mailbox: null, problem: "ambiguous_address" };
  if (ENCODED_WORD.test(local.text) || ENCODED_WORD.test(domain.text)) return { mailbox: null, problem: "encoded_address" };
  const ascii = asciiDomain(domain.text);
  if (!ascii) return { mailbox: null, problem: "unusable_domain" };
  const mailbox = { localPart: local.text, domain: ascii, address: `${local.text}@${ascii}` };
  const bare = local.kind === "quoted" ? local.text.slice(1, -1) : local.text;
  if (local.kind !== "quoted" && local.kind !== "word") return { mailbox: null, problem: "ambiguous_address" };
  // `"asha rao"@` must be quoted, and every program reads it alike; other quoted characters are read differently.
  const words = local.kind === "quoted" ? bare.split(" ") : [bare];
  const isPlain = words.every((word) => DOT_ATOM.test(word) && PLAIN.test(word)) && bare.length <= 64;
  return { mailbox, problem: isPlain ? null : "odd_local_part" };
}

/** RFC 5322 words, quoted strings, comments and specials; null when something is not closed or not printable. */
function tokenise(value: string): Token[] | null {
  const tokens: Token[] = [];
  let index = 0;
  while (index < value.length) {
    const char = value[index] ?? "";
    const start = index;
    if (char === " " || char === "\t") {
      index += 1;
      continue;
    }
    if (char === '"' || char === "(") {
      const end = char === '"' ? endOfQuoted(value, index) : endOfComment(value, index);
      if (end === -1) return null;
      index = end;
      tokens.push({ kind: char === '"' ? "quoted" : "comment", text: value.slice(start, end), start, end });
      continue;
    }
    if (SPECIALS.includes(char)) {
      if (char === "\\" || char === ")") return null;
      index += 1;
      tokens.push({ kind: "special", text: char, start, end: index });
      continue;
    }
    while (index < value.length && !SPECIALS.includes(value[index] ?? "") && value[index] !== " " && value[index] !== "\t") {
      const code = value.charCodeAt(index);
      if (code < 0x20 || code === 0x7f) return null;
      index += 1;
    }
    tokens.push({ kind: "word", text: value.slice(start, index), start, end: index });
  }
  return tokens;
}

function endOfQuoted(value: string, start: number): number {
  for (let index = start + 1; index < value.length; index += 1) {
    const char = value[index];
    if (char === "\\") index += 1;
    else if (char === '"') return index + 1;
    else if (value.charCodeAt(index) < 0x20 && char !== "\t") return -1;
  }
  return -1;
}

function endOfComment(value: string, start: number): number {
  let depth = 0;
  for (let index = start; index < value.length; index += 1) {
    const char = value[index];
    if (char === "\\") index += 1;
    else if (char === "(") depth += 1;
    else if (char === ")") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}
