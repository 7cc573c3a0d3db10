-- In how many issues of a category each pair of characters was; with a category of zeros, of all.
CREATE TABLE lesson_word (
  tenant_id integer NOT NULL,
  word bigint NOT NULL,
  category_id uuid NOT NULL,
  issues integer NOT NULL,
  CONSTRAINT lesson_word_pkey PRIMARY KEY (tenant_id, word, category_id)
);
COMMENT ON TABLE lesson_word IS 'distributed';
ALTER TABLE lesson_word ENABLE ROW LEVEL SECURITY;
