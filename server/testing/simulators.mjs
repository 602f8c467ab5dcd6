// The payment gateways' stand-ins, for tests that start one of their own.
export { startCashfree } from "../local/cashfree.mjs";
export { freePort } from "../local/ports.mjs";
export { startRazorpay } from "../local/razorpay.mjs";
