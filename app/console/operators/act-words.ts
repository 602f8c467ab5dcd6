import type { OperatorDetail } from "@/app/_trpc/answers";
import { many } from "@/app/_ui/rupees";
import { ROLE_WORDS } from "@/app/_words/words";
import type { ActName } from "./operator-acts";
import { ROLE_MEANS } from "./views";

type Words = { title: string; description: string; points: string[]; act: string; look: "primary" | "dangerous" };

/** What is asked before an act, and what follows from it. */
export function wordsOf(act: ActName, { operator, change, openSessions }: OperatorDetail): Words {
  const { name, email } = operator;
  const role = change ? ROLE_WORDS[change.toRole] : "";
  const asked = change ? `${change.askedByName ?? "A former colleague"} asks for it.` : "";
  switch (act) {
    case "agree":
      return {
        title: change?.isInvitation ? `Let ${name} in as ${role.toLowerCase()}?` : `Agree that ${name} becomes ${role.toLowerCase()}?`,
        description: asked,
        points: [
          `${role}: ${change ? ROLE_MEANS[change.toRole] : ""}.`,
          ...(change?.fromRole
            ? ["It holds at once, and every open session ends."]
            : [`A mail goes to ${email}. Whoever the identity provider knows by this address can sign in.`]),
        ],
        act: "Agree",
        look: "primary",
      };
    case "decline":
      return {
        title: `Decline this for ${name}?`,
        description: asked,
        points: ["Nothing changes. It can be asked for again."],
        act: "Decline",
        look: "dangerous",
      };
    case "withdraw":
      return {
        title: `Withdraw what you asked for ${name}?`,
        description: "Nobody has agreed to it yet.",
        points: ["Nothing changes. You can ask again."],
        act: "Withdraw it",
        look: "primary",
      };
    case "ask_role":
      return {
        title: operator.state === "ended" ? `Give ${name} access again?` : `Another role for ${name}?`,
        description: "A second person, another admin or a grievance officer, has 48 hours to agree. Until then nothing changes.",
        points: [
          operator.state === "ended"
            ? "Then a mail goes out, and they can sign in again."
            : "With the new role every open session of theirs ends.",
        ],
        act: "Ask a second person",
        look: "primary",
      };
    case "end_sessions":
      return {
        title: `End all sessions of ${name}?`,
        description: `${many(openSessions, "session")} at this moment.`,
        points: [
          "The next call of each is refused, and what is typed there and not sent is lost.",
          "The role stays: they can sign in again.",
        ],
        act: "End all sessions",
        look: "dangerous",
      };
    case "end_access":
      return {
        title: `End the access of ${name}?`,
        description: "You can do this alone, because it only takes away.",
        points: [
          "Every session ends now, and nobody signs in with this account any more.",
          "What they did stays in the book. Access comes back only with a second person.",
        ],
        act: "End access",
        look: "dangerous",
      };
  }
}
