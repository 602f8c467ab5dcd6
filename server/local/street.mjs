// The street outside, played on one machine: a process of its own that holds the stand-ins for whatever the
// environment does not name. Started by start.mjs, which says what is wanted in CALLMISSED_STREET.
import { startCashfree } from "./cashfree.mjs";
import { startDns } from "./dns.mjs";
import { startIdentityProvider } from "./identity-provider.mjs";
import { startMailbox } from "./mailbox.mjs";
import { startPlatform } from "./platform.mjs";
import { startRazorpay } from "./razorpay.mjs";
import { complain } from "./trouble.mjs";

const houses = {
  identityProvider: startIdentityProvider,
  dns: startDns,
  mailbox: startMailbox,
  platform: startPlatform,
  cashfree: startCashfree,
  razorpay: startRazorpay,
};
const opened = [];

async function close() {
  await Promise.allSettled(opened.map((house) => house.close()));
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, close);
process.on("disconnect", close); // whoever started us is gone: so are we

try {
  const { dataFolder, ...wanted } = JSON.parse(process.env.CALLMISSED_STREET ?? "{}");
  for (const [name, settings] of Object.entries(wanted)) opened.push(await houses[name]({ dataFolder, ...settings }));
  process.send?.({ ready: true });
} catch (error) {
  complain(error);
  process.exit(1);
}
