// Secrets and keys that are made up once on this machine and then stay the same, so that a restart breaks nothing.
import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Reads a file of ours, making it first (readable by its owner only) when it is not there. */
export function keepsake(file, make) {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o711 });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, make(), { mode: 0o600 });
    try {
      linkSync(draft, file); // fails when somebody else was faster, whose version then counts
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(file, "utf8");
}

/** The random secrets that the parts of a local console share. */
export function localSecrets(dataFolder) {
  const random = () => randomBytes(32).toString("base64url");
  const names = ["NEXTAUTH_SECRET", "GATE_TOKEN", "PLATFORM_WEBHOOK_SECRET", "OIDC_CLIENT_SECRET"];
  return JSON.parse(
    keepsake(path.join(dataFolder, "secrets.json"), () =>
      JSON.stringify(Object.fromEntries(names.map((name) => [name, random()])), null, 2),
    ),
  );
}
