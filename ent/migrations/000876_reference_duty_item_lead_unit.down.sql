ALTER TABLE "duty_item" DROP CONSTRAINT "duty_item_lead_unit_fkey";
