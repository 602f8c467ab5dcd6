import { z } from "zod";
import type { Operator } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { lockOperators } from "./lock-operators";

const CLAIMS = z.object({
  sub: z.string().min(1),
  email: z.email().transform((value) => value.toLowerCase()),
  /** Some providers send it as a word. */
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  name: z.string().min(1).max(200),
});
type Claims = z.infer<typeof CLAIMS>;

/** `isVerifiedUnsaid`: the company's provider lets nobody choose an address, and does not say so. Then silence counts, and nothing else. */
export type Trust = { isVerifiedUnsaid: boolean };

/** Anybody can write another's address into a profile of their own at some providers (Entra's "nOAuth"): only what is verified is theirs. */
const isVerified = ({ email_verified: said }: Claims, { isVerifiedUnsaid }: Trust): boolean =>
  said === undefined ? isVerifiedUnsaid : String(said).toLowerCase() === "true";

/**
 * Lets somebody in who works here: known by the provider's `sub`, or invited by this address and here for the first time, which
 * binds the two for good (A2). The provider has to say that the address is verified, unless `trust` says otherwise. The role is ours, whatever the claims say. Null: nobody invited, or access has ended; nothing is
 * stored about them.
 */
export async function admitOperator(deps: Deps, given: Record<string, unknown>, trust: Trust): Promise<Operator | null> {
  const { success, data: claims } = CLAIMS.safeParse(given);
  if (!success) return null;
  return deps.db.$transaction(async (tx) => {
    const known = await tx.operator.findUnique({ where: { subject: claims.sub } });
    if (known && isUpToDate(known, claims)) return known.endedAt ? null : known;
    // Of two who sign in at once with one invited address, the second finds that it is taken.
    await lockOperators(tx);
    const operator = await tx.operator.findUnique({ where: { subject: claims.sub } });
    if (!operator) return join(tx, claims, trust, await deps.clock.now(tx));
    return operator.endedAt ? null : rename(tx, operator, claims, trust);
  });
}

const isUpToDate = ({ email, name }: Operator, claims: Claims): boolean => name === claims.name && email === claims.email;

/** An invited person's first sign-in. The same address under another `sub` is somebody else until people have looked into it. */
async function join(tx: Tx, claims: Claims, trust: Trust, now: Date): Promise<Operator | null> {
  if (!isVerified(claims, trust)) return null;
  const invited = await tx.operator.findFirst({ where: { email: claims.email, subject: null, endedAt: null }, select: { id: true } });
  if (!invited) return null;
  const operator = await tx.operator.update({
    where: { id: invited.id },
    data: { subject: claims.sub, name: claims.name, lastSeenAt: now },
  });
  await recordAuditEvent(tx, "operator.joined", { kind: "operator", id: operator.id }, {}, { operatorId: operator.id });
  return operator;
}

/** People get other names and addresses. An address that the provider has not verified, or that is somebody else's here, is not taken over. */
async function rename(tx: Tx, operator: Operator, claims: Claims, trust: Trust): Promise<Operator> {
  const { email, name } = claims;
  const isTaken =
    !isVerified(claims, trust) ||
    (await tx.operator.findFirst({ where: { email, id: { not: operator.id } }, select: { id: true } })) !== null ||
    (await tx.operatorChange.findFirst({ where: { email, appliedAt: null, endedAt: null }, select: { id: true } })) !== null;
  const changed = { name: name !== operator.name, email: !isTaken && email !== operator.email };
  if (!changed.name && !changed.email) return operator;
  const { id } = operator;
  await recordAuditEvent(tx, "operator.renamed", { kind: "operator", id }, {}, { operatorId: id, ...changed });
  return tx.operator.update({ where: { id }, data: { name, ...(isTaken ? {} : { email }) } });
}
