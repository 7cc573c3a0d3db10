ALTER TABLE banner
    DROP CONSTRAINT banner_time,
    DROP CONSTRAINT banner_audience;
