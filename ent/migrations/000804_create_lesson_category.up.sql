-- How many issues have taught of each category.
CREATE TABLE lesson_category (
  tenant_id integer NOT NULL,
  category_id uuid NOT NULL,
  issues integer NOT NULL,
  CONSTRAINT lesson_category_pkey PRIMARY KEY (tenant_id, category_id)
);
COMMENT ON TABLE lesson_category IS 'distributed';
ALTER TABLE lesson_category ENABLE ROW LEVEL SECURITY;
