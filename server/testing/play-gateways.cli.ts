// Both payment gateways' stand-ins in a process of their own, which fault tests kill: what each is told, as JSON.
import { startCashfree, startRazorpay } from "./simulators.mjs";

const [cashfree = "", razorpay = ""] = process.argv.slice(2);
await startCashfree(JSON.parse(cashfree) as Parameters<typeof startCashfree>[0]);
await startRazorpay(JSON.parse(razorpay) as Parameters<typeof startRazorpay>[0]);
process.send?.({ ready: true });
