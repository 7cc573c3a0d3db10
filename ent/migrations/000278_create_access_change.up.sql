CREATE TABLE access_change (
  tenant_id integer NOT NULL,
  subject_id uuid NOT NULL,
  position bigint NOT NULL,
  CONSTRAINT access_change_pkey PRIMARY KEY (tenant_id, subject_id)
);
COMMENT ON TABLE access_change IS 'distributed';
ALTER TABLE access_change ENABLE ROW LEVEL SECURITY;
