ALTER TABLE issue ADD CONSTRAINT issue_joint_result CHECK (joint_result IN ('PENDING', 'CONFIRMED', 'REFUSED'));
