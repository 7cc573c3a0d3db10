ALTER TABLE "issue" DROP CONSTRAINT "issue_lead_unit_fkey";
