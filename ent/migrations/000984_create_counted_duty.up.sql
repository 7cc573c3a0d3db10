-- As what each assignment counts. Ids of none are zero; the categories are that of the issue behind it and those above.
CREATE TABLE counted_duty (
  tenant_id integer NOT NULL,
  assignment_id uuid NOT NULL,
  month text NOT NULL,
  outcome text NOT NULL,
  unit_id uuid NOT NULL,
  sub_district_id uuid NOT NULL,
  community_id uuid NOT NULL,
  category_ids uuid[] NOT NULL,
  reopened boolean NOT NULL,
  reworked boolean NOT NULL,
  CONSTRAINT counted_duty_pkey PRIMARY KEY (tenant_id, assignment_id),
  CONSTRAINT counted_duty_outcome CHECK (outcome IN ('OPEN', 'OVERDUE', 'ON_TIME', 'LATE', 'DONE', 'RETURNED'))
);
COMMENT ON TABLE counted_duty IS 'distributed';
ALTER TABLE counted_duty ENABLE ROW LEVEL SECURITY;
