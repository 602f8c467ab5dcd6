// The settings of a local console: what the environment says stays; the rest is a stand-in on a free port.
import { isOurs } from "./database.mjs";
import { localGatewaySecrets, localSecrets, localStores } from "./keepsakes.mjs";
import { demandedPort, freeDatagramPort, freePort } from "./ports.mjs";

const USUAL = {
  console: 3000,
  mailIn: 2525,
  mailbox: 8025,
  mailOut: 1025,
  dns: 5391,
  identityProvider: 4455,
  platform: 4466,
  cashfree: 4477,
  razorpay: 4488,
};

/** Who issues credit notes of refunds that no money moved for. */
const NOBODYS_COMPANY = { COMPANY_GSTIN: "29AAAAA0000A1Z5", COMPANY_ADDRESS: "1 Example Road, Bengaluru, Karnataka 560001, India" };

/** Refuses early, before anything is started, when somebody asks for a port that cannot be had. */
export async function checkDemandedPorts() {
  for (const name of ["PORT", "SMTP_LISTEN_PORT"]) {
    if (process.env[name]) await demandedPort(process.env[name], name);
  }
}

/** Answers with the environment of all parts, the stand-ins that the street has to play, and the addresses to show. */
export async function chooseSettings(dataFolder, databaseUrl) {
  const given = process.env;
  const { ports, taken } = await choosePorts(given);
  const origin = given.APP_URL ?? `http://localhost:${ports.console}`;
  const secrets = localSecrets(dataFolder);
  const local = {
    DATABASE_URL: databaseUrl,
    APP_URL: origin,
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    GATE_TOKEN: secrets.GATE_TOKEN,
    // The probes knock at the gate without leaving the machine, whatever name the console has outside.
    GATE_URL: `http://localhost:${ports.console}`,
    ...localStores(dataFolder),
    SMTP_LISTEN_HOST: "127.0.0.1",
    SMTP_LISTEN_PORT: String(ports.mailIn),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const street = { dataFolder };
  if (taken.identityProvider) {
    const client = { clientId: "callmissed-console", clientSecret: secrets.OIDC_CLIENT_SECRET };
    const issuer = `http://localhost:${ports.identityProvider}`;
    Object.assign(local, { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.clientId, OIDC_CLIENT_SECRET: client.clientSecret });
    street.identityProvider = {
      port: ports.identityProvider,
      appOrigin: origin,
      ...client,
    };
  }
  if (taken.dns) {
    local.DNS_SERVERS = `127.0.0.1:${ports.dns}`;
    street.dns = { port: ports.dns };
  }
  if (taken.mailbox) {
    local.SMTP_URL = `smtp://127.0.0.1:${ports.mailOut}`;
    street.mailbox = { port: ports.mailbox, smtpPort: ports.mailOut };
  }
  if (taken.platform) {
    local.WEBHOOK_ALLOW_LOOPBACK = "1"; // it listens on this machine
    street.platform = { port: ports.platform, secret: secrets.PLATFORM_WEBHOOK_SECRET };
  }
  placeGateways({ taken, ports, local, street, dataFolder });
  // What somebody set by hand wins, except for the two stand-ins' halves that only make sense together.
  const env = { ...local, ...onlyKnown(given, local), NODE_ENV: "production" };
  const addresses = {
    origin,
    ports: { console: ports.console, mailIn: ports.mailIn },
    mailbox: taken.mailbox ? `http://localhost:${ports.mailbox}` : null,
    platform: taken.platform ? `http://localhost:${ports.platform}` : null,
    cashfree: taken.cashfree ? `http://localhost:${ports.cashfree}` : null,
    razorpay: taken.razorpay ? `http://localhost:${ports.razorpay}` : null,
    identityProvider: taken.identityProvider ? env.OIDC_ISSUER : null,
    dns: taken.dns ? local.DNS_SERVERS : null,
  };
  return { env, street, addresses };
}

/** The payment gateways' stand-ins; their webhooks reach the console without leaving the machine. */
function placeGateways({ taken, ports, local, street, dataFolder }) {
  const secrets = localGatewaySecrets(dataFolder);
  const webhookUrl = (name) => `http://localhost:${ports.console}/api/gateways/${name}`;
  if (taken.cashfree) {
    const { CASHFREE_CLIENT_SECRET: clientSecret, CASHFREE_WEBHOOK_SECRET: webhookSecret } = secrets;
    Object.assign(local, NOBODYS_COMPANY, {
      CASHFREE_URL: `http://localhost:${ports.cashfree}/pg`,
      CASHFREE_CLIENT_ID: "local-console",
      CASHFREE_CLIENT_SECRET: clientSecret,
      CASHFREE_WEBHOOK_SECRETS: webhookSecret,
    });
    street.cashfree = { port: ports.cashfree, clientId: "local-console", clientSecret, webhookSecret, webhookUrl: webhookUrl("cashfree") };
  }
  if (taken.razorpay) {
    const { RAZORPAY_KEY_SECRET: keySecret, RAZORPAY_WEBHOOK_SECRET: webhookSecret } = secrets;
    Object.assign(local, {
      RAZORPAY_URL: `http://localhost:${ports.razorpay}`,
      RAZORPAY_KEY_ID: "rzp_test_local",
      RAZORPAY_KEY_SECRET: keySecret,
      RAZORPAY_WEBHOOK_SECRETS: webhookSecret,
    });
    street.razorpay = { port: ports.razorpay, keyId: "rzp_test_local", keySecret, webhookSecret, webhookUrl: webhookUrl("razorpay") };
  }
}

/** Test runs take any ports (CALLMISSED_ANY_PORTS=1), so that they never stand in the way of one another or of a console. */
async function choosePorts(given) {
  const wish = (name) => (given.CALLMISSED_ANY_PORTS === "1" ? 0 : USUAL[name]);
  const taken = {
    identityProvider: !given.OIDC_ISSUER,
    dns: !given.DNS_SERVERS,
    mailbox: !given.SMTP_URL,
    // A database that somebody else runs is told nothing about a stand-in.
    platform: isOurs(),
    cashfree: !given.CASHFREE_URL && !given.CASHFREE_CLIENT_ID,
    razorpay: !given.RAZORPAY_URL && !given.RAZORPAY_KEY_ID,
  };
  const ports = {
    console: given.PORT ? await demandedPort(given.PORT, "PORT") : await freePort(wish("console")),
    mailIn: given.SMTP_LISTEN_PORT ? await demandedPort(given.SMTP_LISTEN_PORT, "SMTP_LISTEN_PORT") : await freePort(wish("mailIn")),
    mailbox: await freePort(wish("mailbox")),
    mailOut: await freePort(wish("mailOut")),
    dns: await freeDatagramPort(wish("dns")),
    identityProvider: await freePort(wish("identityProvider")),
    platform: await freePort(wish("platform")),
    cashfree: await freePort(wish("cashfree")),
    razorpay: await freePort(wish("razorpay")),
  };
  return { ports, taken };
}

function onlyKnown(given, local) {
  return Object.fromEntries(
    Object.keys(local)
      .filter((name) => given[name])
      .map((name) => [name, given[name]]),
  );
}
