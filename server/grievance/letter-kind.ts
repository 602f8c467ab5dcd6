import type { GrievanceKind } from "@/prisma/generated/enums";

const CONSENT = "(?:consents?|sahmati|सहमति|रज़ामंदी|रजामंदी)";
const BACK = "(?:withdr[ae]w(?:ing|n|al)?|revok(?:e|ed|ing)|rescind(?:ed|ing)?|tak(?:e|ing) back|opt(?:ing)? out of|no longer)";
const FIELD =
  "(?:names?|e-?mail(?: address| id)?|(?:phone|mobile|contact)(?: numbers?)?|gst(?:in| ?number)?|profile|details|organi[sz]ation|company name|naam|नाम|ईमेल|फ़ोन|फोन|मोबाइल|नंबर|जीएसटी(?:आईएन)?|प्रोफ़ाइल|प्रोफाइल|संगठन)";
const RIGHT =
  "(?:correct(?:ion)?|rectif(?:y|ication)|chang(?:e|ing)|updat(?:e|ing)|fix|amend|theek|sahi|badal\\p{L}*|ठीक|सही|सुधार\\p{L}*|बदल\\p{L}*)";

const SAID = "[^.!?:।\\n]";
/** What is held about somebody: their own data, or anybody's where it is called personal. */
const OWN_DATA = "(?:(?:my|mine|our|all|the) ){0,3}(?:personal (?:data|information|details)|my (?:data|information))";

export type LetterRight = Extract<GrievanceKind, "consent" | "correction" | "access">;

const SIGNS: readonly [LetterRight, RegExp][] = [
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

/** To ask what is held is to use the right (DPDPA s.11), with a question mark and without; how to see it on a page is not. */
const ACCESS: readonly RegExp[] = [
  new RegExp(`\\b(?:summary|copy|copies|list|details|record) of ${SAID}{0,20}${OWN_DATA}\\b`, "iu"),
  new RegExp(
    `\\b(?:what|which) (?:\\p{L}+ ){0,4}(?:data|information|details)\\b${SAID}{0,30}\\b(?:you|callmissed)\\b${SAID}{0,30}\\b(?:hold|have|keep|store|process|collect)\\p{L}*\\b${SAID}{0,30}\\b(?:about|on|of|regarding) (?:me|us|myself|(?:my|our) (?:account|organi[sz]ation|company))\\b`,
    "iu",
  ),
  new RegExp(
    `\\b(?:request|want|need|require|seek|exercis\\p{L}*|ask\\p{L}*|demand|like|grant|give|provide)\\b${SAID}{0,30}\\baccess to ${OWN_DATA}\\b`,
    "iu",
  ),
  /\b(?:data |subject )(?:subject )?access request\b|\bright (?:to|of) access\b/iu,
  /(?:मेर[ािीे]|हमार[ािीे])\s[^.!?:।\n]{0,30}(?:डेटा|डाटा|जानकारी)[^.!?:।\n]{0,20}(?:की|का|के)\s(?:पूरी\s|एक\s)?(?:प्रति|कॉपी|सारांश|विवरण|ब्योरा|जानकारी)/u,
  /मेर[ािीे]\s[^.!?:।\n]{0,30}(?:डेटा|डाटा|जानकारी)\s[^.!?:।\n]{0,30}आपके पास|आपके पास\s[^.!?:।\n]{0,20}मेर[ािीे]\s[^.!?:।\n]{0,30}(?:डेटा|डाटा|जानकारी)/u,
  /\bmer[aie]\s[^.!?:।\n]{0,30}\b(?:data|jaankari|jankari)\s(?:ki|ka|ke)\s[^.!?:।\n]{0,20}(?:copy|prati|summary|vivaran|jaankari|jankari)\b/iu,
  /\bmer[aie]\s[^.!?:।\n]{0,30}\bdata\s[^.!?:।\n]{0,30}\baap ?ke paas\b|\baap ?ke paas\s[^.!?:।\n]{0,20}mer[aie]\s[^.!?:।\n]{0,30}\bdata\b/iu,
];
const HOW = /(?:^|[\s,])(?:how (?:do|can|to|long)|where (?:do|can|is)|कैसे|कहाँ|कहां|kaise|kahan)(?![\p{L}\p{M}])/iu;

/**
 * What somebody uses a right for who writes neither a complaint nor anything that another room takes: takes a consent back, asks for a
 * correction, or asks what is held about them. Conservative: plain words only. The officer reads the letter and can put it right. Null: none.
 */
export function kindOfLetter(subject: string, words: string): LetterRight | null {
  const text = `${subject}\n${words}`.slice(0, 6_000);
  const all = text.split(/(?<=[.!?।\n])\s*/u);
  for (const said of all) for (const [kind, sign] of SIGNS) if (!ASKS.test(said) && sign.test(said)) return kind;
  return all.some((said) => !HOW.test(said) && ACCESS.some((sign) => sign.test(said))) ? "access" : null;
}
