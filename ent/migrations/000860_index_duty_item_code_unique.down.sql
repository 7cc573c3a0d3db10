DROP INDEX "duty_item_code_unique";
