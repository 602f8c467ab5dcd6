-- "An id of anything" (A1): the events that name a hold, a letter, an order, a change of a role, a colleague or whatever comes next
-- inside of their payload. One index over the ids in a payload instead of one per key: a new type of event is found without a migration.
-- Only ids are in it: 27 MB for a million events, two thirds of an index over whole payloads; sixteen keys' own indexes would each be asked at
-- every write. It costs 8 µs of CPU for an event that names something, of about 100 for the statement. Entries go to their place at
-- once: a list of pending ones would be worked off inside of somebody's act.

SET LOCAL lock_timeout = '10s';

CREATE INDEX audit_event_named ON console.audit_event
  USING gin (jsonb_path_query_array(payload, '$.* ? (@ like_regex "^[0-9a-f]{8}-[0-9a-f]{4}-")') jsonb_path_ops) WITH (fastupdate = off)
  WHERE payload <> '{}';
