import { generateKeyPairSync, type KeyObject } from "node:crypto";
import DNS from "dns2";
import { dkimSign } from "mailauth";

/** A street for letters: real DNS on loopback with its troubles, real keys, genuinely signed mail. */

export interface ZoneRecord {
  TXT?: string[];
  A?: string[];
  AAAA?: string[];
  MX?: string[];
  PTR?: string[];
  CNAME?: string[];
  /** Answer nothing this many times first (Infinity: never answer). */
  silentTimes?: number;
  /** Answer with this code (2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED) this many times first. */
  failing?: { rcode: number; times: number };
  delayMs?: number;
}

export type Zone = Record<string, ZoneRecord>;

export interface DnsStreet {
  server: string;
  zone: Zone;
  /** Every question that reached the server, as `TYPE name`. */
  asked: string[];
  close(): Promise<void>;
}

/** A DNS server on an ephemeral port that knows exactly the given zone; every other name does not exist. */
export async function openDnsStreet(zone: Zone): Promise<DnsStreet> {
  const asked: string[] = [];
  const typeNames = new Map<number, string>(Object.entries(DNS.Packet.TYPE).map(([name, value]) => [value, name]));
  let isClosed = false;
  const server = DNS.createServer({
    udp: true,
    tcp: true,
    handle: (request, reply) => {
      // A late answer finds the server closed; the question has been given up by then.
      const send = (response: Parameters<typeof reply>[0]) => {
        if (!isClosed) reply(response);
      };
      const [question] = request.questions as { name: string; type: number }[];
      const response = DNS.Packet.createResponseFromRequest(request);
      if (!question) return send(response);
      const type = typeNames.get(question.type) ?? "TXT";
      const name = question.name.toLowerCase();
      asked.push(`${type} ${name}`);
      const record = zone[name];
      if (record?.silentTimes && record.silentTimes > 0) {
        record.silentTimes -= 1;
        return;
      }
      if (record?.failing && record.failing.times > 0) {
        record.failing.times -= 1;
        response.header.rcode = record.failing.rcode;
        return send(response);
      }
      if (!record) response.header.rcode = 3;
      const values = record?.[type as "TXT"];
      for (const value of Array.isArray(values) ? values : []) response.answers.push(toAnswer(question, type, value) as never);
      if (record?.delayMs) setTimeout(() => send(response), record.delayMs);
      else send(response);
    },
  });
  await server.listen({ udp: { port: 0, address: "127.0.0.1" }, tcp: { port: 0, address: "127.0.0.1" } });
  const { udp } = server.addresses() as { udp: { port: number } };
  const close = async () => {
    isClosed = true;
    await server.close();
  };
  return { server: `127.0.0.1:${udp.port}`, zone, asked, close };
}

function toAnswer(question: { name: string; type: number }, type: string, value: string) {
  const answer = { name: question.name, type: question.type, class: 1, ttl: 60 };
  if (type === "TXT") return { ...answer, data: value.match(/.{1,200}/gs) ?? [""] };
  if (type === "MX") return { ...answer, exchange: value, priority: 10 };
  return type === "A" || type === "AAAA" ? { ...answer, address: value } : { ...answer, domain: value };
}

export interface SigningKey {
  privateKey: string;
  record: string;
}

/** A DKIM key with the TXT record that publishes it. */
export function makeKey(kind: "rsa" | "ed25519" = "rsa", bits = 2048, extra = ""): SigningKey {
  const { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject } =
    kind === "rsa" ? generateKeyPairSync("rsa", { modulusLength: bits }) : generateKeyPairSync("ed25519");
  const der = publicKey.export({ type: "spki", format: "der" });
  const published = (kind === "rsa" ? der : der.subarray(-32)).toString("base64");
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    record: `v=DKIM1; k=${kind};${extra} p=${published}`,
  };
}

export interface Signing {
  key: SigningKey;
  domain: string;
  selector?: string;
  signTime?: Date;
  expires?: Date;
  algorithm?: string;
  canonicalization?: string;
  headerList?: string[];
  maxBodyLength?: number;
}

export const USUAL_SIGNED_FIELDS = ["From", "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"];

/** Puts a genuine DKIM signature on top of the letter. */
export async function sign(letter: string | Buffer, signing: Signing): Promise<Buffer> {
  const bytes = Buffer.from(letter as string);
  const { signatures, errors } = await dkimSign(bytes, {
    canonicalization: signing.canonicalization ?? "relaxed/relaxed",
    signTime: signing.signTime,
    expires: signing.expires,
    headerList: (signing.headerList ?? USUAL_SIGNED_FIELDS).join(":"),
    signatureData: [
      {
        signingDomain: signing.domain,
        selector: signing.selector ?? "s1",
        privateKey: signing.key.privateKey,
        algorithm: signing.algorithm ?? (signing.key.record.includes("ed25519") ? "ed25519-sha256" : "rsa-sha256"),
        ...(signing.maxBodyLength === undefined ? {} : { maxBodyLength: signing.maxBodyLength }),
      },
    ],
  } as unknown as Parameters<typeof dkimSign>[1]);
  if (errors?.length) throw new Error(`signing failed: ${errors.map((error: unknown) => JSON.stringify(error)).join()}`);
  return Buffer.concat([Buffer.from(signatures), bytes]);
}

export interface LetterParts {
  headers?: Record<string, string | null>;
  /** Further raw header lines, put below the others. */
  extra?: string[];
  body?: string;
}

export const SENT_AT = new Date("2026-11-20T08:30:00Z");

/** A plain deletion letter by Asha; headers given as null are left out. */
export function composeLetter({ headers = {}, extra = [], body }: LetterParts = {}): string {
  const all: Record<string, string | null> = {
    From: "Asha Rao <asha@chaipoint.example>",
    To: "support@callmissed.com",
    Subject: "Please delete our account",
    Date: "Fri, 20 Nov 2026 14:00:00 +0530",
    "Message-ID": "<1@chaipoint.example>",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const text =
    body ??
    "Hello,\r\n\r\nplease delete our CallMissed account.\r\nAccount email: asha@chaipoint.example\r\nOrganization name: Chai Point Labs\r\n\r\nAsha\r\n";
  return `${[...lines, ...extra].join("\r\n")}\r\n\r\n${text}`;
}
