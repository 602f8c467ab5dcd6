import { expect, test } from "../fixtures/test";

test("the countdown ticks in its place, is right to the second, and shifts nothing", async ({ build, dev, pool }) => {
  const retention = await build.tenantInRetention({ deactivatedDaysAgo: 10.5 });
  await dev.open(retention.request);
  const board = dev.page.getByRole("article").getByRole("timer").first();
  const shifts = await dev.page.evaluateHandle(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: false });
    return seen;
  });
  const place = await board.boundingBox();
  for (let tick = 0; tick < 3; tick += 1) {
    const before = await board.textContent();
    await expect(board).not.toHaveText(before ?? "", { timeout: 3_000 });
    expect(await board.boundingBox()).toEqual(place);
  }
  expect(await shifts.evaluate((seen) => seen)).toEqual([]);

  const { rows } = await pool.query<{ left: number }>(
    "SELECT extract(epoch FROM purge_due_at - clock_timestamp())::float AS left FROM console.deactivation WHERE request_id = $1",
    [retention.request.id],
  );
  const [d, h, m, s] =
    /^(\d+)d(\d\d)h(\d\d)m(\d\d)s$/
      .exec((await board.textContent()) ?? "")
      ?.slice(1)
      .map(Number) ?? [];
  const shown = (((d ?? 0) * 24 + (h ?? 0)) * 60 + (m ?? 0)) * 60 + (s ?? 0);
  expect(Math.abs(shown - (rows[0]?.left ?? 0))).toBeLessThan(2.5);
});

test("the same instant is shown in Kolkata and New York, whatever the viewer's clock says", async ({ build, staff }) => {
  const retention = await build.tenantInRetention({ deactivatedDaysAgo: 3 });
  const seen = [];
  for (const timezoneId of ["Asia/Kolkata", "America/New_York"]) {
    const desk = await staff("dev", { timezoneId });
    await desk.open(retention.request);
    const due = desk.page.getByText("Erased from").getByRole("time");
    seen.push({ words: await due.textContent(), instant: await due.getAttribute("datetime") });
    await expect(desk.page.getByRole("article").getByRole("timer").first()).toHaveText(/^(27d00h00m|26d23h59m)\d\ds$/);
    const received = desk.page.getByText("Received", { exact: false }).getByRole("time").first();
    if (timezoneId === "America/New_York") await expect(received).toHaveAttribute("title", /Where you are: .*(EST|EDT)/);
    else await expect(received).not.toHaveAttribute("title");
  }
  expect(seen[0]).toEqual(seen[1]);
  expect(seen[0]?.instant).toBe(retention.purgeDueAt.toISOString());
  expect(seen[0]?.words).toMatch(/ IST$/);
});

test("a viewer's wrong clock does not move the countdown", async ({ build, dev }) => {
  const retention = await build.tenantInRetention({ deactivatedDaysAgo: 20 });
  await dev.page.clock.install({ time: "2031-01-01T00:00:00Z" });
  await dev.open(retention.request);
  await expect(dev.page.getByRole("article").getByRole("timer").first()).toHaveText(/^(10d00h00m|9d23h5\dm)\d\ds$/);
});
