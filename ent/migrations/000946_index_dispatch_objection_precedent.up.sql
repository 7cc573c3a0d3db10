CREATE INDEX dispatch_objection_precedent ON dispatch_objection (tenant_id, unit_id, category_id, decide_time)
    WHERE level = 'DISTRICT' AND reason = 'NOT_OUR_DUTY' AND state IN ('UPHELD', 'OVERRULED');
