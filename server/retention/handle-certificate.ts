import { type Language, languageOr } from "@/server/language/language";
import { consoleDb } from "@/server/lib/db";
import { anyId } from "@/server/lib/ids";
import type { Finding } from "./certificate-signature";
import { refuseToServe } from "./refuse-to-serve";
import { type CertificateFile, ENDINGS, type Ending, readCertificate, renderCertificate } from "./render-certificate";

type RouteContext = { params: Promise<{ id: string; ending: string }> };

/** GET /api/certificates/<id>/pdf, jws or json: a certificate to keep, for anybody who has its address; `?lang=hi` draws the page in Hindi. */
export async function handleCertificate(request: Request, { params }: RouteContext): Promise<Response> {
  const closed = await refuseToServe();
  if (closed) return closed;
  const { id, ending } = await params;
  const known = ENDINGS.includes(ending as Ending) && anyId.safeParse(id).success;
  const certificate = known ? await readCertificate(consoleDb(), id.toLowerCase()) : null;
  if (certificate?.finding.is !== "valid") return Response.json({ error: "there is no such certificate" }, { status: 404 });
  const language = languageOr(new URL(request.url).searchParams.get("lang"));
  const { name, type, data } = await renderOnce(certificate.jws, certificate.finding, ending as Ending, language);
  return new Response(new Uint8Array(data), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "public, max-age=86400, immutable",
      "x-robots-tag": "noindex",
    },
  });
}

/** Files that were asked for last, the oldest first: the same text gives the same bytes, and drawing a page is work that anybody can ask for. */
const rendered = new Map<string, Promise<CertificateFile>>();
const KEPT_FILES = 100;

async function renderOnce(jws: string, finding: Finding, ending: Ending, language: Language): Promise<CertificateFile> {
  const key = `${ending} ${language} ${jws}`;
  const file = rendered.get(key) ?? renderCertificate(jws, finding, ending, language);
  rendered.delete(key);
  rendered.set(key, file);
  if (rendered.size > KEPT_FILES) for (const oldest of [...rendered.keys()].slice(0, -KEPT_FILES)) rendered.delete(oldest);
  return file.catch((error) => {
    rendered.delete(key);
    throw error;
  });
}
