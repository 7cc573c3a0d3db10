CREATE TABLE access_link (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  digest bytea NOT NULL,
  expire_time timestamptz NOT NULL,
  CONSTRAINT access_link_pkey PRIMARY KEY (tenant_id, issue_id),
  CONSTRAINT access_link_digest CHECK (length(digest) = 32)
);
COMMENT ON TABLE access_link IS 'distributed';
ALTER TABLE access_link ENABLE ROW LEVEL SECURITY;
