import nodemailer from "nodemailer";
import { env } from "@/server/lib/env";
import type { SendMail } from "./send-notice";

/** Opens the outgoing mail server of the settings (SMTP_URL). One pool per worker process; `close` lets it go. */
export function openMailer(): { sendMail: SendMail; close: () => void } {
  const settings = env();
  const transport = nodemailer.createTransport(
    {
      url: settings.SMTP_URL,
      pool: true,
      maxConnections: 3,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    } as Parameters<typeof nodemailer.createTransport>[0],
    { from: settings.MAIL_FROM },
  );
  const domain = /@([^\s>]+)/.exec(settings.MAIL_FROM)?.[1] ?? "callmissed.com";
  return {
    sendMail: async ({ id, ...mail }) => {
      await transport.sendMail({
        ...mail,
        messageId: `<notice-${id}@${domain}>`,
        // Asks auto-responders to stay quiet, and tells our own intake not to answer should it come back.
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      });
    },
    close: () => transport.close(),
  };
}
