import type { CorrectionField } from "./grievance";
import type { RefusalCode } from "./refusals";

const EMAIL = /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/;
/** Two digits of the state, the PAN, the number of the registration, a Z, and a check character. */
const GSTIN = /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]$/i;

/** Why a field cannot say this; null when it can. What an address or a GSTIN looks like is checked, and not whether there is one. */
export function refuseValue(field: CorrectionField, value: string): RefusalCode | null {
  if (value === "") return "correction_missing";
  if (field === "person_email" && !EMAIL.test(value)) return "correction_email";
  if (field === "gstin" && !GSTIN.test(value)) return "correction_gstin";
  return null;
}
