/** The four checks on a letter (V2): what each can say, in words an agent without mail expertise understands. */
export const CHECKS = ["domain", "owner", "account_email", "organisation"] as const;
export type Check = (typeof CHECKS)[number];
export type Verdict = "passed" | "failed" | "inconclusive";
export type Finding = { check: Check; verdict: Verdict; code: FindingCode; facts: Record<string, string> };
export type Evidence = Record<Check, Verdict>;

/** Every finding: its check, its verdict, and the sentence on the agent's screen. */
export const FINDINGS = {
  dkim_aligned: { check: "domain", verdict: "passed", say: "The domain {domain} really sent this: its own signature (DKIM) is valid." },
  spf_aligned: {
    check: "domain",
    verdict: "passed",
    say: "The domain {domain} really sent this: it came from a server the domain allows (SPF).",
  },
  not_authenticated: {
    check: "domain",
    verdict: "inconclusive",
    say: "Nothing proves that {domain} sent this. That is common with small mail hosts; it is also what a forger's mail looks like.",
  },
  dns_no_answer: {
    check: "domain",
    verdict: "inconclusive",
    say: "The domain's records could not be read in time, so we do not know who sent this.",
  },
  weak_or_partial: { check: "domain", verdict: "inconclusive", say: "A signature is there, but it cannot be relied upon. {reason}" },
  forged: {
    check: "domain",
    verdict: "failed",
    say: "This did not come from {domain}. The domain itself asks for such mail to be refused.",
  },
  sender_not_believed: { check: "domain", verdict: "failed", say: "We do not believe who this says it is from. {reason}" },
  is_owner: { check: "owner", verdict: "passed", say: "The sender it names is the owner on record." },
  is_team_member: { check: "owner", verdict: "failed", say: "The sender is a team member. Only the owner can ask for deletion." },
  not_known: { check: "owner", verdict: "failed", say: "The sender's address is not the owner's, nor anybody else's on record." },
  no_single_sender: {
    check: "owner",
    verdict: "failed",
    say: "The mail does not name exactly one sender, so nobody can be recognised in it.",
  },
  account_given_matches: { check: "account_email", verdict: "passed", say: "The account e-mail given in the text is the owner's." },
  account_not_given: {
    check: "account_email",
    verdict: "inconclusive",
    say: "The text does not give the account e-mail that the policy asks for.",
  },
  account_given_differs: {
    check: "account_email",
    verdict: "failed",
    say: "The account e-mail given in the text belongs to another account or to none.",
  },
  organisation_given_matches: { check: "organisation", verdict: "passed", say: "The organisation named in the text is this tenant." },
  organisation_near_miss: {
    check: "organisation",
    verdict: "inconclusive",
    say: "The organisation named in the text is close to, but not the same as, the name on record. Compare them letter by letter.",
  },
  organisation_not_given: {
    check: "organisation",
    verdict: "inconclusive",
    say: "The text does not name the organisation, as the policy asks for.",
  },
  organisation_given_differs: { check: "organisation", verdict: "failed", say: "The organisation named in the text is not this tenant." },
} as const satisfies Record<string, { check: Check; verdict: Verdict; say: string }>;
export type FindingCode = keyof typeof FINDINGS;

/** Builds a finding; check and verdict follow from the code, so the two can never disagree. */
export function finding(code: FindingCode, facts: Record<string, string> = {}): Finding {
  const { check, verdict } = FINDINGS[code];
  return { check, verdict, code, facts };
}

/** The sentence of a finding with its facts put in. */
export function sentenceOf(code: FindingCode, facts: Record<string, string>): string {
  return FINDINGS[code].say.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? "the sender's domain");
}

/** A failed check is a no that no second person can turn into a yes. */
export const evidenceFails = (evidence: Evidence): boolean => CHECKS.some((check) => evidence[check] === "failed");

/** "Do not know" can be carried by the confirmed code and a second person together (§11). */
export const asksForSecondPerson = (evidence: Evidence): boolean => CHECKS.some((check) => evidence[check] === "inconclusive");

const RANK: Record<Verdict, number> = { passed: 2, inconclusive: 1, failed: 0 };

/** Among several letters for one request the best verified one counts; between equals, the oldest. */
export function bestLetter<Letter extends { evidence: Evidence; receivedAt: Date }>(letters: Letter[]): Letter | null {
  const score = (letter: Letter) =>
    (evidenceFails(letter.evidence) ? 0 : 100) + CHECKS.reduce((sum, check) => sum + RANK[letter.evidence[check]], 0);
  return letters.toSorted((a, b) => score(b) - score(a) || a.receivedAt.getTime() - b.receivedAt.getTime())[0] ?? null;
}
