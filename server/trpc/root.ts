import { approvalRouter } from "@/server/approval/router";
import { auditRouter } from "@/server/audit/router";
import { consentRouter } from "@/server/consent/router";
import { leavingRouter } from "@/server/deletion/owner.router";
import { deletionRouter } from "@/server/deletion/router";
import { exportRouter } from "@/server/export/router";
import { answerRouter } from "@/server/grievance/answer.router";
import { orderRouter } from "@/server/grievance/order.router";

import { rightsRouter } from "@/server/grievance/owner.router";
import { registerRouter } from "@/server/grievance/register.router";
import { grievanceRouter } from "@/server/grievance/router";
import { letterRouter } from "@/server/inbound-mail/router";
import { legalHoldRouter } from "@/server/legal-hold/router";
import { operatorRouter } from "@/server/operator/router";
import { accountRouter } from "@/server/owner/account.router";
import { languageRouter } from "@/server/owner/language.router";
import { ownerRouter } from "@/server/owner/router";
import { ownTenantRouter } from "@/server/platform/owner.router";
import { personRouter } from "@/server/platform/person.router";
import { platformRouter } from "@/server/platform/router";
import { promiseRouter } from "@/server/promise/router";
import { ownRefundRouter } from "@/server/refund/owner.router";
import { refundRouter } from "@/server/refund/router";
import { retentionRouter } from "@/server/retention/router";
import { signalRouter } from "@/server/signal/router";
import { router } from "./procedures";

/** What people of a tenant may ask and do on the owner's pages, each about their own tenant only (S4). */
const accountRouters = router({
  session: accountRouter,
  language: languageRouter,
  leaving: leavingRouter,
  refund: ownRefundRouter,
  tenant: ownTenantRouter,
  export: exportRouter,
  rights: rightsRouter,
  consent: consentRouter,
});

export const appRouter = router({
  request: deletionRouter,
  letter: letterRouter,
  operator: operatorRouter,
  approval: approvalRouter,
  hold: legalHoldRouter,
  owner: ownerRouter,
  tenant: platformRouter,
  person: personRouter,
  signal: signalRouter,
  purge: retentionRouter,
  refund: refundRouter,
  grievance: grievanceRouter,
  register: registerRouter,
  policy: promiseRouter,
  order: orderRouter,
  answer: answerRouter,
  audit: auditRouter,
  account: accountRouters,
});
export type AppRouter = typeof appRouter;
