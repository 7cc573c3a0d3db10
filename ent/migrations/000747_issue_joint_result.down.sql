ALTER TABLE "issue" DROP COLUMN "joint_result";
