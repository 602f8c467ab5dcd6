import { expect, test } from "vitest";
import { REFUSALS as deletion } from "@/server/deletion/refusals";
import { REFUSALS as dataExport } from "@/server/export/refusals";
import { REFUSALS as grievance } from "@/server/grievance/refusals";
import { Refusal } from "@/server/lib/refusal";
import { REFUSALS as owner } from "@/server/owner/refusals";
import { REFUSALS as platform } from "@/server/platform/refusals";
import { REFUSALS as refund } from "@/server/refund/refusals";
import { languages, messagesOf } from "./messages.adapter";
import { refusalIn } from "./refusal-in";

/** The rooms whose procedures owners call; what one of these refuses, an owner may read. */
const ROOMS = { deletion, owner, export: dataExport, grievance, platform, refund };

/** What only people of ours can be told: nothing that an owner can press leads there. Everything else needs words in every language. */
const STAFF_ONLY: Record<string, readonly string[]> = {
  deletion: [
    ..."no_tenant own_request second_person_not_needed maker_is_checker approval_stale already_proposed payout_under_way paused_by_order own_order".split(
      " ",
    ),
    ..."return_evidence_failed return_code_not_confirmed return_not_compared return_differs survivors code_still_open code_already_confirmed".split(
      " ",
    ),
  ],
  platform: ["revealed_too_often"],
  refund: [
    ..."refund_not_requested refund_not_granted refund_not_under_way nothing_changed already_proposed not_proposed own_grant already_agreed".split(
      " ",
    ),
    ..."paused_by_order letter_used letter_not_usable no_trouble still_open not_to_be_retried gateway_says_otherwise gateway_not_sure original_paid".split(
      " ",
    ),
    ..."retried_already difference_ended gateway_not_set_up bands_make_no_sense bands_are_the_owners export_too_long".split(" "),
  ],
};
const CODES = Object.entries(ROOMS).flatMap(([room, refusals]) => Object.keys(refusals).map((code) => ({ room, code })));
const isForStaff = ({ room, code }: (typeof CODES)[number]) =>
  STAFF_ONLY[room]?.includes(code) || (room === "grievance" && code.startsWith("desk_"));
const forOwners = CODES.filter((one) => !isForStaff(one)).map(({ code }) => code);

test.each(languages())("whatever an owner can be refused has its own sentence (%s)", (language) => {
  const said = Object.keys(messagesOf(language).refusals);
  expect(forOwners.filter((code) => !said.includes(code))).toEqual([]);
});

test("no sentence is for a refusal that there is not, or that no owner meets", () => {
  const said = Object.keys(messagesOf("en").refusals).filter((code) => code !== "other");
  expect(said.filter((code) => !forOwners.includes(code))).toEqual([]);
});

test("the list for our own people names refusals that there are", () => {
  for (const [room, codes] of Object.entries(STAFF_ONLY))
    for (const code of codes) expect(CODES, `${room}: ${code}`).toContainEqual({ room, code });
});

test("a sentence has its facts put in, and an unknown code says the general one", () => {
  expect(refusalIn("hi", new Refusal("amount_too_high", { most: "₹1,180.00" }))).toContain("₹1,180.00");
  expect(refusalIn("hi", new Refusal("a_code_of_tomorrow"))).toBe(messagesOf("hi").refusals.other);
  expect(refusalIn("hi", new Error("broken"))).toBeNull();
});
