-- How many duties of a month there are of each sort, by unit, sub-district, community or category.
CREATE TABLE performance (
  tenant_id integer NOT NULL,
  period text NOT NULL,
  dimension text NOT NULL,
  measured_id uuid NOT NULL,
  received integer NOT NULL,
  open integer NOT NULL,
  on_time integer NOT NULL,
  late integer NOT NULL,
  returned integer NOT NULL,
  reopened integer NOT NULL,
  reworked integer NOT NULL,
  CONSTRAINT performance_pkey PRIMARY KEY (tenant_id, period, dimension, measured_id),
  CONSTRAINT performance_dimension CHECK (dimension IN ('UNIT', 'SUB_DISTRICT', 'COMMUNITY', 'CATEGORY'))
);
COMMENT ON TABLE performance IS 'distributed';
ALTER TABLE performance ENABLE ROW LEVEL SECURITY;
