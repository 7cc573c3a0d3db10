ALTER TABLE "issue" DROP COLUMN "rating_contact_allowed";
