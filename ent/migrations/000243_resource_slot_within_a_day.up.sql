ALTER TABLE resource ADD CONSTRAINT resource_slot_within_a_day CHECK (slot_minutes BETWEEN 1 AND 1440);
