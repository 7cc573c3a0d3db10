CREATE TABLE counter (
  tenant_id integer NOT NULL,
  name text NOT NULL,
  value bigint NOT NULL,
  CONSTRAINT counter_pkey PRIMARY KEY (tenant_id, name),
  CONSTRAINT counter_positive CHECK (value > 0)
);
COMMENT ON TABLE counter IS 'distributed';
ALTER TABLE counter ENABLE ROW LEVEL SECURITY;
