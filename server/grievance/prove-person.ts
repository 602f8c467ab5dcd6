import type { Tx } from "@/server/lib/db";
import { acknowledgeByMail } from "./acknowledge-by-mail";
import type { CaseLetter } from "./letter-of-case";

/**
 * A letter that opened a case is proven only now, because DNS answers again (V4): its person counts as proven, and is told that it has
 * arrived. To whom the case belongs is left to the officer, who may have read it already.
 */
export async function provePerson(tx: Tx, grievanceId: string, { from, member, mayAnswer }: CaseLetter, now: Date): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM console.grievance WHERE id = ${grievanceId}::uuid FOR UPDATE`;
  const found = await tx.grievance.findUniqueOrThrow({ where: { id: grievanceId }, include: { person: true } });
  if (!from || found.person?.email !== from || found.person.isProven) return;
  await tx.grievancePerson.update({ where: { grievanceId }, data: { isProven: true }, select: { id: true } });
  if (mayAnswer && found.acknowledgedAt === null && found.state === "open")
    await acknowledgeByMail(tx, {
      found,
      toAddress: from,
      hasPage: member?.isOwner === true && found.tenantId === member.tenantId,
      at: now,
    });
}
