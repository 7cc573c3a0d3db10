DROP INDEX joint_voter_by_person;
