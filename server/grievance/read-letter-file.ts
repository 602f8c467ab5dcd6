import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { refusalIn } from "@/server/language/refusal-in";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { actOnCase, type Officer } from "./act-on-case";
import { type Examined, examineAttachment } from "./examine-attachment";
import { letterFiles, quotedName } from "./letter-files";

type OfLetter = { grievanceId: string; letterId: string };
export type LetterFile = {
  /** Its place among the files of the letter, from 0. */
  place: number;
  name: string;
  bytes: number;
  /** Why it cannot be taken, as a sentence; null when it can. */
  refused: string | null;
};

/**
 * What files a letter of a case carries, examined at this moment: the way to those that are stored nowhere else, because the case has no
 * tenant and so no key, or because there were too many. That the letter was read for it stands in the book (A1). Throws what `actOnCase`
 * throws, and NotFound for a letter of another case.
 */
export async function lookIntoLetter(deps: Deps, actor: Officer, of: OfLetter): Promise<LetterFile[]> {
  const found: LetterFile[] = [];
  for (const [place, upload] of (await letterFiles(await rawOf(deps, actor, of))).entries()) {
    const seen = await examineAttachment(upload).catch(sayWhy);
    const isTaken = typeof seen !== "string";
    const name = isTaken ? seen.file.fileName : quotedName(upload.name).slice(1, -1);
    found.push({ place, name, bytes: upload.data.length, refused: isTaken ? null : seen });
  }
  return found;
}

/** One of them, to be saved. Throws the same, and what `examineAttachment` throws. */
export async function readLetterFile(deps: Deps, actor: Officer, { place, ...of }: OfLetter & { place: number }): Promise<Examined> {
  const upload = (await letterFiles(await rawOf(deps, actor, of)))[place];
  if (!upload) throw new NotFound("file of a letter");
  return examineAttachment(upload);
}

/** Also of a case that was merged into this one. */
const rawOf = (deps: Deps, actor: Officer, { grievanceId, letterId }: OfLetter): Promise<Uint8Array> =>
  actOnCase(deps, actor, grievanceId, "read_files", async ({ tx }) => {
    const merged = await tx.grievance.findMany({ where: { mergedIntoId: grievanceId }, select: { id: true }, take: 20 });
    const letter = await tx.inboundMail.findFirst({
      where: { id: letterId, grievanceId: { in: [grievanceId, ...merged.map(({ id }) => id)] } },
      select: { raw: true, tenantId: true, requestId: true },
    });
    if (!letter) throw new NotFound("letter");
    const { raw, ...about } = letter;
    await recordAuditEvent(tx, "letter.read", actor, about, { letterId, because: "answering_case" });
    return raw;
  });

function sayWhy(error: unknown): string {
  if (!(error instanceof Refusal)) throw error;
  return refusalIn("en", error) ?? "";
}
