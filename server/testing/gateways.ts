import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CashfreeSettings, cashfreeGateway } from "@/server/refund/gateways/cashfree.adapter";
import type { Gateway } from "@/server/refund/gateways/gateway";
import { type RazorpaySettings, razorpayGateway } from "@/server/refund/gateways/razorpay.adapter";
import { GatewayControl } from "./gateway-control";
import { freePort, startCashfree, startRazorpay } from "./simulators.mjs";

export interface Simulator<Settings> {
  /** What it can be told, and asked. */
  control: GatewayControl;
  /** The adapter on it. */
  gateway: Gateway;
  settings: Settings;
  webhookSecret: string;
  /** Ends it and starts it again on the same port, with what it knew. */
  restart(): Promise<void>;
}

export interface Simulators {
  cashfree: Simulator<CashfreeSettings>;
  razorpay: Simulator<RazorpaySettings>;
  /** The same as settings of a process. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

export interface SimulatorsWish {
  /** The console's origin, as in http://localhost:3000; without it there are no webhooks. */
  origin?: string;
  /** When a refund is paid by itself; never, unless a test says so: it settles what it wants settled. */
  settleAfterMs?: number | null;
  timeoutMs?: number;
}

/** Both payment gateways in this process, on free ports, with empty books. A payment has to be registered before it can be refunded. */
export async function startSimulators({ origin, settleAfterMs = null, timeoutMs = 5_000 }: SimulatorsWish = {}): Promise<Simulators> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), "callmissed-gateways-"));
  const street = async (name: string) => ({
    port: await freePort(),
    dataFolder,
    settleAfterMs,
    webhookUrl: origin ? `${origin}/api/gateways/${name}` : null,
  });
  const cashfree = await opened({ ...(await street("cashfree")), ...CASHFREE }, startCashfree, (url) => {
    const settings = { url: `${url}/pg`, ...CASHFREE, webhookSecrets: [CASHFREE.webhookSecret], timeoutMs };
    return { settings, gateway: cashfreeGateway(settings) };
  });
  const razorpay = await opened({ ...(await street("razorpay")), ...RAZORPAY }, startRazorpay, (url) => {
    const settings = { url, ...RAZORPAY, webhookSecrets: [RAZORPAY.webhookSecret], timeoutMs };
    return { settings, gateway: razorpayGateway(settings) };
  });
  return {
    cashfree,
    razorpay,
    env: {
      CASHFREE_URL: cashfree.settings.url,
      CASHFREE_CLIENT_ID: CASHFREE.clientId,
      CASHFREE_CLIENT_SECRET: CASHFREE.clientSecret,
      CASHFREE_WEBHOOK_SECRETS: CASHFREE.webhookSecret,
      RAZORPAY_URL: razorpay.settings.url,
      RAZORPAY_KEY_ID: RAZORPAY.keyId,
      RAZORPAY_KEY_SECRET: RAZORPAY.keySecret,
      RAZORPAY_WEBHOOK_SECRETS: RAZORPAY.webhookSecret,
      GATEWAY_TIMEOUT_MS: String(timeoutMs),
    },
    async stop() {
      cashfree.close();
      razorpay.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

const CASHFREE = {
  clientId: "local-client",
  clientSecret: "a client secret of the tests",
  webhookSecret: "a webhook secret of Cashfree's",
};
const RAZORPAY = { keyId: "rzp_test_local", keySecret: "a key secret of the tests", webhookSecret: "a webhook secret of Razorpay's" };

async function opened<Wish extends { webhookSecret: string }, Settings>(
  wish: Wish,
  start: (wish: Wish) => Promise<{ url: string; close(): void }>,
  adapt: (url: string) => { settings: Settings; gateway: Gateway },
): Promise<Simulator<Settings> & { close(): void }> {
  let standIn = await start(wish);
  return {
    ...adapt(standIn.url),
    control: new GatewayControl(standIn.url),
    webhookSecret: wish.webhookSecret,
    close: () => standIn.close(),
    async restart() {
      standIn.close();
      standIn = await start(wish);
    },
  };
}
