ALTER TABLE "consent" DROP CONSTRAINT "consent_privacy_notice_fkey";
