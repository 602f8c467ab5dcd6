import pg from "pg";
import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { sealFile } from "@/server/platform/file-cipher";
import type { KeyRing } from "@/server/platform/tenant-keys";
import { OPERATORS } from "@/server/testing/cast";
import { Book } from "./book";
import { addCast } from "./cast-tenants";
import { certifyPurges, checkLedgerIsEmpty, type Proofs } from "./certify";
import { addDeskCases } from "./desk-cases";
import { addGrievances } from "./grievances";
import { financialYear, type Instant, iso } from "./instants";
import { randomFor } from "./random";
import { numberCreditNotes } from "./refund/credit-notes";
import { addRefunds } from "./refund/refunds";
import { ownerChangedAt } from "./request/approval";
import { deactivatedAt, FATES, type Fate, isUnbelieved, returnedAt } from "./request/fates";
import { addOtherLetters } from "./request/other-letters";
import { type Remains, remainsOf } from "./request/purged";
import { addRequest } from "./request/request";
import { keysOfTenants, sealWords } from "./seal-words";
import { addSignalEndpoints } from "./signal-endpoints";
import { makeTenant, type Tenant } from "./tenant/tenant";
import { ORGANISATIONS, type Organisation } from "./words/organisations";

const BIG = "sahyadri-courier";
const BIG_CONVERSATIONS = 3_300; // about 30,000 messages: long enough to watch a purge
const WRITERS = 16;

export interface Seeding {
  url: string;
  /** The store of objects, as FILES_STORE names it. */
  filesDir: string;
  /** Tenants' keys are made in it. */
  keyRing: KeyRing;
  /** Where the purges of the past get their certificates and ledger entries; they get none when it is left out. */
  proofs?: Proofs;
  /** Fixed by tests; the database's own time otherwise. */
  now?: Instant;
}

/** Fills an empty database and the store of objects. Throws with a sentence when the database holds tenants already. */
export async function seed({
  url,
  filesDir,
  keyRing,
  proofs,
  now,
}: Seeding): Promise<{ tenants: number; requests: number; messages: number; files: number }> {
  const client = new pg.Client({ connectionString: url, application_name: "callmissed seed" });
  await client.connect();
  try {
    const { rows } = await client.query<{ now: Date; taken: boolean }>(
      "SELECT date_trunc('second', now()) AS now, EXISTS (SELECT 1 FROM platform.tenant) AS taken",
    );
    const [first] = rows;
    if (!first || first.taken) throw new Error("This database holds tenants already; the seed fills empty ones only.");
    if (proofs) await checkLedgerIsEmpty(proofs);
    const at = now ?? first.now.getTime();
    const book = composeBook(at);
    await addSignalEndpoints(book, at, keyRing);
    const keys = await keysOfTenants(book, keyRing);
    sealWords(book, keys);
    await writeObjects(book, keys, openStore(filesDir));
    await client.query("BEGIN");
    await book.write(client);
    await client.query("COMMIT");
    if (proofs) await certifyPurges(url, proofs);
    await client.query("ANALYZE");
    return {
      tenants: book.of("platform.tenant").length,
      requests: book.of("console.deletion_request").length,
      messages: book.of("platform.message").length,
      files: book.objects.size,
    };
  } finally {
    await client.end();
  }
}

/** Everything there will be, the same for the same instant. */
function composeBook(now: Instant): Book {
  const book = new Book();
  for (const { id, subject, name, email, role } of Object.values(OPERATORS)) {
    book.add("console.operator", {
      id,
      subject,
      email,
      name,
      role,
      created_at: iso(now - 200 * 86_400_000),
      last_seen_at: iso(now - 3_600_000),
      ended_at: null,
    });
  }
  addCast(book, now);
  const others = shuffled(ORGANISATIONS.filter(({ slug }) => slug !== BIG));
  const withTenant = FATES.filter((fate) => !isUnbelieved(fate));
  const leaving = withTenant.map((fate) => ({
    fate,
    tenant: addWithTenant(book, fate, fate.big ? organisationNamed(BIG) : take(others), now),
  }));
  const active = others.map((organisation) => makeTenant(book, { organisation, now }));
  // The tail, so that letters nobody believes and letters about other things are not about the same tenants.
  for (const [at, fate] of FATES.filter(isUnbelieved).entries())
    addRequest(book, fate, tenantAt(active, active.length - 1 - at), now, null);
  addOtherLetters(book, active, now);
  const sealed = leaving.flatMap(({ fate, tenant }) => {
    const at = deactivatedAt(fate, now);
    return fate.state === "retained" && !fate.held && !fate.big && at !== undefined ? [{ tenant, deactivatedAt: at }] : [];
  });
  const notes = addRefunds(book, now, active, sealed);
  addGrievances(book, now);
  addDeskCases(book, now);
  inOrder(book);
  numberCreditNotes(book, notes);
  return book;
}

function addWithTenant(book: Book, fate: Fate, organisation: Organisation, now: Instant): Tenant {
  const lockedOutAt = deactivatedAt(fate, now);
  const changedAt = ownerChangedAt(fate, now);
  const own = fate.state === "purged" ? new Book() : book;
  const tenant = makeTenant(own, {
    organisation,
    now,
    activeUntil: lockedOutAt,
    lockedOutAt,
    returnedAt: returnedAt(fate, now),
    emailChangedAt: fate.ownerChange === "email" ? changedAt : undefined,
    becameOwnerAt: fate.ownerChange === "person" ? changedAt : undefined,
    ...(fate.big ? { plan: "enterprise" as const, members: 28, keys: 15, bots: 8, conversations: BIG_CONVERSATIONS, recordings: 60 } : {}),
  });
  const remains: Remains | null = own === book ? null : remainsOf(own, tenant.balancePaise, fate.channel === "mail");
  addRequest(book, fate, tenant, now, remains);
  return tenant;
}

/** Numbers that count up with time: requests and refunds by arrival, invoices by date, the visitors' book by its own clock. */
function inOrder(book: Book): void {
  const by = (column: string) => (a: Record<string, unknown>, b: Record<string, unknown>) =>
    Date.parse(String(a[column])) - Date.parse(String(b[column]));
  book.of("console.deletion_request").sort(by("received_at"));
  book.of("console.audit_event").sort(by("at"));
  book.of("console.refund").sort(by("created_at"));
  book.of("console.grievance").sort(by("received_at"));
  for (const [at, purchase] of book.of("platform.purchase").sort(by("purchased_at")).entries()) {
    purchase.invoice_number = `CM/${financialYear(Date.parse(String(purchase.purchased_at)))}/${String(4_101 + at).padStart(6, "0")}`;
  }
}

/** Encrypted as the platform does, each tenant's under its own key and each for exactly its place. */
async function writeObjects(book: Book, keys: ReadonlyMap<string, Buffer>, store: ObjectStore): Promise<void> {
  const waiting = [...book.objects.entries()];
  const writer = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [objectKey, content] = next;
      const tenantId = objectKey.split("/")[0] ?? "";
      const key = keys.get(tenantId);
      if (!key) throw new Error("an object of a tenant that the book does not have");
      await store.put(objectKey, await sealFile(key, { tenantId, objectKey }, content));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

function shuffled(list: readonly Organisation[]): Organisation[] {
  const random = randomFor("order of organisations");
  return list
    .map((organisation) => ({ organisation, at: random.int(0, 1e9) }))
    .sort((a, b) => a.at - b.at)
    .map(({ organisation }) => organisation);
}

function take(list: Organisation[]): Organisation {
  const next = list.shift();
  if (!next) throw new Error("there are fewer organisations than requests");
  return next;
}

function organisationNamed(slug: string): Organisation {
  const found = ORGANISATIONS.find((organisation) => organisation.slug === slug);
  if (!found) throw new Error(`no organisation ${slug}`);
  return found;
}

function tenantAt(list: readonly Tenant[], at: number): Tenant {
  const tenant = list[at];
  if (!tenant) throw new Error("there are fewer active tenants than letters about them");
  return tenant;
}
