-- Whoever erases what people wrote in cases that nobody's purge takes holds the case's row meanwhile, so that it is not opened again
-- under their hands. PostgreSQL lets only those lock a row who may change something of it; the version says nothing about anybody.
GRANT UPDATE (version) ON console.grievance TO callmissed_purge;
