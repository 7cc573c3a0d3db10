ALTER TABLE issue ADD CONSTRAINT issue_duplicate CHECK (duplicate_of_id IS NULL OR state = 'MERGED' AND duplicate_of_id <> id);
