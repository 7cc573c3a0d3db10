ALTER TABLE duty_item DROP CONSTRAINT duty_item_of_its_version;
