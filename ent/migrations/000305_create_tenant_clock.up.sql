CREATE TABLE tenant_clock (
  tenant_id integer NOT NULL,
  ahead bigint NOT NULL,
  CONSTRAINT tenant_clock_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT tenant_clock_for_tests CHECK (tenant_id >= 900000),
  CONSTRAINT tenant_clock_ahead CHECK (ahead BETWEEN 0 AND 400 * 86400000000)
);
COMMENT ON TABLE tenant_clock IS 'distributed';
COMMENT ON COLUMN tenant_clock.ahead IS 'microseconds that the clock of a test district is ahead';
ALTER TABLE tenant_clock ENABLE ROW LEVEL SECURITY;
