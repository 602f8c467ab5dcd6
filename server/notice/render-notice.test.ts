import { convert } from "html-to-text";
import { describe, expect, test } from "vitest";
import { instantFor } from "@/server/language/instant";
import { PREVIEWS, previewWords } from "./preview-words";
import { comparedSentence, renderNotice } from "./render-notice";

const LANGUAGES = ["en", "hi"] as const;
const ALL = PREVIEWS.flatMap((preview) => LANGUAGES.map((language) => ({ ...preview, language })));
const render = ({ kind, language, isHeld, because, isReversed }: (typeof ALL)[number]) =>
  renderNotice(kind, language, previewWords(language, isHeld, because, isReversed));
const words = (text: string) => text.replace(/\s+/g, " ").trim();

describe.each(ALL)("$name in $language", (preview) => {
  const { kind, language, isHeld } = preview;
  const mail = render(preview);
  test("says the same as text and as HTML", () => {
    const shown = words(
      convert(mail.html, {
        wordwrap: false,
        selectors: [
          { selector: "a", options: { ignoreHref: true } },
          { selector: "title", format: "skip" },
        ],
      }),
    );
    const [body = "", foot = ""] = mail.text.split("-- \n");
    // The text part carries the button's address, which the HTML has in its link.
    const said = words(`${body.replace(/: https?:\S+/g, "")} ${foot}`);
    expect(shown).toBe(said);
    const address = /https?:\S+/.exec(mail.text)?.[0];
    if (address) expect(mail.html).toContain(`href="${address.replaceAll("&", "&#38;")}"`);
  });
  // proves: D7.6
  test("names the grievance officer with an address, and offers no way to unsubscribe", () => {
    expect(mail.text).toContain("Grievance Officer, support@callmissed.com");
    expect(mail.text + mail.html).not.toMatch(/unsubscribe|सदस्यता/i);
  });
  test("has at most one button, loads nothing, and is in its language", () => {
    expect(mail.html.match(/<a /g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(mail.html).not.toMatch(/<img|<script|<link|url\(|@import/);
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(/[\u0900-\u097f]/.test(mail.subject)).toBe(language === "hi");
    expect(mail.html.includes("Noto Sans Devanagari")).toBe(language === "hi");
    expect(mail.text + mail.subject).not.toMatch(/undefined|null|\{|\[object/);
  });
  if (["deactivated", "seven_days_left", "two_days_left"].includes(kind)) {
    const { purgeDueAt } = previewWords(language, isHeld);
    test("says the fact and the date in the subject, and again first, with how to come back", () => {
      expect(mail.subject).toContain(purgeDueAt);
      expect(mail.text.slice(0, 600)).toContain(purgeDueAt);
      expect(mail.text).toContain("support@callmissed.com");
      expect(mail.text).toMatch(language === "en" ? /come back/ : /लौट/);
    });
    test("has the way back as its button, which leads to the owner's own page", () => {
      const { accountUrl } = previewWords(language, isHeld);
      expect(mail.text).toContain(`${language === "en" ? "Bring it back" : "खाता वापस लाएँ"}: ${accountUrl}`);
    });
    test(isHeld ? "does not claim that everything goes on that day" : "says that everything goes on that day", () => {
      const claims = language === "en" ? /everything in it is deleted/i : /उसमें जो कुछ है/;
      expect(claims.test(mail.text)).toBe(!isHeld);
      expect(/legal order|क़ानूनी आदेश/.test(mail.text)).toBe(isHeld);
    });
  }
});

describe("instants", () => {
  test("are in the owner's zone, which is named, on either side of a change of clocks", () => {
    const before = new Date("2026-10-31T10:34:00Z");
    const after = new Date("2026-11-01T10:34:00Z");
    expect(instantFor(before, "en", "America/New_York")).toBe("31 October 2026 at 6:34 am GMT-4");
    expect(instantFor(after, "en", "America/New_York")).toBe("1 November 2026 at 5:34 am GMT-5");
    expect(instantFor(before, "en", "Asia/Kolkata")).toBe("31 October 2026 at 4:04 pm IST");
    expect(instantFor(before, "hi", "Asia/Kolkata")).toBe("31 अक्टूबर 2026, 4:04 pm IST");
  });
  test("near midnight name the owner's day, not ours", () => {
    const at = new Date("2026-12-22T20:00:00Z");
    expect(instantFor(at, "en", "Asia/Kolkata")).toMatch(/^23 December 2026 at 1:30 am IST/);
    expect(instantFor(at, "en", "America/New_York")).toMatch(/^22 December 2026 at 3:00 pm GMT-5/);
  });
});

test.each([
  ["en", 14, 123_456, "All 14 tables of your data, with 1,23,456 rows, are exactly as they were when they were sealed."],
  ["en", 14, 1, "All 14 tables of your data, with 1 row, are exactly as they were when they were sealed."],
  ["en", 1, 2, "The one table of your data, with 2 rows, is exactly as it was when it was sealed."],
  ["en", 14, null, "All 14 tables of your data are exactly as they were when they were sealed."],
  ["hi", 14, 123_456, "आपके डेटा की सभी 14 तालिकाएँ (1,23,456 पंक्तियाँ) बिल्कुल वैसी ही हैं जैसी सीलबंद करते समय थीं।"],
  ["hi", 14, 1, "आपके डेटा की सभी 14 तालिकाएँ (1 पंक्ति) बिल्कुल वैसी ही हैं जैसी सीलबंद करते समय थीं।"],
  ["hi", 1, 2, "आपके डेटा की एकमात्र तालिका (2 पंक्तियाँ) बिल्कुल वैसी ही है जैसी सीलबंद करते समय थी।"],
] as const)("a return is reported in one sentence (%s, %i tables, %s rows)", (language, tables, rows, sentence) => {
  expect(comparedSentence(language, tables, rows)).toBe(sentence);
});

test("what somebody calls an organisation stays text in HTML", () => {
  const { html } = renderNotice("request_withdrawn", "en", { ...previewWords("en", false), organisation: `<b onclick="x">&'` });
  expect(html).not.toContain("<b onclick");
});
