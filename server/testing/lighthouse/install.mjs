// Lighthouse is larger than the console's own tools together, so it is installed when it is first asked for, by its own lock.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../local/command.mjs";
import { Trouble } from "../../local/trouble.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
// Inside node_modules, where no linter, test or build looks.
const packages = path.resolve(here, "../../../node_modules/.lighthouse");
const MANIFESTS = ["package.json", "package-lock.json"];

/** Installs Lighthouse when it is not there as the lock says; answers with its program. Throws when it cannot be installed. */
export async function installLighthouse() {
  const stamp = path.join(packages, "installed");
  const wanted = createHash("sha256")
    .update(MANIFESTS.map((name) => readFileSync(path.join(here, name), "utf8")).join("\0"))
    .digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    console.log("Installing Lighthouse (190 MB, the first time only) …");
    rmSync(stamp, { force: true });
    mkdirSync(packages, { recursive: true });
    for (const name of MANIFESTS) cpSync(path.join(here, name), path.join(packages, name));
    const status = await runCommand("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: packages });
    if (status !== 0) throw new Trouble("Lighthouse could not be installed.", "Is the npm registry reachable?");
    writeFileSync(stamp, wanted);
  }
  return path.join(packages, "node_modules/lighthouse/cli/index.js");
}
