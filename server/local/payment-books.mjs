// What the stand-in of a payment gateway knows: payments that came in, refunds of them, webhooks on their way. It lies in
// files of a folder, each replaced whole, so that a restart goes on where the last run stopped.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const STANDING = new Set(["PENDING", "ONHOLD", "SUCCESS"]);

/** A reference as banks give it: twelve digits. */
const bankReference = () => String(BigInt(`0x${randomBytes(8).toString("hex")}`) % 10n ** 12n).padStart(12, "0");

/** Opens the books in `folder`. Payments are known by `key`; amounts are whole paise, instants milliseconds since 1970. */
export function openBooks(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const payments = new Map(read(folder, "payments").map((payment) => [payment.key, payment]));
  const refunds = read(folder, "refunds");
  const outbox = read(folder, "outbox");
  const keepRefunds = () => write(folder, "refunds", refunds);
  const of = (key) => refunds.filter((refund) => refund.payment === key);
  return {
    register(several) {
      for (const payment of several) payments.set(payment.key, payment);
      write(folder, "payments", [...payments.values()]);
      return payments.size;
    },
    payment: (key) => payments.get(key) ?? null,
    refunds: () => refunds,
    of,
    find: (name) => refunds.find((refund) => refund.reference === name || refund.name === name) ?? null,
    /** What may still be refunded; what failed or was taken back does not count. */
    left({ key, amountPaise }) {
      return amountPaise - of(key).reduce((sum, refund) => sum + (STANDING.has(refund.status) ? refund.amountPaise : 0), 0);
    },
    add(refund) {
      const whole = { status: "PENDING", createdAt: Date.now(), processedAt: null, bankReference: null, ...refund };
      refunds.push(whole);
      keepRefunds();
      return whole;
    },
    /** What happened before this run; what is known already stays as it is. */
    remember(several) {
      const isKnown = ({ reference, name }) => refunds.some((one) => one.reference === reference || (name !== null && one.name === name));
      refunds.push(...several.filter((refund) => !isKnown(refund)));
      keepRefunds();
    },
    settle(refund, status) {
      refund.status = status;
      if (status !== "ONHOLD") refund.processedAt = Date.now();
      if (status === "SUCCESS") refund.bankReference ??= bankReference();
      keepRefunds();
    },
    outbox: () => outbox,
    post(event) {
      outbox.push(event);
      write(folder, "outbox", outbox);
    },
    keepOutbox: () => write(folder, "outbox", outbox),
    take(event) {
      outbox.splice(outbox.indexOf(event), 1);
      write(folder, "outbox", outbox);
    },
  };
}

/** Six months back on the calendar, to the last day of a shorter month: how long both gateways take refunds of a payment. */
export function isTooOld({ capturedAt }) {
  const limit = new Date();
  const day = limit.getUTCDate();
  limit.setUTCMonth(limit.getUTCMonth() - 6);
  if (limit.getUTCDate() !== day) limit.setUTCDate(0);
  return capturedAt < limit.getTime();
}

function read(folder, name) {
  const file = path.join(folder, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

function write(folder, name, value) {
  const file = path.join(folder, `${name}.json`);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(value), { mode: 0o600 });
  renameSync(draft, file);
}
