CREATE TABLE oidc_invitation (
  tenant_id integer NOT NULL,
  person_id uuid NOT NULL,
  digest bytea NOT NULL,
  expire_time timestamptz NOT NULL,
  CONSTRAINT oidc_invitation_pkey PRIMARY KEY (tenant_id, person_id),
  CONSTRAINT oidc_invitation_digest CHECK (length(digest) = 32)
);
COMMENT ON TABLE oidc_invitation IS 'distributed';
ALTER TABLE oidc_invitation ENABLE ROW LEVEL SECURITY;
