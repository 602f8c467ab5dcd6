import { consoleDb } from "./db";
import { within } from "./deadline";

/** For load balancers and the launcher: 200 while the database answers, 503 with a word when it does not. */
export async function handleHealth(): Promise<Response> {
  try {
    await within(5_000, consoleDb().$queryRaw`SELECT 1`);
    return Response.json({ status: "ok" });
  } catch {
    return Response.json({ status: "the database does not answer" }, { status: 503 });
  }
}
