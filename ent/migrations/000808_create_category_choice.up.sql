-- Which category an issue was given at a stage after some were suggested.
CREATE TABLE category_choice (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  stage text NOT NULL,
  suggested uuid[] NOT NULL,
  category_id uuid NOT NULL,
  rank integer NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT category_choice_pkey PRIMARY KEY (tenant_id, issue_id, stage),
  CONSTRAINT category_choice_stage CHECK (stage IN ('FILING', 'TRIAGE')),
  CONSTRAINT category_choice_rank CHECK (rank BETWEEN 0 AND cardinality(suggested))
);
COMMENT ON TABLE category_choice IS 'distributed';
ALTER TABLE category_choice ENABLE ROW LEVEL SECURITY;
