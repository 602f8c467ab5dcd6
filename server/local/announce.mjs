// What `npm start` prints when everything is up.
import { people } from "./people.mjs";

const bold = (text) => (process.stdout.isTTY ? `\x1b[1m${text}\x1b[0m` : text);

/** Prints where to go, who one can be, where mail ends up, and how to stop. */
export function announce({ origin, mailbox, cashfree, razorpay, identityProvider }, logFolder) {
  const lines = ["", `  ${bold("The console is ready:")}  ${bold(origin)}`, ""];
  if (identityProvider) {
    lines.push("  Sign in as");
    for (const { name, does } of people) lines.push(`    ${name.padEnd(16)} ${does}`);
    lines.push("");
  }
  lines.push(`  ${bold("The account owner's pages:")}  ${bold(`${origin}/account`)}`);
  lines.push(`    Sign in as asha@chaipoint.example; the code arrives ${mailbox ? "in the mailbox below" : "by mail"}.`, "");
  if (mailbox) lines.push(`  Outgoing mail        ${mailbox}`);
  if (cashfree) lines.push(`  Refunds at Cashfree  ${cashfree}`);
  if (razorpay) lines.push(`  Refunds at Razorpay  ${razorpay}`);
  lines.push("  Send a deletion mail npm run mail:send -- --as asha --intent deletion");
  lines.push(`  Logs                 ${logFolder}`);
  lines.push("  Stop                 Ctrl-C", "");
  console.log(lines.join("\n"));
}
