-- Who asks for another address of a person, and who agrees: the same table as before, with that line.
SET LOCAL lock_timeout = '10s';

CREATE OR REPLACE FUNCTION console.approval_roles(kind console."ApprovalKind", act text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT CASE act
    WHEN 'ask' THEN CASE kind::text
      WHEN 'verify_request' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'verify_return' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'place_hold' THEN ARRAY['grievance_officer']
      WHEN 'release_hold' THEN ARRAY['grievance_officer', 'admin']
      WHEN 'grant_refund' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'change_operator' THEN ARRAY['admin']
      WHEN 'resume_purges' THEN ARRAY['support_lead', 'grievance_officer', 'admin']
      WHEN 'replay_signals' THEN ARRAY['support_lead', 'admin']
      WHEN 'correct_address' THEN ARRAY['grievance_officer'] END
    WHEN 'agree' THEN CASE kind::text
      WHEN 'verify_request' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'verify_return' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'place_hold' THEN ARRAY['grievance_officer', 'support_lead', 'admin']
      WHEN 'release_hold' THEN ARRAY['grievance_officer', 'support_lead', 'admin']
      WHEN 'grant_refund' THEN ARRAY['support_agent', 'support_lead', 'grievance_officer']
      WHEN 'change_operator' THEN ARRAY['admin', 'grievance_officer']
      WHEN 'resume_purges' THEN ARRAY['support_lead', 'grievance_officer', 'admin']
      WHEN 'replay_signals' THEN ARRAY['support_lead', 'admin']
      WHEN 'correct_address' THEN ARRAY['grievance_officer', 'admin'] END END
$$;
