-- Who may touch what (L0, L4). Nobody logs in as these roles: the application's login is a member of them and every
-- connection takes one at its start. Roles belong to the whole cluster, so an existing one is kept.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['callmissed_console', 'callmissed_purge', 'callmissed_seal', 'callmissed_queue', 'callmissed_platform'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    -- Since PostgreSQL 16 whoever creates a role is a member of it without being able to become it.
    IF NOT pg_has_role(current_user, name, 'SET') THEN
      EXECUTE format('GRANT %I TO CURRENT_USER WITH SET TRUE, INHERIT FALSE', name);
    END IF;
  END LOOP;
  -- The queue's tables are made and owned by the queue's role.
  EXECUTE format('GRANT CREATE ON DATABASE %I TO callmissed_queue', current_database());
END $$;

REVOKE ALL ON SCHEMA platform, console FROM PUBLIC;
GRANT USAGE ON SCHEMA platform TO callmissed_console, callmissed_purge, callmissed_seal, callmissed_platform;
GRANT USAGE ON SCHEMA console TO callmissed_console, callmissed_purge, callmissed_seal, callmissed_queue;

-- The platform itself: everything of one tenant at a time; the policies below say which.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA platform TO callmissed_platform;

-- The console: shells only. Content columns (message and transcript bodies, prompts, phone numbers of contacts) are not granted at all.
GRANT SELECT ON platform.tenant, platform.team_member, platform.member_session, platform.api_key, platform.webhook_endpoint,
  platform.purchase, platform.credit_entry, platform.usage_record TO callmissed_console;
GRANT SELECT (tenant_id, id, name, channel, is_active, created_at) ON platform.bot TO callmissed_console;
GRANT SELECT (tenant_id, id, bot_id, started_at, last_message_at) ON platform.conversation TO callmissed_console;
GRANT SELECT (tenant_id, id, conversation_id, direction, sent_at) ON platform.message TO callmissed_console;
GRANT SELECT (tenant_id, id, conversation_id, duration_seconds, bytes, created_at) ON platform.recording TO callmissed_console;
GRANT SELECT (tenant_id, id, recording_id, language, created_at) ON platform.transcript TO callmissed_console;
GRANT SELECT (tenant_id, id, bot_id, bytes, created_at) ON platform.knowledge_file TO callmissed_console;
GRANT UPDATE (revoked_at, revoked_because) ON platform.api_key TO callmissed_console;
GRANT UPDATE (ended_at) ON platform.member_session TO callmissed_console;

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA console TO callmissed_console;
REVOKE UPDATE ON console.audit_event, console.tax_record, console.seen_mark, console.seal_digest FROM callmissed_console;
REVOKE INSERT, UPDATE ON console.tax_record, console.purge_step FROM callmissed_console;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA console TO callmissed_console, callmissed_purge;

-- The purge: may read what it counts, may delete content, may write down that it did.
GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA platform TO callmissed_purge;
GRANT SELECT ON ALL TABLES IN SCHEMA console TO callmissed_purge;
GRANT INSERT ON console.audit_event, console.purge_run, console.purge_step, console.tax_record, console.notice, console.signal,
  console.alert, console.request_counter TO callmissed_purge;
GRANT UPDATE ON console.purge_run, console.purge_step, console.deletion_request, console.deactivation, console.alert, console.notice,
  console.return_request, console.confirmation, console.request_counter TO callmissed_purge;
GRANT DELETE ON console.inbound_mail, console.verification, console.confirmation, console.notice, console.seen_mark, console.seal_digest TO callmissed_purge;

-- The seal: owns the functions that look at sealed data and answer with a lock, a yes or no, or a hash.
GRANT SELECT ON ALL TABLES IN SCHEMA platform TO callmissed_seal;
GRANT UPDATE (name) ON platform.tenant TO callmissed_seal; -- taking a row lock asks for it; no function of its writes
GRANT SELECT ON console.deactivation, console.deletion_request, console.legal_hold TO callmissed_seal;
