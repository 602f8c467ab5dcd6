import { randomBytes, randomUUID } from "node:crypto";
import { sha256Hex } from "@/server/lib/crypto";
import { ERASE_CLASSES } from "@/server/retention/inventory";
import type { Ground } from "../given";
import { insertRows, type Row } from "../insert-rows";
import { asBytea, sealedMessage, sealedPrompt, sealedTranscript, writeObjects } from "./content";
import { addOwnerPagesEverywhere } from "./every-owner-table";
import { addRefundEverywhere } from "./every-refund-table";

const AT = "2026-02-03T04:05:06.789Z";
const SOUND = "OggS and a few seconds of talk";
const TEXT = "Opening hours: 9 to 7, Sunday closed.";

/** Gives a tenant that has an owner something of everything: people, access, bots, content with its objects, use and money. */
export async function addOneRowInEveryTable(ground: Ground, tenantId: string): Promise<{ objectKeys: string[] }> {
  const { pool } = ground;
  const [messageId, transcriptId] = [randomUUID(), randomUUID()];
  const [memberId, botId, conversationId, recordingId, fileId, purchaseId] = Array.from({ length: 6 }, () => randomUUID());
  const word = randomBytes(6).toString("hex");
  const recordingKey = `${tenantId}/recordings/${recordingId}.ogg`;
  const fileKey = `${tenantId}/knowledge/${fileId}.txt`;
  const own = (row: Row): Row => ({ tenant_id: tenantId, id: randomUUID(), ...row });
  const key = `cm_live_${word}`;
  const money = { amount_paise: 118_000, taxable_paise: 100_000, cgst_paise: 9_000, sgst_paise: 9_000, igst_paise: 0 };
  const cfOrderId = String(parseInt(word, 16));
  const rows: [table: string, row: Row][] = [
    [
      "team_member",
      own({ id: memberId ?? "", email: `m-${word}@everywhere.example`, name: "Somebody", phone: null, role: "agent", created_at: AT }),
    ],
    [
      "member_session",
      own({ member_id: memberId ?? "", token_sha256: sha256Hex(word), created_at: AT, expires_at: "2036-01-01T00:00:00Z", ended_at: null }),
    ],
    [
      "api_key",
      own({
        name: "Website",
        display_prefix: key.slice(0, 12),
        sha256: sha256Hex(key),
        scopes: ["llm"],
        last_used_at: AT,
        last_used_by: "zapier",
        created_at: AT,
      }),
    ],
    [
      "bot",
      own({
        id: botId ?? "",
        name: "Desk",
        channel: "whatsapp",
        is_active: true,
        system_prompt_ciphertext: asBytea(await sealedPrompt(ground, tenantId, botId ?? "", "You help.")),
        settings: { voice: "vidya" },
        created_at: AT,
      }),
    ],
    ["webhook_endpoint", own({ url: `https://hooks.${word}.example/in`, is_active: true, created_at: AT })],
    [
      "conversation",
      own({ id: conversationId ?? "", bot_id: botId ?? "", contact_phone: "+915000000001", started_at: AT, last_message_at: AT }),
    ],
    [
      "message",
      own({
        id: messageId,
        conversation_id: conversationId ?? "",
        direction: "inbound",
        body_ciphertext: asBytea(await sealedMessage(ground, tenantId, messageId, "Namaste, kya aap khule hain?")),
        sent_at: AT,
      }),
    ],
    [
      "recording",
      own({
        id: recordingId ?? "",
        conversation_id: conversationId ?? "",
        object_key: recordingKey,
        duration_seconds: 61,
        bytes: SOUND.length,
        created_at: AT,
      }),
    ],
    [
      "transcript",
      own({
        id: transcriptId,
        recording_id: recordingId ?? "",
        language: "hi-IN",
        body_ciphertext: asBytea(await sealedTranscript(ground, tenantId, transcriptId, "Caller: Namaste")),
        created_at: AT,
      }),
    ],
    [
      "knowledge_file",
      own({ id: fileId ?? "", bot_id: botId ?? "", file_name: "hours.txt", object_key: fileKey, bytes: TEXT.length, created_at: AT }),
    ],
    ["usage_record", own({ service: "stt", units: 12, cost_paise: 540, used_at: AT })],
    [
      "purchase",
      own({
        id: purchaseId ?? "",
        kind: "credits",
        order_id: `cm_${word}`,
        cf_order_id: cfOrderId,
        invoice_number: `CM/${word}`,
        currency: "INR",
        ...money,
        place_of_supply: "29",
        purchased_at: AT,
      }),
    ],
    ["credit_entry", own({ source: "purchased", kind: "purchase", amount_paise: 100_000, purchase_id: purchaseId ?? "", occurred_at: AT })],
    ["credit_entry", own({ source: "granted", kind: "grant", amount_paise: 5_000, purchase_id: null, occurred_at: AT })],
  ];
  for (const [table, row] of rows) await insertRows(pool, `platform.${table}`, [row]);
  await addOwnerPagesEverywhere(ground, { tenantId, memberId: memberId ?? "", word, at: AT });
  await addRefundEverywhere(ground, { tenantId, purchaseId: purchaseId ?? "", word, at: AT });
  await writeObjects(ground, tenantId, { [recordingKey]: SOUND, [fileKey]: TEXT });
  await refuseEmptyTables({ pool }, tenantId);
  return { objectKeys: [recordingKey, fileKey] };
}

/** Rows of a tenant in the console's tables that a purge empties, for those that carry the tenant's id. */
export async function countConsoleRows({ pool }: Pick<Ground, "pool">, tenantId: string): Promise<Record<string, number>> {
  const doomed = ERASE_CLASSES.flatMap(({ table, key }) => (table?.startsWith("console.") && key === "tenant_id" ? [table] : []));
  const counts: Record<string, number> = {};
  for (const table of doomed) {
    const { rows } = await pool.query<{ total: string }>(`SELECT count(*) AS total FROM ${table} WHERE tenant_id = $1`, [tenantId]);
    counts[table] = Number(rows[0]?.total ?? 0);
  }
  return counts;
}

/** Rows per table of the platform for one tenant; the tables are read from the database, so a new one is never forgotten. */
export async function countPlatformRows({ pool }: Pick<Ground, "pool">, tenantId: string): Promise<Record<string, number>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'platform' ORDER BY tablename",
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const column = name === "tenant" ? "id" : "tenant_id";
    const { rows } = await pool.query<{ total: string }>(`SELECT count(*) AS total FROM platform."${name}" WHERE "${column}" = $1`, [
      tenantId,
    ]);
    counts[name] = Number(rows[0]?.total ?? 0);
  }
  return counts;
}

async function refuseEmptyTables(ground: Pick<Ground, "pool">, tenantId: string): Promise<void> {
  const empty = Object.entries(await countPlatformRows(ground, tenantId)).filter(([, total]) => total === 0);
  if (empty.length > 0) throw new Error(`oneRowInEveryTable writes nothing into: ${empty.map(([name]) => name).join(", ")}`);
}
