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
  rights: [
    "console.grievance",
    "console.grievance_message",
    "console.grievance_attachment",
    "console.grievance_note",
    "console.grievance_person",
  ],
  consent: ["console.consent"],
  register: ["console.deletion_request", "console.audit_event"],
} as const;
export type HeldGroup = keyof typeof HELD;
type HeldTable = (typeof HELD)[HeldGroup][number];
export type HeldName = HeldTable extends `${string}.${infer Name}` ? Name : never;

/**
 * What is held about a tenant and the person who asks (DPDPA s.11), as numbers per class; null until it was asked for. That a colleague
 * wrote to the desk is theirs, and changes none of them (S4). Every count walks at most 100,001 entries of an index that begins with the
 * tenant, but for those of the desk, whose cases are few.
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
      const total = await countUpTo(deps, table, own);
      const name = table.slice(table.indexOf(".") + 1) as HeldName;
      counts.push({ name, total: Math.min(total, COUNTED_UP_TO), isMore: total > COUNTED_UP_TO });
    }
    groups.push({ group, counts });
  }
  const { tenant, ...person } = member;
  return { asked, contact: env().GRIEVANCE_CONTACT, person, organisation: tenant, groups };
}

/** Where rows of other people's cases lie, and by what they are told: the case's id, or what leads to it. */
const OF_A_CASE: Partial<Record<HeldTable, Prisma.Sql>> = {
  "console.grievance": Prisma.sql`other.id = held.id`,
  "console.grievance_message": Prisma.sql`other.id = held.grievance_id`,
  "console.grievance_attachment": Prisma.sql`other.id = (SELECT m.grievance_id FROM console.grievance_message m WHERE m.id = held.message_id)`,
  "console.grievance_note": Prisma.sql`other.id = held.grievance_id`,
  "console.grievance_person": Prisma.sql`other.id = held.grievance_id`,
  "console.inbound_mail": Prisma.sql`other.id = held.grievance_id`,
  "console.notice": Prisma.sql`other.number::text = held.params ->> 'grievanceNumber'`,
  "console.audit_event": Prisma.sql`other.id::text = held.payload ->> 'grievanceId'`,
};

/** The cases of a tenant that `ownCases` leaves out, as a condition on `g`. */
const OTHERS = ({ id, tenantId }: { id: string; tenantId: string }) =>
  Prisma.sql`g.tenant_id = ${tenantId}::uuid AND g.channel <> 'dashboard' AND g.member_id IS DISTINCT FROM ${id}::uuid`;

async function countUpTo({ db }: Deps, table: HeldTable, own: { id: string; tenantId: string }): Promise<number> {
  const ofCase = OF_A_CASE[table];
  const [row] = await db.$queryRaw<{ total: number }[]>`
    WITH other AS MATERIALIZED (SELECT g.id, g.number FROM console.grievance g WHERE ${OTHERS(own)})
    SELECT count(*)::int AS total FROM (SELECT 1 FROM ${Prisma.raw(table)} held WHERE held.tenant_id = ${own.tenantId}::uuid
      ${ofCase ? Prisma.sql`AND NOT EXISTS (SELECT 1 FROM other WHERE ${ofCase})` : Prisma.empty} LIMIT ${COUNTED_UP_TO + 1}) AS one`;
  return row?.total ?? 0;
}
