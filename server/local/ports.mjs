// Choosing ports on this machine. "Free" means free on both loopback addresses, because a browser that is told
// "localhost" may take either of them.
import dgram from "node:dgram";
import net from "node:net";
import { Trouble } from "./trouble.mjs";

/** Can a TCP server listen on this port of the loopback interface? */
export async function isFree(port) {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));
}

/** The wished-for port, or the next free one above it, or any. */
export async function freePort(wish = 0) {
  for (let port = wish; wish > 0 && port < Math.min(wish + 50, 65_536); port++) {
    if (await isFree(port)) return port;
  }
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Like `freePort`, for a service that answers on UDP and TCP alike. */
export async function freeDatagramPort(wish) {
  for (let port = await freePort(wish); ; port = await freePort(wish > 0 ? port + 1 : 0)) {
    if (await canReceive(port)) return port;
  }
}

/** A port that somebody asked for by name: that one or a sentence. */
export async function demandedPort(text, variable) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Trouble(`${variable}=${text} is not a port.`, "A port is a number from 1 to 65535.");
  }
  if (await isFree(port)) return port;
  throw new Trouble(
    `Port ${port} is already in use, and ${variable}=${port} asks for exactly that one.`,
    `Stop what listens there, or leave ${variable} unset to get a free port.`,
  );
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    // A machine without IPv6 has nothing there that could be in the way.
    probe.once("error", (error) => resolve(error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT"));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

function canReceive(port) {
  return new Promise((resolve) => {
    const probe = dgram.createSocket("udp4");
    probe.once("error", () => resolve(false));
    probe.bind({ port, address: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
