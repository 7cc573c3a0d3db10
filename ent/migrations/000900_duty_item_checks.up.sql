ALTER TABLE duty_item
    ADD CONSTRAINT duty_item_lead CHECK (num_nonnulls(lead_unit_id, lead_kind) = 1),
    ADD CONSTRAINT duty_item_community_duty CHECK (community_duty IN ('LEAD', 'ASSIST_ONLY', 'NONE'));
