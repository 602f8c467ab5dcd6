import http from "node:http";
import type { AddressInfo } from "node:net";
import { databaseClock, later } from "@/server/lib/clock";
import { cashfreeGateway } from "@/server/refund/gateways/cashfree.adapter";
import type { GatewayName } from "@/server/refund/gateways/gateway";
import { razorpayGateway } from "@/server/refund/gateways/razorpay.adapter";
import type { RefundDeps } from "@/server/refund/open-refund-deps";
import { payOutRefund } from "@/server/refund/pay-out-refund";
import { receiveWebhook } from "@/server/refund/receive-webhook";
import { type Simulators, startSimulators } from "./gateways";
import type { GivenPurchase, GivenRefund } from "./given";
import type { PurchaseWish, RefundWish } from "./given/money";
import { testWorld, type World } from "./world";

export interface PayoutWorld extends World {
  simulators: Simulators;
  /** The gateways as our own adapters speak to them. */
  deps: RefundDeps;
  /** The same, but given up after a moment: for a stand-in that hangs. Any other answer is waited for, however busy the machine is. */
  impatient: RefundDeps;
  /** The same some time from now: what is a matter of days is tested without waiting. */
  depsLater: (ms: number) => RefundDeps;
  /** Where webhooks are received, by the handler of the console and over real HTTP. */
  origin: string;
  /** A purchase that its gateway knows as well. */
  purchase: (wish?: PurchaseWish) => Promise<GivenPurchase>;
  /** A granted refund of one; whole, unless the wish says otherwise. */
  granted: (gateway?: GatewayName, wish?: RefundWish, purchase?: PurchaseWish) => Promise<GivenRefund & { name: string }>;
  /** How it stands, with what follows from it. */
  look: (refund: { id: string }) => Promise<Look>;
  street: Street;
}

/** What a test does with the gateways' stand-ins, and sees of them. */
interface Street {
  /** They send no webhooks. */
  silently: (name: GatewayName) => Promise<unknown>;
  /** Their refunds of the payment that this one is about. */
  atGateway: (refund: { purchase: { orderId: string; paymentId: string | null } }) => Promise<unknown[]>;
  /** The calls that asked for a refund, as address and body. */
  creates: (name: GatewayName) => Promise<string[]>;
  /** It is due now, and asked about. */
  ask: (refund: { id: string }) => Promise<void>;
  /** Moods, calls and silence are over. */
  forget: () => Promise<void>;
}

export interface Look {
  state: string;
  trouble: string | null;
  failureCode: string | null;
  attempts: number;
  nextAskAt: Date | null;
  bankReference: string | null;
  /** Ledger entries of it in paise, in the order they were made. */
  ledger: number[];
  creditNotes: number;
  isNoteReversed: boolean;
  notices: string[];
  alerts: string[];
  book: string[];
}

/** A database of the test file's own, both gateways' stand-ins, and the console's door for their webhooks. */
export async function payoutWorld(): Promise<PayoutWorld> {
  const world = await testWorld();
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const simulators = await startSimulators({ origin });
  const deps: RefundDeps = { ...world.console, openGateway: (name) => simulators[name].gateway };
  const hurried = {
    cashfree: cashfreeGateway({ ...simulators.cashfree.settings, timeoutMs: 800 }),
    razorpay: razorpayGateway({ ...simulators.razorpay.settings, timeoutMs: 800 }),
  };
  server.on("request", (incoming, outgoing) => void pass(deps, incoming, outgoing));
  const purchase = async (wish: PurchaseWish = {}) => {
    const made = await world.given.purchase(wish);
    await simulators[made.paymentId ? "razorpay" : "cashfree"].control.register(made);
    return made;
  };
  return {
    ...world,
    simulators,
    deps,
    impatient: { ...deps, openGateway: (name) => hurried[name] },
    depsLater: (ms) => ({ ...deps, clock: { now: async (tx) => later(await databaseClock.now(tx), ms) } }),
    origin,
    purchase,
    async granted(gateway = "cashfree", wish = {}, bought = {}) {
      const refund = await world.given.refund({ purchase: await purchase({ gateway, ...bought }), state: "granted", ...wish });
      const { rows } = await world.database.ownerPool.query<{ name: string }>(
        "SELECT payout_name AS name FROM console.refund WHERE id = $1",
        [refund.id],
      );
      return { ...refund, name: rows[0]?.name ?? "" };
    },
    street: {
      silently: (name) => simulators[name].control.webhooks({ isOff: true }),
      atGateway: ({ purchase: { orderId, paymentId } }) =>
        simulators[paymentId ? "razorpay" : "cashfree"].control.refunds(paymentId ?? orderId),
      creates: async (name) =>
        (await simulators[name].control.calls()).filter(({ call }) => call === "create").map((made) => `${made.path} ${made.body}`),
      async ask({ id }) {
        await world.database.ownerPool.query("UPDATE console.refund SET next_ask_at = now() WHERE id = $1", [id]);
        await payOutRefund(deps, id);
      },
      async forget() {
        for (const { control } of [simulators.cashfree, simulators.razorpay]) await control.forget();
      },
    },
    look: async ({ id }) => (await world.database.ownerPool.query<Look>(LOOK, [id])).rows[0] as Look,
    async end() {
      await simulators.stop();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
      await world.end();
    },
  };
}

const LOOK = `SELECT r.state::text, r.trouble::text, r.failure_code AS "failureCode", r.attempts, r.next_ask_at AS "nextAskAt", r.bank_reference AS "bankReference",
  ARRAY(SELECT e.amount_paise::int FROM platform.credit_entry e WHERE e.refund_id = r.id ORDER BY e.occurred_at, e.kind) AS ledger,
  (SELECT count(*)::int FROM console.credit_note c WHERE c.refund_id = r.id) AS "creditNotes",
  EXISTS (SELECT 1 FROM console.credit_note c WHERE c.refund_id = r.id AND c.reversed_at IS NOT NULL) AS "isNoteReversed",
  ARRAY(SELECT n.kind::text FROM console.notice n WHERE n.subject_id = r.id ORDER BY n.created_at, n.id) AS notices,
  ARRAY(SELECT a.kind::text FROM console.alert a WHERE a.refund_id = r.id AND a.ended_at IS NULL ORDER BY a.kind) AS alerts,
  ARRAY(SELECT b.type FROM console.audit_event b WHERE b.payload ->> 'refundId' = r.id::text ORDER BY b.id) AS book
  FROM console.refund r WHERE r.id = $1`;

/** What Next does with a request on its way to the route. */
async function pass(deps: RefundDeps, incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as [string, string]);
  const request = new Request(`http://console${incoming.url}`, { method: "POST", headers, body: Buffer.concat(parts) });
  const answer = await receiveWebhook(deps, incoming.url?.endsWith("razorpay") ? "razorpay" : "cashfree", request);
  outgoing.writeHead(answer.status).end(await answer.text());
}
