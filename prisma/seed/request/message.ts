import { createHash } from "node:crypto";
import { HOUR_MS } from "@/server/lib/clock";
import { SUPPORT_ADDRESS } from "@/server/testing/cast";
import { type Instant, iso } from "../instants";
import type { Random } from "../random";

export interface Message {
  fromName: string;
  from: string;
  subject: string;
  body: string;
  at: Instant;
  /** The address range 203.0.113.0/24 is reserved for examples. */
  peerIp: string;
  helo: string;
  signature: { domain: string; selector: string; algorithm: string } | null;
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Sun, 22 Nov 2026 10:02:03 +0530" */
function mailDate(at: Instant): string {
  const india = new Date(at + 5.5 * HOUR_MS);
  const clock = iso(at + 5.5 * HOUR_MS).slice(11, 19);
  return `${WEEKDAYS[india.getUTCDay()]}, ${india.getUTCDate()} ${MONTHS[india.getUTCMonth()]} ${india.getUTCFullYear()} ${clock} +0530`;
}

/** Header text outside ASCII becomes encoded words, short enough for one line each. */
function encodedWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let piece = "";
  for (const letter of text) {
    if (Buffer.byteLength(piece + letter) > 42) {
      words.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...words, piece].map((word) => `=?utf-8?B?${Buffer.from(word).toString("base64")}?=`).join("\r\n ");
}

/** The bytes of a letter as a mail program would have sent it, and its Message-ID. The signature's value is for show. */
export function compose(message: Message, random: Random): { raw: Buffer; messageId: string } {
  const messageId = `<${random.hex(12)}.${random.hex(8)}@${message.from.split("@")[1]}>`;
  const body = `${message.body.replace(/\n/g, "\r\n")}\r\n`;
  const { signature, peerIp, helo, at } = message;
  const bodyHash = createHash("sha256").update(body).digest("base64");
  const lines = [
    `Received: from ${helo} ([${peerIp}])`,
    `\tby mx.callmissed.com with ESMTPS id ${random.hex(10)}; ${mailDate(at)}`,
    ...(signature
      ? [
          `DKIM-Signature: v=1; a=${signature.algorithm}; c=relaxed/relaxed; d=${signature.domain};`,
          `\ts=${signature.selector}; t=${Math.floor(at / 1_000)}; h=from:to:subject:date:message-id;`,
          `\tbh=${bodyHash};`,
          `\tb=${Buffer.from(random.hex(96), "hex").toString("base64")}`,
        ]
      : []),
    `From: ${message.fromName} <${message.from}>`,
    `To: ${SUPPORT_ADDRESS}`,
    `Subject: ${encodedWords(message.subject)}`,
    `Date: ${mailDate(at)}`,
    `Message-ID: ${messageId}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    body,
  ];
  return { raw: Buffer.from(lines.join("\r\n")), messageId };
}
