-- How many subscription messages of a template a person has consented to.
CREATE TABLE message_quota (
  tenant_id integer NOT NULL,
  person_id uuid NOT NULL,
  template text NOT NULL,
  remaining integer NOT NULL,
  language text NOT NULL,
  CONSTRAINT message_quota_pkey PRIMARY KEY (tenant_id, person_id, template),
  CONSTRAINT message_quota_remaining CHECK (remaining BETWEEN 0 AND 1000),
  CONSTRAINT message_quota_language CHECK (language IN ('zh-CN', 'en'))
);
COMMENT ON TABLE message_quota IS 'distributed';
ALTER TABLE message_quota ENABLE ROW LEVEL SECURITY;
