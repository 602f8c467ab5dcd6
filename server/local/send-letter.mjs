// `npm run mail:send`: writes to support as one of the cast, over real SMTP, signed like a real sender's mail.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "./bootstrap.mjs";
import { complain, Trouble } from "./trouble.mjs";

const HELP = `npm run mail:send -- [options]

  --as NAME            asha (owner of Chai Point Labs), ravi (her team member) or nila (owner of Initech)   [asha]
  --intent INTENT      deletion, reactivation, refund, grievance or other                                  [deletion]
  --lang LANGUAGE      en, hi or hinglish                                                                  [en]
  --from ADDRESS       another sender            --to ADDRESS         another support address
  --account ADDRESS    another account e-mail    --organisation NAME  another organisation in the text
  --subject TEXT       --text TEXT               words of your own
  --forged             unsigned and from an address that may not send for the domain
  --file FILE.eml      this very message, byte for byte

It needs a running \`npm start\`.`;

const CAST = {
  asha: { name: "Asha Menon", account: "asha@chaipoint.example", organisation: "Chai Point Labs" },
  ravi: { name: "Ravi Kumar", account: "ravi@chaipoint.example", organisation: "Chai Point Labs" },
  nila: { name: "Nila Krishnan", account: "nila@initech.example", organisation: "Initech" },
};
const STRANGER = "127.0.0.9"; // loopback as well, but the domains' SPF records allow 127.0.0.1 only

try {
  const options = readOptions();
  if (options.help) console.log(HELP);
  else await send(options);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

function readOptions() {
  const text = { type: "string" };
  const flag = { type: "boolean" };
  const values = {
    as: text,
    intent: text,
    lang: text,
    from: text,
    to: text,
    account: text,
    organisation: text,
    subject: text,
    text,
    file: text,
    forged: flag,
    help: flag,
  };
  try {
    return parseArgs({ options: values }).values;
  } catch (error) {
    throw new Trouble(error.message, HELP);
  }
}

async function send(options) {
  const { readRun } = await import("./run-record.mjs");
  const { default: nodemailer } = await import("nodemailer");
  const { signingKey, SELECTOR } = await import("./dkim.mjs");
  const dataFolder = path.resolve(root, process.env.CALLMISSED_DATA_DIR ?? ".data");
  const run = readRun(dataFolder);
  if (!run?.ready) throw new Trouble("The console is not running.", "Start it with `npm start`, then try again.");

  const letter = await write(options);
  const domain = letter.sender.split("@").at(-1);
  const transport = nodemailer.createTransport({
    host: "127.0.0.1",
    port: run.ports.mailIn,
    name: `mail.${domain}`,
    ignoreTLS: true,
    ...(options.forged ? { localAddress: STRANGER } : {}),
    ...(options.forged || options.file ? {} : { dkim: { domainName: domain, keySelector: SELECTOR, privateKey: signingKey(dataFolder) } }),
  });
  const { response, messageId } = await transport.sendMail(letter.message).catch((error) => {
    if (error.responseCode) throw new Trouble(`The mail listener refused the letter: ${error.response}`);
    if (error.code === "EADDRNOTAVAIL")
      throw new Trouble(
        `This machine has no address ${STRANGER} to send a forged letter from.`,
        `Add it first, for example: sudo ifconfig lo0 alias ${STRANGER}`,
      );
    throw new Trouble(
      `The mail listener on port ${run.ports.mailIn} did not take the letter (${error.message}).`,
      "Is `npm start` still running?",
    );
  });
  console.log(`From     ${letter.sender}${options.forged ? `   (forged: unsigned, from ${STRANGER})` : ""}`);
  console.log(
    `To       ${letter.recipient}\nSubject  ${letter.message.subject ?? "(as in the file)"}\nId       ${messageId}\n\n${letter.message.text ?? ""}`,
  );
  console.log(`The server answered: ${response}`);
  console.log(`See it at ${run.origin}/console`);
}

/** The letter and its envelope. */
async function write(options) {
  const recipient = options.to ?? process.env.SUPPORT_ADDRESSES?.split(",")[0] ?? "support@callmissed.com";
  if (options.file) {
    const raw = readFileSync(options.file);
    const sender = options.from ?? /^from:.*?([^\s<>"]+@[^\s<>"]+)/im.exec(raw.toString("latin1"))?.[1] ?? CAST.asha.account;
    return { sender, recipient, message: { raw, envelope: { from: sender, to: recipient } } };
  }
  const { compose, intents, languages } = await import("./letter-texts.mjs");
  const writer = CAST[pick("as", options.as, Object.keys(CAST))];
  const person = { ...writer, account: options.account ?? writer.account, organisation: options.organisation ?? writer.organisation };
  const template = compose(person, pick("intent", options.intent ?? "deletion", intents), pick("lang", options.lang ?? "en", languages));
  const sender = options.from ?? writer.account;
  const from = options.from ?? { name: writer.name, address: sender };
  return {
    sender,
    recipient,
    message: { from, to: recipient, subject: options.subject ?? template.subject, text: options.text ?? template.text },
  };
}

function pick(option, value = "asha", choices) {
  if (choices.includes(value)) return value;
  throw new Trouble(`--${option} ${value} is not known.`, `Choose one of: ${choices.join(", ")}.`);
}
