import http from "node:http";
import type { AddressInfo } from "node:net";
import net from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPost } from "./outgoing-post.adapter";
import { isPublicAddress } from "./public-address.adapter";

let server: http.Server;
let port: number;
let answer: http.RequestListener;
let received: { headers: http.IncomingHttpHeaders; body: string; url: string }[] = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body, url: request.url ?? "" });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  received = [];
  answer = (_request, response) => response.end("taken");
});

const local = openPost({ allowLoopback: true, limitMs: 5_000 });
const here = (path = "/") => `http://127.0.0.1:${port}${path}`;
const send = (url: string, post = local) => post.send(url, { "x-callmissed-event": "endpoint.test" }, "{}");

describe("what the other side answers", () => {
  test("2xx is taken, and the body arrived as it was signed", async () => {
    expect(await send(here())).toBeNull();
    expect(received).toMatchObject([{ body: "{}", headers: { "x-callmissed-event": "endpoint.test", "content-length": "2" } }]);
  });
  test.each([400, 401, 404, 410, 429, 500, 503])("%i is a failure of that number", async (status) => {
    answer = (_request, response) => response.writeHead(status).end();
    expect(await send(here())).toBe(`http_${status}`);
  });
  test.each([301, 302, 303, 307, 308])("%i is a failure: it is not followed, wherever it leads", async (status) => {
    answer = (_request, response) => response.writeHead(status, { location: here("/inside") }).end();
    expect(await send(here())).toBe("redirect");
    expect(received.map(({ url }) => url)).toEqual(["/"]);
  });
  test("an answer that never ends is not read, and its connection is given up", async () => {
    let gaveUp = () => {};
    const closed = new Promise<void>((resolve) => {
      gaveUp = resolve;
    });
    answer = (_request, response) => {
      response.writeHead(200);
      const more = () => response.write("x".repeat(65_536), (error) => !error && setImmediate(more));
      more();
      response.on("close", gaveUp);
    };
    expect(await send(here())).toBeNull();
    await closed;
  });
  test("an answer with headers without end is refused", async () => {
    answer = (_request, response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\nx-long: ${"x".repeat(200_000)}\r\n\r\n`);
    };
    expect(await send(here())).toBe("bad_answer");
  });
  test("what is no HTTP is refused", async () => {
    answer = (_request, response) => response.socket?.end("220 mail.example ESMTP\r\n");
    expect(await send(here())).toBe("bad_answer");
  });
  test("a server that does not answer is given up at the limit", async () => {
    answer = () => {};
    expect(await send(here(), openPost({ allowLoopback: true, limitMs: 50 }))).toBe("timeout");
    expect(received).toHaveLength(1);
  });
  test("a name server that does not answer is given up at the limit as well", async () => {
    const post = openPost({ allowLoopback: true, limitMs: 50, resolve: () => new Promise(() => {}) });
    expect(await send("https://hooks.example/", post)).toBe("timeout");
    expect(await post.judge("https://hooks.example/")).toBe("url_unresolvable");
  });
  test("nobody there, and no TLS there, are said apart", async () => {
    const free = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => free.once("listening", resolve));
    const nobody = (free.address() as AddressInfo).port;
    await new Promise((resolve) => free.close(resolve));
    expect(await send(`http://127.0.0.1:${nobody}/`)).toBe("unreachable");
    expect(await send(`https://127.0.0.1:${port}/`)).toBe("tls");
  });
});

describe("where it is sent", () => {
  const strict = openPost({ allowLoopback: false, limitMs: 5_000 });
  const leadingTo = (...addresses: string[]) => {
    const asked: string[] = [];
    const resolve = async (host: string) => {
      const address = addresses[Math.min(asked.length, addresses.length - 1)] ?? "";
      asked.push(host);
      return [{ address, family: address.includes(":") ? 6 : 4 }];
    };
    return { asked, post: openPost({ allowLoopback: false, limitMs: 5_000, resolve }) };
  };
  const PRIVATE =
    "127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 198.18.0.1 192.0.0.192 224.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::a00:1 2002:7f00:1::1 2001::1 2001:db8::1 3fff::1".split(
      " ",
    );

  test.each(PRIVATE)("a name that leads to %s is refused, when it is added and when it is sent to", async (address) => {
    const { post } = leadingTo(address);
    expect(await post.judge(`https://hooks.example:${port}/`)).toBe("url_not_public");
    expect(await send(`https://hooks.example:${port}/`, post)).toBe("url_not_public");
    expect(received).toEqual([]);
  });
  test.each([
    ...PRIVATE.map((address) => (address.includes(":") ? `[${address}]` : address)),
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "0",
    "127.0.0.1.",
    "①②⑦.0.0.1",
  ])("the literal %s is refused, however it is written", async (host) => {
    expect(await strict.judge(`https://${host}:${port}/`)).toBe("url_not_public");
    expect(await send(`https://${host}:${port}/`, strict)).toBe("url_not_public");
  });
  test("an address with a zone is no address", async () => {
    expect(await strict.judge("https://[fe80::1%25lo]/")).toBe("url_malformed");
    expect(await leadingTo("fe80::1%lo").post.judge("https://hooks.example/")).toBe("url_not_public");
  });
  test("this machine's own name is refused, in every spelling", async () => {
    for (const host of ["localhost", "LOCALHOST"]) expect(await send(`https://${host}:${port}/`, strict), host).toBe("url_not_public");
  });
  test("one private address among public ones is enough to refuse", async () => {
    const resolve = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    expect(await send(`https://hooks.example:${port}/`, openPost({ allowLoopback: false, resolve }))).toBe("url_not_public");
  });
  test("a name that is public when it is judged and private when it is connected to is refused", async () => {
    const { post, asked } = leadingTo("93.184.216.34", "127.0.0.1");
    expect(await post.judge(`https://rebinding.example:${port}/`)).toBeNull();
    expect(await send(`https://rebinding.example:${port}/`, post)).toBe("url_not_public");
    expect(asked).toEqual(["rebinding.example", "rebinding.example"]);
    expect(received).toEqual([]);
  });
  test("it connects to what was judged, by one look-up: there is no second answer", async () => {
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return [{ address: asked.length === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
    };
    expect(await send(`http://localhost:${port}/`, openPost({ allowLoopback: true, resolve }))).toBeNull();
    expect(asked).toEqual(["localhost"]);
  });
  test("where loopback is allowed, private networks are still refused", async () => {
    expect(await send(`http://localhost:${port}/`)).toBeNull();
    for (const host of ["10.0.0.1", "192.168.0.1", "169.254.169.254", "[::ffff:127.0.0.1]", "127.0.0.2"])
      expect(await send(`https://${host}/`), host).toBe("url_not_public");
    const resolve = async () => [{ address: "93.184.216.34", family: 4 }];
    expect(await send("http://localhost/", openPost({ allowLoopback: true, resolve }))).toBe("url_not_public");
  });
  test("a proxy of the environment is not used", async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      NODE_USE_ENV_PROXY: "1",
      http_proxy: here(),
      HTTP_PROXY: here(),
      https_proxy: here(),
      HTTPS_PROXY: here(),
    });
    try {
      expect(await send("https://10.0.0.1/", openPost({ allowLoopback: true }))).toBe("url_not_public");
      expect(await send(here("/direct"), openPost({ allowLoopback: true }))).toBeNull();
    } finally {
      process.env = before;
    }
    expect(received.map(({ url }) => url)).toEqual(["/direct"]);
  });
  test("a name without an address is said to be one", async () => {
    const resolve = () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    const post = openPost({ allowLoopback: false, resolve });
    expect(await post.judge("https://nowhere.example/")).toBe("url_unresolvable");
    expect(await send("https://nowhere.example/", post)).toBe("url_unresolvable");
  });
});

test("public is what is public: addresses of well-known services are let through", () => {
  for (const address of [
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "93.184.216.34",
    "2606:4700::6810:84e5",
    "2a00:1450:4001:81c::200e",
  ])
    expect(isPublicAddress(address), address).toBe(true);
});
