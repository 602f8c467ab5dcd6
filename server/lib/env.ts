import { z } from "zod";

const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value) =>
      value
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    );

const settings = z.object({
  /** Login of the application; a member of the callmissed_* roles. */
  DATABASE_URL: z.string().min(1),
  /** The console's origin, as people type it. */
  APP_URL: z.url(),
  /** Seals sessions and one-time codes; at least 32 characters. */
  NEXTAUTH_SECRET: z.string().min(32, "at least 32 characters"),
  /** How many proxies of ours stand before the console, each adding to X-Forwarded-For; limits by network count what the first one saw. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Codes to sign in to the owner's pages that one IPv4 address may ask for within an hour: mobile carriers put thousands of people behind one. */
  CODES_PER_NETWORK_AN_HOUR: z.coerce.number().int().min(1).max(100_000).default(200),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: z.string().min(1),
  /** 1 where the provider sends no `email_verified` and gives its people no say in their address; anything else lets whoever writes another's address into their profile take that invitation. */
  OIDC_EMAILS_ARE_VERIFIED: z
    .enum(["0", "1"])
    .default("0")
    .transform((value) => value === "1"),
  /** The platform's credential at the gate. */
  GATE_TOKEN: z.string().min(24, "at least 24 characters"),
  /** Where the probes find the gate; the console's own origin by default. */
  GATE_URL: z.url().optional(),
  /** Outgoing mail, e.g. smtp://user:password@host:587. */
  SMTP_URL: z.string().min(1),
  MAIL_FROM: z.string().default("CallMissed Support <support@callmissed.com>"),
  SUPPORT_ADDRESSES: list("support@callmissed.com"),
  GRIEVANCE_CONTACT: z.string().default("Grievance Officer, support@callmissed.com"),
  /** By when what people write to the grievance desk is answered; the law allows at most 90 (DPDP Rules r.14(3)). */
  GRIEVANCE_DAYS: z.coerce.number().int().min(1).max(90, "at most 90: the law allows no longer period (DPDP Rules r.14(3))").default(30),
  /** Resolvers for mail authentication, host:port; the system's when empty. */
  DNS_SERVERS: list(""),
  SMTP_LISTEN_HOST: z.string().default("127.0.0.1"),
  SMTP_LISTEN_PORT: z.coerce.number().int().min(0).max(65_535).default(2525),
  SMTP_TLS_CERT_FILE: z.string().optional(),
  SMTP_TLS_KEY_FILE: z.string().optional(),
  /** Relays allowed to tell us the real peer by XCLIENT or PROXY. */
  SMTP_TRUSTED_RELAYS: list(""),
  SMTP_MAX_BYTES: z.coerce.number().int().min(65_536).default(26_214_400),
  /** Where recordings, knowledge files and exports lie, tenants' wrapped keys, and the erasure ledger: a folder's path, azure:// or s3://. */
  FILES_STORE: z.string().min(1).default(".data/files"),
  KEYS_STORE: z.string().min(1).default(".data/keys"),
  LEDGER_STORE: z.string().min(1).default(".data/ledger"),
  /** Where signed checkpoints of the audit trail lie: apart from the database, best with somebody who cannot reach it. */
  AUDIT_STORE: z.string().min(1).default(".data/audit"),
  /** For stores named azure://container[/prefix]. */
  AZURE_STORAGE_CONNECTION_STRING: z.string().min(1).optional(),
  /** For stores named s3://bucket[/prefix]; an endpoint is needed where it is not Amazon's own. Credentials are AWS's usual variables. */
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().min(1).default("us-east-1"),
  /** Wraps tenants' data keys; server/platform/key-file.adapter.ts has the form. */
  MASTER_KEY_FILE: z.string().min(1).default(".data/master-key.json"),
  /** Signs deletion certificates: a JSON Web Key Set of Ed25519 keys, private parts included; the first one signs. */
  SIGNING_KEY_FILE: z.string().min(1).default(".data/signing-key.json"),
  /** 1 lets webhooks go to this machine, by http as well: for a local console and for tests. */
  WEBHOOK_ALLOW_LOOPBACK: z
    .enum(["0", "1"])
    .default("0")
    .transform((value) => value === "1"),
  /** Rows that a purge erases in one transaction, and the share of the time in which it works: docs/measurements.md. */
  PURGE_BATCH_ROWS: z.coerce.number().int().min(1).max(50_000).default(1_000),
  PURGE_DUTY_PERCENT: z.coerce.number().int().min(1).max(100).default(50),
  /** Opens GET /api/metrics to the bearer of this; without it there is no such page. */
  METRICS_TOKEN: z.string().min(24, "at least 24 characters").optional(),
  /** Hides tenants in the erasure ledger: {"key": base64 of 32 bytes}, never changed (decision record 12). */
  LEDGER_KEY_FILE: z.string().min(1).default(".data/ledger-key.json"),
  /** Cashfree, where CallMissed's payments come from: its API, our credentials, and every secret its webhooks may be signed with (two while one is being replaced). */
  CASHFREE_URL: z.url().default("https://api.cashfree.com/pg"),
  CASHFREE_CLIENT_ID: z.string().min(1),
  CASHFREE_CLIENT_SECRET: z.string().min(1),
  CASHFREE_WEBHOOK_SECRETS: list(""),
  /** Razorpay, for purchases that came with it; without a key its refunds wait for one. */
  RAZORPAY_URL: z.url().default("https://api.razorpay.com"),
  RAZORPAY_KEY_ID: z.string().min(1).optional(),
  RAZORPAY_KEY_SECRET: z.string().min(1).optional(),
  RAZORPAY_WEBHOOK_SECRETS: list(""),
  /** How long a gateway may take to answer before we say that we do not know. */
  GATEWAY_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  /** Which credits are used up first (R1). */
  CREDITS_USED_FIRST: z.enum(["granted", "purchased"]).default("granted"),
  /** Who issues credit notes (R6), as it stands on the original invoices. */
  COMPANY_NAME: z.string().min(1).default("CallMissed Technologies Pvt. Ltd."),
  COMPANY_ADDRESS: z.string().min(1).default("India"),
  COMPANY_GSTIN: z.string().regex(/^\d{2}[A-Z0-9]{13}$/, "15 characters, the first two digits"),
  /** Days that mail matching no tenant is kept (product decision, §11). */
  UNMATCHED_MAIL_DAYS: z.coerce.number().int().min(1).max(90).default(30),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  NODE_ENV: z.string().default("development"),
});

export type Env = z.infer<typeof settings>;

let parsed: Env | undefined;

/** The settings of this process, read once. Throws one sentence per wrong setting; values are never repeated in it. */
export function env(): Env {
  if (parsed) return parsed;
  const result = settings.safeParse(process.env);
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Error(`The console cannot start with these settings: ${wrong}. README.md lists them all.`);
  }
  if (!isLoopback(result.data.APP_URL) && isLoopback(result.data.OIDC_ISSUER)) {
    throw new Error("OIDC_ISSUER points at the local stand-in while APP_URL is public: staff would sign in without a password.");
  }
  if (!isLoopback(result.data.APP_URL) && (isLoopback(result.data.CASHFREE_URL) || isLoopback(result.data.RAZORPAY_URL))) {
    throw new Error("CASHFREE_URL or RAZORPAY_URL points at the local stand-in while APP_URL is public: refunds would be paid to nobody.");
  }
  parsed = result.data;
  return parsed;
}

/** How much is logged; known before anything else, so that a build needs no settings. */
export function logLevel(): Env["LOG_LEVEL"] {
  return settings.pick({ LOG_LEVEL: true }).parse(process.env).LOG_LEVEL;
}

/** The few settings that the examination of a letter needs; the command line tool has no others. */
export function mailEnv(): Pick<Env, "DNS_SERVERS" | "SUPPORT_ADDRESSES"> {
  return settings.pick({ DNS_SERVERS: true, SUPPORT_ADDRESSES: true }).parse(process.env);
}

/** The database that a command works on; whose login it is, the command says. */
export function databaseUrl(): string {
  const { success, data } = settings.pick({ DATABASE_URL: true }).safeParse(process.env);
  if (!success) throw new Error("DATABASE_URL is not set or is no address of a PostgreSQL database.");
  return data.DATABASE_URL;
}

/** What every mail says in its foot; previews need no other settings. */
export function noticeEnv(): Pick<Env, "GRIEVANCE_CONTACT"> {
  return settings.pick({ GRIEVANCE_CONTACT: true }).parse(process.env);
}

type Storage = Pick<Env, "FILES_STORE" | "KEYS_STORE" | "LEDGER_STORE" | "MASTER_KEY_FILE" | "SIGNING_KEY_FILE" | "LEDGER_KEY_FILE">;

/** Where data lies; tools that fill or age a database need no other settings, and may find the database elsewhere. */
export function storageEnv(): Partial<Pick<Env, "DATABASE_URL" | "APP_URL">> & Storage {
  return settings
    .pick({
      FILES_STORE: true,
      KEYS_STORE: true,
      LEDGER_STORE: true,
      MASTER_KEY_FILE: true,
      SIGNING_KEY_FILE: true,
      LEDGER_KEY_FILE: true,
      APP_URL: true,
    })
    .partial({ APP_URL: true })
    .extend({ DATABASE_URL: z.string().min(1).optional() })
    .parse(process.env);
}

export type StoreEnv = Pick<Env, "AZURE_STORAGE_CONNECTION_STRING" | "S3_ENDPOINT" | "S3_REGION">;

/** Where the audit trail and what proves it are; the checker needs no other settings, and no database where it reads a file. */
export function trailEnv(): Pick<Env, "AUDIT_STORE" | "SIGNING_KEY_FILE"> {
  return settings.pick({ AUDIT_STORE: true, SIGNING_KEY_FILE: true }).parse(process.env);
}

/** How object stores are reached that are no folders. */
export function storeEnv(): StoreEnv {
  return settings.pick({ AZURE_STORAGE_CONNECTION_STRING: true, S3_ENDPOINT: true, S3_REGION: true }).parse(process.env);
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}
