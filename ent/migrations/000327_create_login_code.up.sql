CREATE TABLE login_code (
  tenant_id integer NOT NULL,
  purpose text NOT NULL,
  number_key bytea NOT NULL,
  digest bytea NOT NULL,
  tries integer NOT NULL,
  expire_time timestamptz NOT NULL,
  CONSTRAINT login_code_pkey PRIMARY KEY (tenant_id, purpose, number_key),
  CONSTRAINT login_code_purpose CHECK (purpose IN ('LOGIN')),
  CONSTRAINT login_code_digest CHECK (length(digest) = 32)
);
COMMENT ON TABLE login_code IS 'distributed';
ALTER TABLE login_code ENABLE ROW LEVEL SECURITY;
