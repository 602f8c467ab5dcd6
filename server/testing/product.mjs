// The whole product for the journeys: what `npm start` starts, on free ports, with a database and folders of its own.
import { fork } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../local/bootstrap.mjs";
import { localStores } from "../local/keepsakes.mjs";
import { atEnd } from "../local/shutdown.mjs";
import { Trouble } from "../local/trouble.mjs";

// A developer's own settings must not reach the tests: they would write into real databases and send real mail.
const REAL_SERVICES =
  /^(DATABASE_URL|APP_URL|NEXTAUTH_|OIDC_|GATE_|SMTP_|MAIL_FROM|SUPPORT_ADDRESSES|DNS_SERVERS|FILES_STORE|KEYS_STORE|LEDGER_|AUDIT_|MASTER_KEY_FILE|SIGNING_KEY_FILE|LEDGER_KEY_FILE|TRUSTED_|WEBHOOK_|PURGE_|METRICS_|CASHFREE_|RAZORPAY_|GATEWAY_|REFUND_|CREDITS_|COMPANY_|AZURE_|S3_|AWS_|PORT$|SEED$|NODE_ENV$)/;

/** The environment without anything that points at real services. */
export function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !REAL_SERVICES.test(name)));
}

/** Builds, seeds and starts the product on `databaseUrl`; answers with its addresses and how to stop it. */
export async function startProduct({ scratch, databaseUrl }) {
  const dataFolder = path.join(scratch, "app");
  const log = path.join(scratch, "product.log");
  const out = openSync(log, "a");
  const ownPlaces = { DATABASE_URL: databaseUrl, CALLMISSED_DATA_DIR: dataFolder, NEXT_DIST_DIR: ".next-test", TRUSTED_PROXIES: "1" };
  const env = { ...cleanEnvironment(), ...ownPlaces, SEED: "1", CALLMISSED_ANY_PORTS: "1" };
  const child = fork(path.join(root, "server/local/start.mjs"), { env, cwd: root, detached: true, stdio: ["ignore", out, out, "ipc"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    if (child.connected) child.kill("SIGTERM");
    await ended;
  };
  atEnd(stop);
  const addresses = await Promise.race([new Promise((resolve) => child.once("message", resolve)), ended.then(() => null)]);
  if (!addresses)
    throw new Trouble(`The product did not start. It said:\n${readFileSync(log, "utf8").trimEnd().split("\n").slice(-40).join("\n")}`);
  return { ...addresses, stop };
}

/** What the journeys have to know, as environment variables. */
export function describeForJourneys(product, chromium) {
  const { origin, mailbox, platform, cashfree, razorpay, identityProvider, dns, ports, databaseUrl, dataFolder } = product;
  return {
    BASE_URL: origin,
    MAILBOX_URL: mailbox,
    PLATFORM_URL: platform,
    CASHFREE_STAND_IN: cashfree,
    RAZORPAY_STAND_IN: razorpay,
    IDENTITY_PROVIDER_URL: identityProvider,
    DNS_SERVERS: dns,
    SMTP_LISTEN_PORT: String(ports.mailIn),
    DATABASE_URL: databaseUrl,
    CALLMISSED_DATA_DIR: dataFolder,
    RUN_FILE: path.join(dataFolder, "run.json"),
    GATE_TOKEN: JSON.parse(readFileSync(path.join(dataFolder, "secrets.json"), "utf8")).GATE_TOKEN,
    ...localStores(dataFolder),
    CHROMIUM_PATH: chromium,
  };
}
