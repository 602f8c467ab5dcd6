import type { Deps } from "@/server/lib/deps";
import { maskEmail } from "@/server/lib/mask";

/** Whom a team member asks about the account: its owner's address, enough of it to recognise and not enough to write to. Null: there is none. */
export async function ownerToAsk({ db }: Deps, tenantId: string): Promise<{ maskedAddress: string } | null> {
  const owner = await db.teamMember.findFirst({ where: { tenantId, role: "owner" }, select: { email: true } });
  return owner && { maskedAddress: maskEmail(owner.email) };
}
