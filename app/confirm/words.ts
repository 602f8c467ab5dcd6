import { words } from "@/app/_language/page-language";

/** What the page says, ready to be shown: its parts in the browser get strings, and no library. */
export async function confirmWords() {
  const t = await words("confirm");
  return {
    language: t("language"),
    lead: t("lead"),
    field: t("field"),
    hint: t("hint"),
    act: t("act"),
    busy: t("busy"),
    nothingYet: t("nothingYet"),
    notYou: t("notYou"),
    incomplete: t("incomplete"),
    unreachable: t("unreachable"),
    notAccepted: t("notAccepted"),
    done: {
      deletion: {
        title: t("done.deletion.title"),
        next: [t("done.deletion.next.1"), t("done.deletion.next.2"), t("done.deletion.next.3"), t("done.deletion.next.4")],
      },
      return: {
        title: t("done.return.title"),
        next: [t("done.return.next.1"), t("done.return.next.2"), t("done.return.next.3")],
      },
    },
  };
}
export type ConfirmWords = Awaited<ReturnType<typeof confirmWords>>;
