import type { AnswerForm } from "@/app/_trpc/answers";

export type Draft = { outcome: AnswerForm["outcomes"][number] | null; text: string };

/** What was begun and not sent, per case and act; in this page's memory alone, and gone with it. */
const drafts = new Map<string, Draft>();
const keyOf = (grievanceId: string, act: string) => `${act} ${grievanceId}`;

export const draftOf = (grievanceId: string, act: string): Draft | null => drafts.get(keyOf(grievanceId, act)) ?? null;
export const keepDraft = (grievanceId: string, act: string, draft: Draft): void => void drafts.set(keyOf(grievanceId, act), draft);
export const dropDraft = (grievanceId: string, act: string): void => void drafts.delete(keyOf(grievanceId, act));
