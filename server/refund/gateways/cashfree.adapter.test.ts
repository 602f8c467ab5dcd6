import { afterAll, beforeAll, describe } from "vitest";
import { keepsTheGatewayContract } from "@/server/testing/gateway-contract";
import { type Simulators, startSimulators } from "@/server/testing/gateways";
import { freePort } from "@/server/testing/simulators.mjs";
import { cashfreeGateway } from "./cashfree.adapter";

let street: Simulators;
let nobodysPort: number;
beforeAll(async () => {
  nobodysPort = await freePort();
  street = await startSimulators();
});
afterAll(() => street?.stop());

describe("Cashfree, against its stand-in", () => {
  keepsTheGatewayContract(() => {
    const { gateway, control, settings, restart } = street.cashfree;
    return {
      gateway,
      control,
      restart,
      stranger: cashfreeGateway({ ...settings, clientSecret: "guessed" }),
      nobody: cashfreeGateway({ ...settings, url: `http://127.0.0.1:${nobodysPort}/pg` }),
      impatient: cashfreeGateway({ ...settings, timeoutMs: 150 }),
    };
  });
});
