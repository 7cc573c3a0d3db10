CREATE TABLE external_identity (
  tenant_id integer NOT NULL,
  id uuid NOT NULL,
  issuer text NOT NULL,
  subject_cipher bytea NOT NULL,
  subject_index bytea NOT NULL,
  person_id uuid NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT external_identity_pkey PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE external_identity IS 'distributed';
ALTER TABLE external_identity ENABLE ROW LEVEL SECURITY;
