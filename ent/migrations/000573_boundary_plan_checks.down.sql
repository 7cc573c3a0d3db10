ALTER TABLE boundary_plan
    DROP CONSTRAINT boundary_plan_state,
    DROP CONSTRAINT boundary_plan_published,
    DROP CONSTRAINT boundary_plan_applied;
