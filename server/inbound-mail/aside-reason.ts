import { fieldsNamed, rawValue, readHeaderSection } from "./header-section";

/** Why a letter is kept without being processed (V1). */
export type AsideReason = "too_large" | "unreadable" | "looping";

/** No honest mail passes that many servers (RFC 5321 §6.3 wants at least 100 tolerated before a loop is called; ours never travels so far). */
const MAX_HOPS = 50;
const MAX_OWN_HOPS = 3;

/** Looks at the header only: has this letter been here before, or is it no letter at all? */
export function asideReasonOf(raw: Uint8Array, supportAddresses: string[]): AsideReason | null {
  const section = readHeaderSection(raw);
  if (section.fields.length === 0) return "unreadable";
  if (fieldsNamed(section, "received").length > MAX_HOPS) return "looping";
  const support = new Set(supportAddresses.map((address) => address.toLowerCase()));
  const visits = ["delivered-to", "x-loop"]
    .flatMap((name) => fieldsNamed(section, name))
    .filter((field) => support.has(rawValue(section, field, 500).toLowerCase()));
  return visits.length > MAX_OWN_HOPS ? "looping" : null;
}
