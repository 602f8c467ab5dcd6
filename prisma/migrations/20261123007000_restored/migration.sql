-- After a restore the product itself stops purges: what was placed or taken back since the backup is known to people only.
ALTER TABLE console.purge_stop ALTER COLUMN stopped_by DROP NOT NULL;
-- Nobody hides behind it: a person's stop has a person, and only a restore's has none. "resumed_by <> stopped_by" asks
-- nothing of a stop without a person, so whoever may let purges run may end this one alone.
ALTER TABLE console.purge_stop ADD CONSTRAINT purge_stop_thrown_by CHECK ((stopped_by IS NULL) = (because = 'restored'));
-- The replay throws the switch and cannot release it.
GRANT INSERT (id, stopped_at, because) ON console.purge_stop TO callmissed_replay;
