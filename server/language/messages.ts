/** What can be said: the English files name every message there is. A namespace is a file; a language is a folder of them. */
export type Messages = {
  language: typeof import("./messages/en/language.json");
  frame: typeof import("./messages/en/frame.json");
  signIn: typeof import("./messages/en/sign-in.json");
  home: typeof import("./messages/en/home.json");
  leave: typeof import("./messages/en/leave.json");
  export: typeof import("./messages/en/export.json");
  rights: typeof import("./messages/en/rights.json");
  cookies: typeof import("./messages/en/cookies.json");
  policies: typeof import("./messages/en/policies.json");
  refusals: typeof import("./messages/en/refusals.json");
  mail: typeof import("./messages/en/mail.json");
  confirm: typeof import("./messages/en/confirm.json");
  certificate: typeof import("./messages/en/certificate.json");
};
export type Namespace = keyof Messages;

/** The file of a namespace: "signIn" is in sign-in.json. */
export const fileOf = (namespace: string): string => `${namespace.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.json`;
export const namespaceOf = (file: string): string =>
  file.replace(/\.json$/, "").replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
