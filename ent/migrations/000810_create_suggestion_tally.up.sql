-- How many choices of a month were recorded, and of how many the category was the first, or any, that was suggested.
CREATE TABLE suggestion_tally (
  tenant_id integer NOT NULL,
  month text NOT NULL,
  stage text NOT NULL,
  choices integer NOT NULL,
  firsts integer NOT NULL,
  listed integer NOT NULL,
  CONSTRAINT suggestion_tally_pkey PRIMARY KEY (tenant_id, month, stage),
  CONSTRAINT suggestion_tally_counts CHECK (firsts BETWEEN 0 AND listed AND listed <= choices)
);
COMMENT ON TABLE suggestion_tally IS 'distributed';
ALTER TABLE suggestion_tally ENABLE ROW LEVEL SECURITY;
