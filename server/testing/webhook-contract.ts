import { describe, expect, test } from "vitest";
import type { Gateway, WebhookVerdict } from "@/server/refund/gateways/gateway";

export interface SignedWebhook {
  raw: Uint8Array;
  headers: Record<string, string>;
}

export type WebhooksUnderTest = {
  /** The gateway with these secrets; its client secret is "the client secret". */
  withSecrets: (...secrets: string[]) => Gateway;
  /** A webhook about a refund of ₹590.10 as the vendor publishes it, signed as the vendor signs. */
  signed: (wish: { secret: string; sentAt: Date; status?: string; kind?: string; change?: (body: string) => string }) => SignedWebhook;
  /** Their words, and what they mean. */
  statuses: [string, "pending" | "succeeded" | "failed"][];
  /** A type that is not about refunds, the header of the signature, and how long a webhook is believed. */
  otherKind: string;
  signatureHeader: string;
  maxAgeMs: number;
};

const NOW = new Date("2026-11-24T06:30:00.000Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const [SECRET, NEXT, FUTURE_MS] = ["the present secret", "the next secret", 5 * 60_000];

/** How webhooks of every gateway are believed or not; pure, with no stand-in in between. */
export function keepsTheWebhookContract({ withSecrets, signed, statuses, otherKind, signatureHeader, maxAgeMs }: WebhooksUnderTest): void {
  const gateway = withSecrets(SECRET);
  const judge = ({ raw, headers }: SignedWebhook): WebhookVerdict => gateway.judgeWebhook(raw, headers, NOW);
  const right = (wish: Partial<Parameters<typeof signed>[0]> = {}) => signed({ secret: SECRET, sentAt: ago(1_000), ...wish });
  const rejected = (because: string) => ({ kind: "rejected", because });

  describe("webhooks", () => {
    test.each(statuses)("a %s is news of a refund that is %s, to the paisa", (status, means) => {
      const verdict = judge(right({ status }));
      expect(verdict).toMatchObject({
        kind: "news",
        news: {
          sentAt: ago(1_000),
          refund: { gatewayRefundId: "cmr_0042", status: means, said: status, amountPaise: 59_010n, currency: "INR" },
        },
      });
    });

    test("nothing of the payer is in the verdict", () => {
      const shown = JSON.stringify(judge(right()), (_key, value) => (typeof value === "bigint" ? String(value) : value));
      expect(shown).not.toMatch(/@|\+91|payer/i);
    });

    test("the same event twice has one name, and another event another", () => {
      const idOf = (webhook: SignedWebhook) => {
        const verdict = judge(webhook);
        return verdict.kind === "news" ? verdict.news.eventId : verdict;
      };
      const [one, other] = [right(), right({ change: (body) => body.replace("590.1", "590.2").replace("59010", "59020") })];
      expect(idOf(one)).toEqual(expect.any(String));
      expect(idOf(one)).toBe(idOf(structuredClone(one)));
      expect(idOf(other)).not.toBe(idOf(one));
      const nameless = (webhook: SignedWebhook) => ({
        ...webhook,
        headers: Object.fromEntries(Object.entries(webhook.headers).filter(([name]) => !/idempotency|event-id/.test(name))),
      });
      expect(idOf(nameless(one))).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(idOf(nameless(other))).not.toBe(idOf(nameless(one)));
    });

    test("without a signature it is unsigned, with an empty one too", () => {
      const { raw, headers } = right();
      expect(judge({ raw, headers: {} })).toEqual(rejected("unsigned"));
      expect(judge({ raw, headers: { ...headers, [signatureHeader]: "" } })).toEqual(rejected("unsigned"));
    });

    test.each([
      ["another secret", () => right({ secret: "guessed" })],
      ["an empty secret", () => right({ secret: "" })],
      ["a body with one byte changed", () => withRaw(right(), (raw) => raw.with(raw.length - 3, (raw.at(-3) ?? 0) ^ 1))],
      ["a body with one byte more", () => withRaw(right(), (raw) => Uint8Array.from([...raw, 10]))],
      [
        "a body written anew",
        () => withRaw(right(), (raw) => Buffer.from(JSON.stringify(JSON.parse(Buffer.from(raw).toString()), null, 1))),
      ],
      ["a signature with one character changed", () => withSignature((one) => (one.startsWith("a") ? "b" : "a") + one.slice(1))],
      ["a signature cut short", () => withSignature((one) => one.slice(0, -1))],
      ["a signature in capitals", () => withSignature((one) => one.toUpperCase())],
      ["a signature with a space", () => withSignature((one) => `${one} `)],
    ])("%s is forged", (_what, made) => expect(judge(made())).toEqual(rejected("forged")));

    test("header names may be spelled in any case", () => {
      const { raw, headers } = right();
      const loud = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
      expect(judge({ raw, headers: loud }).kind).toBe("news");
    });

    test("while a secret is being replaced both are valid, and afterwards only the new one", () => {
      const [old, fresh] = [right(), right({ secret: NEXT })];
      const verdicts = (...secrets: string[]) =>
        [old, fresh].map(({ raw, headers }) => withSecrets(...secrets).judgeWebhook(raw, headers, NOW).kind);
      expect(verdicts(SECRET, NEXT)).toEqual(["news", "news"]);
      expect(verdicts(NEXT, SECRET)).toEqual(["news", "news"]);
      expect(verdicts(NEXT)).toEqual(["rejected", "news"]);
    });

    test("it is believed for as long as the gateway may repeat it, and not a second longer", () => {
      expect(judge(right({ sentAt: ago(maxAgeMs) })).kind).toBe("news");
      expect(judge(right({ sentAt: ago(maxAgeMs + 1_000) }))).toEqual(rejected("stale"));
    });

    test("it may come from a clock a little ahead, and not from the future", () => {
      expect(judge(right({ sentAt: ago(-FUTURE_MS) })).kind).toBe("news");
      expect(judge(right({ sentAt: ago(-FUTURE_MS - 1_000) }))).toEqual(rejected("stale"));
    });

    test("one about something else is other, whatever it holds", () => {
      expect(judge(right({ kind: otherKind }))).toEqual({ kind: "other" });
      expect(judge(right({ kind: otherKind, change: (body) => body.replace("INR", "none") }))).toEqual({ kind: "other" });
    });

    test.each([
      ["no JSON", () => "<html>"],
      ["no amount", (body: string) => body.replace(/"(refund_)?amount":[\d.]+/, '"$1amount":null')],
      ["a negative amount", (body: string) => body.replace(/"(refund_)?amount":/, '"$1amount":-')],
      ["three decimals", (body: string) => body.replace(/(amount":\d+)(\.\d+)?/, "$1.105")],
      ["no currency", (body: string) => body.replace("INR", "rupees")],
      ["another shape", () => '{"data":[],"payload":[]}'],
      ["nothing", () => ""],
    ])("one with the right signature over %s is unreadable", (_what, change) => {
      expect(judge(right({ change }))).toEqual(rejected("unreadable"));
    });
  });

  const withRaw = ({ raw, headers }: SignedWebhook, change: (raw: Uint8Array) => Uint8Array) => ({ raw: change(raw), headers });
  const withSignature = (change: (signature: string) => string) => {
    const { raw, headers } = right();
    return { raw, headers: { ...headers, [signatureHeader]: change(headers[signatureHeader] ?? "") } };
  };
}
