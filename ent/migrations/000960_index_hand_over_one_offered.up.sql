CREATE UNIQUE INDEX hand_over_one_offered ON hand_over (tenant_id, assignment_id) WHERE state = 'OFFERED';
