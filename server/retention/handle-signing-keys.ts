import { env } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";

/** GET /.well-known/jwks.json: the public keys that certificates are checked with, those of former times included (P8). */
export async function handleSigningKeys(): Promise<Response> {
  const keys = openSigningKeys(env().SIGNING_KEY_FILE).published.map((key) => ({ ...key, alg: "EdDSA", use: "sig" }));
  return Response.json(
    { keys },
    {
      headers: {
        "content-type": "application/jwk-set+json",
        // Checked in browsers of other origins as well. A day at most until a new key is seen everywhere.
        "access-control-allow-origin": "*",
        "cache-control": "public, max-age=3600, stale-while-revalidate=82800",
      },
    },
  );
}
