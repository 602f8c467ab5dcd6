// Everybody's mailbox: takes every letter the console sends, delivers none, and shows them on a page.
//   GET /api/messages?to=<address>   newest first        GET /api/messages/<id>   one
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { openLetters } from "./letters.mjs";
import { escaped, page, readBody, sendJson, sendNotFound, sendPage, serveLocally } from "./web.mjs";

const LARGEST_BYTES = 26_214_400;

/** Starts the SMTP server that catches and the web page that shows. */
export async function startMailbox({ port, smtpPort, dataFolder }) {
  const letters = await openLetters(path.join(dataFolder, "mailbox"));
  const smtp = await startCatcher(smtpPort, letters);
  const web = await serveLocally(port, (request, response, url) => show(letters, request, response, url));
  return {
    close: async () => {
      web.close();
      await new Promise((resolve) => smtp.close(resolve));
    },
  };
}

function startCatcher(port, letters) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true, // it would ask the real DNS
    size: LARGEST_BYTES,
    logger: false,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address); // gone once this callback has returned
      readBody(stream, LARGEST_BYTES)
        .then((bytes) => letters.add(bytes, recipients))
        .then((id) => done(null, `kept as ${id}`), done);
    },
  });
  server.on("error", () => {}); // a client that hangs up in the middle
  return new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function show(letters, request, response, url) {
  const [, first = "", second = "", third = ""] = url.pathname.split("/");
  if (request.method !== "GET") return sendNotFound(response);
  if (first === "") return sendPage(response, listPage(letters.list(url.searchParams.get("to") ?? ""), url.searchParams.get("to")));
  const isApi = first === "api" && second === "messages";
  if (isApi && third === "") return sendJson(response, letters.list(url.searchParams.get("to") ?? ""));
  const letter = letters.find(isApi ? third : second);
  if (isApi) return letter ? sendJson(response, letter) : sendJson(response, { error: "no such message" }, 404);
  if (first !== "messages" || !letter) return sendNotFound(response);
  if (third === "html") return sendHtmlPart(response, letter);
  if (third === "raw") {
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
    return response.end(letters.raw(letter.id));
  }
  return sendPage(response, letterPage(letter));
}

/** The HTML part is somebody's markup: no scripts, nothing from elsewhere, an origin of its own. */
function sendHtmlPart(response, letter) {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(letter.html);
}

const moment = (iso) => `<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;

function listPage(letters, to) {
  const row = ({ id, to, subject, receivedAt }) =>
    `<li><a class="row" href="/messages/${id}"><span class="pair"><strong>${escaped(subject || "(no subject)")}</strong><span class="note">${moment(receivedAt)}</span></span><span class="soft">to ${escaped(to.join(", "))}</span></a></li>`;
  const heading = to ? `Mail to ${escaped(to)}` : "Mail sent by the console";
  const list = letters.length === 0 ? "<p>Nothing has been sent yet.</p>" : `<ul class="card">${letters.map(row).join("")}</ul>`;
  return page(
    "Mailbox · Local mail",
    `<h1>${heading}</h1><p class="soft">Nothing leaves this machine: every letter ends up here, whoever it is for. Reload to see new ones.</p>${list}`,
  );
}

function letterPage({ id, to, from, subject, text, html, receivedAt }) {
  const htmlPart =
    html === ""
      ? ""
      : `<h2>As HTML</h2><div class="card"><iframe title="The letter’s HTML part" sandbox src="/messages/${id}/html"></iframe></div>`;
  return page(
    `${subject || "(no subject)"} · Local mail`,
    `<p><a href="/">All mail</a></p><h1>${escaped(subject || "(no subject)")}</h1>
<dl><dt>From</dt><dd>${escaped(from)}</dd><dt>To</dt><dd>${escaped(to.join(", "))}</dd><dt>Received</dt><dd>${moment(receivedAt)}</dd></dl>
<h2>As text</h2><div class="card"><pre tabindex="0" aria-label="The letter’s text">${linked(text)}</pre></div>${htmlPart}
<p class="note"><a href="/messages/${id}/raw">The letter exactly as it was sent</a></p>`,
  );
}

/** Escapes a text and makes its web addresses clickable; punctuation after an address is not part of it. */
function linked(text) {
  const parts = text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/);
  return parts.map((part, index) => (index % 2 === 0 ? escaped(part) : `<a href="${escaped(part)}">${escaped(part)}</a>`)).join("");
}
