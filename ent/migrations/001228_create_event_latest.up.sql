-- The number of the latest event of each type, so that who waits for some types need not look through the others.
CREATE TABLE event_latest (
  tenant_id integer NOT NULL,
  type text NOT NULL,
  position bigint NOT NULL,
  CONSTRAINT event_latest_pkey PRIMARY KEY (tenant_id, type),
  CONSTRAINT event_latest_position CHECK (position > 0)
);
COMMENT ON TABLE event_latest IS 'distributed';
ALTER TABLE event_latest ENABLE ROW LEVEL SECURITY;
