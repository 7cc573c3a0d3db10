ALTER TABLE membership
    DROP CONSTRAINT membership_duty,
    DROP CONSTRAINT membership_categories,
    DROP CONSTRAINT membership_one_duty;
