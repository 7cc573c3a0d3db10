DROP TABLE joint_voter;
