import { consoleDb } from "@/server/lib/db";
import { anyId } from "@/server/lib/ids";
import { refuseToServe } from "./refuse-to-serve";
import { ENDINGS, type Ending, readCertificate, renderCertificate } from "./render-certificate";

type RouteContext = { params: Promise<{ id: string; ending: string }> };

/** GET /api/certificates/<id>/pdf, jws or json: a certificate to keep, for anybody who has its address. */
export async function handleCertificate(_request: Request, { params }: RouteContext): Promise<Response> {
  const closed = await refuseToServe();
  if (closed) return closed;
  const { id, ending } = await params;
  const known = ENDINGS.includes(ending as Ending) && anyId.safeParse(id).success;
  const certificate = known ? await readCertificate(consoleDb(), id.toLowerCase()) : null;
  if (certificate?.finding.is !== "valid") return Response.json({ error: "there is no such certificate" }, { status: 404 });
  const { name, type, data } = await renderCertificate(certificate.jws, certificate.finding, ending as Ending);
  return new Response(new Uint8Array(data), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, max-age=3600",
      "x-robots-tag": "noindex",
    },
  });
}
