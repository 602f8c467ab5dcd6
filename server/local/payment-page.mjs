// The page of a payment gateway's stand-in: the refunds it was asked for, and what may become of them.
import { escaped, page } from "./web.mjs";

const SHOWN = 200;
const ENDS = {
  PENDING: [
    ["SUCCESS", "Pay it"],
    ["FAILED", "Let it fail"],
    ["ONHOLD", "Hold it"],
  ],
  ONHOLD: [
    ["SUCCESS", "Pay it"],
    ["FAILED", "Let it fail"],
  ],
  SUCCESS: [["CANCELLED", "Send the money back"]],
  CANCELLED: [],
  FAILED: [],
};

/** Newest first, with a button for everything that could happen next. */
export function refundsPage({ title }, refunds) {
  const list =
    refunds.length === 0
      ? "<p>No refund has been asked for yet.</p>"
      : `<ul class="card">${refunds.slice(0, SHOWN).map(row).join("")}</ul>`;
  return page(
    `Refunds · Local ${title}`,
    `<h1>Refunds at ${escaped(title)}</h1><p class="soft">No money moves: this stands in for the gateway on this machine. A refund is paid by itself after two seconds. Reload to see new ones.</p>${list}`,
  );
}

function row({ name, reference, payment, amountPaise, status, bankReference, createdAt }) {
  const rupees = (amountPaise / 100).toLocaleString("en-IN", { style: "currency", currency: "INR" });
  const at = new Date(createdAt).toISOString();
  const buttons = ENDS[status].map(
    ([next, label]) =>
      `<form method="post" action="/_control/refunds/${encodeURIComponent(reference)}/settle"><button class="plain" name="status" value="${next}">${label}</button></form>`,
  );
  return `<li><div class="row"><span class="pair"><strong>${escaped(rupees)} · ${escaped(status)}</strong><time class="note" datetime="${at}">${at.slice(0, 19).replace("T", " ")} UTC</time></span>
<span class="soft">${escaped(name ?? "asked for elsewhere")} of ${escaped(payment)}${bankReference ? ` · bank reference ${escaped(bankReference)}` : ""}</span>
<span class="acts">${buttons.join("")}</span></div></li>`;
}
