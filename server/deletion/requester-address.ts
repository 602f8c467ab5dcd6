import type { Tx } from "@/server/lib/db";

/** Where an answer to the requester goes: the address of a letter whose domain check passed; null when no letter's sender is proven (V6). */
export async function requesterAddress(tx: Tx, requestId: string): Promise<{ address: string; language: "en" | "hi" } | null> {
  const letter = await tx.inboundMail.findFirst({
    where: { requestId, fromAddress: { not: null }, verifications: { some: { check: "domain", verdict: "passed" } } },
    orderBy: { receivedAt: "asc" },
    select: { fromAddress: true, text: true },
  });
  if (!letter?.fromAddress) return null;
  return { address: letter.fromAddress, language: /[\u0900-\u097f]/.test(letter.text ?? "") ? "hi" : "en" };
}
