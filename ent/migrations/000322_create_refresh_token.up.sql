CREATE TABLE refresh_token (
  tenant_id integer NOT NULL,
  digest bytea NOT NULL,
  session_id uuid NOT NULL,
  expire_time timestamptz NOT NULL,
  use_time timestamptz NULL,
  CONSTRAINT refresh_token_pkey PRIMARY KEY (tenant_id, digest),
  CONSTRAINT refresh_token_digest CHECK (length(digest) = 32)
);
COMMENT ON TABLE refresh_token IS 'distributed';
ALTER TABLE refresh_token ENABLE ROW LEVEL SECURITY;
