declare module "mailauth/lib/tools.js" {
  /** Returns the first domain that aligns with the From domain by the Public Suffix List, or false. */
  export function getAlignment(fromDomain: string, domains: string[], strict: boolean): { domain: string } | false;
}
