import type { OperatorRow } from "@/app/_trpc/answers";
import { Choices } from "@/app/_ui/choices";
import { ROLE_WORDS } from "@/app/_words/words";
import { ROLE_MEANS } from "./views";

type Role = OperatorRow["role"];
const ROLES = Object.keys(ROLE_WORDS) as Role[];

/** One role, with what it lets somebody do. The one they have cannot be chosen. */
export function RoleChoice({ value, has, onChoose }: { value: Role | null; has?: Role | null; onChoose: (role: Role) => void }) {
  return (
    <fieldset className="mt-4">
      <legend className="mb-1 font-medium">Role</legend>
      <Choices
        label="Role"
        value={value}
        onChoose={onChoose}
        choices={ROLES.map((role) => ({
          value: role,
          title: ROLE_WORDS[role],
          more: role === has ? "the role they have" : ROLE_MEANS[role],
          disabled: role === has,
        }))}
      />
    </fieldset>
  );
}
