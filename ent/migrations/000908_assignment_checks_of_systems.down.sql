ALTER TABLE assignment
    DROP CONSTRAINT assignment_external_number_length,
    DROP CONSTRAINT assignment_report_in,
    ADD CONSTRAINT assignment_report_in CHECK (num_nonnulls(reported_in_time, reporter_id, authority) IN (0, 3)
        AND (state <> 'REPORTED_IN' OR reported_in_time IS NOT NULL));
