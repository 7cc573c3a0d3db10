ALTER TABLE "delivery" DROP CONSTRAINT "delivery_notice_fkey";
