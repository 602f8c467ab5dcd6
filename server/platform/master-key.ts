import { z } from "zod";

/** A tenant's data key as it lies in the key store. */
export type WrappedKey = { masterKeyId: string; wrapped: string };

/**
 * What wraps tenants' data keys: a key file by default, a cloud key vault where there is one. `context` (the tenant's id)
 * is authenticated: a wrapped key that was moved to another tenant does not unwrap.
 */
export interface MasterKey {
  /** The id that new wrappings get. Asked each time: the master key may be changed while a process runs. */
  readonly currentId: string;
  wrap(dataKey: Buffer, context: string): Promise<WrappedKey>;
  /** Throws when the master key it was wrapped with is not known, or is another one of the same name. */
  unwrap(key: WrappedKey, context: string): Promise<Buffer>;
}

const wrappedKey = z.object({ masterKeyId: z.string().min(1), wrapped: z.base64() });

/** A wrapped key as it lies in the store. */
export const writeWrapped = (key: WrappedKey): Buffer => Buffer.from(JSON.stringify(key));

/** Throws a sentence when the object is not what `writeWrapped` writes. */
export function readWrapped(data: Buffer): WrappedKey {
  try {
    return wrappedKey.parse(JSON.parse(data.toString("utf8")));
  } catch (cause) {
    throw new Error("An object of KEYS_STORE is no wrapped key: it was damaged or written by somebody else.", { cause });
  }
}
