ALTER TABLE rate
    DROP CONSTRAINT rate_period, DROP CONSTRAINT rate_dimension, DROP CONSTRAINT rate_span, DROP CONSTRAINT rate_from_one;
