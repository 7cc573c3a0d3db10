CREATE TABLE recovery_code (
  tenant_id integer NOT NULL,
  credential_id uuid NOT NULL,
  digest bytea NOT NULL,
  CONSTRAINT recovery_code_pkey PRIMARY KEY (tenant_id, credential_id, digest),
  CONSTRAINT recovery_code_digest CHECK (length(digest) = 32)
);
COMMENT ON TABLE recovery_code IS 'distributed';
ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY;
