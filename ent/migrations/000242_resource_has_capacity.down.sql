ALTER TABLE resource DROP CONSTRAINT resource_has_capacity;
