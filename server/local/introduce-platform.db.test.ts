import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { openSecret } from "@/server/signal/endpoint-secret";
import { LOCAL_PLATFORM } from "@/server/testing/cast";
import { testWorld, type World } from "@/server/testing/world";

let world: World;
let folder: string;
beforeAll(async () => {
  world = await testWorld();
  folder = await mkdtemp(path.join(tmpdir(), "callmissed-local-"));
  await writeFile(path.join(folder, "secrets.json"), JSON.stringify({ PLATFORM_WEBHOOK_SECRET: "shared with the stand-in" }));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.end();
});

test("the local platform's endpoint follows its port from start to start, and is otherwise left as somebody has set it", async () => {
  const unused = "http://localhost:9";
  const settings = {
    DATABASE_URL: world.database.url,
    APP_URL: unused,
    NEXTAUTH_SECRET: "x".repeat(32),
    OIDC_ISSUER: unused,
    OIDC_CLIENT_ID: "nobody",
    OIDC_CLIENT_SECRET: "nothing",
    GATE_TOKEN: "x".repeat(24),
    SMTP_URL: "smtp://127.0.0.1:9",
  };
  const introduce = (url: string) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "server/local/introduce-platform.ts", url, folder], {
      env: { ...process.env, ...settings },
    });
  await introduce("http://localhost:4466/webhooks");
  await world.database.ownerPool.query("UPDATE console.signal_endpoint SET disabled_at = now(), kinds = '{tenant_purged}'");
  await introduce("http://localhost:50123/webhooks");
  const [endpoint, ...others] = await world.console.db.signalEndpoint.findMany();
  expect(others).toEqual([]);
  expect(endpoint).toMatchObject({
    ...LOCAL_PLATFORM,
    url: "http://localhost:50123/webhooks",
    kinds: ["tenant_purged"],
    disabledAt: expect.any(Date),
  });
  const secret = await openSecret(openKeyRing().master, LOCAL_PLATFORM.id, endpoint?.secretCiphertext ?? new Uint8Array());
  expect(secret).toBe("shared with the stand-in");
}, 60_000);
