-- Both persons of each merge that holds. Nobody is survivor of one and duplicate of another, so merges make no chains.
CREATE TABLE merge_part (
  tenant_id integer NOT NULL,
  merge_id uuid NOT NULL,
  person_id uuid NOT NULL,
  part text NOT NULL,
  CONSTRAINT merge_part_pkey PRIMARY KEY (tenant_id, merge_id, part),
  CONSTRAINT merge_part_part CHECK (part IN ('SURVIVOR', 'DUPLICATE')),
  CONSTRAINT merge_part_one_part EXCLUDE USING gist (tenant_id WITH =, person_id WITH =, part WITH <>)
);
COMMENT ON TABLE merge_part IS 'distributed';
ALTER TABLE merge_part ENABLE ROW LEVEL SECURITY;
