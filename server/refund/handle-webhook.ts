import { databaseClock } from "@/server/lib/clock";
import { consoleDb } from "@/server/lib/db";
import { refuseToServe } from "@/server/retention/refuse-to-serve";
import type { GatewayName } from "./gateways/gateway";
import { openRefundDeps } from "./open-refund-deps";
import { receiveWebhook } from "./receive-webhook";

/** POST /api/gateways/{cashfree,razorpay}, for the gateways themselves; closed while the database is older than its erasure ledger (P6). */
export async function handleWebhook(name: GatewayName, request: Request): Promise<Response> {
  return (await refuseToServe()) ?? receiveWebhook(openRefundDeps({ db: consoleDb(), clock: databaseClock }), name, request);
}
