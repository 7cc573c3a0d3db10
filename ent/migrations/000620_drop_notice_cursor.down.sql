-- How far the events of a tenant have been told.
CREATE TABLE notice_cursor (
  tenant_id integer NOT NULL,
  position bigint NOT NULL,
  CONSTRAINT notice_cursor_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT notice_cursor_position CHECK (position >= 0)
);
COMMENT ON TABLE notice_cursor IS 'distributed';
ALTER TABLE notice_cursor ENABLE ROW LEVEL SECURITY;
