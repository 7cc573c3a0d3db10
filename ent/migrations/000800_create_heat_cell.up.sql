-- How many issues of a period lie on each piece of ground: of one group of categories or, with a group of zeros, of all.
CREATE TABLE heat_cell (
  tenant_id integer NOT NULL,
  period text NOT NULL,
  division text NOT NULL,
  group_id uuid NOT NULL,
  sub_district_id uuid NOT NULL,
  ground text NOT NULL,
  open integer NOT NULL,
  done integer NOT NULL,
  known integer NOT NULL,
  CONSTRAINT heat_cell_pkey PRIMARY KEY (tenant_id, period, division, group_id, sub_district_id, ground),
  CONSTRAINT heat_cell_division CHECK (division IN ('SQUARE_500M', 'SQUARE_1KM', 'SQUARE_2KM', 'COMMUNITY', 'GRID'))
);
COMMENT ON TABLE heat_cell IS 'distributed';
ALTER TABLE heat_cell ENABLE ROW LEVEL SECURITY;
