ALTER TABLE routing_rule
    ADD CONSTRAINT routing_rule_term CHECK (start_time >= create_time AND end_time >= start_time),
    ADD CONSTRAINT routing_rule_rank CHECK (rank > 0),
    ADD CONSTRAINT routing_rule_hours CHECK (hours IN ('ALL', 'OFFICE', 'OFF')),
    ADD CONSTRAINT routing_rule_tier CHECK (tier IN ('EMERGENCY', 'URGENT', 'ORDINARY', 'COMPLEX'));
