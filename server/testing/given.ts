import type pg from "pg";
import type { KeyRing } from "@/server/platform/tenant-keys";
import { addOneRowInEveryTable } from "./given/every-table";
import { type ArchiveWish, addArchive } from "./given/export";
import { type ApiKeyWish, addApiKey, addBot, addWebhook } from "./given/integrations";
import { addLetter, type LetterWish } from "./given/letter";
import { addCredits, addPurchase, addRefund, type CreditsWish, type PurchaseWish, type RefundWish } from "./given/money";
import { addOperator, type OperatorWish } from "./given/operator";
import { addMember, addSession, addTenant, type GivenTenant, type MemberWish, type TenantWish } from "./given/people";
import { addReceived, addVerified, type RequestWish } from "./given/request";
import { addHold, addRetention, addReturnRequest, type HoldWish, type RetentionWish, type ReturnWish } from "./given/retention";

export type { GivenPurchase, GivenRefund } from "./given/money";
export type { GivenTenant } from "./given/people";
export type { GivenRequest } from "./given/request";
export type { GivenRetention } from "./given/retention";

/** Settings shared by all builders of one test. */
export interface Ground {
  /** As the owner of the database: builders write states directly, never through the application's verbs. */
  pool: pg.Pool;
  /** The store that objects of recordings and knowledge files are written to; none are when it is left out. */
  filesDir?: string;
  /** What content is encrypted with; the settings' own when it is left out. */
  keyRing?: KeyRing;
}

/**
 * Builders for database tests. Each defaults everything; a test states only what it is about:
 * `given(pool).tenantInRetention({ deactivatedDaysAgo: 29 })`. Instants count back from the database's clock.
 */
export function given(pool: pg.Pool, places: Omit<Ground, "pool"> = {}) {
  const ground: Ground = { pool, ...places };
  return {
    /** A tenant with its owner. */
    tenant: (wish: TenantWish = {}) => addTenant(ground, wish),
    member: (wish: MemberWish = {}) => addMember(ground, wish),
    session: (tenant: GivenTenant, memberId = tenant.owner.id) => addSession(ground, tenant.id, memberId),
    /** Answers with the key in plain text, which the database never holds. */
    apiKey: (wish: ApiKeyWish = {}) => addApiKey(ground, wish),
    bot: (wish: { tenant?: GivenTenant; isActive?: boolean } = {}) => addBot(ground, wish),
    webhook: (wish: { tenant?: GivenTenant } = {}) => addWebhook(ground, wish),
    /** At least one row in every table of the platform; throws when a table was forgotten here. Answers with the object keys. */
    oneRowInEveryTable: (tenant: Pick<GivenTenant, "id">) => addOneRowInEveryTable(ground, tenant.id),
    operator: (wish: OperatorWish = "support_agent") => addOperator(ground, wish),
    letter: (wish: LetterWish = {}) => addLetter(ground, wish),
    receivedRequest: (wish: RequestWish = {}) => addReceived(ground, wish),
    verifiedRequest: (wish: RequestWish = {}) => addVerified(ground, wish),
    /** A deactivated tenant: keys revoked, sessions ended, sealed, digest taken. */
    tenantInRetention: (wish: RetentionWish = {}) => addRetention(ground, wish),
    returnRequest: (wish: ReturnWish) => addReturnRequest(ground, wish),
    hold: (wish: HoldWish) => addHold(ground, wish),
    /** A paid order with its credits in the ledger. */
    purchase: (wish: PurchaseWish = {}) => addPurchase(ground, wish),
    credits: (wish: CreditsWish) => addCredits(ground, wish),
    /** An archive of the owner's that is ready, with its encrypted object. */
    archive: (wish: ArchiveWish) => addArchive(ground, wish),
    /** A refund in any state; the ledger follows it. */
    refund: (wish: RefundWish = {}) => addRefund(ground, wish),
  };
}

export type Given = ReturnType<typeof given>;
