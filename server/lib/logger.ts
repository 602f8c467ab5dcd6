import pino from "pino";
import { logLevel } from "./env";

/**
 * Structured lines on standard error. Personal data has no business here: log ids and codes.
 * The redaction is the second line of defence, not the first.
 */
export const logger = pino(
  {
    level: logLevel(),
    base: { process: process.argv[1]?.split("/").at(-2) ?? "web" },
    redact: { paths: ["*.email", "*.toAddress", "*.apiKey", "*.raw", "*.text", "*.name"], censor: "[withheld]" },
    serializers: {
      // Causes of a failure may quote a row's values; the name, the code and the place are enough to act upon.
      err: (error: Error & { code?: string }) => ({
        type: error.name,
        code: error.code,
        stack: error.stack?.split("\n").slice(1, 8).join("\n"),
      }),
    },
  },
  pino.destination({ dest: 2, sync: false }),
);
