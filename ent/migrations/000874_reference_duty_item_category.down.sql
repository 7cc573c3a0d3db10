ALTER TABLE "duty_item" DROP CONSTRAINT "duty_item_category_fkey";
