DROP TABLE "joint_confirmation";
