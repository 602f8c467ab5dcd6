// long: one list of guarantees, read from top to bottom; split by rule it would repeat its set-up.
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type MailListener, type MailListenerSettings, startMailListener } from "./listen-for-mail";
import type { Delivery } from "./store-letter";

const SETTINGS: MailListenerSettings = {
  host: "127.0.0.1",
  port: 0,
  supportAddresses: ["support@callmissed.com"],
  maxBytes: 200_000,
  trustedRelays: [],
};
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const LETTER = "From: asha@chaipoint.example\r\nTo: support@callmissed.com\r\nSubject: Delete\r\n\r\nPlease delete our account.\r\n";

let listener: MailListener | undefined;
const peers: Peer[] = [];

afterEach(async () => {
  for (const peer of peers.splice(0)) peer.end();
  await listener?.close();
  listener = undefined;
});

async function listen(settings: Partial<MailListenerSettings> = {}, store?: (delivery: Delivery) => Promise<unknown>) {
  const stored: Delivery[] = [];
  const keep = async (delivery: Delivery) => {
    stored.push(delivery);
  };
  listener = await startMailListener({ settings: { ...SETTINGS, ...settings }, store: store ?? keep, logger: silent });
  return { stored, port: listener.port };
}

/** A peer that speaks SMTP by hand, so that it can also speak it badly. */
class Peer {
  private replies: string[] = [];
  private buffered = "";
  private waiting: ((reply: string) => void)[] = [];

  private constructor(private readonly socket: Socket) {
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => this.take(text));
    socket.on("error", () => undefined);
    socket.on("close", () => this.give("closed"));
  }

  static async to(port: number, first = ""): Promise<Peer> {
    const socket = connect(port, "127.0.0.1");
    const peer = new Peer(socket);
    peers.push(peer);
    if (first) socket.write(first);
    return peer;
  }

  private take(text: string) {
    this.buffered += text;
    for (
      let match = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(this.buffered);
      match;
      match = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(this.buffered)
    ) {
      this.buffered = this.buffered.slice(match[0].length);
      this.give(match[0]);
    }
  }

  private give(reply: string) {
    const waiter = this.waiting.shift();
    if (waiter) waiter(reply);
    else this.replies.push(reply);
  }

  reply(): Promise<string> {
    const ready = this.replies.shift();
    return ready === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(ready);
  }

  say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.reply();
  }

  async send(letter: string, from = "asha@chaipoint.example", to = "support@callmissed.com"): Promise<string> {
    for (const line of [`MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, "DATA"]) {
      const reply = await this.say(line);
      if (!/^[23]/.test(reply)) return reply;
    }
    return this.say(`${letter}.`);
  }

  end() {
    this.socket.destroy();
  }
}

async function greeted(port: number, first = ""): Promise<Peer> {
  const peer = await Peer.to(port, first);
  await peer.reply();
  await peer.say("EHLO mx.chaipoint.example");
  return peer;
}

describe("a letter is acknowledged once it is stored", () => {
  it("hands over the bytes, the envelope and the peer's address", async () => {
    const { stored, port } = await listen();
    expect(await (await greeted(port)).send(LETTER)).toMatch(/^250/);
    expect(stored).toHaveLength(1);
    expect(Buffer.from(stored[0]?.raw ?? []).toString()).toBe(LETTER);
    expect(stored[0]).toMatchObject({
      peerIp: "127.0.0.1",
      helo: "mx.chaipoint.example",
      mailFrom: "asha@chaipoint.example",
      recipients: ["support@callmissed.com"],
    });
  });

  it("answers 250 only after the store has finished", async () => {
    const order: string[] = [];
    const asked = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const { port } = await listen({}, async () => {
      asked.resolve();
      await done.promise;
      order.push("stored");
    });
    const peer = await greeted(port);
    const answer = peer.send(LETTER).then((reply) => order.push(reply.slice(0, 3)));
    await asked.promise;
    expect(order).toEqual([]);
    done.resolve();
    await answer;
    expect(order).toEqual(["stored", "250"]);
  });

  it("answers 451 when the store fails, and the next letter is taken", async () => {
    let fails = true;
    const { port } = await listen({}, async () => {
      if (fails) throw new Error("database away");
    });
    const peer = await greeted(port);
    expect(await peer.send(LETTER)).toMatch(/^451/);
    fails = false;
    expect(await peer.send(LETTER)).toMatch(/^250/);
  });

  it("answers 451 when the store does not come back", async () => {
    const { port } = await listen({ storeTimeoutMs: 30 }, () => new Promise(() => undefined));
    expect(await (await greeted(port)).send(LETTER)).toMatch(/^451/);
  });

  it("keeps the envelopes of two letters on one connection apart", async () => {
    const { stored, port } = await listen();
    const peer = await greeted(port);
    await peer.send(LETTER);
    await peer.send(LETTER, "");
    expect(stored.map(({ mailFrom }) => mailFrom)).toEqual(["asha@chaipoint.example", ""]);
  });
});

describe("what is not for us stays outside", () => {
  it("refuses every other recipient with 550", async () => {
    const { stored, port } = await listen();
    const peer = await greeted(port);
    await peer.say("MAIL FROM:<x@y.example>");
    expect(await peer.say("RCPT TO:<sales@callmissed.com>")).toMatch(/^550/);
    expect(await peer.say("RCPT TO:<support@callmissed.com.evil.example>")).toMatch(/^550/);
    expect(stored).toEqual([]);
  });

  it("accepts the support address in any case and with a tag", async () => {
    const { port } = await listen();
    expect(await (await greeted(port)).send(LETTER, "a@b.example", "Support+case-7@CallMissed.com")).toMatch(/^250/);
  });

  it("offers neither AUTH nor, without a certificate, STARTTLS", async () => {
    const { port } = await listen();
    const peer = await Peer.to(port);
    await peer.reply();
    const features = await peer.say("EHLO x.example");
    expect(features).not.toMatch(/AUTH|STARTTLS|XCLIENT/);
    expect(await peer.say("AUTH PLAIN AGEAYg==")).toMatch(/^5/);
    expect(await peer.say("STARTTLS")).toMatch(/^5/);
  });
});

describe("over the size limit", () => {
  it("refuses with 552 and keeps the beginning with its reason", async () => {
    const { stored, port } = await listen();
    expect(await (await greeted(port)).send(`${LETTER}${"x".repeat(78)}\r\n${`${"y".repeat(78)}\r\n`.repeat(4_000)}`)).toMatch(/^552/);
    expect(stored[0]).toMatchObject({ asideReason: "too_large", mailFrom: "asha@chaipoint.example" });
    expect(stored[0]?.raw.byteLength).toBe(65_536);
  });

  it("refuses a declared size with 552 before the letter is sent, and keeps that it was tried", async () => {
    const { stored, port } = await listen();
    const peer = await greeted(port);
    await peer.say("MAIL FROM:<asha@chaipoint.example> SIZE=99999999");
    expect(await peer.say("RCPT TO:<support@callmissed.com>")).toMatch(/^552/);
    expect(stored[0]).toMatchObject({ asideReason: "too_large", recipients: ["support@callmissed.com"] });
  });

  it("does not keep the next letter from coming in", async () => {
    const { stored, port } = await listen();
    const peer = await greeted(port);
    await peer.send(`${LETTER}${`${"y".repeat(78)}\r\n`.repeat(4_000)}`);
    expect(await peer.send(LETTER)).toMatch(/^250/);
    expect(stored.map(({ asideReason }) => asideReason)).toEqual(["too_large", undefined]);
  });
});

describe("kept aside", () => {
  it.each([
    ["looping", `${"Received: from a by b\r\n".repeat(60)}${LETTER}`],
    ["unreadable", "this is no letter at all\r\n"],
  ])("a %s letter is taken, with its reason", async (asideReason, letter) => {
    const { stored, port } = await listen();
    expect(await (await greeted(port)).send(letter)).toMatch(/^250/);
    expect(stored[0]).toMatchObject({ asideReason });
  });
});

describe("who really connected", () => {
  it("is not told by strangers: XCLIENT is refused and changes nothing", async () => {
    const { stored, port } = await listen({ trustedRelays: ["10.0.0.0/8"] });
    const peer = await greeted(port);
    expect(await peer.say("XCLIENT ADDR=203.0.113.5")).toMatch(/^5/);
    await peer.send(LETTER);
    expect(stored[0]).toMatchObject({ peerIp: "127.0.0.1" });
  });

  it("is told by a trusted relay with XCLIENT", async () => {
    const { stored, port } = await listen({ trustedRelays: ["127.0.0.0/8"] });
    const peer = await greeted(port);
    expect(await peer.say("XCLIENT ADDR=203.0.113.5 NAME=mx.chaipoint.example HELO=mail.chaipoint.example")).toMatch(/^220/);
    await peer.say("EHLO relay.callmissed.example");
    await peer.send(LETTER);
    expect(stored[0]).toMatchObject({ peerIp: "203.0.113.5", helo: "mail.chaipoint.example" });
  });

  it("cannot be changed a second time by the peer the relay speaks for", async () => {
    const { stored, port } = await listen({ trustedRelays: ["127.0.0.1"] });
    const peer = await greeted(port);
    await peer.say("XCLIENT ADDR=198.51.100.7");
    await peer.say("EHLO x.example");
    expect(await peer.say("XCLIENT ADDR=203.0.113.5")).toMatch(/^5/);
    await peer.send(LETTER);
    expect(stored[0]).toMatchObject({ peerIp: "198.51.100.7" });
  });

  it.each([
    ["nothing", null],
    ["that it does not know", "XCLIENT ADDR=[UNAVAILABLE]"],
  ])("is unknown when the relay says %s", async (_, command) => {
    const { stored, port } = await listen({ trustedRelays: ["127.0.0.1"] });
    const peer = await greeted(port);
    if (command) {
      await peer.say(command);
      await peer.say("EHLO relay.callmissed.example");
    }
    await peer.send(LETTER);
    expect(stored[0]).toMatchObject({ peerIp: null, helo: null });
  });

  it("is told by a trusted relay with PROXY", async () => {
    const { stored, port } = await listen({ trustedRelays: ["proxy:127.0.0.0/8"] });
    const peer = await greeted(port, "PROXY TCP4 203.0.113.9 127.0.0.1 4444 25\r\n");
    await peer.send(LETTER);
    expect(stored[0]).toMatchObject({ peerIp: "203.0.113.9" });
  });

  it("is not told by a stranger's PROXY line", async () => {
    const { stored, port } = await listen({ trustedRelays: ["proxy:10.0.0.1"] });
    const peer = await Peer.to(port, "PROXY TCP4 203.0.113.9 127.0.0.1 4444 25\r\n");
    expect(await peer.reply()).not.toMatch(/^250/);
    expect(stored).toEqual([]);
  });

  it("refuses to start with a relay that is no address", async () => {
    await expect(listen({ trustedRelays: ["relay.example"] })).rejects.toThrow("SMTP_TRUSTED_RELAYS");
  });
});

describe("one peer cannot use up the listener", () => {
  it("holds only so many connections at once, and gets its place back", async () => {
    const { port } = await listen({ peerLimits: { connectionsAtOnce: 2, lettersPerMinute: 10 } });
    const first = await greeted(port);
    await greeted(port);
    expect(await (await Peer.to(port)).reply()).toMatch(/^421/);
    first.end();
    await expect.poll(async () => (await Peer.to(port)).reply()).toMatch(/^220/);
  });

  it("sends only so many letters a minute", async () => {
    const { stored, port } = await listen({ peerLimits: { connectionsAtOnce: 2, lettersPerMinute: 2 } });
    const peer = await greeted(port);
    await peer.send(LETTER);
    await peer.send(LETTER);
    expect(await peer.send(LETTER)).toMatch(/^451/);
    expect(stored).toHaveLength(2);
  });

  it("is let go when it says nothing", async () => {
    const { port } = await listen({ idleTimeoutMs: 600 });
    const peer = await greeted(port);
    expect(await peer.reply()).toMatch(/^421|closed/);
  });
});

it("closes while a peer is still connected", async () => {
  const { port } = await listen();
  await greeted(port);
  await listener?.close();
  listener = undefined;
  await expect(
    new Promise((resolve, reject) => {
      connect(port, "127.0.0.1").on("connect", resolve).on("error", reject);
    }),
  ).rejects.toThrow("ECONNREFUSED");
});
