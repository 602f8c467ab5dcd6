import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { PEER_HEADER } from "./caller-network";

/**
 * Writes the address of the connection's other end into every request of this process, over whatever the caller had put there.
 * Next itself believes an X-Forwarded-For that came from outside, and tells nobody who really called.
 */
export function notePeers(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "unknown";
  });
}
