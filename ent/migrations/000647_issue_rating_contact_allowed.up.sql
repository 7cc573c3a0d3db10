ALTER TABLE "issue" ADD COLUMN "rating_contact_allowed" boolean NULL;
