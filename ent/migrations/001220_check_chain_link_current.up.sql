ALTER TABLE chain_link ADD CONSTRAINT chain_link_current CHECK (NOT current OR end_time IS NULL);
