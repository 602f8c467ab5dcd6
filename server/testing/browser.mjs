// Finding a Chromium for the journeys, or getting one.
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { runCommand } from "../local/command.mjs";
import { Trouble } from "../local/trouble.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/** The path of a browser: CHROMIUM_PATH, Playwright's own, one in PATH, else one that is installed now. */
export async function findBrowser() {
  const found = installed();
  if (found) return found;
  console.log("No Chromium is installed; trying Playwright's download …");
  await runCommand(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { quiet: true, timeout: 300_000 });
  if (!installed() && process.getuid?.() === 0 && inPath("apt-get")) {
    console.log("… which did not work; trying this system's package …");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await runCommand("apt-get", ["update", "-qq"], { env, quiet: true });
    await runCommand("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env, quiet: true });
  }
  const gotten = installed();
  if (gotten) return gotten;
  throw new Trouble(
    "The journeys need Chromium, and none could be found or installed.",
    "Install it (for example: apt install chromium), or set CHROMIUM_PATH.",
  );
}

function installed() {
  return [process.env.CHROMIUM_PATH, chromium.executablePath(), ...NAMES.map(inPath)].find((file) => file && existsSync(file));
}

function inPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}
