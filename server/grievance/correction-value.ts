import type { CorrectionField, ProfileField } from "./grievance";
import type { RefusalCode } from "./refusals";

const EMAIL = /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/;
const PHONE = /^\+?\d[\d ().-]{5,18}\d$/;
/** Two digits of the state, the PAN, the number of the registration, a Z, and a check character. */
const GSTIN = /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]$/i;

/** Why a field cannot say this; null when it can. What an address or a GSTIN looks like is checked, and not whether there is one. */
export function refuseValue(field: CorrectionField, value: string): RefusalCode | null {
  if (value === "") return "correction_missing";
  if (field === "person_email" && !EMAIL.test(value)) return "correction_email";
  if (field === "gstin" && !GSTIN.test(value)) return "correction_gstin";
  return null;
}

/** The same where a value is about to stand on record: a phone number is looked at as well, which whoever asks may write as they like. */
export const refuseOnRecord = (field: ProfileField, value: string): RefusalCode | null =>
  refuseValue(field, value) ?? (field === "person_phone" && !PHONE.test(value) ? "desk_phone" : null);
