import { HOUR_MS } from "@/server/lib/clock";
import { UNACKNOWLEDGED_HOURS } from "@/server/policy/grievance";
import { CHAI_POINT, OPERATORS } from "@/server/testing/cast";
import type { Book } from "./book";
import { type Instant, iso } from "./instants";
import { randomFor } from "./random";

type Person = { name: string | null; email: string | null; phone: string | null; isProven: boolean };
type DeskCase = {
  channel: "mail" | "operator";
  handedIn?: "telephone" | "paper" | "in_person";
  topic: string;
  tenantId?: string;
  language: "en" | "hi";
  hoursAgo: number;
  person: Person;
  words: string;
  acknowledged: boolean;
  assignee?: string;
  notes?: { by: string; hoursAgo: number; body: string }[];
};

const PERIOD_HOURS = 720;
const { meera, dev, farah, naveen } = OPERATORS;

const CASES: DeskCase[] = [
  {
    channel: "mail",
    topic: "data_use",
    language: "hi",
    hoursAgo: 5,
    person: { name: "सुनीता वर्मा", email: "sunita.verma@mailbox.example", phone: null, isProven: true },
    words: "मुझे आपके एक ग्राहक की ओर से हर दिन कॉल आती है। मैंने तीन बार मना किया। कृपया बताइए कि मेरा नंबर कहाँ से आया।",
    acknowledged: true,
  },
  {
    channel: "mail",
    topic: "other",
    language: "en",
    hoursAgo: 31,
    person: { name: "Accounts, Chai Point", email: "accounts@chai-point.example", phone: null, isProven: false },
    words: "We complain about the closing of our account and want the officer's written answer to this address.",
    acknowledged: false,
    notes: [{ by: farah.id, hoursAgo: 3, body: "The domain is not Chai Point's. I have asked Asha by telephone; she calls back today." }],
  },
  {
    channel: "operator",
    handedIn: "telephone",
    topic: "conduct",
    tenantId: CHAI_POINT.tenantId,
    language: "hi",
    hoursAgo: 260,
    person: { name: "Ravi Kumar", email: null, phone: "+91 98450 55142", isProven: false },
    words: "He says that he waited forty minutes on the line, and was cut off when he asked for a supervisor.",
    acknowledged: true,
    assignee: naveen.id,
    notes: [
      { by: meera.id, hoursAgo: 260, body: "Told on the telephone that it has arrived." },
      { by: naveen.id, hoursAgo: 250, body: "The exchange keeps its log for 30 days; asked for the one of that evening." },
      { by: naveen.id, hoursAgo: 118, body: "Log is here: 38 minutes, two transfers. Dev's shift. Not for Dev to read." },
    ],
  },
  {
    channel: "operator",
    handedIn: "paper",
    topic: "deletion",
    language: "en",
    hoursAgo: 741,
    person: { name: "K. Raghavan", email: null, phone: null, isProven: false },
    words: "Letter of two pages: wants to know by which law his recordings were kept after he had asked for their deletion.",
    acknowledged: true,
    assignee: farah.id,
    notes: [{ by: dev.id, hoursAgo: 740, body: "Told by post that it has arrived." }],
  },
];

const STEPS = [3, 6, 8];

/** Cases that came to the desk itself: by mail, proven and not, on the telephone and on paper; one unacknowledged, one escalated, one overdue. */
export function addDeskCases(book: Book, now: Instant): void {
  for (const row of book.of("console.grievance")) Object.assign(row, { assignee_id: null, handed_in: null, lodged_by: null, ...row });
  const random = randomFor("desk cases");
  for (const one of CASES) {
    const id = random.uuid();
    const receivedAt = now - one.hoursAgo * HOUR_MS;
    const tenantId = one.tenantId ?? null;
    book.add("console.grievance", {
      id,
      kind: "grievance",
      channel: one.channel,
      topic: one.topic,
      state: "open",
      tenant_id: tenantId,
      member_id: null,
      language: one.language,
      received_at: iso(receivedAt),
      acknowledged_at: one.acknowledged ? iso(receivedAt + HOUR_MS / 2) : null,
      answer_due_at: iso(receivedAt + PERIOD_HOURS * HOUR_MS),
      state_changed_at: iso(receivedAt),
      answered_at: null,
      closed_at: null,
      closed_because: null,
      assignee_id: one.assignee ?? null,
      handed_in: one.handedIn ?? null,
      lodged_by: one.handedIn ? (one.handedIn === "paper" ? dev.id : meera.id) : null,
    });
    const of = { grievance_id: id, tenant_id: tenantId };
    const { isProven, ...person } = one.person;
    book.add("console.grievance_person", { ...of, ...person, id: random.uuid(), is_proven: isProven, created_at: iso(receivedAt) });
    book.add("console.grievance_message", {
      ...of,
      id: random.uuid(),
      author: "person",
      author_id: null,
      body: one.words,
      correction_field: null,
      correction_to: null,
      written_at: iso(receivedAt),
    });
    for (const { by, hoursAgo, body } of one.notes ?? [])
      book.add("console.grievance_note", { ...of, id: random.uuid(), author_id: by, body, written_at: iso(now - hoursAgo * HOUR_MS) });
    const unacknowledgedAt = receivedAt + UNACKNOWLEDGED_HOURS * HOUR_MS;
    if (!one.acknowledged && unacknowledgedAt < now)
      book.add("console.grievance_escalation", {
        grievance_id: id,
        step: 0,
        due_at: iso(unacknowledgedAt),
        escalated_at: iso(unacknowledgedAt + HOUR_MS / 20),
      });
    for (const [at, ninths] of STEPS.entries()) {
      const dueAt = receivedAt + (PERIOD_HOURS * HOUR_MS * ninths) / 9;
      if (dueAt < now)
        book.add("console.grievance_escalation", {
          grievance_id: id,
          step: at + 1,
          due_at: iso(dueAt),
          escalated_at: iso(dueAt + HOUR_MS / 20),
        });
    }
  }
}
