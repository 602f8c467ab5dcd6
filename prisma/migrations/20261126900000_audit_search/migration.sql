-- The auditor's search (A1), newest first, over a book of a million events and more. Each way of looking has an index that ends with
-- the id, so that a page is read from its end and never sorted:
-- who did it (only people have an id), what kind of event, and which case, where its tenant was not known.
-- Owners and members are few among the events, so a narrow partial index finds them. A time range is turned into a range of ids by
-- the index on `at`: both grow together, so its entries are appended to the last page and cost next to nothing.
-- What the console itself did is most of the book: the primary key finds it.

SET LOCAL lock_timeout = '10s';

CREATE INDEX "audit_event_actor_id_id_idx" ON "console"."audit_event"("actor_id", "id");
CREATE INDEX "audit_event_type_id_idx" ON "console"."audit_event"("type", "id");
CREATE INDEX "audit_event_at_idx" ON "console"."audit_event"("at");
CREATE INDEX audit_event_owners ON console.audit_event (actor_kind, id) WHERE actor_kind IN ('owner', 'member');
CREATE INDEX audit_event_case ON console.audit_event ((payload ->> 'grievanceId'), id) WHERE payload ? 'grievanceId';
