CREATE TABLE oidc_handshake (
  tenant_id integer NOT NULL,
  digest bytea NOT NULL,
  redirect_uri text NOT NULL,
  expire_time timestamptz NOT NULL,
  CONSTRAINT oidc_handshake_pkey PRIMARY KEY (tenant_id, digest),
  CONSTRAINT oidc_handshake_digest CHECK (length(digest) = 32)
);
COMMENT ON TABLE oidc_handshake IS 'distributed';
ALTER TABLE oidc_handshake ENABLE ROW LEVEL SECURITY;
