ALTER TABLE issue
    DROP COLUMN urge_time,
    DROP COLUMN urge_open,
    DROP COLUMN urge_count,
    DROP COLUMN diversion,
    DROP COLUMN suspend_time,
    DROP COLUMN suspended_state;
