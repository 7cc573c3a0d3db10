ALTER TABLE rate
    ADD CONSTRAINT rate_period CHECK (period ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
    ADD CONSTRAINT rate_dimension CHECK (dimension IN ('LEAD_UNIT', 'SUB_DISTRICT', 'CATEGORY')),
    ADD CONSTRAINT rate_span CHECK (start_time < end_time),
    ADD CONSTRAINT rate_from_one CHECK (revision >= 1);
