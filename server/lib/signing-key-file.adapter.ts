import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { publicPart, readKeySet, type SigningKeys } from "./signing-keys";

/** The keys of SIGNING_KEY_FILE: the first one signs, all of them verify. Throws one sentence when it is missing or not of this form. */
export function openSigningKeys(file: string): SigningKeys {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error("SIGNING_KEY_FILE cannot be read: without the signing key nothing can be certified.", { cause });
  }
  const keys = readKeySet(text);
  const first = keys?.[0];
  if (!keys || !first?.d || !isWhole({ ...first, d: first.d }))
    throw new Error(
      'SIGNING_KEY_FILE must be a JSON Web Key Set of Ed25519 keys, each with a "kid" of its own, the first one with its private part "d".',
    );
  const { kty, crv, x, kid, d } = first;
  return { current: { kid, privateJwk: { kty, crv, x, kid, d } }, published: publicPart(keys) };
}

/** Does the published half belong to the private one? Otherwise everything signed from now on would be called invalid. */
function isWhole(jwk: { kty: "OKP"; crv: "Ed25519"; x: string; d: string }): boolean {
  try {
    const made = createPublicKey(createPrivateKey({ key: jwk, format: "jwk" })).export({ format: "jwk" });
    return made.x === jwk.x;
  } catch {
    return false;
  }
}
