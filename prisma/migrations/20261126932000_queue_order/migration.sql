-- The desk's queue is read in the order in which cases run out, page by page, by (answer_due_at, id). What is open is found by the index that
-- begins with the state. Two views had none that begins where they do, so that every page sorted all the cases there ever were: all states
-- together, and what one officer looks after.
SET LOCAL lock_timeout = '10s';

-- CreateIndex
CREATE INDEX "grievance_answer_due_at_id_idx" ON "console"."grievance"("answer_due_at", "id");

-- CreateIndex
CREATE INDEX "grievance_assignee_id_answer_due_at_id_idx" ON "console"."grievance"("assignee_id", "answer_due_at", "id");
