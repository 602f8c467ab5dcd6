import type { Deps } from "@/server/lib/deps";

const MOST = 50;

/** Cases that name each other without being one matter yet: those that this one's letters name, and the latest open ones that name it. */
export async function namedOf(db: Deps["db"], id: string, namesId: string | null, numbers: readonly number[]) {
  const select = { id: true, number: true } as const;
  const [mentions, names, namedBy] = await Promise.all([
    db.grievance.findMany({
      where: { number: { in: [...numbers] }, id: { notIn: namesId ? [id, namesId] : [id] } },
      select,
      orderBy: { number: "asc" },
    }),
    namesId ? db.grievance.findUnique({ where: { id: namesId }, select }) : null,
    db.grievance.findMany({ where: { namesId: id, state: "open" }, select, orderBy: { number: "desc" }, take: MOST }),
  ]);
  return {
    /** By their number, without belonging to their thread. */
    mentions,
    /** The one that its letter says it answers. */
    names,
    /** Where an answer to this one may lie. */
    namedBy,
  };
}
