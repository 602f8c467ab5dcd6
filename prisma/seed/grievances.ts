import { DAY_MS } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import { CHAI_POINT, INITECH, NILGIRI, OPERATORS } from "@/server/testing/cast";
import type { Book } from "./book";
import { type Instant, iso } from "./instants";
import { randomFor } from "./random";

type Author = "person" | "officer";
type Written = {
  author: Author;
  daysAgo: number;
  body: string;
  correction?: { field: string; to: string };
  file?: { name: string; text: string };
};
type Case = {
  whose: { tenantId: string; owner: { id: string } };
  kind: "grievance" | "correction" | "access" | "consent";
  topic: string;
  state: "open" | "answered" | "closed";
  language?: "hi";
  messages: Written[];
};

const PERIOD_MS = 30 * DAY_MS;

const CASES: Case[] = [
  {
    whose: NILGIRI,
    kind: "grievance",
    topic: "refund",
    state: "open",
    messages: [
      { author: "person", daysAgo: 31, body: "The refund for our order of last month was promised within a week. Nothing has come." },
    ],
  },
  {
    whose: INITECH,
    kind: "grievance",
    topic: "conduct",
    state: "open",
    messages: [
      { author: "person", daysAgo: 28, body: "On the phone I was told to send my password. I did not, and I want to know who asked." },
      {
        author: "officer",
        daysAgo: 27,
        body: "Nobody of ours may ask for a password. On which day, and from which number, were you called?",
      },
      {
        author: "person",
        daysAgo: 26,
        body: "The number and the time are in the file.",
        file: { name: "call.txt", text: "Call from +91 80 5550 0142, 10:42, two minutes.\n" },
      },
    ],
  },
  {
    whose: CHAI_POINT,
    kind: "correction",
    topic: "organisation_name",
    state: "answered",
    messages: [
      {
        author: "person",
        daysAgo: 16,
        body: "The extract of the register says so.",
        correction: { field: "organisation_name", to: "Chai Point Labs Pvt. Ltd." },
        file: { name: "register-extract.txt", text: "Register of companies: Chai Point Labs Pvt. Ltd., Bengaluru.\n" },
      },
      {
        author: "officer",
        daysAgo: 11,
        body: "Invoices carry the full name from now on. In the console the short one stays, as you wished.",
      },
    ],
  },
  { whose: CHAI_POINT, kind: "access", topic: "summary", state: "answered", messages: [] },
  {
    whose: NILGIRI,
    kind: "consent",
    topic: "product_mail",
    state: "closed",
    language: "hi",
    messages: [
      { author: "person", daysAgo: 20, body: "कृपया अब उत्पादों के मेल न भेजें।" },
      { author: "officer", daysAgo: 19, body: "आपकी सहमति वापस ले ली गई है। अब ऐसे मेल नहीं आएँगे।" },
    ],
  },
  {
    whose: CHAI_POINT,
    kind: "grievance",
    topic: "deletion",
    state: "open",
    messages: [
      { author: "person", daysAgo: 9, body: "Before we decide: are recordings of our customers erased as well, or only ours?" },
      {
        author: "officer",
        daysAgo: 6,
        body: "All recordings that your bots made, whoever speaks in them. Is there a call that you have in mind?",
      },
      { author: "person", daysAgo: 5, body: "No single one. Please confirm it in writing." },
    ],
  },
];

/** Cases of the cast in every state: one is overdue, one runs out, one can be opened again, one is closed. */
export function addGrievances(book: Book, now: Instant): void {
  const random = randomFor("grievances");
  for (const { whose, kind, topic, state, language = "en", messages } of CASES) {
    const { tenantId, owner } = whose;
    const at = (daysAgo: number): string => iso(now - daysAgo * DAY_MS);
    const received = messages[0]?.daysAgo ?? 3;
    const changed = at(state === "open" ? received : (messages.at(-1)?.daysAgo ?? received));
    const id = random.uuid();
    book.add("console.grievance", {
      id,
      kind,
      channel: "dashboard",
      topic,
      state,
      tenant_id: tenantId,
      member_id: owner.id,
      language,
      received_at: at(received),
      acknowledged_at: at(received),
      answer_due_at: iso(now - received * DAY_MS + PERIOD_MS),
      state_changed_at: changed,
      answered_at: state === "open" ? null : changed,
      closed_at: state === "closed" ? changed : null,
      closed_because: state === "closed" ? "answered" : null,
    });
    for (const { author, daysAgo, body, correction, file } of messages) {
      const messageId = random.uuid();
      book.add("console.grievance_message", {
        id: messageId,
        grievance_id: id,
        tenant_id: tenantId,
        author,
        author_id: author === "officer" ? OPERATORS.farah.id : owner.id,
        body,
        correction_field: correction?.field ?? null,
        correction_to: correction?.to ?? null,
        written_at: at(daysAgo),
      });
      if (!file) continue;
      const [fileId, bytes] = [random.uuid(), Buffer.from(file.text)];
      book.add("console.grievance_attachment", {
        id: fileId,
        message_id: messageId,
        tenant_id: tenantId,
        file_name: file.name,
        media_type: "text/plain",
        bytes: bytes.length,
        sha256: sha256Hex(bytes),
        created_at: at(daysAgo),
      });
      book.objects.set(`${tenantId}/grievances/${fileId}`, bytes);
    }
  }
}
