ALTER TABLE duty_item DROP CONSTRAINT duty_item_lead, DROP CONSTRAINT duty_item_community_duty;
