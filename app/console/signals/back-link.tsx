import { BackLink } from "../_frame/back-link";

export function BackToWebhooks() {
  return <BackLink href="/console/signals">All webhooks</BackLink>;
}
