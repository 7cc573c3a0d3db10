ALTER TABLE resource DROP CONSTRAINT resource_slot_within_a_day;
