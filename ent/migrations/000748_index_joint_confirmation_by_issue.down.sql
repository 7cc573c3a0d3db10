DROP INDEX "joint_confirmation_by_issue";
