import { afterAll, beforeAll, expect, test } from "vitest";
import { fixedClock, HOUR_MS } from "@/server/lib/clock";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import { scriptedPdf } from "@/server/testing/crafted-files";
import type { GivenTenant } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import type { Context } from "@/server/trpc/context";
import { countUpload } from "./count-upload";
import { handleUpload } from "./handle-upload";
import { openGrievance } from "./open-grievance";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
});
afterAll(() => world.end());

async function aCase() {
  const tenant = await world.given.tenant();
  const asker = { id: tenant.owner.id, tenantId: tenant.id, email: tenant.owner.email, language: "en" };
  return { tenant, id: (await openGrievance(world.console, asker, { kind: "grievance", topic: "other", text: "See." })).id };
}

/** Sends a file with the form of a case; answers with where that leads. */
async function post({ id: tenantId, owner }: GivenTenant, grievanceId: string, data: Buffer): Promise<string> {
  const form = new FormData();
  form.set("grievanceId", grievanceId);
  form.append("files", new File([new Uint8Array(data)], "file"));
  const whole = new Response(form);
  const body = Buffer.from(await whole.arrayBuffer());
  const headers = {
    origin: new URL(env().APP_URL).origin,
    "content-type": whole.headers.get("content-type") ?? "",
    "content-length": String(body.length),
  };
  const member = { ...owner, tenantId, sessionId: newId(), role: "owner", language: "en" } as Context["member"];
  const context: Context = { deps: world.console, operator: null, member, callId: "call" };
  const request = new Request(`${headers.origin}/api/account/grievances`, { method: "POST", body, headers });
  const answer = await handleUpload(request, undefined, async () => context);
  return answer.headers.get("location") ?? (await answer.text());
}

test("a form with files counts whatever comes of it: after forty within an hour no more is looked into, of this tenant", async () => {
  const [mine, other] = [await aCase(), await aCase()];
  const at = (hours: number) => ({ ...world.console, clock: fixedClock(new Date(Date.now() + hours * HOUR_MS)) });
  expect(await post(mine.tenant, mine.id, scriptedPdf())).toContain("refused=file_active");
  // The refused one counted, so 39 more are all. The next hour as well, should this one end meanwhile.
  for (const [hours, atMost] of [
    [0, 39],
    [1, 40],
  ] as const)
    for (let n = 0; n < atMost; n += 1) expect(await outcomeOf(countUpload(at(hours), mine.tenant.id))).toHaveProperty("value");
  expect(await post(mine.tenant, mine.id, Buffer.from("words"))).toContain("refused=case_too_many_uploads");
  expect(await post(other.tenant, other.id, Buffer.from("words"))).toContain("sent=1");
  expect(await outcomeOf(countUpload(at(2), mine.tenant.id))).toHaveProperty("value");
});
