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
  "console.deletion_request",
  "console.inbound_mail",
  "console.seen_mark",
  "console.verification",
  "console.confirmation",
  "console.deactivation",
  "console.probe_receipt",
  "console.return_request",
  "console.approval",
  "console.legal_hold",
  "console.purge_run",
  "console.purge_step",
  "console.tax_record",
  "console.notice",
  "console.signal",
  "console.signal_endpoint",
  "console.signal_delivery",
  "console.audit_event",
] as const;

export type Table = (typeof TABLES)[number];

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

  /** Writes all rows, in an order the foreign keys and the seal accept. */
  async write(client: pg.ClientBase): Promise<void> {
    for (const table of TABLES) {
      const rows = this.of(table);
      for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) await insertRows(client, table, rows.slice(at, at + ROWS_PER_STATEMENT));
    }
  }
}
