import { expect, test } from "vitest";
import { amountInWords } from "./amount-in-words";

test.each([
  [1n, "Rupees zero and one paise only"],
  [100n, "Rupees one only"],
  [1_900n, "Rupees nineteen only"],
  [2_000n, "Rupees twenty only"],
  [2_101n, "Rupees twenty-one and one paise only"],
  [10_000n, "Rupees one hundred only"],
  [118_000n, "Rupees one thousand one hundred eighty only"],
  [10_000_000n, "Rupees one lakh only"],
  [12_345_678n, "Rupees one lakh twenty-three thousand four hundred fifty-six and seventy-eight paise only"],
  [1_000_000_000n, "Rupees one crore only"],
  [99_999_999_999n, "Rupees ninety-nine crore ninety-nine lakh ninety-nine thousand nine hundred ninety-nine and ninety-nine paise only"],
  [123_450_000_000_000n, "Rupees one lakh twenty-three thousand four hundred fifty crore only"],
])("%s paise", (paise, words) => expect(amountInWords(paise)).toBe(words));

test("no sum below zero", () => expect(() => amountInWords(-1n)).toThrow());
