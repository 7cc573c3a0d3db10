ALTER TABLE "issue" ADD COLUMN "joint_result" character varying NULL;
