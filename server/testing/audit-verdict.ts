import { type Examined, examineTrail } from "@/server/audit/examine-trail";
import { trailEnv } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";

/** What `npm run audit:verify` comes to for this database and this store of checkpoints. */
export const auditVerdict = (database: string, store: string): Promise<Examined> =>
  examineTrail({
    where: { database },
    checkpoints: store,
    keys: openSigningKeys(trailEnv().SIGNING_KEY_FILE).published,
    onProgress: () => {},
  });
