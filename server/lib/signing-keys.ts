import { z } from "zod";

const publicKey = z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string().min(1), kid: z.string().min(1) });
const anyKey = publicKey.extend({ d: z.string().min(1).optional() });
const keySet = z.object({ keys: z.array(anyKey).min(1) });

export type PublicKey = z.infer<typeof publicKey>;
export type SigningKey = { kid: string; privateJwk: PublicKey & { d: string } };
/** The key that signs now, and all keys that certificates may have been signed with. */
export type SigningKeys = { current: SigningKey; published: PublicKey[] };

/** Reads a JSON Web Key Set; null when it is not one of Ed25519 keys with different names. */
export function readKeySet(text: string): z.infer<typeof anyKey>[] | null {
  try {
    const { keys } = keySet.parse(JSON.parse(text));
    return new Set(keys.map(({ kid }) => kid)).size === keys.length ? keys : null;
  } catch {
    return null; // whoever asked has the sentence that says what it should be
  }
}

/** Keys without their private part. */
export const publicPart = (keys: readonly PublicKey[]): PublicKey[] => keys.map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid }));
