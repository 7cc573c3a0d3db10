ALTER TABLE "duty_override" DROP CONSTRAINT "duty_override_community_fkey";
