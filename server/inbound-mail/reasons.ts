import type { Reason } from "./letter";

/**
 * Everything the sender check may have to say, for an agent who has never heard of DKIM. Codes are stored and stay as they are;
 * sentences may be improved. `{…}` is filled in from the letter.
 */
const SENTENCES = {
  dkim_passed: "The mail carries a valid signature of {domain}, so it really comes from that domain and was not changed on the way.",
  spf_passed: "The mail was delivered by a server that {domain} allows to send its mail.",
  weak_key_noted: "The signature's key is short by today's standards (1024 bits); it still counts.",

  from_missing: "The mail does not say who sent it: there is no From line.",
  from_repeated:
    "The mail names its sender twice, in two From lines. Mail programs disagree about which one to show, so neither is believed.",
  from_unreadable: "The From line cannot be read as an address.",
  from_several_mailboxes: "The From line names several people. A request must come from exactly one.",
  from_group: "The From line names a group instead of one address.",
  from_route: "The From line uses an outdated way to hide an address behind another.",
  from_encoded_address: "The address in the From line is written in a code that mail programs read differently.",
  from_ambiguous_address: "The From line can be read as more than one address. Mail programs disagree about which one to show.",
  from_odd_local_part: "The part before the @ of the sender's address contains characters that mail programs read differently.",
  from_unusable_domain: "The part after the @ of the sender's address is not a plain domain name.",
  from_too_long: "The From line is far longer than any address.",

  nul_byte: "The mail contains zero bytes. Programs cut such a mail at different places, so nobody can tell what was signed.",
  bare_line_ending: "The mail mixes different line endings, a known way to smuggle a second message into the first.",
  malformed_header_line: "The top of the mail contains lines that are not proper header lines; programs read them differently.",
  space_before_colon: "A header name is followed by a space before the colon; some programs see that header and some do not.",
  blank_continuation: "The top of the mail contains an empty-looking line; some programs stop reading the headers there.",
  repeated_field: "A header that may appear only once appears several times; programs disagree about which one to show.",
  encoded_field_name: "The name of a header is written in code; some programs decode it and some do not.",

  date_missing: "The mail does not say when it was written, so it cannot be told from an old one sent again.",
  date_unreadable: "The mail's date cannot be read, so it cannot be told from an old one sent again.",
  date_stale: "The mail is dated more than 7 days before it arrived. It may be an old mail sent again.",
  date_ahead: "The mail is dated more than a day after it arrived.",
  not_addressed_to_us: "Neither To nor Cc names one of our support addresses. It may be a mail written to somebody else.",
  recipient_unsigned:
    "The signature does not cover to whom the mail was written, and the mail did not come straight from the sender's own server. It may be a mail to somebody else, passed on.",

  not_signed: "The mail carries no signature.",
  signature_broken: "The signature of {domain} does not fit this mail: it was changed on the way, or the signature is forged.",
  signature_key_missing: "The key needed to check the signature of {domain} is missing, withdrawn or unusable.",
  signature_unknown: "The signature of {domain} could not be checked, because the domain's name servers did not answer.",
  signature_foreign: "The mail is signed by {domain}, which is not the domain in the From line. That proves nothing about the sender.",
  signature_syntax: "The signature of {domain} is not written as the standard demands; programs read it differently, so it does not count.",
  body_only_partly_signed:
    "The signature of {domain} covers only part of the text. Anything could have been added below, so it does not count.",
  needed_field_unsigned: "The signature of {domain} leaves out the sender, the subject or the date, so it does not count.",
  signed_field_repeated:
    "A header that the signature of {domain} covers appears more than once, so it is unclear which one was signed. It does not count.",
  weak_algorithm: "The signature of {domain} uses a method that is no longer considered safe, so it does not count.",
  weak_key: "The signature's key of {domain} is too short to be safe (less than 1024 bits), so it does not count.",
  oversize_key: "The signature's key of {domain} is larger than any real one, so it does not count.",
  key_in_test_mode: "{domain} publishes its key as a test only and asks to be treated as if it did not sign. The signature does not count.",
  too_many_signatures: "The mail carries more signatures than any real mail; only the first few were examined.",
  signature_too_long: "The signature of {domain} is far larger than any real one and was not examined.",
  signature_stale: "The signature of {domain} was not made around the time the mail arrived. It may be an old mail sent again.",
  signature_expired: "The signature of {domain} had expired when the mail arrived.",
  identity_mismatch: "The signature of {domain} names a signer outside of that domain, so it does not count.",

  smtp_facts_missing: "How the mail was delivered is not known, so only a signature could prove the sender.",
  spf_not_aligned: "The server may send for {domain}, but the From line names another domain. That proves nothing about the sender.",
  spf_open_to_all: "{domain} lets every computer in the world send its mail, so the delivery proves nothing.",
  spf_not_allowed:
    "The mail was delivered by a server that {domain} does not allow to send its mail. That happens with forged mail, and also with forwarded mail.",
  spf_no_answer: "The name servers of {domain} did not say whether this server may send its mail.",
  spf_says_nothing: "{domain} does not say whether this server may send its mail.",
  spf_broken: "The sending rules that {domain} publishes are faulty and cannot be applied.",

  dmarc_unknown:
    "The rules of {domain} for mail in its name could not be read, because its name servers did not answer. The check will be repeated.",
  dmarc_refused: "Nothing proves that the mail comes from {domain}, and {domain} asks to {policy} such mail. Treat it as forged.",
  unproven: "Nothing proves that the mail comes from {domain}. It may be genuine: ask for the confirmation code and a second person.",
  arc_ignored: "Somebody on the way vouches for earlier checks (ARC). We do not rely on what others say they have checked.",
  out_of_time: "The mail could not be examined in the time a mail is given.",
  unexaminable: "The mail could not be examined: {why}.",
} as const;

export type ReasonCode = keyof typeof SENTENCES;

/** A reason with its sentence filled in. */
export function reason(code: ReasonCode, facts: Record<string, string> = {}): Reason {
  return { code, sentence: SENTENCES[code].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? "the sender's domain") };
}

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(SENTENCES, code);
