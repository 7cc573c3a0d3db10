ALTER TABLE "joint_confirmation" DROP CONSTRAINT "joint_confirmation_issue_fkey";
