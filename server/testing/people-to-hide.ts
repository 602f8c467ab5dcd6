import { randomUUID } from "node:crypto";
import { ApprovalKind } from "@/prisma/generated/enums";
import { proposeAct } from "@/server/deletion/propose-act";
import { askRelease } from "@/server/legal-hold/ask-release";
import { databaseClock } from "@/server/lib/clock";
import type { Role } from "@/server/operator/permissions";
import { writeSignal } from "@/server/signal/write-signal";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { answersDesk } from "./answers-desk";
import { ONE_CHECKER, refundDesk } from "./refund-desk";
import type { World } from "./world";

type One =
  | "tenantId"
  | "requestId"
  | "holdId"
  | "refundId"
  | "purchaseId"
  | "endpointId"
  | "grievanceId"
  | "complaintId"
  | "orderId"
  | "operatorId";
export type Ids = Record<One, string> & { address: string; approvalIds: string[]; letterIds: string[] };
type Sql = (text: string, values?: unknown[]) => Promise<Record<string, string>[]>;

export const OWNER = { name: "Zephyrine Quillfeather", email: "zephyrine.quillfeather@looms.example" };

/** A caller of all procedures as somebody of this role, who showed who they are a moment ago. */
export async function callerAs(world: World, role: Role) {
  const operator = { ...(await world.given.operator(role)), role, authenticatedAt: await databaseClock.now(world.console.db) };
  return { operator, as: callerFactory(appRouter)({ deps: world.console, operator, member: null, callId: "call" } as never) };
}

/** A console in which everybody who could be shown by mistake has a name, an address and a number that can be recognised in an answer. */
export async function peopleToHide(world: World): Promise<{ ids: Ids; people: string[] }> {
  const { given, database } = world;
  const sql: Sql = async (text, values = []) => (await database.ownerPool.query(text, values)).rows;
  const tenant = await given.tenant({ name: "Orchid Looms", domain: "looms.example", owner: OWNER });
  await given.oneRowInEveryTable(tenant);
  const [paid] = await sql("SELECT id, purchase_id FROM console.refund WHERE tenant_id = $1", [tenant.id]);
  const request = await given.receivedRequest({ tenant, evidence: { owner: "not_known" } });
  const asked = await given.purchase({ tenant });
  await given.refund({ purchase: asked });
  const from = "ottoline.brackenbury@elsewhere.example";
  const text = `I am Zephyrine Quillfeather, +91 98123 45678, ${OWNER.email}`;
  for (const outcome of ["queued", "unmatched", "set_aside"] as const) await given.letter({ from, text, outcome, intent: "other" });
  await given.letter({ tenant, text, outcome: "queued", intent: "refund" });
  await given.tenantInRetention();
  const { id: holdId } = await given.hold({ tenant });
  await sql("UPDATE platform.team_member SET phone = '+919812345678' WHERE tenant_id = $1", [tenant.id]);
  await sql("UPDATE platform.team_member SET name = 'Peregrine Thistlewood' WHERE tenant_id = $1 AND role <> 'owner'", [tenant.id]);
  await sql("UPDATE console.grievance_person SET phone = '+919800012345', postal = '7 Marigold Crescent', name = 'Araminta Fennimore'");
  await sql(
    `UPDATE console.inbound_mail SET subject = 'From ' || from_address || ', +91 98123-45678', facts = jsonb_build_object('given', from_address),
       reasons = jsonb_build_array(jsonb_build_object('code', 'x', 'sentence', 'It says ' || from_address))`,
  );
  const [endpoint] = await sql(
    `INSERT INTO console.signal_endpoint (id, name, url, kinds, secret_ciphertext, created_at)
       VALUES (gen_random_uuid(), 'Platform', 'https://platform.example/in', '{tenant_deactivated}', '\\x00', now()) RETURNING id`,
  );
  const officer = await given.operator("grievance_officer");
  const { id: complaintId } = await answersDesk(world).complaint(tenant);
  const [{ id: grievanceId } = { id: "" }] = await sql("SELECT id FROM console.grievance WHERE tenant_id = $1", [tenant.id]);
  const [{ id: orderId } = { id: "" }] = await sql(
    `INSERT INTO console.grievance_order (id, grievance_id, kind, tenant_id, ordered_by, ordered_at, due_at)
       VALUES (gen_random_uuid(), $1, 'place_hold', $2, $3, now(), now() + interval '24 hours') RETURNING id`,
    [grievanceId, tenant.id, officer.id],
  );
  const approvalIds = await approvalsOfEveryKind(world, sql);
  const ids = {
    ...{ tenantId: tenant.id, requestId: request.id, holdId, grievanceId, complaintId, orderId, operatorId: officer.id },
    ...{ refundId: paid?.id ?? "", purchaseId: paid?.purchase_id ?? "", endpointId: endpoint?.id ?? "", address: OWNER.email, approvalIds },
    letterIds: (await sql("SELECT id FROM console.inbound_mail")).map(({ id = "" }) => id),
  };
  return { ids, people: (await peopleIn(sql)).filter((word) => word.length > 3) };
}

/** One question of each kind that takes two people, about tenants whose owner is somebody to be hidden. Throws where a kind is not asked here. */
async function approvalsOfEveryKind(world: World, sql: Sql): Promise<string[]> {
  const { given } = world;
  const tenant = () => given.tenant({ owner: { name: OWNER.name, email: `${randomUUID()}@looms.example` } });
  const becameOwner = (tenantId: string, hours: number) =>
    sql("UPDATE platform.team_member SET became_owner_at = now() - make_interval(hours => $2) WHERE tenant_id = $1 AND role = 'owner'", [
      tenantId,
      hours,
    ]);
  const [lead, officer, admin] = [
    await callerAs(world, "support_lead"),
    await callerAs(world, "grievance_officer"),
    await callerAs(world, "admin"),
  ];
  const leading = { kind: "operator", id: lead.operator.id } as const;
  const received = await given.receivedRequest({ tenant: await tenant(), evidence: { domain: "not_authenticated" } });
  await proposeAct(world.console, leading, received.id, received.version, "propose_verification");
  const returning = await tenant();
  await becameOwner(returning.id, 48);
  const retention = await given.tenantInRetention({ tenant: returning, deactivatedDaysAgo: 1 });
  await given.returnRequest({ retention, isByMail: true });
  await proposeAct(world.console, leading, retention.request.id, retention.request.version, "propose_return");
  const reviewOn = new Date((await databaseClock.now(world.console.db)).getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  const order = { authority: "District Court", reference: "OS 1/2026", scope: ["everything"], reviewOn };
  const place = async () => officer.as.hold.place({ ...order, tenantId: (await tenant()).id } as never);
  await place();
  const { id: holdId } = await place();
  await admin.as.hold.agree({ holdId, seen: (await admin.as.hold.detail({ holdId })).seen });
  await askRelease(world.console, { kind: "operator", id: officer.operator.id }, holdId);
  await refundDesk(world).proposed(ONE_CHECKER);
  await admin.as.operator.askRole({ operatorId: (await given.operator("support_agent")).id, role: "support_lead" });
  await admin.as.purge.stopPurges({ because: "exercise", typed: "stop purges" });
  await lead.as.purge.askResume({ typed: "resume purges" });
  await world.console.db.$transaction(async (tx) =>
    writeSignal(tx, "tenant_deactivated", randomUUID(), randomUUID(), await databaseClock.now(tx)),
  );
  const [dead] = await sql("UPDATE console.signal_delivery SET attempts = 5, dead_at = now() RETURNING endpoint_id");
  await admin.as.signal.askReplay({ endpointId: dead?.endpoint_id ?? "" });
  const moving = await tenant();
  const to = `${randomUUID()}@looms.example`;
  const { id: correctionId } = await answersDesk(world).correction(moving, "person_email", to);
  await officer.as.answer.correct({
    ...{ grievanceId: correctionId as never, seenVersion: 1, field: "person_email", to, seenFrom: moving.owner.email },
  });
  const asked = await sql("SELECT DISTINCT ON (kind) kind, id FROM console.approval ORDER BY kind, id");
  const missing = Object.values(ApprovalKind).filter((kind) => !asked.some((one) => one.kind === kind));
  if (missing.length > 0) throw new Error(`nobody is asked here: ${missing}`);
  return asked.map(({ id = "" }) => id);
}

/** Values of every column that is called like something of a person, outside of our own staff. */
async function peopleIn(sql: Sql): Promise<string[]> {
  const columns = await sql(
    `SELECT table_schema || '.' || table_name AS place, column_name AS name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema IN ('platform', 'console') AND table_type = 'BASE TABLE' AND data_type = 'text' AND table_name NOT LIKE 'operator%'
        AND (column_name ~ 'email|phone|postal|from_address|to_address|mail_from' OR (column_name = 'name' AND table_name IN ('team_member', 'grievance_person')))`,
  );
  const values: string[] = [];
  for (const { place, name } of columns)
    for (const row of await sql(`SELECT DISTINCT "${name}" AS value FROM ${place} WHERE "${name}" IS NOT NULL`))
      if (row.value) values.push(row.value);
  return [...new Set(values)];
}
