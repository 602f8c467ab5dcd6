import { sha256Hex } from "@/server/lib/crypto";
import type { Tx } from "@/server/lib/db";
import { type Env, env } from "@/server/lib/env";
import { newId, requestNumber } from "@/server/lib/ids";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { DELETION_POLICY } from "@/server/policy/retention";
import { certificatePage, ISSUER, keptThings, type Statement } from "./certificate";
import { signStatement } from "./certificate-signature";
import { ERASE_CLASSES } from "./inventory";

/**
 * Signs the statement that a purge is done (P8), in the transaction that wrote down the last zero of the recount. A purge
 * has one certificate: whoever comes again, after a crash, finds the row and changes nothing.
 */
export async function issueCertificate(
  tx: Tx,
  requestId: string,
  verifiedAt: Date,
  settings: Pick<Env, "APP_URL" | "SIGNING_KEY_FILE"> = env(),
): Promise<void> {
  if (await tx.deletionCertificate.findUnique({ where: { requestId }, select: { id: true } })) return;
  const id = newId();
  const statement = await stateOf(tx, requestId, { id, page: certificatePage(settings.APP_URL, id) }, verifiedAt);
  const jws = await signStatement(statement, openSigningKeys(settings.SIGNING_KEY_FILE).current);
  await tx.deletionCertificate.create({
    data: { id: statement.certificateId, requestId, jws, sha256: sha256Hex(jws), issuedAt: verifiedAt },
    select: { id: true },
  });
}

async function stateOf(tx: Tx, requestId: string, { id, page }: { id: string; page: string }, verifiedAt: Date): Promise<Statement> {
  const run = await tx.purgeRun.findUniqueOrThrow({
    where: { requestId },
    include: { steps: { orderBy: { position: "asc" } }, request: { include: { deactivation: true } } },
  });
  const { deactivation, number } = run.request;
  if (!deactivation) throw new Error("a purge without a deactivation cannot be certified");
  const say = new Map(ERASE_CLASSES.map((entry) => [entry.name, entry.say]));
  return {
    version: 1,
    certificateId: id,
    page,
    issuer: ISSUER,
    request: requestNumber(number),
    policy: { ...DELETION_POLICY },
    deactivatedAt: deactivation.deactivatedAt.toISOString(),
    purgeDueAt: deactivation.purgeDueAt.toISOString(),
    purgeStartedAt: run.startedAt.toISOString(),
    verifiedAt: verifiedAt.toISOString(),
    keyDestroyedAt: run.steps.find((step) => step.className === "tenant_key" && step.done > 0n)?.finishedAt?.toISOString() ?? null,
    classes: run.steps.map((step) => {
      if (step.survivors !== 0n) throw new Error("a class that is not counted to zero cannot be certified");
      return {
        name: step.className,
        say: say.get(step.className) ?? step.className,
        before: Number(step.before),
        erased: Number(step.done),
        after: 0,
      };
    }),
    kept: keptThings(),
  };
}
