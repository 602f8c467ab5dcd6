import { type Finding, finding } from "@/server/deletion/verification";
import type { Tx } from "@/server/lib/db";
import { normaliseName } from "@/server/lib/normalise-name";
import { compareOrganisation } from "@/server/platform/organisation-name";
import type { Examination } from "./letter";

export type Match = {
  /** Whom the letter is about, as far as it can be told; null when nobody on record fits. */
  tenantId: string | null;
  /** Who the From mailbox is to that tenant. */
  sender: "owner" | "member" | "unknown";
  findings: Finding[];
};

/**
 * Holds a letter against what is on record (V2): the three checks about owner, account e-mail and organisation, and the first one's verdict in words.
 * @keeps D2.4 D2.5
 */
export async function matchLetter(tx: Tx, letter: Examination): Promise<Match> {
  const from = letter.from?.toLowerCase() ?? null;
  const account = letter.accountEmail?.toLowerCase() ?? null;
  const byFrom = await memberAt(tx, from);
  const byAccount = await memberAt(tx, account);
  const tenantId = byFrom?.tenantId ?? byAccount?.tenantId ?? (await tenantNamed(tx, letter));
  if (!tenantId) return { tenantId: null, sender: "unknown", findings: [] };
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { name: true } });
  const owner = await tx.teamMember.findFirst({ where: { tenantId, role: "owner" }, select: { id: true, email: true } });
  const sender = byFrom?.tenantId !== tenantId ? "unknown" : byFrom.id === owner?.id ? "owner" : "member";
  return {
    tenantId,
    sender,
    findings: [
      domainFinding(letter),
      ownerFinding(letter.from, sender),
      accountFinding(letter.accountEmail, owner?.email ?? null),
      organisationFinding(letter.organisation, tenant.name),
    ],
  };
}

const memberAt = (tx: Tx, email: string | null) =>
  email ? tx.teamMember.findUnique({ where: { email }, select: { id: true, tenantId: true } }) : null;

/**
 * By name only when exactly one tenant bears it, and only for a proven sender: names are public, and a list of them must not
 * be enough to fill the agents' queue.
 */
async function tenantNamed(tx: Tx, letter: Examination): Promise<string | null> {
  const nameNormalised = normaliseName(letter.organisation ?? "");
  if (!nameNormalised || letter.sender !== "passed") return null;
  const found = await tx.tenant.findMany({ where: { nameNormalised }, select: { id: true }, take: 2 });
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

function domainFinding(letter: Examination): Finding {
  const domain = letter.from?.split("@").at(-1) ?? "";
  const reason = letter.reasons[0]?.sentence ?? "";
  const signature = letter.facts.signatures.find((candidate) => candidate.counts);
  if (letter.sender === "passed") {
    return signature ? finding("dkim_aligned", { domain, selector: signature.selector }) : finding("spf_aligned", { domain });
  }
  if (letter.sender === "failed")
    return letter.facts.dmarc.result === "fail"
      ? finding("forged", { domain, reason })
      : finding("sender_not_believed", { domain, reason });
  if (letter.facts.dnsTrouble.length > 0) return finding("dns_no_answer", { domain, reason });
  return letter.facts.signatures.some((candidate) => candidate.aligned)
    ? finding("weak_or_partial", { domain, reason })
    : finding("not_authenticated", { domain, reason });
}

function ownerFinding(from: string | null, sender: Match["sender"]): Finding {
  if (!from) return finding("no_single_sender");
  return finding(sender === "owner" ? "is_owner" : sender === "member" ? "is_team_member" : "not_known", { given: from });
}

function accountFinding(given: string | null, onRecord: string | null): Finding {
  if (!given) return finding("account_not_given");
  return finding(given.toLowerCase() === onRecord ? "account_given_matches" : "account_given_differs", { given });
}

function organisationFinding(given: string | null, onRecord: string): Finding {
  if (!given) return finding("organisation_not_given", { onRecord });
  const likeness = compareOrganisation(given, onRecord);
  return finding(
    likeness === "same" ? "organisation_given_matches" : likeness === "near" ? "organisation_near_miss" : "organisation_given_differs",
    { given, onRecord },
  );
}
