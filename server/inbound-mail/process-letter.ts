import { DAY_MS, later, MINUTE_MS } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import type { Examination, SmtpFacts } from "./letter";
import { type Match, matchLetter } from "./match-letter";
import { type Route, routeLetter } from "./route-letter";
import { storable } from "./storable";

/** The examiners' desk: always answers, within its own deadline. */
export type Examine = (raw: Uint8Array, smtp: SmtpFacts) => Promise<Examination>;

/**
 * Examines a stored letter once and decides where it belongs (V1–V6). The DNS work happens before the transaction; the
 * transaction claims the letter, remembers it against replay, matches it and routes it. Twice is the same as once.
 */
export async function processLetter(deps: Deps & { examine: Examine }, letterId: string): Promise<void> {
  const row = await deps.db.inboundMail.findUnique({ where: { id: letterId } });
  if (!row || row.examinedAt || row.asideReason) return;
  const letter = await deps.examine(row.raw, {
    ip: row.peerIp ?? undefined,
    helo: row.helo ?? undefined,
    mailFrom: row.mailFrom ?? undefined,
    receivedAt: row.receivedAt,
  });
  await deps.db.$transaction(async (tx) => {
    const claimed = await tx.$queryRaw<
      unknown[]
    >`SELECT 1 FROM console.inbound_mail WHERE id = ${letterId}::uuid AND examined_at IS NULL FOR UPDATE`;
    if (claimed.length === 0) return;
    const match = await matchUnderLock(tx, letter);
    const now = await deps.clock.now(tx);
    const isReplay = await remember(tx, letterId, letter, now);
    const route = isReplay
      ? ({ outcome: "replayed", requestId: null, tenantId: null } as const)
      : await routeLetter(tx, { letterId, letter, match, receivedAt: row.receivedAt, now });
    await writeExamination(tx, letterId, letter, { ...route, aboutTenantId: match.tenantId ?? route.tenantId }, now);
    if (route.requestId) await writeFindings(tx, letterId, route.requestId, match, now);
    if (!isReplay) await askForAnotherLook(tx, letterId, letter, row.receivedAt, now);
  });
}

/** Matched again once the tenant's lock is held: between the first look and the lock the owner may have changed, or the tenant gone. */
export async function matchUnderLock(tx: Tx, letter: Examination): Promise<Match> {
  const first = await matchLetter(tx, letter);
  if (!first.tenantId) return first;
  await lockTenant(tx, first.tenantId);
  return matchLetter(tx, letter);
}

const NEXT_LOOK_MS = 10 * MINUTE_MS;
const LAST_LOOK_MS = DAY_MS;

/** While DNS is what keeps us from knowing, the letter is looked at again every ten minutes for a day (V4). */
export async function askForAnotherLook(tx: Tx, letterId: string, letter: Examination, receivedAt: Date, now: Date): Promise<void> {
  if (letter.sender !== "inconclusive" || letter.facts.dnsTrouble.length === 0 || later(receivedAt, LAST_LOOK_MS) < now) return;
  await enqueueJob(tx, "reexamine-letter", { letterId }, { key: `look-again:${letterId}`, runAt: later(now, NEXT_LOOK_MS) });
}

/**
 * True when the Message-ID or a signature was seen on an earlier letter (V5). Only a proven sender's Message-ID is
 * remembered, and signatures only once they were verified: otherwise a stranger could use up a genuine letter's marks.
 */
export async function remember(tx: Tx, letterId: string, letter: Examination, seenAt: Date): Promise<boolean> {
  const messageId = letter.sender === "passed" && letter.messageId ? [sha256Hex(`message-id:${letter.messageId}`)] : [];
  const marks = [...new Set([...(letter.sender === "failed" ? [] : letter.signatureHashes), ...messageId])];
  const data = marks.map((sha256) => ({ sha256, letterId, seenAt }));
  const { count } = await tx.seenMark.createMany({ data, skipDuplicates: true });
  // Its own marks, from when it was looked at before, are nobody else's.
  return count < marks.length && (await tx.seenMark.count({ where: { sha256: { in: marks }, letterId: { not: letterId } } })) > 0;
}

async function writeExamination(
  tx: Tx,
  id: string,
  letter: Examination,
  route: Route & { aboutTenantId: string | null },
  now: Date,
): Promise<void> {
  await tx.inboundMail.update({
    where: { id },
    data: {
      examinedAt: now,
      messageId: storable(letter.messageId),
      fromAddress: storable(letter.from),
      subject: storable(letter.subject),
      text: storable(letter.text),
      sender: letter.sender,
      reasons: storable(letter.reasons) as object[],
      facts: factsOf(letter),
      intent: letter.intent,
      accountEmail: storable(letter.accountEmail),
      organisation: storable(letter.organisation),
      outcome: route.outcome,
      requestId: route.requestId,
      tenantId: route.tenantId,
      grievanceId: route.grievanceId ?? null,
      aboutTenantId: route.aboutTenantId,
    },
    select: { id: true },
  });
}

/** What is stored of the sender's authentication. */
export const factsOf = (letter: Examination) =>
  storable({ ...letter.facts, recipients: letter.recipients, automatic: letter.automatic }) as object;

async function writeFindings(tx: Tx, letterId: string, requestId: string, match: Match, decidedAt: Date): Promise<void> {
  await tx.verification.createMany({ data: match.findings.map((found) => ({ letterId, requestId, decidedAt, ...storable(found) })) });
}
