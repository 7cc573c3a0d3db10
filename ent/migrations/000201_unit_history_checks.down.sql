ALTER TABLE unit_history
    DROP CONSTRAINT unit_history_span,
    DROP CONSTRAINT unit_history_no_overlap;
