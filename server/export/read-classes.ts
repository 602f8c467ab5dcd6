// long: one list, a class after the other: what the owner gets of each, and under which names.

import type { CsvCell } from "@/server/lib/csv";
import type { Tx } from "@/server/lib/db";
import type { ContentPlace } from "@/server/platform/content-cipher";
import { knowledgePath, recordingPath } from "./archive-paths";
import { type After, PAGE } from "./read-tenant";

/** Opens a text that is encrypted for one place. */
export type Open = (place: Omit<ContentPlace, "tenantId">, sealed: Uint8Array) => string;
type Sheet<Row> = { columns: readonly string[]; cells: (row: Row) => CsvCell[] };

/** A class of a tenant's data as the archive has it: a line of JSON for each row, and a sheet where people open it in a spreadsheet. */
export type ExportClass = {
  name: string;
  count: (tx: Tx, tenantId: string, until: Date) => Promise<number>;
  page: (tx: Tx, after: After, until: Date) => Promise<{ id: string }[]>;
  line: (row: { id: string }, open: Open) => object;
  sheet?: Sheet<{ id: string }>;
};

type Typed<Row extends { id: string }> = {
  name: string;
  count: ExportClass["count"];
  page: (tx: Tx, after: After, until: Date) => Promise<Row[]>;
  line: (row: Row, open: Open) => object;
  sheet?: Sheet<Row>;
};
const define = <Row extends { id: string }>(entry: Typed<Row>): ExportClass => entry as unknown as ExportClass;

const at = (instant: Date): string => instant.toISOString();

/**
 * Every class, in the order of the archive. `until` is the instant of the archive: a row written later is left out of all of them,
 * so a message never comes without its conversation. Never in it: hashes of keys and sessions; the role could not read them either.
 */
export const CLASSES: readonly ExportClass[] = [
  define({
    name: "members",
    count: (tx, tenantId, until) => tx.teamMember.count({ where: { tenantId, createdAt: { lte: until } } }),
    page: (tx, after, until) =>
      tx.teamMember.findMany({
        where: { ...after, createdAt: { lte: until } },
        ...PAGE,
        select: { id: true, name: true, email: true, phone: true, role: true, createdAt: true },
      }),
    line: (row) => row,
    sheet: {
      columns: ["id", "name", "email", "phone", "role", "created_at"],
      cells: (row) => [row.id, row.name, row.email, row.phone, row.role, at(row.createdAt)],
    },
  }),
  define({
    name: "bots",
    count: (tx, tenantId, until) => tx.bot.count({ where: { tenantId, createdAt: { lte: until } } }),
    page: (tx, after, until) => tx.bot.findMany({ where: { ...after, createdAt: { lte: until } }, ...PAGE }),
    line: ({ id, name, channel, isActive, systemPromptCiphertext, settings, createdAt }, open) => {
      const systemPrompt = open({ table: "bot", column: "system_prompt", rowId: id }, systemPromptCiphertext);
      return { id, name, channel, isActive, systemPrompt, settings, createdAt };
    },
  }),
  define({
    name: "knowledge-files",
    count: (tx, tenantId, until) => tx.knowledgeFile.count({ where: { tenantId, createdAt: { lte: until } } }),
    page: (tx, after, until) => tx.knowledgeFile.findMany({ where: { ...after, createdAt: { lte: until } }, ...PAGE }),
    line: ({ tenantId: _own, objectKey: _place, ...row }) => ({ ...row, file: knowledgePath(row) }),
  }),
  define({
    name: "conversations",
    count: (tx, tenantId, until) => tx.conversation.count({ where: { tenantId, startedAt: { lte: until } } }),
    page: (tx, after, until) => tx.conversation.findMany({ where: { ...after, startedAt: { lte: until } }, ...PAGE }),
    line: ({ tenantId: _own, ...row }) => row,
    sheet: {
      columns: ["id", "bot_id", "contact_phone", "started_at", "last_message_at"],
      cells: (row) => [row.id, row.botId, row.contactPhone, at(row.startedAt), at(row.lastMessageAt)],
    },
  }),
  define({
    name: "messages",
    count: (tx, tenantId, until) => tx.message.count({ where: { tenantId, sentAt: { lte: until } } }),
    page: (tx, after, until) => tx.message.findMany({ where: { ...after, sentAt: { lte: until } }, ...PAGE }),
    line: ({ id, conversationId, direction, bodyCiphertext, sentAt }, open) => {
      const body = open({ table: "message", column: "body", rowId: id }, bodyCiphertext);
      return { id, conversationId, direction, body, sentAt };
    },
  }),
  define({
    name: "recordings",
    count: (tx, tenantId, until) => tx.recording.count({ where: { tenantId, createdAt: { lte: until } } }),
    page: (tx, after, until) => tx.recording.findMany({ where: { ...after, createdAt: { lte: until } }, ...PAGE }),
    line: ({ tenantId: _own, objectKey, ...row }) => ({ ...row, file: recordingPath({ ...row, objectKey }) }),
  }),
  define({
    name: "transcripts",
    count: (tx, tenantId, until) => tx.transcript.count({ where: { tenantId, createdAt: { lte: until } } }),
    page: (tx, after, until) => tx.transcript.findMany({ where: { ...after, createdAt: { lte: until } }, ...PAGE }),
    line: ({ id, recordingId, language, bodyCiphertext, createdAt }, open) => {
      const body = open({ table: "transcript", column: "body", rowId: id }, bodyCiphertext);
      return { id, recordingId, language, body, createdAt };
    },
  }),
  define({
    name: "webhooks",
    count: (tx, tenantId, until) => tx.webhookEndpoint.count({ where: { tenantId, createdAt: { lte: until } } }),
    page: (tx, after, until) => tx.webhookEndpoint.findMany({ where: { ...after, createdAt: { lte: until } }, ...PAGE }),
    line: ({ tenantId: _own, ...row }) => row,
  }),
  define({
    name: "keys",
    count: (tx, tenantId, until) => tx.apiKey.count({ where: { tenantId, createdAt: { lte: until } } }),
    page: (tx, after, until) =>
      tx.apiKey.findMany({
        where: { ...after, createdAt: { lte: until } },
        ...PAGE,
        select: {
          id: true,
          name: true,
          displayPrefix: true,
          scopes: true,
          lastUsedAt: true,
          lastUsedBy: true,
          createdAt: true,
          revokedAt: true,
          revokedBecause: true,
        },
      }),
    line: (row) => row,
  }),
  define({
    name: "usage",
    count: (tx, tenantId, until) => tx.usageRecord.count({ where: { tenantId, usedAt: { lte: until } } }),
    page: (tx, after, until) => tx.usageRecord.findMany({ where: { ...after, usedAt: { lte: until } }, ...PAGE }),
    line: ({ tenantId: _own, ...row }) => row,
    sheet: {
      columns: ["id", "service", "units", "cost_rupees", "used_at"],
      cells: (row) => [row.id, row.service, row.units, { rupees: row.costPaise }, at(row.usedAt)],
    },
  }),
  define({
    name: "purchases",
    count: (tx, tenantId, until) => tx.purchase.count({ where: { tenantId, purchasedAt: { lte: until } } }),
    page: (tx, after, until) => tx.purchase.findMany({ where: { ...after, purchasedAt: { lte: until } }, ...PAGE }),
    line: ({ tenantId: _own, ...row }) => row,
    sheet: {
      columns: "id invoice order kind currency amount taxable cgst sgst igst place_of_supply gateway purchased_at".split(" "),
      cells: (row) => [
        row.id,
        row.invoiceNumber,
        row.orderId,
        row.kind,
        row.currency,
        ...[row.amountPaise, row.taxablePaise, row.cgstPaise, row.sgstPaise, row.igstPaise].map((rupees) => ({ rupees })),
        row.placeOfSupply,
        row.gateway,
        at(row.purchasedAt),
      ],
    },
  }),
  define({
    name: "credits",
    count: (tx, tenantId, until) => tx.creditEntry.count({ where: { tenantId, occurredAt: { lte: until } } }),
    page: (tx, after, until) => tx.creditEntry.findMany({ where: { ...after, occurredAt: { lte: until } }, ...PAGE }),
    line: ({ tenantId: _own, ...row }) => row,
    sheet: {
      columns: ["id", "source", "kind", "credits", "purchase_id", "refund_id", "occurred_at"],
      cells: (row) => [row.id, row.source, row.kind, { rupees: row.amountPaise }, row.purchaseId, row.refundId, at(row.occurredAt)],
    },
  }),
];
