/** A tenant's data key as it lies in the key store. */
export type WrappedKey = { masterKeyId: string; wrapped: string };

/**
 * What wraps tenants' data keys: a key file by default, a cloud key vault where there is one. `context` (the tenant's id)
 * is authenticated: a wrapped key that was moved to another tenant does not unwrap.
 */
export interface MasterKey {
  /** The id that new wrappings get. */
  readonly currentId: string;
  wrap(dataKey: Buffer, context: string): Promise<WrappedKey>;
  /** Throws when the master key it was wrapped with is not known, or is another one of the same name. */
  unwrap(key: WrappedKey, context: string): Promise<Buffer>;
}
