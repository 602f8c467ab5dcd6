import { expect, test } from "vitest";
import { lastMonthOf, monthsOf } from "./months-of";

test("a financial year runs from April to March, and a month is offered from its first moment in India", () => {
  expect(monthsOf("2026-27", new Date("2028-01-01T00:00:00Z")).map(({ title }) => title)).toEqual([
    ...["March 2027", "February 2027", "January 2027", "December 2026", "November 2026", "October 2026"],
    ...["September 2026", "August 2026", "July 2026", "June 2026", "May 2026", "April 2026"],
  ]);
  expect(monthsOf("2026-27", new Date("2026-04-30T18:29:59.999Z")).map(({ value }) => value)).toEqual(["2026-04"]);
  expect(monthsOf("2026-27", new Date("2026-04-30T18:30:00.000Z")).map(({ value }) => value)).toEqual(["2026-05", "2026-04"]);
});

test("the month before this one is offered first, by the clock in India, also over the ends of years", () => {
  const years = ["2026-27", "2025-26"];
  expect(lastMonthOf(years, new Date("2026-11-30T18:29:59.999Z"))).toBe("2026-10");
  expect(lastMonthOf(years, new Date("2026-11-30T18:30:00.000Z"))).toBe("2026-11");
  expect(lastMonthOf(years, new Date("2027-01-10T00:00:00.000Z"))).toBe("2026-12");
  expect(lastMonthOf(years, new Date("2026-04-10T00:00:00.000Z"))).toBe("2026-03");
  expect(lastMonthOf(["2026-27"], new Date("2026-04-10T00:00:00.000Z"))).toBeNull();
});
