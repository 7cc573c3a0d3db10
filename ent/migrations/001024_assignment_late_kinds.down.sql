ALTER TABLE "assignment" DROP COLUMN "stage_report_late", DROP COLUMN "first_contact_late";
