ALTER TABLE verification
    ADD CONSTRAINT verification_level CHECK (level IN ('PHONE', 'REAL_NAME', 'RESIDENT', 'HOUSEHOLD', 'UNIT_REPRESENTATIVE')),
    ADD CONSTRAINT verification_state CHECK (state IN ('REQUESTED', 'CONFIRMED', 'REJECTED', 'REVOKED', 'EXPIRED')),
    ADD CONSTRAINT verification_of_unit CHECK ((level = 'PHONE') = (unit_id IS NULL)),
    ADD CONSTRAINT verification_of_household CHECK ((level = 'HOUSEHOLD') = (place_id IS NOT NULL)),
    ADD CONSTRAINT verification_id_number CHECK (num_nonnulls(id_number_cipher, id_number_index) IN (0, 2)),
    ADD CONSTRAINT verification_real_name_has_number CHECK (level = 'REAL_NAME' OR id_number_index IS NULL),
    ADD CONSTRAINT verification_decided CHECK ((state = 'REQUESTED') = (decide_time IS NULL)),
    ADD CONSTRAINT verification_expired_has_end CHECK (state <> 'EXPIRED' OR valid_to IS NOT NULL),
    ADD CONSTRAINT verification_not_by_himself CHECK (decider_id <> person_id);
