import { Prisma } from "@/prisma/generated/client";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { NotFound } from "@/server/lib/refusal";
import { freshSummary } from "./own.queries";

/** Counting stops here: nobody waits for the last message of a million, and "more than" is true. */
export const COUNTED_UP_TO = 100_000;

/** What is held, in the groups and the order in which a person looks for it, each with its tables. The words about them are the page's. */
const HELD = {
  profile: ["platform.team_member"],
  access: ["platform.api_key", "platform.member_session", "console.owner_session", "console.owner_code"],
  bots: ["platform.bot", "platform.webhook_endpoint", "platform.knowledge_file"],
  conversations: ["platform.conversation", "platform.message", "platform.recording", "platform.transcript"],
  usage: ["platform.usage_record"],
  payments: ["platform.purchase", "platform.credit_entry", "console.refund", "console.credit_note"],
  letters: ["console.inbound_mail", "console.notice"],
  rights: ["console.grievance", "console.grievance_message", "console.grievance_attachment"],
  consent: ["console.consent"],
  register: ["console.deletion_request", "console.audit_event"],
} as const;
export type HeldGroup = keyof typeof HELD;
type HeldTable = (typeof HELD)[HeldGroup][number];
export type HeldName = HeldTable extends `${string}.${infer Name}` ? Name : never;

/**
 * What is held about a tenant and the person who asks (DPDPA s.11), as numbers per class; null until it was asked for. Every count
 * walks at most 100,001 entries of an index that begins with the tenant.
 */
export async function ownSummary(deps: Deps, own: { id: string; tenantId: string }) {
  const asked = await freshSummary(deps, own);
  if (!asked) return null;
  const { db } = deps;
  const { tenantId, id } = own;
  const member = await db.teamMember.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      name: true,
      email: true,
      phone: true,
      role: true,
      createdAt: true,
      tenant: { select: { name: true, gstin: true, createdAt: true } },
    },
  });
  if (!member) throw new NotFound("profile");
  const groups = [];
  for (const group of Object.keys(HELD) as HeldGroup[]) {
    const counts = [];
    for (const table of HELD[group]) {
      const total = await countUpTo(deps, table, tenantId);
      const name = table.slice(table.indexOf(".") + 1) as HeldName;
      counts.push({ name, total: Math.min(total, COUNTED_UP_TO), isMore: total > COUNTED_UP_TO });
    }
    groups.push({ group, counts });
  }
  const { tenant, ...person } = member;
  return { asked, contact: env().GRIEVANCE_CONTACT, person, organisation: tenant, groups };
}

async function countUpTo({ db }: Deps, table: HeldTable, tenantId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM (SELECT 1 FROM ${Prisma.raw(table)} WHERE tenant_id = ${tenantId}::uuid LIMIT ${COUNTED_UP_TO + 1}) AS one`;
  return row?.total ?? 0;
}
