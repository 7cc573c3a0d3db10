ALTER TABLE audit DROP COLUMN on_behalf_of_id;
