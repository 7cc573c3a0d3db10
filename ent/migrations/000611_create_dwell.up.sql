-- How many stays in a state at a unit ended in a period, and how long they lasted together.
CREATE TABLE dwell (
  tenant_id integer NOT NULL,
  period text NOT NULL,
  unit_id uuid NOT NULL,
  state text NOT NULL,
  stays integer NOT NULL,
  seconds double precision NOT NULL,
  CONSTRAINT dwell_pkey PRIMARY KEY (tenant_id, period, unit_id, state),
  CONSTRAINT dwell_counted CHECK (stays > 0 AND seconds >= 0)
);
COMMENT ON TABLE dwell IS 'distributed';
ALTER TABLE dwell ENABLE ROW LEVEL SECURITY;
