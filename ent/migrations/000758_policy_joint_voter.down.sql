DROP POLICY joint_voter_tenant ON joint_voter;
