ALTER TABLE resource ADD CONSTRAINT resource_has_capacity CHECK (capacity > 0);
