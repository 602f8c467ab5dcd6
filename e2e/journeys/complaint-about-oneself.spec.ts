import { letter } from "../fixtures/letter";
import { mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

const WORDS = "your agent verified our deletion, what I never asked for.";
const ANSWER = "You wrote to us on 3 May and were right. Your request is being looked at again by somebody else.";

test("an agent tries to close a complaint about himself, an officer who placed a hold may not either, and the deputy answers it", async ({
  dev,
  staff,
  build,
  pool,
  watch,
}) => {
  test.setTimeout(120_000);
  const request = await build.receivedRequest();
  const { tenant } = request;
  await dev.go("/console");
  expect(await dev.calls("request.verify", { requestId: request.id, version: request.version, seen: null })).toMatchObject({ status: 200 });
  const farah = await staff("farah");
  const reviewOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const order = { tenantId: tenant.id, authority: "A court", reference: "C-17", scope: ["everything"], reviewOn };
  await farah.go("/console");
  expect(await farah.calls("hold.place", order)).toMatchObject({ status: 200 });
  const writer = { name: tenant.owner.name, email: tenant.owner.email, organisation: tenant.name };
  await letter.from(writer).asksSomethingElse({ subject: "A complaint", text: `I complain: ${WORDS}` });
  await mailbox.newest(writer.email, /GR-\d+/);
  const { rows: letters } = await pool.query(
    "SELECT id, grievance_id, request_id FROM console.inbound_mail WHERE tenant_id = $1 AND grievance_id IS NOT NULL",
    [tenant.id],
  );
  const { id: letterId, grievance_id: grievanceId, request_id: besideId } = letters[0];
  expect(besideId, "whoever decides the request knows that the owner wrote again").toBe(request.id);
  const close = { grievanceId, seenVersion: 1, because: "not_ours" };
  const stateOf = async () => (await pool.query("SELECT state::text FROM console.grievance WHERE id = $1", [grievanceId])).rows[0]?.state;

  await test.step("the agent has no page for it, and the server says no", async () => {
    watch.provokes(/status of 40[34]/);
    await dev.go(`/console/grievances/${grievanceId}`);
    await expect(dev.page.getByText("This desk is the grievance officer's")).toBeVisible();
    await expect(dev.page.getByText(/what I never asked for/)).toHaveCount(0);
    expect(await dev.calls("answer.close", close)).toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect(await dev.calls("letter.open", { letterId, because: "deciding_request" })).toMatchObject({ code: "NOT_FOUND" });
    await dev.go(`/console/requests/${request.id}`);
    await expect(dev.page.getByText(/The owner wrote to the grievance desk on/)).toBeVisible();
    await expect(dev.page.getByText(/what I never asked for/)).toHaveCount(0);
  });

  await test.step("the officer who had a hand in it sees that it is there and why not more, and the server says no", async () => {
    watch.provokes(/status of 412/);
    await farah.go(`/console/grievances/${grievanceId}`);
    await expect(farah.page.getByText(/You had a hand in what this case is about/).first()).toBeVisible();
    await expect(farah.page.getByText(/what I never asked for/)).toHaveCount(0);
    await expect(farah.page.getByRole("button", { name: /^Decide/ })).toHaveCount(0);
    expect(await farah.calls("answer.close", close)).toMatchObject({ status: 412, refusal: "desk_involved" });
    expect(await farah.calls("letter.open", { letterId, because: "sorting_mail" })).toMatchObject({ refusal: "desk_involved" });
    expect(await stateOf()).toBe("open");
    const { rows } = await pool.query(
      "SELECT 1 FROM console.audit_event WHERE type = 'grievance.refused_as_involved' AND payload = jsonb_build_object('grievanceId', $1::text, 'act', 'close')",
      [grievanceId],
    );
    expect(rows).toHaveLength(1);
  });

  await test.step("the deputy answers", async () => {
    const naveen = await staff("naveen");
    await naveen.go(`/console/grievances/${grievanceId}`);
    await expect(naveen.page.getByText(/what I never asked for/)).toBeVisible();
    await naveen
      .panel("Answer")
      .getByRole("button", { name: /^Decide/ })
      .click();
    const dialog = naveen.page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /^Upheld They are right/ }).click();
    await dialog.getByRole("textbox", { name: "What was or will be done" }).fill(ANSWER);
    await dialog.getByRole("button", { name: "See the whole mail" }).click();
    await dialog.getByRole("button", { name: "Decide and send" }).click();
    await expect(dialog).toBeHidden();
    await expect(naveen.panel("Answer")).toContainText("Upheld");
    expect(await stateOf()).toBe("answered");
  });
});
