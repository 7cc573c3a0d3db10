ALTER TABLE issue DROP CONSTRAINT issue_joint_result;
