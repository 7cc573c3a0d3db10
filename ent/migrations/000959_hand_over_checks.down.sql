ALTER TABLE hand_over
    DROP CONSTRAINT hand_over_answered,
    DROP CONSTRAINT hand_over_over,
    DROP CONSTRAINT hand_over_to_another,
    DROP CONSTRAINT hand_over_state,
    DROP CONSTRAINT hand_over_role;
