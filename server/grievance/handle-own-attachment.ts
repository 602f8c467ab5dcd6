import { anyId } from "@/server/lib/ids";
import { NotFound } from "@/server/lib/refusal";
import { leadBack } from "@/server/owner/lead-back";
import { refuseToServe } from "@/server/retention/refuse-to-serve";
import type { ContextOf } from "@/server/trpc/answer-file";
import { createContext } from "@/server/trpc/context";
import { answerAttachment } from "./answer-attachment";
import { openFiles } from "./attachment-files.adapter";
import { readAttachment } from "./read-attachment";

/** What says how it stands with the cases, where a file is not to be had. */
const page = "/account/rights";

type RouteContext = { params: Promise<{ id: string }> };

/** GET /api/account/grievances/files/<id>: a file of a case of the owner's own, for them (S4). Who came by a link in a browser and cannot have it is led to a page. */
export async function handleOwnAttachment(
  request: Request,
  { params }: RouteContext,
  contextOf: ContextOf = createContext,
): Promise<Response> {
  const closed = await refuseToServe();
  if (closed) return closed;
  const { deps, member } = await contextOf();
  const say = (status: 401 | 403 | 404, error: string) => leadBack(request, status, page) ?? plainly(status, error);
  if (!member) return say(401, "sign in first");
  if (member.role !== "owner") return say(403, "this is for the owner of the account");
  const id = anyId.safeParse((await params).id);
  try {
    if (!id.success) throw new NotFound("attachment");
    const reader = { kind: "owner", id: member.id, tenantId: member.tenantId } as const;
    return answerAttachment(await readAttachment(deps, openFiles(), reader, id.data.toLowerCase()));
  } catch (error) {
    if (error instanceof NotFound) return say(404, "there is no such thing, or it is not visible to you");
    throw error;
  }
}

const plainly = (status: number, error: string): Response => Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
