-- What works with another's rights is asked by name only: triggers need nobody's leave to run.
SET ROLE callmissed_seal;
REVOKE EXECUTE ON FUNCTION console.link_event(), console.guard_operator() FROM PUBLIC;
RESET ROLE;
