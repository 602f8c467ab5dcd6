import type { CorrectionField } from "@/server/grievance/grievance";
import { openCorrection } from "@/server/grievance/open-correction";
import { openGrievance } from "@/server/grievance/open-grievance";
import { newId } from "@/server/lib/ids";
import type { GivenTenant } from "./given";
import type { World } from "./world";

/** What tests of the desk begin with: cases of each kind and an officer who had no hand in them. */
export function answersDesk(world: World) {
  const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
  const asOwner = ({ id: tenantId, owner }: GivenTenant, language = "hi") => ({ id: owner.id, tenantId, email: owner.email, language });
  return {
    sql,
    officer: async () => ({ kind: "operator" as const, id: (await world.given.operator("grievance_officer")).id }),
    complaint: (tenant: GivenTenant, topic: "conduct" | "other" | "deletion" | "refund" = "other", language?: "en" | "hi") =>
      openGrievance(world.console, asOwner(tenant, language), { kind: "grievance", topic, text: "Nobody answered my letters." }),
    correction: (tenant: GivenTenant, field: CorrectionField, to: string) =>
      openCorrection(world.console, asOwner(tenant), { field, to, text: "" }),
    consent: (tenant: GivenTenant) =>
      openGrievance(world.console, asOwner(tenant), { kind: "consent", topic: "other", text: "I take it back." }),
    /** A case of somebody without a page: by mail, or by telephone where there is no address. */
    stranger: async (person: { email: string | null; isProven?: boolean }, kind: "grievance" | "end_user" = "grievance") => {
      const id = newId();
      const [row] = await sql(
        `INSERT INTO console.grievance (id, kind, channel, topic, language, received_at, answer_due_at, state_changed_at)
         VALUES ($1, $2::console."GrievanceKind", 'mail', 'other', 'hi', now() - interval '1 hour', now() + interval '719 hours', now()) RETURNING number`,
        [id, kind],
      );
      await sql(
        "INSERT INTO console.grievance_person (id, grievance_id, email, name, is_proven, created_at) VALUES ($1, $2, $3, 'Sunita', $4, now())",
        [newId(), id, person.email, person.isProven ?? false],
      );
      await sql(
        "INSERT INTO console.grievance_message (id, grievance_id, author, body, written_at) VALUES ($1, $2, 'person', 'Their bot keeps calling me.', now() - interval '1 hour')",
        [newId(), id],
      );
      return { id, number: row.number as number };
    },
    rowOf: async (id: string) => (await sql("SELECT * FROM console.grievance WHERE id = $1", [id]))[0],
    wordsOf: (id: string) => sql("SELECT * FROM console.grievance_message WHERE grievance_id = $1 ORDER BY written_at, id", [id]),
    mailsOf: (number: number) =>
      sql("SELECT * FROM console.notice WHERE (params ->> 'grievanceNumber')::int = $1 ORDER BY created_at, id", [number]),
    eventsOf: (id: string) => sql("SELECT * FROM console.audit_event WHERE payload ->> 'grievanceId' = $1 ORDER BY id", [id]),
  };
}
