ALTER TABLE role
    DROP CONSTRAINT role_name,
    DROP CONSTRAINT role_duty;
