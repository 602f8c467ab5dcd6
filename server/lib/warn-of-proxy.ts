import { logger } from "./logger";

let isWarned = false;

/**
 * Says once per process that calls seem to come through a proxy that nobody told us about: then all customers share one count of the
 * limits by network, and one who uses it up stops the others (docs/operations.md). Without a proxy Next itself writes the peer there.
 */
export function warnOfProxy(
  forwardedFor: string | null,
  peer: string | null,
  trustedProxies: number,
  log: Pick<typeof logger, "warn"> = logger,
): void {
  if (isWarned || trustedProxies > 0 || !forwardedFor || !peer || forwardedFor === peer) return;
  isWarned = true;
  log.warn("calls come through a proxy, but TRUSTED_PROXIES is 0: all of them count as one network");
}
