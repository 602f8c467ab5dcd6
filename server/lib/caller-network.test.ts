import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { networkOf, PEER_HEADER } from "./caller-network";
import { notePeers } from "./note-peers";

describe("which network a call came from", () => {
  test("without a proxy in front it is the connection's other end, whatever the caller wrote", () => {
    expect(networkOf("203.0.113.7", "198.51.100.4", 0)).toBe("198.51.100.4");
    expect(networkOf(null, "198.51.100.4", 0)).toBe("198.51.100.4");
  });
  test("behind proxies it is what the outermost of ours saw, and never what stood there before", () => {
    expect(networkOf("9.9.9.9, 203.0.113.7", "10.0.0.1", 1)).toBe("203.0.113.7");
    expect(networkOf("9.9.9.9, 203.0.113.7, 10.0.0.2", "10.0.0.1", 2)).toBe("203.0.113.7");
  });
  test("whoever came past the proxies is counted by the connection", () => {
    expect(networkOf("203.0.113.7", "198.51.100.4", 2)).toBe("198.51.100.4");
    expect(networkOf(null, "198.51.100.4", 1)).toBe("198.51.100.4");
  });
  test.each([
    ["2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:4711", "203.0.113.7"],
    ["not an address", "unknown"],
    ["", "unknown"],
  ])("%s is counted as %s", (written, counted) => expect(networkOf(null, written, 0)).toBe(counted));
});

test("a caller cannot write the connection's address itself", async () => {
  notePeers();
  let heard: IncomingHttpHeaders = {};
  const server = createServer((request, response) => {
    heard = request.headers;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: { [PEER_HEADER]: "203.0.113.7" } });
  server.close();
  server.closeAllConnections();
  expect(heard[PEER_HEADER]).toBe("127.0.0.1");
});
