ALTER TABLE assignment
    DROP CONSTRAINT assignment_report_in,
    ADD CONSTRAINT assignment_report_in CHECK (num_nonnulls(reported_in_time, coalesce(reporter_id, reporter_client_id), authority) IN (0, 3)
        AND (reporter_id IS NULL OR reporter_client_id IS NULL) AND (state <> 'REPORTED_IN' OR reported_in_time IS NOT NULL)),
    ADD CONSTRAINT assignment_external_number_length CHECK (char_length(external_number) BETWEEN 1 AND 64);
