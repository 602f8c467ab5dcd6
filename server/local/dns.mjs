// The part of the DNS that mail authentication asks, for domains that do not exist anywhere else.
//
//   any <name>.example and callmissed.com   SPF for 127.0.0.1 only, DKIM selector s1, DMARC p=reject, MX
//   nopolicy.example                        the same without DMARC
//   slow.example                            never answers
//   servfail.example                        answers that it cannot answer
//   unknown.example, everything else        does not exist
import DNS from "dns2";
import { publicRecord, SELECTOR } from "./dkim.mjs";

const { Packet } = DNS;
const TTL_SECONDS = 60;
const POLICY = "v=DMARC1; p=reject";
const SENDERS = "v=spf1 ip4:127.0.0.1 -all";

/** Starts the DNS server on UDP and TCP of one port of the loopback interface. */
export async function startDns({ port, dataFolder }) {
  const key = publicRecord(dataFolder);
  const server = DNS.createServer({
    udp: true,
    tcp: true,
    handle: (request, send) => {
      const answer = answerFor(request, key);
      if (answer) send(answer);
    },
  });
  server.on("requestError", () => {}); // bytes that are no DNS question deserve no answer
  await server.listen({ udp: { port, address: "127.0.0.1" }, tcp: { port, address: "127.0.0.1" } });
  return { close: () => server.close() };
}

function answerFor(request, key) {
  const response = Packet.createResponseFromRequest(request);
  const [question] = request.questions;
  const name = (question?.name ?? "").toLowerCase();
  if (isWithin(name, "slow.example")) return null;
  if (!question || isWithin(name, "servfail.example")) {
    response.header.rcode = Packet.RCODE.SERVFAIL;
    return response;
  }
  const records = recordsOf(name, key);
  if (!records) {
    response.header.rcode = Packet.RCODE.NXDOMAIN;
    return response;
  }
  const wanted = records.filter(({ type }) => type === question.type);
  // The name comes back exactly as it was asked: resolvers mix upper and lower case to tell answers from forgeries.
  response.answers = wanted.map((record) => ({ name: question.name, class: Packet.CLASS.IN, ttl: TTL_SECONDS, ...record }));
  return response;
}

/** Everything the zone says about a name; null when there is no such name. */
function recordsOf(name, key) {
  const found = /^(?<prefix>.*?)(?<domain>(?:[^._][^.]*\.example|callmissed\.com))$/.exec(name);
  if (!found || isWithin(name, "unknown.example")) return null;
  const { prefix, domain } = found.groups;
  const text = (value) => ({ type: Packet.TYPE.TXT, data: value.match(/.{1,255}/gs) });
  const address = { type: Packet.TYPE.A, address: "127.0.0.1" };
  if (prefix === "") return [text(SENDERS), { type: Packet.TYPE.MX, exchange: `mail.${domain}`, priority: 10 }, address];
  if (prefix === "mail.") return [text(SENDERS), address];
  if (prefix === `${SELECTOR}._domainkey.`) return [text(key)];
  if (prefix === "_domainkey.") return [];
  if (prefix === "_dmarc.") return domain === "nopolicy.example" ? null : [text(POLICY)];
  return null;
}

function isWithin(name, domain) {
  return name === domain || name.endsWith(`.${domain}`);
}
