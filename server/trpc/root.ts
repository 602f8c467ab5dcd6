import { deletionRouter } from "@/server/deletion/router";
import { letterRouter } from "@/server/inbound-mail/router";
import { legalHoldRouter } from "@/server/legal-hold/router";
import { operatorRouter } from "@/server/operator/router";
import { ownerRouter } from "@/server/owner/router";
import { platformRouter } from "@/server/platform/router";
import { refundRouter } from "@/server/refund/router";
import { retentionRouter } from "@/server/retention/router";
import { signalRouter } from "@/server/signal/router";
import { router } from "./procedures";

export const appRouter = router({
  request: deletionRouter,
  letter: letterRouter,
  operator: operatorRouter,
  hold: legalHoldRouter,
  owner: ownerRouter,
  tenant: platformRouter,
  signal: signalRouter,
  purge: retentionRouter,
  refund: refundRouter,
});
export type AppRouter = typeof appRouter;
