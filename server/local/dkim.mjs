// The one DKIM key with which every local sender signs, and which the local DNS publishes for every domain.
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import path from "node:path";
import { keepsake } from "./keepsakes.mjs";

export const SELECTOR = "s1";

export function signingKey(dataFolder) {
  const make = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" });
  return keepsake(path.join(dataFolder, "dkim", `${SELECTOR}.pem`), make);
}

/** The text of the TXT record that lets others check our signatures. */
export function publicRecord(dataFolder) {
  const der = createPublicKey(signingKey(dataFolder)).export({ type: "spki", format: "der" });
  return `v=DKIM1; k=rsa; p=${der.toString("base64")}`;
}
