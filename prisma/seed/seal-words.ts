import { type ContentPlace, sealContent } from "@/server/platform/content-cipher";
import { ensureTenantKey, type KeyRing } from "@/server/platform/tenant-keys";
import type { Book, Table } from "./book";

const WORDS: readonly { table: Table; column: string; place: Pick<ContentPlace, "table" | "column"> }[] = [
  { table: "platform.bot", column: "system_prompt_ciphertext", place: { table: "bot", column: "system_prompt" } },
  { table: "platform.message", column: "body_ciphertext", place: { table: "message", column: "body" } },
  { table: "platform.transcript", column: "body_ciphertext", place: { table: "transcript", column: "body" } },
];

/** Each key is on the disk before the next one is made, which one after the other would take a while. */
const MAKERS = 16;

/** The data key of every tenant in the book, made where there is none. */
export async function keysOfTenants(book: Book, ring: KeyRing): Promise<Map<string, Buffer>> {
  const keys = new Map<string, Buffer>();
  const waiting = book.of("platform.tenant").map(({ id }) => String(id));
  const maker = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) keys.set(id, await ensureTenantKey(ring, id));
  };
  await Promise.all(Array.from({ length: MAKERS }, maker));
  return keys;
}

/** Encrypts what people said and prompts say, each tenant's under its own key, as the platform does when it writes. */
export function sealWords(book: Book, keys: ReadonlyMap<string, Buffer>): void {
  for (const { table, column, place } of WORDS) {
    for (const row of book.of(table)) {
      const tenantId = String(row.tenant_id);
      const key = keys.get(tenantId);
      if (!key) throw new Error("a row of a tenant that the book does not have");
      const sealed = sealContent(key, { ...place, tenantId, rowId: String(row.id) }, String(row[column]));
      row[column] = `\\x${Buffer.from(sealed).toString("hex")}`;
    }
  }
}
