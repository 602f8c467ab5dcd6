import { readFileSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { type AsideReason, asideReasonOf } from "./aside-reason";
import { PeerCounter, type PeerLimits } from "./peer-limit";
import type { Delivery } from "./store-letter";
import { supportAddressMatcher } from "./support-address";
import { isIn, readTrustedRelays } from "./trusted-relay";

export interface MailListenerSettings {
  host: string;
  /** 0 picks a free port. */
  port: number;
  supportAddresses: string[];
  maxBytes: number;
  trustedRelays: string[];
  tls?: { certFile: string; keyFile: string };
  /** The name in the greeting. */
  hostname?: string;
  peerLimits?: PeerLimits;
  maxClients?: number;
  idleTimeoutMs?: number;
  /** How long a letter may take to be stored before the peer is told to try again. */
  storeTimeoutMs?: number;
}

export interface MailListenerDeps {
  settings: MailListenerSettings;
  /** Must have committed when it resolves: only then does the peer hear 250. */
  store(delivery: Delivery): Promise<unknown>;
  logger: {
    info(facts: object, message: string): void;
    warn(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
}

export interface MailListener {
  port: number;
  close(): Promise<void>;
}

/** Of a letter that is too large, its beginning is kept: enough to see who wrote and about what. */
const KEPT_OF_TOO_LARGE = 65_536;
const DEFAULT_LIMITS: PeerLimits = { connectionsAtOnce: 10, lettersPerMinute: 60 };

/**
 * Takes mail for our support addresses over SMTP (V1). A letter is acknowledged once it is stored; when storing fails the peer keeps
 * it and tries again. Who connected is known from the socket, or told by a relay that the settings trust.
 */
export async function startMailListener({ settings, store, logger }: MailListenerDeps): Promise<MailListener> {
  const relays = readTrustedRelays(settings.trustedRelays);
  const isRelay = (address: string | undefined) => isIn(relays.xclient, address) || isIn(relays.proxy, address);
  const isSupport = supportAddressMatcher(settings.supportAddresses);
  const peers = new PeerCounter(settings.peerLimits ?? DEFAULT_LIMITS);
  const counted = new Map<string, string>();
  const disabledCommands = ["AUTH", ...(settings.tls ? [] : ["STARTTLS"])];

  class Listener extends SMTPServer {
    /** The library compares single addresses only; our relays may be networks. */
    override _expectsProxyHeader(socket: Socket): boolean {
      return isIn(relays.proxy, socket.remoteAddress);
    }
  }

  /** Facts about the delivery that may be trusted: none when a relay did not say for whom it speaks. */
  const factsOf = (session: SMTPServerSession) => {
    const told = session.xClient?.get("ADDR");
    const address = told === false || (told === undefined && isRelay(session.remoteAddress)) ? null : session.remoteAddress;
    const helo = session.xClient?.size ? (session.xClient.get("HELO") ?? null) : session.hostNameAppearsAs;
    return { peerIp: address, helo: address && typeof helo === "string" ? helo : null };
  };

  const keep = async (delivery: Delivery) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("storing took too long")), settings.storeTimeoutMs ?? 30_000);
    });
    try {
      await Promise.race([store(delivery), late]);
    } finally {
      clearTimeout(timer);
    }
  };

  const server = new Listener({
    name: settings.hostname ?? "mail.callmissed.com",
    banner: "CallMissed support",
    size: settings.maxBytes,
    // The size is announced by ourselves at RCPT, so that a refused letter leaves its record.
    hideSize: true,
    authOptional: true,
    disabledCommands,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    useXClient: relays.xclient.length > 0,
    useProxy: relays.proxy.length > 0,
    maxClients: settings.maxClients ?? 200,
    maxRecipients: 20,
    socketTimeout: settings.idleTimeoutMs ?? 60_000,
    closeTimeout: 3_000,
    logger: false,
    ...(settings.tls ? { cert: readFileSync(settings.tls.certFile), key: readFileSync(settings.tls.keyFile) } : {}),

    onConnect(session, callback) {
      // XCLIENT is for relays alone. The list belongs to this session and survives its resets.
      if (!isIn(relays.xclient, session.remoteAddress)) session.disabledCommands = [...disabledCommands, "XCLIENT", "XFORWARD"];
      if (isRelay(session.remoteAddress)) return callback();
      if (!peers.connect(session.remoteAddress)) return callback(refusal(421, "Too many connections from your address, try again later"));
      counted.set(session.id, session.remoteAddress);
      callback();
    },

    onClose(session) {
      const address = counted.get(session.id);
      if (address) peers.disconnect(address);
      counted.delete(session.id);
    },

    onAuth: (_auth, _session, callback) => callback(refusal(535, "Signing in is not possible here")),

    onMailFrom(_address, session, callback) {
      const { peerIp } = factsOf(session);
      if (peerIp && !isRelay(peerIp) && !peers.send(peerIp, performance.now()))
        return callback(refusal(451, "Too many letters from your address, try again later"));
      callback();
    },

    onRcptTo(address, session, callback) {
      if (!isSupport(address.address)) return callback(refusal(550, "No such mailbox here"));
      const declared = declaredBytes(session);
      if (declared <= settings.maxBytes) return callback();
      const delivery = {
        ...envelopeOf(session, factsOf),
        recipients: [address.address],
        raw: new Uint8Array(),
        asideReason: "too_large" satisfies AsideReason,
      };
      keep(delivery).then(
        () => callback(tooLarge(settings.maxBytes)),
        () => callback(refusal(451, "Not stored, please try again later")),
      );
    },

    onData(stream, session, callback) {
      // The library empties the envelope as soon as the callback was called: what is needed is copied now.
      const envelope = { ...envelopeOf(session, factsOf), recipients: session.envelope.rcptTo.map(({ address }) => address) };
      receive(stream, settings.maxBytes)
        .then(async ({ raw, isTooLarge }) => {
          const asideReason = isTooLarge ? ("too_large" as const) : asideReasonOf(raw, settings.supportAddresses);
          await keep({ ...envelope, raw, ...(asideReason ? { asideReason } : {}) });
          logger.info({ bytes: raw.byteLength, asideReason }, "letter stored");
          callback(isTooLarge ? tooLarge(settings.maxBytes) : null, "Stored");
        })
        .catch((error: unknown) => {
          logger.error({ err: error }, "letter not stored, the peer keeps it");
          callback(refusal(451, "Not stored, please try again later"));
        });
    },
  });

  // Broken connections are everyday life; without a listener the first of them would end the process.
  server.on("error", (error) => logger.warn({ err: error }, "mail connection failed"));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function envelopeOf(session: SMTPServerSession, factsOf: (session: SMTPServerSession) => { peerIp: string | null; helo: string | null }) {
  const { mailFrom } = session.envelope;
  return { ...factsOf(session), mailFrom: mailFrom ? mailFrom.address : null };
}

function declaredBytes(session: SMTPServerSession): number {
  const args = session.envelope.mailFrom ? session.envelope.mailFrom.args : false;
  return args && typeof args.SIZE === "string" ? Number(args.SIZE) : 0;
}

/** Reads to the end in any case, because only then can the peer be answered; beyond the limit nothing more is kept. */
async function receive(stream: SMTPServerDataStream, maxBytes: number): Promise<{ raw: Uint8Array<ArrayBuffer>; isTooLarge: boolean }> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
    else if (chunks.length > 1) chunks = [Buffer.concat(chunks).subarray(0, KEPT_OF_TOO_LARGE)];
  }
  const isTooLarge = bytes > maxBytes;
  const all = Buffer.concat(chunks);
  return { raw: new Uint8Array(isTooLarge ? all.subarray(0, KEPT_OF_TOO_LARGE) : all), isTooLarge };
}

function refusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}

const tooLarge = (maxBytes: number) => refusal(552, `The letter is larger than ${maxBytes} bytes`);
