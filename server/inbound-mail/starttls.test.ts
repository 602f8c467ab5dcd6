import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type MailListener, startMailListener } from "./listen-for-mail";
import type { Delivery } from "./store-letter";

// Signed by itself, for a name that cannot exist, and used nowhere but here.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUfkxMHQZ9yxfdxXTSP8LtOe7bBQYwCgYIKoZIzj0EAwIw
IjEgMB4GA1UEAwwXbWFpbC5jYWxsbWlzc2VkLmV4YW1wbGUwIBcNMjYxMTIyMDY1
NjIyWhgPMjEyNjEwMjkwNjU2MjJaMCIxIDAeBgNVBAMMF21haWwuY2FsbG1pc3Nl
ZC5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERHwv2EtquhnUwINL
ksUkKkQfD3tSsZOpyDUg1VyVCfu5FDckN8ann2OEUdEtr9nU8b00VyB0rQrLqjmk
Dr2A26NTMFEwHQYDVR0OBBYEFO2+TPw8UueTKvIIbzYVxzApSnxEMB8GA1UdIwQY
MBaAFO2+TPw8UueTKvIIbzYVxzApSnxEMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
zj0EAwIDSAAwRQIhAPv4RMxx66vGf8Pm2ZqNLHkoI8FJpB4Rih7Tt/Wned0qAiAb
89d7CTsc6wCN9chPGquwJJa5xwkZoFOzBaMUNmpqmA==
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgun0tcwprozw8tC4s
2pNOJ+N1hlQIwGDXQGngaL1UUJyhRANCAAREfC/YS2q6GdTAg0uSxSQqRB8Pe1Kx
k6nINSDVXJUJ+7kUNyQ3xqefY4RR0S2v2dTxvTRXIHStCsuqOaQOvYDb
-----END PRIVATE KEY-----
`;

const folder = mkdtempSync(path.join(os.tmpdir(), "callmissed-tls-"));
const tls = { certFile: path.join(folder, "cert.pem"), keyFile: path.join(folder, "key.pem") };
const stored: Delivery[] = [];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let listener: MailListener;

beforeAll(async () => {
  writeFileSync(tls.certFile, CERTIFICATE);
  writeFileSync(tls.keyFile, KEY, { mode: 0o600 });
  const settings = { host: "127.0.0.1", port: 0, supportAddresses: ["support@callmissed.com"], maxBytes: 200_000, trustedRelays: [], tls };
  listener = await startMailListener({ settings, store: async (delivery) => void stored.push(delivery), logger: silent });
});
afterAll(async () => {
  await listener.close();
  rmSync(folder, { recursive: true });
});

it("with a certificate a letter comes in over STARTTLS, and the certificate is ours", async () => {
  const transport = nodemailer.createTransport({
    host: "127.0.0.1",
    port: listener.port,
    requireTLS: true,
    tls: { ca: CERTIFICATE, servername: "mail.callmissed.example" },
  });
  await transport.sendMail({
    from: "asha@chaipoint.example",
    to: "support@callmissed.com",
    subject: "Delete",
    text: "Please delete our account.",
  });
  transport.close();
  expect(stored).toHaveLength(1);
  expect(Buffer.from(stored[0]?.raw ?? []).toString()).toContain("Please delete our account.");
});
