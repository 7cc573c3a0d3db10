DROP INDEX "duty_item_one_of_category";
