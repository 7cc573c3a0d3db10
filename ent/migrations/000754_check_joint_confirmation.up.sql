ALTER TABLE joint_confirmation
    ADD CONSTRAINT joint_confirmation_state CHECK (state IN ('PENDING', 'CONFIRMED', 'REFUSED')),
    ADD CONSTRAINT joint_confirmation_silent CHECK (silent IN ('CONFIRMED', 'REFUSED')),
    ADD CONSTRAINT joint_confirmation_decided CHECK ((decide_time IS NULL) = (state = 'PENDING')),
    ADD CONSTRAINT joint_confirmation_tally CHECK (confirmed >= 0 AND refused >= 0 AND confirmed + refused <= asked AND needed BETWEEN 1 AND asked);
