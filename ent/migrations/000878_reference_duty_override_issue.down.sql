ALTER TABLE "duty_override" DROP CONSTRAINT "duty_override_issue_fkey";
