import { languageOr } from "@/server/language/language";
import { refusalIn } from "@/server/language/refusal-in";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { FILES_A_CASE, FILES_A_MESSAGE } from "@/server/policy/grievance";
import type { Files } from "./attachment-files.adapter";
import { type Examined, examineAttachment } from "./examine-attachment";
import { keepFiles } from "./keep-files";
import { letterFiles, quotedName } from "./letter-files";
import { lockForCase } from "./lock-for-case";

/**
 * Stores the files of a letter whose words are a message of a tenant's case: each is examined first, and what is not taken is named in
 * the thread with the reason, whether it is what it holds or how many there are. Twice is the same as once. A case without a tenant has no key to store them with; they stay in the
 * letter.
 */
export async function keepLetterFiles(deps: Deps, files: Files, messageId: string): Promise<void> {
  const message = await deps.db.grievanceMessage.findUnique({
    where: { id: messageId },
    include: { grievance: { select: { language: true } }, _count: { select: { attachments: true } } },
  });
  if (!message?.letterId || !message.tenantId || message._count.attachments > 0) return;
  const { tenantId, grievanceId, letterId } = message;
  const letter = await deps.db.inboundMail.findUnique({ where: { id: letterId }, select: { raw: true } });
  if (!letter) return;
  const had = await deps.db.grievanceAttachment.count({ where: { tenantId, message: { grievanceId } } });
  const room = Math.min(FILES_A_MESSAGE, Math.max(0, FILES_A_CASE - had));
  const { examined, refused } = await examineAll(letter.raw, message.grievance.language, room);
  if (examined.length + refused.length === 0) return;
  try {
    await keepFiles(deps, files, tenantId, examined, async (tx) => {
      const now = await lockForCase(deps, tx, tenantId);
      if ((await tx.grievanceAttachment.count({ where: { messageId } })) > 0) throw new Refusal("file_missing");
      const inCase = await tx.grievanceAttachment.count({ where: { tenantId, message: { grievanceId } } });
      if (inCase + examined.length > FILES_A_CASE) throw new Error("other files came meanwhile: the job counts again");
      const rows = examined.map(({ file }) => ({ ...file, messageId, tenantId, createdAt: now }));
      await tx.grievanceAttachment.createMany({ data: rows });
      if (refused.length === 0) return;
      const named = refused.slice(0, NAMED);
      const body = [...named, ...(refused.length > NAMED ? [`… +${refused.length - NAMED}`] : [])].join("\n");
      const said = { grievanceId, tenantId, author: "system" as const, body, letterId, writtenAt: now };
      if ((await tx.grievanceMessage.count({ where: { grievanceId, author: "system", letterId } })) === 0)
        await tx.grievanceMessage.create({ data: { ...said, id: newId() }, select: { id: true } });
    });
  } catch (error) {
    // Another run was first, or the tenant is on the way out: the letter itself stays what it was.
    if (!(error instanceof Refusal)) throw error;
  }
}

/** So many are named in one line of the thread each; more are counted. */
const NAMED = 20;

async function examineAll(raw: Uint8Array, language: string, room: number): Promise<{ examined: Examined[]; refused: string[] }> {
  const [examined, refused]: [Examined[], string[]] = [[], []];
  for (const upload of await letterFiles(raw)) {
    try {
      if (examined.length >= room) throw new Refusal("file_too_many", { most: FILES_A_MESSAGE, mostOfCase: FILES_A_CASE });
      examined.push(await examineAttachment(upload));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(`${quotedName(upload.name)}: ${refusalIn(languageOr(language), error)}`);
    }
  }
  return { examined, refused };
}
