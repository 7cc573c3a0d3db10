ALTER TABLE person_merge
    ADD CONSTRAINT person_merge_state CHECK (state IN ('PROPOSED', 'MERGED', 'REJECTED', 'UNDONE')),
    ADD CONSTRAINT person_merge_proof CHECK (proof IN ('CODE', 'STAFF')),
    ADD CONSTRAINT person_merge_two_persons CHECK (duplicate_id <> survivor_id),
    ADD CONSTRAINT person_merge_names_somebody CHECK (duplicate_id IS NOT NULL OR phone_cipher IS NOT NULL OR state = 'REJECTED'),
    ADD CONSTRAINT person_merge_proved CHECK ((state IN ('MERGED', 'UNDONE')) = (num_nonnulls(duplicate_id, proof, merge_time, undo_end_time) = 4)),
    ADD CONSTRAINT person_merge_two_of_staff CHECK (proof <> 'STAFF' OR decider_id IS NOT NULL AND decider_id <> proposer_id OR state = 'UNDONE');
