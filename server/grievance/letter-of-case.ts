/** A letter as this room takes it: examined and matched already, by the room that receives mail. */
export type CaseLetter = {
  letterId: string;
  receivedAt: Date;
  /** Lower case; null where it could not be read. */
  from: string | null;
  fromName: string | null;
  /** The mail was proven to be from that address (V2). */
  isProven: boolean;
  /** We may answer by ourselves: proven, and no machine (V6). */
  mayAnswer: boolean;
  /** Who of a tenant's people that address is, by a proven letter only. */
  member: { id: string; tenantId: string; isOwner: boolean } | null;
  subject: string;
  /** Without what it quotes. */
  words: string;
  references: readonly string[];
  language: string;
};

export type TakenLetter = { outcome: "opened_case" | "added_to_case"; grievanceId: string; tenantId: string | null };

/** What of a letter becomes a message: never nothing, because the letter itself came. */
export function bodyOf({ words, subject }: Pick<CaseLetter, "words" | "subject">, most: number): string {
  const body = (words.trim() || subject.trim()).replace(/(?![\t\n])\p{Cc}/gu, "").toWellFormed();
  const letters = [...body];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : body;
}
