import type { Grievance } from "@/prisma/generated/client";
import { findApproval } from "@/server/approval/ask-second-person";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { maskEmail } from "@/server/lib/mask";
import { DONE_LEAST, MESSAGE_LENGTH, REASONS_LEAST, WITHDRAWN_LEAST } from "@/server/policy/grievance";
import { actOnCase, type Officer } from "./act-on-case";
import { countSaid } from "./count-said";
import { asksWhose, CLOSE_REASONS, OUTCOMES, TOLD_BY } from "./decision";
import { findAnswerAddress } from "./find-answer-address";
import { findAsked } from "./find-asked";
import { PROFILE_FIELDS, type ProfileField } from "./grievance";
import { isEnding } from "./is-ending";
import { type Profile, readProfile } from "./read-profile";

/**
 * What an officer has before them when they answer: in which language, by which way, and what the case asks to be changed, with what
 * stands there now. Whoever is involved is refused here as with every act (G1). Throws what `actOnCase` throws.
 */
export const answerForm = (deps: Deps, actor: Officer, grievanceId: string) =>
  actOnCase(deps, actor, grievanceId, "read_notes", async ({ tx, now, case: found }) => {
    const isErased = found.tenantId !== null && (await isEnding(tx, found.tenantId));
    const { email, hasPage } = await findAnswerAddress(tx, found);
    return {
      now,
      version: found.version,
      language: found.language,
      to: email && maskEmail(email),
      /** Mails to them come back, so whoever answers may say how else they were told. */
      isUndelivered: (await tx.alert.count({ where: { kind: "notice_undeliverable", grievanceId, endedAt: null } })) > 0,
      hasPage,
      receivedAt: found.receivedAt,
      isAnswered: found.answeredAt !== null,
      isErased,
      /** Ending it takes a word that it is about no account of ours, as long as nobody linked it to one. */
      asksWhose: asksWhose(found),
      /** They said something since, so that it may be that they withdrew. */
      hasWrittenAgain: (await countSaid(tx, grievanceId)) > 1,
      leastToClose: { not_ours: REASONS_LEAST, withdrawn_by_person: WITHDRAWN_LEAST },
      least: { upheld: DONE_LEAST, partly: REASONS_LEAST, refused: REASONS_LEAST, most: MESSAGE_LENGTH },
      outcomes: OUTCOMES,
      closeReasons: CLOSE_REASONS.filter((reason) => (reason === "account_erased") === isErased),
      toldBy: TOLD_BY,
      correction: await correctionOf(tx, found, now),
      consents: found.kind === "consent" ? await consentsOf(tx, found) : null,
      endUser: found.kind === "end_user" ? { isTold: await isProven(tx, found) } : null,
      /** The way to the summary, for the words of an answer (DPDPA s.11). */
      summaryUrl:
        found.kind === "access" && hasPage ? `${env().APP_URL.replace(/\/$/, "")}/account/rights/summary?lang=${found.language}` : null,
    };
  });

async function correctionOf(tx: Tx, { id, kind, tenantId, memberId }: Grievance, now: Date) {
  if (kind !== "correction") return null;
  const asked = await findAsked(tx, id);
  const isMember = tenantId !== null && memberId !== null;
  const whole = isMember ? await readProfile(tx, { id: memberId, tenantId }) : null;
  // What is to be changed stands beside what it becomes; nothing else of the person is needed for it (A2).
  const profile: Partial<Profile> | null = whole && asked ? { [asked.field]: whole[asked.field] } : whole && {};
  const isSealed = isMember && (await tx.deactivation.count({ where: { tenantId, endedAt: null } })) > 0;
  const waiting = await findApproval(tx, "correct_address", id, now);
  return {
    /** Which field should say what, as it was asked for; null where nobody has written that down yet. */
    asked: asked && { field: asked.field, to: asked.to },
    /** They said so on their own pages, so nobody else does. */
    isOwn: asked !== null && asked.writtenBy === null,
    waitsForSecond: waiting !== null,
    profile,
    isSealed,
    fields: PROFILE_FIELDS as readonly ProfileField[],
  };
}

const consentsOf = async (tx: Tx, { tenantId, memberId }: Grievance) =>
  tenantId && memberId ? { open: await tx.consent.count({ where: { tenantId, memberId, isGiven: true, endedAt: null } }) } : { open: 0 };

const isProven = async (tx: Tx, { id }: Grievance): Promise<boolean> =>
  (await tx.grievancePerson.count({ where: { grievanceId: id, isProven: true, email: { not: null } } })) > 0;

/** The mails of the officer's messages of a case: when each was sent, or that it is not yet. */
export const sendingOf = (deps: Deps, actor: Officer, grievanceId: string) =>
  actOnCase(deps, actor, grievanceId, "read_notes", async ({ tx }) => {
    const messages = await tx.grievanceMessage.findMany({
      where: { grievanceId, author: "officer" },
      orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
      take: 200,
      select: { id: true, toldBy: true, toldAt: true },
    });
    const mails = await tx.notice.findMany({
      where: {
        subjectId: { in: messages.map(({ id }) => id) },
        kind: { in: ["grievance_message", "grievance_decided", "grievance_closed"] },
      },
      select: { subjectId: true, kind: true, sentAt: true, voidedAt: true, failureCode: true },
    });
    return messages.map((message) => ({ ...message, mail: mails.find(({ subjectId }) => subjectId === message.id) ?? null }));
  });
