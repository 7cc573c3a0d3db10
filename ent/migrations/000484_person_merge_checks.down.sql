ALTER TABLE person_merge
    DROP CONSTRAINT person_merge_state,
    DROP CONSTRAINT person_merge_proof,
    DROP CONSTRAINT person_merge_two_persons,
    DROP CONSTRAINT person_merge_names_somebody,
    DROP CONSTRAINT person_merge_proved,
    DROP CONSTRAINT person_merge_two_of_staff;
