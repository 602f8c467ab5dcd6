import type { Deps } from "@/server/lib/deps";
import type { Gateway, GatewayName } from "./gateways/gateway";
import { openGateway } from "./gateways/open-gateway";

/** What paying out needs besides the database: the way to each gateway. It refuses (`gateway_not_set_up`) where we have no credentials. */
export type RefundDeps = Deps & { openGateway: (name: GatewayName) => Gateway };

/** Those of this process's settings. */
export const openRefundDeps = (deps: Deps): RefundDeps => ({ ...deps, openGateway });
