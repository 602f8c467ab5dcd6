import { DAY_MS } from "@/server/lib/clock";
import { iso } from "../instants";
import { botIdeas, KNOWLEDGE } from "../words/prompts";
import { fill, slotsFor } from "../words/slots";
import type { Making } from "./tenant";

export interface MadeBot {
  id: string;
  isVoice: boolean;
}

/** The first `count` bots tenants of this kind build, with prompts in English, Hindi and Hinglish. */
export function addBots({ book, random, wish, tenantId, createdAt }: Making, count: number): MadeBot[] {
  return botIdeas(wish.organisation.kind)
    .slice(0, count)
    .map((idea, at) => {
      const slots = slotsFor(wish.organisation, random);
      const fixed = wish.fixed?.bots[at];
      const isVoice = idea.channel !== "whatsapp";
      const id = fixed?.id ?? random.uuid();
      book.add("platform.bot", {
        tenant_id: tenantId,
        id,
        name: fixed?.name ?? fill(idea.name, slots, random),
        channel: idea.channel,
        is_active: at === 0 || fixed !== undefined || random.chance(0.85),
        system_prompt_ciphertext: fill(idea.prompt, slots, random),
        settings: {
          model: random.pick(["cm-chat-small", "cm-chat-large"]),
          temperature: random.pick([0.2, 0.3, 0.5]),
          languages: random.pick([["en", "hi"], ["hi"], ["en", "hi", "ta"], ["en", "kn"], ["mr", "hi", "en"]]),
          ...(isVoice
            ? { voice: random.pick(["anushka", "vidya", "arjun", "kabir"]), maxCallSeconds: random.pick([180, 300, 600]) }
            : { quickReplies: random.chance(0.5) }),
          handoverAfterFailures: 2,
        },
        created_at: iso(createdAt + (at + 1) * 2 * DAY_MS),
      });
      return { id, isVoice };
    });
}

/** Up to three files per bot, on disk as well, as an owner would have uploaded them. */
export function addKnowledge({ book, random, wish, tenantId, createdAt }: Making, bots: readonly MadeBot[]): void {
  for (const bot of bots) {
    const first = random.int(0, KNOWLEDGE.length - 1);
    const files = random.int(0, bot === bots[0] ? 3 : 2);
    for (let at = 0; at < files; at++) {
      const file = KNOWLEDGE[(first + at) % KNOWLEDGE.length] ?? random.pick(KNOWLEDGE);
      const content = Buffer.from(fill(file.text, slotsFor(wish.organisation, random), random));
      const id = random.uuid();
      const objectKey = `${tenantId}/knowledge/${id}.${file.fileName.split(".").at(-1)}`;
      book.objects.set(objectKey, content);
      book.add("platform.knowledge_file", {
        tenant_id: tenantId,
        id,
        bot_id: bot.id,
        file_name: file.fileName,
        object_key: objectKey,
        bytes: content.length,
        created_at: iso(createdAt + random.int(20, 60) * DAY_MS),
      });
    }
  }
}
