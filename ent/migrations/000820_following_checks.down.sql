ALTER TABLE following DROP CONSTRAINT following_one;
