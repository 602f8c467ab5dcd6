import type { Deps } from "@/server/lib/deps";
import { readCertificate, renderCertificate } from "./render-certificate";

type Attached = { url: string; attachments: { filename: string; contentType: string; content: Buffer }[] };

/** The certificate of a purged request for its owner's last mail (P8): where it stands, and the two files to keep. Null when it has none. */
export async function attachCertificate({ db }: Pick<Deps, "db">, requestId: string): Promise<Attached | null> {
  const row = await db.deletionCertificate.findUnique({ where: { requestId }, select: { id: true, jws: true } });
  const certificate = row && (await readCertificate(db, row.id));
  if (!certificate) return null;
  const { jws, finding } = certificate;
  if (finding.is !== "valid") throw new Error("the certificate's signature does not hold with the published keys");
  const files = await Promise.all((["pdf", "jws"] as const).map((ending) => renderCertificate(jws, finding, ending)));
  return {
    url: finding.statement.page,
    attachments: files.map(({ name, type, data }) => ({ filename: name, contentType: type, content: data })),
  };
}
