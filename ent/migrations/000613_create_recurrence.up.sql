-- How many issues of a month and a sub-district share a place, a reporter (by keyed digest) or a theme.
CREATE TABLE recurrence (
  tenant_id integer NOT NULL,
  period text NOT NULL,
  sub_district_id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  issues integer NOT NULL,
  CONSTRAINT recurrence_pkey PRIMARY KEY (tenant_id, period, sub_district_id, kind, subject),
  CONSTRAINT recurrence_kind CHECK (kind IN ('PLACE', 'REPORTER', 'THEME'))
);
COMMENT ON TABLE recurrence IS 'distributed';
ALTER TABLE recurrence ENABLE ROW LEVEL SECURITY;
