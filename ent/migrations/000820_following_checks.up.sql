ALTER TABLE following ADD CONSTRAINT following_one CHECK (num_nonnulls(issue_id, category_id, area_id) = 1);
