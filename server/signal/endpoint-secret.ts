import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { MasterKey } from "@/server/platform/master-key";

const wrappedSecret = z.object({ masterKeyId: z.string(), wrapped: z.base64() });
/** Says to the master key what is wrapped: a secret that was moved to another endpoint does not open. */
const context = (endpointId: string) => `signal-endpoint:${endpointId}`;

/** What an endpoint's signatures are made with: 256 random bits. Shown once, to whoever added the endpoint. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString("base64url")}`;

export async function sealSecret(master: MasterKey, endpointId: string, secret: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(Buffer.from(JSON.stringify(await master.wrap(Buffer.from(secret), context(endpointId)))));
}

/** Throws when the master key it was sealed with is not known any more. */
export async function openSecret(master: MasterKey, endpointId: string, sealed: Uint8Array): Promise<string> {
  return (await master.unwrap(parse(sealed), context(endpointId))).toString("utf8");
}

/** The id of the master key that seals it now. */
export const sealedBy = (sealed: Uint8Array): string => parse(sealed).masterKeyId;

const parse = (sealed: Uint8Array) => wrappedSecret.parse(JSON.parse(Buffer.from(sealed).toString("utf8")));
