ALTER TABLE joint_voter DROP CONSTRAINT joint_voter_person_fkey;
