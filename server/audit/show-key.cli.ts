// `npm run --silent audit:key > keys.json`: the public keys that checkpoints and certificates are checked with, for whoever verifies elsewhere.
import { trailEnv } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";

try {
  console.log(JSON.stringify({ keys: openSigningKeys(trailEnv().SIGNING_KEY_FILE).published }, null, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
