ALTER TABLE performance DROP COLUMN orders, DROP COLUMN whistles;
