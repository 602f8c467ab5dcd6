import { Forbidden, NotFound } from "@/server/lib/refusal";
import { may, type Permission } from "@/server/operator/permissions";
import { refuseToServe } from "@/server/retention/refuse-to-serve";
import { type Context, createContext } from "./context";

/** What a route for files knows once its door is passed. */
export type FileContext = Pick<Context, "deps"> & { actor: { kind: "operator"; id: string } };

/** Who asks; a test says so itself, a route reads the session. */
export type ContextOf = () => Promise<Context>;

/**
 * The door of routes that hand files to staff, with the same table of permissions as every procedure. Answers 401, 403 and 404
 * without saying more; nothing is kept in a cache that somebody else could read.
 */
export async function answerFile(
  permission: Permission,
  answer: (context: FileContext) => Promise<Response>,
  contextOf: ContextOf = createContext,
): Promise<Response> {
  const closed = await refuseToServe();
  if (closed) return closed;
  const { deps, operator } = await contextOf();
  try {
    if (!operator) return say(401, "sign in first");
    if (!may(operator.role, permission)) throw new Forbidden(permission);
    const response = await answer({ deps, actor: { kind: "operator", id: operator.id } });
    response.headers.set("cache-control", "private, no-store");
    return response;
  } catch (error) {
    if (error instanceof Forbidden) return say(403, "your role does not allow this");
    if (error instanceof NotFound) return say(404, "there is no such thing, or it is not visible to you");
    throw error;
  }
}

const say = (status: number, error: string): Response => Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
