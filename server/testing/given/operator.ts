import { randomUUID } from "node:crypto";
import type { CastOperator, OperatorRole } from "../cast";
import type { Ground } from "../given";

/** A role for somebody new, or one of the cast: `given.operator(OPERATORS.meera)`. */
export type OperatorWish = OperatorRole | CastOperator;

/** An operator; asking for the same member of the cast twice gives the same row. */
export async function addOperator({ pool }: Ground, wish: OperatorWish): Promise<CastOperator> {
  const id = randomUUID();
  const operator: CastOperator =
    typeof wish === "string" ? { id, subject: `sub-${id}`, name: "A colleague", email: `${id}@callmissed.example`, role: wish } : wish;
  await pool.query(
    'INSERT INTO console.operator (id, subject, email, name, role) VALUES ($1, $2, $3, $4, $5::console."OperatorRole") ON CONFLICT (subject) DO NOTHING',
    [operator.id, operator.subject, operator.email, operator.name, operator.role],
  );
  return operator;
}
