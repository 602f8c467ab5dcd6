import type { Language } from "@/server/language/language";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { closedPage } from "./certificate";
import { readCertificate, renderCertificate } from "./render-certificate";

type Attached = { url: string; attachments: { filename: string; contentType: string; content: Buffer }[] };

/** The certificate of a purged request for its owner's last mail (P8): the page that says that it is done, and the two files to keep, drawn in the owner's language. Null when it has none. */
export async function attachCertificate({ db }: Pick<Deps, "db">, requestId: string, language: Language): Promise<Attached | null> {
  const row = await db.deletionCertificate.findUnique({ where: { requestId }, select: { id: true, jws: true } });
  const certificate = row && (await readCertificate(db, row.id));
  if (!certificate) return null;
  const { jws, finding } = certificate;
  if (finding.is !== "valid") throw new Error("the certificate's signature does not hold with the published keys");
  const files = await Promise.all((["pdf", "jws"] as const).map((ending) => renderCertificate(jws, finding, ending, language)));
  return {
    url: closedPage(env().APP_URL, row.id),
    attachments: files.map(({ name, type, data }) => ({ filename: name, contentType: type, content: data })),
  };
}
