import type { GrievanceKind } from "@/prisma/generated/enums";

const CONSENT = "(?:consents?|sahmati|सहमति|रज़ामंदी|रजामंदी)";
const BACK = "(?:withdr[ae]w(?:ing|n|al)?|revok(?:e|ed|ing)|rescind(?:ed|ing)?|tak(?:e|ing) back|opt(?:ing)? out of|no longer)";
const FIELD =
  "(?:names?|e-?mail(?: address| id)?|(?:phone|mobile|contact)(?: numbers?)?|gst(?:in| ?number)?|profile|details|organi[sz]ation|company name|naam|नाम|ईमेल|फ़ोन|फोन|मोबाइल|नंबर|जीएसटी(?:आईएन)?|प्रोफ़ाइल|प्रोफाइल|संगठन)";
const RIGHT =
  "(?:correct(?:ion)?|rectif(?:y|ication)|chang(?:e|ing)|updat(?:e|ing)|fix|amend|theek|sahi|badal\\p{L}*|ठीक|सही|सुधार\\p{L}*|बदल\\p{L}*)";

const SIGNS: readonly [Extract<GrievanceKind, "consent" | "correction">, RegExp][] = [
  ["consent", new RegExp(`\\b${BACK}\\b[^.!?:।\\n]{0,60}${CONSENT}`, "iu")],
  ["consent", new RegExp(`${CONSENT}[^.!?:।\\n]{0,60}(?:withdr[ae]wn?|revoked|वापस|w[aā]pas|v[aā]pas|रद्द)`, "iu")],
  [
    "correction",
    new RegExp(
      `\\b(?:please|kindly|request(?:ing)?|want(?:ed)?|need|wish|like|you|must|should)\\b[^.!?:।\\n]{0,40}\\b${RIGHT}\\b[^.!?:।\\n]{0,30}\\b(?:my|our|the)\\b[^.!?:।\\n]{0,30}${FIELD}`,
      "iu",
    ),
  ],
  [
    "correction",
    new RegExp(`^(?:(?:hi|hello|dear)[^\\n]{0,40}\\n+)?\\s*${RIGHT}\\s+(?:of\\s+)?(?:my|our|the)\\s[^.!?:।\\n]{0,30}${FIELD}`, "iu"),
  ],
  ["correction", new RegExp(`(?:मेर[ािीे]|हमार[ािीे]|mer[aie]|hamar[aie])\\s[^.!?:।\\n]{0,30}${FIELD}[^.!?:।\\n]{0,40}${RIGHT}`, "iu")],
];
const ASKS = /\?\s*$/u;

/**
 * What somebody uses a right for who writes neither a complaint nor anything that another room takes: takes a consent back, or asks for a
 * correction. Conservative: plain words only, and no question. The officer reads the letter and can put it right. Null: neither.
 */
export function kindOfLetter(subject: string, words: string): "consent" | "correction" | null {
  const text = `${subject}\n${words}`.slice(0, 6_000);
  for (const said of text.split(/(?<=[.!?।\n])\s*/u))
    for (const [kind, sign] of SIGNS) if (!ASKS.test(said) && sign.test(said)) return kind;
  return null;
}
