ALTER TABLE issue ADD CONSTRAINT issue_text CHECK (
  length(title) BETWEEN 1 AND 100 AND length(description) <= 4000 AND length(reply) <= 4000
  AND length(rating_text) <= 500 AND length(number) BETWEEN 1 AND 64);
