CREATE INDEX supervision_unanswered ON supervision (tenant_id, reply_due_time, id) WHERE state = 'OPEN' AND level = 'ORDER';
