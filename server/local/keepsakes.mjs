// Secrets and keys that are made up once on this machine and then stay the same, so that a restart breaks nothing.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Reads a file of ours, making it first (readable by its owner only) when it is not there. */
export function keepsake(file, make) {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o711 });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, make(), { mode: 0o600 });
    try {
      linkSync(draft, file); // fails when somebody else was faster, whose version then counts
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(file, "utf8");
}

/** The random secrets that the parts of a local console share. */
export const localSecrets = (dataFolder) =>
  secretsIn(path.join(dataFolder, "secrets.json"), ["NEXTAUTH_SECRET", "GATE_TOKEN", "PLATFORM_WEBHOOK_SECRET", "OIDC_CLIENT_SECRET"]);

/** Those that it shares with the payment gateways' stand-ins; in a file of their own, because folders of before have the other one. */
export const localGatewaySecrets = (dataFolder) =>
  secretsIn(path.join(dataFolder, "gateway-secrets.json"), [
    "CASHFREE_CLIENT_SECRET",
    "CASHFREE_WEBHOOK_SECRET",
    "RAZORPAY_KEY_SECRET",
    "RAZORPAY_WEBHOOK_SECRET",
  ]);

function secretsIn(file, names) {
  const random = () => randomBytes(32).toString("base64url");
  return JSON.parse(keepsake(file, () => JSON.stringify(Object.fromEntries(names.map((name) => [name, random()])), null, 2)));
}

/** Where a local console keeps files, keys, the erasure ledger and the audit trail's checkpoints; the keys are made up the first time. */
export function localStores(dataFolder) {
  const folder = (name) => {
    const place = path.join(dataFolder, name);
    mkdirSync(place, { recursive: true, mode: 0o700 });
    return place;
  };
  const masterKey = path.join(dataFolder, "master-key.json");
  keepsake(masterKey, () => JSON.stringify({ current: "local-1", keys: { "local-1": randomBytes(32).toString("base64") } }, null, 2));
  const signingKey = path.join(dataFolder, "signing-key.json");
  keepsake(signingKey, () => {
    const jwk = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
    return JSON.stringify({ keys: [{ ...jwk, kid: "local-1", alg: "EdDSA", use: "sig" }] }, null, 2);
  });
  const ledgerKey = path.join(dataFolder, "ledger-key.json");
  keepsake(ledgerKey, () => JSON.stringify({ key: randomBytes(32).toString("base64") }, null, 2));
  return {
    FILES_STORE: folder("files"),
    KEYS_STORE: folder("keys"),
    LEDGER_STORE: folder("ledger"),
    AUDIT_STORE: folder("audit"),
    MASTER_KEY_FILE: masterKey,
    SIGNING_KEY_FILE: signingKey,
    LEDGER_KEY_FILE: ledgerKey,
  };
}
