DROP FUNCTION audit_digest(bytea, bigint, int, uuid, timestamptz, uuid, text, text, text, text, text, text, jsonb, jsonb, uuid);
