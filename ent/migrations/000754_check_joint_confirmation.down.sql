ALTER TABLE joint_confirmation DROP CONSTRAINT joint_confirmation_state, DROP CONSTRAINT joint_confirmation_silent, DROP CONSTRAINT joint_confirmation_decided,
    DROP CONSTRAINT joint_confirmation_tally;
