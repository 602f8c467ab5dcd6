// The folder in which the mailbox keeps what the console sent: one .eml per letter, the newest two thousand.
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import PostalMime from "postal-mime";

const MOST = 2_000;
const RECIPIENT_FIELD = "X-Local-Recipient"; // the envelope, which a message does not carry itself

/** Opens the folder. Letters are kept parsed in memory; the files are for other programs and for the next start. */
export async function openLetters(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const letters = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .sort()) {
    letters.push(await parse(file.slice(0, -".eml".length), readFileSync(path.join(folder, file))));
  }
  return {
    /** Newest first; only those to `address`, when one is given. */
    list: (address = "") => letters.filter(({ to }) => address === "" || to.includes(address.toLowerCase())).reverse(),
    find: (id) => letters.find((letter) => letter.id === id),
    raw: (id) => readFileSync(path.join(folder, `${id}.eml`)),
    async add(bytes, recipients) {
      const id = `${String(Date.now()).padStart(14, "0")}-${randomBytes(4).toString("hex")}`;
      const envelope = recipients.map((recipient) => `${RECIPIENT_FIELD}: ${recipient}\r\n`).join("");
      const stored = Buffer.concat([Buffer.from(envelope), bytes]);
      const file = path.join(folder, `${id}.eml`);
      writeFileSync(`${file}.part`, stored);
      renameSync(`${file}.part`, file);
      letters.push(await parse(id, stored));
      while (letters.length > MOST) rmSync(path.join(folder, `${letters.shift().id}.eml`), { force: true });
      return id;
    },
  };
}

async function parse(id, bytes) {
  const mail = await PostalMime.parse(bytes);
  const recipients = mail.headers.filter(({ key }) => key === RECIPIENT_FIELD.toLowerCase()).map(({ value }) => value.toLowerCase());
  return {
    id,
    to: recipients,
    from: mail.from?.address ?? "",
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html ?? "",
    receivedAt: new Date(Number(id.split("-")[0])).toISOString(),
    messageId: mail.messageId ?? "",
  };
}
