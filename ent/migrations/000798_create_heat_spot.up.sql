-- Where and as what each issue counts on heat maps. Ids of none are zero, cell is -1 without coordinates.
CREATE TABLE heat_spot (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  month text NOT NULL,
  week text NOT NULL,
  cell bigint NOT NULL,
  group_id uuid NOT NULL,
  sub_district_id uuid NOT NULL,
  community_id uuid NOT NULL,
  grid_id uuid NOT NULL,
  done boolean NOT NULL,
  known boolean NOT NULL,
  CONSTRAINT heat_spot_pkey PRIMARY KEY (tenant_id, issue_id)
);
COMMENT ON TABLE heat_spot IS 'distributed';
ALTER TABLE heat_spot ENABLE ROW LEVEL SECURITY;
