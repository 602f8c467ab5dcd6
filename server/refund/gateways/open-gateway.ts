import { env } from "@/server/lib/env";
import { Refusal } from "@/server/lib/refusal";
import { cashfreeGateway } from "./cashfree.adapter";
import type { Gateway, GatewayName } from "./gateway";
import { razorpayGateway } from "./razorpay.adapter";

/** The gateway of a purchase, with this process's settings. Refuses (`gateway_not_set_up`) where there are no credentials for it. */
export function openGateway(name: GatewayName): Gateway {
  const settings = env();
  const timeoutMs = settings.GATEWAY_TIMEOUT_MS;
  if (name === "cashfree") {
    return cashfreeGateway({
      url: settings.CASHFREE_URL,
      clientId: settings.CASHFREE_CLIENT_ID,
      clientSecret: settings.CASHFREE_CLIENT_SECRET,
      webhookSecrets: settings.CASHFREE_WEBHOOK_SECRETS,
      timeoutMs,
    });
  }
  const { RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret } = settings;
  if (!keyId || !keySecret) throw new Refusal("gateway_not_set_up");
  return razorpayGateway({ url: settings.RAZORPAY_URL, keyId, keySecret, webhookSecrets: settings.RAZORPAY_WEBHOOK_SECRETS, timeoutMs });
}
