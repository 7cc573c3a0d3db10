ALTER TABLE banner
    ADD CONSTRAINT banner_audience CHECK (audience IN ('EVERYBODY', 'RESIDENTS', 'STAFF')),
    ADD CONSTRAINT banner_time CHECK (end_time > start_time AND isfinite(end_time));
