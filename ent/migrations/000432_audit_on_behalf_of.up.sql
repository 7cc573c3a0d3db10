ALTER TABLE audit ADD COLUMN on_behalf_of_id uuid;
