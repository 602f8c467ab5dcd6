// What the little web servers of the street have in common.
import { createServer } from "node:http";

/** Serves `handler(request, response, url)` on both loopback addresses; a handler that throws costs one answer only. */
export async function serveLocally(port, handler) {
  const answer = async (request, response) => {
    try {
      await handler(request, response, new URL(request.url ?? "/", `http://localhost:${port}`));
    } catch (error) {
      console.error(`${request.method} ${request.url}: ${error?.stack ?? error}`);
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end("The local stand-in failed; its terminal says how.\n");
    }
  };
  const listen = (host) =>
    new Promise((resolve, reject) => {
      const server = createServer(answer);
      server.once("error", reject);
      server.listen(port, host, () => resolve(server));
    });
  const first = await listen("127.0.0.1");
  // "localhost" may mean this one as well, where the machine has IPv6 at all.
  const second = await listen("::1").catch(() => null);
  return {
    close() {
      for (const server of [first, second]) {
        server?.close();
        server?.closeAllConnections();
      }
    },
  };
}

/** The whole body of a request as bytes, refused beyond `limit`. */
export async function readBody(request, limit = 1_000_000) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new Error(`a body of more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function sendJson(response, value, status = 200) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(`${JSON.stringify(value, null, 2)}\n`);
}

export function sendPage(response, page, status = 200) {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy":
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(page);
}

export function sendNotFound(response) {
  sendPage(response, page("Not found", "<h1>Not found</h1><p>There is nothing at this address.</p>"), 404);
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escaped = (text) => String(text ?? "").replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);

/** A complete page in the look of the street: quiet, readable, light or dark as the viewer's system is. */
export function page(title, body) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1d22; --soft: #5a5d69; --ground: #f5f5f3; --card: #fff; --line: #d9d9d4; --accent: #1f4fd1; --mark: #eef2fe }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --soft: #a9acb8; --ground: #131418; --card: #1c1e24; --line: #34363f; --accent: #9db6ff; --mark: #232a40 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem }
p { margin: .25rem 0 1.25rem }
a { color: var(--accent) }
.soft { color: var(--soft) }
.note { font-size: .875rem; color: var(--soft) }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; overflow: hidden }
ul.card { list-style: none; margin: 0; padding: 0 }
ul.card > li + li { border-top: 1px solid var(--line) }
.row { display: grid; gap: .125rem; width: 100%; padding: .875rem 1rem; border: 0; background: none; color: inherit; font: inherit; text-align: start; text-decoration: none; cursor: pointer }
.row:hover { background: var(--mark) }
.row:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px }
.row strong, .row .soft { overflow-wrap: anywhere; min-width: 0 }
.row:has(form) { cursor: default }
.acts { display: flex; gap: .5rem; flex-wrap: wrap; margin-top: .375rem }
.acts:empty { display: none }
.pair { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1.25rem }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
pre { margin: 0; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .9375rem/1.55 ui-monospace, monospace }
iframe { display: block; width: 100%; height: 28rem; border: 0; background: #fff }
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem }
button.plain { padding: .625rem 1.25rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); color: inherit; font: inherit; cursor: pointer }
`;
