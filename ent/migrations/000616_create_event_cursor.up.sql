-- How far each reader has read the events of a tenant.
CREATE TABLE event_cursor (
  tenant_id integer NOT NULL,
  reader text NOT NULL,
  position bigint NOT NULL,
  CONSTRAINT event_cursor_pkey PRIMARY KEY (tenant_id, reader),
  CONSTRAINT event_cursor_position CHECK (position >= 0)
);
COMMENT ON TABLE event_cursor IS 'distributed';
ALTER TABLE event_cursor ENABLE ROW LEVEL SECURITY;
