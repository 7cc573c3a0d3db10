CREATE INDEX assignment_by_handler ON assignment (tenant_id, unit_id, handler_id, handle_time, id)
    WHERE handler_id IS NOT NULL AND state IN ('SENT', 'SIGNED', 'RETURN_REQUESTED', 'REPORTED_IN', 'HANDLING');
