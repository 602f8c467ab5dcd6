import type pg from "pg";
import { insertRows, type Row } from "@/server/testing/insert-rows";

// Parents before children; and every platform table before console.deactivation, which seals what it names.
export const TABLES = [
  "platform.tenant",
  "platform.team_member",
  "platform.member_session",
  "platform.api_key",
  "platform.bot",
  "platform.webhook_endpoint",
  "platform.conversation",
  "platform.message",
  "platform.recording",
  "platform.transcript",
  "platform.knowledge_file",
  "platform.usage_record",
  "platform.purchase",
  "platform.credit_entry",
  "console.operator",
  "console.operator_change",
  "console.deletion_request",
  "console.inbound_mail",
  "console.seen_mark",
  "console.verification",
  "console.confirmation",
  "console.deactivation",
  "console.probe_receipt",
  "console.return_request",
  "console.approval",
  "console.approval_agreement",
  "console.legal_hold",
  "console.purge_run",
  "console.purge_step",
  "console.tax_record",
  "console.refund",
  "console.credit_note",
  "console.credit_note_series",
  "console.gateway_event",
  "console.refund_difference",
  "console.owner_session",
  "console.owner_code",
  "console.team_warning",
  "console.data_export",
  "console.consent",
  "console.grievance",
  "console.grievance_message",
  "console.grievance_note",
  "console.grievance_person",
  "console.grievance_escalation",
  "console.grievance_order",
  "console.grievance_attachment",
  "console.alert",
  "console.notice",
  "console.signal",
  "console.signal_endpoint",
  "console.signal_delivery",
  "console.audit_event",
] as const;

export type Table = (typeof TABLES)[number];

const OPEN = { checker_id: null, agreed_at: null, ended_at: null, ended_because: null };
const ROWS_PER_STATEMENT = 4_000;

/** Everything the seed is going to write, table by table, before any of it is written. */
export class Book {
  readonly rows = new Map<Table, Row[]>(TABLES.map((table) => [table, []]));
  /** Object key → content, for the folder that stands in for object storage. */
  readonly objects = new Map<string, Buffer>();

  add(table: Table, ...rows: Row[]): void {
    this.of(table).push(...rows);
  }

  of(table: Table): Row[] {
    const rows = this.rows.get(table);
    if (!rows) throw new Error(`the seed has no table ${table}`);
    return rows;
  }

  /** Writes all rows, in an order the foreign keys and the seal accept; within a transaction. */
  async write(client: pg.ClientBase): Promise<void> {
    // The visitors' book dates its lines itself; only its owner may say that they are older.
    await client.query("SELECT set_config('callmissed.as_written', 'yes', true)");
    for (const table of TABLES) {
      const rows = this.of(table);
      const written = table === "console.approval" ? rows.map((row) => ({ ...row, ...OPEN })) : rows;
      for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT)
        await insertRows(client, table, written.slice(at, at + ROWS_PER_STATEMENT));
    }
    await this.endApprovals(client);
  }

  /** Nobody agrees to what has ended, the database says: so approvals end once everybody has agreed. */
  private async endApprovals(client: pg.ClientBase): Promise<void> {
    const ended = this.of("console.approval").filter(({ ended_at }) => ended_at !== null);
    await client.query(
      `UPDATE console.approval a SET checker_id = e.checker_id, agreed_at = e.agreed_at, ended_at = e.ended_at, ended_because = e.ended_because
       FROM json_populate_recordset(NULL::console.approval, $1::json) e WHERE a.id = e.id`,
      [JSON.stringify(ended)],
    );
  }
}
