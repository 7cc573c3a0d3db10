ALTER TABLE performance ADD COLUMN orders integer NOT NULL DEFAULT 0, ADD COLUMN whistles integer NOT NULL DEFAULT 0;
