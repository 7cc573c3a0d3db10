ALTER TABLE escalation
    DROP CONSTRAINT escalation_by_another,
    DROP CONSTRAINT escalation_lead,
    DROP CONSTRAINT escalation_decided,
    DROP CONSTRAINT escalation_over,
    DROP CONSTRAINT escalation_reason,
    DROP CONSTRAINT escalation_state;
