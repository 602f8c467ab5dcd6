import type { Grievance } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";

/** Whether it was ever proven who asks: signed in, or by a letter that was proven to be from its sender. What we wrote down ourselves is not. */
export async function isPersonProven(tx: Pick<Tx, "grievancePerson">, { id, channel, memberId }: Grievance): Promise<boolean> {
  if (channel === "dashboard") return true;
  if (channel === "operator") return false;
  const person = await tx.grievancePerson.findUnique({ where: { grievanceId: id }, select: { isProven: true } });
  // A letter names a member on record only where it was proven to be theirs; whom an officer links it to later proves nothing.
  return person ? person.isProven : memberId !== null;
}
