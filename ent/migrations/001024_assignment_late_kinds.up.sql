ALTER TABLE "assignment" ADD COLUMN "first_contact_late" boolean NOT NULL DEFAULT false, ADD COLUMN "stage_report_late" boolean NOT NULL DEFAULT false;
