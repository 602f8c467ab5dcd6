import { randomUUID } from "node:crypto";
import { sha256Hex } from "@/server/lib/crypto";
import type { Ground } from "../given";
import { insertRows, type Row } from "../insert-rows";
import { writeObjects } from "./content";

/** What a tenant's people leave behind on the owner's pages, a row in every table of it. */
export async function addOwnerPagesEverywhere(ground: Ground, that: { tenantId: string; memberId: string; word: string; at: string }) {
  const { tenantId, memberId, word, at } = that;
  const { pool } = ground;
  const [sessionId, grievanceId, messageId, attachmentId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const own = { tenant_id: tenantId, member_id: memberId };
  const rows: [table: string, row: Row][] = [
    ["console.owner_session", { ...own, id: sessionId, language: "en", signed_in_at: at }],
    [
      "console.owner_code",
      {
        ...own,
        id: randomUUID(),
        purpose: "leave",
        address_hash: sha256Hex(word),
        session_id: sessionId,
        language: "en",
        code_sha256: sha256Hex(word),
        created_at: at,
        expires_at: at,
      },
    ],
    ["console.team_warning", { ...own, id: randomUUID(), people: 3, warned_at: at }],
    // One that is over: a worker that met an open one would build it.
    [
      "console.data_export",
      { ...own, id: randomUUID(), language: "en", state: "expired", requested_at: at, ended_at: at, ended_because: "expired" },
    ],
    [
      "console.consent",
      {
        ...own,
        id: randomUUID(),
        category: "analytics",
        is_given: true,
        text_version: "2026-11-25",
        language: "en",
        answered_by: "banner",
        answered_at: at,
      },
    ],
    [
      "console.grievance",
      {
        ...own,
        id: grievanceId,
        kind: "grievance",
        channel: "dashboard",
        topic: "deletion",
        language: "en",
        received_at: at,
        answer_due_at: new Date(Date.parse(at) + 720 * 3_600_000).toISOString(),
        state_changed_at: at,
      },
    ],
    [
      "console.grievance_message",
      {
        id: messageId,
        grievance_id: grievanceId,
        tenant_id: tenantId,
        author: "person",
        author_id: memberId,
        body: `Words ${word}`,
        written_at: at,
      },
    ],
    [
      "console.grievance_note",
      { id: randomUUID(), grievance_id: grievanceId, tenant_id: tenantId, author_id: randomUUID(), body: `Note ${word}`, written_at: at },
    ],
    [
      "console.grievance_person",
      { id: randomUUID(), grievance_id: grievanceId, tenant_id: tenantId, name: word, email: `${word}@person.example`, created_at: at },
    ],
    [
      "console.grievance_attachment",
      {
        id: attachmentId,
        message_id: messageId,
        tenant_id: tenantId,
        file_name: `${word}.pdf`,
        media_type: "application/pdf",
        bytes: 4,
        sha256: sha256Hex(word),
        created_at: at,
      },
    ],
  ];
  for (const [table, row] of rows) await insertRows(pool, table, [row]);
  await writeObjects(ground, tenantId, { [`${tenantId}/grievances/${attachmentId}`]: `%PDF ${word}` });
}
