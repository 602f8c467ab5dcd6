import { hmacSha256 } from "@/server/lib/crypto";
import { composeBody, type SignalMessage } from "./signal";

/** The request that carries one message: its body, and the headers by which the receiver knows who sent it and whether it has it already. */
export function signMessage(secret: string, message: SignalMessage): { headers: Record<string, string>; body: string } {
  const body = composeBody(message);
  return {
    headers: {
      "content-type": "application/json",
      "x-callmissed-event": message.event,
      "x-callmissed-delivery": message.deliveryId,
      "x-callmissed-signature": `sha256=${hmacSha256(secret, body).toString("hex")}`,
    },
    body,
  };
}
