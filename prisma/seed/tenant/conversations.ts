import { DAY_MS } from "@/server/lib/clock";
import { type Instant, iso, workingMoment } from "../instants";
import { mobileNumber } from "../person";
import { CLOSINGS, GENERAL_SCRIPTS, SCRIPTS, type Script } from "../words/conversations";
import { fill, slotsFor } from "../words/slots";
import type { MadeBot } from "./bots";
import type { Making } from "./tenant";

interface Spoken {
  by: "customer" | "bot";
  text: string;
  at: Instant;
}

const OGG = Buffer.from("OggS\u0000\u0002", "latin1");

/** Conversations between a tenant's customers and its bots; calls get a recording with its transcript, up to a limit. */
export function addConversations(making: Making, bots: readonly MadeBot[], count: number, mostRecordings: number): void {
  const { book, random, wish, tenantId, activeUntil, createdAt } = making;
  const own = SCRIPTS[wish.organisation.kind];
  const oldestDays = Math.min(120, Math.floor((activeUntil - createdAt) / DAY_MS) - 30);
  const offset = random.int(0, own.length - 1);
  let recordings = 0;
  for (let at = 0; at < count; at++) {
    // Customers write more often than they call.
    const bot = random.chance(0.6) ? (bots[0] ?? random.pick(bots)) : random.pick(bots);
    const scripts = (at % 5 === 4 ? GENERAL_SCRIPTS : own).filter((script) => !bot.isVoice || canBeSpoken(script));
    // In turn, so that a small tenant does not repeat itself.
    const script = scripts[(offset + at) % scripts.length] ?? random.pick(own);
    const closing = random.pick(CLOSINGS.filter(({ language }) => language === script.language));
    const turns = random.chance(0.45) ? [...script.turns, ...closing.turns] : script.turns;
    const slots = slotsFor(wish.organisation, random);
    let clock = workingMoment(activeUntil, random.int(1, oldestDays), random);
    const spoken = turns.map(({ by, text }): Spoken => {
      clock += (bot.isVoice ? random.int(3, 14) : by === "bot" ? random.int(2, 9) : random.int(15, 260)) * 1_000;
      return { by, at: clock, text: fill(text, slots, random, script.language) };
    });
    const id = random.uuid();
    const startedAt = spoken[0]?.at ?? clock;
    book.add("platform.conversation", {
      tenant_id: tenantId,
      id,
      bot_id: bot.id,
      contact_phone: mobileNumber(random),
      started_at: iso(startedAt),
      last_message_at: iso(clock),
    });
    book.add(
      "platform.message",
      ...spoken.map((line) => ({
        tenant_id: tenantId,
        id: random.uuid(),
        conversation_id: id,
        direction: line.by === "customer" ? "inbound" : "outbound",
        body_ciphertext: line.text,
        sent_at: iso(line.at),
      })),
    );
    if (bot.isVoice && recordings < mostRecordings) {
      recordings += 1;
      addRecording(making, id, spoken, script.language === "en" ? "en-IN" : "hi-IN");
    }
  }
}

/** Pictures and emoji are for chats, and so are conversations that the bot opens. */
const canBeSpoken = ({ turns }: Script): boolean =>
  turns[0]?.by === "customer" && !turns.some(({ text }) => /\[image\]|\p{Extended_Pictographic}/u.test(text));

function addRecording({ book, random, tenantId }: Making, conversationId: string, spoken: readonly Spoken[], language: string): void {
  const startedAt = spoken[0]?.at ?? 0;
  const endedAt = (spoken.at(-1)?.at ?? startedAt) + 4_000;
  const id = random.uuid();
  const objectKey = `${tenantId}/recordings/${id}.ogg`;
  const sound = Buffer.concat([OGG, Buffer.from(random.hex(random.int(300, 800) * 2), "hex")]);
  book.objects.set(objectKey, sound);
  const body = spoken.map(({ by, text }) => `${by === "customer" ? "Caller" : "Agent"}: ${text}`).join("\n");
  book.add("platform.recording", {
    tenant_id: tenantId,
    id,
    conversation_id: conversationId,
    object_key: objectKey,
    duration_seconds: Math.round((endedAt - startedAt) / 1_000),
    bytes: sound.length,
    created_at: iso(endedAt),
  });
  book.add("platform.transcript", {
    tenant_id: tenantId,
    id: random.uuid(),
    recording_id: id,
    language,
    body_ciphertext: body,
    created_at: iso(endedAt + 30_000),
  });
}
