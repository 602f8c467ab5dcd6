import { z } from "zod";

const none = z.object({}).strict();
const count = z.number().int().nonnegative();
const code = z.string().regex(/^[a-z_]+$/);
const paise = z.string().regex(/^-?\d+$/);
/** When erasing goes on, if the data was due while it was held (H3). */
const holdEnded = z.object({ holdId: z.uuid(), erasedFrom: z.iso.datetime().nullable() }).strict();

/**
 * Everything that can be written in the visitors' book (A1), each with the shape of its payload. Ids, codes, counts and
 * amounts only: the book survives the purge, so nothing in it may lead to a person.
 */
export const AUDIT_EVENTS = {
  "request.received": z.object({ channel: z.enum(["mail", "dashboard", "operator"]), claimed: z.boolean() }).strict(),
  "request.letter_attached": z.object({ letterId: z.uuid() }).strict(),
  "request.code_sent": z.object({ purpose: z.enum(["deletion", "return"]) }).strict(),
  "request.code_confirmed": z
    .object({ purpose: z.enum(["deletion", "return"]), attempts: count, inPerson: z.literal(true).optional() })
    .strict(),
  "request.second_person_asked": z.object({ act: z.string() }).strict(),
  "request.assigned": z.object({ assigneeId: z.uuid().nullable() }).strict(),
  "request.verified": z.object({ agreedBySecondPerson: z.boolean() }).strict(),
  "request.rejected": z.object({ because: z.string() }).strict(),
  "request.withdrawn": none,
  "request.return_asked": none,
  "tenant.deactivated": z.object({ keysRevoked: count, sessionsEnded: count, purgeDueAt: z.iso.datetime() }).strict(),
  "tenant.reactivated": z.object({ tablesCompared: count, rowsCompared: count.optional(), agreedBySecondPerson: z.boolean() }).strict(),
  "tenant.sealed_digest": z.object({ tables: count, rows: count }).strict(),
  "tenant.return_differs": z.object({ table: z.string() }).strict(),
  "tax_records.expired": z.object({ records: count }).strict(),
  "lockout.probed": z.object({ refused: count, allowed: count, unreachable: count, absent: count }).strict(),
  "purge.started": none,
  "purge.step_finished": z.object({ className: z.string(), erased: count }).strict(),
  "purge.refused_by_hold": z.object({ classes: z.string().regex(/^[a-z_]+(,[a-z_]+)*$/) }).strict(),
  "purge.waits_for_payout": z.object({ refunds: count, amountPaise: paise }).strict(),
  "purge.retried": none,
  "purges.stopped": z.object({ because: z.string().regex(/^[a-z_]+$/) }).strict(),
  "purges.resumed": z.object({ stoppedForMinutes: count }).strict(),
  "purge.finished": z.object({ classes: count, erased: count, forfeitedPaise: paise, taxRecords: count }).strict(),
  "endpoint.added": z.object({ endpointId: z.uuid(), host: z.string(), kinds: z.array(z.string()) }).strict(),
  "endpoint.disabled": z.object({ endpointId: z.uuid() }).strict(),
  "endpoint.enabled": z.object({ endpointId: z.uuid() }).strict(),
  "endpoint.secret_renewed": z.object({ endpointId: z.uuid() }).strict(),
  "endpoint.tested": z.object({ endpointId: z.uuid(), failure: z.string().nullable() }).strict(),
  "signal.replayed": z.object({ endpointId: z.uuid(), deliveries: count }).strict(),
  "letters.refused_by_hold": z.object({ letters: count }).strict(),
  "hold.placed": z.object({ holdId: z.uuid(), scope: z.string(), classes: count, reviewOn: z.iso.date() }).strict(),
  "hold.agreed": z.object({ holdId: z.uuid() }).strict(),
  "hold.declined": holdEnded,
  "hold.lapsed": holdEnded,
  "hold.release_asked": z.object({ holdId: z.uuid() }).strict(),
  "hold.released": holdEnded,
  "hold.reviewed": z.object({ holdId: z.uuid(), reviewOn: z.iso.date() }).strict(),
  "erasure.replayed": z.object({ ledgerNumber: count, erased: count }).strict(),
  "refund.requested": z
    .object({
      refundId: z.uuid(),
      purchaseId: z.uuid(),
      channel: z.enum(["mail", "dashboard", "operator"]),
      amountPaise: paise,
      /** The refund that it tries again, where it is a new try. */
      retryOfId: z.uuid().optional(),
    })
    .strict(),
  "refund.edited": z
    .object({ refundId: z.uuid(), amountPaise: paise, before: paise, reason: code, reasonBefore: code, voided: z.boolean() })
    .strict(),
  "refund.grant_proposed": z.object({ refundId: z.uuid(), amountPaise: paise, checkersNeeded: count }).strict(),
  "refund.grant_agreed": z.object({ refundId: z.uuid(), agreed: count, needed: count }).strict(),
  "refund.grant_refused": z.object({ refundId: z.uuid() }).strict(),
  "refund.agreement_refused": z
    .object({ refundId: z.uuid(), because: z.string().regex(/^[a-z_]+$/), act: z.enum(["agree", "refuse"]) })
    .strict(),
  "refund.bands_changed": z
    .object({ aloneUpToPaise: paise, twoAbovePaise: paise, aloneUpToPaiseBefore: paise, twoAbovePaiseBefore: paise })
    .strict(),
  "refund.granted": z.object({ refundId: z.uuid(), amountPaise: paise, checkers: count }).strict(),
  "refund.declined": z.object({ refundId: z.uuid(), because: z.string().regex(/^[a-z_]+$/) }).strict(),
  "refund.submitted": z.object({ refundId: z.uuid(), amountPaise: paise, creditsPaise: paise }).strict(),
  "refund.pending": z.object({ refundId: z.uuid() }).strict(),
  "refund.succeeded": z.object({ refundId: z.uuid(), amountPaise: paise, creditNoteId: z.uuid() }).strict(),
  "refund.failed": z.object({ refundId: z.uuid(), because: z.string().max(80), creditsReturned: paise }).strict(),
  "refund.reversed": z.object({ refundId: z.uuid(), creditsReturned: paise }).strict(),
  "refund.paid_after_all": z
    .object({
      refundId: z.uuid(),
      before: z.enum(["failed", "reversed"]),
      amountPaise: paise,
      creditsTaken: paise,
      creditNoteId: z.uuid().nullable(),
    })
    .strict(),
  "refund.trouble": z.object({ refundId: z.uuid(), trouble: z.string().regex(/^[a-z_]+$/) }).strict(),
  "refund.trouble_ended": z
    .object({ refundId: z.uuid(), trouble: z.string().regex(/^[a-z_]+$/), because: z.string().regex(/^[a-z_]+$/) })
    .strict(),
  "refund.differs": z.object({ differenceId: z.uuid(), refundId: z.uuid().nullable(), kind: z.string().regex(/^[a-z_]+$/) }).strict(),
  "refund.nobodys_expired": z.object({ events: count, differences: count }).strict(),
  "refund.difference_settled": z.object({ differenceId: z.uuid(), because: z.string().regex(/^[a-z_]+$/) }).strict(),
  "refund.read_asked": z.object({ refundId: z.uuid() }).strict(),
  "refund.tried_again": z.object({ refundId: z.uuid(), retryId: z.uuid() }).strict(),
  "credit_notes.exported": z.object({ notes: count, financialYear: z.string().nullable(), month: z.string().nullable() }).strict(),
  "credit_note.read": z.object({ refundId: z.uuid() }).strict(),
  /** An owner had the team told before leaving (D§5): how many people. */
  "team.warned": z.object({ people: count }).strict(),
  "owner.signed_in": none,
  "owner.signed_out": z.object({ sessions: count }).strict(),
  "grievance.opened": z.object({ grievanceId: z.uuid(), kind: code, topic: code }).strict(),
  "grievance.added": z.object({ grievanceId: z.uuid(), files: count, reopened: z.boolean() }).strict(),
  "grievance.read": z.object({ grievanceId: z.uuid() }).strict(),
  "grievance.file_read": z.object({ grievanceId: z.uuid(), attachmentId: z.uuid() }).strict(),
  "export.requested": z.object({ exportId: z.uuid() }).strict(),
  "export.ready": z.object({ exportId: z.uuid(), bytes: count, files: count, rows: count }).strict(),
  "export.downloaded": z.object({ exportId: z.uuid() }).strict(),
  "export.failed": z.object({ exportId: z.uuid(), because: code }).strict(),
  "export.expired": z.object({ exportId: z.uuid() }).strict(),
  "export.expiry_refused_by_hold": z.object({ exportId: z.uuid() }).strict(),
  "letter.read": z.object({ letterId: z.uuid(), because: code }).strict(),
  /** Personal data that is masked was shown to somebody of ours, with the reason they gave (A2); to agree to `approvalId`, where it was for that. */
  "person.revealed": z.object({ of: code, subjectId: z.uuid(), field: code, because: code, approvalId: z.uuid().optional() }).strict(),
  "audit.exported": z.object({ events: count, format: z.enum(["csv", "jsonl"]) }).strict(),
  "audit.checkpointed": z.object({ seq: count }).strict(),
  /** A check found that the book is not what was written: nothing is signed until a whole check is green again. */
  "audit.found_bent": z.object({ what: code, seq: z.number().int().nullable(), eventId: z.number().int().nullable() }).strict(),
  "audit.settled": none,
  "register.exported": z.object({ cases: count, format: z.enum(["csv", "pdf"]), from: z.iso.date(), to: z.iso.date() }).strict(),
  "operator.change_asked": z
    .object({ changeId: z.uuid(), operatorId: z.uuid(), fromRole: code.nullable(), toRole: code, isInvitation: z.boolean() })
    .strict(),
  "operator.change_declined": z.object({ changeId: z.uuid(), operatorId: z.uuid() }).strict(),
  "operator.change_withdrawn": z.object({ changeId: z.uuid(), operatorId: z.uuid() }).strict(),
  "operator.invited": z.object({ changeId: z.uuid(), operatorId: z.uuid(), role: code }).strict(),
  "operator.role_changed": z.object({ changeId: z.uuid(), operatorId: z.uuid(), fromRole: code, toRole: code }).strict(),
  /** The very first ones, made by whoever owns the database: there is nobody yet who could invite them. */
  "operator.first_made": z.object({ operatorId: z.uuid(), role: code }).strict(),
  "operator.joined": z.object({ operatorId: z.uuid() }).strict(),
  "operator.signed_in": z.object({ isFresh: z.boolean() }).strict(),
  "operator.signed_out": none,
  /** The provider gave somebody another name or address, and it was taken over: which of them, never what. */
  "operator.renamed": z.object({ operatorId: z.uuid(), name: z.boolean(), email: z.boolean() }).strict(),
  "operator.sessions_ended": z.object({ operatorId: z.uuid(), sessions: count }).strict(),
  "operator.access_ended": z.object({ operatorId: z.uuid(), sessions: count }).strict(),
  "purges.resume_asked": z.object({ stopId: z.uuid() }).strict(),
  "purges.resume_declined": z.object({ stopId: z.uuid() }).strict(),
  "signal.replay_asked": z.object({ endpointId: z.uuid(), deliveries: count }).strict(),
  "signal.replay_declined": z.object({ endpointId: z.uuid() }).strict(),
  /** A second person said no where the question's own room has no other word for it. */
  "approval.declined": z.object({ kind: code, subjectId: z.uuid() }).strict(),
  /** Whoever had asked, or agreed so far, left or got another role: it has to be asked anew. */
  "approval.voided": z.object({ kind: code, subjectId: z.uuid(), because: z.enum(["maker_left", "checker_left"]) }).strict(),
  /** Somebody tried to agree to what they had asked for themselves, or to something else than was asked for (A3). */
  "approval.refused": z.object({ kind: code, subjectId: z.uuid(), because: code }).strict(),
  "grievance.taken": z
    .object({ grievanceId: z.uuid(), channel: z.enum(["mail", "operator"]), handedIn: code.nullable(), kind: code, topic: code })
    .strict(),
  "grievance.letter_added": z.object({ grievanceId: z.uuid(), letterId: z.uuid(), reopened: z.boolean() }).strict(),
  "grievance.acknowledged": z.object({ grievanceId: z.uuid() }).strict(),
  "grievance.assigned": z.object({ grievanceId: z.uuid(), assigneeId: z.uuid().nullable() }).strict(),
  "grievance.linked": z
    .object({
      ...{ grievanceId: z.uuid(), requestId: z.uuid().nullable(), refundId: z.uuid().nullable(), tenantFound: z.boolean() },
      ...{ wasRequestId: z.uuid().nullable(), wasRefundId: z.uuid().nullable() },
    })
    .strict(),
  /** An officer put right what kind of case it is, what it is about and whose; `wasTenantId` where it was another tenant's. */
  "grievance.classified": z
    .object({ grievanceId: z.uuid(), kind: code, topic: code, memberId: z.uuid().nullable(), wasTenantId: z.uuid().nullable() })
    .strict(),
  /** What the person asked to be corrected, written down by an officer. */
  "grievance.asked_told": z.object({ grievanceId: z.uuid(), field: code }).strict(),
  /** Another address for a profile waits for a second person (A3). */
  "grievance.address_asked": z.object({ grievanceId: z.uuid() }).strict(),
  "grievance.noted": z.object({ grievanceId: z.uuid() }).strict(),
  "grievance.written": z.object({ grievanceId: z.uuid(), messageId: z.uuid() }).strict(),
  /** `whose` where an officer said of what we wrote down ourselves that it is about no account of ours. */
  "grievance.decided": z
    .object({
      ...{ grievanceId: z.uuid(), outcome: z.enum(["upheld", "partly", "refused"]), again: z.boolean() },
      whose: z.literal("nobodys").optional(),
    })
    .strict(),
  "grievance.closed": z.object({ grievanceId: z.uuid(), because: code, whose: z.literal("nobodys").optional() }).strict(),
  "grievance.merged": z.object({ grievanceId: z.uuid(), intoId: z.uuid() }).strict(),
  "grievance.reopened": z.object({ grievanceId: z.uuid(), because: code.optional() }).strict(),
  "grievance.escalated": z.object({ grievanceId: z.uuid(), step: count }).strict(),
  /** Whoever had acted on what a case is about tried to act on the case (G1). */
  "grievance.refused_as_involved": z.object({ grievanceId: z.uuid(), act: code }).strict(),
  "grievance.corrected": z.object({ grievanceId: z.uuid(), field: code }).strict(),
  "grievance.consent_ended": z.object({ grievanceId: z.uuid(), answers: count }).strict(),
  "grievance.routed_to_tenant": z.object({ grievanceId: z.uuid() }).strict(),
  "grievance.person_erased": z.object({ cases: count }).strict(),
  "order.given": z
    .object({
      ...{ orderId: z.uuid(), grievanceId: z.uuid(), kind: z.enum(["pause_act", "review_refund", "reactivate", "place_hold"]) },
      ground: z.enum(["court_order", "proven_otherwise", "our_mistake"]).optional(),
    })
    .strict(),
  "order.taken": z.object({ orderId: z.uuid() }).strict(),
  "order.ended": z.object({ orderId: z.uuid(), state: z.enum(["done", "declined", "withdrawn", "lapsed"]), because: code }).strict(),
  "order.kept_an_act_back": z.object({ orderId: z.uuid(), act: code }).strict(),
  "consent.answered": z
    .object({
      consentId: z.uuid(),
      category: z.enum(["analytics"]),
      isGiven: z.boolean(),
      textVersion: z.iso.date(),
      answeredBy: z.enum(["banner", "foot", "cookie_page"]),
    })
    .strict(),
  "consent.withdrawn": z
    .object({ consentId: z.uuid(), category: z.enum(["analytics"]), endedBy: z.enum(["banner", "foot", "cookie_page"]) })
    .strict(),
} as const satisfies Record<string, z.ZodType>;

export type AuditType = keyof typeof AUDIT_EVENTS;
export type AuditPayload<Type extends AuditType> = z.infer<(typeof AUDIT_EVENTS)[Type]>;
