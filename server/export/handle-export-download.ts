import { Readable } from "node:stream";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { env } from "@/server/lib/env";
import { exportId } from "@/server/lib/ids";
import { logger } from "@/server/lib/logger";
import { openStore } from "@/server/lib/open-store";
import { leadBack } from "@/server/owner/lead-back";
import { openingStream } from "@/server/platform/file-cipher";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { openTenantKey } from "@/server/platform/tenant-keys";
import { refuseToServe } from "@/server/retention/refuse-to-serve";
import { type Context, createContext } from "@/server/trpc/context";
import { archiveKey, isOpen } from "./export";

type RouteContext = { params: Promise<{ id: string }> };

/**
 * GET /api/account/exports/<id>: the archive, for the owner of its tenant only, whose role is read from the database at this call (S4);
 * also while the tenant is sealed, if it was built before. Decrypted while it is sent. Whoever fetched it stands in the book (A1). What
 * turns out not to be genuine is broken off, never ended as if it were whole. Who came by a link in a browser and cannot have it is led
 * to a page; everything else gets the plain status.
 */
export async function handleExportDownload(
  request: Request,
  { params }: RouteContext,
  contextOf: () => Promise<Context> = createContext,
): Promise<Response> {
  const closed = await refuseToServe();
  if (closed) return closed;
  const { deps, member } = await contextOf();
  const say = (status: 401 | 403 | 404, error: string) => leadBack(request, status, "/account/export") ?? plainly(status, error);
  if (!member) return say(401, "sign in first");
  if (member.role !== "owner") return say(403, "only the owner can fetch the archive");
  const id = exportId.safeParse((await params).id);
  const { tenantId } = member;
  const row = id.success ? await deps.db.dataExport.findFirst({ where: { id: id.data, tenantId } }) : null;
  if (!row || !isOpen(row, await deps.clock.now(deps.db))) return say(404, "there is no such archive, or its time is over");

  const objectKey = archiveKey(row);
  const dataKey = await openTenantKey(openKeyRing(), tenantId);
  const sealed = await openStore(env().FILES_STORE).read(objectKey);
  if (!sealed) throw new Error("an archive that is ready is not in the store");
  try {
    await deps.db.$transaction((tx) =>
      recordAuditEvent(tx, "export.downloaded", { kind: "owner", id: member.id }, { tenantId }, { exportId: row.id }),
    );
  } catch (error) {
    sealed.destroy(); // nobody is going to read it to its end
    throw error;
  }
  return new Response(Readable.toWeb(opened(sealed, dataKey, { tenantId, objectKey })) as ReadableStream, {
    headers: {
      "content-type": "application/zip",
      "content-length": String(row.bytes),
      "content-disposition": `attachment; filename="callmissed-archive-${row.readyAt?.toISOString().slice(0, 10)}.zip"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** Ends with an error as soon as either half does; one who stops fetching lets go of the store's file. */
function opened(sealed: Readable, dataKey: Buffer, place: { tenantId: string; objectKey: string }): Readable {
  const plain = openingStream(dataKey, place);
  sealed.once("error", (error) => plain.destroy(error));
  plain.once("error", (err) => logger.error({ err, tenantId: place.tenantId }, "an archive was broken off while it was fetched"));
  plain.once("close", () => sealed.destroy());
  return sealed.pipe(plain);
}

const plainly = (status: number, error: string): Response => Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
